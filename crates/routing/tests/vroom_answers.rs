//! Documents that `vroom` 1.15 has answered (`-x 5`): the same tasks served, at no higher cost by VROOM's own sums.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

use haulage_routing::{
    check::check,
    format::vroom::{Case, Document, Roads},
    plan::Plan,
    solve::{Iterations, SolveOptions, solve},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answered {
    input: Document,
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    cost: u64,
    unassigned: u64,
}

#[test]
fn what_vroom_serves_is_served_at_no_higher_cost() {
    let answered: Vec<Answered> = serde_json::from_str(include_str!("vroom/answers.json")).unwrap();
    let (mut better, mut worse) = (0, Vec::new());
    for (index, Answered { input, summary }) in answered.into_iter().enumerate() {
        // A speed factor makes seconds that are no whole ones: VROOM keeps their hundredths, we round each leg up.
        let legs = if input.vehicles.iter().any(|vehicle| vehicle.speed_factor.is_some()) { 20 } else { 0 };
        let case = Case::new(input, Roads::default()).unwrap();
        let plan = Plan::new(case.problem(), &solve(case.problem(), &SolveOptions::default(), &mut Iterations(3_000)));
        assert!(check(case.problem(), &plan).feasible, "document {index}");
        let ours = case.solution(&plan).summary;
        let (ours, theirs) = ((ours.unassigned, ours.figures.cost), (summary.unassigned, summary.cost));
        if ours > (theirs.0, theirs.1 + legs) {
            worse.push(format!("document {index}: {ours:?} against {theirs:?}"));
        }
        better += usize::from(ours < theirs);
    }
    println!("{better} of the documents are solved better");
    assert!(worse.is_empty(), "{worse:#?}");
}
