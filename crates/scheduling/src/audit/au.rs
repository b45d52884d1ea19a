//! Standard hours in Australia: what may be worked and must be rested in periods that begin anew with every rest.
//!
//! A period begins where a rest ends; one of 24 hours and more where a major rest break ends. So every stretch of time of each
//! length counts that begins with work, not only whole days.

use serde::{Deserialize, Serialize};

use super::{
    AuditReport, Circumstances, Rule, State,
    report::Findings,
    spans::{Log, Span, clipped, reached},
};
use crate::{
    activity::{DAY, Kind, Minute, Stretch, Timeline, as_instant},
    clock::Clock,
    rules::{AuLaw, AuPeriod},
};

/// How a driver stands in Australia at the end of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuState {
    /// The moment this describes.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// What each period leaves, shortest first.
    pub periods: Vec<AuPeriodState>,
}

/// What the periods of a length leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuPeriodState {
    /// Length of the period in minutes.
    pub length: Minute,
    /// Minutes of work left in the one that leaves least.
    pub left: Minute,
}

pub(super) fn audit(law: &AuLaw, timeline: &Timeline, circumstances: &Circumstances) -> AuditReport {
    let mut findings = Findings::default();
    let log = Log::new(without_short_rests(law, timeline));
    let rests = log.rests(law.rest_piece);
    let major = log.rests(law.major_rest);
    for period in &law.periods {
        let begins = begins(period, &log, &rests, &major);
        work(period, &log, &begins, &mut findings);
        unbroken_rest(period, &log, &rests, &begins, &mut findings);
    }
    night_rests(law, &log, &rests, &major, Clock(circumstances.zone), &mut findings);
    findings.sort();
    let at = log.end();
    let left = |period: &AuPeriod| {
        let begins = begins(period, &log, &rests, &major);
        let open = begins.iter().filter(|begin| *begin + period.length > at);
        let worked = open.map(|begin| log.on_duty(*begin, at)).max().unwrap_or(0);
        AuPeriodState { length: period.length, left: (period.work - worked).max(0) }
    };
    let duties = log.duties(&major);
    let shifts = log.shifts(&duties, &major);
    AuditReport {
        in_scope: true,
        infringements: findings.broken,
        excused: findings.excused,
        declined: findings.declined,
        longest_continuous_driving: log.drives(log.begin(), at).map(|(from, until)| until - from).max().unwrap_or(0),
        longest_daily_driving: shifts.iter().map(|shift| shift.driving).max().unwrap_or(0),
        shifts,
        state: State::Au(AuState { at, periods: law.periods.iter().map(left).collect() }),
        standing: None,
        ignored: timeline.ignored(),
    }
}

/// A rest too short to count is work.
fn without_short_rests(law: &AuLaw, timeline: &Timeline) -> Vec<Stretch> {
    let mut view: Vec<Stretch> = timeline.stretches().to_vec();
    let mut index = 0;
    while index < view.len() {
        let length = view[index..].iter().take_while(|stretch| stretch.kind.is_rest()).count();
        let rest: Minute = view[index..index + length].iter().map(Stretch::minutes).sum();
        // Rest at the very edge of the record may go on beyond it.
        let at_edge = index == 0 || index + length == view.len();
        if rest < law.rest_piece && !at_edge {
            for stretch in &mut view[index..index + length] {
                stretch.kind = Kind::Work;
            }
        }
        index += length.max(1);
    }
    view
}

/// Where the periods of a length begin: at each end of a rest, and where the record does if that is with work.
fn begins(period: &AuPeriod, log: &Log, rests: &[Span], major: &[Span]) -> Vec<Minute> {
    let ends = if period.from_major_rest { major } else { rests };
    let mut begins: Vec<Minute> = ends.iter().map(|rest| rest.1).filter(|end| *end < log.end()).collect();
    if log.stretches().first().is_some_and(|first| !first.kind.is_rest()) {
        begins.insert(0, log.begin());
    }
    begins
}

/// Work past the limit of a period. Where periods overlap, the next finding is of one that begins after the last ended.
fn work(period: &AuPeriod, log: &Log, begins: &[Minute], findings: &mut Findings) {
    let mut named_until = Minute::MIN;
    for &begin in begins {
        let worked = log.on_duty(begin, begin + period.length);
        if worked <= period.work || begin < named_until {
            continue;
        }
        let duty = log.between(begin, begin + period.length).filter(|stretch| !stretch.kind.is_rest());
        let duty: Vec<Span> = duty.map(|stretch| (stretch.from, stretch.until)).collect();
        let at = reached(&duty, period.work);
        let severity = period.work_severity.of_excess(worked);
        findings.add((Rule::PeriodWork, &article(period.length)), at, (worked, period.work), severity);
        named_until = begin + period.length;
    }
}

/// The longest unbroken rest of a period, once the period is over or can no longer hold it.
fn unbroken_rest(period: &AuPeriod, log: &Log, rests: &[Span], begins: &[Minute], findings: &mut Findings) {
    let Some(due) = period.unbroken_rest else { return };
    let mut named_until = Minute::MIN;
    for &begin in begins {
        let end = begin + period.length;
        if end > log.end() || begin < named_until {
            continue;
        }
        let longest = clipped(rests, (begin, end)).map(|(from, until)| until - from).max().unwrap_or(0);
        if longest < due {
            let severity = period.rest_severity.of_shortfall(longest);
            findings.add((Rule::PeriodRest, &article(period.length)), end - due, (longest, due), severity);
            named_until = end;
        }
    }
}

/// Night rests of fourteen days: enough of them, and enough on consecutive days.
fn night_rests(law: &AuLaw, log: &Log, rests: &[Span], major: &[Span], clock: Clock, findings: &mut Findings) {
    let rule = &law.night_rest;
    let mut named_until = Minute::MIN;
    let starts = major.iter().map(|rest| rest.1);
    for begin in core::iter::once(log.begin()).chain(starts) {
        let end = begin + rule.period;
        if end > log.end() || begin < named_until {
            continue;
        }
        let nights = clock.nights((rule.from, rule.until), begin, end);
        let rested: Vec<bool> = nights.iter().map(|night| is_rested(law, rests, *night, (begin, end))).collect();
        let count = rested.iter().filter(|rested| **rested).count();
        let consecutive = rested.chunk_by(|one, other| one == other).filter(|run| run[0]).map(<[bool]>::len).max().unwrap_or(0);
        let enough_in_a_row = consecutive >= rule.consecutive;
        if count < rule.count || !enough_in_a_row {
            let measured = if enough_in_a_row { count } else { consecutive };
            let allowed = if enough_in_a_row { rule.count } else { rule.consecutive };
            let (measured, allowed) = (measured as Minute, allowed as Minute);
            findings.add((Rule::NightRests, "night rests in 14 days"), end, (measured, allowed), None);
            named_until = end;
        }
    }
}

/// Seven unbroken hours within the night, or 24 hours of which it is the first night.
fn is_rested(law: &AuLaw, rests: &[Span], night: Span, period: Span) -> bool {
    let rule = &law.night_rest;
    clipped(rests, period).any(|(from, until)| {
        let inside = until.min(night.1) - from.max(night.0);
        inside >= rule.minutes || (inside > 0 && until - from >= rule.instead && night.1 - from <= DAY)
    })
}

fn article(length: Minute) -> String {
    match (length % DAY, length / DAY) {
        (0, days) if days > 1 => format!("schedule 1, {days} days"),
        _ if length % 60 == 0 => format!("schedule 1, {} hours", length / 60),
        _ => format!("schedule 1, {}½ hours", length / 60),
    }
}
