use haulage_core::position::Position;
use proptest::prelude::*;

use super::*;
use crate::{
    plan::{PlanStop, Solution, StopKind, Tour, UnassignedJob},
    problem::{
        Alternative, Group, GroupRule, Job, Keep, KeptRoute, Moment, PlaceDocument, ProblemDocument, ProfileDocument, Relation,
        RelationRule, Running, Shift, Shipment, ShipmentStop, VehicleCosts, VehicleType, Window,
    },
    samples::{self, Dice},
    travel::{Grid, TravelDocument},
};

/// A day that uses every constraint to its limit: two vans, a job each way, a shipment, an optional job left out.
fn tight() -> (Problem, Plan) {
    let problem = Problem::new(document()).unwrap();
    let tour = |tasks| Tour { vehicle: 0, tasks };
    let solution = Solution { tours: vec![tour(vec![0, 3, 4]), tour(vec![1])], unassigned: vec![2] };
    let plan = Plan::new(&problem, &solution);
    (problem, plan)
}

fn document() -> ProblemDocument {
    let stop = |place: &str| ShipmentStop { amount: vec![4], service_s: 5, ..ShipmentStop::new(place) };
    let place = |id: &str, lat| PlaceDocument::new(id, Position::new(lat, 10.0).unwrap());
    ProblemDocument {
        currency: Some("EUR".parse().unwrap()),
        places: vec![place("depot", 50.0), place("a", 50.1), place("b", 50.2)],
        profiles: vec![ProfileDocument {
            id: "road".into(),
            travel: TravelDocument::Matrix {
                distances_m: Grid::from_cells(vec![0, 100, 200, 110, 0, 90, 200, 80, 0]).unwrap(),
                durations_s: Some(Grid::from_cells(vec![0, 20, 40, 22, 0, 17, 41, 16, 0]).unwrap()),
            },
            hourly_speed_percent: Vec::new(),
        }],
        vehicles: vec![VehicleType {
            max_distance_m: Some(400),
            max_tasks: Some(3),
            max_stops: Some(2),
            speed_percent: Some(200),
            initial_load: vec![1],
            ..VehicleType::new("van")
                .count(2)
                .based_at("depot")
                .capacity([11])
                .skills(["frigo"])
                .shift(Shift { max_duration_s: Some(58), ..Shift::between(0, 100) })
                .costs(VehicleCosts {
                    fixed: "20".parse().unwrap(),
                    per_km: "0.9".parse().unwrap(),
                    per_hour: "18".parse().unwrap(),
                    ..VehicleCosts::default()
                })
        }],
        jobs: vec![
            Job { setup_s: 3, ..Job::new("fish", "a") }.delivery([6]).service_s(5).window(Window::new(20, 30)).skills(["frigo"]),
            Job::new("crate", "b").pickup([10]).service_s(5),
            Job::new("flyer", "b").prize("1.5".parse().unwrap()),
        ],
        shipments: vec![Shipment::new("pallet", vec![stop("a")], vec![stop("b")])],
        ..ProblemDocument::default()
    }
}

#[test]
fn a_plan_that_keeps_to_everything_is_feasible() {
    let (problem, plan) = tight();
    let report = check(&problem, &plan);
    assert_eq!(report.violations, []);
    assert!(report.feasible);
    assert_eq!(report.costs, plan.costs);
}

/// Moves all times of the stops from `first` on.
fn shift(stops: &mut [PlanStop], first: usize, seconds: i64) {
    for stop in &mut stops[first..] {
        for moment in [&mut stop.arrival, &mut stop.service_start, &mut stop.departure] {
            if let Moment::Second(second) = moment {
                *second += seconds;
            }
        }
    }
}

#[test]
fn each_constraint_broken_on_purpose_is_named() {
    type Mutation = fn(&mut Plan);
    let mutations: &[(&str, &str, Mutation)] = &[
        ("check.unknown_vehicle", "/routes/0/vehicle", |plan| plan.routes[0].vehicle = "bus".into()),
        ("check.vehicle_count", "/routes/1/number", |plan| plan.routes[1].number = 3),
        ("check.vehicle_count", "/routes/1/number", |plan| plan.routes[1].number = 0),
        ("check.vehicle_twice", "/routes/1/number", |plan| plan.routes[1].number = 1),
        ("check.unknown_job", "/routes/0/stops/1/job", |plan| plan.routes[0].stops[1].job = Some("meat".into())),
        ("check.unknown_job", "/routes/0/stops/1/job", |plan| plan.routes[0].stops[1].job = None),
        ("check.unknown_job", "/unassigned/0/job", |plan| plan.unassigned[0].job = "paper".into()),
        ("check.stop_kind", "/routes/0/stops/1/kind", |plan| plan.routes[0].stops[1].kind = StopKind::Pickup),
        ("check.stop_kind", "/routes/0/stops/2/kind", |plan| plan.routes[0].stops[2].part = Some(1)),
        ("check.stop_kind", "/routes/0/stops", |plan| drop(plan.routes[0].stops.remove(0))),
        ("check.stop_kind", "/routes/0/stops", |plan| drop(plan.routes[0].stops.pop())),
        ("check.stop_kind", "/routes/0/stops/2/kind", |plan| {
            let start = plan.routes[0].stops[0].clone();
            plan.routes[0].stops.insert(2, start);
        }),
        ("check.served_twice", "/routes/1/stops/2", |plan| {
            let stop = plan.routes[0].stops[1].clone();
            plan.routes[1].stops.insert(2, stop);
        }),
        ("check.missing", "/unassigned", |plan| drop(plan.routes[1].stops.remove(1))),
        ("check.missing", "/unassigned", |plan| plan.unassigned.clear()),
        ("check.incomplete", "/routes", |plan| drop(plan.routes[0].stops.remove(3))),
        ("check.unassigned", "/unassigned/1/job", |plan| plan.unassigned.push(plan.unassigned[0].clone())),
        ("check.unassigned", "/unassigned/1/job", |plan| {
            plan.unassigned.push(UnassignedJob { job: "pallet".into(), binding: None, reasons: vec![] });
        }),
        ("check.shipment_split", "/routes/1/stops/2", |plan| {
            let stop = plan.routes[0].stops.remove(3);
            plan.routes[1].stops.insert(2, stop);
        }),
        ("check.shipment_order", "/routes/0/stops/3", |plan| plan.routes[0].stops.swap(2, 3)),
        ("check.place", "/routes/0/stops/1/place", |plan| plan.routes[0].stops[1].place = Some("b".into())),
        ("check.place", "/routes/0/stops/1/place", |plan| plan.routes[0].stops[1].position = plan.routes[0].stops[0].position),
        ("check.moment", "/routes/0/stops/1/arrival", |plan| {
            plan.routes[0].stops[1].arrival = Moment::Instant("2026-11-20T09:00:00-03:00".parse().unwrap());
        }),
        ("check.moment", "/routes/0/stops/1/departure", |plan| plan.routes[0].stops[1].departure = Moment::Second(i64::MIN)),
        ("check.travel_time", "/routes/0/stops/3/arrival", |plan| shift(&mut plan.routes[0].stops, 3, -1)),
        ("check.service_time", "/routes/0/stops/1/departure", |plan| {
            plan.routes[0].stops[1].departure = Moment::Second(27);
            shift(&mut plan.routes[0].stops, 2, -1);
        }),
        ("check.waiting", "/routes/0/stops/1/waiting_s", |plan| plan.routes[0].stops[1].waiting_s = 1),
        ("check.waiting", "/routes/0/stops/1/waiting_s", |plan| plan.routes[0].stops[1].arrival = Moment::Second(25)),
        ("check.window", "/routes/0/stops/1/service_start", |plan| shift(&mut plan.routes[0].stops, 0, 11)),
        ("check.window", "/routes/0/stops/1/service_start", |plan| shift(&mut plan.routes[0].stops, 0, -1)),
        ("check.shift", "/routes/1", |plan| shift(&mut plan.routes[1].stops, 0, 80)),
        ("check.shift", "/routes/1", |plan| shift(&mut plan.routes[1].stops, 0, -1)),
        ("check.load", "/routes/0/stops/1/load/0", |plan| plan.routes[0].stops[1].load[0] = 2),
        ("check.load", "/routes/0/stops/1/load", |plan| plan.routes[0].stops[1].load.push(0)),
        ("check.load", "/routes/0/peak_load", |plan| plan.routes[0].peak_load[0] = 5),
        ("check.figure", "/routes/0/distance_m", |plan| plan.routes[0].distance_m += 1),
        ("check.figure", "/routes/0/duration_s", |plan| plan.routes[0].duration_s += 1),
        ("check.figure", "/routes/0/travel_s", |plan| plan.routes[0].travel_s -= 1),
        ("check.figure", "/routes/0/service_s", |plan| plan.routes[0].service_s -= 1),
        ("check.figure", "/routes/0/waiting_s", |plan| plan.routes[0].waiting_s += 1),
        ("check.figure", "/routes/0/stops/2/distance_m", |plan| plan.routes[0].stops[2].distance_m += 1),
        ("check.figure", "/totals/vehicles", |plan| plan.totals.vehicles -= 1),
        ("check.figure", "/totals/tasks", |plan| plan.totals.tasks += 1),
        ("check.figure", "/totals/distance_m", |plan| plan.totals.distance_m += 1),
        ("check.costs", "/routes/0/costs/distance", |plan| plan.routes[0].costs.distance.0 += rust_decimal::Decimal::new(1, 6)),
        ("check.costs", "/costs/total", |plan| plan.costs.total.0 -= rust_decimal::Decimal::new(1, 6)),
        ("check.costs", "/costs/prizes", |plan| plan.costs.prizes = "0".parse().unwrap()),
        ("check.currency", "/currency", |plan| plan.currency = None),
    ];
    for (index, (code, path, mutate)) in mutations.iter().enumerate() {
        let (problem, mut plan) = tight();
        mutate(&mut plan);
        let report = check(&problem, &plan);
        assert!(!report.feasible, "{index} {code}");
        let named = report.violations.iter().any(|violation| violation.code == *code && violation.path == *path);
        assert!(named, "{index} {code} {path}: {:#?}", report.violations);
    }
}

/// The same plan against a problem that asks for a little more: one violation, of the constraint that was tightened.
#[test]
fn each_limit_drawn_a_little_tighter_is_named() {
    type Tighten = fn(&mut VehicleType);
    let cases: &[(&str, &str, Tighten)] = &[
        ("check.capacity", "/routes/1/stops/1/load/0", |van| van.capacity[0] = 10),
        ("check.max_duration", "/routes/0", |van| van.shift.max_duration_s = Some(57)),
        ("check.max_distance", "/routes/0", |van| van.max_distance_m = Some(389)),
        ("check.max_tasks", "/routes/0", |van| van.max_tasks = Some(2)),
        ("check.max_stops", "/routes/0", |van| van.max_stops = Some(1)),
        ("check.skills", "/routes/0/stops/1", |van| van.skills.clear()),
        ("check.shift", "/routes/0", |van| van.shift.latest = Some(Moment::Second(67))),
        ("check.vehicle_count", "/routes/1/number", |van| van.count = 1),
    ];
    for (code, path, tighten) in cases {
        let (_, plan) = tight();
        let mut document = document();
        tighten(&mut document.vehicles[0]);
        let violations = check(&Problem::new(document).unwrap(), &plan).violations;
        let named = violations.iter().any(|violation| violation.code == *code && violation.path == *path);
        assert!(named && violations.iter().all(|violation| violation.code == *code), "{code}: {violations:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Right plans pass and wrong ones fail, judged by a third party that tries every second.
    #[test]
    fn the_checker_agrees_with_trying_everything(seed: u64) {
        let mut dice = Dice(seed);
        let problem = Problem::new(samples::document(&mut dice, 5)).unwrap();
        let solution = samples::solution(&mut dice, &problem);
        let feasible = solution.tours.iter().all(|tour| samples::is_feasible(&problem, tour));
        let plan = Plan::new(&problem, &solution);
        let report = check(&problem, &plan);
        prop_assert_eq!(report.feasible, feasible, "{:#?}", report.violations);
        prop_assert_eq!(report.costs, plan.costs);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the problem asks for, the search returns nothing that breaks it.
    #[test]
    fn every_plan_of_a_day_passes(seed: u64) {
        let mut dice = Dice(seed);
        let mut document = samples::document(&mut dice, 7);
        samples::day(&mut dice, &mut document);
        let problem = Problem::new(document).unwrap();
        let solution = crate::solve::solve(&problem, &crate::solve::SolveOptions::default(), &mut crate::solve::Iterations(60));
        let report = check(&problem, &Plan::new(&problem, &solution));
        prop_assert!(report.feasible, "{:#?}", report.violations);
    }

    /// Whatever the problem asks for, the search returns nothing that breaks it.
    #[test]
    fn every_plan_of_the_solver_passes(seed: u64) {
        let mut dice = Dice(seed);
        let problem = Problem::new(samples::document(&mut dice, 8)).unwrap();
        let solution = crate::solve::solve(&problem, &crate::solve::SolveOptions::default(), &mut crate::solve::Iterations(300));
        let report = check(&problem, &Plan::new(&problem, &solution));
        prop_assert!(report.feasible, "{:#?}", report.violations);
    }
}

fn group(document: &mut ProblemDocument, rule: GroupRule, jobs: &[&str]) {
    document.groups.push(Group { rule, jobs: jobs.iter().map(|&job| job.to_owned()).collect(), prize: None });
}

fn relate(document: &mut ProblemDocument, rule: RelationRule, jobs: &[&str]) {
    document.relations.push(Relation::new(rule, jobs.iter().copied()));
}

/// The tight day, of which more is said afterwards than its plan keeps to.
#[test]
fn each_bond_broken_on_purpose_is_named() {
    type Tie = fn(&mut ProblemDocument);
    let cases: &[(&str, &str, Tie)] = &[
        ("check.vehicle", "/routes/0/stops/1", |it| it.running = vec![Running::new("van", 2).pinned(["fish"])]),
        ("check.vehicle", "/routes/0/stops/1", |it| it.running = vec![Running::new("van", 1).at("depot", 0).load([4])]),
        ("check.vehicle", "/routes/1/stops/1", |it| {
            it.vehicles.push(VehicleType::new("truck"));
            it.jobs[1].vehicles = vec!["truck".into()];
        }),
        ("check.settled", "/routes/0/stops/1", |it| it.running = vec![Running::new("van", 1).next(["pallet"])]),
        ("check.settled", "/routes/0/stops/2", |it| it.running = vec![Running::new("van", 1).next(["fish", "crate"])]),
        ("check.goods", "/routes/0/stops/2", |it| {
            let goods = |text: &str| serde_json::from_str(text).unwrap();
            it.goods.push(goods(r#"{"id": "ice", "temperature": {"max_celsius": -18}}"#));
            it.goods.push(goods(r#"{"id": "fruit", "temperature": {"min_celsius": 5}}"#));
            it.jobs[0].goods = vec!["ice".into()];
            it.shipments[0].goods = vec!["fruit".into()];
        }),
        ("check.group", "/routes", |it| group(it, GroupRule::Exclusive, &["fish", "crate"])),
        ("check.group", "/routes", |it| group(it, GroupRule::Together, &["fish", "flyer"])),
        ("check.relation", "/routes/0", |it| relate(it, RelationRule::SameVehicle, &["fish", "crate"])),
        ("check.relation", "/routes/0", |it| relate(it, RelationRule::InOrder, &["pallet", "fish"])),
        ("check.relation", "/routes/0", |it| relate(it, RelationRule::DirectlyAfter, &["pallet", "pallet", "fish"])),
        ("check.relation", "/routes/0", |it| relate(it, RelationRule::First, &["pallet"])),
        ("check.relation", "/routes/0", |it| relate(it, RelationRule::Last, &["fish"])),
        ("check.served_twice", "/routes/1/stops/1", |it| {
            // The crate is but another way to serve the fish.
            it.jobs[1] = Job::new("unused", "b").prize("0".parse().unwrap());
            it.alternatives.push(Alternative {
                job: "fish".into(),
                place: Some("b".into()),
                windows: vec![],
                service_s: Some(5),
            });
        }),
        ("check.costs", "/costs/changes", |it| {
            let jobs = vec!["fish".to_owned(), "gone".to_owned()];
            let routes = vec![KeptRoute { vehicle: "van".into(), number: 2, jobs }];
            it.keep = Some(Keep { price: "3".parse().unwrap(), routes });
        }),
    ];
    for (code, path, tie) in cases {
        let (_, mut plan) = tight();
        let mut document = document();
        tie(&mut document);
        if !document.alternatives.is_empty() {
            let stop = &mut plan.routes[1].stops[1];
            (stop.job, stop.part) = (Some("fish".into()), Some(1));
        }
        let violations = check(&Problem::new(document).unwrap(), &plan).violations;
        let named = violations.iter().any(|violation| violation.code == *code && violation.path == *path);
        assert!(named, "{code}: {violations:#?}");
    }
}
