//! This solver beside its peers: same files, same wall time, one thread each, one independent judge for all.

mod family;
mod legacy;
mod options;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::shell::{Shell, read, run};
use options::{Options, Rule, Table};

/// What the peers' own scripts need.
const PACKAGES: [&str; 5] = ["pyvrp==0.14.1", "hygese==0.1.0", "ortools==9.15.6755", "pyvroom==1.15.2", "numpy"];

const JUDGE: &str = include_str!("judge.py");
const PYVRP_FILE: &str = include_str!("pyvrp_file.py");

/// One file to solve, and by which rule it is priced.
struct Instance {
    name: String,
    file: PathBuf,
    rule: &'static Rule,
}

/// How one run is asked for.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    seed: u64,
    threads: u32,
}

/// Runs the comparison; whether every one of our plans was feasible.
pub(crate) fn compare(shell: &Shell, arguments: &[String]) -> Result<bool, String> {
    if let Some((_, rest)) = arguments.split_first().filter(|(first, _)| *first == "--hours") {
        let mut bench = shell.cargo(&["bench", "--quiet", "--package", "haulage-routing", "--bench", "solomon_hours", "--"]);
        return run(bench.args(rest)).map(|()| true);
    }
    if let Some(("--legacy", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return legacy::legacy(shell, rest.iter().any(|argument| argument == "--large"));
    }
    let Some(options) = Options::read(arguments)? else {
        print!("{}", options::HELP);
        return Ok(true);
    };
    if options.tables.is_empty() && options.generated.is_empty() {
        return Ok(true);
    }
    run(&mut shell.cargo(&["build", "--quiet", "--release", "--example", "solve_file"]))?;
    if !options.generated.is_empty() {
        return generated(shell, &options);
    }
    let shared = shell.shared.as_ref().ok_or("no ../shared beside the repository and no HAULAGE_SHARED")?;
    let bench = Bench { shell, shared, python: python(shell)?, folder: shell.scratch("compare") };
    fs::create_dir_all(&bench.folder).map_err(|error| error.to_string())?;
    let mut is_feasible = true;
    for table in &options.tables {
        for &threads in &options.threads {
            is_feasible &= bench.table(table, threads, &options.seeds)?;
        }
    }
    Ok(is_feasible)
}

/// Plans of generated stops: what a stop costs in time and memory, whatever their number.
fn generated(shell: &Shell, options: &Options) -> Result<bool, String> {
    println!("\n| stops | seconds | iterations | peak MB | bytes a stop | cost a stop | unassigned |");
    println!("|---|---|---|---|---|---|---|");
    let mut is_feasible = true;
    for &stops in &options.generated {
        for &seconds in if options.seconds.is_empty() { &[0.0, 60.0][..] } else { &options.seconds } {
            let mut command = shell.command(shell.target.join("release/examples/solve_file"), &[]);
            command.args(["--generate", &stops.to_string(), "--seconds", &seconds.to_string()]);
            let line = json(&read(&mut command)?)?;
            let each = |value: f64| value / f64::from(stops);
            let (cost, peak) = (number(&line["cost"]), line["peak_mb"].as_f64().unwrap_or_default());
            println!(
                "| {stops} | {} | {} | {peak} | {:.0} | {:.2} | {} |",
                line["solve_s"],
                line["iterations"],
                each(peak * 1_048_576.0),
                each(cost),
                line["unassigned"]
            );
            is_feasible &= line["feasible"] == true;
        }
    }
    Ok(is_feasible)
}

/// A number that may be written as a string, as amounts are.
fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or(f64::NAN)
}

/// The file of an instance, in any folder.
fn find(shared: &Path, name: &str, table: &Table) -> Result<Instance, String> {
    let folder = shared.join("data/instances");
    let families = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut families: Vec<PathBuf> = families.filter_map(|family| Some(family.ok()?.path())).collect();
    families.sort();
    for family in families {
        // Prize-collecting files bear the names of those without.
        let is_meant =
            (table.folder.is_none() && !family.ends_with("pcvrptw")) || table.folder.is_some_and(|it| family.ends_with(it));
        for extension in ["vrp", "txt"] {
            let file = family.join(format!("{name}.{extension}"));
            if is_meant && file.is_file() {
                let family = family.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return Ok(Instance { name: name.into(), file, rule: table.rule(&family)? });
            }
        }
    }
    Err(format!("no instance `{name}` under {}", folder.display()))
}

/// A Python with the peers, in an environment of its own, made once.
fn python(shell: &Shell) -> Result<PathBuf, String> {
    let venv = shell.scratch("peers");
    let (python, done) = (venv.join("bin/python"), venv.join("installed"));
    let wanted = PACKAGES.join("\n");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(&mut shell.command("python3", &["-m", "venv", &venv.display().to_string()]))?;
    run(shell.command(&python, &["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    fs::write(done, wanted).map_err(|error| error.to_string())?;
    Ok(python)
}

/// Where both sides run.
struct Bench<'a> {
    shell: &'a Shell,
    shared: &'a Path,
    python: PathBuf,
    folder: PathBuf,
}

impl Bench<'_> {
    /// Runs and prints a table; whether every one of our plans was feasible.
    fn table(&self, table: &Table, threads: u32, seeds: &[u64]) -> Result<bool, String> {
        let find = |name: &String| find(self.shared, name, table);
        let instances = table.instances.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let mut results = table::Results::default();
        for instance in &instances {
            for &seed in seeds {
                let run = Run { seconds: table.seconds, seed, threads };
                results.add("haulage", instance, self.ours(instance, run)?);
                let can = |peer: &&String| peer.as_str() != "hygese" || instance.rule.capacity_only;
                for peer in table.peers.iter().filter(can) {
                    results.add(peer, instance, self.peer(peer, instance, run)?);
                }
            }
        }
        results.print(&instances, table, threads, seeds.len());
        Ok(results.all_feasible("haulage"))
    }

    /// Our plan, written as a solution and priced by the same reader as the peers', where that reads such files.
    fn ours(&self, instance: &Instance, run: Run) -> Result<Value, String> {
        let program = self.shell.target.join("release/examples/solve_file");
        let solution = self.folder.join(format!("{}-{}.sol", instance.name, run.seed));
        let (seconds, seed, threads) = (run.seconds.to_string(), run.seed.to_string(), run.threads.to_string());
        let mut command = self.shell.command(program, &["--seconds", &seconds, "--seed", &seed, "--threads", &threads]);
        command.arg(&instance.file).args(instance.rule.ours);
        if let Some((_, scale)) = instance.rule.file {
            let line = json(&read(&mut command)?)?;
            return Ok(self.priced(instance, &line, number(&line["cost"]) * scale));
        }
        let line = json(&read(command.arg("--sol").arg(&solution))?)?;
        let mut judge = self.shell.command(&self.python, &["-c", JUDGE]);
        judge.arg(self.peers()).arg(&instance.file).arg(instance.rule.name).arg(self.best_known()).arg(solution);
        let mut verdict = json(&read(&mut judge)?)?;
        verdict["solve_s"] = line["solve_s"].clone();
        Ok(verdict)
    }

    /// A peer's plan; its script prices it itself and prints the result.
    fn peer(&self, peer: &str, instance: &Instance, run: Run) -> Result<Value, String> {
        let (seconds, seed) = (run.seconds.to_string(), run.seed.to_string());
        let mut command = self.shell.command(&self.python, &[]);
        if let Some((rounding, _)) = instance.rule.file {
            command.args(["-c", PYVRP_FILE]).arg(&instance.file).args([rounding, &seconds, &seed]);
            let line = json(&read(&mut command)?)?;
            return Ok(self.priced(instance, &line, number(&line["cost"])));
        }
        let (peer, variant) = peer.split_once('-').map_or((peer, None), |(peer, variant)| (peer, Some(variant)));
        command.arg(self.peers().join("run_peer.py")).args(["--peer", peer, "--time", &seconds, "--seed", &seed]);
        command.args(["--convention", instance.rule.name, "--instance"]).arg(&instance.file);
        command.arg("--bks").arg(self.best_known()).arg("--out").arg(self.folder.join("peers.jsonl"));
        command.args(variant.into_iter().flat_map(|variant| ["--variant", variant]));
        json(&read(&mut command)?)
    }

    /// A result that its own solver has priced, in `PyVRP`'s units, beside the best known.
    fn priced(&self, instance: &Instance, line: &Value, cost: f64) -> Value {
        let folder = instance.file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(self.best_known()).unwrap_or_default();
        let prefix = format!("{folder},{},", instance.name);
        let row: Vec<&str> = text.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_default().split(',').collect();
        let best = row.get(1).and_then(|cost| cost.parse::<f64>().ok());
        // Of heterogeneous fleets the list gives some in thousandths of the file's unit, as all others, and some, with a decimal
        // point, in the unit before unit costs were multiplied by a hundred.
        let is_plain = folder == "hfvrp-x" && row.get(1).is_some_and(|cost| cost.contains('.'));
        let best = best.map(|best| if is_plain { best * 100_000.0 } else { best });
        let is_feasible = line["feasible"] == true;
        json!({
            "feasible": is_feasible,
            "vehicles": line["vehicles"],
            "cost": cost,
            "bks_vehicles": row.first().and_then(|count| count.parse::<u32>().ok()),
            "bks_cost": best,
            "gap_pct": best.map(|best| 100.0 * (cost / best - 1.0)).filter(|gap| gap.is_finite()),
            "solve_s": line["solve_s"],
        })
    }

    fn peers(&self) -> PathBuf {
        self.shared.join("peers")
    }

    fn best_known(&self) -> PathBuf {
        self.shared.join("data/instances/bks.csv")
    }
}

/// The last line of an output, as JSON: solvers talk before it.
fn json(output: &str) -> Result<Value, String> {
    let line = output.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str(line).map_err(|error| format!("{error} in `{line}`"))
}
