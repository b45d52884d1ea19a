//! What a call across the C ABI costs: `cargo bench -p haulage-ffi --bench call`.
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use std::{hint::black_box, ptr};

use criterion::{Criterion, criterion_group, criterion_main};
use haulage_ffi::{buffer::haulage_buffer_free, call::haulage_call, version::haulage_abi_version};

/// Calls an operation and frees its reply.
fn call(operation: &str, request: &str) -> i32 {
    let mut reply = ptr::null_mut();
    // SAFETY: both texts live through the call, the reply is written on success only and freed once.
    unsafe {
        let status =
            haulage_call(operation.as_ptr(), operation.len(), request.as_ptr(), request.len(), &raw mut reply, ptr::null_mut());
        haulage_buffer_free(reply);
        status
    }
}

fn calls(criterion: &mut Criterion) {
    criterion.bench_function("ffi: no work", |bencher| bencher.iter(|| black_box(haulage_abi_version())));
    criterion.bench_function("ffi: smallest document", |bencher| bencher.iter(|| black_box(call("version", "{}"))));
    criterion.bench_function("ffi: refused document", |bencher| bencher.iter(|| black_box(call("version", "{\"x\":1}"))));
}

criterion_group!(benches, calls);
criterion_main!(benches);
