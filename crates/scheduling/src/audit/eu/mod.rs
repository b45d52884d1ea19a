//! Regulation (EC) No 561/2006, one file a subject.

mod breaks;
mod driving;
mod rests;
mod shifts;
mod state;
mod weekly;

pub use shifts::ShiftReport;
pub use state::{Debt, DriverState};

use super::{AuditReport, Infringement, Rule};
use crate::{
    activity::{Minute, Timeline},
    rules::{EuLaw, Severity},
};

/// Infringements as they are found.
#[derive(Debug, Default)]
struct Findings(Vec<Infringement>);

impl Findings {
    fn add(&mut self, rule: Rule, at: Minute, measured: Minute, allowed: Minute, severity: Severity) {
        self.0.push(Infringement { rule, article: rule.article().into(), at, measured, allowed, severity });
    }
}

pub(super) fn audit(law: &EuLaw, timeline: &Timeline) -> AuditReport {
    let mut findings = Findings::default();
    let rests = rests::rests(law, timeline);
    let shifts = shifts::shifts(law, timeline, &rests);
    let pause = breaks::audit(law, timeline, &mut findings);
    driving::audit_days(law, &shifts, &mut findings);
    driving::audit_weeks(law, timeline, &mut findings);
    shifts::audit(law, &shifts, &mut findings);
    let weekly = weekly::audit(law, timeline, &rests, &mut findings);
    findings.0.sort_by_key(|found| (found.at, found.rule));
    let state = state::at_end(law, timeline, &shifts, &pause, weekly);
    AuditReport {
        infringements: findings.0,
        shifts: shifts.iter().map(shifts::Shift::report).collect(),
        state,
        ignored: timeline.ignored(),
    }
}
