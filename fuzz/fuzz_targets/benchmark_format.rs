//! Any text as a benchmark file; what is read is validated too.
#![no_main]

use haulage_routing::{format, problem::Problem};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(document) = format::read(text) {
        drop(Problem::new(document));
    }
});
