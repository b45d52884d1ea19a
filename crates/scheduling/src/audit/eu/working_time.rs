//! Directive 2002/15/EC on the working time of mobile workers, where it lies on top. Availability is neither work nor rest.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{of_excess, of_shortfall, rests::between, shifts::Shift};
use crate::{
    activity::{Minute, Stretch, Timeline, WEEK, week_start},
    audit::{
        Circumstances, ReferencePeriod, Rule,
        report::Findings,
        spans::{Span, reached, sum},
    },
    clock::Clock,
    rules::{Severity, WorkingTimeLaw},
};

/// Working time left at the end of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkingTimeState {
    /// Minutes of work left before a break.
    pub left_before_break: Minute,
    /// Minutes of work left this week.
    pub left_this_week: Minute,
    /// Minutes of work left in the reference period if its average is to hold.
    pub left_in_period: Minute,
    /// First day of that period.
    pub period_from: NaiveDate,
    /// Its last day.
    pub period_until: NaiveDate,
}

pub(super) fn audit(
    law: &WorkingTimeLaw,
    timeline: &Timeline,
    shifts: &[Shift],
    circumstances: &Circumstances,
    findings: &mut Findings,
) -> WorkingTimeState {
    let at = timeline.stretches().last().map_or(0, |last| last.until);
    let without_break = without_break(law, timeline, findings);
    for shift in shifts {
        breaks(law, timeline, shift, findings);
    }
    nights(law, timeline, shifts, Clock(circumstances.zone), findings);
    let weeks = weeks(timeline);
    for work in weeks.values() {
        let (worked, limit) = (sum(work), law.weekly);
        if worked > limit {
            let severity = of_excess(&law.severity.weekly, worked);
            findings.add((Rule::WeeklyWork, "2002/15: 4(a)"), reached(work, limit), (worked, limit), severity);
        }
    }
    let (period_from, period_until, left_in_period) = average(law, &weeks, at, circumstances.working_time.as_ref(), findings);
    WorkingTimeState {
        left_before_break: (law.without_break - without_break).max(0),
        left_this_week: (law.weekly - weeks.get(&week_start(at)).map_or(0, |work| sum(work))).max(0),
        left_in_period,
        period_from,
        period_until,
    }
}

/// Nobody works longer than six hours without a break (article 5 (1)). Gives the work since the last.
fn without_break(law: &WorkingTimeLaw, timeline: &Timeline, findings: &mut Findings) -> Minute {
    let (mut worked, mut rested, mut exceeded_at) = (0, 0, None);
    let mut report = |worked: Minute, exceeded_at: &mut Option<Minute>| {
        if let Some(at) = exceeded_at.take() {
            findings.add((Rule::WorkWithoutBreak, "2002/15: 5(1)"), at, (worked, law.without_break), Some(Severity::Minor));
        }
    };
    for stretch in timeline.stretches() {
        rested = if stretch.kind.is_rest() { rested + stretch.minutes() } else { 0 };
        if stretch.kind.is_work() {
            if worked <= law.without_break && worked + stretch.minutes() > law.without_break {
                exceeded_at = Some(stretch.from + law.without_break - worked);
            }
            worked += stretch.minutes();
        } else if rested >= law.break_piece {
            report(worked, &mut exceeded_at);
            worked = 0;
        }
    }
    report(worked, &mut exceeded_at);
    worked
}

/// Breaks of a day in all (article 5 (1), (2)).
fn breaks(law: &WorkingTimeLaw, timeline: &Timeline, shift: &Shift, findings: &mut Findings) {
    let (mut work, mut taken, mut rested) = (Vec::new(), 0, 0);
    for stretch in between(timeline, shift.from, shift.until) {
        if stretch.kind.is_rest() {
            rested += stretch.minutes();
        } else {
            taken += if rested >= law.break_piece { rested } else { 0 };
            rested = 0;
        }
        if stretch.kind.is_work() {
            work.push((stretch.from, stretch.until));
        }
    }
    taken += if rested >= law.break_piece { rested } else { 0 };
    let due = law.breaks.iter().rfind(|due| sum(&work) > due.work_over);
    if let Some(due) = due.filter(|due| taken < due.minutes) {
        let at = reached(&work, due.work_over);
        let severity = of_shortfall(&due.severity, taken);
        findings.add((Rule::WorkBreaks, "2002/15: 5(1)"), at, (taken, due.minutes), severity);
    }
}

/// Where any work falls into the night, no more than ten hours in each period of 24 (articles 3 (i), 7 (1)).
fn nights(law: &WorkingTimeLaw, timeline: &Timeline, shifts: &[Shift], clock: Clock, findings: &mut Findings) {
    let Some((first, last)) = shifts.first().zip(shifts.last()) else { return };
    let nights = clock.nights((law.night.from, law.night.until), first.from, last.until);
    for shift in shifts {
        let mut from = shift.from;
        while from < shift.until {
            let until = (from + law.night.period).min(shift.until);
            let work: Vec<Span> = between(timeline, from, until).filter(|stretch| stretch.kind.is_work()).map(span).collect();
            let near = &nights[nights.partition_point(|night| night.1 <= from)..];
            let tonight = near.iter().take_while(|night| night.0 < until);
            let in_the_night = tonight.clone().any(|night| work.iter().any(|work| work.0 < night.1 && work.1 > night.0));
            let (worked, limit) = (sum(&work), law.night.work);
            if in_the_night && worked > limit {
                let severity = of_excess(&law.severity.night, worked);
                findings.add((Rule::NightWork, "2002/15: 7(1)"), reached(&work, limit), (worked, limit), severity);
            }
            from += law.night.period;
        }
    }
}

/// The average over a reference period (article 4 (a)): its first and last day, and what is left of it.
fn average(
    law: &WorkingTimeLaw,
    weeks: &BTreeMap<Minute, Vec<Span>>,
    at: Minute,
    given: Option<&ReferencePeriod>,
    findings: &mut Findings,
) -> (NaiveDate, NaiveDate, Minute) {
    let today = Clock(None).date(at - 1);
    let (from, until) = match given.and_then(|given| given.from) {
        Some(from) => (from, given.and_then(|given| given.until).unwrap_or_else(|| sunday(today).max(from))),
        None => usual_period(law, today),
    };
    let (begin, end) = (Clock(None).at(from, 0), Clock(None).at(until, 1_440));
    let leave = given.map_or(0, |given| {
        given.worked_before + Minute::from(given.leave_days) * law.leave_day + Minute::from(given.leave_weeks) * law.leave_week
    });
    let work: Vec<Span> = weeks.range(begin..end).flat_map(|(_, work)| work).copied().collect();
    let limit = (end - begin).max(0) / WEEK * law.average - leave;
    let worked = sum(&work);
    if worked > limit {
        let at = reached(&work, limit.max(0));
        let that_week = weeks.get(&week_start(at)).map_or(0, |work| sum(work));
        let severity = of_excess(&law.severity.average, that_week);
        findings.add((Rule::AverageWork, "2002/15: 4(a)"), at, (worked + leave, limit + leave), severity);
    }
    (from, until, (limit - worked).max(0))
}

/// The reference period without agreement in which a day lies: from the first Monday of one of its months to the eve of the
/// first Monday of the next.
fn usual_period(law: &WorkingTimeLaw, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first_of = |months: i32| {
        let month = day.with_day(1).unwrap_or(day);
        let step = Months::new(months.unsigned_abs());
        let shifted = if months < 0 { month.checked_sub_months(step) } else { month.checked_add_months(step) };
        shifted.unwrap_or(month)
    };
    let starts: Vec<NaiveDate> =
        (-12..=12).map(first_of).filter(|first| law.reference_months.contains(&first.month())).map(first_monday).collect();
    let from = starts.iter().rfind(|start| **start <= day).copied().unwrap_or(day);
    let next = starts.iter().find(|start| **start > day).copied().unwrap_or(day);
    (from, next.pred_opt().unwrap_or(next))
}

fn first_monday(first: NaiveDate) -> NaiveDate {
    first.iter_days().find(|day| day.weekday() == Weekday::Mon).unwrap_or(first)
}

fn sunday(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|day| day.weekday() == Weekday::Sun).unwrap_or(day)
}

/// Work by weeks.
fn weeks(timeline: &Timeline) -> BTreeMap<Minute, Vec<Span>> {
    let mut weeks: BTreeMap<Minute, Vec<Span>> = BTreeMap::new();
    for stretch in timeline.stretches().iter().filter(|stretch| stretch.kind.is_work()) {
        let mut from = stretch.from;
        while from < stretch.until {
            let until = stretch.until.min(week_start(from) + WEEK);
            weeks.entry(week_start(from)).or_default().push((from, until));
            from = until;
        }
    }
    weeks
}

const fn span(stretch: Stretch) -> Span {
    (stretch.from, stretch.until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Duty, Jurisdiction, Law, RuleSet};

    #[test]
    fn a_reference_period_begins_on_the_first_monday_of_april_august_and_december() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rules = RuleSet::chosen(Jurisdiction::Eu, day("2026-11-20"), Duty::GoodsWorkingTime).unwrap();
        let Law::Eu(law) = &rules.law else { unreachable!("a law of the Union") };
        let law = law.working_time.as_ref().unwrap();
        // Department for Transport, guidance on the Road Transport (Working Time) Regulations 2005, example of 2007.
        for (today, from, until, weeks) in [
            ("2007-06-01", "2007-04-02", "2007-08-05", 18),
            ("2007-08-06", "2007-08-06", "2007-12-02", 17),
            ("2008-04-06", "2007-12-03", "2008-04-06", 18),
        ] {
            let period = usual_period(law, day(today));
            assert_eq!(period, (day(from), day(until)));
            assert_eq!((period.1 - period.0).num_days() + 1, 7 * weeks);
        }
    }
}
