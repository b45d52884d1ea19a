use crate::{
    problem::{Job, PlaceDocument, PlanarPoint, Problem, ProblemDocument, ProfileDocument, VehicleType},
    solve::{Iterations, SolveOptions, solve},
    travel::{Rounding, TravelDocument},
};

/// Twelve stops side by side far from the depot, and vans for four of them or trucks for all, at these prices.
fn problem(van: &str, truck: &str) -> Problem {
    let place = |index: u32| PlaceDocument {
        id: index.to_string(),
        position: None,
        point: Some(PlanarPoint { x: if index == 0 { 0.0 } else { 1_000.0 }, y: f64::from(index) }),
    };
    let vehicle = |id: &str, count, capacity, price: &str| {
        let mut vehicle = VehicleType::new(id).count(count).based_at("0").capacity([capacity]);
        vehicle.costs.fixed = price.parse().unwrap();
        vehicle
    };
    let travel = TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest };
    Problem::new(ProblemDocument {
        places: (0..=12).map(place).collect(),
        profiles: vec![ProfileDocument::new("plane", travel)],
        vehicles: vec![vehicle("van", 12, 4, van), vehicle("truck", 1, 12, truck)],
        jobs: (1..=12).map(|index| Job::new(index.to_string(), index.to_string()).delivery([1])).collect(),
        ..ProblemDocument::default()
    })
    .unwrap()
}

/// The vehicle types of the routes of a plan.
fn types(problem: &Problem, iterations: u64) -> Vec<usize> {
    let solution = solve(problem, &SolveOptions::default(), &mut Iterations(iterations));
    assert!(solution.unassigned.is_empty());
    solution.tours.iter().map(|tour| tour.vehicle).collect()
}

#[test]
fn a_truck_that_saves_two_trips_is_taken_from_the_first_plan_on() {
    assert_eq!(types(&problem("1", "3"), 0), [1]);
}

#[test]
fn vans_drive_where_a_truck_costs_more_than_their_trips() {
    assert_eq!(types(&problem("0", "9"), 500), [0, 0, 0]);
}

#[test]
fn a_plan_of_vans_is_given_to_a_truck_once_that_costs_less() {
    let vans = solve(&problem("0", "9"), &SolveOptions::default(), &mut Iterations(0));
    assert_eq!(vans.tours.len(), 3);
    let cheap_truck = problem("1", "3");
    let solution = solve(&cheap_truck, &SolveOptions::default().start(vans), &mut Iterations(500));
    assert_eq!(solution.tours.iter().map(|tour| tour.vehicle).collect::<Vec<_>>(), [1]);
}
