//! What a planner of driver hours is asked, with answers that can be worked out by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use haulage_core::time::{Instant, TimeWindow};
use haulage_scheduling::{
    activity::Timeline,
    audit::audit_timeline,
    plan::{CountsAs, Driver, Goal, Obstacle, PlanRule, Schedule, Timetable, Trip, TripStop, schedule},
    rules::{Jurisdiction, RuleSet},
};

/// Monday, six in the morning.
fn six() -> Instant {
    "2026-11-23T06:00:00Z".parse().unwrap()
}

fn rules() -> &'static RuleSet {
    RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse().unwrap()).unwrap()
}

fn stop(travel_min: u32, service_min: u32) -> TripStop {
    TripStop { travel_min, service_min, ..TripStop::default() }
}

/// A stop that is open so many hours after six, and as long.
fn open(stop: TripStop, from: i64, until: i64) -> TripStop {
    let at = |hours| six() + chrono::TimeDelta::hours(hours);
    TripStop { windows: vec![TimeWindow::new(at(from), at(until)).unwrap()], ..stop }
}

fn plan(driver: Driver, stops: Vec<TripStop>) -> Schedule {
    schedule(rules(), &Trip { driver, stops, goal: Goal::EarliestEnd }).unwrap()
}

fn timetable(driver: Driver, stops: Vec<TripStop>) -> Timetable {
    match plan(driver, stops) {
        Schedule::Timetable(timetable) => {
            let report = audit_timeline(rules(), &Timeline::new(timetable.record()));
            assert!(report.infringements.is_empty(), "{:?}", report.infringements);
            timetable
        }
        other => panic!("{other:?}"),
    }
}

fn pauses(timetable: &Timetable) -> Vec<CountsAs> {
    timetable.entries.iter().filter_map(|entry| entry.counts_as).collect()
}

#[test]
fn a_short_day_needs_no_pause() {
    let day = timetable(Driver::rested(six()), vec![stop(90, 30), stop(90, 30)]);
    assert_eq!((day.end - day.start, pauses(&day)), (240, vec![]), "two legs of 90, two services of 30");
}

#[test]
fn a_wait_of_a_quarter_is_the_first_part_of_a_break() {
    let stops = vec![open(stop(120, 30), 0, 2), open(stop(60, 30), 3, 4), stop(200, 30)];
    // The second customer opens at nine; the driver is there at half past nine: no wait, a break of 45 on the last leg.
    let late = timetable(Driver::rested(six()), stops);
    assert_eq!(pauses(&late), [CountsAs::Break]);
    let early = vec![open(stop(120, 30), 0, 2), open(stop(15, 30), 3, 4), stop(200, 30)];
    let early = timetable(Driver::rested(six()), early);
    assert_eq!(early.end - early.start, 180 + 30 + 200 + 30 + if pauses(&early).is_empty() { 0 } else { 30 });
}

#[test]
fn ten_hours_a_day_are_two_breaks_and_an_extension() {
    let long = timetable(Driver::rested(six()), vec![stop(600, 0)]);
    assert_eq!((long.end - long.start, pauses(&long)), (690, vec![CountsAs::Break, CountsAs::Break]));
    let without = Driver { extended_days: 2, ..Driver::rested(six()) };
    let long = timetable(without, vec![stop(600, 0)]);
    assert_eq!(pauses(&long), [CountsAs::Break, CountsAs::ReducedDailyRest]);
}

#[test]
fn a_driver_without_reduced_rests_left_rests_eleven_hours_or_in_two_parts() {
    let driver = Driver { reduced_rests: 3, ..Driver::rested(six()) };
    let Schedule::Timetable(trip) = plan(driver, vec![stop(700, 0)]) else { panic!() };
    assert_eq!(trip.end - trip.start, 700 + 45 + 660, "one break, one regular rest");
}

#[test]
fn pauses_are_taken_where_one_can_park() {
    let parking = |places: &[u32]| TripStop { parking_min: Some(places.to_vec()), ..stop(400, 0) };
    let early = timetable(Driver::rested(six()), vec![parking(&[100, 140, 350])]);
    assert_eq!(early.entries[0].until - early.entries[0].from, 140, "four and a half hours are over before the third place");
    let nowhere = plan(Driver::rested(six()), vec![parking(&[100])]);
    assert_eq!(nowhere, Schedule::Obstacle(Obstacle { stop: 0, rule: PlanRule::Break }));
}

#[test]
fn the_obstacle_is_the_first_stop_and_the_rule_that_binds() {
    let found = |stops| match plan(Driver::rested(six()), stops) {
        Schedule::Obstacle(Obstacle { stop, rule }) => (stop, rule),
        other => panic!("{other:?}"),
    };
    assert_eq!(found(vec![stop(60, 0), open(stop(240, 0), 0, 6), open(stop(60, 0), 0, 6)]), (2, PlanRule::Break));
    assert_eq!(found(vec![open(stop(300, 0), 0, 5)]), (0, PlanRule::Break));
    assert_eq!(found(vec![open(stop(400, 0), 0, 6)]), (0, PlanRule::TimeWindow));
    assert_eq!(found(vec![stop(30, 1_000)]), (0, PlanRule::DailyRest), "nobody works sixteen hours at a stretch");
}

#[test]
fn the_sixth_day_is_followed_by_a_weekly_rest() {
    let stops = (0..8).map(|day| open(stop(200, 60), 24 * day + 2, 24 * day + 20)).collect();
    let fortnight = timetable(Driver::rested(six()), stops);
    assert!(pauses(&fortnight).iter().any(|pause| matches!(pause, CountsAs::WeeklyRest | CountsAs::ReducedWeeklyRest)));
}

#[test]
fn least_duty_rests_where_the_earliest_end_waits() {
    let stops = vec![stop(60, 30), open(stop(60, 30), 24, 30)];
    let trip = Trip { driver: Driver::rested(six()), stops, goal: Goal::LeastDuty };
    let Schedule::Timetable(timetable) = schedule(rules(), &trip).unwrap() else { panic!() };
    assert_eq!(timetable.duty_min, 180, "driving and work, nothing else");
}

#[test]
fn hostile_numbers_are_faults_or_answers_and_never_more() {
    let far = TripStop { travel_min: u32::MAX, service_min: u32::MAX, ..TripStop::default() };
    let trip = Trip { driver: Driver::rested(six()), stops: vec![far; 600], goal: Goal::EarliestEnd };
    assert!(schedule(rules(), &trip).is_err());
    let year = vec![stop(366 * 1_440, 0); 500];
    let driver = Driver::rested("9999-12-31T23:59:59Z".parse().unwrap());
    let _ = schedule(rules(), &Trip { driver, stops: year, goal: Goal::LeastDuty });
}
