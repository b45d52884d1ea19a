//! Weekly rests and their compensation, article 8 (6), (6b), (7), and that of exceptions under article 12.
//!
//! Where the law leaves the choice and nothing is declared, a rest of 24 hours or more counts as a weekly rest, and a debt is
//! paid from what a rest has beyond the nine hours (or, of a regular weekly rest, the 45) that it is itself. What is paid lies
//! at the beginning of the rest.

use std::collections::BTreeMap;

use super::{Debt, DebtReason, Standing, article, departures::Extension, of_excess, of_shortfall, rests::Rest};
use crate::{
    activity::{Minute, Timeline, WEEK, week_start},
    audit::{Circumstances, CompensationOrder, RestUse, Rule, report::Findings},
    rules::{EuLaw, Severity},
};

/// How the driver stands with weekly rests.
#[derive(Debug, Clone, Default)]
pub(super) struct Weekly {
    /// At the end of the record.
    pub(super) last: Now,
    /// Before the rest with which the record ends, if it does.
    pub(super) before_last_rest: Now,
}

/// What counts at a moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Now {
    /// End of the last weekly rest.
    pub(super) last_end: Minute,
    /// Whether the last weekly rests were reduced, oldest first.
    pub(super) reduced: Vec<bool>,
    /// Whether the last of them began abroad.
    pub(super) abroad: bool,
    /// Compensation owed, oldest first.
    pub(super) debts: Vec<Debt>,
}

pub(super) fn audit(
    law: &EuLaw,
    timeline: &Timeline,
    rests: &[Rest],
    (before, circumstances, extensions): (&Standing, &Circumstances, &[Extension]),
    findings: &mut Findings,
) -> Weekly {
    let Some(last) = timeline.stretches().last() else { return Weekly::default() };
    let now = Now {
        last_end: before.last_weekly_rest_until,
        reduced: before.weekly_rests_reduced.clone(),
        abroad: before.last_weekly_rest_abroad,
        debts: before.owed.clone(),
    };
    let mut walk = Walk { law, order: circumstances.compensation, rests, now, findings };
    let mut extensions = extensions.iter().peekable();
    let mut before_last_rest = None;
    for (index, rest) in rests.iter().enumerate() {
        while let Some(extension) = extensions.next_if(|extension| extension.at < rest.from) {
            walk.owe(extension.at, extension.minutes, DebtReason::Exception);
        }
        if rest.until == last.until {
            before_last_rest = Some(walk.now.clone());
        }
        walk.rest(index, rest);
    }
    for extension in extensions {
        walk.owe(extension.at, extension.minutes, DebtReason::Exception);
    }
    walk.late_start(last.until);
    let overdue: Vec<Debt> = walk.now.debts.iter().filter(|debt| debt.due <= last.until).copied().collect();
    for debt in overdue {
        walk.unpaid(&debt, debt.due);
    }
    let now = walk.now;
    two_in_two_weeks(law, timeline, rests, findings);
    Weekly { before_last_rest: before_last_rest.unwrap_or_else(|| now.clone()), last: now }
}

struct Walk<'a> {
    law: &'a EuLaw,
    order: CompensationOrder,
    rests: &'a [Rest],
    now: Now,
    findings: &'a mut Findings,
}

impl Walk<'_> {
    fn rest(&mut self, index: usize, rest: &Rest) {
        if !rest.is_weekly() {
            self.pay(rest);
            return;
        }
        self.late_start(rest.from);
        self.too_short(rest);
        let is_reduced = rest.counts_as == RestUse::ReducedWeekly;
        let reason = if is_reduced { self.second_in_a_row(index, rest) } else { DebtReason::ReducedWeeklyRest };
        self.pay(rest);
        // After two reduced rests abroad the next must be preceded by what they owe (8 (6b), second subparagraph).
        let preceding: Vec<Debt> =
            self.now.debts.iter().filter(|debt| debt.reason == DebtReason::TwoReducedWeeklyRests).copied().collect();
        if reason != DebtReason::TwoReducedWeeklyRests {
            for debt in &preceding {
                self.unpaid(debt, rest.from);
            }
            for debt in self.now.debts.iter_mut().filter(|debt| debt.reason == DebtReason::TwoReducedWeeklyRests) {
                // Named once as missing here; it is still owed until its own day.
                debt.reason = DebtReason::ReducedWeeklyRest;
            }
        }
        if is_reduced {
            let mut single = self.now.debts.iter_mut().filter(|debt| debt.reason == DebtReason::ReducedWeeklyRest);
            if let Some(first) = single.next_back().filter(|_| reason == DebtReason::TwoReducedWeeklyRests) {
                first.reason = reason;
            }
            self.owe(rest.from, self.law.weekly_rest.regular - rest.minutes.min(self.law.weekly_rest.regular), reason);
        }
        self.now.last_end = rest.until;
        self.now.abroad = rest.abroad;
        self.now.reduced.push(is_reduced);
        let kept = self.now.reduced.len().saturating_sub(self.law.weekly_rest.rests_looked_at);
        self.now.reduced.drain(..kept);
    }

    fn late_start(&mut self, start: Minute) {
        let (elapsed, window) = (start - self.now.last_end, self.law.weekly_rest.window);
        if elapsed > window {
            let severity = of_excess(&self.law.severity.weekly_rest_late, elapsed - window);
            let rule = Rule::WeeklyRestStart;
            self.findings.add((rule, article(rule)), self.now.last_end + window, (elapsed, window), severity);
        }
    }

    /// A rest declared to be weekly that is too short for it.
    fn too_short(&mut self, rest: &Rest) {
        let (due, bands) = match rest.counts_as {
            RestUse::RegularWeekly => (self.law.weekly_rest.regular, &self.law.severity.weekly_rest),
            _ => (self.law.weekly_rest.reduced, &self.law.severity.weekly_rest_reduced),
        };
        if rest.minutes < due {
            self.short(rest, due, of_shortfall(bands, rest.minutes));
        }
    }

    fn short(&mut self, rest: &Rest, due: Minute, severity: Option<Severity>) {
        let rule = Rule::WeeklyRest;
        self.findings.add((rule, article(rule)), rest.from + rest.minutes, (rest.minutes, due), severity);
    }

    /// Whether a reduced weekly rest may follow the one before, and what its compensation then is.
    fn second_in_a_row(&mut self, index: usize, rest: &Rest) -> DebtReason {
        let weekly = &self.law.weekly_rest;
        let follows_reduced = self.now.reduced.last() == Some(&true);
        let follows_two = follows_reduced && self.now.reduced.iter().nth_back(1) == Some(&true);
        let looked_at = self.now.reduced.iter().rev().take(weekly.rests_looked_at - 1);
        let regular = looked_at.clone().filter(|reduced| !**reduced).count() + (weekly.rests_looked_at - 1 - looked_at.count());
        let enough_regular = regular >= weekly.regular_among_them;
        let had_two_in_a_row = self.now.reduced.windows(2).any(|pair| pair[0] && pair[1]);
        if !follows_reduced && (enough_regular || !had_two_in_a_row) {
            return DebtReason::ReducedWeeklyRest;
        }
        if follows_reduced && self.has_regular_beside(index, rest) {
            return DebtReason::ReducedWeeklyRest;
        }
        if follows_reduced && !follows_two && rest.abroad && self.now.abroad && enough_regular {
            return DebtReason::TwoReducedWeeklyRests;
        }
        let severity = of_shortfall(&self.law.severity.weekly_rest, rest.minutes);
        self.short(rest, weekly.regular, severity);
        DebtReason::ReducedWeeklyRest
    }

    /// Whether the two weeks that this rest and the one before are counted for have a regular weekly rest besides.
    fn has_regular_beside(&self, index: usize, rest: &Rest) -> bool {
        let before = self.rests[..index].iter().rfind(|before| before.is_weekly());
        let first = week_start(before.map_or(self.now.last_end - 1, |before| before.from));
        let end = first + 2 * WEEK;
        let mut later = self.rests[index..].iter().take_while(|later| later.from < end);
        rest.from < end && later.any(|later| later.counts_as == RestUse::RegularWeekly)
    }

    fn owe(&mut self, at: Minute, minutes: Minute, reason: DebtReason) {
        if minutes > 0 {
            let due = week_start(at) + (1 + self.law.weekly_rest.compensation_weeks) * WEEK;
            self.now.debts.push(Debt { minutes, due, reason });
        }
    }

    /// Pays debts, each in one piece, from what the rest has to spare.
    fn pay(&mut self, rest: &Rest) {
        let own = match rest.counts_as {
            RestUse::RegularWeekly => self.law.weekly_rest.regular,
            // Where nothing else is declared, a reduced weekly rest has nothing to spare: it owes.
            RestUse::ReducedWeekly if rest.declared => self.law.weekly_rest.reduced,
            RestUse::ReducedWeekly => rest.minutes,
            RestUse::Daily => self.law.weekly_rest.compensation_attached_to,
        };
        let mut spare = (rest.minutes - own).max(0);
        let mut settled = rest.from;
        let mut waiting = Vec::new();
        let mut blocked = false;
        for debt in core::mem::take(&mut self.now.debts) {
            if debt.minutes <= spare && !blocked {
                spare -= debt.minutes;
                settled += debt.minutes;
                // "Before the end" of the week: at its last moment it is late.
                if settled >= debt.due {
                    self.unpaid(&debt, debt.due);
                }
            } else {
                blocked |= self.order == CompensationOrder::OldestFirst;
                waiting.push(debt);
            }
        }
        self.now.debts = waiting;
    }

    fn unpaid(&mut self, debt: &Debt, at: Minute) {
        let severity = &self.law.severity;
        let (article, severity) = match debt.reason {
            DebtReason::Exception => ("12", severity.compensation),
            DebtReason::ReducedWeeklyRest => (article(Rule::Compensation), severity.compensation),
            DebtReason::TwoReducedWeeklyRests => (article(Rule::Compensation), severity.compensation_before_weekly_rest),
        };
        self.findings.add((Rule::Compensation, article), at, (0, debt.minutes), Some(severity));
    }
}

/// In any two consecutive weeks there are two weekly rests (8 (6)); one that falls in two weeks counts in one (8 (9)). Judged where
/// the record holds both weeks whole.
fn two_in_two_weeks(law: &EuLaw, timeline: &Timeline, rests: &[Rest], findings: &mut Findings) {
    let (Some(first), Some(last)) = (timeline.stretches().first(), timeline.stretches().last()) else { return };
    let mut counted: BTreeMap<Minute, usize> = BTreeMap::new();
    for rest in rests.iter().filter(|rest| rest.is_weekly()) {
        let (begin, end) = (week_start(rest.from), week_start(rest.until - 1));
        let mut weeks = (0..=(end - begin) / WEEK).map(|index| begin + index * WEEK);
        let whole = |week: &Minute| rest.until.min(week + WEEK) - rest.from.max(*week) >= law.weekly_rest.regular;
        // A rest that holds a regular weekly rest in each of several weeks is one for each of them.
        let mut counts: Vec<Minute> = weeks.clone().filter(whole).collect();
        if counts.is_empty() {
            counts.extend(weeks.find(|week| !counted.contains_key(week)).or(Some(end)));
        }
        for week in counts {
            *counted.entry(week).or_default() += 1;
        }
    }
    let rule = Rule::WeeklyRestsInTwoWeeks;
    let mut week = week_start(first.from + WEEK - 1);
    while week + 2 * WEEK <= last.until {
        let (end, in_week) = (week + 2 * WEEK, |week: Minute| counted.get(&week).copied().unwrap_or(0));
        let is_named = findings.broken.iter().any(|found| found.rule == Rule::WeeklyRestStart && (week..end).contains(&found.at));
        if in_week(week) + in_week(week + WEEK) < 2 && !is_named {
            let others = rests.iter().filter(|rest| !rest.is_weekly() && rest.from >= week && rest.until <= end);
            let longest = others.map(|rest| rest.minutes).max().unwrap_or(0);
            let severity = of_shortfall(&law.severity.weekly_rest_reduced, longest);
            findings.add((rule, article(rule)), end, (longest, law.weekly_rest.reduced), severity);
        }
        week += WEEK;
    }
}
