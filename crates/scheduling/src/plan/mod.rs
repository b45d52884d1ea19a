//! Planning: the best legal timetable for a driver and a sequence of stops.
//!
//! Forward labels with dominance (Goel 2010 and 2018; Tilk and Goel 2020), for what a lone driver may
//! choose: split breaks, split and reduced daily rests, extended days, regular and reduced weekly rests.
//! Where the search decides, and why there, stands in `search`.
//!
//! | room | holds |
//! |---|---|
//! | `document` | the trip, the timetable |
//! | `rules` | the numbers that are planned with, taken from a rule set |
//! | `label` | where a driver stands, and when one standing is as good as another |
//! | `pause` | what a driver may decide |
//! | `trip` | what can be said of a trip without any law |
//! | `search` | labels in the order of the earliest end they could lead to |
//! | `steady` | one fixed legal way, for thousands of trips |
//! | `timetable` | from labels to moments |
//!
//! The audit judges what comes of it; it shares no code with this room.

mod document;
mod label;
mod pause;
mod rules;
mod search;
mod steady;
mod timetable;
mod trip;

use haulage_core::{
    fault::{Faults, Path},
    time::Instant,
};

pub use document::{CountsAs, Driver, Entry, EntryKind, Obstacle, Schedule, Timetable, Trip, TripStop};
pub use rules::PlanRule;
pub use search::Goal;
pub use steady::{Opening, Stand, TripPlanner};

use crate::{
    activity::{DAY, Minute, WEEK, week_start},
    rules::RuleSet,
};
use label::{Span, Standing};
use rules::{NEVER, Rules};
use search::{Failure, Search, Task, Way};
use timetable::Begin;
use trip::Visit;

/// Most stops of a trip.
const MOST_STOPS: usize = 500;
/// Longest stretch of anything, and how far ahead a window may lie: a year.
const LONGEST: Minute = 366 * DAY;

/// The best legal timetable of a trip under a rule set, or what stands in its way.
///
/// Idle time counts for what the timetable says, once it is long enough; what is left of it is waiting. A rest can always
/// be longer than it must be. Work at a stop is not interrupted, and a daily rest must be possible after the last of it.
///
/// # Errors
/// Faults of the trip: too many stops, times that are too long or lie too far away, windows or parking places out of order, a
/// driver who has broken a rule already; a rule set that cannot be planned under; a trip with too many possibilities.
///
/// ```
/// use haulage_scheduling::{
///     plan::{Driver, Schedule, Trip, TripStop, schedule},
///     rules::{Jurisdiction, RuleSet},
/// };
///
/// let rules = RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse()?).ok_or("no law that day")?;
/// let trip = Trip {
///     driver: Driver::rested("2026-11-23T06:00:00Z".parse()?),
///     stops: vec![TripStop { travel_min: 600, service_min: 30, ..TripStop::default() }],
///     goal: Default::default(),
/// };
/// let Schedule::Timetable(timetable) = schedule(rules, &trip)? else { return Err("no way".into()) };
/// // Ten hours at the wheel are an extended day with two breaks.
/// assert_eq!(timetable.end - timetable.start, 600 + 2 * 45 + 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schedule(rules: &RuleSet, trip: &Trip) -> Result<Schedule, Faults> {
    let mut faults = Faults::new();
    let limits = Rules::known(rules, trip.driver.cycle, &mut faults);
    let from = minute_after(trip.driver.from);
    let start = standing(&trip.driver, &limits, from, &Path::ROOT.key("driver"), &mut faults);
    let visits = visits(&trip.stops, from, &mut faults);
    faults.into_result(())?;
    let task = Task { rules: &limits, visits: &visits, goal: trip.goal, is_elastic: true };
    let mut search = Search::default();
    match timetable(&mut search, task, start, from) {
        Ok(timetable) => Ok(Schedule::Timetable(timetable)),
        Err(Failure::Infeasible) => {
            let (stop, rule) = search::obstacle(&mut search, task, start);
            Ok(Schedule::Obstacle(Obstacle { stop, rule }))
        }
        Err(Failure::TooHard) => {
            let mut faults = Faults::new();
            let cause = "the trip has too many possibilities to look at all of them";
            faults.report(&Path::ROOT.key("stops"), "hours.too_hard", cause, "plan fewer stops or windows at once");
            Err(faults)
        }
    }
}

/// The best timetable in moments.
///
/// A shift that begins later than it could may carry driving over a Sunday's midnight into a week that has no room for
/// it. It then begins no later than it must; if that is still too late, shifts are planned to begin as early as they can.
fn timetable(search: &mut Search, task: Task<'_>, start: Standing, from: Minute) -> Result<Timetable, Failure> {
    let way = search.way(task, start)?;
    if let Some(timetable) = lawful(task, &way, start.drove, from) {
        return Ok(timetable);
    }
    let mut fixed = start;
    fixed.fix();
    let task = Task { is_elastic: false, ..task };
    let way = search.way(task, fixed)?;
    Ok(timetable::timetable(task, &way, from, Begin::Earliest))
}

/// The moments of a way, its shifts as late as they keep every week of the calendar.
fn lawful(task: Task<'_>, way: &Way, drove: [i32; 2], from: Minute) -> Option<Timetable> {
    let timetables = [Begin::Latest, Begin::Earliest].into_iter().map(|begin| timetable::timetable(task, way, from, begin));
    { timetables }.find(|timetable| timetable::keeps_weeks(task.rules, timetable, drove, from))
}

/// The first whole minute that is not before an instant.
fn minute_after(instant: Instant) -> Minute {
    -((-instant.timestamp()).div_euclid(60))
}

/// The driver's standing, and the faults of what is said of it.
fn standing(driver: &Driver, rules: &Rules, from: Minute, path: &Path<'_>, faults: &mut Faults) -> Standing {
    let mut past = |name: &str, moment: Option<Instant>| {
        let minute = crate::activity::minute(moment?);
        if minute > from || from - minute > LONGEST {
            let cause = format!("`{name}` is not within the year before `from`");
            faults.report(&path.key(name), "hours.moment", cause, "give a moment before `from`, or leave it out");
        }
        Some((minute.min(from) - from).max(-LONGEST) as i32)
    };
    let shift_began = past("shift_began", driver.shift_began);
    let week_began = past("weekly_rest_ended", driver.weekly_rest_ended);
    let mut within = |name: &str, value: u32, most: i32| {
        if i64::from(value) > i64::from(most) {
            let cause = format!("{value} is more than the {most} that the law allows");
            faults.report(&path.key(name), "hours.broken_before", cause, "begin with a driver who has kept the law");
        }
        i64::from(value).min(i64::from(most)) as i32
    };
    let drove = [
        within("driven_this_week_min", driver.driven_this_week_min, rules.weekly),
        within("driven_last_week_min", driver.driven_last_week_min, rules.weekly),
    ];
    let standing = Standing {
        now: 0,
        shift: shift_began.map_or(Span::after_rest(0), Span::begun),
        week: week_began.or(shift_began).map_or(Span::after_rest(0), Span::begun),
        monday: (week_start(from) + WEEK - from) as i32,
        driven: within("driven_since_break_min", driver.driven_since_break_min, rules.break_after),
        today: within("driven_in_shift_min", driver.driven_in_shift_min, rules.daily_extended),
        extended: within("extended_days", driver.extended_days, rules.extensions),
        reduced: within("reduced_rests", driver.reduced_rests, rules.reductions),
        drove,
        duty: 0,
        on_duty: within("on_duty_in_cycle_min", driver.on_duty_in_cycle_min, rules.cycle),
        still: 0,
        has_break_part: driver.break_part_taken && rules.break_parts.0 > 0,
        has_rest_part: driver.rest_part_taken && rules.rest_parts.0 > 0,
        was_week_reduced: driver.weekly_rest_was_reduced,
        is_begun: shift_began.is_some(),
        is_pausing: false,
    };
    let is_resting = shift_began.is_none();
    if is_resting && (standing.driven > 0 || standing.today > 0 || standing.has_break_part || standing.has_rest_part) {
        let cause = "the driver is resting and yet has driven in this shift";
        faults.report(&path.key("shift_began"), "hours.no_shift", cause, "say when the shift began, or leave its driving out");
    }
    standing
}

fn visits(stops: &[TripStop], from: Minute, faults: &mut Faults) -> Vec<Visit> {
    let root = Path::ROOT.key("stops");
    if stops.len() > MOST_STOPS {
        let cause = format!("{} stops are more than {MOST_STOPS}", stops.len());
        faults.report(&root, "hours.stops", cause, "plan them in several trips");
        return Vec::new();
    }
    let stops = stops.iter().enumerate();
    stops.map(|(index, stop)| visit(stop, from, &root.index(index), faults)).collect()
}

fn visit(stop: &TripStop, from: Minute, path: &Path<'_>, faults: &mut Faults) -> Visit {
    let mut minutes = |name: &str, value: u32| {
        if Minute::from(value) > LONGEST {
            let cause = format!("{value} minutes are more than a year");
            faults.report(&path.key(name), "hours.too_long", cause, "give minutes");
        }
        Minute::from(value).min(LONGEST) as i32
    };
    let (drive, work) = (minutes("travel_min", stop.travel_min), minutes("service_min", stop.service_min));
    let mut windows: Vec<(i32, i32)> = Vec::with_capacity(stop.windows.len().max(1));
    for (index, window) in stop.windows.iter().enumerate() {
        let open = minute_after(window.earliest()) - from;
        let close = crate::activity::minute(window.latest()) - from;
        let path = path.key("windows");
        if open > LONGEST {
            let cause = "the window opens more than a year after the driver may begin";
            faults.report(&path.index(index), "hours.too_far", cause, "give windows within a year");
        }
        let clamp = |minute: Minute| minute.clamp(-LONGEST, 2 * LONGEST) as i32;
        if open <= close {
            windows.push((clamp(open), clamp(close)));
        }
    }
    windows.sort_unstable();
    windows.dedup_by(|next, last| {
        let joins = next.0 <= last.1;
        if joins {
            last.1 = last.1.max(next.1);
        }
        joins
    });
    if stop.windows.is_empty() {
        windows.push((-NEVER, NEVER));
    }
    let parking = stop.parking_min.as_ref().map(|places| {
        if places.windows(2).any(|pair| pair[0] > pair[1]) || places.last().is_some_and(|&last| last > stop.travel_min) {
            let cause = "parking places are not in order along the way";
            faults.report(&path.key("parking_min"), "hours.parking", cause, "give minutes from the stop before, rising");
        }
        places.iter().map(|&place| Minute::from(place).min(LONGEST) as i32).collect()
    });
    Visit { drive, work, windows, parking }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/driver-planning.md")]
struct Page;
