//! Exceptions that are declared for a duty: adverse conditions, short haul, the sixteenth hour (395.1 (b), (e)(1), (o)).

use haulage_core::time::Instant;

use crate::{
    activity::{Minute, minute},
    audit::{
        Circumstances, Refusal, SixteenHourClaim,
        report::Findings,
        spans::{Log, Span},
    },
    clock::Clock,
    rules::UsLaw,
};

/// What holds for a duty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) duty: Span,
    pub(super) driving: Minute,
    pub(super) window: Minute,
    pub(super) needs_interruption: bool,
}

/// The limits of each duty.
pub(super) fn limits(
    law: &UsLaw,
    log: &Log,
    duties: &[Span],
    (clock, circumstances): (Clock, &Circumstances),
    findings: &mut Findings,
) -> Vec<Limits> {
    let usual = |&duty: &Span| Limits { duty, driving: law.driving, window: law.window, needs_interruption: true };
    let mut limits: Vec<Limits> = duties.iter().map(usual).collect();
    for moment in &circumstances.us.short_haul {
        if let Some(of_duty) = find(&mut limits, *moment, "395.1(e)(1)", findings) {
            if of_duty.duty.1 - of_duty.duty.0 <= law.short_haul.window {
                of_duty.needs_interruption = false;
            } else {
                findings.decline("395.1(e)(1)", minute(*moment), Refusal::TooLong);
            }
        }
    }
    sixteenth_hour(law, log, &mut limits, (clock, circumstances), findings);
    for moment in &circumstances.us.adverse {
        if let Some(of_duty) = find(&mut limits, *moment, "395.1(b)(1)", findings) {
            of_duty.driving = law.driving + law.adverse.driving;
            of_duty.window = of_duty.window.max(law.window + law.adverse.window);
        }
    }
    limits
}

fn find<'a>(limits: &'a mut [Limits], moment: Instant, article: &str, findings: &mut Findings) -> Option<&'a mut Limits> {
    let at = minute(moment);
    let found = limits.iter_mut().find(|limits| limits.duty.0 <= at && at < limits.duty.1);
    if found.is_none() {
        findings.decline(article, at, Refusal::NoDuty);
    }
    found
}

/// Once in seven of the carrier's days, or again after a restart (395.1 (o)(3)).
fn sixteenth_hour(
    law: &UsLaw,
    log: &Log,
    limits: &mut [Limits],
    (clock, circumstances): (Clock, &Circumstances),
    findings: &mut Findings,
) {
    const ARTICLE: &str = "395.1(o)";
    let restarts = log.rests(law.cycles.eight_days.reset);
    let days = clock.days(circumstances.day_starts_at.get(), log.begin(), log.end());
    let day_of = |at: Minute| days.partition_point(|day| *day <= at) as i64;
    let mut claims: Vec<&SixteenHourClaim> = circumstances.us.sixteen_hour.iter().collect();
    claims.sort_by_key(|claim| claim.at);
    let mut used: Option<Minute> = None;
    for claim in claims {
        let Some(of_duty) = find(limits, claim.at, ARTICLE, findings) else { continue };
        let (from, until) = of_duty.duty;
        let too_soon = used.is_some_and(|used| {
            let restarted = restarts.iter().any(|rest| used < rest.0 && rest.0 < from);
            day_of(from) - day_of(used) <= law.sixteen_hour.days_between && !restarted
        });
        let refusal = if !claim.same_place {
            Some(Refusal::OtherPlaces)
        } else if too_soon {
            Some(Refusal::UsedBefore)
        } else if until - from > law.sixteen_hour.window {
            Some(Refusal::TooLong)
        } else {
            None
        };
        if let Some(reason) = refusal {
            findings.decline(ARTICLE, from, reason);
        } else {
            of_duty.window = law.sixteen_hour.window;
            used = Some(from);
        }
    }
}
