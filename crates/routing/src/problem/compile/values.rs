//! Values: moments to seconds, amounts and costs to integers, each in its range.

use haulage_core::{fault::Path, money::Amount, quantity};

use super::{Compiler, MOST_DIMENSIONS};
use crate::problem::{
    Moment, Span, Window,
    cost::{self, Cost},
    time::HORIZON,
};

impl Compiler {
    pub(super) fn second(&mut self, path: &Path<'_>, moment: Moment) -> i64 {
        match moment.second(self.problem.clock.as_ref()) {
            Some(second) if (0..=HORIZON).contains(&second) => second,
            Some(second) => {
                let cause = format!("{moment} is second {second} of the problem's clock");
                self.fault(
                    path,
                    "problem.moment_range",
                    cause,
                    "give a moment between the clock's start and a hundred years later",
                );
                0
            }
            None => {
                let remedy = "give the problem a clock and whole seconds, or write seconds from zero";
                self.fault(path, "problem.moment", format!("{moment} cannot be placed on the problem's clock"), remedy);
                0
            }
        }
    }

    pub(super) fn windows(&mut self, path: &Path<'_>, windows: &[Window]) -> Vec<Span> {
        let mut spans = Vec::with_capacity(windows.len().max(1));
        for (index, window) in windows.iter().enumerate() {
            let path = path.index(index);
            let earliest = self.second(&path.key("earliest"), window.earliest);
            let latest = self.second(&path.key("latest"), window.latest);
            if latest < earliest {
                self.fault(&path, "problem.reversed_window", "the window ends before it begins", "swap its ends or mend one");
            } else if spans.last().is_some_and(|before: &Span| earliest <= before.latest) {
                self.fault(
                    &path,
                    "problem.window_order",
                    "the window begins before the one above has ended",
                    "sort and merge them",
                );
            } else {
                spans.push(Span { earliest, latest });
            }
        }
        if spans.is_empty() {
            spans.push(Span::ALWAYS);
        }
        spans
    }

    pub(super) fn skills(&mut self, path: &Path<'_>, names: &[String]) -> Vec<usize> {
        let mut skills = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            if name.trim().is_empty() {
                self.fault(&path.index(index), "problem.blank_id", "the skill has no name", "give it one, or drop it");
            }
            let next = self.skill_ids.len();
            let skill = *self.skill_ids.entry(name.clone()).or_insert(next);
            if skill == self.problem.skills.len() {
                self.problem.skills.push(name.clone());
            }
            skills.push(skill);
        }
        skills.sort_unstable();
        skills.dedup();
        skills
    }

    pub(super) fn width(&mut self, path: &Path<'_>, width: usize) {
        if width > MOST_DIMENSIONS {
            let cause = format!("{width} dimensions are more than {MOST_DIMENSIONS}");
            self.fault(path, "problem.dimensions", cause, "give fewer dimensions");
        }
    }

    /// Amounts in every dimension of the problem; `default` where the document gives none.
    pub(super) fn amounts(&mut self, path: &Path<'_>, amounts: &[u64], default: i64) -> Vec<i64> {
        let mut all = vec![default; self.problem.dimensions];
        for (index, (slot, &amount)) in all.iter_mut().zip(amounts).enumerate() {
            *slot = self.integer(&path.index(index), amount, quantity::MAX as i64);
        }
        all
    }

    pub(super) fn integer(&mut self, path: &Path<'_>, value: u64, most: i64) -> i64 {
        i64::try_from(value).ok().filter(|&value| value <= most).unwrap_or_else(|| {
            self.fault(path, "problem.integer_range", format!("{value} is above {most}"), "give a smaller number");
            0
        })
    }

    pub(super) fn cost(&mut self, path: &Path<'_>, amount: Amount, per: Cost) -> Cost {
        cost::units(amount, per).filter(|&cost| cost >= 0).unwrap_or_else(|| {
            let remedy = "give 0 to 1000000000 with at most three decimals";
            self.fault(path, "problem.cost", format!("{amount} is not a cost that is counted exactly"), remedy);
            0
        })
    }
}
