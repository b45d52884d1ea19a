use proptest::prelude::*;

use crate::{
    check::check,
    plan::{Plan, Solution, Tour},
    problem::Problem,
    samples::{self, Dice},
    solve::{Iterations, SolveOptions, solve},
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever the search starts from, right or wrong, its plan is right.
    #[test]
    fn any_plan_is_a_start(seed: u64, iterations in 0_u64..40) {
        let mut dice = Dice(seed);
        let problem = Problem::new(samples::document(&mut dice, 7)).unwrap();
        let start = samples::solution(&mut dice, &problem);
        let solution = solve(&problem, &SolveOptions::default().start(start), &mut Iterations(iterations));
        let report = check(&problem, &Plan::new(&problem, &solution));
        prop_assert!(report.feasible, "{:#?}", report.violations);
    }

    /// What a search found, another goes on from.
    #[test]
    fn a_start_that_holds_is_kept_or_made_better(seed: u64) {
        let mut dice = Dice(seed);
        let mut document = samples::document(&mut dice, 7);
        // With several windows a stop, a plan may be shorter than the search takes it for.
        let stops = document.shipments.iter_mut().flat_map(|shipment| shipment.pickups.iter_mut().chain(&mut shipment.deliveries));
        stops.map(|stop| &mut stop.windows).chain(document.jobs.iter_mut().map(|job| &mut job.windows)).for_each(|it| it.truncate(1));
        let problem = Problem::new(document).unwrap();
        let first = solve(&problem, &SolveOptions::default(), &mut Iterations(60));
        let again = |iterations| {
            let options = SolveOptions::default().start(Plan::new(&problem, &first).start(&problem));
            solve(&problem, &options, &mut Iterations(iterations))
        };
        let worth = |solution: &Solution| {
            let missing = solution.unassigned.iter().filter(|&&job| problem.jobs()[job].prize.is_none()).count();
            (missing, Plan::new(&problem, solution).costs.total)
        };
        prop_assert!(worth(&again(0)) <= worth(&first), "{:?} after {:?}", again(0), first);
        prop_assert!(worth(&again(50)) <= worth(&again(0)));
    }
}

#[test]
fn a_plan_of_yesterday_may_name_what_is_gone() {
    let mut dice = Dice(4);
    let problem = Problem::new(samples::document(&mut dice, 6)).unwrap();
    let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(100));
    let mut plan = Plan::new(&problem, &solution);
    plan.routes[0].stops.iter_mut().filter(|stop| stop.job.is_some()).take(1).for_each(|stop| stop.job = Some("gone".into()));
    let mut strange = plan.routes[0].clone();
    strange.vehicle = "sold".into();
    plan.routes.push(strange);
    assert!(plan.solution(&problem).is_err());
    let again = solve(&problem, &SolveOptions::default().start(plan.start(&problem)), &mut Iterations(100));
    assert!(check(&problem, &Plan::new(&problem, &again)).feasible);
}

#[test]
fn a_start_for_another_problem_is_no_harm() {
    let problem = Problem::new(samples::document(&mut Dice(9), 4)).unwrap();
    let start = Solution {
        tours: vec![Tour { vehicle: 99, tasks: vec![0] }, Tour { vehicle: 0, tasks: vec![7_777, 0, 0] }],
        unassigned: vec![55],
    };
    let solution = solve(&problem, &SolveOptions::default().start(start), &mut Iterations(10));
    assert!(check(&problem, &Plan::new(&problem, &solution)).feasible);
}
