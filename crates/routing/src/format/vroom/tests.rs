use super::*;
use crate::{
    explain::explain,
    solve::{Iterations, SolveOptions, solve},
};

fn case(document: serde_json::Value) -> Result<Case, Faults> {
    Case::new(serde_json::from_value(document).unwrap(), Roads::default())
}

fn solved(document: serde_json::Value) -> Solution {
    let case = case(document).unwrap();
    let problem = case.problem();
    let solution = solve(problem, &SolveOptions::default(), &mut Iterations(200));
    case.solution(&Plan { unassigned: explain(problem, &solution), ..Plan::new(problem, &solution) })
}

fn codes(document: serde_json::Value) -> Vec<(String, String)> {
    let faults = case(document).unwrap_err();
    faults.into_iter().map(|fault| (fault.code, fault.path)).collect()
}

/// What `vroom` 1.15 answers to this document, but for the time that it took and the older names of keys.
#[test]
fn a_route_with_a_shipment_and_waiting_is_written_as_vroom_writes_it() {
    let solution = solved(serde_json::json!({
        "vehicles": [{"id": 2, "start_index": 0, "capacity": [10, 5], "description": "van"}],
        "jobs": [
            {"id": 1, "location_index": 1, "delivery": [3, 1], "service": 300, "setup": 60, "priority": 7, "time_windows": [[2000, 3000]]},
            {"id": 3, "location_index": 2, "skills": [9], "description": "cold"}
        ],
        "shipments": [{"amount": [1, 1], "priority": 3, "pickup": {"id": 1, "location_index": 2, "service": 20},
            "delivery": {"id": 1, "location_index": 3, "service": 20, "time_windows": [[7000, 8000]]}}],
        "matrices": {"car": {
            "durations": [[0, 600, 700, 800], [600, 0, 300, 400], [700, 300, 0, 500], [800, 400, 500, 0]],
            "distances": [[0, 6000, 7000, 8000], [6000, 0, 3000, 4000], [7000, 3000, 0, 5000], [8000, 4000, 5000, 0]]
        }}
    }));
    let summary = &solution.summary;
    assert_eq!((summary.routes, summary.unassigned), (1, 1));
    let figures = &summary.figures;
    assert_eq!((figures.cost, figures.duration, figures.setup, figures.service, figures.priority), (1_400, 1_400, 60, 340, 13));
    assert_eq!((&figures.delivery, &figures.pickup, figures.distance), (&vec![4, 2], &vec![1, 1], Some(14_000)));
    let route = &solution.routes[0];
    assert_eq!((route.vehicle, route.description.as_deref()), (2, Some("van")));
    let steps: Vec<_> = route.steps.iter().map(|step| (step.kind, step.id, step.duration, step.load[0])).collect();
    let expected = [
        (StepKind::Start, None, 0, 3),
        (StepKind::Pickup, Some(1), 700, 4),
        (StepKind::Job, Some(1), 1_000, 1),
        (StepKind::Delivery, Some(1), 1_400, 0),
    ];
    assert_eq!(steps, expected, "an open route has no end");
    let left = &solution.unassigned[0];
    assert_eq!((left.id, left.kind, left.description.as_deref()), (3, StepKind::Job, Some("cold")));
    assert_eq!(left.reasons[0].code, "unassigned.skills");
}

#[test]
fn vehicles_that_are_alike_are_one_type_and_keep_their_numbers() {
    let document = serde_json::json!({
        "vehicles": [{"id": 8, "start_index": 0, "max_tasks": 1}, {"id": 5, "start_index": 0, "max_tasks": 1, "description": "b"}],
        "jobs": [{"id": 1, "location_index": 1}, {"id": 2, "location_index": 1}],
        "matrix": [[0, 60], [60, 0]]
    });
    assert_eq!(case(document.clone()).unwrap().problem().vehicles().len(), 1);
    let mut vehicles: Vec<_> = solved(document).routes.iter().map(|route| route.vehicle).collect();
    vehicles.sort_unstable();
    assert_eq!(vehicles, [5, 8]);
}

#[test]
fn a_limit_on_what_is_not_priced_is_refused_by_name() {
    let grid = [[0, 60], [60, 0]];
    let with = |vehicle: serde_json::Value| {
        codes(serde_json::json!({
            "vehicles": [vehicle],
            "jobs": [{"id": 1, "location_index": 1}],
            "matrices": {"car": {"durations": grid, "distances": grid}}
        }))
    };
    let refused = |path: &str| vec![("vroom.unsupported".to_owned(), path.to_owned())];
    assert_eq!(with(serde_json::json!({"id": 1, "start_index": 0, "max_distance": 9})), refused("/vehicles/0/max_distance"));
    let by_the_km = serde_json::json!({"id": 1, "start_index": 0, "max_travel_time": 9, "costs": {"per_hour": 0, "per_km": 1}});
    assert_eq!(with(by_the_km), refused("/vehicles/0/max_travel_time"));
}

#[test]
fn what_the_problem_refuses_is_told_at_its_place_in_the_document() {
    let faults = codes(serde_json::json!({
        "vehicles": [{"id": 1, "start_index": 0, "type": "a"}, {"id": 2, "start_index": 0, "type": "b", "time_window": [9, 5]}],
        "jobs": [
            {"id": 1, "location_index": 1, "service": 5, "service_per_type": {"a": 9}},
            {"id": 2, "location_index": 1, "priority": 101}
        ],
        "matrix": [[0, 60], [60, 0]]
    }));
    let expected = [("problem.reversed_window", "/vehicles/1"), ("problem.priority", "/jobs/1")];
    assert_eq!(faults, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
}
