//! Budgets: how much searching is left. The engine reads no clock; whoever has one passes a budget that does.

use crate::problem::Cost;

/// How a search stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Iterations done.
    pub iterations: u64,
    /// Iterations since the best solution last improved.
    pub since_improvement: u64,
    /// Cost of the best solution, in cost units.
    pub best_cost: Cost,
    /// Routes of the best solution.
    pub routes: usize,
    /// Jobs and shipments it does not serve.
    pub unassigned: usize,
}

impl Progress {
    /// A search that has a first solution.
    #[must_use]
    pub const fn new(best_cost: Cost, routes: usize, unassigned: usize) -> Self {
        Self { iterations: 0, since_improvement: 0, best_cost, routes, unassigned }
    }
}

/// How much of the search is spent, asked every few iterations.
pub trait Budget {
    /// Iterations until the next question, at most; a budget of iterations ends exactly.
    fn stride(&self, progress: &Progress) -> u64 {
        let _ = progress;
        u64::MAX
    }

    /// The part that is spent: 0 at the beginning, 1 or more to stop. The search cools down along it, so it should grow
    /// evenly; a jump to 1 (a cancelled run) is always safe and keeps the best solution so far.
    ///
    /// Deterministic budgets make deterministic plans: one of iterations does, one of seconds cannot.
    fn spent(&mut self, progress: &Progress) -> f64;
}

/// A fixed number of iterations: the same input and seed give the same plan on every machine.
#[derive(Debug, Clone, Copy)]
pub struct Iterations(pub u64);

impl Budget for Iterations {
    fn stride(&self, progress: &Progress) -> u64 {
        self.0 - progress.iterations.min(self.0)
    }

    fn spent(&mut self, progress: &Progress) -> f64 {
        if self.0 == 0 { 1.0 } else { progress.iterations as f64 / self.0 as f64 }
    }
}

impl<F: FnMut(&Progress) -> f64> Budget for F {
    fn spent(&mut self, progress: &Progress) -> f64 {
        self(progress)
    }
}
