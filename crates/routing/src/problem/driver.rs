//! The law on hours that a driver keeps, tied to the problem's clock.

use haulage_core::{fault::Faults, time::Instant};
use haulage_scheduling::{
    plan::{Driver, TripPlanner},
    rules::RuleSet,
};
use serde::{Deserialize, Serialize};

use super::{Clock, Moment};

/// How a driver stands when the shift of the vehicle begins, or when a running one is ready. What is left out: the driver comes
/// from a regular weekly rest and has not driven in this week and the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DriverState {
    /// When the driver's shift under way began, which may be before the problem's clock starts; absent: the driver is resting
    /// until the route begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shift_began: Option<Moment>,
    /// When the last weekly rest ended; absent: it ends as the route begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_rest_ended: Option<Moment>,
    /// Whether that one was reduced.
    pub weekly_rest_was_reduced: bool,
    /// Driving since the last break, in minutes.
    pub driven_since_break_min: u32,
    /// Whether the first part of a split break has been taken since.
    pub break_part_taken: bool,
    /// Driving in the shift under way, in minutes.
    pub driven_in_shift_min: u32,
    /// Whether the first part of a split daily rest has been taken in it.
    pub rest_part_taken: bool,
    /// Extended days of this week of the calendar (from Monday, UTC) that are over.
    pub extended_days: u32,
    /// Reduced daily rests since the last weekly rest.
    pub reduced_rests: u32,
    /// Driving in this week of the calendar, in minutes.
    pub driven_this_week_min: u32,
    /// Driving in the week before, in minutes.
    pub driven_last_week_min: u32,
}

impl DriverState {
    /// The same for the planner of hours.
    pub(super) fn driver(&self, from: Instant, instant: impl Fn(Moment) -> Option<Instant>) -> Driver {
        Driver {
            from,
            shift_began: self.shift_began.and_then(&instant),
            weekly_rest_ended: self.weekly_rest_ended.and_then(&instant),
            weekly_rest_was_reduced: self.weekly_rest_was_reduced,
            driven_since_break_min: self.driven_since_break_min,
            break_part_taken: self.break_part_taken,
            driven_in_shift_min: self.driven_in_shift_min,
            rest_part_taken: self.rest_part_taken,
            extended_days: self.extended_days,
            reduced_rests: self.reduced_rests,
            driven_this_week_min: self.driven_this_week_min,
            driven_last_week_min: self.driven_last_week_min,
            ..Driver::rested(from)
        }
    }
}

/// A driver under a law. The law counts whole minutes of UTC, the problem seconds of its own clock.
#[derive(Debug)]
#[non_exhaustive]
pub struct DriverHours {
    /// The law.
    pub rules: &'static RuleSet,
    /// How the driver stands before the route; `None`: after a regular weekly rest that lasts until the route begins.
    pub state: Option<Driver>,
    /// The instant of the problem's second zero.
    pub clock_starts: Instant,
    pub(crate) planner: TripPlanner,
}

impl DriverHours {
    /// A driver who may work from a second of the problem's clock on.
    pub(super) fn new(rules: &'static RuleSet, state: Option<DriverState>, clock: &Clock, earliest: i64) -> Result<Self, Faults> {
        let from = at(clock.start, earliest);
        let instant = |moment: Moment| moment.second(Some(clock)).map(|second| at(clock.start, second));
        let state = state.map(|state| state.driver(from, instant));
        let planner = TripPlanner::new(rules, state.as_ref().unwrap_or(&Driver::rested(from)))?;
        Ok(Self { rules, state, clock_starts: clock.start, planner })
    }

    /// The instant of a second of the problem's clock.
    pub(crate) fn instant(&self, second: i64) -> Instant {
        at(self.clock_starts, second)
    }

    /// The first of the planner's minutes that is not before a second.
    pub(crate) fn minute_after(&self, second: i64) -> i32 {
        -whole_minutes(-(second - self.origin()))
    }

    /// The last of the planner's minutes that is not after a second.
    pub(crate) fn minute_before(&self, second: i64) -> i32 {
        whole_minutes(second - self.origin())
    }

    /// The second of the problem's clock at one of the planner's minutes.
    pub(crate) fn second(&self, minute: i64) -> i64 {
        self.origin() + minute * 60
    }

    fn origin(&self) -> i64 {
        self.planner.from() * 60 - self.clock_starts.timestamp()
    }
}

fn at(start: Instant, second: i64) -> Instant {
    let later = chrono::TimeDelta::try_seconds(second).and_then(|seconds| start.checked_add_signed(seconds));
    later.unwrap_or(start)
}

/// Minutes that have passed after so many seconds; far beyond any horizon they stay where they are.
fn whole_minutes(seconds: i64) -> i32 {
    seconds.div_euclid(60).clamp(i64::from(i32::MIN / 8), i64::from(i32::MAX / 8)) as i32
}
