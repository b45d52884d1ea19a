//! Driving time, article 6.

use std::collections::BTreeMap;

use super::{Standing, article, is_driving, of_excess, shifts::Shift};
use crate::{
    activity::{Minute, Timeline, WEEK, week_start},
    audit::{
        Rule,
        report::Findings,
        spans::{Span, reached, sum},
    },
    rules::EuLaw,
};

/// Daily driving. An extended day belongs to the week in which it ends.
pub(super) fn audit_days(law: &EuLaw, shifts: &[Shift], before: &Standing, findings: &mut Findings) {
    let mut extensions = BTreeMap::from([(week_start(before.at), before.extensions_used)]);
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
        if driving > allowed && !shift.drives.is_empty() {
            let at = reached(&shift.drives, allowed - shift.driven_before);
            let rule = Rule::DailyDriving;
            findings.add((rule, article(rule)), at, (driving, allowed), of_excess(bands, driving));
        }
    }
}

/// Days of the week of a minute that were driven longer than the ordinary limit.
pub(super) fn extensions_used(law: &EuLaw, shifts: &[Shift], before: &Standing, week: Minute) -> usize {
    let earlier = if week_start(before.at) == week { before.extensions_used } else { 0 };
    let now = shifts.iter().filter(|shift| shift.driving() > law.driving.daily && week_start(shift.until - 1) == week);
    earlier + now.count()
}

/// What was driven in a week.
#[derive(Debug, Default)]
pub(super) struct Week {
    /// Before the record begins.
    before: Minute,
    drives: Vec<Span>,
}

impl Week {
    pub(super) fn driven(&self) -> Minute {
        self.before + sum(&self.drives)
    }
}

/// The weeks in which anything was driven.
pub(super) fn weeks(timeline: &Timeline, before: &Standing) -> BTreeMap<Minute, Week> {
    let mut weeks: BTreeMap<Minute, Week> = BTreeMap::new();
    let this = week_start(before.at);
    for (week, driven) in [(this - WEEK, before.driven_last_week), (this, before.driven_this_week)] {
        if driven > 0 {
            weeks.entry(week).or_default().before = driven;
        }
    }
    for stretch in timeline.stretches().iter().filter(|stretch| is_driving(stretch)) {
        let mut from = stretch.from;
        while from < stretch.until {
            let week = week_start(from);
            let until = stretch.until.min(week + WEEK);
            weeks.entry(week).or_default().drives.push((from, until));
            from = until;
        }
    }
    weeks
}

/// Weekly and fortnightly driving.
pub(super) fn audit_weeks(law: &EuLaw, timeline: &Timeline, before: &Standing, findings: &mut Findings) {
    let weeks = weeks(timeline, before);
    for (start, week) in &weeks {
        let total = week.driven();
        let limit = law.driving.weekly;
        if total > limit && !week.drives.is_empty() {
            let rule = Rule::WeeklyDriving;
            let severity = of_excess(&law.severity.weekly_driving, total);
            findings.add((rule, article(rule)), reached(&week.drives, limit - week.before), (total, limit), severity);
        }
        let Some(next) = weeks.get(&(start + WEEK)).filter(|next| !next.drives.is_empty()) else { continue };
        let both = total + next.driven();
        let limit = law.driving.fortnightly;
        if both > limit {
            let rule = Rule::FortnightlyDriving;
            let severity = of_excess(&law.severity.fortnightly_driving, both);
            findings.add((rule, article(rule)), reached(&next.drives, limit - total - next.before), (both, limit), severity);
        }
    }
}
