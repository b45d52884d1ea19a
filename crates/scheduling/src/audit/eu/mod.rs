//! Regulation (EC) No 561/2006, one file a subject; Directive 2002/15/EC where it lies on top.

mod breaks;
mod departures;
mod driving;
mod rests;
mod shifts;
mod standing;
mod weekly;
mod working_time;

pub use self::{
    standing::{Debt, DebtReason, EuState, ShiftUnderWay, Standing},
    working_time::WorkingTimeState,
};

use super::{AuditReport, Circumstances, State, report::Findings};
use crate::{
    activity::{Kind, Stretch, Timeline, instant},
    audit::Rule,
    rules::{Bands, EuLaw, Severity},
};

/// Where each rule stands.
const fn article(rule: Rule) -> &'static str {
    match rule {
        Rule::DrivingWithoutBreak => "7",
        Rule::DailyDriving => "6(1)",
        Rule::WeeklyDriving => "6(2)",
        Rule::FortnightlyDriving => "6(3)",
        Rule::ReducedDailyRests => "8(4)",
        Rule::WeeklyRestStart | Rule::WeeklyRest | Rule::WeeklyRestsInTwoWeeks => "8(6)",
        Rule::Compensation => "8(6b)",
        _ => "8(2)",
    }
}

/// What lies below the first band of the annex is minor.
fn of_excess(bands: &Bands, measured: i64) -> Option<Severity> {
    bands.of_excess(measured).or(Some(Severity::Minor))
}

/// What lies above the first band of the annex is minor.
fn of_shortfall(bands: &Bands, measured: i64) -> Option<Severity> {
    bands.of_shortfall(measured).or(Some(Severity::Minor))
}

pub(super) fn audit(law: &EuLaw, record: &Timeline, circumstances: &Circumstances) -> AuditReport {
    let timeline = &record.going_on_from(circumstances.before.as_ref().map(|before| before.at));
    let before = circumstances.before.clone().unwrap_or_else(|| Standing::rested(timeline));
    let mut findings = Findings::default();
    let rests = rests::rests(law, timeline, circumstances, &mut findings);
    let shifts = shifts::shifts(law, timeline, &rests, &before);
    let mut pauses = breaks::audit(law, timeline, &before, &mut findings);
    driving::audit_days(law, &shifts, &before, &mut findings);
    driving::audit_weeks(law, timeline, &before, &mut findings);
    shifts::audit(law, &shifts, &before, &mut findings);
    let extensions = departures::excuse(law, timeline, &shifts, circumstances, &mut findings);
    let weekly = weekly::audit(law, timeline, &rests, (&before, circumstances, &extensions), &mut findings);
    let working_time =
        law.working_time.as_ref().map(|law| working_time::audit(law, timeline, &shifts, circumstances, &mut findings));
    let in_scope = is_in_scope(law, timeline, circumstances);
    if !in_scope {
        findings = Findings::default();
        pauses.longest = 0;
    }
    findings.sort();
    let end = standing::End { law, timeline, shifts: &shifts, pauses: &pauses, weekly: &weekly, before: &before };
    AuditReport {
        in_scope,
        infringements: findings.broken,
        excused: findings.excused,
        declined: findings.declined,
        shifts: shifts.iter().map(shifts::Shift::report).collect(),
        longest_continuous_driving: pauses.longest,
        longest_daily_driving: shifts.iter().map(shifts::Shift::driving).max().unwrap_or(0),
        state: State::Eu(Box::new(end.state(working_time))),
        standing: Some(end.standing()),
        ignored: record.ignored(),
    }
}

/// Whether the law is about the vehicle on the day on which the record begins.
fn is_in_scope(law: &EuLaw, timeline: &Timeline, circumstances: &Circumstances) -> bool {
    let date = timeline.stretches().first().and_then(|first| instant(first.from)).map(|from| from.date_naive());
    circumstances.vehicle.zip(date).is_none_or(|(vehicle, date)| vehicle.is_in_scope(law, date))
}

/// Whether it is driving that the law counts.
fn is_driving(stretch: &Stretch) -> bool {
    stretch.kind == Kind::Drive
}
