//! SOR/2005-313, south of latitude 60° N. A day begins at the hour that the carrier designates.

use serde::{Deserialize, Serialize};

use super::{
    AuditReport, CaCycle, Circumstances, Refusal, Rule, State,
    report::Findings,
    spans::{Log, Span, clipped, ended_before, reached, sum},
    us,
};
use crate::{
    activity::{DAY, Minute, Timeline, as_instant},
    clock::Clock,
    rules::CaLaw,
};

/// How a driver stands in Canada at the end of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaState {
    /// The moment this describes.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// Minutes of driving left today and before eight hours off duty.
    pub left_driving: Minute,
    /// Minutes on duty left today and before eight hours off duty, after which nobody drives.
    pub left_on_duty: Minute,
    /// Minutes left of the sixteen hours since the last eight off duty.
    pub left_elapsed: Minute,
    /// Minutes on duty left of the cycle.
    pub left_in_cycle: Minute,
    /// Minutes of time off that today still needs.
    pub off_duty_due: Minute,
}

pub(super) fn audit(law: &CaLaw, timeline: &Timeline, circumstances: &Circumstances) -> AuditReport {
    let mut findings = Findings::default();
    let log = Log::new(timeline.stretches().to_vec());
    let clock = Clock(circumstances.zone);
    let days = clock.days(circumstances.day_starts_at.get(), log.begin(), log.end());
    let rests = log.rests(law.rest);
    let duties = log.duties(&rests);
    for day in days.windows(2) {
        driving(law, &log, (day[0], day[1]), ("12(1)", Rule::DailyDriving), ("12(2)", Rule::DailyOnDuty), &mut findings);
    }
    for duty in &duties {
        driving(law, &log, *duty, ("13(1)", Rule::DrivingTime), ("13(2)", Rule::OnDutyTime), &mut findings);
        elapsed(law, &log, *duty, &mut findings);
    }
    off_duty(law, &log, &days, (clock, circumstances), &mut findings);
    let left_in_cycle = cycles(law, &log, &days, circumstances, &mut findings);
    findings.sort();
    let shifts = log.shifts(&duties, &rests);
    AuditReport {
        in_scope: true,
        infringements: findings.broken,
        excused: findings.excused,
        declined: findings.declined,
        longest_continuous_driving: log.drives(log.begin(), log.end()).map(|(from, until)| until - from).max().unwrap_or(0),
        longest_daily_driving: shifts.iter().map(|shift| shift.driving).max().unwrap_or(0),
        shifts,
        state: State::Ca(state(law, &log, &days, &rests, left_in_cycle)),
        standing: None,
        ignored: timeline.ignored(),
    }
}

/// Driving past thirteen hours of driving or fourteen on duty, in a day or between two rests of eight hours.
fn driving(
    law: &CaLaw,
    log: &Log,
    (from, until): Span,
    by_driving: (&str, Rule),
    by_duty: (&str, Rule),
    findings: &mut Findings,
) {
    let drives: Vec<Span> = log.drives(from, until).collect();
    let driven = sum(&drives);
    if driven > law.driving {
        findings.add((by_driving.1, by_driving.0), reached(&drives, law.driving), (driven, law.driving), None);
    }
    let Some((last, end)) = drives.last().copied() else { return };
    if log.on_duty(from, end) > law.on_duty {
        let past = |drive: &Span| log.on_duty(from, drive.1) > law.on_duty;
        let first = drives.iter().find(|drive| past(drive)).map_or(last, |drive| drive.0);
        let at = first + (law.on_duty - log.on_duty(from, first)).max(0);
        findings.add((by_duty.1, by_duty.0), at, (log.on_duty(from, end), law.on_duty), None);
    }
}

/// Driving more than sixteen hours after the last eight off duty, section 13 (3).
fn elapsed(law: &CaLaw, log: &Log, (from, until): Span, findings: &mut Findings) {
    let end = from + law.elapsed;
    let late: Vec<Span> = log.drives(end, until).collect();
    if let Some(((at, _), (_, last))) = late.first().zip(late.last()) {
        findings.add((Rule::DutyWindow, "13(3)"), *at, (last - from, law.elapsed), None);
    }
}

/// Ten hours off duty in a day, in pieces of half an hour and more, section 14; two of them may be moved to the next day,
/// section 16. Judged for days that the record holds whole.
fn off_duty(law: &CaLaw, log: &Log, days: &[Minute], (clock, circumstances): (Clock, &Circumstances), findings: &mut Findings) {
    let pieces = log.rests(law.off_duty_piece);
    let deferred: Vec<Minute> =
        circumstances.ca.deferred.iter().map(|date| clock.at(*date, circumstances.day_starts_at.get())).collect();
    for day in &deferred {
        let Some(index) = days.iter().position(|start| start == day).filter(|index| index + 2 < days.len()) else {
            findings.decline("16", *day, Refusal::NoDuty);
            continue;
        };
        if !is_made_good(law, log, &pieces, &days[index..=index + 2]) {
            findings.decline("16", *day, Refusal::NotMadeGood);
        }
    }
    let is_declined = |day: Minute, findings: &Findings| {
        findings.declined.iter().any(|declined| declined.article == "16" && declined.at == day)
    };
    for day in days.windows(2).filter(|day| day[0] >= log.begin() && day[1] <= log.end()) {
        let off = off_in(&pieces, (day[0], day[1]));
        let moved = deferred.contains(&day[0]) && !is_declined(day[0], findings);
        let due = law.off_duty - if moved { law.deferred } else { 0 };
        if off < due && log.driven(day[0], day[1]) > 0 {
            findings.add((Rule::DailyOffDuty, "14(1)"), day[1] - due + off, (off, due), None);
        }
    }
}

/// Whether the two days have twenty hours off, what was moved next to eight hours of the second, and no more than 26 of driving.
fn is_made_good(law: &CaLaw, log: &Log, pieces: &[Span], days: &[Minute]) -> bool {
    let both = (days[0], days[2]);
    let longest =
        |from: Minute, until: Minute| clipped(pieces, (from, until)).map(|(from, until)| until - from).max().unwrap_or(0);
    off_in(pieces, both) >= 2 * law.off_duty
        && longest(days[0], days[1]) >= law.rest
        && longest(days[1], days[2]) >= law.rest + law.deferred
        && log.driven(both.0, both.1) <= law.driving_two_days
}

fn off_in(pieces: &[Span], day: Span) -> Minute {
    clipped(pieces, day).map(|(from, until)| until - from).sum()
}

/// Cycles and the long rest, sections 25 to 28. Gives the minutes left of the cycle.
fn cycles(law: &CaLaw, log: &Log, days: &[Minute], circumstances: &Circumstances, findings: &mut Findings) -> Minute {
    let long = log.rests(law.long_rest.minutes);
    long_rest(law, log, &long, days, findings);
    match circumstances.ca.cycle {
        CaCycle::Cycle1 => us::past(log, &law.cycle_1, days, "26", findings),
        CaCycle::Cycle2 => {
            let left = us::past(log, &law.cycle_2, days, "27(a)", findings);
            left.min(before_long_rest(law, log, &long, findings))
        }
    }
}

/// Nobody drives who had no 24 hours off in the fourteen days before, section 25.
fn long_rest(law: &CaLaw, log: &Log, long: &[Span], days: &[Minute], findings: &mut Findings) {
    for day in days.windows(2) {
        let mut drives = log.drives(day[0], day[1]);
        let found = drives.find_map(|(from, until)| {
            let since = ended_before(long, from).unwrap_or(log.begin());
            let latest = since + law.long_rest.days * DAY;
            (until > latest).then(|| (from.max(latest), until - since))
        });
        if let Some((at, measured)) = found {
            findings.add((Rule::LongRest, "25"), at, (measured, law.long_rest.days * DAY), None);
        }
    }
}

/// In cycle 2 nobody drives after seventy hours on duty without 24 hours off, section 27 (b).
fn before_long_rest(law: &CaLaw, log: &Log, long: &[Span], findings: &mut Findings) -> Minute {
    let limit = law.cycle_2_before_long_rest;
    let duties = log.duties(long);
    for (from, until) in &duties {
        let late = log.drives(*from, *until).find(|drive| log.on_duty(*from, drive.1) > limit);
        if let Some((begin, _)) = late {
            let at = begin + (limit - log.on_duty(*from, begin)).max(0);
            let last = log.drives(*from, *until).next_back().map_or(*until, |drive| drive.1);
            findings.add((Rule::Cycle, "27(b)"), at, (log.on_duty(*from, last), limit), None);
        }
    }
    let since = long.last().map_or(log.begin(), |rest| rest.1);
    (limit - log.on_duty(since, log.end())).max(0)
}

fn state(law: &CaLaw, log: &Log, days: &[Minute], rests: &[Span], left_in_cycle: Minute) -> CaState {
    let at = log.end();
    let since = rests.last().map_or(log.begin(), |rest| rest.1);
    let today = days.partition_point(|day| *day <= at).checked_sub(1).map_or(at, |index| days[index]);
    let on_duty = log.on_duty(since, at);
    CaState {
        at,
        left_driving: (law.driving - log.driven(since, at).max(log.driven(today, at))).max(0),
        left_on_duty: (law.on_duty - on_duty.max(log.on_duty(today, at))).max(0),
        left_elapsed: if on_duty == 0 { law.elapsed } else { (law.elapsed - (at - since)).max(0) },
        left_in_cycle,
        off_duty_due: (law.off_duty - off_in(&log.rests(law.off_duty_piece), (today, at))).max(0),
    }
}
