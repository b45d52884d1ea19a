//! Errors: a status, a stable code, a message, and every fault of the document.

use std::borrow::Cow;

use haulage_core::fault::Faults;

use crate::{
    bytes::Bytes,
    guard::quiet,
    handle::{self, Opaque},
    status::Status,
};

/// Why a call failed; belongs to the caller.
#[derive(Debug)]
pub struct Error(());

impl Opaque for Error {
    type Body = Failure;
    const MARK: u64 = u64::from_be_bytes(*b"hlgerror");
    const NAME: &'static str = "haulage_error";
}

/// What lies behind an [`Error`]. The faults are kept as text, so that a view of them needs no memory of its own.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    pub(crate) faults: Vec<u8>,
}

impl Failure {
    pub(crate) fn new(status: Status, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), faults: b"[]".to_vec() }
    }

    pub(crate) fn null(name: &str) -> Self {
        Self::new(Status::NullArgument, "argument.null", format!("`{name}` is NULL"))
    }

    pub(crate) fn with_faults(mut self, faults: &Faults) -> Self {
        if let Ok(text) = serde_json::to_vec(faults) {
            self.faults = text;
        }
        self
    }
}

/// # Safety
/// `error` is NULL or a live error.
unsafe fn view(error: *const Error, part: impl FnOnce(&Failure) -> &[u8]) -> Bytes {
    // SAFETY: passed on from the caller.
    quiet(Bytes::NONE, || unsafe { handle::look(error) }.map_or(Bytes::NONE, |failure| Bytes::of(part(failure))))
}

/// The status that the failed call returned; 0 for NULL. Since ABI 1.
///
/// # Safety
/// `error` is NULL or a live error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_error_status(error: *const Error) -> i32 {
    // SAFETY: passed on from the caller.
    quiet(0, || unsafe { handle::look(error) }.map_or(0, |failure| failure.status as i32))
}

/// A stable code for programs, such as `document.invalid`; valid until the error is freed. Since ABI 1.
///
/// # Safety
/// `error` is NULL or a live error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_error_code(error: *const Error) -> Bytes {
    // SAFETY: passed on from the caller.
    unsafe { view(error, |failure| failure.code.as_bytes()) }
}

/// What went wrong, for people; valid until the error is freed. Since ABI 1.
///
/// # Safety
/// `error` is NULL or a live error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_error_message(error: *const Error) -> Bytes {
    // SAFETY: passed on from the caller.
    unsafe { view(error, |failure| failure.message.as_bytes()) }
}

/// All faults of the document as a JSON array of `{"path", "code", "cause", "remedy"}`, `[]` when the document is not to
/// blame; valid until the error is freed. Since ABI 1.
///
/// # Safety
/// `error` is NULL or a live error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_error_faults(error: *const Error) -> Bytes {
    // SAFETY: passed on from the caller.
    unsafe { view(error, |failure| &failure.faults) }
}

/// Frees an error. Since ABI 1.
///
/// # Safety
/// `error` is NULL or a live error that nobody else uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_error_free(error: *mut Error) {
    // SAFETY: passed on from the caller.
    quiet((), || drop(unsafe { handle::reclaim(error) }));
}
