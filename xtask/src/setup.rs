//! What the tests need on a Debian machine beside Rust.

use crate::{
    shell::{Shell, has, read, run},
    step::{Outcome, Step},
};

/// Programs that the tests start, and the packages that bring them.
const PROGRAMS: [(&str, &str); 10] = [
    ("cc", "gcc"),
    ("c++", "g++"),
    ("valgrind", "valgrind"),
    ("python3", "python3"),
    ("php", "php-cli"),
    ("composer", "composer"),
    ("phpunit", "phpunit"),
    ("phpcs", "php-codesniffer"),
    ("php-parse", "php-parser"),
    ("cgi-fcgi", "libfcgi-bin"),
];

pub(crate) fn steps() -> Vec<Step> {
    vec![Step { name: "setup", about: "programs that the tests start, installed where this may be done", run: setup }]
}

fn setup(shell: &Shell) -> Outcome {
    let mut missing: Vec<&str> = PROGRAMS.iter().filter(|(program, _)| !has(program)).map(|(_, package)| *package).collect();
    if !has_venv(shell) {
        missing.push("python3-venv");
    }
    if !has_fpm(shell) {
        missing.push("php-fpm");
    }
    if missing.is_empty() {
        return Outcome::Passed;
    }
    let Some(mut prefix) = administrator(shell) else {
        return Outcome::Failed(format!("install what is missing: sudo apt-get install {}", missing.join(" ")));
    };
    let update = [&prefix[..], &["apt-get", "update", "--quiet"]].concat();
    prefix.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--quiet", "--no-install-recommends"]);
    prefix.extend(missing);
    run(&mut shell.command(update[0], &update[1..])).and_then(|()| run(&mut shell.command(prefix[0], &prefix[1..]))).into()
}

/// How to become the administrator: nothing for root, sudo where it asks no password.
fn administrator(shell: &Shell) -> Option<Vec<&'static str>> {
    if !has("apt-get") {
        return None;
    }
    if read(&mut shell.command("id", &["-u"])).is_ok_and(|user| user.trim() == "0") {
        return Some(vec!["env"]);
    }
    let asks_nothing = has("sudo") && shell.command("sudo", &["-n", "true"]).status().is_ok_and(|status| status.success());
    asks_nothing.then(|| vec!["sudo", "-n"])
}

fn has_venv(shell: &Shell) -> bool {
    shell.command("python3", &["-c", "import ensurepip, venv"]).status().is_ok_and(|status| status.success())
}

/// Debian names the server by its version: php-fpm8.2.
fn has_fpm(shell: &Shell) -> bool {
    let version = "echo PHP_MAJOR_VERSION, '.', PHP_MINOR_VERSION;";
    let version =
        shell.command("php", &["-r", version]).output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    has("php-fpm") || version.is_ok_and(|version| has(&format!("php-fpm{version}")))
}
