//! Every fault of a document: by its code, at its path, all in one pass.

use haulage_core::{fault::Faults, position::Position};

use super::*;
use crate::travel::{Grid, Rounding, TravelDocument};

/// A valid document with a bit of everything.
fn document() -> ProblemDocument {
    let stop = |place: &str| ShipmentStop { amount: vec![4], service_s: 5, ..ShipmentStop::new(place) };
    let place = |id: &str, lat| PlaceDocument {
        point: Some(PlanarPoint { x: lat, y: 1.0 }),
        ..PlaceDocument::new(id, Position::new(lat, 10.0).unwrap())
    };
    let grid = || Grid::from_cells(vec![0, 100, 110, 0]).unwrap();
    ProblemDocument {
        places: vec![place("depot", 50.0), place("a", 50.1)],
        profiles: vec![
            ProfileDocument {
                id: "road".into(),
                travel: TravelDocument::Matrix { distances_m: grid(), durations_s: Some(grid()) },
                hourly_speed_percent: Vec::new(),
            },
            ProfileDocument::great_circle("crow", 1.3, 30.0),
            ProfileDocument {
                id: "plane".into(),
                travel: TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Up },
                hourly_speed_percent: Vec::new(),
            },
        ],
        vehicles: vec![
            VehicleType::new("van").based_at("depot").capacity([10]).skills(["frigo"]),
            VehicleType::new("bike").count(2).profile("crow"),
        ],
        jobs: vec![
            Job::new("fish", "a").delivery([6]).window(Window::new(20, 30)).window(Window::new(40, 50)).skills(["frigo"]),
            Job::new("flyer", "a").prize("1.5".parse().unwrap()),
        ],
        shipments: vec![Shipment::new("pallet", vec![stop("a")], vec![stop("depot")]).priority(100)],
        ..ProblemDocument::default()
    }
}

fn great_circle(document: &mut ProblemDocument, new_detour: f64, new_speed: f64) {
    document.profiles[1].travel = TravelDocument::GreatCircle { detour: new_detour, speed_kmh: new_speed };
}

type Mistake = (&'static str, &'static str, fn(&mut ProblemDocument));

/// Mistakes that do not hide one another.
const TOGETHER: &[Mistake] = &[
    ("problem.blank_id", "/places/0/id", |it| it.places.insert(0, PlaceDocument { id: " ".into(), ..it.places[0].clone() })),
    ("problem.duplicate_id", "/places/3/id", |it| it.places.push(it.places[1].clone())),
    ("problem.not_finite", "/places/0/point", |it| it.places[0].point = Some(PlanarPoint { x: f64::NAN, y: 0.0 })),
    ("problem.unlocated_place", "/profiles/1/travel/great_circle", |it| it.places[0].position = None),
    ("problem.matrix_size", "/profiles/0/travel/matrix/distances_m", |_| ()),
    ("problem.matrix_size", "/profiles/0/travel/matrix/durations_s", |_| ()),
    ("problem.scale", "/profiles/2/travel/euclidean/scale", |it| {
        it.profiles[2].travel = TravelDocument::Euclidean { scale: 0.0, rounding: Rounding::Up };
    }),
    ("problem.detour", "/profiles/1/travel/great_circle/detour", |it| great_circle(it, f64::NAN, 0.0)),
    ("problem.speed", "/profiles/1/travel/great_circle/speed_kmh", |_| ()),
    ("problem.blank_id", "/profiles/3/id", |it| {
        it.profiles.push(ProfileDocument { id: String::new(), ..it.profiles[1].clone() });
    }),
    ("problem.duplicate_id", "/profiles/1/id", |it| it.profiles.push(it.profiles[1].clone())),
    ("problem.blank_id", "/vehicles/0/id", |it| it.vehicles[0].id.clear()),
    ("problem.duplicate_id", "/vehicles/2/id", |it| it.vehicles.push(VehicleType::new("bike"))),
    ("problem.reversed_window", "/vehicles/0/shift", |it| it.vehicles[0].shift = Shift::between(9, 8)),
    ("problem.unknown_place", "/vehicles/1/start", |it| it.vehicles[1].start = Some("moon".into())),
    ("problem.unknown_profile", "/vehicles/1/profile", |it| it.vehicles[1].profile = Some("rail".into())),
    ("problem.cost", "/vehicles/1/costs/per_km", |it| it.vehicles[1].costs.per_km = "0.0001".parse().unwrap()),
    ("problem.cost", "/vehicles/1/costs/fixed", |it| it.vehicles[1].costs.fixed = "-1".parse().unwrap()),
    ("problem.integer_range", "/vehicles/1/max_distance_m", |it| it.vehicles[1].max_distance_m = Some(u64::MAX)),
    ("problem.unknown_place", "/depots/0/place", |it| it.depots.push(DepotDocument::new("moon"))),
    ("problem.duplicate_id", "/depots/1/place", |it| it.depots.push(DepotDocument::new("moon"))),
    ("problem.no_window", "/vehicles/1/breaks/0/windows", |it| {
        it.vehicles[1].breaks = vec![Break { windows: vec![], duration_s: 1, penalty: None }; 9];
    }),
    ("problem.breaks", "/vehicles/1/breaks", |_| ()),
    ("problem.no_reload_place", "/vehicles/1/reload/places", |it| it.vehicles[1].reload = Some(Reload::default())),
    ("problem.unknown_place", "/vehicles/0/reload/places/0", |it| it.vehicles[0].reload = Some(Reload::at("moon"))),
    ("problem.reversed_window", "/vehicles/1/shift/regular_latest", |it| {
        it.vehicles[1].shift = Shift::between(9, 20).regular_latest(8);
    }),
    ("problem.cost", "/jobs/0/lateness/per_hour", |it| it.jobs[0].lateness = Some(Lateness::per_hour("-1".parse().unwrap()))),
    ("problem.moment_range", "/jobs/1/release", |it| it.jobs[1].release = Some(Moment::Second(-1))),
    ("problem.hours", "/profiles/2/hourly_speed_percent", |it| it.profiles[2].hourly_speed_percent = vec![100, 0]),
    ("problem.speed", "/profiles/2/hourly_speed_percent/1", |_| ()),
    ("problem.speed", "/vehicles/1/speed_percent", |it| it.vehicles[1].speed_percent = Some(0)),
    ("problem.initial_load", "/vehicles/0/initial_load/0", |it| it.vehicles[0].initial_load = vec![11]),
    ("problem.integer_range", "/vehicles/1/capacity/0", |it| it.vehicles[1].capacity = vec![1 << 53]),
    ("problem.blank_id", "/vehicles/0/skills/1", |it| it.vehicles[0].skills.push(String::new())),
    ("problem.moment_range", "/jobs/0/windows/0/earliest", |it| it.jobs[0].windows[0].earliest = Moment::Second(-1)),
    ("problem.moment", "/jobs/0/windows/1/earliest", |it| {
        it.jobs[0].windows[1].earliest = Moment::Instant("2026-11-20T09:00:00-03:00".parse().unwrap());
    }),
    ("problem.reversed_window", "/jobs/1/windows/0", |it| it.jobs[1].windows = vec![Window::new(9, 8), Window::new(5, 6)]),
    ("problem.window_order", "/jobs/1/windows/2", |it| it.jobs[1].windows.push(Window::new(6, 7))),
    ("problem.duplicate_id", "/jobs/1/id", |it| it.jobs[1].id = "fish".into()),
    ("problem.priority_of_optional", "/jobs/1/priority", |it| it.jobs[1].priority = 1),
    ("problem.integer_range", "/jobs/1/service_s", |it| it.jobs[1].service_s = u64::MAX),
    ("problem.dimensions", "/jobs/1/pickup", |it| it.jobs[1].pickup = vec![0; 33]),
    ("problem.blank_id", "/shipments/0/id", |it| it.shipments[0].id.clear()),
    ("problem.priority", "/shipments/0/priority", |it| it.shipments[0].priority = 101),
    ("problem.unbalanced_shipment", "/shipments/0", |it| it.shipments[0].pickups[0].amount[0] += 1),
    ("problem.empty_shipment", "/shipments/1/deliveries", |it| {
        let mut shipment = Shipment { id: "ghost".into(), priority: 0, ..it.shipments[0].clone() };
        shipment.deliveries.clear();
        it.shipments.push(shipment);
    }),
];

/// Mistakes that only a document right in all else can make, or that leave nothing to look at.
const ALONE: &[Mistake] = &[
    ("problem.no_vehicles", "/vehicles", |it| it.vehicles.clear()),
    ("problem.no_profiles", "/profiles", |it| {
        it.profiles.clear();
        it.vehicles[1].profile = None;
    }),
    ("problem.amount_range", "/jobs", |it| {
        it.jobs[0].delivery = vec![(1 << 53) - 1];
        it.jobs[1].delivery = vec![1];
    }),
    ("problem.leg_range", "/profiles/2", |it| {
        it.profiles[2].travel = TravelDocument::Euclidean { scale: 1e9, rounding: Rounding::Up };
        it.places[1].point = Some(PlanarPoint { x: 1e6, y: 0.0 });
        it.vehicles[1].profile = Some("plane".into());
        it.vehicles[1].costs.per_km = "0".parse().unwrap();
    }),
    ("problem.cost_range", "/vehicles/0/costs", |it| it.vehicles[0].costs.per_hour = "1000000000".parse().unwrap()),
    ("problem.fleet_size", "/vehicles", |it| it.vehicles[0].count = u32::MAX),
    ("problem.late_next", "/running/0/next/0", |it| it.running.push(Running::new("van", 1).at("depot", 45).next(["fish"]))),
    ("problem.reversed_window", "/running/0/ready", |it| {
        it.vehicles[0].shift = Shift::between(0, 500);
        it.running.push(Running::new("van", 1).at("a", 501));
    }),
    ("problem.relation_mixed", "/relations/0/jobs", |it| {
        it.relations.push(Relation::new(RelationRule::SameVehicle, ["fish", "flyer"]));
    }),
    ("problem.no_such_stop", "/relations/0/jobs/1", |it| {
        it.relations.push(Relation::new(RelationRule::InOrder, ["fish", "fish"]));
    }),
    ("problem.settled_choice", "/running/0/next/0", |it| {
        it.alternatives.push(Alternative { job: "flyer".into(), place: None, windows: vec![], service_s: None });
        it.running.push(Running::new("van", 1).next(["flyer"]));
    }),
    ("problem.no_vehicle_allowed", "/jobs/1/forbidden_vehicles", |it| {
        it.jobs[1].forbidden_vehicles = vec!["van".into(), "bike".into()];
    }),
];

/// Mistakes in what is said of the day, of goods, and of who may serve what.
const BONDS: &[Mistake] = &[
    ("problem.unknown_vehicle", "/running/0/vehicle", |it| it.running.push(Running::new("tram", 1))),
    ("problem.vehicle_number", "/running/1/number", |it| it.running.push(Running::new("van", 2))),
    ("problem.unknown_job", "/running/2/pinned/0", |it| it.running.push(Running::new("bike", 1).pinned(["ghost"]))),
    ("problem.duplicate_vehicle", "/running/3/number", |it| it.running.push(Running::new("bike", 1))),
    ("problem.pinned_unfit", "/running/4/pinned/0", |it| it.running.push(Running::new("bike", 2).pinned(["fish"]))),
    ("problem.unknown_job", "/running/4/aboard/0", |it| it.running[4].aboard.push("ghost".into())),
    ("problem.unknown_job", "/running/4/done/0", |it| it.running[4].done.push("ghost".into())),
    ("problem.unknown_job", "/running/4/next/0", |it| it.running[4].next.push("ghost".into())),
    ("problem.no_such_stop", "/running/4/next/2", |it| it.running[4].next.extend(["flyer".into(), "flyer".into()])),
    ("problem.initial_load", "/running/5/load", |it| it.running.push(Running::new("van", 1).load([11]))),
    ("problem.pinned_twice", "/running/5/pinned/0", |it| it.running[5].pinned.push("flyer".into())),
    ("problem.cost", "/keep/price", |it| {
        it.keep = Some(Keep { price: "0.00000000001".parse().unwrap(), routes: vec![] });
    }),
    ("problem.unknown_goods", "/jobs/0/goods/0", |it| it.jobs[0].goods.push("ice".into())),
    ("problem.duplicate_id", "/goods/1/id", |it| {
        let goods: haulage_core::goods::GoodsDocument = serde_json::from_str(r#"{"id": "tea"}"#).unwrap();
        it.goods = vec![goods.clone(), goods];
    }),
    ("problem.goods_apart", "/shipments/0/goods", |it| {
        it.goods.push(serde_json::from_str(r#"{"id": "snow", "temperature": {"max_celsius": -18}}"#).unwrap());
        it.goods.push(serde_json::from_str(r#"{"id": "fruit", "temperature": {"min_celsius": 5}}"#).unwrap());
        it.shipments[0].goods = vec!["snow".into(), "fruit".into()];
    }),
    ("problem.unknown_job", "/alternatives/0/job", |it| {
        it.alternatives.push(Alternative { job: "pallet".into(), place: None, windows: vec![], service_s: None });
    }),
    ("problem.unknown_place", "/alternatives/1/place", |it| {
        it.alternatives.push(Alternative { job: "fish".into(), place: Some("moon".into()), windows: vec![], service_s: None });
    }),
    ("problem.unknown_job", "/groups/0/jobs/0", |it| {
        it.groups.push(Group { rule: GroupRule::Together, jobs: vec!["ghost".into()], prize: Some("1".parse().unwrap()) });
    }),
    ("problem.prize_of_group", "/groups/0/prize", |_| ()),
    ("problem.prize_in_group", "/groups/1/jobs/0", |it| {
        it.groups.push(Group { rule: GroupRule::Exclusive, jobs: vec!["pallet".into(), "pallet".into()], prize: None });
    }),
    ("problem.two_groups", "/groups/1/jobs/1", |_| ()),
    ("problem.unknown_job", "/relations/0/jobs/0", |it| {
        it.relations.push(Relation::new(RelationRule::InOrder, ["ghost", "fish"]));
    }),
    ("problem.relation_of_choice", "/relations/0/jobs/1", |_| ()),
    ("problem.too_many_bound", "/relations/1/jobs", |it| {
        it.relations.push(Relation::new(RelationRule::First, ["fish"; 101]));
    }),
    ("problem.gap_of_relation", "/relations/1/max_gap_s", |it| it.relations[1].max_gap_s = Some(5)),
    ("problem.unknown_job", "/relations/2/jobs/0", |it| {
        it.relations.push(Relation::new(RelationRule::Synchronised, ["ghost", "pallet", "fish"]));
    }),
    ("problem.synchronised_shipment", "/relations/2/jobs/1", |_| ()),
    ("problem.integer_range", "/relations/3/max_gap_s", |it| {
        let relation = Relation::new(RelationRule::Synchronised, ["fish"]);
        it.relations.push(Relation { max_gap_s: Some(u64::MAX), ..relation });
    }),
    ("problem.two_groups", "/relations/3/jobs/0", |_| ()),
    ("problem.cost", "/balance/per_hour", |it| {
        it.balance = Some(Balance { per_hour: "-1".parse().unwrap(), ..Balance::default() });
    }),
    ("problem.cost", "/compactness/per_km", |it| it.compactness = Some(Compactness { per_km: "0.0001".parse().unwrap() })),
    ("problem.unknown_vehicle", "/jobs/1/vehicles/0", |it| it.jobs[1].vehicles.push("tram".into())),
    ("problem.unknown_vehicle", "/jobs/1/forbidden_vehicles/0", |it| it.jobs[1].forbidden_vehicles.push("tram".into())),
];

fn faults(mistakes: &[Mistake]) -> Faults {
    let mut document = document();
    for (_, _, make) in mistakes {
        make(&mut document);
    }
    Problem::new(document).unwrap_err()
}

#[test]
fn the_document_without_mistakes_is_valid() {
    let problem = Problem::new(document()).unwrap();
    assert_eq!((problem.jobs().len(), problem.tasks().len(), problem.vehicles().len()), (3, 4, 2));
}

#[test]
fn all_mistakes_of_a_document_are_told_at_once_each_at_its_path() {
    for mistakes in [TOGETHER, BONDS] {
        let faults = faults(mistakes);
        let told: Vec<(&str, &str)> = faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.path.as_str())).collect();
        for (code, path, _) in mistakes {
            assert!(told.contains(&(code, path)), "{code} {path} is not among {told:#?}");
        }
        assert!(faults.as_slice().iter().all(|fault| !fault.cause.is_empty() && !fault.remedy.is_empty()));
    }
}

#[test]
fn a_mistake_alone_is_told_alone() {
    for mistake in ALONE {
        let faults = faults(&[*mistake]);
        let told: Vec<(&str, &str)> = faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.path.as_str())).collect();
        assert_eq!(told, [(mistake.0, mistake.1)]);
    }
}

#[test]
fn a_position_of_its_own_is_a_place_that_a_matrix_does_not_have() {
    let mut document = document();
    document.jobs[0].place = Position::new(1.0, 2.0).unwrap().into();
    document.profiles.truncate(1);
    document.vehicles.truncate(1);
    let faults = Problem::new(document).unwrap_err();
    assert!(faults.as_slice().iter().all(|fault| fault.code == "problem.matrix_size"), "{faults}");
}
