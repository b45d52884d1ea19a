//! How a driver stands: what is left, what is owed, when to rest at the latest; and what the next audit needs to know.

use serde::{Deserialize, Serialize};

use super::{
    breaks::Pauses,
    driving,
    shifts::{Shift, reduced_since_weekly},
    weekly::Weekly,
    working_time::WorkingTimeState,
};
use crate::{
    activity::{Minute, Timeline, WEEK, as_instant, as_instant_if_any, week_start},
    audit::LONGEST,
    rules::EuLaw,
};

/// Rest owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Debt {
    /// Minutes owed, in one piece.
    pub minutes: Minute,
    /// Before when they must have been taken: the end of a week.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub due: Minute,
    /// What for.
    pub reason: DebtReason,
}

/// What rest is owed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DebtReason {
    /// A reduced weekly rest, article 8 (6b).
    ReducedWeeklyRest,
    /// Two in a row abroad: due before the next weekly rest, article 8 (6b), second subparagraph.
    TwoReducedWeeklyRests,
    /// Driving past the limits to reach home, article 12.
    Exception,
}

/// How a driver stands at the end of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EuState {
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
    /// Rest owed, oldest first.
    pub owed: Vec<Debt>,
    /// What working time is left; absent where its law does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_time: Option<WorkingTimeState>,
}

/// What an audit needs to know of the time before its record. What one audit gives as `standing` the next takes as `before`.
///
/// It describes a moment before a rest rather than in it: where the record ends in rest, the moment at which that began. Time
/// from then until the next record is rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The moment.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// Minutes driven since the last whole break.
    #[serde(default)]
    pub driven_since_break: Minute,
    /// Whether the first part of a split break has been taken since.
    #[serde(default)]
    pub first_part_of_break: bool,
    /// The shift under way; absent: none has begun since the last daily rest.
    #[serde(default)]
    pub shift: Option<ShiftUnderWay>,
    /// Extended days of this week, before the shift under way.
    #[serde(default)]
    pub extensions_used: usize,
    /// Reduced daily rests since the last weekly rest.
    #[serde(default)]
    pub reduced_daily_rests: usize,
    /// Minutes driven in the week of the moment.
    #[serde(default)]
    pub driven_this_week: Minute,
    /// Minutes driven in the week before.
    #[serde(default)]
    pub driven_last_week: Minute,
    /// End of the last weekly rest.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub last_weekly_rest_until: Minute,
    /// Whether each of the last weekly rests (up to four) was reduced, oldest first. Those not named were regular.
    #[serde(default)]
    pub weekly_rests_reduced: Vec<bool>,
    /// Whether the last of them began abroad.
    #[serde(default)]
    pub last_weekly_rest_abroad: bool,
    /// Rest owed, oldest first.
    #[serde(default)]
    pub owed: Vec<Debt>,
}

/// A shift that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShiftUnderWay {
    /// When the last daily or weekly rest ended.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub from: Minute,
    /// Minutes driven since.
    pub driven: Minute,
    /// Whether the first part of a split daily rest has been taken since.
    #[serde(default)]
    pub first_part_of_rest: bool,
    /// Whether the driver has been alone at the wheel after the first hour, which rules multi-manning out.
    #[serde(default)]
    pub driven_alone: bool,
}

impl Standing {
    /// After a regular weekly rest that ended where a record begins.
    pub(super) fn rested(timeline: &Timeline) -> Self {
        let at = timeline.stretches().first().map_or(0, |first| first.from);
        Self { at, last_weekly_rest_until: at, ..Self::default() }
    }

    /// Whether a driver can stand so, and every sum with it holds.
    pub(crate) fn is_plausible(&self) -> bool {
        let lasts = |minutes: Minute| (0..=LONGEST).contains(&minutes);
        let lies_near = |at: Minute| (-LONGEST..=LONGEST).contains(&at.saturating_sub(self.at));
        let driven = self.shift.map_or(0, |shift| shift.driven);
        let began = self.shift.map_or(self.at, |shift| shift.from);
        [self.driven_since_break, driven, self.driven_this_week, self.driven_last_week].into_iter().all(lasts)
            && lasts(self.at.saturating_sub(began))
            && lasts(self.at.saturating_sub(self.last_weekly_rest_until))
            && self.owed.iter().all(|debt| lasts(debt.minutes) && lies_near(debt.due))
            && self.extensions_used <= 1_000
            && self.reduced_daily_rests <= 1_000
            && self.weekly_rests_reduced.len() <= 4
    }
}

/// All that is known at the end of a record.
pub(super) struct End<'a> {
    pub(super) law: &'a EuLaw,
    pub(super) timeline: &'a Timeline,
    pub(super) shifts: &'a [Shift],
    pub(super) pauses: &'a Pauses,
    pub(super) weekly: &'a Weekly,
    pub(super) before: &'a Standing,
}

impl End<'_> {
    fn at(&self) -> Option<Minute> {
        self.timeline.stretches().last().map(|last| last.until)
    }

    /// Minutes driven in the week of a moment, and in the week before.
    fn driven_around(&self, at: Minute) -> (Minute, Minute) {
        let weeks = driving::weeks(self.timeline, self.before);
        let driven = |week: Minute| weeks.get(&week).map_or(0, driving::Week::driven);
        (driven(week_start(at)), driven(week_start(at) - WEEK))
    }

    pub(super) fn state(&self, working_time: Option<WorkingTimeState>) -> EuState {
        let Some(at) = self.at() else { return EuState::default() };
        let (law, shifts) = (self.law, self.shifts);
        let (this_week, last_week) = self.driven_around(at);
        let running = shifts.last().filter(|shift| shift.is_under_way(at));
        let finished = running.map_or(shifts, |_| &shifts[..shifts.len() - 1]);
        let used = driving::extensions_used(law, finished, self.before, week_start(at));
        let extensions_left = law.driving.extensions_a_week.saturating_sub(used);
        let daily = if extensions_left > 0 { law.driving.daily_extended } else { law.driving.daily };
        let reduced = reduced_since_weekly(finished, self.before);
        let reduced_left = law.daily_rest.reduced_between_weekly_rests.saturating_sub(reduced);
        let rest_by = |shift: &Shift, rest: Minute| {
            if shift.crew { shift.from + law.crew.window - law.crew.rest } else { shift.from + law.daily_rest.window - rest }
        };
        let split = running.is_some_and(|shift| shift.first_part.is_some());
        let regular = if split { law.daily_rest.split_second_part } else { law.daily_rest.regular };
        EuState {
            at,
            left_before_break: (law.breaks.driving - self.pauses.last.driven).max(0),
            left_today: (daily - running.map_or(0, Shift::driving)).max(0),
            left_this_week: (law.driving.weekly - this_week).max(0),
            left_this_fortnight: (law.driving.fortnightly - this_week - last_week).max(0),
            regular_rest_by: running.map(|shift| rest_by(shift, regular)),
            reduced_rest_by: running.filter(|_| reduced_left > 0).map(|shift| rest_by(shift, law.daily_rest.reduced)),
            weekly_rest_by: self.weekly.last.last_end + law.weekly_rest.window,
            extensions_left,
            reduced_rests_left: reduced_left,
            owed: self.weekly.last.debts.clone(),
            working_time,
        }
    }

    pub(super) fn standing(&self) -> Standing {
        let Some(end) = self.at() else { return self.before.clone() };
        let stretches = self.timeline.stretches();
        let at = stretches.iter().rev().take_while(|stretch| stretch.kind.is_rest()).last().map_or(end, |rest| rest.from);
        let ends_in_rest = at < end;
        let pause = if ends_in_rest { self.pauses.before_last_rest } else { self.pauses.last };
        let weekly = if ends_in_rest { &self.weekly.before_last_rest } else { &self.weekly.last };
        let (driven_this_week, driven_last_week) = self.driven_around(at);
        // The shift that the last rest may yet end is still under way before it.
        let last = self.shifts.last().filter(|shift| shift.until >= at && shift.from < at);
        let finished = last.map_or(self.shifts, |_| &self.shifts[..self.shifts.len() - 1]);
        let shift = last.map(|shift| ShiftUnderWay {
            from: shift.from,
            driven: shift.driving(),
            first_part_of_rest: shift.first_part.is_some_and(|part| part < at),
            driven_alone: shift.driven_alone,
        });
        Standing {
            at,
            driven_since_break: pause.driven,
            first_part_of_break: pause.has_first_part,
            shift: shift.or(self.before.shift.filter(|_| at == self.before.at)),
            extensions_used: driving::extensions_used(self.law, finished, self.before, week_start(at)),
            reduced_daily_rests: reduced_since_weekly(finished, self.before),
            driven_this_week,
            driven_last_week,
            last_weekly_rest_until: weekly.last_end,
            weekly_rests_reduced: weekly.reduced.clone(),
            last_weekly_rest_abroad: weekly.abroad,
            owed: weekly.debts.clone(),
        }
    }
}
