//! What tours cost, line by line, in exact units.

use super::CostLines;
use crate::problem::{Cost, amount};

/// What a tour costs, in exact units.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ExactCosts {
    pub(super) fixed: Cost,
    pub(super) distance: Cost,
    pub(super) duration: Cost,
    pub(super) prizes: Cost,
    pub(super) changes: Cost,
    pub(super) overtime: Cost,
    pub(super) waiting: Cost,
    pub(super) lateness: Cost,
    pub(super) breaks: Cost,
    pub(super) compactness: Cost,
    pub(super) balance: Cost,
}

impl ExactCosts {
    pub(super) fn add(&mut self, other: &Self) {
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

    /// The sum of all lines.
    pub(super) const fn total(&self) -> Cost {
        let day = self.overtime + self.waiting + self.lateness + self.breaks;
        self.fixed + self.distance + self.duration + self.prizes + self.changes + day + self.compactness + self.balance
    }

    pub(super) fn lines(&self) -> CostLines {
        CostLines {
            total: amount(self.total()),
            fixed: amount(self.fixed),
            distance: amount(self.distance),
            duration: amount(self.duration),
            prizes: amount(self.prizes),
            changes: amount(self.changes),
            overtime: amount(self.overtime),
            waiting: amount(self.waiting),
            lateness: amount(self.lateness),
            breaks: amount(self.breaks),
            compactness: amount(self.compactness),
            balance: amount(self.balance),
        }
    }
}
