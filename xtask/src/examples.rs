//! The main job, run as the README says.

use crate::{
    shell::{Shell, run},
    step::{Outcome, Step},
};

const FILES: [&str; 4] = ["plan.json", "plan.geojson", "stops.csv", "plan.html"];

pub(crate) fn steps() -> Vec<Step> {
    vec![Step {
        name: "example",
        about: "plan_day plans, checks and writes a day, and the same again by the same seed",
        run: plan_day,
    }]
}

fn plan_day(shell: &Shell) -> Outcome {
    let folders = ["first", "again"].map(|name| shell.scratch("plan_day").join(name));
    for folder in &folders {
        drop(std::fs::remove_dir_all(folder));
        let out = folder.display().to_string();
        let arguments =
            ["run", "--quiet", "--release", "--example", "plan_day", "--", "--iterations", "20000", "--windows", "--out", &out];
        if let Err(reason) = run(&mut shell.cargo(&arguments)) {
            return Outcome::Failed(reason);
        }
    }
    for file in FILES {
        let [first, again] = folders.each_ref().map(|folder| std::fs::read(folder.join(file)).unwrap_or_default());
        if first.is_empty() || first != again {
            return Outcome::Failed(format!("{file} is missing, empty or differs between two runs of one seed"));
        }
    }
    Outcome::Passed
}
