//! Solomon's 56 instances for drivers who keep a law: the depot is open for 144 hours, trucks drive five units of distance an
//! hour, service takes an hour, and windows are scaled with the depot's (the transformation of Goel 2009). Prints vehicles and
//! distance by class under no law and under each that is planned, and the processor time of an iteration.
//!
//! `cargo xtask compare --hours [--iterations N] [--instances R101,C201] [--laws none,eu-561-2006]`
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a bench")]

use std::{collections::BTreeMap, env, fs, path::Path};

use chrono::DateTime;
use haulage_routing::{
    check::check,
    plan::Plan,
    problem::{
        Clock, Job, Objective, PlaceDocument, Problem, ProblemDocument, ProfileDocument, Shift, VehicleCosts, VehicleType, Window,
    },
    solve::{Iterations, SolveOptions, solve},
    travel::{Grid, TravelDocument},
};

const HOUR: f64 = 3_600.0;
const HORIZON_H: f64 = 144.0;
const SPEED: f64 = 5.0;

/// A line of a file: number, x, y, demand, ready, due, service.
type Row = [f64; 7];

/// Makes the problem of a file.
fn transformed(text: &str, law: Option<&str>) -> ProblemDocument {
    let words = |line: &str| line.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<f64>>();
    let lines: Vec<Vec<f64>> = text.lines().map(words).collect();
    let fleet = lines.iter().find(|line| line.len() == 2).unwrap();
    let rows: Vec<Row> = lines.iter().filter_map(|line| Row::try_from(line.clone()).ok()).collect();
    let second = |moment: f64| (moment * HORIZON_H / rows[0][5] * HOUR).round() as i64;
    let grid = |scale: f64| {
        let far = |a: &Row, b: &Row| ((a[1] - b[1]).hypot(a[2] - b[2]) * scale).round() as u32;
        Grid::from_cells(rows.iter().flat_map(|a| rows.iter().map(move |b| far(a, b))).collect()).unwrap()
    };
    let mut truck = VehicleType::new("truck")
        .count(fleet[0] as u32)
        .based_at("0")
        .capacity([fleet[1] as u64])
        .costs(VehicleCosts::default())
        .shift(Shift::between(0, (HORIZON_H * HOUR) as i64));
    truck.driver_rules = law.map(str::to_owned);
    let job = |row: &Row| {
        let id = row[0].to_string();
        let job = Job::new(id.as_str(), id.as_str()).delivery([row[3] as u64]).service_s(HOUR as u64);
        job.window(Window::new(second(row[4]), second(row[5])))
    };
    ProblemDocument {
        // A Monday at midnight: the horizon ends with Saturday.
        clock: Some(Clock { start: DateTime::parse_from_rfc3339("2026-11-23T00:00:00Z").unwrap(), zone: None }),
        objective: Objective::VehiclesFirst,
        places: rows.iter().map(|row| PlaceDocument { id: row[0].to_string(), position: None, point: None }).collect(),
        profiles: vec![ProfileDocument::new(
            "road",
            TravelDocument::Matrix { distances_m: grid(1_000.0), durations_s: Some(grid(HOUR / SPEED)) },
        )],
        vehicles: vec![truck],
        jobs: rows[1..].iter().map(job).collect(),
        ..ProblemDocument::default()
    }
}

/// Nanoseconds of processor time that this process has used; the machine may be shared.
fn processor_ns() -> f64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or(0.0)
}

/// What a class adds up to.
#[derive(Default)]
struct Sum {
    instances: f64,
    vehicles: f64,
    distance: f64,
    unassigned: f64,
    microseconds: f64,
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let option = |name: &str| Some(arguments[arguments.iter().position(|argument| argument == name)? + 1].clone());
    let iterations: u64 = option("--iterations").map_or(20_000, |text| text.parse().unwrap());
    let laws = option("--laws").unwrap_or_else(|| "none,eu-561-2006".into());
    let chosen = option("--instances");
    let Some(folder) = haulage_testdata::shared("data/instances/solomon") else { return };
    let mut names: Vec<String> =
        fs::read_dir(folder.as_path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "txt"));
    names.retain(|name| chosen.as_ref().is_none_or(|chosen| chosen.split(',').any(|it| *name == format!("{it}.txt"))));
    names.sort();
    let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
    for name in &names {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        // R101 is of class R1.
        let class = name[..=name.find(|letter: char| letter.is_ascii_digit()).unwrap()].to_owned();
        for law in laws.split(',') {
            let problem = Problem::new(transformed(&text, Some(law).filter(|law| *law != "none"))).unwrap();
            let begun = processor_ns();
            let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(iterations));
            let spent = (processor_ns() - begun) / 1e3 / iterations as f64;
            let plan = Plan::new(&problem, &solution);
            let report = check(&problem, &plan);
            let violations: Vec<_> = report.violations.iter().filter(|found| found.code != "check.missing").collect();
            assert!(violations.is_empty(), "{name} under {law}: {violations:#?}");
            let (vehicles, distance) = (plan.totals.vehicles as f64, plan.totals.distance_m as f64 / 1e3);
            println!("{name} {law}: {vehicles} vehicles, {distance:.1}, {} unassigned, {spent:.1} µs", plan.unassigned.len());
            let sum = sums.entry((class.clone(), law.to_owned())).or_default();
            sum.instances += 1.0;
            sum.vehicles += vehicles;
            sum.distance += distance;
            sum.unassigned += plan.unassigned.len() as f64;
            sum.microseconds += spent;
        }
    }
    println!("\n| class | law | vehicles | distance | unassigned | µs an iteration |\n|---|---|---|---|---|---|");
    for ((class, law), sum) in &sums {
        let each = |value: f64| value / sum.instances;
        println!(
            "| {class} | {law} | {:.2} | {:.1} | {} | {:.1} |",
            each(sum.vehicles),
            each(sum.distance),
            sum.unassigned,
            each(sum.microseconds)
        );
    }
}
