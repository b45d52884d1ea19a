//! The audit: what a driver's record breaks, where exactly, and what may be done next.
//!
//! Shares no code with the planner beyond the rule sets and the record.

mod eu;

use haulage_core::fault::{Faults, Path};
use serde::{Deserialize, Serialize};

use crate::{
    activity::{Activity, Minute, Stretch, Timeline, as_instant},
    rules::{Law, RuleSet, Severity},
};

pub use eu::{Debt, DriverState, ShiftReport};

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
    /// Weekly rests of two consecutive weeks.
    WeeklyRest,
    /// Compensation of a reduced weekly rest.
    Compensation,
}

impl Rule {
    /// The article of Regulation (EC) No 561/2006 that says so.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::DrivingWithoutBreak => "7",
            Self::DailyDriving => "6(1)",
            Self::WeeklyDriving => "6(2)",
            Self::FortnightlyDriving => "6(3)",
            Self::DailyRest => "8(2)",
            Self::ReducedDailyRests => "8(4)",
            Self::WeeklyRestStart | Self::WeeklyRest => "8(6)",
            Self::Compensation => "8(6b)",
        }
    }
}

/// A rule broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Infringement {
    /// Which rule.
    pub rule: Rule,
    /// The article that says so.
    pub article: String,
    /// The minute at which it began.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// What was done, in minutes (for reduced daily rests: how many).
    pub measured: Minute,
    /// What is allowed, in the same measure.
    pub allowed: Minute,
    /// How bad it is.
    pub severity: Severity,
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuditReport {
    /// Infringements in the order in which they began.
    pub infringements: Vec<Infringement>,
    /// The days of driving, each from the end of one rest to the beginning of the next.
    pub shifts: Vec<ShiftReport>,
    /// How the driver stands at the end of the record.
    pub state: DriverState,
    /// Activities that ended no later than they began and were not counted.
    pub ignored: usize,
}

/// Longest record that an audit takes: ten years, so that hostile dates cannot make it walk for ever.
const LONGEST: Minute = 10 * 366 * 1_440;

/// Audits a record under a rule set. The driver is taken to have had a regular weekly rest just before it.
///
/// # Errors
/// Faults of the record: more than ten years, or moments outside the calendar.
pub fn audit(rules: &RuleSet, activities: &[Activity]) -> Result<AuditReport, Faults> {
    let timeline = Timeline::new(activities.iter().map(Stretch::from));
    let span = timeline.stretches().first().zip(timeline.stretches().last());
    if span.is_some_and(|(first, last)| last.until - first.from > LONGEST) {
        let remedy = "audit at most ten years at once";
        return Err(one(&Path::ROOT.key("activities"), "hours.record_length", "the record is longer than ten years", remedy));
    }
    Ok(audit_timeline(rules, &timeline))
}

/// Audits a record that is already a timeline.
#[must_use]
pub fn audit_timeline(rules: &RuleSet, timeline: &Timeline) -> AuditReport {
    match &rules.law {
        Law::Eu(law) => eu::audit(law, timeline),
    }
}

fn one(path: &Path<'_>, code: &str, cause: &str, remedy: &str) -> Faults {
    let mut faults = Faults::new();
    faults.report(path, code, cause, remedy);
    faults
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/driver-hours.md")]
struct Page;
