//! The table of gaps.

use serde_json::Value;

use super::{Instance, Table};

/// Every run, in the order in which it was made.
#[derive(Default)]
pub(super) struct Results(Vec<Run>);

struct Run {
    solver: String,
    instance: String,
    result: Value,
}

impl Results {
    pub(super) fn add(&mut self, solver: &str, instance: &Instance, result: Value) {
        println!("{solver} on {}: {result}", instance.name);
        self.0.push(Run { solver: solver.into(), instance: instance.name.clone(), result });
    }

    pub(super) fn all_feasible(&self, solver: &str) -> bool {
        self.0.iter().filter(|run| run.solver == solver).all(|run| run.result["feasible"] == true)
    }

    fn of<'a>(&'a self, solver: &'a str, instance: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter(move |run| run.solver == solver && run.instance == instance).map(|run| &run.result)
    }

    pub(super) fn print(&self, instances: &[Instance], table: &Table, threads: u32, seeds: usize) {
        let solvers: Vec<&str> = std::iter::once("haulage").chain(table.peers.iter().map(String::as_str)).collect();
        let Table { title, seconds, .. } = table;
        println!(
            "\n{title}: vehicles / gap % above the best known (seconds where no peer is beside), {seconds} s each, {threads} \
             thread(s) of ours, mean of {seeds} seed(s)\n"
        );
        println!("| instance | convention | best known | {} |", solvers.join(" | "));
        println!("|---|---|---|{}", "---|".repeat(solvers.len()));
        for instance in instances {
            let known = self
                .of("haulage", &instance.name)
                .next()
                .map_or_else(String::new, |run| format!("{} / {}", run["bks_vehicles"], run["bks_cost"]));
            let cells =
                solvers.iter().map(|solver| cell(&self.of(solver, &instance.name).collect::<Vec<_>>(), table.peers.is_empty()));
            println!("| {} | {} | {known} | {} |", instance.name, instance.rule.name, cells.collect::<Vec<_>>().join(" | "));
        }
        let means = solvers.iter().map(|solver| {
            let runs: Vec<&Value> = instances.iter().flat_map(|instance| self.of(solver, &instance.name)).collect();
            mean(&runs, "gap_pct").map_or_else(String::new, |gap| format!("{gap:.2} ({} runs)", runs.len()))
        });
        println!("| mean | | | {} |", means.collect::<Vec<_>>().join(" | "));
    }
}

fn cell(runs: &[&Value], shows_seconds: bool) -> String {
    if runs.is_empty() {
        return String::new();
    }
    if runs.iter().any(|run| run["feasible"] != true) {
        return "infeasible".into();
    }
    let vehicles = mean(runs, "vehicles").unwrap_or_default();
    let cell = mean(runs, "gap_pct").map_or_else(|| format!("{vehicles} / ?"), |gap| format!("{vehicles} / {gap:.2}"));
    if shows_seconds { format!("{cell} ({:.2} s)", mean(runs, "solve_s").unwrap_or_default()) } else { cell }
}

/// The mean of a field over the runs that have it.
fn mean(runs: &[&Value], field: &str) -> Option<f64> {
    let values: Vec<f64> = runs.iter().filter_map(|run| run[field].as_f64()).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
