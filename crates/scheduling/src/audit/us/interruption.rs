//! The half-hour interruption, 395.3 (a)(3)(ii): of driving since 2020, of everything before.

use super::exceptions::Limits;
use crate::{
    activity::{Kind, Minute},
    audit::{Rule, report::Findings, spans::Log},
    rules::UsLaw,
};

/// What the walk from interruption to interruption found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interruption {
    /// Minutes left before one is due.
    pub(super) left: Minute,
    /// Longest driving without one.
    pub(super) longest_driving: Minute,
}

pub(super) fn audit(law: &UsLaw, log: &Log, limits: &[Limits], findings: &mut Findings) -> Interruption {
    let rule = &law.interruption;
    // Where the last interruption ended, what was driven since, and how long the next has lasted.
    let (mut since, mut driven, mut paused) = (log.begin(), 0, 0);
    let mut late: Option<(Minute, Minute)> = None;
    let mut longest_driving = 0;
    let mut report = |late: &mut Option<(Minute, Minute)>| {
        if let Some((at, measured)) = late.take() {
            findings.add((Rule::DrivingInterruption, "395.3(a)(3)(ii)"), at, (measured, rule.after), None);
        }
    };
    for stretch in log.stretches() {
        let interrupts = if rule.may_be_work { stretch.kind != Kind::Drive } else { stretch.kind.is_rest() };
        paused = if interrupts { paused + stretch.minutes() } else { 0 };
        if paused >= rule.minutes {
            report(&mut late);
            (since, driven) = (stretch.until, 0);
        }
        if stretch.kind == Kind::Drive {
            let counted = if rule.counts_driving_only { driven } else { stretch.from - since };
            let measured = counted + stretch.minutes();
            driven += stretch.minutes();
            longest_driving = longest_driving.max(driven);
            let duty = limits.get(limits.partition_point(|limits| limits.duty.1 <= stretch.from));
            let exempt = duty.is_some_and(|limits| !limits.needs_interruption && limits.duty.0 <= stretch.from);
            if measured > rule.after && !exempt {
                let at = stretch.from + (rule.after - counted).max(0);
                late = Some((late.map_or(at, |(first, _)| first), measured));
            }
        }
    }
    report(&mut late);
    let counted = if rule.counts_driving_only { driven } else { log.end() - since };
    Interruption { left: (rule.after - counted).max(0), longest_driving }
}
