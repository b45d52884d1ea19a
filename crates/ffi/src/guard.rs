//! The boundary that every function runs behind: panics stop here, failures become error objects.

use core::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    error::{Error, Failure},
    handle,
    status::Status,
};

/// Runs the body of an exported function. A failure is written to `err` unless that is NULL.
///
/// # Safety
/// `err` is NULL or valid for writing a pointer.
pub(crate) unsafe fn guarded(err: *mut *mut Error, body: impl FnOnce() -> Result<(), Failure>) -> i32 {
    // Nothing of the body is seen after it unwound: outputs are written as its last act, and a handle whose lock was
    // poisoned says so by itself.
    let failure = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return Status::Ok as i32,
        Ok(Err(failure)) => failure,
        Err(panic) => Failure::new(Status::Panic, "internal.panic", panic_text(panic.as_ref())),
    };
    let status = failure.status as i32;
    if !err.is_null() {
        let error = handle::give::<Error>(failure);
        // SAFETY: not NULL, and valid for writing by the contract of the caller.
        unsafe { err.write(error) };
    }
    status
}

/// Runs the body of a function that has no status to return.
pub(crate) fn quiet<T>(fallback: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(fallback)
}

/// Where a function writes what it gives out.
pub(crate) struct Output<T>(*mut T);

impl<T> Output<T> {
    /// # Safety
    /// `slot` is NULL or valid for writing until the call returns.
    pub(crate) unsafe fn new(slot: *mut T, name: &str) -> Result<Self, Failure> {
        if slot.is_null() { Err(Failure::null(name)) } else { Ok(Self(slot)) }
    }

    pub(crate) fn write(self, value: T) {
        // SAFETY: `new` was promised that the slot is valid for writing.
        unsafe { self.0.write(value) }
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the engine panicked: {}", text.unwrap_or("without a message"))
}

#[cfg(test)]
mod tests {
    use core::ptr;

    use super::*;

    #[test]
    fn a_panic_becomes_a_status_of_its_own_and_keeps_its_message() {
        let mut error = ptr::null_mut();
        // SAFETY: `error` is a local slot.
        let status = unsafe { guarded(&raw mut error, || panic!("out of {}", "cheese")) };
        assert_eq!(status, Status::Panic as i32);
        // SAFETY: `guarded` has just given it.
        let failure = unsafe { handle::reclaim(error) }.unwrap();
        assert_eq!(failure.message, "the engine panicked: out of cheese");
    }

    #[test]
    fn a_failure_without_a_place_for_it_is_a_status_alone() {
        // SAFETY: NULL is allowed.
        let status = unsafe { guarded(ptr::null_mut(), || Err(Failure::null("out"))) };
        assert_eq!(status, Status::NullArgument as i32);
    }
}
