//! How long to search, and why a search ended.

use std::time::Duration;

use haulage_core::fault::{Faults, Path};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How to search and when to stop: whichever limit comes first. At least one limit must be given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SolveSettings {
    /// Seed of the random numbers: the same seed and iterations give the same plan, byte for byte.
    pub seed: u64,
    /// Most iterations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iterations: Option<u64>,
    /// Most milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_limit_ms: Option<u64>,
    /// Most iterations without a better plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_improvement: Option<u64>,
    /// Threads that search, at most 256; none of them outlives the run. One where absent. The same seed, iterations and
    /// threads give the same plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<u32>,
}

impl SolveSettings {
    /// Longest time limit: a week. A search that is to run longer is a mistake in the unit.
    pub const LONGEST_MS: u64 = 7 * 24 * 3_600 * 1_000;

    /// Most threads of one run.
    pub const MOST_THREADS: u32 = 256;

    /// Searches for some time.
    #[must_use]
    pub fn for_time(limit: Duration) -> Self {
        Self { time_limit_ms: Some(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)), ..Self::default() }
    }

    /// Searches for a number of iterations: deterministic.
    #[must_use]
    pub fn for_iterations(iterations: u64) -> Self {
        Self { iterations: Some(iterations), ..Self::default() }
    }

    /// With another seed.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// With several threads.
    #[must_use]
    pub const fn threads(mut self, threads: u32) -> Self {
        self.threads = Some(threads);
        self
    }

    /// # Errors
    /// A fault when no limit is given, the time limit is absurd or there are no threads or too many; paths are relative to the settings.
    pub fn validate(&self) -> Result<(), Faults> {
        let mut faults = Faults::new();
        if self.iterations.is_none() && self.time_limit_ms.is_none() && self.no_improvement.is_none() {
            let remedy = "give iterations, time_limit_ms or no_improvement";
            faults.report(&Path::ROOT, "options.no_limit", "the search would never end", remedy);
        }
        if let Some(limit) = self.time_limit_ms.filter(|&limit| limit > Self::LONGEST_MS) {
            let cause = format!("{limit} ms is longer than a week");
            faults.report(&Path::ROOT.key("time_limit_ms"), "options.time_limit", cause, "give milliseconds, at most 604800000");
        }
        if let Some(threads) = self.threads.filter(|threads| !(1..=Self::MOST_THREADS).contains(threads)) {
            let cause = format!("{threads} threads cannot search");
            faults.report(&Path::ROOT.key("threads"), "options.threads", cause, "give 1 to 256");
        }
        faults.into_result(())
    }
}

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StoppedBy {
    /// All iterations are done.
    Iterations,
    /// The time is over.
    TimeLimit,
    /// No better plan was found for as long as was asked.
    NoImprovement,
    /// It was cancelled; the plan is the best until then.
    Cancelled,
    /// There was nothing left to search for.
    Completed,
}
