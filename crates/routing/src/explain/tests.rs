use super::*;
use crate::{
    plan::Tour,
    problem::{Break, Job, PlaceDocument, ProblemDocument, ProfileDocument, Shift, VehicleType, Window},
    travel::{Grid, TravelDocument},
};

/// The last job when the others are on one van, from what a problem of forty seconds a leg is changed to.
fn explained_when(change: impl FnOnce(&mut ProblemDocument)) -> UnassignedJob {
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
    let explained = explain(&problem, &solution).remove(0);
    assert_eq!(explained.job, "left");
    explained
}

fn reasons_when(change: impl FnOnce(&mut ProblemDocument)) -> Vec<(String, String)> {
    explained_when(change).reasons.into_iter().map(|reason| (reason.code, reason.detail)).collect()
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

/// A refrigerated job of 48 beside a van without the skill, refrigerated vehicles of 10, and one whose shift is over before.
fn frigo(it: &mut ProblemDocument) {
    it.jobs[1].skills = vec!["frigo".into()];
    it.jobs[1].delivery = vec![48];
    let frigo = |id: &str, capacity| VehicleType::new(id).based_at("depot").skills(["frigo"]).capacity([capacity]);
    it.vehicles.push(frigo("small", 10));
    it.vehicles.push(frigo("smaller", 8));
    it.vehicles.push(frigo("early", 30).shift(Shift::between(0, 60)));
}

#[test]
fn what_is_missing_is_said_in_one_sentence() {
    let binding = |change: fn(&mut ProblemDocument)| explained_when(change).binding.unwrap();
    assert_eq!(binding(frigo), "needs 38 more of dimension 0 on every vehicle with frigo whose shift reaches it");
    assert_eq!(binding(|it| it.jobs[1].delivery = vec![48]), "needs 38 more of dimension 0 on every `van`");
    assert_eq!(binding(|it| it.jobs[1].skills = vec!["crane".into()]), "no vehicle has crane");
    assert_eq!(binding(|it| it.vehicles[0].shift = Shift::between(0, 75)), "needs 5 s more before the shift ends on every `van`");
    assert_eq!(binding(|_| ()), "there is a place for 0.04 more on `van`; search longer");
    let differ = binding(|it| {
        it.jobs[1].delivery = vec![3];
        it.vehicles.push(VehicleType::new("bike").based_at("depot").max_distance_m(70));
    });
    let both = "1 too much for every one of the 1 `van` on their way, in dimension 0; an empty `bike` would drive at best 10 m more \
        than it may";
    assert_eq!(differ, both);
}

#[test]
fn a_vehicle_that_is_too_small_and_too_late_has_both_reasons_with_their_figures() {
    let reasons = explained_when(frigo).reasons;
    let early: Vec<_> = reasons.iter().filter(|reason| reason.vehicle.as_deref() == Some("early")).collect();
    let figures: Vec<_> = early.iter().map(|reason| (reason.code.as_str(), reason.missing, reason.dimension)).collect();
    assert_eq!(figures, [("unassigned.capacity", Some(18), Some(0)), ("unassigned.shift", Some(20), None)]);
}

#[test]
fn what_no_plan_could_serve_names_the_places_of_the_document_in_conflict() {
    let conflicts = |change: fn(&mut ProblemDocument)| {
        let reasons = explained_when(change).reasons;
        reasons.into_iter().map(|reason| reason.conflict.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(conflicts(frigo)[..2], ["/jobs/1/skills /vehicles/0/skills", "/jobs/1/delivery /vehicles/1/capacity"]);
    assert_eq!(conflicts(|it| it.jobs[1].windows = vec![Window::new(0, 10)]), ["/jobs/1/windows /vehicles/0/shift"]);
    assert_eq!(conflicts(|it| it.jobs[1].delivery = vec![3]), [""], "the other job takes the room, not the document");
}

#[test]
fn a_route_that_is_driven_as_a_whole_tells_how_much_is_missing() {
    let lunch = || Break::new(Window::new(30, 60), 25);
    let of = |change: &dyn Fn(&mut ProblemDocument)| {
        let reason = explained_when(|it| {
            it.vehicles[0] = it.vehicles[0].clone().break_in(lunch());
            change(it);
        });
        let reason = reason.reasons.into_iter().next().unwrap();
        (reason.code, reason.missing)
    };
    let code = |code: &str| format!("unassigned.{code}");
    // Alone the van is on its way for 80 s and rests 25; with the first job for 120 s.
    assert_eq!(of(&|it| it.vehicles[0].max_distance_m = Some(113)), (code("max_distance"), Some(7)));
    assert_eq!(of(&|it| it.vehicles[0].max_tasks = Some(1)), (code("max_tasks"), Some(1)));
    assert_eq!(of(&|it| it.jobs[1].windows = vec![Window::new(0, 33)]), (code("window"), Some(7)));
    assert_eq!(of(&|it| it.jobs[1].delivery = vec![16]), (code("capacity"), Some(6)));
}
