//! This solver beside its peers: same files, same wall time, one thread each, one independent judge for all.

mod options;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::shell::{Shell, read, run};
use options::{Options, Rule};

/// What the peers' own scripts need.
const PACKAGES: [&str; 5] = ["pyvrp==0.14.1", "hygese==0.1.0", "ortools==9.15.6755", "pyvroom==1.15.2", "numpy"];

const JUDGE: &str = include_str!("judge.py");

/// One file to solve, and by which rule it is priced.
struct Instance {
    name: String,
    file: PathBuf,
    rule: &'static Rule,
}

/// Runs the comparison; whether every one of our plans was feasible.
pub(crate) fn compare(shell: &Shell, arguments: &[String]) -> Result<bool, String> {
    let Some(options) = Options::read(arguments)? else {
        print!("{}", options::HELP);
        return Ok(true);
    };
    let shared = shell.shared.as_ref().ok_or("no ../shared beside the repository and no HAULAGE_SHARED")?;
    let instances = options.instances.iter().map(|name| find(shared, name, &options)).collect::<Result<Vec<_>, _>>()?;
    let bench = Bench { shell, shared, python: python(shell)?, folder: shell.scratch("compare") };
    fs::create_dir_all(&bench.folder).map_err(|error| error.to_string())?;
    run(&mut shell.cargo(&["build", "--quiet", "--release", "--example", "solve_file"]))?;

    let mut results = table::Results::default();
    for instance in &instances {
        for &seed in &options.seeds {
            results.add("haulage", instance, bench.ours(instance, options.seconds, seed)?);
            for peer in options.peers.iter().filter(|peer| peer.as_str() != "hygese" || instance.rule.capacity_only) {
                results.add(peer, instance, bench.peer(peer, instance, options.seconds, seed)?);
            }
        }
    }
    results.print(&instances, &options);
    Ok(results.all_feasible("haulage"))
}

/// The file of an instance, in any family.
fn find(shared: &Path, name: &str, options: &Options) -> Result<Instance, String> {
    let folder = shared.join("data/instances");
    let families = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut families: Vec<PathBuf> = families.filter_map(|family| Some(family.ok()?.path())).collect();
    families.sort();
    for family in families {
        for extension in ["vrp", "txt"] {
            let file = family.join(format!("{name}.{extension}"));
            if file.is_file() {
                let family = family.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return Ok(Instance { name: name.into(), file, rule: options.rule(&family)? });
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
    /// Our plan, written as a solution and priced by the same reader as the peers'.
    fn ours(&self, instance: &Instance, seconds: f64, seed: u64) -> Result<Value, String> {
        let program = self.shell.target.join("release/examples/solve_file");
        let solution = self.folder.join(format!("{}-{seed}.sol", instance.name));
        let (seconds, seed) = (seconds.to_string(), seed.to_string());
        let mut command = self.shell.command(program, &["--seconds", &seconds, "--seed", &seed, "--sol"]);
        command.arg(&solution).arg(&instance.file).args(instance.rule.ours);
        let line = json(&read(&mut command)?)?;
        let mut judge = self.shell.command(&self.python, &["-c", JUDGE]);
        judge.arg(self.peers()).arg(&instance.file).arg(instance.rule.name).arg(self.best_known()).arg(solution);
        let mut verdict = json(&read(&mut judge)?)?;
        verdict["solve_s"] = line["solve_s"].clone();
        Ok(verdict)
    }

    /// A peer's plan; its script prices it itself and prints the result.
    fn peer(&self, peer: &str, instance: &Instance, seconds: f64, seed: u64) -> Result<Value, String> {
        let (seconds, seed) = (seconds.to_string(), seed.to_string());
        let mut command = self.shell.command(&self.python, &[]);
        command.arg(self.peers().join("run_peer.py")).args(["--peer", peer, "--time", &seconds, "--seed", &seed]);
        command.args(["--convention", instance.rule.name, "--instance"]).arg(&instance.file);
        command.arg("--bks").arg(self.best_known()).arg("--out").arg(self.folder.join("peers.jsonl"));
        json(&read(&mut command)?)
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
