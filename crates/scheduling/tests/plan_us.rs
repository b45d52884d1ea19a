//! The planner under the law of the United States against an enumeration of every timetable, minute by minute.
//!
//! The law is the planner's own data with numbers of a few minutes, so that its limits are met often. At each minute the driver
//! drives, works or is off duty; what time off counts as follows from how long it lasted. `HAULAGE_CASES` says how many
//! cases are drawn.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod support;

use std::collections::HashSet;

use haulage_core::time::TimeWindow;
use haulage_scheduling::{
    activity::{Minute, Timeline, instant, minute},
    audit::audit_timeline,
    plan::{Driver, Goal, Schedule, Timetable, Trip, TripStop, schedule},
    rules::{Duty, Jurisdiction, Law, RuleSet, UsLaw},
};
use support::draw::{Draw, cases};

fn real() -> RuleSet {
    RuleSet::chosen(Jurisdiction::Us, "2026-11-23".parse().unwrap(), Duty::Property).unwrap().clone()
}

fn law(rules: &mut RuleSet) -> &mut UsLaw {
    match &mut rules.law {
        Law::Us(law) => law,
        other => panic!("{other:?}"),
    }
}

fn drawn_case(draw: &mut Draw) -> (RuleSet, Trip) {
    let mut rules = real();
    let us = law(&mut rules);
    us.driving = 3 + draw.below(4);
    us.window = us.driving + draw.below(4);
    us.off_duty = 3 + draw.below(3);
    (us.sleeper.total, us.sleeper.other) = (us.off_duty, us.off_duty);
    us.interruption.after = 2 + draw.below(3);
    us.interruption.minutes = 1 + draw.below(3);
    us.cycles.eight_days.on_duty = 6 + draw.below(12);
    us.cycles.eight_days.reset = us.off_duty + 3 + draw.below(4);
    let from = minute("2026-11-23T05:00:00Z".parse().unwrap());
    let at = |minutes: Minute| instant(from + minutes).unwrap().fixed_offset();
    let mut opens = 0;
    let stops = (0..=draw.below(5)).map(|_| {
        let windows = (0..draw.below(3)).map(|_| {
            opens += draw.below(10);
            let length = draw.below(6);
            let window = TimeWindow::new(at(opens), at(opens + length)).unwrap();
            opens += length + 1;
            window
        });
        let windows: Vec<TimeWindow> = windows.collect();
        let travel = if draw.one_in(4) { draw.below(12) } else { draw.below(5) };
        // A window is kept on duty, even where there is nothing to do; here there always is.
        let service = if windows.is_empty() { draw.below(4) } else { 1 + draw.below(3) };
        TripStop { travel_min: travel as u32, service_min: service as u32, windows, parking_min: None }
    });
    let stops = stops.collect();
    let mut driver = Driver::rested(at(0));
    if draw.one_in(3) {
        driver.on_duty_in_cycle_min = draw.below(us.cycles.eight_days.on_duty as u64 + 1) as u32;
    }
    if draw.one_in(3) {
        driver.shift_began = Some(at(-draw.below(6)));
        driver.driven_since_break_min = draw.below(us.interruption.after as u64 + 1) as u32;
        driver.driven_in_shift_min = driver.driven_since_break_min.max(draw.below(us.driving as u64 + 1) as u32);
        driver.driven_in_shift_min = driver.driven_in_shift_min.min(us.driving as u32);
        driver.driven_since_break_min = driver.driven_since_break_min.min(driver.driven_in_shift_min);
    }
    let goal = if draw.one_in(4) { Goal::LeastDuty } else { Goal::EarliestEnd };
    (rules, Trip { driver, stops, goal })
}

/// Everything that the law looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct State {
    stop: usize,
    driven_to_stop: i64,
    /// Beginning of the shift; none after a rest.
    began: Option<i64>,
    driven: i64,
    today: i64,
    on_duty: i64,
    /// Minutes without driving, and off duty.
    still: i64,
    off: i64,
    duty: i64,
}

/// The best end or duty of all timetables within a horizon, if there is any that is no worse than what is claimed; an error where
/// there are too many states.
fn best(law: &UsLaw, trip: &Trip, horizon: i64, claimed: Option<i64>) -> Result<Option<i64>, usize> {
    let from = minute(trip.driver.from);
    let start = State {
        stop: 0,
        driven_to_stop: 0,
        began: trip.driver.shift_began.map(|began| minute(began) - from),
        driven: trip.driver.driven_since_break_min.into(),
        today: trip.driver.driven_in_shift_min.into(),
        on_duty: trip.driver.on_duty_in_cycle_min.into(),
        still: 0,
        off: 0,
        duty: 0,
    };
    let (mut best, mut looked_at) = (None, 0);
    let mut at: Vec<HashSet<State>> = vec![HashSet::new(); horizon as usize + 1];
    at[0].insert(start);
    for now in 0..=horizon {
        let mut seen = core::mem::take(&mut at[now as usize]);
        let mut open: Vec<State> = seen.iter().copied().collect();
        while let Some(state) = open.pop() {
            looked_at += 1;
            if looked_at > 60_000 {
                return Err(looked_at);
            }
            let duty = state.duty + state.began.map_or(0, |began| now - began);
            let Some(stop) = trip.stops.get(state.stop) else {
                let value = if trip.goal == Goal::LeastDuty { duty } else { now };
                best = best.into_iter().chain([value]).min();
                continue;
            };
            let Some((soonest, toil)) = ahead(&trip.stops[state.stop..], state.driven_to_stop, from, now) else { continue };
            // Off duty that ends a shift is none of its duty.
            let least = if trip.goal == Goal::LeastDuty { duty - state.off + toil } else { soonest };
            if claimed.is_some_and(|claimed| least > claimed) || best.is_some_and(|best| least > best) {
                continue;
            }
            let mut later = vec![(off_duty(law, state, now), 1)];
            if state.driven_to_stop < i64::from(stop.travel_min) {
                later.extend(drive(law, state, now).map(|state| (state, 1)));
            } else {
                let clock = instant(from + now).unwrap().fixed_offset();
                let is_open = |window: &TimeWindow| window.earliest() <= clock && clock <= window.latest();
                if stop.windows.is_empty() || stop.windows.iter().any(is_open) {
                    later.push((work(law, state, now, stop.service_min.into()), stop.service_min.into()));
                }
            }
            for (state, minutes) in later {
                if minutes == 0 && seen.insert(state) {
                    open.push(state);
                } else if minutes > 0 && now + minutes <= horizon {
                    at[(now + minutes) as usize].insert(state);
                }
            }
        }
        if best.is_some() && trip.goal == Goal::EarliestEnd {
            break;
        }
    }
    Ok(best)
}

/// The end if there were no law, and all that is to be done until then; none where a window is missed.
fn ahead(stops: &[TripStop], driven: i64, from: Minute, now: i64) -> Option<(i64, i64)> {
    let (mut soonest, mut toil) = (now, -driven);
    soonest -= driven;
    for stop in stops {
        soonest += i64::from(stop.travel_min);
        let closed = stop.windows.last().is_some_and(|window| minute(window.latest()) - from < soonest);
        if closed {
            return None;
        }
        soonest += i64::from(stop.service_min);
        toil += i64::from(stop.travel_min) + i64::from(stop.service_min);
    }
    Some((soonest, toil))
}

fn off_duty(law: &UsLaw, mut state: State, now: i64) -> State {
    let reset = law.cycles.eight_days.reset;
    (state.off, state.still) = ((state.off + 1).min(reset), (state.still + 1).min(law.interruption.minutes));
    if state.still >= law.interruption.minutes {
        state.driven = 0;
    }
    if state.off >= law.off_duty {
        state.duty += state.began.map_or(0, |began| now + 1 - law.off_duty - began);
        (state.began, state.driven, state.today) = (None, 0, 0);
    }
    if state.off >= reset {
        state.on_duty = 0;
    }
    state
}

fn drive(law: &UsLaw, mut state: State, now: i64) -> Option<State> {
    let began = *state.began.get_or_insert(now);
    (state.driven, state.today, state.on_duty) = (state.driven + 1, state.today + 1, state.on_duty + 1);
    (state.off, state.still) = (0, 0);
    state.driven_to_stop += 1;
    let is_legal = state.driven <= law.interruption.after
        && state.today <= law.driving
        && state.on_duty <= law.cycles.eight_days.on_duty
        && now + 1 - began <= law.window;
    is_legal.then_some(state)
}

fn work(law: &UsLaw, mut state: State, now: i64, minutes: i64) -> State {
    // No rest goes on past a stop, even if there is nothing to do.
    (state.stop, state.driven_to_stop, state.off) = (state.stop + 1, 0, 0);
    if minutes > 0 {
        state.began.get_or_insert(now);
        state.on_duty += minutes;
        state.still = (state.still + minutes).min(law.interruption.minutes);
        if state.still >= law.interruption.minutes {
            state.driven = 0;
        }
    }
    state
}

fn planned(rules: &RuleSet, trip: &Trip) -> Option<Timetable> {
    match schedule(rules, trip).unwrap() {
        Schedule::Timetable(timetable) => Some(timetable),
        _ => None,
    }
}

fn value(trip: &Trip, timetable: &Timetable) -> Minute {
    match trip.goal {
        Goal::LeastDuty => timetable.duty_min,
        _ => timetable.end - minute(trip.driver.from),
    }
}

#[test]
fn the_planner_finds_what_the_enumeration_finds() {
    let (mut judged, mut feasible, mut audited) = (0, 0, 0);
    for seed in 0..cases() {
        let (rules, trip) = drawn_case(&mut Draw(seed ^ 0x395));
        let Law::Us(us) = &rules.law else { panic!() };
        let timetable = planned(&rules, &trip);
        let found = timetable.as_ref().map(|timetable| value(&trip, timetable));
        let Ok(expected) = best(us, &trip, 120, found) else { continue };
        judged += 1;
        assert_eq!(found, expected, "seed {seed}: {trip:?} {us:?} {timetable:?}");
        let Some(timetable) = timetable else { continue };
        feasible += 1;
        for pair in timetable.entries.windows(2) {
            assert_eq!(pair[0].until, pair[1].from, "seed {seed}: a gap");
        }
        // Alone the audit takes every driver for one who comes from a long rest.
        if trip.driver == Driver::rested(trip.driver.from) {
            audited += 1;
            let report = audit_timeline(&rules, &Timeline::new(timetable.record()));
            assert!(report.infringements.is_empty(), "seed {seed}: {:?} {timetable:?}", report.infringements);
        }
    }
    println!("{judged} cases, {feasible} feasible, {audited} audited");
    assert!(judged * 3 > cases() * 2 && feasible * 4 > judged && audited * 8 > judged, "the cases tell nothing");
}

#[test]
fn a_relaxed_rule_never_makes_it_worse() {
    for seed in 0..cases() {
        let (rules, mut trip) = drawn_case(&mut Draw(seed ^ 0xABCD));
        trip.goal = Goal::EarliestEnd;
        let Some(before) = planned(&rules, &trip).map(|timetable| timetable.end) else { continue };
        let relaxations: [fn(&mut UsLaw); 7] = [
            |law| law.driving += 1,
            |law| law.window += 1,
            |law| law.off_duty -= 1,
            |law| law.interruption.after += 1,
            |law| law.interruption.minutes -= 1,
            |law| law.cycles.eight_days.on_duty += 1,
            |law| law.cycles.eight_days.reset -= 1,
        ];
        for (number, relax) in relaxations.iter().enumerate() {
            let mut relaxed = rules.clone();
            relax(law(&mut relaxed));
            let after = planned(&relaxed, &trip).map(|timetable| timetable.end);
            assert!(after.is_some_and(|after| after <= before), "seed {seed}, relaxation {number}: {before} {after:?} {trip:?}");
        }
    }
}

#[test]
fn eleven_hours_at_the_wheel_then_ten_off_duty() {
    let stop = |travel_min, service_min| TripStop { travel_min, service_min, ..TripStop::default() };
    let driver = Driver::rested("2026-11-23T06:00:00Z".parse().unwrap());
    let end = |stops: Vec<TripStop>| {
        let timetable = planned(&real(), &Trip { driver: driver.clone(), stops, goal: Goal::EarliestEnd }).unwrap();
        let report = audit_timeline(&real(), &Timeline::new(timetable.record()));
        assert!(report.infringements.is_empty(), "{:?}", report.infringements);
        timetable.end - timetable.start
    };
    assert_eq!(end(vec![stop(660, 0)]), 690, "one interruption of half an hour");
    assert_eq!(end(vec![stop(240, 30), stop(420, 0)]), 690, "work is one as well, 395.3(a)(3)(ii)");
    assert_eq!(end(vec![stop(720, 0)]), 720 + 600, "a rest interrupts driving as well");
    assert_eq!(end(vec![stop(60, 800), stop(60, 0)]), 60 + 800 + 600 + 60, "no driving after the 14th hour");
    let mut tired = driver.clone();
    tired.on_duty_in_cycle_min = 69 * 60;
    let timetable = planned(&real(), &Trip { driver: tired, stops: vec![stop(120, 0)], goal: Goal::EarliestEnd }).unwrap();
    assert_eq!(timetable.end - minute(driver.from), 34 * 60 + 120, "seventy hours, then 34 off duty, taken first");
}
