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
        problem::Problem,
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
    sol: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(options) = options()? else {
        print!("{HELP}");
        return Ok(());
    };
    let mut document = format::read_with(&fs::read_to_string(&options.file)?, options.convention)?;
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
    });
    println!("{line}");
    Ok(())
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
            Long("sol") => options.sol = Some(parser.value()?.into()),
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok((!options.file.as_os_str().is_empty()).then_some(options))
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
