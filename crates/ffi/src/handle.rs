//! Handles: what lies behind the opaque pointers of the ABI.

use core::sync::atomic::{AtomicU64, Ordering};

use crate::{error::Failure, status::Status};

/// A type that the header shows by name only.
pub(crate) trait Opaque {
    /// What the pointer leads to.
    type Body;
    /// Marks memory as a live handle of this type.
    const MARK: u64;
    /// Name of the type in messages.
    const NAME: &'static str;
}

/// `repr(C)` puts the mark first, so that it can be read before anything else is believed about the pointer.
#[repr(C)]
struct Marked<T> {
    mark: AtomicU64,
    body: T,
}

/// Gives a body to the caller.
pub(crate) fn give<O: Opaque>(body: O::Body) -> *mut O {
    Box::into_raw(Box::new(Marked { mark: AtomicU64::new(O::MARK), body })).cast()
}

/// What a handle leads to.
///
/// # Safety
/// `handle` is NULL or came from [`give`] of any type; it is not freed while the view is used.
pub(crate) unsafe fn look<'a, O: Opaque>(handle: *const O) -> Result<&'a O::Body, Failure> {
    // SAFETY: passed on from the caller.
    unsafe { check(handle) }?;
    // SAFETY: marked as a live handle of this type, and the caller does not free it meanwhile.
    Ok(&unsafe { &*handle.cast::<Marked<O::Body>>() }.body)
}

/// What a handle leads to, for one caller alone.
///
/// # Safety
/// As for [`look`], and no other thread uses the handle.
pub(crate) unsafe fn look_mut<'a, O: Opaque>(handle: *mut O) -> Result<&'a mut O::Body, Failure> {
    // SAFETY: passed on from the caller.
    unsafe { check(handle) }?;
    // SAFETY: marked as a live handle of this type, and the caller has it for itself.
    Ok(&mut unsafe { &mut *handle.cast::<Marked<O::Body>>() }.body)
}

/// Takes a handle back; `None` when it is NULL or no live handle of this type.
///
/// # Safety
/// As for [`look_mut`].
pub(crate) unsafe fn reclaim<O: Opaque>(handle: *mut O) -> Option<O::Body> {
    // SAFETY: passed on from the caller.
    let mark = unsafe { check(handle) }.ok()?;
    // One of two threads that free at once gets it; the other finds the mark gone.
    mark.compare_exchange(O::MARK, 0, Ordering::AcqRel, Ordering::Relaxed).ok()?;
    // SAFETY: it came from `give` of this type, and the mark, now wiped, lets nobody else here.
    Some(unsafe { Box::from_raw(handle.cast::<Marked<O::Body>>()) }.body)
}

/// # Safety
/// As for [`look`].
unsafe fn check<'a, O: Opaque>(handle: *const O) -> Result<&'a AtomicU64, Failure> {
    if handle.is_null() {
        return Err(Failure::null(O::NAME));
    }
    let mark = handle.cast::<AtomicU64>();
    if mark.is_aligned() {
        // SAFETY: not NULL, aligned, and every handle begins with its mark.
        let mark = unsafe { &*mark };
        if mark.load(Ordering::Acquire) == O::MARK {
            return Ok(mark);
        }
    }
    let message = format!("this is no {}, or it was freed", O::NAME);
    Err(Failure::new(Status::InvalidHandle, "argument.handle", message))
}
