//! The Rust floors: format, lints, tests, documentation, licences.

use std::path::PathBuf;

use crate::{
    shell::{Shell, has, run},
    step::{Outcome, Step},
};

/// Version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step { name: "fmt", about: "cargo fmt", run: fmt },
        Step { name: "clippy", about: "lints of all targets and features", run: clippy },
        Step { name: "rust", about: "unit, property and documentation tests, the vectors, the page in a browser", run: tests },
        Step { name: "c", about: "the C interface: headers, symbols, C11 and C++17 programs, valgrind, damaged input", run: c },
        Step { name: "doc", about: "documentation without a warning", run: doc },
        Step { name: "deny", about: "licences, advisories, duplicates and sources of what we depend on", run: deny },
    ]
}

fn fmt(shell: &Shell) -> Outcome {
    run(&mut shell.cargo(&["fmt", "--all", "--check"])).into()
}

fn clippy(shell: &Shell) -> Outcome {
    let arguments = ["clippy", "--quiet", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"];
    run(&mut shell.cargo(&arguments)).into()
}

/// Tests on shared data have a step of their own: here they find none.
fn tests(shell: &Shell) -> Outcome {
    let arguments = ["test", "--quiet", "--workspace", "--exclude", "haulage-ffi", "--all-features", "--no-fail-fast"];
    run(shell.cargo(&arguments).env("HAULAGE_SHARED", shell.scratch("none"))).into()
}

fn c(shell: &Shell) -> Outcome {
    let arguments = ["test", "--quiet", "--package", "haulage-ffi", "--no-fail-fast"];
    run(shell.cargo(&arguments).env("HAULAGE_SHARED", shell.scratch("none"))).into()
}

fn doc(shell: &Shell) -> Outcome {
    let arguments = ["doc", "--quiet", "--workspace", "--no-deps", "--all-features", "--keep-going"];
    run(shell.cargo(&arguments).env("RUSTDOCFLAGS", "--deny warnings")).into()
}

fn deny(shell: &Shell) -> Outcome {
    let program = match cargo_deny(shell) {
        Ok(program) => program,
        Err(reason) => return Outcome::Failed(reason),
    };
    let check = |what: &[&str]| run(&mut shell.command(&program, &[&["--all-features", "check"], what].concat()));
    if let Err(reason) = check(&["licenses", "bans", "sources"]) {
        return Outcome::Failed(reason);
    }
    if shell.command(&program, &["fetch", "db"]).output().is_ok_and(|output| output.status.success()) {
        return check(&["advisories"]).into();
    }
    println!("advisories are not checked: their database cannot be fetched from here");
    Outcome::Passed
}

/// The program on the PATH, or one of our own, built once into the target folder (some minutes).
fn cargo_deny(shell: &Shell) -> Result<PathBuf, String> {
    if has("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    let root = shell.scratch("tools");
    let program = root.join("bin/cargo-deny");
    if !program.is_file() {
        let root = root.display().to_string();
        let version = format!("cargo-deny@{CARGO_DENY}");
        run(&mut shell.cargo(&["install", "--quiet", "--locked", "--root", &root, &version]))?;
    }
    Ok(program)
}
