//! A solve in a thread of its own, as Python polls it: the GIL is free while it waits.

use std::{process, sync::Arc, time::Duration};

use haulage_api::run::{self, RunReport as RunReportDocument, SolveSettings, StoppedBy};
use haulage_core::money::Amount;
use pyo3::{exceptions::PyValueError, prelude::*};
use serde::Serialize;

use crate::{errors, plan::Plan, problem::Problem, record::record};

record! {
    /// How a plan was found.
    RunReport = RunReportDocument {
        /// Seed of the random numbers: the same seed and iterations give the same plan, byte for byte.
        seed: u64,
        /// Iterations done.
        iterations: u64,
        /// Why the search ended: `iterations`, `time_limit`, `no_improvement`, `cancelled` or `completed`.
        stopped_by: StoppedBy,
    }
}

/// How a run stands.
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Standing {
    iterations: u64,
    best_cost: Option<Amount>,
    routes: u64,
    unassigned: u64,
}

record! {
    /// How a run stands.
    RunProgress = Standing {
        /// Iterations done.
        iterations: u64,
        /// Cost of the best plan so far; `None` before the first.
        best_cost: Option<Amount>,
        /// Routes of the best plan so far.
        routes: u64,
        /// Jobs and shipments that it does not serve.
        unassigned: u64,
    }
}

/// A solve in a thread of its own: wait, look, cancel, take. `haulage.solve` does all of it; take this for a loop of
/// your own. Letting go of a run cancels it.
#[pyclass(frozen, module = "haulage")]
pub(crate) struct Run {
    problem: Py<Problem>,
    /// Held by the process that started it; see [`Drop`].
    native: Option<run::Run>,
    process: u32,
}

impl Run {
    fn run(&self) -> PyResult<&run::Run> {
        let mine = self.process == process::id();
        let text = "the run belongs to the process that started it; start another after a fork";
        self.native.as_ref().filter(|_| mine).ok_or_else(|| PyValueError::new_err(text))
    }
}

#[pymethods]
impl Run {
    /// Starts a solve; at least one of `seconds`, `iterations` and `no_improvement` must be given. It searches in `threads`
    /// threads, none of which outlives it.
    #[new]
    #[pyo3(signature = (problem, /, *, seconds = None, iterations = None, no_improvement = None, seed = 0, threads = 1))]
    fn new(
        problem: Py<Problem>,
        seconds: Option<f64>,
        iterations: Option<u64>,
        no_improvement: Option<u64>,
        seed: u64,
        threads: u32,
    ) -> PyResult<Self> {
        if seconds.is_none() && iterations.is_none() && no_improvement.is_none() {
            let remedy = "give seconds, iterations or no_improvement";
            return Err(errors::malformed("options.no_limit", "the search would never end", remedy));
        }
        let time = seconds.map(Duration::try_from_secs_f64).transpose();
        let time = time.map_err(|error| PyValueError::new_err(format!("seconds: {error}")))?;
        let time_limit_ms = time.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        let settings = SolveSettings { seed, iterations, time_limit_ms, no_improvement, threads: Some(threads) };
        let run = run::Run::start(Arc::clone(problem.get().valid()), settings).map_err(errors::from_api)?;
        Ok(Self { problem, native: Some(run), process: process::id() })
    }

    /// Waits until the run has finished, at most some seconds; whether it has.
    fn wait(&self, py: Python<'_>, seconds: f64) -> PyResult<bool> {
        let limit = Duration::try_from_secs_f64(seconds).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let run = self.run()?;
        Ok(py.detach(|| run.wait(limit)))
    }

    /// How it stands.
    fn progress(&self) -> PyResult<RunProgress> {
        let progress = self.run()?.progress();
        Ok(RunProgress(Standing {
            iterations: progress.iterations,
            best_cost: progress.best_cost,
            routes: progress.routes as u64,
            unassigned: progress.unassigned as u64,
        }))
    }

    /// Asks it to stop; the best plan so far can be taken soon after.
    fn cancel(&self) -> PyResult<()> {
        self.run()?.cancel();
        Ok(())
    }

    /// Waits for the end and gives the plan; `None` when it was taken before.
    fn take(&self, py: Python<'_>) -> PyResult<Option<Plan>> {
        let run = self.run()?;
        let solved = py.detach(|| run.take()).map_err(errors::from_api)?;
        Ok(solved.map(|solved| Plan::new(self.problem.clone_ref(py), Arc::new(solved.plan), Some(solved.run))))
    }
}

impl Drop for Run {
    /// In a child that was forked after the start the thread does not exist, and joining it would hang.
    fn drop(&mut self) {
        if self.process != process::id()
            && let Some(run) = self.native.take()
        {
            std::mem::forget(run);
        }
    }
}
