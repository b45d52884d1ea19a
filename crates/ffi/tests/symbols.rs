//! What the shared library shows to the world is the list in `include/haulage.symbols`, and nothing of Rust's.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test may")]

mod support;

use std::{path::Path, process::Command};

#[test]
fn the_exported_symbols_are_those_of_the_list() {
    if !cfg!(target_os = "linux") || !support::has("nm") {
        return;
    }
    let output = Command::new("nm").args(["-D", "--defined-only", "--format=just-symbols"]).arg(support::library("so")).output();
    let mut symbols: Vec<String> = String::from_utf8(output.unwrap().stdout).unwrap().lines().map(Into::into).collect();
    symbols.sort();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/haulage.symbols");
    support::assert_file(&list, &(symbols.join("\n") + "\n"));
}

#[test]
fn the_library_is_never_unloaded_and_knows_its_name() {
    if !cfg!(target_os = "linux") || !support::has("readelf") {
        return;
    }
    let output = Command::new("readelf").arg("-d").arg(support::library("so")).output().unwrap();
    let dynamic = String::from_utf8(output.stdout).unwrap();
    assert!(dynamic.contains("NODELETE"), "{dynamic}");
    assert!(dynamic.contains("libhaulage.so.1"), "{dynamic}");
}
