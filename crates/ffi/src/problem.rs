//! Routing problems whose matrices cross as raw numbers: a thousand places are a million numbers, and as JSON they would
//! cost the caller 25 times as much as the search's set-up.

use haulage_core::fault::{Faults, Path};
use haulage_routing::{
    problem::ProblemDocument,
    travel::{Grid, TravelDocument},
};

use crate::{
    bytes,
    error::{Error, Failure},
    guard::{Output, guarded, quiet},
    handle::{self, Opaque},
    status::Status,
};

/// A routing problem that is being put together; validated as a whole when a run starts.
#[derive(Debug)]
pub struct Problem(());

impl Opaque for Problem {
    type Body = ProblemDocument;
    const MARK: u64 = u64::from_be_bytes(*b"hlgprobl");
    const NAME: &'static str = "haulage_problem";
}

/// Reads a problem document (the member `problem` of a `plan.solve` request). A profile whose matrix follows by
/// `haulage_problem_set_matrix` has `"travel": {"matrix": {"distances_m": []}}`. Since ABI 1.
///
/// # Safety
/// `document` is valid for reading its length or NULL; `out` and `err` are valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_problem_new(
    document: *const u8,
    document_len: usize,
    out: *mut *mut Problem,
    err: *mut *mut Error,
) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (out, document) = unsafe { (Output::new(out, "out")?, bytes::input(document, document_len, "document")?) };
        out.write(handle::give(haulage_api::read(document)?));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Gives a profile its matrices: `cells` numbers each, row by row, row = from and column = to in the order of the
/// problem's places. Metres, and seconds; without durations (NULL) a leg lasts as many seconds as it has metres. The
/// numbers are copied and need not be aligned. Since ABI 1.
///
/// # Safety
/// `problem` is a live problem or NULL, used by this thread alone; `profile` is valid for reading its length or NULL;
/// `distances` and `durations` are valid for reading `cells` numbers or NULL; `err` is valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_problem_set_matrix(
    problem: *mut Problem,
    profile: *const u8,
    profile_len: usize,
    distances: *const u32,
    durations: *const u32,
    cells: usize,
    err: *mut *mut Error,
) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        unsafe { set(problem, (profile, profile_len), (distances, durations, cells), |_, cell| Ok(cell)) }
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// As `haulage_problem_set_matrix`, from floating-point numbers, each rounded to the nearest integer. Since ABI 1.
///
/// # Safety
/// As for `haulage_problem_set_matrix`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_problem_set_matrix_f64(
    problem: *mut Problem,
    profile: *const u8,
    profile_len: usize,
    distances: *const f64,
    durations: *const f64,
    cells: usize,
    err: *mut *mut Error,
) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        unsafe { set(problem, (profile, profile_len), (distances, durations, cells), round) }
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}

/// Frees a problem. Runs that were started from it go on. Since ABI 1.
///
/// # Safety
/// `problem` is NULL or a live problem that nobody else uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_problem_free(problem: *mut Problem) {
    // SAFETY: passed on from the caller.
    quiet((), || drop(unsafe { handle::reclaim(problem) }));
}

/// # Safety
/// As for [`haulage_problem_set_matrix`].
unsafe fn set<T: Copy>(
    problem: *mut Problem,
    (profile, profile_len): (*const u8, usize),
    (distances, durations, cells): (*const T, *const T, usize),
    convert: fn(usize, T) -> Result<u32, Failure>,
) -> Result<(), Failure> {
    // SAFETY: passed on from the caller.
    let (problem, profile) = unsafe { (handle::look_mut(problem)?, bytes::text(profile, profile_len, "profile")?) };
    let Some(index) = problem.profiles.iter().position(|known| known.id == profile) else {
        let message = format!("the problem has no profile `{profile}`");
        return Err(Failure::new(Status::UnknownName, "argument.unknown_profile", message));
    };
    let path = Path::ROOT.key("profiles");
    let path = path.index(index);
    let path = path.key("travel");
    let path = path.key("matrix");
    // SAFETY: passed on from the caller.
    let distances_m = unsafe { grid(distances, cells, "distances", convert) };
    let distances_m = distances_m.map_err(|failure| failure.located(&path.key("distances_m")))?;
    let durations_s = if durations.is_null() {
        None
    } else {
        // SAFETY: passed on from the caller.
        let grid = unsafe { grid(durations, cells, "durations", convert) };
        Some(grid.map_err(|failure| failure.located(&path.key("durations_s")))?)
    };
    problem.profiles[index].travel = TravelDocument::Matrix { distances_m, durations_s };
    Ok(())
}

/// # Safety
/// `data` is valid for reading `cells` numbers or NULL.
unsafe fn grid<T: Copy>(
    data: *const T,
    cells: usize,
    name: &str,
    convert: fn(usize, T) -> Result<u32, Failure>,
) -> Result<Grid, Failure> {
    // SAFETY: passed on from the caller.
    let numbers = unsafe { bytes::numbers(data, cells, name) }?;
    let cells = numbers.into_iter().enumerate().map(|(at, number)| convert(at, number)).collect::<Result<_, _>>()?;
    Grid::from_cells(cells).map_err(|error| Failure::new(Status::InvalidMatrix, error.code(), error.to_string()))
}

fn round(at: usize, number: f64) -> Result<u32, Failure> {
    let rounded = number.round();
    if (0.0..=f64::from(u32::MAX)).contains(&rounded) {
        #[expect(clippy::cast_sign_loss, reason = "inside the range of u32, as the line above says")]
        return Ok(rounded as u32);
    }
    let message = format!("number {at}, {number}, is no length of a leg");
    Err(Failure::new(Status::InvalidMatrix, "matrix.not_a_length", message))
}

impl Failure {
    /// The same as the one fault of a document, at its place there.
    fn located(self, path: &Path<'_>) -> Self {
        if self.status != Status::InvalidMatrix {
            return self;
        }
        let mut faults = Faults::new();
        faults.report(path, &self.code, self.message.clone(), "give a square of numbers from 0 to 2147483647");
        self.with_faults(&faults)
    }
}
