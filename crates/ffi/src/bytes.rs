//! Views of memory, in both directions.

use core::{ptr, slice, str};

use crate::{error::Failure, status::Status};

/// A view of bytes that belong to somebody else; `data` is NULL when there are none. Not terminated by a zero.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Bytes {
    /// The first byte.
    pub data: *const u8,
    /// How many there are.
    pub len: usize,
}

impl Bytes {
    pub(crate) const NONE: Self = Self { data: ptr::null(), len: 0 };

    pub(crate) const fn of(bytes: &[u8]) -> Self {
        Self { data: bytes.as_ptr(), len: bytes.len() }
    }
}

/// The bytes that a caller passed; NULL is allowed for none.
///
/// # Safety
/// `data` is NULL or valid for `len` bytes of reading until the view is dropped.
pub(crate) unsafe fn input<'a>(data: *const u8, len: usize, name: &str) -> Result<&'a [u8], Failure> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Failure::null(name));
    }
    if isize::try_from(len).is_err() {
        return Err(Failure::new(Status::InvalidLength, "argument.length", format!("`{name}` cannot be {len} bytes long")));
    }
    // SAFETY: not NULL, no longer than an object can be, and valid for reading by the contract of the caller.
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// The text that a caller passed.
///
/// # Safety
/// As for [`input`].
pub(crate) unsafe fn text<'a>(data: *const u8, len: usize, name: &str) -> Result<&'a str, Failure> {
    // SAFETY: passed on from the caller.
    let bytes = unsafe { input(data, len, name) }?;
    str::from_utf8(bytes).map_err(|error| Failure::new(Status::NotUtf8, "argument.utf8", format!("`{name}`: {error}")))
}

/// The numbers that a caller passed, copied; they need not be aligned, as a packed string of PHP need not be.
///
/// # Safety
/// `data` is NULL or valid for `len` numbers of reading.
pub(crate) unsafe fn numbers<T: Copy>(data: *const T, len: usize, name: &str) -> Result<Vec<T>, Failure> {
    if len == 0 {
        return Ok(Vec::new());
    }
    if data.is_null() {
        return Err(Failure::null(name));
    }
    if len.checked_mul(size_of::<T>()).is_none_or(|bytes| isize::try_from(bytes).is_err()) {
        return Err(Failure::new(Status::InvalidLength, "argument.length", format!("`{name}` cannot hold {len} numbers")));
    }
    let mut copy: Vec<T> = Vec::new();
    copy.try_reserve_exact(len)
        .map_err(|error| Failure::new(Status::InvalidLength, "argument.length", format!("`{name}`: {error}")))?;
    // SAFETY: `copy` has room for `len` numbers; the caller's are valid for reading, byte by byte because of alignment; and
    // every bit pattern copied is one of `T`, since the caller passed numbers.
    unsafe {
        ptr::copy_nonoverlapping(data.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), len * size_of::<T>());
        copy.set_len(len);
    }
    Ok(copy)
}
