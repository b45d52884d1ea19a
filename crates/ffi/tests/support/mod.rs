//! What the tests of the ABI share.
#![allow(dead_code, reason = "each test program uses its part")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The shared library that cargo built for this test, beside the test program.
pub(crate) fn library(extension: &str) -> PathBuf {
    let program = env::current_exe().unwrap();
    program.parent().unwrap().join(format!("libhaulage_ffi.{extension}"))
}

/// Whether a program can be started here; says in a line that the test is skipped when not.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: there is no `{program}` here");
    }
    found
}

/// The file holds this text; with `HAULAGE_BLESS` set it is made so.
pub(crate) fn assert_file(file: &Path, text: &str) {
    if env::var_os("HAULAGE_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert!(found == text, "{} is not up to date: run again with HAULAGE_BLESS=1 and look at the difference", file.display());
}

/// Texts of benchmark files up to a size, from the folder of shared data; says in a line when that is not there.
pub(crate) fn benchmark_files(longest: u64) -> Vec<String> {
    let Some(instances) = haulage_testdata::shared("data/instances") else { return Vec::new() };
    let mut files = Vec::new();
    for set in ["x", "solomon", "lilim", "mdvrp-cordeau"] {
        let Ok(entries) = fs::read_dir(instances.join(set)) else { continue };
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|file| {
            file.extension().is_some_and(|extension| extension == "vrp" || extension == "txt")
                && file.metadata().is_ok_and(|metadata| metadata.len() <= longest)
        }));
    }
    files.sort();
    files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect()
}
