//! Buffers: documents on their way out.

use crate::{
    bytes::Bytes,
    guard::quiet,
    handle::{self, Opaque},
};

/// A document that belongs to the caller.
#[derive(Debug)]
pub struct Buffer(());

impl Opaque for Buffer {
    type Body = Vec<u8>;
    const MARK: u64 = u64::from_be_bytes(*b"hlgbuffr");
    const NAME: &'static str = "haulage_buffer";
}

/// The bytes of a buffer, UTF-8 JSON; valid until the buffer is freed. None for NULL. Since ABI 1.
///
/// # Safety
/// `buffer` is NULL or a live buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_buffer_bytes(buffer: *const Buffer) -> Bytes {
    // SAFETY: passed on from the caller.
    quiet(Bytes::NONE, || unsafe { handle::look(buffer) }.map_or(Bytes::NONE, |body| Bytes::of(body)))
}

/// Frees a buffer. Since ABI 1.
///
/// # Safety
/// `buffer` is NULL or a live buffer that nobody else uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_buffer_free(buffer: *mut Buffer) {
    // SAFETY: passed on from the caller.
    quiet((), || drop(unsafe { handle::reclaim(buffer) }));
}
