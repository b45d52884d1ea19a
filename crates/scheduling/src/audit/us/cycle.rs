//! Sixty hours in seven days or seventy in eight, 395.3 (b), anew after 34 hours off duty, 395.3 (c).

use crate::{
    activity::Minute,
    audit::{
        Circumstances, Rule, UsCycle,
        report::Findings,
        spans::{Log, Span, ended_before},
    },
    clock::Clock,
    rules::{Cycle, UsLaw},
};

/// Reports driving past the cycle and gives the minutes left of it.
pub(super) fn audit(law: &UsLaw, log: &Log, (clock, circumstances): (Clock, &Circumstances), findings: &mut Findings) -> Minute {
    let (cycle, article) = match circumstances.us.cycle {
        UsCycle::SevenDays => (&law.cycles.seven_days, "395.3(b)(1)"),
        UsCycle::EightDays => (&law.cycles.eight_days, "395.3(b)(2)"),
    };
    let days = clock.days(circumstances.day_starts_at.get(), log.begin(), log.end());
    past(log, cycle, &days, article, findings)
}

/// Driving after the on-duty time of a cycle that counts whole days back and begins anew with a long rest. One finding a day.
pub(in crate::audit) fn past(log: &Log, cycle: &Cycle, days: &[Minute], article: &str, findings: &mut Findings) -> Minute {
    let resets = log.rests(cycle.reset);
    for (index, day) in days.windows(2).enumerate() {
        let begin = days[(index + 1).saturating_sub(cycle.days as usize)];
        let mut found: Option<Span> = None;
        for (from, until) in log.drives(day[0], day[1]) {
            let from_reset = ended_before(&resets, from).map_or(begin, |reset| reset.max(begin));
            let used = log.on_duty(from_reset, until);
            if used > cycle.on_duty {
                let at = from + (cycle.on_duty - log.on_duty(from_reset, from)).max(0);
                found = Some((found.map_or(at, |(first, _)| first), used));
            }
        }
        if let Some((at, used)) = found {
            findings.add((Rule::Cycle, article), at, (used, cycle.on_duty), None);
        }
    }
    let end = log.end();
    let today = days.partition_point(|day| *day <= end);
    let begin = days.get(today.saturating_sub(cycle.days as usize)).copied().unwrap_or(end);
    let from_reset = ended_before(&resets, end).map_or(begin, |reset| reset.max(begin));
    (cycle.on_duty - log.on_duty(from_reset, end)).max(0)
}
