//! Breaks, article 7: after four and a half hours at the wheel, 45 minutes, or 15 and then 30 in that order.

use super::Findings;
use crate::{
    activity::{Kind, Minute, Stretch, Timeline},
    audit::Rule,
    rules::EuLaw,
};

/// How the driver stands with breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pause {
    /// Minutes driven since the last whole break.
    pub(super) driven: Minute,
    /// Whether the first part of a split break has been taken since.
    pub(super) has_first_part: bool,
}

/// Walks the record from break to break.
pub(super) fn audit(law: &EuLaw, timeline: &Timeline, findings: &mut Findings) -> Pause {
    let limit = law.breaks.driving;
    let mut pause = Pause::default();
    let mut exceeded_at = None;
    for stretch in resting_or_not(timeline) {
        let minutes = stretch.minutes();
        if stretch.kind == Kind::Drive {
            if pause.driven <= limit && pause.driven + minutes > limit {
                exceeded_at = Some(stretch.from + limit - pause.driven);
            }
            pause.driven += minutes;
        } else if stretch.kind.is_rest() {
            let ends = minutes >= law.breaks.whole || (pause.has_first_part && minutes >= law.breaks.second_part);
            if ends {
                report(law, &pause, exceeded_at.take(), findings);
                pause = Pause::default();
            } else if minutes >= law.breaks.first_part {
                pause.has_first_part = true;
            }
        }
    }
    report(law, &pause, exceeded_at, findings);
    pause
}

fn report(law: &EuLaw, pause: &Pause, exceeded_at: Option<Minute>, findings: &mut Findings) {
    if let Some(at) = exceeded_at {
        let severity = law.severity.driving_without_break.of_excess(pause.driven);
        findings.add(Rule::DrivingWithoutBreak, at, pause.driven, law.breaks.driving, severity);
    }
}

/// The record as breaks see it: rest in one piece, and in a crew the time beside the driver counts as rest
/// (article 7, fourth paragraph).
fn resting_or_not(timeline: &Timeline) -> Vec<Stretch> {
    let mut seen: Vec<Stretch> = Vec::with_capacity(timeline.stretches().len());
    for stretch in timeline.stretches() {
        let is_break = stretch.kind.is_rest() || (stretch.crew && stretch.kind == Kind::Availability);
        let kind = if is_break { Kind::Rest } else { stretch.kind };
        match seen.last_mut() {
            Some(last) if last.kind == kind => last.until = stretch.until,
            _ => seen.push(Stretch::new(kind, stretch.from, stretch.until)),
        }
    }
    seen
}
