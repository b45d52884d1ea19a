//! Breaks, article 7: after four and a half hours at the wheel, 45 minutes, or 15 and then 30 in that order.

use super::{Standing, article, of_excess};
use crate::{
    activity::{Kind, Minute, Timeline},
    audit::{Rule, report::Findings},
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

/// What the walk from break to break found.
#[derive(Debug)]
pub(super) struct Pauses {
    /// At the end of the record.
    pub(super) last: Pause,
    /// Before the rest with which the record ends, if it does.
    pub(super) before_last_rest: Pause,
    /// Longest driving without a whole break.
    pub(super) longest: Minute,
}

/// Walks the record from break to break.
pub(super) fn audit(law: &EuLaw, timeline: &Timeline, before: &Standing, findings: &mut Findings) -> Pauses {
    let limit = law.breaks.driving;
    let mut pause = Pause { driven: before.driven_since_break, has_first_part: before.first_part_of_break };
    let mut pauses = Pauses { last: pause, before_last_rest: pause, longest: pause.driven };
    let mut exceeded_at = None;
    for block in blocks(timeline) {
        pauses.before_last_rest = pause;
        match block {
            Block::Drive { from, minutes } => {
                if pause.driven + minutes > limit {
                    exceeded_at = exceeded_at.or(Some(from + (limit - pause.driven).max(0)));
                }
                pause.driven += minutes;
                pauses.longest = pauses.longest.max(pause.driven);
                pauses.before_last_rest = pause;
            }
            Block::Rest { all, unbroken } => {
                let is_second_part = pause.has_first_part && unbroken >= law.breaks.second_part;
                if all >= law.breaks.whole || is_second_part {
                    report(law, &pause, exceeded_at.take(), findings);
                    pause = Pause::default();
                } else if unbroken >= law.breaks.first_part {
                    pause.has_first_part = true;
                }
            }
        }
    }
    report(law, &pause, exceeded_at, findings);
    Pauses { last: pause, ..pauses }
}

fn report(law: &EuLaw, pause: &Pause, exceeded_at: Option<Minute>, findings: &mut Findings) {
    if let Some(at) = exceeded_at {
        let rule = Rule::DrivingWithoutBreak;
        let severity = of_excess(&law.severity.driving_without_break, pause.driven);
        findings.add((rule, article(rule)), at, (pause.driven, law.breaks.driving), severity);
    }
}

/// The record as breaks see it.
enum Block {
    Drive {
        from: Minute,
        minutes: Minute,
    },
    Rest {
        /// With the time beside a driver at the wheel, which makes a whole break (article 7, fourth paragraph).
        all: Minute,
        /// The longest rest alone, which makes a part of one.
        unbroken: Minute,
    },
}

fn blocks(timeline: &Timeline) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut joins, mut rested) = (false, 0);
    for stretch in timeline.stretches() {
        let minutes = stretch.minutes();
        let beside = stretch.crew && stretch.kind == Kind::Availability;
        if stretch.kind == Kind::Drive {
            blocks.push(Block::Drive { from: stretch.from, minutes });
        }
        rested = if stretch.kind.is_rest() { rested + minutes } else { 0 };
        let is_rest = beside || stretch.kind.is_rest();
        match blocks.last_mut() {
            Some(Block::Rest { all, unbroken }) if is_rest && joins => {
                *all += minutes;
                *unbroken = rested.max(*unbroken);
            }
            _ if is_rest => blocks.push(Block::Rest { all: minutes, unbroken: rested }),
            _ => {}
        }
        joins = is_rest;
    }
    blocks
}
