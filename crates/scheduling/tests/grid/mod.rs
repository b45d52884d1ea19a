//! Every timetable on a grid.

use std::collections::HashSet;

use haulage_scheduling::{
    activity::{Minute, WEEK, minute, week_start},
    plan::{Goal, Trip},
    rules::EuLaw,
};

/// A trip in ticks from its first.
#[derive(Debug)]
pub(crate) struct Case {
    stops: Vec<Stop>,
    start: State,
    least_duty: bool,
    /// Tick of the first Monday.
    monday: i64,
}

#[derive(Debug)]
struct Stop {
    drive: i64,
    work: i64,
    windows: Vec<(i64, i64)>,
}

/// Everything that the law looks at.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own that the law asks about")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct State {
    stop: usize,
    driven_to_stop: i64,
    idle: Idle,
    shift_began: i64,
    week_began: i64,
    driven: i64,
    has_break_part: bool,
    today: i64,
    has_rest_part: bool,
    extended: i64,
    reduced: i64,
    this_week: i64,
    last_week: i64,
    was_week_reduced: bool,
    has_begun: bool,
    duty: i64,
}

/// Whether a rest that is long enough goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Idle {
    /// Driving, working or waiting.
    No,
    Rested,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Count {
    Part,
    Second,
    Whole,
    RestPart,
    Split,
    Regular,
    Reduced,
    WeekReduced,
    Week,
}

const COUNTS: [Count; 9] = [
    Count::Part,
    Count::Second,
    Count::Whole,
    Count::RestPart,
    Count::Split,
    Count::Regular,
    Count::Reduced,
    Count::WeekReduced,
    Count::Week,
];

impl Case {
    pub(crate) fn new(trip: &Trip, tick: Minute) -> Self {
        let from = minute(trip.driver.from);
        let ticks = |minute: Minute| (minute - from).div_euclid(tick);
        let of = |minutes: u32| i64::from(minutes) / tick;
        let stops = trip.stops.iter().map(|stop| Stop {
            drive: of(stop.travel_min),
            work: of(stop.service_min),
            windows: stop
                .windows
                .iter()
                .map(|window| (ticks(minute(window.earliest())), ticks(minute(window.latest()))))
                .collect(),
        });
        let driver = &trip.driver;
        let began = driver.shift_began.map_or(0, |at| ticks(minute(at)));
        let start = State {
            stop: 0,
            driven_to_stop: 0,
            idle: if driver.shift_began.is_some() { Idle::No } else { Idle::Rested },
            shift_began: began,
            week_began: driver
                .weekly_rest_ended
                .map_or(if driver.shift_began.is_some() { began } else { FRESH }, |at| ticks(minute(at))),
            driven: of(driver.driven_since_break_min),
            has_break_part: driver.break_part_taken,
            today: of(driver.driven_in_shift_min),
            has_rest_part: driver.rest_part_taken,
            extended: i64::from(driver.extended_days),
            reduced: i64::from(driver.reduced_rests),
            this_week: of(driver.driven_this_week_min),
            last_week: of(driver.driven_last_week_min),
            was_week_reduced: driver.weekly_rest_was_reduced,
            has_begun: driver.shift_began.is_some(),
            duty: 0,
        };
        Self { stops: stops.collect(), start, least_duty: trip.goal == Goal::LeastDuty, monday: ticks(week_start(from) + WEEK) }
    }
}

/// States of one case that are looked at; a case with more is left out.
const MOST_STATES: usize = 60_000;

/// A week that begins with the next shift.
const FRESH: i64 = i64::MIN;

pub(crate) struct Grid<'l> {
    law: &'l EuLaw,
    case: Case,
    tick: Minute,
}

impl<'l> Grid<'l> {
    pub(crate) fn new(law: &'l EuLaw, case: Case, tick: Minute) -> Self {
        Self { law, case, tick }
    }

    fn ticks(&self, minutes: Minute) -> i64 {
        minutes / self.tick
    }

    fn least(&self, count: Count) -> i64 {
        let (breaks, rest, week) = (&self.law.breaks, &self.law.daily_rest, &self.law.weekly_rest);
        self.ticks(match count {
            Count::Part => breaks.first_part,
            Count::Second => breaks.second_part,
            Count::Whole => breaks.whole,
            Count::RestPart => rest.split_first_part,
            Count::Split => rest.split_second_part,
            Count::Regular => rest.regular,
            Count::Reduced => rest.reduced,
            Count::WeekReduced => week.reduced,
            Count::Week => week.regular,
        })
    }

    /// The best end or duty in ticks, if there is any timetable within so many ticks that is no worse than `claimed`: what is
    /// worse already is not looked at further. An error where there are too many states to look at.
    pub(crate) fn best(&self, horizon: i64, claimed: Option<i64>) -> Result<Option<i64>, usize> {
        let mut states = 0;
        let mut best: Option<i64> = None;
        let mut at: Vec<HashSet<State>> = vec![HashSet::new(); horizon as usize + 1];
        at[0].insert(self.case.start);
        for now in 0..=horizon {
            // Whatever takes no time happens at once: services of no length, and decisions.
            let mut seen = core::mem::take(&mut at[now as usize]);
            let mut open: Vec<State> = seen.iter().copied().collect();
            while let Some(state) = open.pop() {
                if state.stop == self.case.stops.len() {
                    let value = if self.case.least_duty { state.duty + now - state.shift_began } else { now };
                    if self.may_end(&state) && best.is_none_or(|best| value < best) {
                        best = Some(value);
                    }
                    continue;
                }
                if self.is_lost(&state, now, claimed) {
                    continue;
                }
                states += 1;
                if states > MOST_STATES {
                    return Err(states);
                }
                for (later, minutes) in self.next(&state, now) {
                    if minutes == 0 {
                        if seen.insert(later) {
                            open.push(later);
                        }
                    } else if now + minutes <= horizon {
                        at[(now + minutes) as usize].insert(later);
                    }
                }
            }
            if best.is_some() && !self.case.least_duty {
                return Ok(best);
            }
        }
        Ok(best)
    }

    /// Too late for a window or for what is claimed, whatever the law says.
    fn is_lost(&self, state: &State, now: i64, claimed: Option<i64>) -> bool {
        if state.idle == Idle::No && !self.has_time(state, now) {
            return true;
        }
        let mut soonest = now;
        let mut toil = 0;
        for (number, stop) in self.case.stops[state.stop..].iter().enumerate() {
            let drive = stop.drive - if number == 0 { state.driven_to_stop } else { 0 };
            soonest += drive;
            if stop.windows.last().is_some_and(|window| window.1 < soonest) {
                return true;
            }
            soonest += stop.work;
            toil += drive + stop.work;
        }
        let shift = if state.idle == Idle::No { now - state.shift_began } else { 0 };
        let value = if self.case.least_duty { state.duty + shift + toil } else { soonest };
        claimed.is_some_and(|claimed| value > claimed)
    }

    /// The same with the week that holds the tick from `tick` on; counters of extended days belong to weeks as well.
    fn in_week(&self, mut state: State, now: i64) -> State {
        let is_monday = now >= self.case.monday && (now - self.case.monday) % self.ticks(WEEK) == 0;
        if is_monday {
            (state.last_week, state.this_week) = (state.this_week, 0);
            state.extended = 0;
        }
        state
    }

    fn longest_shift(&self) -> i64 {
        let rest = &self.law.daily_rest;
        self.ticks(rest.window - rest.reduced.min(rest.split_second_part))
    }

    fn week_began(state: &State, now: i64) -> i64 {
        if state.week_began == FRESH { now } else { state.week_began }
    }

    /// A shift may end when a day that was longer than the ordinary one is an extended day of the week in which it ends.
    fn may_end(&self, state: &State) -> bool {
        state.today <= self.ticks(self.law.driving.daily) || state.extended < self.law.driving.extensions_a_week as i64
    }

    fn may_begin(&self, state: &State, count: Count, now: i64) -> bool {
        let rest = &self.law.daily_rest;
        let by = |rest: Minute| now - state.shift_began <= self.ticks(self.law.daily_rest.window - rest);
        let weekly = |state: &State| {
            (!state.has_begun || by(rest.reduced))
                && now - Self::week_began(state, now) <= self.ticks(self.law.weekly_rest.window)
                && self.may_end(state)
        };
        match count {
            Count::Part | Count::Whole => state.driven > 0 && !state.has_break_part,
            Count::Second => state.has_break_part,
            Count::RestPart => state.has_begun && !state.has_rest_part,
            Count::Split => state.has_begun && state.has_rest_part && by(rest.split_second_part) && self.may_end(state),
            Count::Regular => state.has_begun && !state.has_rest_part && by(rest.regular) && self.may_end(state),
            Count::Reduced => {
                state.has_begun
                    && !state.has_rest_part
                    && by(rest.reduced)
                    && state.reduced < rest.reduced_between_weekly_rests as i64
                    && self.may_end(state)
            }
            Count::WeekReduced => weekly(state) && !state.was_week_reduced,
            Count::Week => weekly(state),
        }
    }

    /// What may come next, and how many ticks it takes.
    fn next(&self, state: &State, now: i64) -> Vec<(State, i64)> {
        let mut later = Vec::new();
        for count in COUNTS {
            if self.may_begin(state, count, now) {
                later.push((self.count(state, count, now), self.least(count)));
            }
        }
        let turned = self.in_week(*state, now);
        // Waiting, or longer rest.
        later.push((turned, 1));
        if state.idle == Idle::Rested {
            let week_began = if state.week_began == FRESH { now } else { state.week_began };
            later.push((State { idle: Idle::No, shift_began: now, week_began, ..*state }, 0));
            return later;
        }
        let stop = &self.case.stops[state.stop];
        if state.driven_to_stop < stop.drive {
            later.extend(self.drive(&turned, now).map(|state| (state, 1)));
        } else if self.may_serve(state, now) {
            let has_begun = state.has_begun || stop.work > 0;
            let served = State { stop: state.stop + 1, driven_to_stop: 0, has_begun, ..*state };
            later.push((self.pass(served, now, stop.work), stop.work));
        }
        later
    }

    /// Lets time pass without driving.
    fn pass(&self, state: State, now: i64, ticks: i64) -> State {
        (now..now + ticks).fold(state, |state, tick| self.in_week(state, tick))
    }

    /// After the pause: what it counts as.
    fn count(&self, state: &State, count: Count, now: i64) -> State {
        let mut after = *state;
        match count {
            Count::Part => after.has_break_part = true,
            Count::Second | Count::Whole => (after.driven, after.has_break_part) = (0, false),
            Count::RestPart => (after.driven, after.has_break_part, after.has_rest_part) = (0, false, true),
            Count::Split | Count::Regular | Count::Reduced | Count::WeekReduced | Count::Week => {
                let is_weekly = matches!(count, Count::Week | Count::WeekReduced);
                // The shift ends here: its duty, and a long day, are counted where it ends.
                after.extended += i64::from(state.today > self.ticks(self.law.driving.daily));
                if self.case.least_duty && state.idle == Idle::No {
                    after.duty += now - state.shift_began;
                }
                after.idle = Idle::Rested;
                (after.driven, after.today, after.has_break_part, after.has_rest_part) = (0, 0, false, false);
                (after.has_begun, after.shift_began) = (false, 0);
                after.reduced = if is_weekly { 0 } else { state.reduced + i64::from(count == Count::Reduced) };
                if is_weekly {
                    after.week_began = FRESH;
                    after.was_week_reduced = count == Count::WeekReduced;
                }
            }
        }
        self.pass(after, now, self.least(count))
    }

    fn may_serve(&self, state: &State, now: i64) -> bool {
        let stop = &self.case.stops[state.stop];
        let is_open = stop.windows.is_empty() || stop.windows.iter().any(|&(open, close)| open <= now && now <= close);
        is_open && self.has_time(state, now + stop.work)
    }

    fn has_time(&self, state: &State, until: i64) -> bool {
        until - state.shift_began <= self.longest_shift() && until - state.week_began <= self.ticks(self.law.weekly_rest.window)
    }

    fn drive(&self, state: &State, now: i64) -> Option<State> {
        let law = self.law;
        let after = State {
            driven_to_stop: state.driven_to_stop + 1,
            driven: state.driven + 1,
            today: state.today + 1,
            this_week: state.this_week + 1,
            has_begun: true,
            ..*state
        };
        let is_legal = after.driven <= self.ticks(law.breaks.driving)
            && after.today <= self.ticks(law.driving.daily_extended)
            && after.this_week <= self.ticks(law.driving.weekly)
            && after.this_week + after.last_week <= self.ticks(law.driving.fortnightly)
            && self.has_time(&after, now + 1);
        is_legal.then_some(after)
    }
}
