//! Weekly rests and their compensation, article 8 (6), (6b), (7).
//!
//! Where the law leaves the choice, a rest of 24 hours or more counts as a weekly rest, and compensation is paid oldest debt
//! first, from what a rest has beyond the nine hours (or, of a regular weekly rest, the 45) that it is itself.

use super::{Debt, Findings, rests::Rest};
use crate::{
    activity::{Minute, Timeline, WEEK, week_start},
    audit::Rule,
    rules::{EuLaw, Severity},
};

/// How the driver stands with weekly rests.
#[derive(Debug, Clone, Default)]
pub(super) struct Weekly {
    /// End of the last weekly rest.
    pub(super) last_end: Minute,
    /// Whether that one was reduced.
    pub(super) last_was_reduced: bool,
    /// Compensation still owed, oldest first.
    pub(super) debts: Vec<Debt>,
}

pub(super) fn audit(law: &EuLaw, timeline: &Timeline, rests: &[Rest], findings: &mut Findings) -> Weekly {
    let (Some(first), Some(last)) = (timeline.stretches().first(), timeline.stretches().last()) else {
        return Weekly::default();
    };
    let mut weekly = Weekly { last_end: first.from, ..Weekly::default() };
    for rest in rests {
        let is_weekly = rest.minutes >= law.weekly_rest.reduced;
        if is_weekly {
            late_start(law, weekly.last_end, rest.from, findings);
            let is_reduced = rest.minutes < law.weekly_rest.regular;
            if is_reduced && weekly.last_was_reduced {
                let severity = law.severity.weekly_rest.of_shortfall(rest.minutes);
                findings.add(Rule::WeeklyRest, rest.from + rest.minutes, rest.minutes, law.weekly_rest.regular, severity);
            }
            pay(law, rest, &mut weekly.debts, findings);
            if is_reduced {
                let due = week_start(rest.from) + (1 + law.weekly_rest.compensation_weeks) * WEEK;
                weekly.debts.push(Debt { minutes: law.weekly_rest.regular - rest.minutes, due });
            }
            weekly.last_end = rest.until;
            weekly.last_was_reduced = is_reduced;
        } else {
            pay(law, rest, &mut weekly.debts, findings);
        }
    }
    late_start(law, weekly.last_end, last.until, findings);
    for debt in weekly.debts.iter().filter(|debt| debt.due <= last.until) {
        findings.add(Rule::Compensation, debt.due, 0, debt.minutes, Severity::VerySerious);
    }
    weekly
}

fn late_start(law: &EuLaw, last_end: Minute, start: Minute, findings: &mut Findings) {
    let elapsed = start - last_end;
    let window = law.weekly_rest.window;
    if elapsed > window {
        let severity = law.severity.weekly_rest_late.of_excess(elapsed - window);
        findings.add(Rule::WeeklyRestStart, last_end + window, elapsed, window, severity);
    }
}

/// Pays debts, each in one piece, from what the rest has to spare.
fn pay(law: &EuLaw, rest: &Rest, debts: &mut Vec<Debt>, findings: &mut Findings) {
    let own = match rest.minutes {
        minutes if minutes >= law.weekly_rest.regular => law.weekly_rest.regular,
        // A reduced weekly rest has nothing to spare: it owes.
        minutes if minutes >= law.weekly_rest.reduced => minutes,
        _ => law.weekly_rest.compensation_attached_to,
    };
    let mut spare = (rest.minutes - own).max(0);
    while let Some(debt) = debts.first().copied().filter(|debt| debt.minutes <= spare) {
        spare -= debt.minutes;
        debts.remove(0);
        if rest.until > debt.due {
            findings.add(Rule::Compensation, debt.due, 0, debt.minutes, Severity::VerySerious);
        }
    }
}
