//! Exact money of the checker: 128-bit sums, rounded once when printed.

use core::ops::AddAssign;

use haulage_core::{fault::Path, money::Amount};
use rust_decimal::{Decimal, RoundingStrategy};

use super::report::Violations;
use crate::{plan::CostLines, problem::UNITS};

/// Cost lines in exact units.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Costs {
    pub fixed: i128,
    pub distance: i128,
    pub duration: i128,
    pub prizes: i128,
    pub changes: i128,
    pub overtime: i128,
    pub waiting: i128,
    pub lateness: i128,
    pub breaks: i128,
    pub compactness: i128,
    pub balance: i128,
}

impl AddAssign for Costs {
    fn add_assign(&mut self, other: Self) {
        self.fixed += other.fixed;
        self.distance += other.distance;
        self.duration += other.duration;
        self.prizes += other.prizes;
        self.changes += other.changes;
        self.overtime += other.overtime;
        self.waiting += other.waiting;
        self.lateness += other.lateness;
        self.breaks += other.breaks;
        self.compactness += other.compactness;
        self.balance += other.balance;
    }
}

impl Costs {
    pub(super) fn lines(&self) -> CostLines {
        CostLines {
            total: printed(self.total()),
            fixed: printed(self.fixed),
            distance: printed(self.distance),
            duration: printed(self.duration),
            prizes: printed(self.prizes),
            changes: printed(self.changes),
            overtime: printed(self.overtime),
            waiting: printed(self.waiting),
            lateness: printed(self.lateness),
            breaks: printed(self.breaks),
            compactness: printed(self.compactness),
            balance: printed(self.balance),
        }
    }

    fn total(&self) -> i128 {
        let day = self.overtime + self.waiting + self.lateness + self.breaks;
        self.fixed + self.distance + self.duration + self.prizes + self.changes + day + self.compactness + self.balance
    }

    /// Compares the lines of a plan with these.
    pub(super) fn compare(&self, path: &Path<'_>, claimed: &CostLines, violations: &mut Violations) {
        let real = self.lines();
        for (key, claimed, real) in [
            ("total", claimed.total, real.total),
            ("fixed", claimed.fixed, real.fixed),
            ("distance", claimed.distance, real.distance),
            ("duration", claimed.duration, real.duration),
            ("prizes", claimed.prizes, real.prizes),
            ("changes", claimed.changes, real.changes),
            ("overtime", claimed.overtime, real.overtime),
            ("waiting", claimed.waiting, real.waiting),
            ("lateness", claimed.lateness, real.lateness),
            ("breaks", claimed.breaks, real.breaks),
            ("compactness", claimed.compactness, real.compactness),
            ("balance", claimed.balance, real.balance),
        ] {
            violations.compare(&path.key(key), "check.costs", claimed, real);
        }
    }
}

/// To a millionth of the currency, half to even. Only a plan that drives the same stops beyond all bounds leaves the range.
fn printed(units: i128) -> Amount {
    let exact = Decimal::try_from_i128_with_scale(units, 0).map(|units| units / Decimal::from(UNITS));
    let rounded = exact.map(|exact| exact.round_dp_with_strategy(6, RoundingStrategy::MidpointNearestEven).normalize());
    Amount(rounded.unwrap_or(Decimal::MAX))
}
