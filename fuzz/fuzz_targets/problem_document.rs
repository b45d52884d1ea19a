//! Any bytes as a problem document; what is found valid is solved for a moment, and the plan must hold.
#![no_main]

use haulage_routing::{
    check::check,
    plan::Plan,
    problem::Problem,
    solve::{Iterations, SolveOptions, solve},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = haulage_api::read(data) else { return };
    let Ok(problem) = Problem::new(document) else { return };
    if problem.tasks().len() > 50 {
        return;
    }
    let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(20));
    let report = check(&problem, &Plan::new(&problem, &solution));
    assert!(report.feasible, "{:?}", report.violations);
});
