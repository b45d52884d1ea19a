//! C and C++ programs use the library as a stranger would: through the header alone, linked both ways.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test may")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// A folder with the library under its installed names.
fn installed() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("installed");
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        fs::copy(support::library("so"), folder.join("libhaulage.so.1")).unwrap();
        std::os::unix::fs::symlink("libhaulage.so.1", folder.join("libhaulage.so")).unwrap();
        folder
    })
}

fn compile(compiler: &str, standard: &str, source: &Path, name: &str, link: &[&str]) -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(compiler);
    command.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-O1"]);
    command.arg("-I").arg(crate_folder.join("include")).arg(source);
    command.arg("-o").arg(&program).args(link).args(["-lpthread", "-ldl", "-lm"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    program
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{:?}\n{}\n{}", output.status, text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn shared() -> [String; 3] {
    let folder = installed().display();
    [format!("-L{folder}"), "-lhaulage".into(), format!("-Wl,-rpath,{folder}")]
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/c").join(name)
}

fn c_program(name: &str) -> PathBuf {
    compile("cc", "-std=c11", &source("haulage_test.c"), name, &shared().each_ref().map(String::as_str))
}

fn cpp_program(name: &str) -> PathBuf {
    compile("c++", "-std=c++17", &source("haulage_test.cpp"), name, &shared().each_ref().map(String::as_str))
}

#[test]
fn a_c11_program_calls_runs_errs_threads_and_forks() {
    if support::has("cc") {
        run(&mut Command::new(c_program("c11")));
    }
}

#[test]
fn the_same_program_linked_statically() {
    if support::has("cc") {
        let archive = support::library("a");
        run(&mut Command::new(compile("cc", "-std=c11", &source("haulage_test.c"), "c11_static", &[archive.to_str().unwrap()])));
    }
}

#[test]
fn the_program_of_the_manual_compiles_and_runs() {
    if !support::has("cc") {
        return;
    }
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/c-abi.md")).unwrap();
    let program = manual.split("```c\n").nth(1).unwrap().split("```").next().unwrap();
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("manual.c");
    fs::write(&file, program).unwrap();
    let output = run(&mut Command::new(compile("cc", "-std=c11", &file, "manual", &shared().each_ref().map(String::as_str))));
    assert!(output.contains("problem.no_vehicles"), "{output}");
}

#[test]
fn a_cpp17_program_wraps_the_handles_in_classes() {
    if support::has("c++") {
        run(&mut Command::new(cpp_program("cpp17")));
    }
}

#[test]
fn both_programs_are_clean_under_valgrind() {
    if support::has("cc") && support::has("c++") && support::has("valgrind") {
        for program in [c_program("c11_valgrind"), cpp_program("cpp17_valgrind")] {
            let mut command = Command::new("valgrind");
            command.args([
                "--quiet",
                "--child-silent-after-fork=yes",
                "--error-exitcode=9",
                "--leak-check=full",
                "--errors-for-leak-kinds=definite,indirect",
            ]);
            run(command.arg(program));
        }
    }
}
