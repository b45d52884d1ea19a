//! What the planner is asked and what it answers, as documents.

use haulage_core::time::{Instant, TimeWindow};
use serde::{Deserialize, Serialize};

use super::{rules::PlanRule, search::Goal};
use crate::{
    activity::{Activity, Kind, Minute, Stretch, WEEK, as_instant, week_start},
    audit::{ShiftUnderWay, Standing, UsCycle},
};

/// A trip to plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Trip {
    /// The driver before the first activity.
    pub driver: Driver,
    /// The stops in their order.
    pub stops: Vec<TripStop>,
    /// What is wanted first.
    #[serde(default)]
    pub goal: Goal,
}

/// How the driver stands when the trip may begin. Everything but the moment may be left out: then the driver comes from a
/// regular weekly rest and has not driven in this week and the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// From when on the driver may work; seconds are rounded up to a minute.
    pub from: Instant,
    /// When the shift under way began; absent: the driver is resting until `from`, or longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift_began: Option<Instant>,
    /// When the last weekly rest ended; absent: it ends with the beginning of the trip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_rest_ended: Option<Instant>,
    /// Whether that one was reduced.
    #[serde(default)]
    pub weekly_rest_was_reduced: bool,
    /// Driving since the last break, in minutes.
    #[serde(default)]
    pub driven_since_break_min: u32,
    /// Whether the first part of a split break has been taken since.
    #[serde(default)]
    pub break_part_taken: bool,
    /// Driving in the shift under way, in minutes.
    #[serde(default)]
    pub driven_in_shift_min: u32,
    /// Whether the first part of a split daily rest has been taken in it.
    #[serde(default)]
    pub rest_part_taken: bool,
    /// Extended days of this week of the calendar (from Monday, UTC) that are over.
    #[serde(default)]
    pub extended_days: u32,
    /// Reduced daily rests since the last weekly rest.
    #[serde(default)]
    pub reduced_rests: u32,
    /// Driving in this week of the calendar, in minutes.
    #[serde(default)]
    pub driven_this_week_min: u32,
    /// Driving in the week before, in minutes.
    #[serde(default)]
    pub driven_last_week_min: u32,
    /// In the United States: which cycle counts.
    #[serde(default)]
    pub cycle: UsCycle,
    /// In the United States: time on duty in the days of the cycle since the last 34 hours off, in minutes.
    #[serde(default)]
    pub on_duty_in_cycle_min: u32,
}

impl Driver {
    /// A driver who comes from a regular weekly rest.
    #[must_use]
    pub const fn rested(from: Instant) -> Self {
        Self {
            from,
            shift_began: None,
            weekly_rest_ended: None,
            weekly_rest_was_reduced: false,
            driven_since_break_min: 0,
            break_part_taken: false,
            driven_in_shift_min: 0,
            rest_part_taken: false,
            extended_days: 0,
            reduced_rests: 0,
            driven_this_week_min: 0,
            driven_last_week_min: 0,
            cycle: UsCycle::EightDays,
            on_duty_in_cycle_min: 0,
        }
    }

    /// The same as the audit of a record knows it that begins at a minute: until then a rest lasts, or a shift goes on.
    #[must_use]
    pub fn standing(&self, begins: Minute) -> Standing {
        let minute = |instant: &Instant| crate::activity::minute(*instant);
        let shift = self.shift_began.as_ref().map(|began| ShiftUnderWay {
            from: minute(began),
            driven: self.driven_in_shift_min.into(),
            first_part_of_rest: self.rest_part_taken,
            driven_alone: true,
        });
        // Figures of a week stay with it.
        let weeks_later = (week_start(begins) - week_start(minute(&self.from))) / WEEK;
        let (this_week, last_week, extended) = match weeks_later {
            0 => (self.driven_this_week_min, self.driven_last_week_min, self.extended_days),
            1 => (0, self.driven_this_week_min, 0),
            _ => (0, 0, 0),
        };
        let week_began = self.weekly_rest_ended.as_ref().or(self.shift_began.as_ref());
        Standing {
            at: begins,
            driven_since_break: self.driven_since_break_min.into(),
            first_part_of_break: self.break_part_taken,
            shift,
            extensions_used: extended as usize,
            reduced_daily_rests: self.reduced_rests as usize,
            driven_this_week: this_week.into(),
            driven_last_week: last_week.into(),
            last_weekly_rest_until: week_began.map_or(begins, minute),
            weekly_rests_reduced: vec![self.weekly_rest_was_reduced],
            ..Standing::default()
        }
    }
}

/// A stop of a trip and the way to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TripStop {
    /// Minutes at the wheel from the stop before; for the first stop from where the driver is.
    #[serde(default)]
    pub travel_min: u32,
    /// Minutes of other work at the stop, in one piece.
    #[serde(default)]
    pub service_min: u32,
    /// When the work may begin; none: at any time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<TimeWindow>,
    /// Where the driver may pause on the way, in minutes at the wheel from the stop before; absent: anywhere. At stops one
    /// may always pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parking_min: Option<Vec<u32>>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Schedule {
    /// The best legal timetable.
    Timetable(Timetable),
    /// There is none, and why.
    Obstacle(Obstacle),
}

/// Why a trip has no legal timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Obstacle {
    /// The first stop that cannot be served in time, from 0.
    pub stop: usize,
    /// The rule without which it could.
    pub rule: PlanRule,
}

/// A legal timetable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// When the driver begins: as late as the same end allows.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub start: Minute,
    /// When the last stop is served.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub end: Minute,
    /// Minutes between rests: driving, work, breaks and waiting, the shift under way at the beginning included.
    pub duty_min: Minute,
    /// Minutes at the wheel.
    pub driving_min: Minute,
    /// Minutes of waiting that count as neither break nor rest.
    pub waiting_min: Minute,
    /// What to do, without gap.
    pub entries: Vec<Entry>,
}

/// One line of a timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What is done.
    pub kind: EntryKind,
    /// What a break or rest counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<CountsAs>,
    /// From when.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub from: Minute,
    /// Until when.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub until: Minute,
    /// The stop that is served, or to which the driver is on the way, from 0.
    pub stop: usize,
}

/// What a line of a timetable says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntryKind {
    /// At the wheel.
    Drive,
    /// Work at a stop.
    Work,
    /// A break.
    Break,
    /// A daily or weekly rest, or a part of one.
    Rest,
    /// Waiting that counts as neither.
    Wait,
}

/// What a break or rest counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CountsAs {
    /// A break in one piece.
    Break,
    /// The first part of a split break.
    BreakFirstPart,
    /// The second part of a split break.
    BreakSecondPart,
    /// The first part of a split daily rest.
    DailyRestFirstPart,
    /// The second part of a split daily rest.
    DailyRestSecondPart,
    /// A regular daily rest.
    DailyRest,
    /// A reduced daily rest.
    ReducedDailyRest,
    /// A regular weekly rest.
    WeeklyRest,
    /// A reduced weekly rest: what it lacks of a regular one is owed.
    ReducedWeeklyRest,
}

impl Entry {
    /// The entry as a recorder would hold it: waiting is availability.
    #[must_use]
    pub const fn stretch(&self) -> Stretch {
        let kind = match self.kind {
            EntryKind::Drive => Kind::Drive,
            EntryKind::Work => Kind::Work,
            EntryKind::Break | EntryKind::Rest => Kind::Rest,
            EntryKind::Wait => Kind::Availability,
        };
        Stretch::new(kind, self.from, self.until)
    }
}

impl Timetable {
    /// The timetable as a record, to be audited.
    pub fn record(&self) -> impl Iterator<Item = Stretch> + '_ {
        self.entries.iter().map(Entry::stretch)
    }

    /// The same as the activities that `hours.audit` takes.
    #[must_use]
    pub fn activities(&self) -> Vec<Activity> {
        let at = |minute| crate::activity::instant(minute).map(|instant| instant.fixed_offset());
        let activity = |stretch: Stretch| {
            let (from, until) = (at(stretch.from)?, at(stretch.until)?);
            Some(Activity { kind: stretch.kind, from, until, crew: false, ferry: false, out_of_scope: false })
        };
        self.record().filter_map(activity).collect()
    }
}
