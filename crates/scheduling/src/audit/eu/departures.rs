//! Exceptions that the driver declared, article 12: what they excuse, and what must be given back for them.

use super::{rests::between, shifts::Shift};
use crate::{
    activity::{Minute, Timeline, minute},
    audit::{Circumstances, Departure, DepartureReason, Infringement, Refusal, RestUse, Rule, report::Findings},
    rules::EuLaw,
};

/// Driving past the limits that must be made good by as much rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extension {
    pub(super) at: Minute,
    pub(super) minutes: Minute,
}

/// Moves what a declared exception covers from the infringements to what is excused.
pub(super) fn excuse(
    law: &EuLaw,
    timeline: &Timeline,
    shifts: &[Shift],
    circumstances: &Circumstances,
    findings: &mut Findings,
) -> Vec<Extension> {
    let mut extensions = Vec::new();
    for departure in &circumstances.departures {
        let (from, until) = (minute(departure.from), minute(departure.until));
        let met = |found: &Infringement| from <= found.at && found.at <= until && may_be_excused(departure.reason, found.rule);
        let (within, broken) = core::mem::take(&mut findings.broken).into_iter().partition::<Vec<_>, _>(met);
        findings.broken = broken;
        let most = within.iter().map(excess).max().unwrap_or(0);
        if let Some(reason) = refusal(law, timeline, shifts, departure, most) {
            findings.broken.extend(within);
            findings.decline("12", from, reason);
            continue;
        }
        if most > 0 && departure.reason != DepartureReason::SafeStop {
            extensions.push(Extension { at: from, minutes: most });
        }
        findings.excused.extend(within);
    }
    extensions.sort_by_key(|extension| extension.at);
    extensions
}

const fn excess(found: &Infringement) -> Minute {
    (found.measured - found.allowed).abs()
}

/// To reach a stopping place a driver may depart from articles 6 to 9, to reach home from 6 (1), (2) and 8 (2).
const fn may_be_excused(reason: DepartureReason, rule: Rule) -> bool {
    let for_home = matches!(rule, Rule::DailyDriving | Rule::WeeklyDriving | Rule::DailyRest);
    let for_safety =
        matches!(rule, Rule::DrivingWithoutBreak | Rule::FortnightlyDriving | Rule::ReducedDailyRests | Rule::WeeklyRestStart);
    for_home || (for_safety && matches!(reason, DepartureReason::SafeStop))
}

fn refusal(law: &EuLaw, timeline: &Timeline, shifts: &[Shift], departure: &Departure, most: Minute) -> Option<Refusal> {
    let (from, until) = (minute(departure.from), minute(departure.until));
    let Some(shift) = shifts.iter().find(|shift| shift.from <= from && from <= shift.until) else {
        return Some(Refusal::NoDuty);
    };
    let (allowed, has_rest_after, has_break) = match departure.reason {
        DepartureReason::SafeStop => (until - from, true, true),
        DepartureReason::Home => (law.exceptions.home, shift.ends_a_week(), true),
        DepartureReason::HomeAfterBreak => {
            let has_break = between(timeline, from - law.exceptions.break_before, from).all(|stretch| stretch.kind.is_rest());
            (law.exceptions.home_after_break, shift.rest_use == RestUse::RegularWeekly, has_break)
        }
    };
    if most > allowed {
        Some(Refusal::TooLong)
    } else if !has_rest_after {
        Some(Refusal::NoWeeklyRestAfter)
    } else if !has_break {
        Some(Refusal::NoBreakBefore)
    } else {
        None
    }
}
