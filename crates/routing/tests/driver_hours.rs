//! Plans of several days whose drivers keep the law on hours.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use chrono::DateTime;
use haulage_routing::{
    check::check,
    plan::{Plan, StopKind},
    problem::{
        Clock, DriverState, Job, Moment, PlaceDocument, Problem, ProblemDocument, ProfileDocument, Shift, VehicleCosts,
        VehicleType, Window,
    },
    solve::{Iterations, SolveOptions, solve},
    travel::{Grid, TravelDocument},
};

const HOUR: i64 = 3_600;

/// Numbers as reproducible as they are arbitrary (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as i64
    }
}

/// A week, places up to 14 hours apart, windows of some hours; seconds are no whole minutes.
fn document(draw: &mut Draw, jobs: usize, rules: Option<&str>) -> ProblemDocument {
    let points: Vec<(i64, i64)> = (0..=jobs).map(|_| (draw.below(100), draw.below(100))).collect();
    let far = |a: (i64, i64), b: (i64, i64)| ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)).isqrt() * 397;
    let cells = |scale: i64| points.iter().flat_map(|&a| points.iter().map(move |&b| (far(a, b) * scale) as u32)).collect();
    let grid = |scale| Grid::from_cells(cells(scale)).unwrap();
    let mut truck = VehicleType::new("truck")
        .count(jobs as u32)
        .based_at("p0")
        .capacity([100])
        .shift(Shift::between(0, 144 * HOUR))
        .costs(VehicleCosts { fixed: "1000".parse().unwrap(), ..VehicleCosts::default() });
    truck.driver_rules = rules.map(str::to_owned);
    let job = |index: usize, draw: &mut Draw| {
        let job = Job::new(format!("j{index}"), format!("p{index}")).delivery([1 + draw.below(10) as u64]).service_s(3_590);
        let opens = draw.below(100 * HOUR);
        if draw.below(4) == 0 { job } else { job.window(Window::new(opens, opens + 4 * HOUR + draw.below(30 * HOUR))) }
    };
    ProblemDocument {
        clock: Some(Clock { start: DateTime::parse_from_rfc3339("2026-11-23T00:00:00+01:00").unwrap(), zone: None }),
        places: (0..=jobs).map(|index| PlaceDocument { id: format!("p{index}"), position: None, point: None }).collect(),
        profiles: vec![ProfileDocument::new(
            "road",
            TravelDocument::Matrix { distances_m: grid(20), durations_s: Some(grid(1)) },
        )],
        vehicles: vec![truck],
        jobs: (1..=jobs).map(|index| job(index, draw)).collect(),
        ..ProblemDocument::default()
    }
}

/// A driver in the middle of a shift or between two, with allowances used up or not.
fn state(draw: &mut Draw) -> DriverState {
    let instant = |hours: i64| Moment::Second(-hours * HOUR);
    let is_begun = draw.below(2) == 0;
    let shift = draw.below(8);
    let driven = if is_begun { draw.below(271).min(shift * 60) as u32 } else { 0 };
    DriverState {
        shift_began: is_begun.then(|| instant(shift)),
        weekly_rest_ended: (draw.below(3) > 0).then(|| instant(10 + draw.below(60))),
        weekly_rest_was_reduced: draw.below(3) == 0,
        driven_since_break_min: driven,
        break_part_taken: driven > 0 && draw.below(3) == 0,
        driven_in_shift_min: driven,
        rest_part_taken: is_begun && shift > 4 && draw.below(3) == 0,
        extended_days: draw.below(3) as u32,
        reduced_rests: draw.below(4) as u32,
        driven_this_week_min: driven + draw.below(600) as u32,
        driven_last_week_min: draw.below(3_361) as u32,
    }
}

fn planned(document: ProblemDocument, iterations: u64) -> (Problem, Plan) {
    let problem = Problem::new(document).unwrap();
    let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(iterations));
    let plan = Plan::new(&problem, &solution);
    (problem, plan)
}

#[test]
fn every_plan_of_a_week_passes_the_audit() {
    let (mut breaks, mut rests) = (0, 0);
    for seed in 0..30 {
        let mut document = document(&mut Draw(seed), 16, Some("eu-561-2006"));
        document.vehicles[0].driver_state = (seed % 2 == 1).then(|| state(&mut Draw(seed)));
        let (problem, plan) = planned(document, 400);
        let report = check(&problem, &plan);
        assert!(report.feasible, "seed {seed}: {:#?}", report.violations);
        let stops = || plan.routes.iter().flat_map(|route| &route.stops);
        breaks += stops().filter(|stop| stop.kind == StopKind::Break).count();
        rests += stops().filter(|stop| stop.kind == StopKind::Rest).count();
    }
    assert!(breaks > 200 && rests > 200, "{breaks} breaks, {rests} rests");
}

/// A plan with one figure of one route changed.
fn changed(plan: &Plan, change: impl Fn(&mut haulage_routing::plan::PlanRoute)) -> Plan {
    let mut plan = plan.clone();
    plan.routes.iter_mut().for_each(change);
    plan
}

#[test]
fn a_plan_without_its_rests_does_not_pass() {
    let (problem, plan) = planned(document(&mut Draw(3), 16, Some("eu-561-2006")), 400);
    let codes =
        |plan: &Plan| -> Vec<String> { check(&problem, plan).violations.into_iter().map(|violation| violation.code).collect() };
    assert_eq!(codes(&plan), [""; 0]);
    let without = |kind: StopKind| changed(&plan, |route| route.stops.retain(|stop| stop.kind != kind));
    for kind in [StopKind::Break, StopKind::Rest] {
        // What was a pause is time at the wheel now.
        let codes = codes(&without(kind));
        assert!(codes.contains(&"check.driver_hours".to_owned()), "{kind:?}: {codes:?}");
        assert!(codes.contains(&"check.travel_time".to_owned()), "{kind:?}: {codes:?}");
    }
    let waiting = changed(&plan, |route| {
        route.stops.iter_mut().filter(|stop| stop.kind == StopKind::Rest).for_each(|stop| stop.kind = StopKind::Wait);
    });
    assert!(codes(&waiting).contains(&"check.driver_hours".to_owned()));
    let elsewhere = changed(&plan, |route| {
        route.stops.iter_mut().filter(|stop| stop.place.is_none()).for_each(|stop| stop.place = Some("p0".into()));
    });
    assert!(codes(&elsewhere).contains(&"check.stop_kind".to_owned()));
}

#[test]
fn a_law_never_makes_a_plan_cheaper() {
    let mut dearer = 0;
    for seed in 0..10 {
        let (_, free) = planned(document(&mut Draw(seed), 9, None), 3_000);
        let (_, bound) = planned(document(&mut Draw(seed), 9, Some("eu-561-2006")), 3_000);
        let worth = |plan: &Plan| (plan.unassigned.len(), plan.costs.total);
        assert!(worth(&free) <= worth(&bound), "seed {seed}");
        dearer += u32::from(worth(&free) < worth(&bound));
    }
    assert!(dearer > 3, "the law is hardly ever in the way");
}
