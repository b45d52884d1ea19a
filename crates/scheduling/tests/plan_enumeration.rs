//! The planner against an enumeration of every timetable on a grid, written without labels, dominance or bounds.
//!
//! At each tick the driver drives, works, or idles, and idle time is declared for what it is to count as. All states that
//! can be reached are kept, tick by tick. The law is the planner's own data with other numbers, multiples of the
//! tick, so that limits are met often and the enumeration stays small. `HAULAGE_CASES` says how many cases are drawn.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod grid;
mod support;

use grid::{Case, Grid};
use haulage_core::time::{Instant, TimeWindow};
use haulage_scheduling::{
    activity::{DAY, Minute, Timeline, instant, minute},
    audit::audit_timeline,
    plan::{Driver, Entry, Goal, Schedule, Timetable, Trip, TripStop, schedule},
    rules::{EuLaw, Jurisdiction, Law, RuleSet},
};
use support::draw::{Draw, cases};

fn real() -> RuleSet {
    RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse().unwrap()).unwrap().clone()
}

fn law(rules: &mut RuleSet) -> &mut EuLaw {
    match &mut rules.law {
        Law::Eu(law) => law,
        other => panic!("{other:?}"),
    }
}

/// The law with every number a multiple of the tick, and limits that are met within a few stops.
fn drawn_law(draw: &mut Draw, tick: Minute) -> RuleSet {
    let mut rules = real();
    let eu = law(&mut rules);
    let hours = |hours: Minute| (hours * 60).div_euclid(tick) * tick;
    eu.breaks.first_part = tick;
    eu.breaks.second_part = (1 + if tick < 180 { draw.below(2) } else { 0 }) * tick;
    eu.breaks.whole = eu.breaks.second_part + tick;
    eu.breaks.driving = (1 + draw.below(4)) * tick;
    eu.daily_rest.reduced = hours(9 + draw.below(2));
    eu.daily_rest.regular = eu.daily_rest.reduced + tick;
    eu.daily_rest.split_first_part = eu.breaks.whole;
    eu.daily_rest.split_second_part = eu.daily_rest.reduced;
    eu.daily_rest.ends_a_day = eu.daily_rest.reduced;
    eu.weekly_rest.regular = hours(45);
    // Two daily rests and a minute fit into less.
    eu.weekly_rest.reduced = hours(24) + tick;
    eu.driving.daily = (2 + draw.below(hours(9) as u64 / tick as u64)) * tick;
    eu.driving.daily_extended = eu.driving.daily + (1 + draw.below(2)) * tick;
    eu.driving.extensions_a_week = draw.below(3) as usize;
    eu.driving.weekly = (4 + draw.below(hours(50) as u64 / tick as u64)) * tick;
    eu.driving.fortnightly = eu.driving.weekly + draw.below(hours(34) as u64 / tick as u64) * tick;
    eu.daily_rest.reduced_between_weekly_rests = draw.below(4) as usize;
    eu.weekly_rest.window = (2 + draw.below(5)) * DAY;
    rules
}

fn drawn_case(draw: &mut Draw, tick: Minute, horizon: i64) -> (RuleSet, Trip) {
    let rules = drawn_law(draw, tick);
    // Near a Monday often enough, so that the calendar's weeks matter.
    let monday = minute("2026-11-23T00:00:00Z".parse().unwrap());
    let from = monday + if draw.one_in(3) { -draw.below(20) } else { draw.below(40) } * tick;
    let at = |ticks: i64| instant(from + ticks * tick).unwrap().fixed_offset();
    let stops = 1 + draw.below(if tick < 180 { 2 } else { 6 });
    let mut opens = 0;
    let stops = (0..stops).map(|_| {
        let windows = match draw.below(4) {
            0 => Vec::new(),
            number => {
                let mut windows = Vec::new();
                for _ in 0..number.min(2) {
                    opens += draw.below(horizon as u64 / 5);
                    let length = draw.below(horizon as u64 / 8);
                    windows.push(TimeWindow::new(at(opens), at(opens + length)).unwrap());
                    opens += if number > 1 { length + 1 } else { 0 };
                }
                opens -= draw.below(12).min(opens);
                windows
            }
        };
        let travel = if draw.one_in(4) { draw.below(12) } else { draw.below(5) };
        TripStop { travel_min: (travel * tick) as u32, service_min: (draw.below(3) * tick) as u32, windows, parking_min: None }
    });
    let stops = stops.collect();
    let mut driver = Driver::rested(at(0));
    if draw.one_in(3) {
        let eu = match &rules.law {
            Law::Eu(law) => law,
            other => panic!("{other:?}"),
        };
        let within = |draw: &mut Draw, most: Minute| draw.below((most / tick) as u64 + 1) * tick;
        driver.shift_began = Some(at(-draw.below(6)));
        driver.weekly_rest_ended = Some(at(-6 - draw.below(30)));
        driver.driven_since_break_min = within(draw, eu.breaks.driving) as u32;
        driver.driven_in_shift_min = driver.driven_since_break_min + within(draw, 2 * tick) as u32;
        driver.driven_in_shift_min = driver.driven_in_shift_min.min(eu.driving.daily as u32);
        driver.break_part_taken = driver.driven_since_break_min > 0 && draw.one_in(2);
        driver.rest_part_taken = draw.one_in(4);
        driver.weekly_rest_was_reduced = draw.one_in(3);
        driver.extended_days = draw.below(eu.driving.extensions_a_week as u64 + 1) as u32;
        driver.reduced_rests = draw.below(eu.daily_rest.reduced_between_weekly_rests as u64 + 1) as u32;
        driver.driven_this_week_min = within(draw, eu.driving.weekly) as u32;
        driver.driven_last_week_min = within(draw, (eu.driving.fortnightly - eu.driving.weekly).min(eu.driving.weekly)) as u32;
    }
    let goal = if draw.one_in(4) { Goal::LeastDuty } else { Goal::EarliestEnd };
    (rules, Trip { driver, stops, goal })
}

/// The same with ticks of a minute: nothing lies between two ticks, and every timetable is on the grid. Weeks of the calendar
/// keep their length.
fn shrunk(mut rules: RuleSet, mut trip: Trip, tick: Minute) -> (RuleSet, Trip) {
    let eu = law(&mut rules);
    let (breaks, rest, week, driving) = (&mut eu.breaks, &mut eu.daily_rest, &mut eu.weekly_rest, &mut eu.driving);
    let lengths = [
        &mut breaks.driving,
        &mut breaks.whole,
        &mut breaks.first_part,
        &mut breaks.second_part,
        &mut rest.window,
        &mut rest.regular,
        &mut rest.reduced,
        &mut rest.split_first_part,
        &mut rest.split_second_part,
        &mut rest.ends_a_day,
        &mut week.regular,
        &mut week.reduced,
        &mut week.window,
        &mut driving.daily,
        &mut driving.daily_extended,
        &mut driving.weekly,
        &mut driving.fortnightly,
    ];
    for length in lengths {
        *length /= tick;
    }
    let monday = minute("2026-11-23T00:00:00Z".parse().unwrap());
    let moment = |at: Instant| instant(monday + (minute(at) - monday) / tick).unwrap().fixed_offset();
    let minutes = |minutes: &mut u32| *minutes /= tick as u32;
    for stop in &mut trip.stops {
        minutes(&mut stop.travel_min);
        minutes(&mut stop.service_min);
        for window in &mut stop.windows {
            *window = TimeWindow::new(moment(window.earliest()), moment(window.latest())).unwrap();
        }
    }
    let driver = &mut trip.driver;
    driver.from = moment(driver.from);
    driver.shift_began = driver.shift_began.map(moment);
    driver.weekly_rest_ended = driver.weekly_rest_ended.map(moment);
    let driven = [
        &mut driver.driven_since_break_min,
        &mut driver.driven_in_shift_min,
        &mut driver.driven_this_week_min,
        &mut driver.driven_last_week_min,
    ];
    driven.into_iter().for_each(minutes);
    (rules, trip)
}

fn planned(rules: &RuleSet, trip: &Trip) -> Option<Timetable> {
    of(schedule(rules, trip).unwrap())
}

fn of(schedule: Schedule) -> Option<Timetable> {
    match schedule {
        Schedule::Timetable(timetable) => Some(timetable),
        _ => None,
    }
}

/// A timetable in a few letters: hours and what they are.
fn letters(timetable: &Timetable) -> String {
    let start = timetable.start;
    let line =
        |entry: &Entry| format!("{}:{:?}{}{:?}", entry.from - start, entry.kind, entry.until - entry.from, entry.counts_as);
    timetable.entries.iter().map(line).collect::<Vec<_>>().join(" ")
}

/// What the goal measures, relative to the trip's first minute.
fn value(trip: &Trip, timetable: &Timetable) -> Minute {
    match trip.goal {
        Goal::LeastDuty => timetable.duty_min,
        _ => timetable.end - minute(trip.driver.from),
    }
}

/// Whether the audit can judge it alone: it takes every driver for one who comes from a regular weekly rest, and a part of
/// a rest that is as long as a whole one for a whole one.
fn can_be_audited(driver: &Driver, law: &EuLaw) -> bool {
    *driver == Driver::rested(driver.from) && law.daily_rest.split_first_part < law.daily_rest.ends_a_day
}

#[test]
fn the_planner_finds_what_the_enumeration_finds() {
    let (mut judged, mut left_out, mut feasible, mut audited) = (0, 0, 0, 0);
    for seed in 0..cases() {
        let mut draw = Draw(seed);
        // A week in steps of three or four hours, or two days in steps of two; half of them with a minute for a step.
        let (step, horizon) = [(180, 56), (180, 56), (180, 56), (240, 42), (120, 24)][draw.below(5) as usize];
        let (rules, trip) = drawn_case(&mut draw, step, horizon);
        let (tick, (rules, trip)) = if draw.one_in(2) { (1, shrunk(rules, trip, step)) } else { (step, (rules, trip)) };
        let Law::Eu(eu) = &rules.law else { panic!() };
        let timetable = planned(&rules, &trip);
        let found = timetable.as_ref().map(|timetable| value(&trip, timetable));
        let fortnight = 14 * DAY / step;
        if timetable.as_ref().is_some_and(|timetable| timetable.end - minute(trip.driver.from) > fortnight * tick) {
            continue;
        }
        let claimed = found.map(|found| (found + tick - 1) / tick);
        let Ok(expected) = Grid::new(eu, Case::new(&trip, tick), tick).best(fortnight, claimed) else {
            left_out += 1;
            continue;
        };
        let expected = expected.map(|expected| expected * tick);
        // A minute at the wheel, or one after Sunday's midnight: no coarser grid has them.
        let is_on_grid = |entry: &Entry| (entry.from - minute(trip.driver.from)) % tick == 0;
        let is_between_ticks = timetable.as_ref().is_some_and(|timetable| !timetable.entries.iter().all(is_on_grid));
        let is_better = found.is_some_and(|found| expected.is_none_or(|expected| found < expected));
        if is_better && is_between_ticks {
            left_out += 1;
            continue;
        }
        judged += 1;
        assert_eq!(found, expected, "seed {seed}: {trip:?} {:?} {:?}", rules.law, timetable.as_ref().map(letters));
        let Some(timetable) = timetable else { continue };
        feasible += 1;
        for pair in timetable.entries.windows(2) {
            assert_eq!(pair[0].until, pair[1].from, "seed {seed}: a gap");
        }
        if can_be_audited(&trip.driver, eu) {
            audited += 1;
            let report = audit_timeline(&rules, &Timeline::new(timetable.record()));
            assert!(report.infringements.is_empty(), "seed {seed}: {:?} {}", report.infringements, letters(&timetable));
        }
    }
    println!("{judged} cases, {feasible} feasible, {audited} audited; {left_out} left out");
    assert!(judged * 4 > cases() * 3 && feasible * 4 > judged && feasible < judged, "the cases tell nothing");
}

#[test]
fn a_relaxed_rule_never_makes_it_worse() {
    let (mut compared, mut too_hard) = (0, 0);
    for seed in 0..cases() {
        let mut draw = Draw(seed ^ 0xABCD);
        let tick = 180;
        let (rules, mut trip) = drawn_case(&mut draw, tick, 56);
        trip.goal = Goal::EarliestEnd;
        let Some(before) = planned(&rules, &trip).map(|timetable| value(&trip, &timetable)) else { continue };
        let relaxations: [fn(&mut EuLaw); 9] = [
            |law| law.breaks.driving += 60,
            |law| law.breaks.whole -= 60,
            |law| law.driving.daily += 60,
            |law| law.driving.extensions_a_week += 1,
            |law| law.driving.weekly += 60,
            |law| law.driving.fortnightly += 60,
            |law| law.daily_rest.regular -= 60,
            |law| law.daily_rest.reduced_between_weekly_rests += 1,
            |law| law.weekly_rest.window += 60,
        ];
        for (number, relax) in relaxations.iter().enumerate() {
            let mut relaxed = rules.clone();
            relax(law(&mut relaxed));
            let eu = law(&mut relaxed);
            eu.driving.daily_extended = eu.driving.daily_extended.max(eu.driving.daily);
            // Between the ticks there are more possibilities than most trips have.
            let Ok(after) = schedule(&relaxed, &trip) else {
                too_hard += 1;
                continue;
            };
            compared += 1;
            let after = of(after).map(|timetable| value(&trip, &timetable));
            assert!(after.is_some_and(|after| after <= before), "seed {seed}, relaxation {number}: {before} {after:?} {trip:?}");
        }
    }
    println!("{compared} compared, {too_hard} too hard");
    assert!(too_hard * 100 <= compared, "{too_hard} too hard, {compared} compared");
}
