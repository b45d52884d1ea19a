//! The budget of a run: limits, a clock and a cancel flag.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use haulage_routing::solve::{Budget, Progress};

use super::{SolveSettings, StoppedBy};

/// A budget of iterations, time, patience and a cancel flag: whichever ends first.
///
/// ```
/// use std::{sync::atomic::AtomicBool, time::Duration};
/// use haulage_api::run::{SolveSettings, Stop};
/// use haulage_routing::{problem::Problem, solve::{SolveOptions, solve}};
///
/// # use haulage_routing::problem::{Job, ProfileDocument, VehicleType};
/// # let position = haulage_core::position::Position::new(0.0, 0.0)?;
/// # let problem = Problem::builder().profile(ProfileDocument::great_circle("van", 1.0, 50.0)).place("depot", position)
/// #     .vehicle(VehicleType::new("van").based_at("depot")).job(Job::new("a", position)).build()?;
/// let cancel = AtomicBool::new(false);
/// let mut stop = Stop::new(&SolveSettings::for_time(Duration::from_millis(20)), &cancel);
/// let solution = solve(&problem, &SolveOptions::default(), &mut stop);
/// assert_eq!(solution.tours.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Stop<'a> {
    settings: SolveSettings,
    started: Instant,
    cancel: &'a AtomicBool,
    /// Largest part reported so far: patience grows and falls back, a budget may only grow.
    spent: f64,
    reason: Option<StoppedBy>,
    iterations: u64,
}

impl<'a> Stop<'a> {
    /// A budget that starts now.
    #[must_use]
    pub fn new(settings: &SolveSettings, cancel: &'a AtomicBool) -> Self {
        Self { settings: *settings, started: Instant::now(), cancel, spent: 0.0, reason: None, iterations: 0 }
    }

    /// Why the search ended.
    #[must_use]
    pub fn stopped_by(&self) -> StoppedBy {
        self.reason.unwrap_or(StoppedBy::Completed)
    }

    /// Iterations done when it was last asked.
    #[must_use]
    pub const fn iterations(&self) -> u64 {
        self.iterations
    }
}

impl Budget for Stop<'_> {
    fn stride(&self, progress: &Progress) -> u64 {
        let left = |done: u64, limit: Option<u64>| limit.map_or(u64::MAX, |limit| limit.saturating_sub(done));
        left(progress.iterations, self.settings.iterations).min(left(progress.since_improvement, self.settings.no_improvement))
    }

    fn spent(&mut self, progress: &Progress) -> f64 {
        self.iterations = progress.iterations;
        let part =
            |done: u64, limit: Option<u64>| limit.map_or(0.0, |limit| if limit == 0 { 1.0 } else { done as f64 / limit as f64 });
        let time = self.settings.time_limit_ms.map_or(0.0, |limit| {
            let limit = Duration::from_millis(limit).as_secs_f64();
            if limit == 0.0 { 1.0 } else { self.started.elapsed().as_secs_f64() / limit }
        });
        let limits = [
            (StoppedBy::Iterations, part(progress.iterations, self.settings.iterations)),
            (StoppedBy::TimeLimit, time),
            (StoppedBy::NoImprovement, part(progress.since_improvement, self.settings.no_improvement)),
            (StoppedBy::Cancelled, if self.cancel.load(Ordering::Relaxed) { 1.0 } else { 0.0 }),
        ];
        for (reason, part) in limits {
            self.spent = self.spent.max(part);
            if part >= 1.0 && self.reason.is_none() {
                self.reason = Some(reason);
            }
        }
        self.spent
    }
}
