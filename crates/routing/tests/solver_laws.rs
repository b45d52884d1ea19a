//! Laws of the solver, judged by a recomputation that shares nothing with it: every tour feasible, the same seed the same
//! solution, and on small problems the optimum.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use haulage_routing::{
    plan::{Solution, Tour},
    problem::{
        Cost, Job, Objective, PlaceDocument, PlanarPoint, Problem, ProblemDocument, ProfileDocument, Shift, Shipment,
        ShipmentStop, TaskKind, Vehicle, VehicleCosts, VehicleType, Window,
    },
    solve::{Iterations, SolveOptions, solve},
    travel::{Grid, Rounding, TravelDocument},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

/// The last second of every clock in these problems: small enough to try every departure.
const HORIZON: i64 = 300;

/// Shortest duration of a tour by trying every second of departure; none where no departure keeps the windows.
fn shortest(problem: &Problem, vehicle: &Vehicle, tasks: &[usize]) -> Option<i64> {
    let travel = problem.travel(vehicle);
    let end_of = |start: i64| {
        let (mut time, mut place) = (start, vehicle.start);
        for &task in tasks {
            let task = &problem.tasks()[task];
            time += place.map_or(0, |from| travel.duration(from, task.place));
            let window = task.windows.iter().find(|window| window.latest >= time)?;
            time = time.max(window.earliest) + task.service + if place == Some(task.place) { 0 } else { task.setup };
            place = Some(task.place);
        }
        time += place.zip(vehicle.end).map_or(0, |(from, to)| travel.duration(from, to));
        (time <= vehicle.shift.latest).then_some(time)
    };
    let starts = vehicle.shift.earliest..=vehicle.shift.latest.min(HORIZON);
    starts.filter_map(|start| Some(end_of(start)? - start)).min().filter(|&duration| duration <= vehicle.max_duration)
}

/// What a tour costs, or none where it is not feasible.
fn price(problem: &Problem, tour: &Tour) -> Option<Cost> {
    let vehicle = &problem.vehicles()[tour.vehicle];
    let tasks = || tour.tasks.iter().map(|&task| &problem.tasks()[task]);
    for dimension in 0..problem.dimensions() {
        let carried = tasks().filter(|task| task.kind == TaskKind::Job).map(|task| task.delivery[dimension]);
        let mut load = vehicle.initial_load[dimension] + carried.sum::<i64>();
        let mut peak = load;
        for task in tasks() {
            load += task.pickup[dimension] - task.delivery[dimension];
            peak = peak.max(load);
        }
        if peak > vehicle.capacity[dimension] {
            return None;
        }
    }
    let places = vehicle.start.into_iter().chain(tasks().map(|task| task.place)).chain(vehicle.end);
    let places: Vec<usize> = places.collect();
    let metres: i64 = places.windows(2).map(|pair| problem.travel(vehicle).distance(pair[0], pair[1])).sum();
    let has_skills = tasks().all(|task| vehicle.has_skills(&problem.jobs()[task.job].skills));
    let stops: Vec<usize> = tasks().map(|task| task.place).collect();
    let stops = 1 + stops.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let too_much = tour.tasks.len() > vehicle.max_tasks || stops > vehicle.max_stops;
    if metres > vehicle.max_distance || too_much || !has_skills {
        return None;
    }
    for (position, &task) in tour.tasks.iter().enumerate() {
        let job = &problem.jobs()[problem.tasks()[task].job];
        let is_after = |other: usize| tour.tasks[..position].contains(&other);
        let siblings = job.tasks.clone().filter(|&other| problem.tasks()[other].kind == TaskKind::Pickup);
        let is_in_order = problem.tasks()[task].kind != TaskKind::Delivery || siblings.clone().all(is_after);
        if !is_in_order || !job.tasks.clone().all(|other| tour.tasks.contains(&other)) {
            return None;
        }
    }
    let duration = shortest(problem, vehicle, &tour.tasks)?;
    Some(vehicle.fixed + vehicle.per_metre * metres + vehicle.per_second * duration)
}

/// Required jobs left out by weight, vehicles where they come first, and cost; fails on anything that is wrong.
fn judge(problem: &Problem, solution: &Solution) -> (i64, i64, Cost) {
    let mut visits = vec![0; problem.tasks().len()];
    let mut used = vec![0; problem.vehicles().len()];
    let mut cost = 0;
    for tour in &solution.tours {
        assert!(!tour.tasks.is_empty(), "an empty tour");
        tour.tasks.iter().for_each(|&task| visits[task] += 1);
        used[tour.vehicle] += 1;
        cost += price(problem, tour).unwrap_or_else(|| panic!("not feasible: {tour:?}"));
    }
    assert!(used.iter().zip(problem.vehicles()).all(|(&used, vehicle)| used <= vehicle.count), "too many vehicles");
    let mut missing = 0;
    for (index, job) in problem.jobs().iter().enumerate() {
        let is_unassigned = solution.unassigned.contains(&index);
        assert!(job.tasks.clone().all(|task| visits[task] == usize::from(!is_unassigned)), "job {index} is not served once");
        match job.prize.filter(|_| is_unassigned) {
            Some(prize) => cost += prize,
            None => missing += if is_unassigned { 1 + i64::from(job.priority) } else { 0 },
        }
    }
    (missing, vehicle_weight(problem) * solution.tours.len() as i64, cost)
}

/// What a vehicle counts before cost.
fn vehicle_weight(problem: &Problem) -> i64 {
    i64::from(problem.objective() == Objective::VehiclesFirst)
}

/// The best that any plan reaches, by trying all: every order of every subset on every type.
fn optimum(problem: &Problem) -> (i64, i64, Cost) {
    let jobs = problem.jobs().len();
    let fleets = problem.vehicles().len();
    let mut tours = vec![None::<Cost>; fleets << jobs];
    for subset in 1..1_usize << jobs {
        let members: Vec<usize> = (0..jobs).filter(|job| subset >> job & 1 == 1).collect();
        let mut tasks: Vec<usize> = members.iter().flat_map(|&job| problem.jobs()[job].tasks.clone()).collect();
        permute(&mut tasks, 0, &mut |order| {
            for fleet in 0..fleets {
                let tour = Tour { vehicle: fleet, tasks: order.to_vec() };
                if let Some(cost) = price(problem, &tour) {
                    let slot = &mut tours[fleet << jobs | subset];
                    *slot = Some(slot.map_or(cost, |best| best.min(cost)));
                }
            }
        });
    }
    let mut best = vec![(i64::MAX, 0); 1 << jobs];
    for (subset, slot) in best.iter_mut().enumerate() {
        let left_out = (0..jobs).filter(|job| subset >> job & 1 == 0).map(|job| &problem.jobs()[job]);
        *slot = left_out.fold((0, 0), |(missing, cost), job| match job.prize {
            Some(prize) => (missing, cost + prize),
            None => (missing + 1 + i64::from(job.priority), cost),
        });
    }
    let vehicles: Vec<usize> =
        problem.vehicles().iter().enumerate().flat_map(|(fleet, vehicle)| vec![fleet; vehicle.count.min(jobs)]).collect();
    // `least[s]`: cheapest way to serve exactly `s` with the vehicles so far.
    let weight = vehicle_weight(problem);
    let mut least = vec![None::<(i64, Cost)>; 1 << jobs];
    least[0] = Some((0, 0));
    for fleet in vehicles {
        let before = least.clone();
        for (served, (used, cost)) in before.iter().enumerate().filter_map(|(served, sum)| Some((served, (*sum)?))) {
            for more in (1..1_usize << jobs).filter(|more| more & served == 0) {
                if let Some(tour) = tours[fleet << jobs | more] {
                    let slot = &mut least[served | more];
                    let sum = (used + weight, cost + tour);
                    *slot = Some(slot.map_or(sum, |best| best.min(sum)));
                }
            }
        }
    }
    let total =
        |(subset, sum): (usize, &Option<(i64, Cost)>)| sum.map(|(used, cost)| (best[subset].0, used, best[subset].1 + cost));
    least.iter().enumerate().filter_map(total).min().unwrap()
}

fn permute(tasks: &mut Vec<usize>, from: usize, visit: &mut impl FnMut(&[usize])) {
    if from == tasks.len() {
        return visit(tasks);
    }
    for pick in from..tasks.len() {
        tasks.swap(from, pick);
        permute(tasks, from + 1, visit);
        tasks.swap(from, pick);
    }
}

const PLACES: usize = 7;

fn amount() -> impl Strategy<Value = Vec<u64>> {
    prop_oneof![Just(vec![]), prop::collection::vec(0_u64..6, 1..3)]
}

fn windows(most: usize) -> impl Strategy<Value = Vec<Window>> {
    prop::collection::vec((0_i64..40, 0_i64..60), 0..=most).prop_map(|steps| {
        let mut at = 0;
        let window = |(gap, length)| {
            let earliest = at + gap;
            at = earliest + length + 1;
            Window::new(earliest, earliest + length)
        };
        steps.into_iter().map(window).collect()
    })
}

fn place() -> impl Strategy<Value = String> {
    (0..PLACES).prop_map(|place| place.to_string())
}

fn skills() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![4 => Just(vec![]), 1 => Just(vec!["frigo".to_owned()])]
}

fn job(most_windows: usize) -> impl Strategy<Value = Job> {
    let terms = (skills(), prop::option::weighted(0.2, 0_u32..60), 0_u32..3);
    (place(), amount(), amount(), 0_u64..8, 0_u64..5, windows(most_windows), terms).prop_map(
        |(place, delivery, pickup, service, setup, windows, (skills, prize, priority))| {
            let mut job = Job::new("", place).delivery(delivery).pickup(pickup).service_s(service).skills(skills);
            job.setup_s = setup;
            job.windows = windows;
            match prize {
                Some(prize) => job.prize(prize.to_string().parse().unwrap()),
                None => job.priority(priority),
            }
        },
    )
}

fn shipment(most_windows: usize, most_stops: usize) -> impl Strategy<Value = Shipment> {
    let stop = move || (place(), windows(most_windows), 0_u64..5);
    let stops = move || prop::collection::vec(stop(), 1..=most_stops);
    (stops(), stops(), 1_u64..4, skills()).prop_map(|(pickups, deliveries, amount, skills)| {
        let (into, out) = (pickups.len() as u64, deliveries.len() as u64);
        let stops = |stops: Vec<(String, Vec<Window>, u64)>, amount: u64| {
            let stop = |(place, windows, service_s): (String, _, _)| ShipmentStop {
                place: place.into(),
                amount: vec![amount],
                service_s,
                setup_s: 0,
                windows,
                lateness: None,
            };
            stops.into_iter().map(stop).collect::<Vec<ShipmentStop>>()
        };
        Shipment::new("", stops(pickups, amount * out), stops(deliveries, amount * into)).skills(skills)
    })
}

fn vehicle() -> impl Strategy<Value = VehicleType> {
    let shift = (0_i64..20, 60_i64..HORIZON, prop::option::of(40_u64..150));
    let rates = (0_u32..30, 0_u32..3, 0_u32..2);
    let limits = (prop::option::weighted(0.3, 50_u64..300), prop::option::weighted(0.3, 1_u32..5));
    let more =
        (prop::option::weighted(0.2, 1_u32..4), prop::option::weighted(0.3, 30_u32..300), prop::collection::vec(0_u64..4, 0..2));
    let ends = (prop::option::weighted(0.8, place()), prop::option::weighted(0.8, place()));
    (1_u32..4, prop::collection::vec(4_u64..16, 0..3), shift, rates, (limits, more), ends, skills()).prop_map(
        |(count, capacity, (earliest, latest, max_duration_s), (fixed, per_m, per_s), (limits, more), (start, end), skills)| {
            let mut vehicle = VehicleType::new("").count(count).capacity(capacity).skills(skills);
            let costs = |value: u32| value.to_string().parse().unwrap();
            vehicle.shift = Shift { max_duration_s, ..Shift::between(earliest, latest) };
            let (per_km, per_hour) = (costs(per_m * 1_000), costs(per_s * 3_600));
            vehicle.costs = VehicleCosts { fixed: costs(fixed), per_km, per_hour, ..VehicleCosts::default() };
            (vehicle.max_distance_m, vehicle.max_tasks) = limits;
            (vehicle.max_stops, vehicle.speed_percent, vehicle.initial_load) = more;
            vehicle.start = start.map(Into::into);
            vehicle.end = end.map(Into::into);
            vehicle
        },
    )
}

/// Planar travel, or a matrix that keeps no triangle inequality and no symmetry.
fn travel() -> impl Strategy<Value = TravelDocument> {
    let grid = || prop::collection::vec(0_u32..50, PLACES * PLACES).prop_map(|cells| Grid::from_cells(cells).unwrap());
    prop_oneof![
        Just(TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest }),
        (grid(), prop::option::of(grid()))
            .prop_map(|(distances_m, durations_s)| TravelDocument::Matrix { distances_m, durations_s }),
    ]
}

fn problem(most_windows: usize, jobs: usize, shipments: usize, stops: usize) -> impl Strategy<Value = Problem> {
    let points = prop::collection::vec((0_u32..60, 0_u32..60), PLACES);
    let vehicles = prop::collection::vec(vehicle(), 1..3);
    let jobs = prop::collection::vec(job(most_windows), 1..=jobs);
    let shipments = prop::collection::vec(shipment(most_windows, stops), 0..=shipments);
    let objective = prop_oneof![3 => Just(Objective::Cost), 1 => Just(Objective::VehiclesFirst)];
    (points, travel(), vehicles, jobs, shipments, objective).prop_map(|parts| {
        let (points, travel, mut vehicles, mut jobs, mut shipments, objective) = parts;
        let place = |(index, (x, y)): (usize, (u32, u32))| PlaceDocument {
            id: index.to_string(),
            position: None,
            point: Some(PlanarPoint { x: x.into(), y: y.into() }),
        };
        vehicles.iter_mut().enumerate().for_each(|(index, vehicle)| vehicle.id = format!("v{index}"));
        jobs.iter_mut().enumerate().for_each(|(index, job)| job.id = format!("j{index}"));
        shipments.iter_mut().enumerate().for_each(|(index, shipment)| shipment.id = format!("s{index}"));
        let places = points.into_iter().enumerate().map(place).collect();
        let profiles = vec![ProfileDocument { id: "p".into(), travel, hourly_speed_percent: Vec::new() }];
        Problem::new(ProblemDocument { objective, places, profiles, vehicles, jobs, shipments, ..ProblemDocument::default() })
            .unwrap()
    })
}

/// One window a stop: with several, the search may overrate a duration (see its timetable), and the optimum need not be
/// reached where durations count.
fn small_problem() -> impl Strategy<Value = Problem> {
    prop_oneof![problem(1, 5, 0, 1), problem(1, 2, 1, 1)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_tour_is_feasible_and_every_job_served_once_or_named(problem in problem(3, 14, 4, 2)) {
        let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(300));
        judge(&problem, &solution);
    }

    #[test]
    fn the_same_seed_gives_the_same_solution(problem in problem(2, 10, 2, 2), seed in 0_u64..1_000, threads in 1_usize..4) {
        let solve = || solve(&problem, &SolveOptions::default().seed(seed).threads(threads), &mut Iterations(200));
        judge(&problem, &solve());
        prop_assert_eq!(solve(), solve());
    }
}

/// The sample is the same on every run: whoever changes the search so that more optima are missed, hears of it. What is
/// missed are jobs that pay only two together; a leap finds them where it comes in time.
#[test]
fn small_problems_are_solved_to_the_optimum() {
    const SAMPLE: usize = 400;
    let mut runner = TestRunner::deterministic();
    let mut missed = Vec::new();
    for _ in 0..SAMPLE {
        let problem = small_problem().new_tree(&mut runner).unwrap().current();
        let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(6_000));
        let (found, best) = (judge(&problem, &solution), optimum(&problem));
        assert!(found >= best, "the judge prices {found:?} what cannot cost less than {best:?}");
        if found != best {
            missed.push((found, best));
        }
    }
    assert!(missed.len() <= SAMPLE / 400, "found, best: {missed:?}");
}

/// Jobs scattered on a square, and vans for all of them.
fn scattered(jobs: u32) -> Problem {
    let place = |index: u32| {
        let point = PlanarPoint { x: f64::from(index * 37 % 997), y: f64::from(index * 211 % 991) };
        PlaceDocument { id: index.to_string(), position: None, point: Some(point) }
    };
    let travel = TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest };
    Problem::new(ProblemDocument {
        places: (0..=jobs).map(place).collect(),
        profiles: vec![ProfileDocument { id: "p".into(), travel, hourly_speed_percent: Vec::new() }],
        vehicles: vec![VehicleType::new("van").count(jobs.div_ceil(8)).based_at("0").capacity([10])],
        jobs: (1..=jobs).map(|index| Job::new(index.to_string(), index.to_string()).delivery([1])).collect(),
        ..ProblemDocument::default()
    })
    .unwrap()
}

#[test]
fn a_cancelled_search_still_has_a_plan() {
    let problem = scattered(49);
    for threads in [1, 2] {
        let options = SolveOptions::default().threads(threads);
        let solution = solve(&problem, &options, &mut |_: &haulage_routing::solve::Progress| 1.0);
        assert_eq!(judge(&problem, &solution).0, 0);
    }
}

#[test]
fn threads_share_a_large_plan_the_same_way_every_time() {
    let problem = scattered(900);
    let solve = || solve(&problem, &SolveOptions::default().threads(2), &mut Iterations(3_000));
    let solution = solve();
    assert_eq!(solution, solve());
    assert_eq!(judge(&problem, &solution).0, 0);
}
