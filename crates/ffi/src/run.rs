//! Long work: a search in a thread of its own, asked now and then how it stands.

use std::{process, sync::Arc, time::Duration};

use haulage_api::run::{Run as Search, SolveSettings};
use haulage_routing::problem;

use crate::{
    buffer::Buffer,
    bytes,
    error::{Error, Failure},
    guard::{Output, guarded, quiet},
    handle::{self, Opaque},
    problem::Problem,
    status::Status,
};

/// A search that is under way.
#[derive(Debug)]
pub struct Run(());

impl Opaque for Run {
    type Body = Held;
    const MARK: u64 = u64::from_be_bytes(*b"hlgsolve");
    const NAME: &'static str = "haulage_run";
}

/// A search and the process whose thread it is.
#[derive(Debug)]
pub(crate) struct Held {
    search: Search,
    process: u32,
}

impl Held {
    /// The search, unless this is a forked child: there its thread does not exist and its locks may be held for ever.
    fn here(&self) -> Result<&Search, Failure> {
        if self.process == process::id() {
            return Ok(&self.search);
        }
        let message = "the run was started by another process, of which this one is a fork";
        Err(Failure::new(Status::RunForked, "run.forked", message))
    }
}

/// Starts a search for a good plan in a thread of its own. `options` is the member `options` of a `plan.solve` request:
/// `{"seed": 1, "time_limit_ms": 5000}`. The problem is validated first, and may be changed or freed afterwards. Since ABI 1.
///
/// # Safety
/// `problem` is a live problem or NULL; `options` is valid for reading its length or NULL; `out` and `err` are valid for
/// writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_start(
    problem: *const Problem,
    options: *const u8,
    options_len: usize,
    out: *mut *mut Run,
    err: *mut *mut Error,
) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (out, document, options) =
            unsafe { (Output::new(out, "out")?, handle::look(problem)?, bytes::input(options, options_len, "options")?) };
        let settings: SolveSettings = haulage_api::read(options)?;
        let problem = problem::Problem::new(document.clone()).map_err(haulage_api::ApiError::from)?;
        let search = Search::start(Arc::new(problem), settings)?;
        out.write(handle::give(Held { search, process: process::id() }));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Waits until the search is over, but no longer than `milliseconds` (0: just looks). `finished` becomes 1 or 0. Several
/// threads may wait. Since ABI 1.
///
/// # Safety
/// `run` is a live run or NULL; `finished` and `err` are valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_wait(run: *const Run, milliseconds: u32, finished: *mut i32, err: *mut *mut Error) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (finished, held) = unsafe { (Output::new(finished, "finished")?, handle::look(run)?) };
        let over = held.here()?.wait(Duration::from_millis(milliseconds.into()));
        finished.write(i32::from(over));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// How the search stands, as a document: `{"finished", "iterations", "best_cost", "routes", "unassigned"}`;
/// `best_cost` is null before the first plan. Since ABI 1.
///
/// # Safety
/// `run` is a live run or NULL; `out` and `err` are valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_progress(run: *const Run, out: *mut *mut Buffer, err: *mut *mut Error) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (out, held) = unsafe { (Output::new(out, "out")?, handle::look(run)?) };
        out.write(handle::give(json(&held.here()?.progress())?));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Asks the search to stop; it ends soon, with the best plan so far. Returns at once. Since ABI 1.
///
/// # Safety
/// `run` is a live run or NULL; `err` is valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_cancel(run: *const Run, err: *mut *mut Error) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        unsafe { handle::look(run) }?.here()?.cancel();
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Takes the result of a finished search: the reply document of `plan.solve`. Once. Since ABI 1.
///
/// # Safety
/// `run` is a live run or NULL, used by this thread alone; `out` and `err` are valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_take(run: *mut Run, out: *mut *mut Buffer, err: *mut *mut Error) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (out, held) = unsafe { (Output::new(out, "out")?, handle::look_mut(run)?) };
        held.here()?;
        if !held.search.wait(Duration::ZERO) {
            return Err(Failure::new(Status::RunPending, "run.pending", "the search is not over yet"));
        }
        let Some(solved) = held.search.take()? else {
            return Err(Failure::new(Status::RunTaken, "run.taken", "the result was taken before"));
        };
        out.write(handle::give(json(&solved)?));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Cancels the search when it is still under way, waits for its thread, and frees the run. In a forked child the run of
/// the parent is only forgotten. Since ABI 1.
///
/// # Safety
/// `run` is NULL or a live run that nobody else uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_run_free(run: *mut Run) {
    quiet((), || {
        // SAFETY: passed on from the caller.
        if let Some(held) = unsafe { handle::reclaim(run) }
            && held.here().is_err()
        {
            // Dropping would wait for a thread that this process does not have.
            core::mem::forget(held);
        }
    });
}

fn json<T: serde::Serialize>(document: &T) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(document).map_err(|error| Failure::new(Status::Internal, "internal", error.to_string()))
}
