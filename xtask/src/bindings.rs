//! The bindings: each brings a script that builds it and runs all its checks, alone as well as from here.

use std::path::PathBuf;

use crate::{
    shell::{Shell, run},
    step::{Outcome, Step},
};

const PYTHON: Step = Step { name: "python", about: "the Python package: stubs, types, pytest with frames", run: python };
const PHP: Step = Step { name: "php", about: "the PHP package: language level, PHPUnit in CLI and through FastCGI", run: php };
const VECTORS: Step =
    Step { name: "vectors", about: "requests with their expected replies, from Rust, Python and PHP", run: vectors };

/// The steps of the bindings that this checkout has.
pub(crate) fn steps(shell: &Shell) -> Vec<Step> {
    let has = |binding: &str| shell.root.join("bindings").join(binding).join("run-tests.sh").is_file();
    match (has("python"), has("php")) {
        (true, true) => vec![PYTHON, PHP, VECTORS],
        (true, false) => vec![PYTHON],
        (false, true) => vec![PHP],
        (false, false) => Vec::new(),
    }
}

fn python(shell: &Shell) -> Outcome {
    run(shell.command(shell.root.join("bindings/python/run-tests.sh"), &[]).env("CARGO_TARGET_DIR", &shell.target)).into()
}

fn php(shell: &Shell) -> Outcome {
    run(shell.command(shell.root.join("bindings/php/run-tests.sh"), &[]).env("CARGO_TARGET_DIR", &shell.target)).into()
}

/// The same files from three languages; the suites hold them too, this step shows them side by side.
fn vectors(shell: &Shell) -> Outcome {
    let rust = shell.cargo(&["test", "--quiet", "--package", "haulage-api", "--test", "vectors"]);
    let mut python = shell.command(python_program(shell), &["-m", "pytest", "--quiet", "tests/test_vectors.py"]);
    python.current_dir(shell.root.join("bindings/python"));
    let mut php = shell.command("phpunit", &["--filter", "VectorsTest"]);
    php.current_dir(shell.root.join("bindings/php")).env("HAULAGE_LIBRARY", library(shell));
    let failed: Vec<String> = [rust, python, php].iter_mut().filter_map(|command| run(command).err()).collect();
    if failed.is_empty() { Outcome::Passed } else { Outcome::Failed(failed.join("; ")) }
}

/// The Python that the step `python` has set up, with the package in it.
pub(crate) fn python_program(shell: &Shell) -> PathBuf {
    shell.target.join("python-venv/bin/python")
}

/// The library that the step `php` has built.
pub(crate) fn library(shell: &Shell) -> PathBuf {
    shell.target.join("debug/libhaulage_ffi.so")
}
