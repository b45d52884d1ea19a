//! Tests on the shared folder of benchmark data, which is too large for the repository.

use std::{fs, path::Path};

use crate::{
    shell::{Shell, run},
    step::{Outcome, Step},
};

/// How a test program names what lies in the folder.
const MARKS: [&str; 2] = ["haulage_testdata", "support::benchmark_files"];

pub(crate) fn steps() -> Vec<Step> {
    vec![Step { name: "shared", about: "tests on the shared benchmark data", run: shared }]
}

fn shared(shell: &Shell) -> Outcome {
    let Some(folder) = &shell.shared else {
        return Outcome::Skipped("no ../shared beside the repository and no HAULAGE_SHARED".into());
    };
    let mut failed = Vec::new();
    for (package, program) in programs(&shell.root) {
        let arguments = ["test", "--quiet", "--package", &package, "--all-features", "--test", &program];
        failed.extend(run(shell.cargo(&arguments).env("HAULAGE_SHARED", folder)).err());
    }
    if failed.is_empty() { Outcome::Passed } else { Outcome::Failed(failed.join("; ")) }
}

/// The test programs that look for the folder, with their packages.
fn programs(root: &Path) -> Vec<(String, String)> {
    let mut programs = Vec::new();
    let crates = entries(&root.join("crates")).into_iter().map(|folder| (format!("haulage-{}", name(&folder)), folder));
    for (package, folder) in crates.chain([("haulage".to_owned(), root.to_owned())]) {
        for entry in entries(&folder.join("tests")) {
            let file = if entry.is_dir() { entry.join("main.rs") } else { entry.clone() };
            let text = fs::read_to_string(file).unwrap_or_default();
            if MARKS.iter().any(|mark| text.contains(mark)) {
                programs.push((package.clone(), name(&entry)));
            }
        }
    }
    programs.sort();
    programs
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(folder).map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect()).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
