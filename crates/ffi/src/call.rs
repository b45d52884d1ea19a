//! Every operation through one door.

use haulage_api::{ApiError, ErrorKind};

use crate::{
    buffer::Buffer,
    bytes,
    error::{Error, Failure},
    guard::{Output, guarded},
    handle,
    status::Status,
};

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        let status = match error.kind {
            ErrorKind::UnknownOperation => Status::UnknownOperation,
            ErrorKind::InvalidDocument => Status::InvalidDocument,
            ErrorKind::Refused => Status::Refused,
            _ => Status::Internal,
        };
        Self::new(status, error.code, error.message).with_faults(&error.faults)
    }
}

/// Calls an operation by name, such as `plan.check`: a request document in, a reply document out. The operations and the
/// JSON Schemas of their documents are listed in the manual. Returns when the operation is done; a long search is better
/// started by `haulage_run_start`. Since ABI 1.
///
/// # Safety
/// `operation` and `request` are valid for reading their lengths or NULL; `out` and `err` are valid for writing or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn haulage_call(
    operation: *const u8,
    operation_len: usize,
    request: *const u8,
    request_len: usize,
    out: *mut *mut Buffer,
    err: *mut *mut Error,
) -> i32 {
    let body = || {
        // SAFETY: passed on from the caller.
        let (out, operation, request) = unsafe {
            (
                Output::new(out, "out")?,
                bytes::text(operation, operation_len, "operation")?,
                bytes::input(request, request_len, "request")?,
            )
        };
        out.write(handle::give(haulage_api::call(operation, request)?));
        Ok(())
    };
    // SAFETY: passed on from the caller.
    unsafe { guarded(err, body) }
}
