//! Any bytes through the C door: a line with the operation's name, then the request.
#![no_main]

use std::ptr;

use haulage_ffi::{
    buffer::haulage_buffer_free,
    call::haulage_call,
    error::{haulage_error_free, haulage_error_status},
    status::Status,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let end = data.iter().position(|&byte| byte == b'\n').unwrap_or(data.len());
    let (name, request) = (&data[..end], data.get(end + 1..).unwrap_or_default());
    // A search may be told to last a week; the fuzzer has other things to do.
    if name == b"plan.solve" {
        return;
    }
    let (mut reply, mut error) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: slices and local slots; what comes out is freed once.
    unsafe {
        let status =
            haulage_call(name.as_ptr(), name.len(), request.as_ptr(), request.len(), &raw mut reply, &raw mut error);
        assert!(status < Status::Internal as i32, "{status}");
        assert_eq!(status == Status::Ok as i32, error.is_null());
        assert_eq!(status, haulage_error_status(error));
        haulage_buffer_free(reply);
        haulage_error_free(error);
    }
});
