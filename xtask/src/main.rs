//! The project's own commands: `cargo xtask test` and `cargo xtask compare`. See `cargo xtask help`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "commands for the terminal")]

mod bindings;
mod compare;
mod examples;
mod pages;
mod rust;
mod setup;
mod shared;
mod shell;
mod step;

use std::{env, process::ExitCode};

use shell::Shell;

const HELP: &str = "\
cargo xtask test [--only STEP]... [--list]   set up what is missing, then run every test
cargo xtask compare [options]                this solver beside its peers; see `cargo xtask compare --help`
";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next();
    let arguments: Vec<String> = arguments.collect();
    let shell = Shell::new();
    let result = match command.as_deref() {
        Some("test") => step::test(&shell, &steps(&shell), &arguments),
        Some("compare") => compare::compare(&shell, &arguments),
        _ => {
            print!("{HELP}");
            Ok(command.as_deref().is_none_or(|command| matches!(command, "help" | "--help" | "-h")))
        }
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Every step of `cargo xtask test`, in the order in which they run: what fails fast comes first.
fn steps(shell: &Shell) -> Vec<step::Step> {
    [setup::steps(), rust::steps(), examples::steps(), bindings::steps(shell), pages::steps(shell), shared::steps()].concat()
}
