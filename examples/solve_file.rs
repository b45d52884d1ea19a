//! Solves one file of the routing literature and prints a line of JSON: what `cargo xtask compare` runs beside the peers.
//!
//! `cargo run --release --example solve_file -- X-n101-k25.vrp --seconds 10 --sol out.sol`
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::{
    error::Error,
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use haulage::{
    api::run::{SolveSettings, solve_now},
    core::money::Amount,
    routing::{
        check::check,
        format::{self, Convention},
        problem::{Job, Objective, PlaceDocument, PlanarPoint, Problem, ProblemDocument, ProfileDocument, VehicleType},
        travel::{Rounding, TravelDocument},
    },
};
use lexopt::prelude::*;

const HELP: &str = "\
solve_file FILE [options]

  --seconds N        search for N seconds (10)
  --iterations N     search for N iterations instead
  --threads N        threads that search (1)
  --seed N           seed of the search (1)
  --convention NAME  nearest, dimacs, double, thousandths, ceiling or floor; else the usual one of the format
  --vehicle-cost N   each vehicle costs N units of distance, so that fewer vehicles come first
  --vehicles-first   fewer vehicles come before a lower cost
  --generate N       no FILE: N stops scattered on a square, twelve to a van
  --sol FILE         write the routes as a CVRPLIB solution
";

#[derive(Default)]
struct Options {
    file: PathBuf,
    seconds: Option<f64>,
    iterations: Option<u64>,
    seed: u64,
    threads: u32,
    convention: Option<Convention>,
    vehicle_cost: Option<Amount>,
    vehicles_first: bool,
    generate: Option<u32>,
    sol: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(options) = options()? else {
        print!("{HELP}");
        return Ok(());
    };
    let mut document = match options.generate {
        Some(stops) => generated(stops),
        None => format::read_with(&fs::read_to_string(&options.file)?, options.convention)?,
    };
    if options.vehicles_first {
        document.objective = Objective::VehiclesFirst;
    }
    if let Some(cost) = options.vehicle_cost {
        for vehicle in &mut document.vehicles {
            vehicle.costs.fixed = cost;
        }
    }
    let problem = Problem::new(document)?;
    let settings = match options.iterations {
        Some(iterations) => SolveSettings::for_iterations(iterations),
        None => SolveSettings::for_time(Duration::from_secs_f64(options.seconds.unwrap_or(10.0))),
    };

    let begun = Instant::now();
    let solved = solve_now(&problem, &settings.seed(options.seed).threads(options.threads))?;
    let solve_s = begun.elapsed().as_secs_f64();

    let verdict = check(&problem, &solved.plan);
    for violation in &verdict.violations {
        eprintln!("{} at {}: {}", violation.code, violation.path, violation.detail);
    }
    if let Some(file) = options.sol {
        fs::write(file, format::solution::write(&problem, &solved.plan)?)?;
    }
    let line = serde_json::json!({
        "instance": options.file.file_stem().map(|name| name.to_string_lossy()),
        "seed": options.seed,
        "solve_s": (solve_s * 1000.0).round() / 1000.0,
        "iterations": solved.run.iterations,
        "feasible": verdict.feasible,
        "vehicles": solved.plan.totals.vehicles,
        "cost": verdict.costs.total.to_string(),
        "unassigned": solved.plan.unassigned.len(),
        "peak_mb": peak_mb(),
    });
    println!("{line}");
    Ok(())
}

/// Stops scattered over a square that grows with their number, so that a stop has neighbours as near at every size; the
/// depot in the middle, two stops in three with one parcel, the others with two.
fn generated(stops: u32) -> ProblemDocument {
    let side = f64::from(stops).sqrt() * 100.0;
    let mut state = u64::from(stops);
    let mut along = || {
        // A linear congruential generator (Knuth's MMIX): its upper bits scatter well enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 40) as f64 / (1_u64 << 24) as f64 * side).round()
    };
    let mut place = |id: String| PlaceDocument { id, position: None, point: Some(PlanarPoint { x: along(), y: along() }) };
    let mut places: Vec<PlaceDocument> = (0..=stops).map(|index| place(index.to_string())).collect();
    places[0].point = Some(PlanarPoint { x: (side / 2.0).round(), y: (side / 2.0).round() });
    let travel = TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest };
    let job = |index: u32| Job::new(index.to_string(), index.to_string()).delivery([1 + u64::from(index.is_multiple_of(3))]);
    ProblemDocument {
        places,
        profiles: vec![ProfileDocument::new("plane", travel)],
        vehicles: vec![VehicleType::new("van").count(stops).based_at("0").capacity([16])],
        jobs: (1..=stops).map(job).collect(),
        ..ProblemDocument::default()
    }
}

/// The most memory that the process had, where the system tells.
fn peak_mb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1_024)
}

fn options() -> Result<Option<Options>, Box<dyn Error>> {
    let mut options = Options { seed: 1, threads: 1, ..Options::default() };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(file) => options.file = file.into(),
            Long("seconds") => options.seconds = Some(parser.value()?.parse()?),
            Long("iterations") => options.iterations = Some(parser.value()?.parse()?),
            Long("threads") => options.threads = parser.value()?.parse()?,
            Long("seed") => options.seed = parser.value()?.parse()?,
            Long("convention") => options.convention = Some(convention(&parser.value()?.string()?)?),
            Long("vehicle-cost") => options.vehicle_cost = Some(parser.value()?.parse()?),
            Long("vehicles-first") => options.vehicles_first = true,
            Long("generate") => options.generate = Some(parser.value()?.parse()?),
            Long("sol") => options.sol = Some(parser.value()?.into()),
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok((!options.file.as_os_str().is_empty() || options.generate.is_some()).then_some(options))
}

fn convention(name: &str) -> Result<Convention, String> {
    match name {
        "nearest" => Ok(Convention::Nearest),
        "dimacs" => Ok(Convention::Dimacs),
        "double" => Ok(Convention::Double),
        "thousandths" => Ok(Convention::Thousandths),
        "ceiling" => Ok(Convention::Ceiling),
        "floor" => Ok(Convention::Floor),
        _ => Err(format!("`{name}` is no convention; see --help")),
    }
}
