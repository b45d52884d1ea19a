//! Named steps, run one after the other, with a table at the end.

use std::time::{Duration, Instant};

use crate::shell::Shell;

/// How a step ended.
pub(crate) enum Outcome {
    Passed,
    Failed(String),
    /// Not run, and why.
    Skipped(String),
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

/// One step of `cargo xtask test`.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&Shell) -> Outcome,
}

/// Runs the steps that are asked for; whether none failed.
pub(crate) fn test(shell: &Shell, steps: &[Step], arguments: &[String]) -> Result<bool, String> {
    let mut chosen = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => {
                for step in steps {
                    println!("{:<10} {}", step.name, step.about);
                }
                return Ok(true);
            }
            "--only" => {
                let name = arguments.next().ok_or("--only needs the name of a step")?;
                let step = steps.iter().find(|step| step.name == name);
                chosen.push(*step.ok_or_else(|| format!("there is no step `{name}`; see --list"))?);
            }
            other => return Err(format!("unknown option `{other}`: --only STEP or --list")),
        }
    }
    let chosen = if chosen.is_empty() { steps } else { &chosen };
    let results: Vec<_> = chosen.iter().map(|step| timed(shell, step)).collect();
    Ok(summary(chosen, &results))
}

fn timed(shell: &Shell, step: &Step) -> (Outcome, Duration) {
    println!("\n== {}: {}", step.name, step.about);
    let begun = Instant::now();
    let outcome = (step.run)(shell);
    match &outcome {
        Outcome::Failed(reason) => println!("failed: {reason}"),
        Outcome::Skipped(reason) => println!("skipped: {reason}"),
        Outcome::Passed => {}
    }
    (outcome, begun.elapsed())
}

/// The table and, as the last line, the count; whether none failed.
fn summary(steps: &[Step], results: &[(Outcome, Duration)]) -> bool {
    println!("\n{:<10} {:<8} {:>8}", "step", "result", "seconds");
    let (mut passed, mut failed) = (0, 0);
    for (step, (outcome, took)) in steps.iter().zip(results) {
        let (word, reason) = match outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(reason) => ("FAILED", reason.as_str()),
            Outcome::Skipped(reason) => ("skipped", reason.as_str()),
        };
        passed += usize::from(matches!(outcome, Outcome::Passed));
        failed += usize::from(matches!(outcome, Outcome::Failed(_)));
        println!("{:<10} {word:<8} {:>8.1}  {reason}", step.name, took.as_secs_f64());
    }
    let total: Duration = results.iter().map(|(_, took)| *took).sum();
    println!("{:<10} {:<8} {:>8.1}\n", "all", "", total.as_secs_f64());
    println!("{passed} passed, {failed} failed");
    failed == 0
}
