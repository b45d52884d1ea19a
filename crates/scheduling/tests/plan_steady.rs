//! The fixed ways of a trip planner beside the exact search and the audit.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use haulage_core::time::TimeWindow;
use haulage_scheduling::{
    activity::{Minute, Timeline, instant, minute},
    audit::audit_timeline,
    plan::{Driver, Goal, Schedule, Timetable, Trip, TripPlanner, TripStop, schedule},
    rules::{Jurisdiction, RuleSet},
};

/// Numbers as reproducible as they are arbitrary (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as Minute
    }
}

fn cases() -> u64 {
    std::env::var("HAULAGE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

fn rules() -> &'static RuleSet {
    RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse().unwrap()).unwrap()
}

/// A trip of a few days: windows of some hours, legs of a few hours and now and then of a day.
fn trip(draw: &mut Draw) -> Trip {
    let monday = minute("2026-11-23T00:00:00Z".parse().unwrap());
    let from = monday + draw.below(36) * 60;
    let at = |minute: Minute| instant(from + minute).unwrap().fixed_offset();
    let mut opens = 0;
    let stops = (0..=draw.below(9)).map(|_| {
        let longest = if draw.below(4) == 0 { 900 } else { 240 };
        let travel = draw.below(longest);
        opens += travel;
        let windows = if draw.below(3) == 0 {
            Vec::new()
        } else {
            opens += draw.below(900);
            vec![TimeWindow::new(at(opens), at(opens + 60 + draw.below(720))).unwrap()]
        };
        TripStop { travel_min: travel as u32, service_min: draw.below(120) as u32, windows, parking_min: None }
    });
    let stops = stops.collect();
    Trip { driver: Driver::rested(at(0)), stops, goal: Goal::EarliestEnd }
}

/// Beginning and end that a planner counts with, the same trip step by step.
fn end(planner: &TripPlanner, trip: &Trip) -> Option<(i32, i32)> {
    let mut stand = planner.start();
    for stop in &trip.stops {
        let window = stop.windows.first().map_or((0, i32::MAX / 8), |window| {
            ((minute(window.earliest()) - planner.from()) as i32, (minute(window.latest()) - planner.from()) as i32)
        });
        let opening = |now| (now <= window.1).then_some((0, window.0, window.1));
        stand = planner.go_on(&stand, stop.travel_min as i32, stop.service_min as i32, opening)?;
    }
    planner.finish(&stand)?.spans().min_by_key(|(_, ends)| *ends)
}

#[test]
fn what_can_be_driven_a_fixed_way_is_legal_and_no_earlier_than_the_best() {
    let (mut known, mut feasible, mut as_early, mut lost, mut less_patient) = (0, 0, 0, 0, 0);
    for seed in 0..cases() {
        let trip = trip(&mut Draw(seed));
        let planner = TripPlanner::new(rules(), &trip.driver).unwrap();
        let best = match schedule(rules(), &trip) {
            Ok(Schedule::Timetable(timetable)) => Some(timetable),
            Ok(_) => None,
            Err(_) => continue,
        };
        let steady = planner.habitual(&trip.stops).unwrap();
        let soonest = planner.best(&trip.stops).unwrap();
        if best.is_some() && soonest.is_none() {
            // Too hard for the little patience that a planner of many trips has.
            continue;
        }
        assert_eq!(soonest.is_some(), best.is_some(), "seed {seed}");
        if let (Some(soonest), Some(best)) = (&soonest, &best) {
            assert!(best.end <= soonest.end, "seed {seed}: {best:?} {soonest:?}");
            less_patient += i32::from(soonest != best);
        }
        feasible += i32::from(best.is_some());
        let Some((begins, ends)) = end(&planner, &trip) else {
            lost += i32::from(best.is_some());
            assert!(steady.is_empty(), "seed {seed}");
            continue;
        };
        known += 1;
        let best = best.unwrap_or_else(|| panic!("seed {seed}: the search finds no way"));
        let relative = |steady: &Timetable| (steady.start - planner.from(), steady.end - planner.from());
        let reckoned = (Minute::from(begins), Minute::from(ends));
        assert!(steady.iter().any(|steady| relative(steady) == reckoned), "seed {seed}: {reckoned:?} {steady:?}");
        as_early += i32::from(best.end == planner.from() + Minute::from(ends));
        for steady in steady {
            assert!(best.end <= steady.end, "seed {seed}: {best:?} {steady:?}");
            let report = audit_timeline(rules(), &Timeline::new(steady.record()));
            assert!(report.infringements.is_empty(), "seed {seed}: {:?} {steady:?}", report.infringements);
        }
    }
    println!(
        "{feasible} feasible, {known} of them a fixed way, {lost} lost, {as_early} as early as can be, {less_patient} with more patience"
    );
    assert!(less_patient * 20 <= feasible, "too little patience");
    assert!(known * 10 > feasible * 9 && as_early * 3 > known * 2, "the fixed ways are poor ones");
}
