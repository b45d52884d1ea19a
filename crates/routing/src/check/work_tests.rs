//! Breaks, trips, depots, lateness and overtime broken on purpose.

use super::*;
use crate::{
    plan::{PlanRoute, Solution, StopKind, Tour},
    problem::{
        Balance, Break, Compactness, DepotDocument, Job, Lateness, PlaceDocument, ProblemDocument, ProfileDocument, Relation,
        RelationRule, Reload, Shift, Shipment, ShipmentStop, VehicleCosts, VehicleType, Window,
    },
    travel::{Grid, TravelDocument},
};

/// A van that is late once, takes a break, reloads what comes later, waits, and works overtime.
fn document() -> ProblemDocument {
    let place = |id: &str| PlaceDocument { id: id.into(), ..PlaceDocument::default() };
    let stop = |place: &str| ShipmentStop { amount: vec![1], ..ShipmentStop::new(place) };
    let shipment = |id: &str| Shipment::new(id, vec![stop("a")], vec![stop("b")]);
    let price = |text: &str| text.parse().unwrap();
    let costs = VehicleCosts {
        per_hour: price("3.6"),
        per_overtime_hour: price("3.6"),
        per_waiting_hour: price("3.6"),
        ..VehicleCosts::default()
    };
    ProblemDocument {
        places: vec![place("depot"), place("a"), place("b")],
        profiles: vec![ProfileDocument {
            id: "road".into(),
            travel: TravelDocument::Matrix {
                distances_m: Grid::from_cells(vec![0, 10, 20, 10, 0, 10, 20, 10, 0]).unwrap(),
                durations_s: None,
            },
            hourly_speed_percent: Vec::new(),
        }],
        vehicles: vec![
            VehicleType::new("van")
                .based_at("depot")
                .capacity([10])
                .costs(costs)
                .shift(Shift::between(0, 300).regular_duration_s(60))
                .break_in(Break::new(Window::new(30, 60), 5))
                .reload(Reload::at("depot").loading_s(4).max(1)),
        ],
        jobs: vec![
            Job::new("fish", "a")
                .delivery([10])
                .window(Window::new(0, 5))
                .lateness(Lateness::per_hour(price("36")).at_most_s(40)),
            Job::new("crate", "b").delivery([10]).release(30).window(Window::new(90, 100)),
        ],
        shipments: vec![shipment("one"), shipment("two")],
        ..ProblemDocument::default()
    }
}

fn tight() -> (Problem, Plan) {
    let problem = Problem::new(document()).unwrap();
    let tour = Tour { vehicle: 0, tasks: vec![0, 1, 2, 4, 3, 5] };
    let plan = Plan::new(&problem, &Solution { tours: vec![tour], unassigned: vec![] });
    (problem, plan)
}

fn index_of(route: &PlanRoute, kind: StopKind) -> usize {
    route.stops.iter().position(|stop| stop.kind == kind).unwrap()
}

#[test]
fn a_day_that_keeps_to_everything_is_feasible() {
    let (problem, plan) = tight();
    let report = check(&problem, &plan);
    assert_eq!(report.violations, []);
    assert_eq!(report.costs, plan.costs);
    let route = &plan.routes[0];
    assert_eq!((route.break_s, route.late_s), (5, 5));
    assert!(route.overtime_s > 0 && route.waiting_s > 0);
    assert_eq!(route.stops.iter().filter(|stop| stop.kind == StopKind::Reload).count(), 1);
}

#[test]
fn each_rule_of_work_broken_on_purpose_is_named() {
    type Mutation = fn(&mut PlanRoute);
    let mutations: &[(&str, Mutation)] = &[
        ("check.break", |route| drop(route.stops.remove(index_of(route, StopKind::Break)))),
        ("check.break", |route| {
            let at = index_of(route, StopKind::Break);
            route.stops.insert(at, route.stops[at].clone());
        }),
        ("check.break", |route| {
            let at = index_of(route, StopKind::Break);
            route.stops[at].part = Some(1);
        }),
        ("check.stop_kind", |route| {
            let at = index_of(route, StopKind::Break);
            route.stops[at].place = Some("moon".into());
        }),
        ("check.stop_kind", |route| {
            let at = index_of(route, StopKind::Reload);
            route.stops[at].place = Some("a".into());
        }),
        ("check.capacity", |route| drop(route.stops.remove(index_of(route, StopKind::Reload)))),
        ("check.figure", |route| route.break_s += 1),
        ("check.figure", |route| route.overtime_s += 1),
        ("check.figure", |route| route.late_s += 1),
        ("check.figure", |route| route.stops[1].late_s += 1),
        ("check.costs", |route| route.costs.lateness = "9".parse().unwrap()),
        ("check.costs", |route| route.costs.compactness = "9".parse().unwrap()),
        ("check.costs", |route| route.costs.balance = "9".parse().unwrap()),
    ];
    for (index, (code, mutate)) in mutations.iter().enumerate() {
        let (problem, mut plan) = tight();
        mutate(&mut plan.routes[0]);
        let violations = check(&problem, &plan).violations;
        assert!(violations.iter().any(|violation| violation.code == *code), "{index} {code}: {violations:#?}");
    }
}

/// The same plan against a problem that asks for more.
#[test]
fn each_rule_of_work_drawn_tighter_is_named() {
    type Tighten = fn(&mut ProblemDocument);
    let cases: &[(&str, Tighten)] = &[
        ("check.break", |it| it.vehicles[0].breaks.push(Break::new(Window::new(40, 45), 3))),
        ("check.break", |it| it.vehicles[0].breaks[0].windows = vec![Window::new(100, 101)]),
        ("check.service_time", |it| it.vehicles[0].breaks[0].duration_s = 6),
        ("check.costs", |it| {
            it.vehicles[0].breaks.push(Break::new(Window::new(40, 45), 3).penalty("1".parse().unwrap()));
        }),
        ("check.reload", |it| it.vehicles[0].reload = Some(Reload::at("depot").loading_s(4).max(0))),
        ("check.stop_kind", |it| it.vehicles[0].reload = None),
        ("check.service_time", |it| it.vehicles[0].reload = Some(Reload::at("depot").loading_s(5))),
        ("check.depot_hours", |it| it.depots.push(DepotDocument::new("depot").open(Window::new(0, 10)))),
        ("check.release", |it| it.jobs[1].release = Some(89.into())),
        ("check.window", |it| it.jobs[0].lateness = Some(Lateness::per_hour("36".parse().unwrap()).at_most_s(4))),
        ("check.window", |it| it.jobs[0].lateness = None),
        ("check.costs", |it| it.jobs[0].lateness = Some(Lateness::per_hour("37".parse().unwrap()))),
        ("check.costs", |it| it.vehicles[0].costs.per_overtime_hour = "4".parse().unwrap()),
        ("check.costs", |it| it.vehicles[0].costs.per_waiting_hour = "4".parse().unwrap()),
        ("check.figure", |it| it.vehicles[0].shift.regular_duration_s = Some(59)),
        ("check.figure", |it| it.vehicles[0].shift.regular_latest = Some(3.into())),
        ("check.travel_time", |it| it.profiles[0].hourly_speed_percent = vec![99; 24]),
        ("check.lifo", |it| it.vehicles[0].lifo = true),
        ("check.costs", |it| it.balance = Some(Balance { per_hour: "1".parse().unwrap(), ..Balance::default() })),
        ("check.costs", |it| it.balance = Some(Balance { per_km: "1".parse().unwrap(), ..Balance::default() })),
        ("check.costs", |it| it.balance = Some(Balance { per_task: "1".parse().unwrap(), ..Balance::default() })),
        ("check.costs", |it| it.compactness = Some(Compactness { per_km: "1".parse().unwrap() })),
        ("check.meeting", |it| it.relations.push(Relation::new(RelationRule::Synchronised, ["fish", "crate"]))),
        ("check.stock", |it| it.depots.push(DepotDocument::new("depot").stock([19]))),
    ];
    for (index, (code, tighten)) in cases.iter().enumerate() {
        let (_, plan) = tight();
        let mut document = document();
        tighten(&mut document);
        let violations = check(&Problem::new(document).unwrap(), &plan).violations;
        assert!(violations.iter().any(|violation| violation.code == *code), "{index} {code}: {violations:#?}");
    }
}
