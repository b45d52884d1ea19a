//! Driving time, article 6.

use std::collections::BTreeMap;

use super::{Findings, shifts::Shift};
use crate::{
    activity::{Kind, Minute, Timeline, WEEK, week_start},
    audit::Rule,
    rules::EuLaw,
};

/// Daily driving. An extended day belongs to the week in which it ends.
pub(super) fn audit_days(law: &EuLaw, shifts: &[Shift], findings: &mut Findings) {
    let mut extensions: BTreeMap<Minute, usize> = BTreeMap::new();
    for shift in shifts {
        let driving = shift.driving();
        if driving <= law.driving.daily {
            continue;
        }
        let used = extensions.entry(week_start(shift.until - 1)).or_default();
        let may_extend = *used < law.driving.extensions_a_week;
        *used += 1;
        let (allowed, bands) = if may_extend {
            (law.driving.daily_extended, &law.severity.daily_driving_extended)
        } else {
            (law.driving.daily, &law.severity.daily_driving)
        };
        if driving > allowed {
            findings.add(Rule::DailyDriving, reached(&shift.drives, allowed), driving, allowed, bands.of_excess(driving));
        }
    }
}

/// Days of the week of a minute that were driven longer than the ordinary limit.
pub(super) fn extensions_used(law: &EuLaw, shifts: &[Shift], week: Minute) -> usize {
    shifts.iter().filter(|shift| shift.driving() > law.driving.daily && week_start(shift.until - 1) == week).count()
}

/// Minutes driven in each week that has any.
pub(super) fn weeks(timeline: &Timeline) -> BTreeMap<Minute, Vec<(Minute, Minute)>> {
    let mut weeks: BTreeMap<Minute, Vec<(Minute, Minute)>> = BTreeMap::new();
    for stretch in timeline.stretches().iter().filter(|stretch| stretch.kind == Kind::Drive) {
        let mut from = stretch.from;
        while from < stretch.until {
            let week = week_start(from);
            let until = stretch.until.min(week + WEEK);
            weeks.entry(week).or_default().push((from, until));
            from = until;
        }
    }
    weeks
}

/// Weekly and fortnightly driving.
pub(super) fn audit_weeks(law: &EuLaw, timeline: &Timeline, findings: &mut Findings) {
    let weeks = weeks(timeline);
    for (week, drives) in &weeks {
        let total = sum(drives);
        if total > law.driving.weekly {
            let at = reached(drives, law.driving.weekly);
            let severity = law.severity.weekly_driving.of_excess(total);
            findings.add(Rule::WeeklyDriving, at, total, law.driving.weekly, severity);
        }
        let Some(next) = weeks.get(&(week + WEEK)) else { continue };
        let both = total + sum(next);
        if both > law.driving.fortnightly {
            let at = reached(next, (law.driving.fortnightly - total).max(0));
            let severity = law.severity.fortnightly_driving.of_excess(both);
            findings.add(Rule::FortnightlyDriving, at, both, law.driving.fortnightly, severity);
        }
    }
}

pub(super) fn sum(drives: &[(Minute, Minute)]) -> Minute {
    drives.iter().map(|(from, until)| until - from).sum()
}

/// The minute at which driving went past a limit that it does go past.
fn reached(drives: &[(Minute, Minute)], limit: Minute) -> Minute {
    let mut left = limit;
    for (from, until) in drives {
        if until - from > left {
            return from + left;
        }
        left -= until - from;
    }
    drives.last().map_or(0, |(_, until)| *until)
}
