//! How a driver stands at the end of a record: what is left, what is owed, when to rest at the latest.

use serde::{Deserialize, Serialize};

use super::{
    breaks::Pause,
    driving,
    shifts::{RestKind, Shift, reduced_since_weekly},
    weekly::Weekly,
};
use crate::{
    activity::{Minute, Timeline, WEEK, as_instant, as_instant_if_any, week_start},
    rules::EuLaw,
};

/// Compensation owed for a reduced weekly rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Debt {
    /// Minutes owed, in one piece.
    pub minutes: Minute,
    /// By when they must have been taken: the end of a week.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub due: Minute,
}

/// How a driver stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DriverState {
    /// The moment this describes.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// Minutes of driving left before a break.
    pub left_before_break: Minute,
    /// Minutes of driving left today, with an extension if one is left.
    pub left_today: Minute,
    /// Minutes of driving left this week.
    pub left_this_week: Minute,
    /// Minutes of driving left this week that the fortnight allows.
    pub left_this_fortnight: Minute,
    /// Latest start of the next daily rest if it is to be regular; absent while resting.
    #[serde(with = "as_instant_if_any")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<haulage_core::time::Instant>"))]
    pub regular_rest_by: Option<Minute>,
    /// Latest start of the next daily rest if it is to be reduced; absent while resting or when none is left.
    #[serde(with = "as_instant_if_any")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<haulage_core::time::Instant>"))]
    pub reduced_rest_by: Option<Minute>,
    /// Latest start of the next weekly rest.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub weekly_rest_by: Minute,
    /// Extended days left this week.
    pub extensions_left: usize,
    /// Reduced daily rests left before the next weekly rest.
    pub reduced_rests_left: usize,
    /// Compensation owed, oldest first.
    pub owed: Vec<Debt>,
}

pub(super) fn at_end(law: &EuLaw, timeline: &Timeline, shifts: &[Shift], pause: &Pause, weekly: Weekly) -> DriverState {
    let Some(at) = timeline.stretches().last().map(|last| last.until) else {
        return DriverState::default();
    };
    let week = week_start(at);
    let weeks = driving::weeks(timeline);
    let driven_in = |week| weeks.get(&week).map_or(0, |drives| driving::sum(drives));
    let running =
        shifts.last().filter(|shift| shift.rested == at && matches!(shift.rest, RestKind::Open | RestKind::Insufficient));
    let finished = running.map_or(shifts, |_| &shifts[..shifts.len() - 1]);
    let used = driving::extensions_used(law, finished, week);
    let extensions_left = law.driving.extensions_a_week.saturating_sub(used);
    let daily = if extensions_left > 0 { law.driving.daily_extended } else { law.driving.daily };
    let reduced_left = law.daily_rest.reduced_between_weekly_rests.saturating_sub(reduced_since_weekly(finished));
    let rest_by = |shift: &Shift, rest: Minute| {
        if shift.crew { shift.from + law.crew.window - law.crew.rest } else { shift.from + law.daily_rest.window - rest }
    };
    let split = running.is_some_and(|shift| shift.has_first_part);
    let regular = if split { law.daily_rest.split_second_part } else { law.daily_rest.regular };
    DriverState {
        at,
        left_before_break: (law.breaks.driving - pause.driven).max(0),
        left_today: (daily - running.map_or(0, Shift::driving)).max(0),
        left_this_week: (law.driving.weekly - driven_in(week)).max(0),
        left_this_fortnight: (law.driving.fortnightly - driven_in(week) - driven_in(week - WEEK)).max(0),
        regular_rest_by: running.map(|shift| rest_by(shift, regular)),
        reduced_rest_by: running.filter(|_| reduced_left > 0).map(|shift| rest_by(shift, law.daily_rest.reduced)),
        weekly_rest_by: weekly.last_end + law.weekly_rest.window,
        extensions_left,
        reduced_rests_left: reduced_left,
        owed: weekly.debts,
    }
}
