//! The audit: what a driver's record breaks, where exactly, and what may be done next.
//!
//! Shares no code with the planner beyond the rule sets and the record.

mod au;
mod ca;
mod circumstances;
mod eu;
mod report;
mod spans;
mod us;

use haulage_core::fault::{Faults, Path};

use crate::{
    activity::{Activity, DAY, Minute, Timeline},
    rules::{Law, RuleSet},
};

pub use self::{
    au::{AuPeriodState, AuState},
    ca::CaState,
    circumstances::{
        CaCircumstances, CaCycle, Circumstances, CompensationOrder, DayMinute, DeclaredRest, Departure, DepartureReason,
        ReferencePeriod, RestUse, SixteenHourClaim, UsCircumstances, UsCycle, Vehicle,
    },
    eu::{Debt, DebtReason, EuState, ShiftUnderWay, Standing, WorkingTimeState},
    report::{AuditReport, Declined, Infringement, Refusal, RestKind, Rule, ShiftReport, State},
    us::UsState,
};

/// Longest record that an audit takes: ten years, so that hostile dates cannot make it walk for ever.
const LONGEST: Minute = 10 * 366 * DAY;

/// How far from 1970 a record may lie, some 7,600 years: what is due after it still has a date.
const FARTHEST: Minute = 4_000_000_000;

/// Audits a record under a rule set. The driver is taken to have had a regular weekly rest just before it.
///
/// # Errors
/// Faults of the record: more than ten years, or moments outside the calendar.
pub fn audit(rules: &RuleSet, activities: &[Activity]) -> Result<AuditReport, Faults> {
    audit_under(rules, activities, &Circumstances::default())
}

/// Audits a record under a rule set and circumstances that the record alone does not say.
///
/// # Errors
/// Faults of the record and of the circumstances.
pub fn audit_under(rules: &RuleSet, activities: &[Activity], circumstances: &Circumstances) -> Result<AuditReport, Faults> {
    audit_timeline_under(rules, &Timeline::of(activities), circumstances)
}

/// Audits a record that is already a timeline, under no particular circumstances.
#[must_use]
pub fn audit_timeline(rules: &RuleSet, timeline: &Timeline) -> AuditReport {
    judge(rules, timeline, &Circumstances::default())
}

/// Audits a record that is already a timeline.
///
/// # Errors
/// Faults of the record and of the circumstances.
pub fn audit_timeline_under(rules: &RuleSet, timeline: &Timeline, circumstances: &Circumstances) -> Result<AuditReport, Faults> {
    let mut faults = Faults::new();
    let span = timeline.stretches().first().zip(timeline.stretches().last());
    if span.is_some_and(|(first, last)| last.until - first.from > LONGEST) {
        let (cause, remedy) = ("the record is longer than ten years", "audit at most ten years at once");
        faults.report(&Path::ROOT.key("activities"), "hours.record_length", cause, remedy);
    }
    if span.is_some_and(|(first, last)| first.from < -FARTHEST || last.until > FARTHEST) {
        let (cause, remedy) = ("the record lies thousands of years away", "check its dates");
        faults.report(&Path::ROOT.key("activities"), "hours.calendar", cause, remedy);
    }
    circumstances.check(span.map(|(first, _)| first.from), &mut faults);
    faults.into_result(())?;
    Ok(judge(rules, timeline, circumstances))
}

fn judge(rules: &RuleSet, timeline: &Timeline, circumstances: &Circumstances) -> AuditReport {
    match &rules.law {
        Law::Eu(law) => eu::audit(law, timeline, circumstances),
        Law::Us(law) => us::audit(law, timeline, circumstances),
        Law::Ca(law) => ca::audit(law, timeline, circumstances),
        Law::Au(law) => au::audit(law, timeline, circumstances),
    }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/driver-hours.md")]
struct Page;
