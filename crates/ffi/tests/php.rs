//! PHP, through the library, gets the bytes that Rust gets.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test may")]

mod support;

use std::{path::Path, process::Command};

/// Solves the day of the examples, and prints the request that says the same, then the reply.
const SCRIPT: &str = r#"
    require $argv[1] . "/bindings/php/autoload.php";
    require $argv[1] . "/examples/php/rio_day.php";
    $options = ["seed" => 11, "iterations" => 300];
    echo Haulage\Haulage::encode(["problem" => rio_day(), "options" => $options]), "\n";
    echo Haulage\Haulage::solver()->withSeed(11)->withIterations(300)->solve(rio_day())->toJson();
"#;

#[test]
fn the_same_seed_and_iterations_give_the_same_bytes_in_php_and_rust() {
    let has_ffi = || Command::new("php").args(["-r", "exit(extension_loaded('ffi') ? 0 : 1);"]).status().unwrap().success();
    if !support::has("php") || !has_ffi() {
        println!("skipped: there is no PHP with FFI");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new("php");
    command.env("HAULAGE_LIBRARY", support::library("so")).args(["-r", SCRIPT]).arg(&root);
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let Some((request, reply)) = text.split_once('\n') else {
        panic!("{text}{}", String::from_utf8_lossy(&output.stderr));
    };
    let expected = String::from_utf8(haulage_api::call("plan.solve", request.as_bytes()).unwrap()).unwrap();
    assert!(reply == expected, "PHP got\n{reply}\nand Rust\n{expected}");
}
