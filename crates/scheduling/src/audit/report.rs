//! What an audit says.

use serde::{Deserialize, Serialize};

use super::{AuState, CaState, EuState, Standing, UsState};
use crate::{
    activity::{Minute, as_instant},
    rules::Severity,
};

/// A rule that can be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// Driving without a break.
    DrivingWithoutBreak,
    /// Daily driving.
    DailyDriving,
    /// Weekly driving.
    WeeklyDriving,
    /// Driving in two consecutive weeks.
    FortnightlyDriving,
    /// Daily rest.
    DailyRest,
    /// Reduced daily rests between two weekly rests.
    ReducedDailyRests,
    /// Start of the weekly rest.
    WeeklyRestStart,
    /// A weekly rest too short for its place.
    WeeklyRest,
    /// Weekly rests of two consecutive weeks.
    WeeklyRestsInTwoWeeks,
    /// Compensation of a reduced weekly rest or of an exception.
    Compensation,
    /// Work without a break.
    WorkWithoutBreak,
    /// Breaks of a working day.
    WorkBreaks,
    /// Work in a week.
    WeeklyWork,
    /// Work in a week on average.
    AverageWork,
    /// Work in a day with night work.
    NightWork,
    /// Driving between two rests.
    DrivingTime,
    /// Driving after the window that began with the duty.
    DutyWindow,
    /// Driving too long without an interruption.
    DrivingInterruption,
    /// Driving after the on-duty time of a cycle.
    Cycle,
    /// Driving after the on-duty time of a day.
    DailyOnDuty,
    /// Driving after the on-duty time between two rests.
    OnDutyTime,
    /// Time off in a day.
    DailyOffDuty,
    /// A long rest now and then.
    LongRest,
    /// Work in a period.
    PeriodWork,
    /// Unbroken rest in a period.
    PeriodRest,
    /// Night rests in a period.
    NightRests,
}

/// A rule broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Infringement {
    /// Which rule.
    pub rule: Rule,
    /// The article or section that says so.
    pub article: String,
    /// The minute at which it began.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// What was done, in minutes (of night rests: how many).
    pub measured: Minute,
    /// What is allowed, in the same measure.
    pub allowed: Minute,
    /// How bad it is; absent where the law grades nothing.
    pub severity: Option<Severity>,
}

/// A declaration that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// What was declared, as the article or section that would allow it.
    pub article: String,
    /// For when.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// Why it does not hold.
    pub reason: Refusal,
}

/// Why a declaration does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// There is no rest at that time.
    NoRest,
    /// There is no duty at that time.
    NoDuty,
    /// More was done than the exception allows.
    TooLong,
    /// The break before is missing.
    NoBreakBefore,
    /// The rest that must follow does not.
    NoWeeklyRestAfter,
    /// It was used too short a time ago.
    UsedBefore,
    /// The tours before did not all end at the same place.
    OtherPlaces,
    /// What is moved to the next day is not made good there.
    NotMadeGood,
}

/// How the rest after a shift counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RestKind {
    /// Regular daily rest.
    Regular,
    /// Regular daily rest in two parts.
    Split,
    /// Reduced daily rest.
    Reduced,
    /// Daily rest of a crew.
    Crew,
    /// Weekly rest.
    Weekly,
    /// Too short or too late.
    Insufficient,
    /// The record ends before it is due.
    Open,
}

/// The time between two rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShiftReport {
    /// When it begins.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub from: Minute,
    /// When the rest after it begins.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub until: Minute,
    /// Minutes driven.
    pub driving: Minute,
    /// How the rest after it counts.
    pub rest: RestKind,
    /// Minutes of that rest that count (European Union: that lie inside the 24 hours, of a crew the 30).
    pub rest_inside: Minute,
}

/// How a driver stands at the end of a record, in the measures of the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum State {
    /// European Union.
    Eu(Box<EuState>),
    /// United States.
    Us(UsState),
    /// Canada.
    Ca(CaState),
    /// Australia.
    Au(AuState),
}

impl State {
    /// The state under the law of the European Union.
    #[must_use]
    pub fn eu(&self) -> Option<&EuState> {
        match self {
            Self::Eu(state) => Some(state),
            _ => None,
        }
    }

    /// The state under the law of the United States.
    #[must_use]
    pub const fn us(&self) -> Option<&UsState> {
        match self {
            Self::Us(state) => Some(state),
            _ => None,
        }
    }

    /// The state under the law of Canada.
    #[must_use]
    pub const fn ca(&self) -> Option<&CaState> {
        match self {
            Self::Ca(state) => Some(state),
            _ => None,
        }
    }

    /// The state under the law of Australia.
    #[must_use]
    pub const fn au(&self) -> Option<&AuState> {
        match self {
            Self::Au(state) => Some(state),
            _ => None,
        }
    }
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuditReport {
    /// Whether the vehicle is one that the law is about. If not, nothing is broken.
    pub in_scope: bool,
    /// Infringements in the order in which they began.
    pub infringements: Vec<Infringement>,
    /// What would be an infringement without the exception that was declared.
    pub excused: Vec<Infringement>,
    /// Declarations that do not hold.
    pub declined: Vec<Declined>,
    /// The days of driving, each from the end of one rest to the beginning of the next.
    pub shifts: Vec<ShiftReport>,
    /// Minutes of the longest driving without a whole break (Canada, Australia: without anything else between).
    pub longest_continuous_driving: Minute,
    /// Minutes of the longest driving between two rests.
    pub longest_daily_driving: Minute,
    /// How the driver stands at the end of the record.
    pub state: State,
    /// What the audit of a record that goes on from here needs to know; absent where the law needs the record itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Activities that ended no later than they began and were not counted.
    pub ignored: usize,
}

/// Infringements as they are found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) broken: Vec<Infringement>,
    pub(super) excused: Vec<Infringement>,
    pub(super) declined: Vec<Declined>,
}

impl Findings {
    pub(super) fn add(
        &mut self,
        (rule, article): (Rule, &str),
        at: Minute,
        (measured, allowed): (Minute, Minute),
        severity: Option<Severity>,
    ) {
        self.broken.push(Infringement { rule, article: article.into(), at, measured, allowed, severity });
    }

    pub(super) fn decline(&mut self, article: &str, at: Minute, reason: Refusal) {
        self.declined.push(Declined { article: article.into(), at, reason });
    }

    /// In the order in which they began.
    pub(super) fn sort(&mut self) {
        self.broken.sort_by_key(|found| (found.at, found.rule));
        self.excused.sort_by_key(|found| (found.at, found.rule));
        self.declined.sort_by_key(|declined| declined.at);
    }
}
