use proptest::prelude::*;

use super::*;
use crate::{
    check::check,
    plan::Tour,
    problem::{Balance, Compactness, Cost, Job, PlaceDocument, ProblemDocument, ProfileDocument, Shift, VehicleType},
    samples::{self, Dice},
    travel::{Grid, TravelDocument},
};

/// Cost of a tour in units; the tour is feasible.
fn cost(problem: &Problem, tour: &Tour) -> Cost {
    if tour.tasks.is_empty() {
        return 0;
    }
    let vehicle = &problem.vehicles()[tour.vehicle];
    let tasks: Vec<&Task> = tour.tasks.iter().map(|&task| &problem.tasks()[task]).collect();
    let (_, duration) = samples::shortest(problem, vehicle, &tasks).unwrap();
    let stops = vehicle.start.into_iter().chain(tasks.iter().map(|task| task.place)).chain(vehicle.end);
    let stops: Vec<usize> = stops.collect();
    let way: i64 = stops.windows(2).map(|leg| problem.travel(vehicle).distance(leg[0], leg[1])).sum();
    vehicle.fixed + vehicle.per_metre * way + vehicle.per_second * duration
}

/// All tours that a request's tasks can make of one, in their order.
fn placings(tasks: &[usize], members: &[usize], from: usize) -> Vec<Vec<usize>> {
    let Some((&first, later)) = members.split_first() else { return vec![tasks.to_vec()] };
    let places = (from..=tasks.len()).flat_map(|at| {
        let mut tasks = tasks.to_vec();
        tasks.insert(at, first);
        placings(&tasks, later, at + 1)
    });
    places.collect()
}

/// The least that serving a job adds, by trying every place and every second.
fn by_trying(problem: &Problem, solution: &Solution, job: usize) -> Option<Cost> {
    let members: Vec<usize> = problem.jobs()[job].tasks.clone().collect();
    let used = |kind| solution.tours.iter().filter(|tour| tour.vehicle == kind).count();
    let idle = (0..problem.vehicles().len()).filter(|&kind| used(kind) < problem.vehicles()[kind].count);
    let idle = idle.map(|vehicle| Tour { vehicle, tasks: Vec::new() });
    let tours = solution.tours.iter().cloned().chain(idle);
    let extra = tours.flat_map(|tour| {
        let made = placings(&tour.tasks, &members, 0).into_iter().map(|tasks| Tour { vehicle: tour.vehicle, tasks });
        let made = made.filter(|tour| samples::is_feasible(problem, tour));
        let before = cost(problem, &tour);
        made.map(|made| cost(problem, &made) - before).collect::<Vec<_>>()
    });
    extra.min()
}

/// A random problem with a feasible solution that leaves something out.
fn day(seed: u64) -> (Problem, Solution) {
    let mut dice = Dice(seed);
    let problem = Problem::new(samples::document(&mut dice, 7)).unwrap();
    let mut solution = samples::solution(&mut dice, &problem);
    solution.tours.retain(|tour| samples::is_feasible(&problem, tour));
    let served = |job: usize| solution.tours.iter().any(|tour| tour.tasks.iter().any(|&task| problem.tasks()[task].job == job));
    solution.unassigned = (0..problem.jobs().len()).filter(|&job| !served(job)).collect();
    (problem, solution)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Exactly the least extra cost, and a plan that the checker accepts.
    #[test]
    fn no_place_is_cheaper_than_the_quoted_one(seed: u64) {
        let (problem, solution) = day(seed);
        let plan = Plan::new(&problem, &solution);
        for &job in &solution.unassigned {
            let id = &problem.jobs()[job].id;
            let reply = insert(&problem, &plan, &InsertionRequest { job: id.clone(), ..InsertionRequest::default() }).unwrap();
            let best = by_trying(&problem, &solution, job);
            prop_assert!(reply.exact);
            prop_assert_eq!(reply.places.first().map(|place| place.extra_cost), best.map(amount));
            prop_assert_eq!(reply.places.is_empty(), !reply.reasons.is_empty());
            let Some(place) = reply.places.first() else { continue };
            let kind = problem.vehicles().iter().position(|vehicle| vehicle.id == place.vehicle).unwrap();
            let mut after = plan.solution(&problem).unwrap();
            after.unassigned.retain(|&other| other != job);
            let tour = place.route.map_or_else(
                || {
                    after.tours.push(Tour { vehicle: kind, tasks: Vec::new() });
                    after.tours.len() - 1
                },
                |route| route as usize,
            );
            let depot = usize::from(problem.vehicles()[kind].start.is_some());
            for (stop, task) in place.stops.iter().zip(problem.jobs()[job].tasks.clone()) {
                after.tours[tour].tasks.insert(stop.index as usize - depot, task);
            }
            let tour = after.tours[tour].clone();
            let alone = Plan::new(&problem, &Solution { tours: vec![tour], unassigned: vec![] });
            for stop in &place.stops {
                let made = &alone.routes[0].stops[stop.index as usize];
                prop_assert_eq!(
                    (stop.kind, stop.arrival, stop.service_start, stop.departure),
                    (made.kind, made.arrival, made.service_start, made.departure)
                );
            }
            let new = Plan::new(&problem, &after);
            prop_assert!(check(&problem, &new).feasible);
            let distance = new.totals.distance_m as i64 - plan.totals.distance_m as i64;
            let duration = new.totals.duration_s as i64 - plan.totals.duration_s as i64;
            prop_assert_eq!((place.extra_distance_m, place.extra_duration_s), (distance, duration));
        }
    }
}

/// The least that serving a job adds to a plan as a whole, by trying every place.
fn by_planning(problem: &Problem, solution: &Solution, job: usize) -> Option<Cost> {
    let before = Plan::priced(problem, solution, &[]).1;
    let members: Vec<usize> = problem.jobs()[job].tasks.clone().collect();
    let used = |kind| solution.tours.iter().filter(|tour| tour.vehicle == kind).count();
    let idle = (0..problem.vehicles().len()).filter(|&kind| used(kind) < problem.vehicles()[kind].count);
    let mut all = solution.clone();
    all.unassigned.retain(|&other| other != job);
    all.tours.extend(idle.map(|vehicle| Tour { vehicle, tasks: Vec::new() }));
    let mut least = None;
    for tour in 0..all.tours.len() {
        for tasks in placings(&all.tours[tour].tasks, &members, 0) {
            let mut tried = all.clone();
            tried.tours[tour].tasks = tasks;
            if samples::is_feasible(problem, &tried.tours[tour]) {
                let extra = Plan::priced(problem, &tried, &[]).1 - before;
                least = Some(least.map_or(extra, |least: Cost| least.min(extra)));
            }
        }
    }
    least
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Balance and compactness are prices of a whole plan: a place costs what the plan with it costs more.
    #[test]
    fn a_place_costs_what_the_whole_plan_costs_more(seed: u64) {
        let mut dice = Dice(seed);
        let mut document = samples::document(&mut dice, 6);
        let mut price = |most: u64| dice.roll(most).to_string().parse().unwrap();
        document.balance = Some(Balance { per_hour: price(9), per_km: price(3), ..Balance::default() });
        document.compactness = Some(Compactness { per_km: price(3) });
        document.jobs.iter_mut().for_each(|job| job.prize = None);
        let problem = Problem::new(document).unwrap();
        let mut solution = samples::solution(&mut dice, &problem);
        solution.tours.retain(|tour| samples::is_feasible(&problem, tour));
        let served = |job: usize| solution.tours.iter().any(|tour| tour.tasks.iter().any(|&task| problem.tasks()[task].job == job));
        solution.unassigned = (0..problem.jobs().len()).filter(|&job| !served(job)).collect();
        let plan = Plan::new(&problem, &solution);
        for &job in &solution.unassigned {
            let request = InsertionRequest { job: problem.jobs()[job].id.clone(), ..InsertionRequest::default() };
            let reply = insert(&problem, &plan, &request).unwrap();
            let best = by_planning(&problem, &solution, job);
            prop_assert_eq!(reply.places.first().map(|place| place.extra_cost), best.map(amount));
        }
    }
}

/// A van with one stop at `a` from 100 to 110; `b` is ten seconds from everything.
fn shop() -> (Problem, Plan) {
    let grid = Grid::from_cells(vec![0, 50, 60, 50, 0, 10, 60, 10, 0]).unwrap();
    let place = |id: &str| PlaceDocument { id: id.into(), ..PlaceDocument::default() };
    let problem = Problem::new(ProblemDocument {
        places: vec![place("depot"), place("a"), place("b")],
        profiles: vec![ProfileDocument {
            id: "road".into(),
            travel: TravelDocument::Matrix { distances_m: grid, durations_s: None },
            hourly_speed_percent: Vec::new(),
        }],
        vehicles: vec![VehicleType::new("van").based_at("depot").shift(Shift::between(0, 400))],
        jobs: vec![Job::new("old", "a").window(Window::new(100, 110)), Job::new("new", "b")],
        ..ProblemDocument::default()
    });
    let problem = problem.unwrap();
    let plan = Plan::new(&problem, &Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![1] });
    (problem, plan)
}

#[test]
fn the_cheapest_windows_are_offered_first() {
    let (problem, plan) = shop();
    let offer = vec![Window::new(300, 350), Window::new(60, 90), Window::new(120, 200), Window::new(0, 10)];
    let request = InsertionRequest { job: "new".into(), offer, keep: Some(2) };
    let reply = insert(&problem, &plan, &request).unwrap();
    let offers: Vec<_> =
        reply.places.iter().map(|place| (place.window.unwrap().earliest, place.extra_cost.to_string())).collect();
    assert_eq!(offers, [(Moment::Second(300), "0.02".into()), (Moment::Second(60), "0.02".into())]);
    let place = &reply.places[1];
    assert_eq!((place.vehicle.as_str(), place.number, place.route), ("van", 1, Some(0)));
    assert_eq!((place.stops[0].index, place.stops[0].service_start), (1, Moment::Second(90)));
}

#[test]
fn a_question_that_makes_no_sense_is_told_all_its_faults() {
    let (problem, mut plan) = shop();
    plan.routes[0].vehicle = "bus".into();
    plan.routes[0].stops[1].job = Some("ghost".into());
    let request = InsertionRequest { job: "newer".into(), offer: vec![Window::new(9, 8), Window::new(-1, 4)], keep: None };
    let faults = insert(&problem, &plan, &request).unwrap_err();
    let told: Vec<(&str, &str)> = faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.path.as_str())).collect();
    assert_eq!(
        told,
        [
            ("plan.unknown_vehicle", "/plan/routes/0/vehicle"),
            ("plan.unknown_job", "/plan/routes/0/stops/1/job"),
            ("insert.unknown_job", "/job"),
            ("insert.window", "/offer/0"),
            ("insert.window", "/offer/1"),
        ]
    );
    let (problem, plan) = shop();
    let faults = insert(&problem, &plan, &InsertionRequest { job: "old".into(), ..InsertionRequest::default() }).unwrap_err();
    assert_eq!(faults.as_slice()[0].code, "insert.served");
    let (problem, mut plan) = shop();
    plan.routes[0].stops[1].service_start = Moment::Second(111);
    let faults = insert(&problem, &plan, &InsertionRequest { job: "new".into(), ..InsertionRequest::default() }).unwrap_err();
    assert!(faults.as_slice().iter().any(|fault| fault.code == "check.window" && fault.path.starts_with("/plan/routes/0")));
}
