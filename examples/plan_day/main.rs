//! A real day of deliveries, planned end to end: parcels to shipments to a problem, solved with a live progress line,
//! checked by the independent checker, written as document, map file, table and page.
//!
//! `cargo run --release --example plan_day -- --help`
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod day;
mod options;
mod report;

use std::{
    error::Error,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use haulage::{
    api::run::{Run, SolveSettings, Solved},
    routing::{check::check, problem::Problem},
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{day::Day, options::Options};

fn main() -> ExitCode {
    match plan_day() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn plan_day() -> Result<ExitCode, Box<dyn Error>> {
    let Some(options) = Options::read()? else { return Ok(ExitCode::SUCCESS) };
    let begun = Instant::now();

    let day = Day::read(&options)?;
    println!("{} parcels in {} shipments, {} vans", day.parcels, day.shipments.len(), options.vans);
    let problem = Arc::new(day.problem(&options)?);

    let solved = solve(&problem, &options)?;
    let searched = begun.elapsed();

    let verdict = check(&problem, &solved.plan);
    for violation in &verdict.violations {
        eprintln!("{} at {}: {}", violation.code, violation.path, violation.detail);
    }
    report::write(&options.out, &problem, &solved)?;

    report::print_table(&solved.plan);
    println!("checked: {}", if verdict.feasible { "feasible, every figure right" } else { "NOT feasible" });
    println!(
        "{:.2} s from the start of the program to the plan, {:.2} s to the last of its files",
        searched.as_secs_f64(),
        begun.elapsed().as_secs_f64()
    );
    println!("wrote plan.json, plan.geojson, stops.csv and plan.html to {}", options.out.display());
    Ok(if verdict.feasible { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Searches in a thread of its own and shows how it goes, until the time or the iterations are spent.
fn solve(problem: &Arc<Problem>, options: &Options) -> Result<Solved, Box<dyn Error>> {
    let settings = match options.iterations {
        Some(iterations) => SolveSettings::for_iterations(iterations),
        None => SolveSettings::for_time(Duration::from_secs_f64(options.seconds)),
    };
    let run = Run::start(Arc::clone(problem), settings.seed(options.seed))?;
    let line = ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}")?);
    while !run.wait(Duration::from_millis(100)) {
        let progress = run.progress();
        let best = progress.best_cost.map_or_else(|| "none yet".into(), |cost| format!("{:.2}", cost.0));
        line.set_message(format!(
            "best cost {best}, {} routes, {} unassigned, {} iterations",
            progress.routes, progress.unassigned, progress.iterations
        ));
        line.tick();
    }
    line.finish_and_clear();
    Ok(run.take()?.ok_or("the run was taken before")?)
}
