//! A solve in a thread of its own: start, wait, look, cancel, take.
//!
//! Hosts cannot sit in one long call: PHP kills a worker that does, Python could not hear Ctrl-C. They start a [`Run`],
//! wait in slices and look at its progress; dropping it cancels and joins, so no thread outlives its handle.

mod settings;
mod stop;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use haulage_core::money::Amount;
use haulage_routing::{
    explain::explain,
    plan::{Plan, Solution},
    problem::{Problem, amount},
    solve::{Budget, Progress, SolveOptions, solve},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ApiError;

pub use settings::{SolveSettings, StoppedBy};
pub use stop::Stop;

/// A solved problem: the reply of `plan.solve`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Solved {
    /// The plan.
    pub plan: Plan,
    /// How it was found.
    pub run: RunReport,
}

/// How a plan was found. Holds no wall time, so that the same iterations give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunReport {
    /// Seed of the random numbers.
    pub seed: u64,
    /// Iterations done.
    pub iterations: u64,
    /// Why the search ended.
    pub stopped_by: StoppedBy,
}

/// How a run stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RunProgress {
    /// Whether the result can be taken.
    pub finished: bool,
    /// Iterations done.
    pub iterations: u64,
    /// Cost of the best plan so far; absent before the first plan.
    pub best_cost: Option<Amount>,
    /// Routes of the best plan so far.
    pub routes: usize,
    /// Jobs and shipments it does not serve.
    pub unassigned: usize,
}

/// Solves in the caller's thread.
///
/// # Errors
/// Faults of the settings.
pub fn solve_now(problem: &Problem, settings: &SolveSettings) -> Result<Solved, ApiError> {
    solve_from(problem, None, settings)
}

/// Solves in the caller's thread, from a plan: of yesterday, of this morning, or somebody else's. What of it the problem
/// knows and what holds is kept as the start; it need not be feasible.
///
/// # Errors
/// Faults of the settings.
pub fn solve_from(problem: &Problem, start: Option<&Plan>, settings: &SolveSettings) -> Result<Solved, ApiError> {
    solve_on(problem, start.map(|plan| plan.start(problem)), settings)
}

/// Solves in the caller's thread, from a solution, which need not be feasible.
///
/// # Errors
/// Faults of the settings.
pub fn solve_on(problem: &Problem, start: Option<Solution>, settings: &SolveSettings) -> Result<Solved, ApiError> {
    settings.validate()?;
    Ok(search(problem, start, settings, &AtomicBool::new(false), |_| {}))
}

fn search(
    problem: &Problem,
    start: Option<Solution>,
    settings: &SolveSettings,
    cancel: &AtomicBool,
    watch: impl FnMut(&Progress),
) -> Solved {
    let mut stop = Stop::new(settings, cancel);
    let mut watched = Watched { stop: &mut stop, watch };
    let options = SolveOptions::default().seed(settings.seed).threads(settings.threads.unwrap_or(1) as usize);
    let options = start.into_iter().fold(options, SolveOptions::start);
    let solution = solve(problem, &options, &mut watched);
    let run = RunReport { seed: settings.seed, iterations: stop.iterations(), stopped_by: stop.stopped_by() };
    let plan = Plan { unassigned: explain(problem, &solution), ..Plan::new(problem, &solution) };
    Solved { plan, run }
}

/// A budget that somebody looks at.
struct Watched<'a, 'b, W> {
    stop: &'a mut Stop<'b>,
    watch: W,
}

impl<W: FnMut(&Progress)> Budget for Watched<'_, '_, W> {
    fn stride(&self, progress: &Progress) -> u64 {
        self.stop.stride(progress)
    }

    fn spent(&mut self, progress: &Progress) -> f64 {
        (self.watch)(progress);
        self.stop.spent(progress)
    }
}

/// A solve in a thread of its own.
///
/// ```
/// use std::{sync::Arc, time::Duration};
/// use haulage_api::run::{Run, SolveSettings};
/// # use haulage_routing::problem::{Job, Problem, ProfileDocument, VehicleType};
/// # let position = haulage_core::position::Position::new(0.0, 0.0)?;
/// # let problem = Problem::builder().profile(ProfileDocument::great_circle("van", 1.0, 50.0)).place("depot", position)
/// #     .vehicle(VehicleType::new("van").based_at("depot")).job(Job::new("a", position)).build()?;
/// let run = Run::start(Arc::new(problem), SolveSettings::for_time(Duration::from_secs(600)))?;
/// while !run.wait(Duration::from_millis(20)) && run.progress().best_cost.is_none() {}
/// run.cancel();
/// let solved = run.take()?.expect("taken once");
/// assert_eq!(solved.plan.routes.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Run {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    cancel: AtomicBool,
    state: Mutex<State>,
    finished: Condvar,
}

#[derive(Debug, Default)]
struct State {
    progress: Option<Progress>,
    finished: bool,
    result: Option<Result<Solved, ApiError>>,
}

impl Shared {
    /// The state; a panic elsewhere cannot leave it half written, so a poisoned lock is still good.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Run {
    /// Starts a solve.
    ///
    /// # Errors
    /// Faults of the settings, or an internal error when the system gives no thread.
    pub fn start(problem: Arc<Problem>, settings: SolveSettings) -> Result<Self, ApiError> {
        Self::start_from(problem, None, settings)
    }

    /// Starts a solve from a plan, as [`solve_from`] does.
    ///
    /// # Errors
    /// Faults of the settings, or an internal error when the system gives no thread.
    pub fn start_from(problem: Arc<Problem>, plan: Option<&Plan>, settings: SolveSettings) -> Result<Self, ApiError> {
        settings.validate()?;
        let start = plan.map(|plan| plan.start(&problem));
        let shared = Arc::new(Shared::default());
        let inside = Arc::clone(&shared);
        let work = move || {
            let watch = |progress: &Progress| inside.state().progress = Some(*progress);
            let result = catch_unwind(AssertUnwindSafe(|| search(&problem, start, &settings, &inside.cancel, watch)));
            let mut state = inside.state();
            state.result =
                Some(result.map_err(|_| ApiError::internal("the solver panicked; please report the problem document")));
            state.finished = true;
            drop(state);
            inside.finished.notify_all();
        };
        let thread = thread::Builder::new().name("haulage-run".into()).spawn(work);
        let thread = thread.map_err(|error| ApiError::internal(format!("no thread: {error}")))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Waits until the run has finished, at most `limit`; whether it has.
    #[must_use]
    pub fn wait(&self, limit: Duration) -> bool {
        let waited = self.shared.finished.wait_timeout_while(self.shared.state(), limit, |state| !state.finished);
        waited.unwrap_or_else(PoisonError::into_inner).0.finished
    }

    /// How it stands.
    #[must_use]
    pub fn progress(&self) -> RunProgress {
        let state = self.shared.state();
        let progress = state.progress;
        RunProgress {
            finished: state.finished,
            iterations: progress.map_or(0, |progress| progress.iterations),
            best_cost: progress.map(|progress| amount(progress.best_cost)),
            routes: progress.map_or(0, |progress| progress.routes),
            unassigned: progress.map_or(0, |progress| progress.unassigned),
        }
    }

    /// Asks it to stop; the best plan so far can be taken soon after.
    pub fn cancel(&self) {
        self.shared.cancel.store(true, Ordering::Relaxed);
    }

    /// Waits for the end and gives the result; `None` when it was taken before.
    ///
    /// # Errors
    /// An internal error when the solver panicked.
    pub fn take(&self) -> Result<Option<Solved>, ApiError> {
        let waited = self.shared.finished.wait_while(self.shared.state(), |state| !state.finished);
        waited.unwrap_or_else(PoisonError::into_inner).result.take().transpose()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.cancel();
            // The closure catches panics of the search; there is nothing to learn from the join.
            let _ = thread.join();
        }
    }
}
