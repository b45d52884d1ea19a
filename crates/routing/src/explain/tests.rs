use super::*;
use crate::{
    plan::Tour,
    problem::{Job, PlaceDocument, ProblemDocument, ProfileDocument, Shift, VehicleType, Window},
    travel::{Grid, TravelDocument},
};

/// The reasons against the last job when the others are on one van, from what a problem of four seconds a leg is changed to.
fn reasons_when(change: impl FnOnce(&mut ProblemDocument)) -> Vec<(String, String)> {
    let place = |id: &str| PlaceDocument { id: id.into(), ..PlaceDocument::default() };
    let grid = Grid::from_cells(vec![0, 40, 40, 40, 0, 40, 40, 40, 0]).unwrap();
    let mut document = ProblemDocument {
        places: vec![place("depot"), place("a"), place("b")],
        profiles: vec![ProfileDocument {
            id: "road".into(),
            travel: TravelDocument::Matrix { distances_m: grid, durations_s: None },
            hourly_speed_percent: Vec::new(),
        }],
        vehicles: vec![VehicleType::new("van").based_at("depot").capacity([10])],
        jobs: vec![Job::new("first", "a").delivery([8]), Job::new("left", "b").delivery([2])],
        ..ProblemDocument::default()
    };
    change(&mut document);
    let problem = Problem::new(document).unwrap();
    let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![1] };
    let explained = explain(&problem, &solution);
    assert_eq!(explained[0].job, "left");
    explained[0].reasons.iter().map(|reason| (reason.code.clone(), reason.detail.clone())).collect()
}

fn the_reason_when(change: impl FnOnce(&mut ProblemDocument)) -> (String, String) {
    let mut reasons = reasons_when(change);
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    reasons.remove(0)
}

#[test]
fn each_constraint_that_binds_is_told_with_its_figure() {
    type Change = fn(&mut ProblemDocument);
    let cases: [(&str, &str, Change); 14] = [
        ("skills", "`van` lacks frigo", |it| it.jobs[1].skills = vec!["frigo".into()]),
        ("capacity", "38 too much for an empty `van`, in dimension 0", |it| it.jobs[1].delivery = vec![48]),
        ("capacity", "1 too much for every one of the 1 `van` on their way, in dimension 0", |it| it.jobs[1].delivery = vec![3]),
        ("window", "an empty `van` comes at best 30 s too late", |it| it.jobs[1].windows = vec![Window::new(0, 10)]),
        ("window", "every one of the 1 `van` on their way comes at best 15 s too late", |it| {
            it.jobs[0].windows = vec![Window::new(40, 50)];
            it.jobs[1].windows = vec![Window::new(60, 70)];
            it.jobs[0].service_s = 5;
        }),
        ("shift", "an empty `van` would finish at best 5 s too late what follows or its shift", |it| {
            it.vehicles[0].shift = Shift::between(0, 75);
        }),
        ("shift", "every one of the 1 `van` on their way would finish at best 20 s too late what follows or its shift", |it| {
            it.vehicles[0].shift = Shift::between(0, 100);
        }),
        ("max_duration", "an empty `van` would be on its way at best 2 s longer than it may", |it| {
            it.vehicles[0].shift.max_duration_s = Some(78);
        }),
        ("max_duration", "every one of the 1 `van` on their way would be on its way at best 20 s longer than it may", |it| {
            it.vehicles[0].shift.max_duration_s = Some(100);
        }),
        ("max_distance", "every one of the 1 `van` on their way would drive at best 20 m more than it may", |it| {
            it.vehicles[0].max_distance_m = Some(100);
        }),
        ("max_tasks", "every one of the 1 `van` on their way would have 1 tasks more than it may", |it| {
            it.vehicles[0].max_tasks = Some(1);
        }),
        ("prize", "its cheapest place costs 0.04 more, on `van`; its prize is 0.03", |it| {
            it.jobs[1].prize = Some("0.03".parse().unwrap());
        }),
        ("not_found", "there is a place for 0.04 more on `van`; search longer", |it| {
            it.jobs[1].prize = Some("0.05".parse().unwrap());
        }),
        ("not_found", "there is a place for 0.04 more on `van`; search longer", |_| ()),
    ];
    for (code, detail, change) in cases {
        assert_eq!(the_reason_when(change), (format!("unassigned.{code}"), detail.to_owned()));
    }
}

#[test]
fn every_vehicle_type_has_its_own_reason() {
    let reasons = reasons_when(|it| {
        it.jobs[1].skills = vec!["frigo".into()];
        it.jobs[1].delivery = vec![3];
        it.vehicles.push(VehicleType::new("truck").skills(["frigo"]).capacity([2]));
        it.vehicles.push(VehicleType::new("bike").skills(["frigo"]).count(0));
    });
    let codes: Vec<&str> = reasons.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["unassigned.skills", "unassigned.capacity", "unassigned.fleet"]);
}
