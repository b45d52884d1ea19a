//! The plan on the terminal and in files.

use std::{fs, io, path::Path};

use haulage::{
    api::run::Solved,
    routing::{
        plan::{Plan, PlanRoute},
        problem::{Moment, Problem},
    },
};

/// Writes the reply of `plan.solve` and what is drawn from it.
pub(crate) fn write(folder: &Path, problem: &Problem, solved: &Solved) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("plan.json"), serde_json::to_vec(solved)?)?;
    fs::write(folder.join("plan.geojson"), haulage::render::geojson(problem, &solved.plan))?;
    fs::write(folder.join("stops.csv"), haulage::render::stops_csv(problem, &solved.plan))?;
    fs::write(folder.join("plan.html"), haulage::render::html(problem, &solved.plan))
}

/// A line for each route.
pub(crate) fn print_table(plan: &Plan) {
    println!("{:<8} {:>5} {:>5} {:>10}  {:<5}  {:<5}", "route", "stops", "load", "distance", "start", "end");
    for route in &plan.routes {
        let tasks = route.stops.iter().filter(|stop| stop.job.is_some()).count();
        let load = route.peak_load.first().copied().unwrap_or(0);
        let (start, end) = begin_and_end(route);
        let name = format!("{} {}", route.vehicle, route.number);
        println!("{name:<8} {tasks:>5} {load:>5} {:>7.1} km  {start:<5}  {end:<5}", kilometres(route.distance_m));
    }
    let currency = plan.currency.map(|currency| format!(" {}", currency.code())).unwrap_or_default();
    println!(
        "{} routes, {} stops, {:.1} km, cost {}{currency}, {} unassigned",
        plan.totals.vehicles,
        plan.totals.tasks,
        kilometres(plan.totals.distance_m),
        plan.costs.total,
        plan.unassigned.len()
    );
}

fn kilometres(metres: u64) -> f64 {
    metres as f64 / 1000.0
}

fn begin_and_end(route: &PlanRoute) -> (String, String) {
    let clock = |moment: Moment| match moment {
        Moment::Instant(instant) => instant.format("%H:%M").to_string(),
        Moment::Second(second) => second.to_string(),
    };
    let begin = route.stops.first().map(|stop| clock(stop.departure));
    let end = route.stops.last().map(|stop| clock(stop.arrival));
    (begin.unwrap_or_default(), end.unwrap_or_default())
}
