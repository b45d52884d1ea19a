//! Two dumps decoded, validated, quarantined and compared, beside a bare hash map over the `csv` crate; and large ones.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{json, python};
use crate::shell::{Shell, read, run};

/// Rows of a generated dump: 504 MB.
const ROWS: u64 = 2_650_000;
/// Copies of a dump, each with keys of its own, that make 10 GB and 53 million keys.
const COPIES: u32 = 20;

/// What a measured command took.
struct Measured {
    wall: f64,
    cpu: f64,
    mib: f64,
}

struct Bench<'a> {
    shell: &'a Shell,
    peers: PathBuf,
    folder: PathBuf,
    repeat: &'static str,
}

/// Runs the comparison; whether the results are right.
pub(super) fn legacy(shell: &Shell, large: bool) -> Result<bool, String> {
    let shared = shell.shared.as_ref().ok_or("no ../shared beside the repository and no HAULAGE_SHARED")?;
    let folder = shell.scratch("legacy");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let bench = Bench { shell, peers: shared.join("peers/legacy"), folder, repeat: if large { "1" } else { "3" } };
    run(&mut shell.cargo(&["build", "--release", "--quiet", "-p", "haulage-legacy", "--examples"]))?;
    bench.generate()?;
    if large { bench.large() } else { bench.night() }
}

impl Bench<'_> {
    /// The dumps of two nights, and one with every kind of dirt, made once.
    fn generate(&self) -> Result<(), String> {
        if self.folder.join("truth.json").exists() {
            return Ok(());
        }
        let mut command = self.shell.command(python(self.shell)?, &[]);
        run(command.arg(self.peers.join("gen_shipments.py")).arg(&self.folder).arg(ROWS.to_string()))
    }

    /// One night against the next: time and memory, and whether all dirt is found.
    fn night(&self) -> Result<bool, String> {
        let peer = self.peer()?;
        let [before, after, dirty] = ["day0.csv", "day1.csv", "day0_dirty.csv"].map(|name| self.folder.join(name));
        let ours = |threads: &str| self.ours("compare_dumps", &[&before, &after], &["--threads", threads]);
        let mut told = ours("1");
        told.extend(["--events".into(), self.folder.join("events.jsonl").display().to_string()]);
        let bare = vec![peer.display().to_string(), "delta".into(), before.display().to_string(), after.display().to_string()];
        println!("\n| run | wall s | processor s | of the bare map's | peak MiB |\n|---|---|---|---|---|");
        let mut base = None;
        let runs =
            [("bare csv + hash map", bare), ("one thread", ours("1")), ("two threads", ours("2")), ("telling events", told)];
        for (name, command) in runs {
            let Measured { wall, cpu, mib } = self.measured(&command)?;
            let (base_wall, base_cpu) = *base.get_or_insert((wall, cpu));
            println!(
                "| {name} | {wall:.2} | {cpu:.2} | {:.2} wall, {:.2} processor | {mib:.0} |",
                wall / base_wall,
                cpu / base_cpu
            );
        }
        self.dirt(&before, &dirty)
    }

    /// Whether every injected fault is refused for its reason and at its line, and no clean row is lost.
    fn dirt(&self, clean: &Path, dirty: &Path) -> Result<bool, String> {
        let truth = fs::read_to_string(self.folder.join("truth.json")).map_err(|error| error.to_string())?;
        let truth = json(&truth)?;
        let refused = self.folder.join("refused.jsonl");
        let command = self.ours("compare_dumps", &[clean, dirty], &["--refused", &refused.display().to_string()]);
        let report = json(&read(self.shell.command(&command[0], &[]).args(&command[1..]))?)?;
        let lines = fs::read_to_string(&refused).map_err(|error| error.to_string())?;
        let rows = lines.lines().map(json).collect::<Result<Vec<Value>, _>>()?;
        let expected = |class: &str| match class {
            "bad_date" => "date.",
            "foreign_month" => "date.month",
            "bad_number" => "number.",
            "missing_cols" => "row.too_few_columns",
            "extra_cols" => "row.too_many_columns",
            "undefined_byte" => "text.undefined_byte",
            "nul_byte" => "text.nul",
            "open_quote" => "row.quote_unclosed",
            _ => "value.missing",
        };
        let found = |line: &Value, class: &str| {
            let place = rows.binary_search_by_key(&line.as_u64(), |row| row["line"].as_u64());
            let reasons = place.ok().and_then(|place| rows[place]["reasons"].as_array());
            reasons.is_some_and(|reasons| {
                reasons.iter().any(|reason| reason["code"].as_str().is_some_and(|code| code.starts_with(expected(class))))
            })
        };
        let dirty = truth["dirty"].as_array().ok_or("truth.json has no list of dirt")?;
        let (twice, broken): (Vec<_>, Vec<_>) = dirty.iter().partition(|row| row[2] == "dup_key");
        let missed: Vec<_> = broken.iter().filter(|row| !found(&row[0], row[2].as_str().unwrap_or_default())).collect();
        let after = &report["after"]["accounts"];
        // A broken row of two lines is refused as two; what must not be is a clean row among them.
        let right = missed.is_empty()
            && after["accepted"]["rows"] == ROWS - broken.len() as u64
            && after["duplicate"]["rows"] == twice.len();
        println!(
            "\n{} faults injected: {} refused for their reason at their line, {} duplicates; clean rows lost: {}",
            dirty.len(),
            broken.len() - missed.len(),
            after["duplicate"]["rows"],
            (ROWS - broken.len() as u64).saturating_sub(after["accepted"]["rows"].as_u64().unwrap_or_default())
        );
        for row in missed.iter().take(5) {
            println!("missed: {row}");
        }
        Ok(right)
    }

    /// 10 GB and 53 million keys, taken into a state, and the night after.
    fn large(&self) -> Result<bool, String> {
        let (dump, state) = (self.folder.join("large.csv"), self.folder.join("large.state"));
        let clear = || {
            let _ = fs::remove_dir_all(self.folder.join("large.state.events"));
            [&dump, &state].map(fs::remove_file)
        };
        let _ = clear();
        println!("\n| night | GB | wall s | processor s | peak MiB | state MB |\n|---|---|---|---|---|---|");
        let mut is_small = true;
        for (night, name, first) in [("first", "day0.csv", true), ("second", "day1.csv", false)] {
            let bytes = copies(&self.folder.join(name), &dump).map_err(|error| error.to_string())?;
            let mapping = self.mapping();
            let mut command = vec![self.example("take_dump"), mapping, state.display().to_string(), dump.display().to_string()];
            command.extend(first.then(|| "--baseline".into()));
            let Measured { wall, cpu, mib } = self.measured(&command)?;
            let state = fs::metadata(&state).map_err(|error| error.to_string())?.len();
            println!("| {night} | {:.1} | {wall:.0} | {cpu:.0} | {mib:.0} | {:.0} |", bytes as f64 / 1e9, state as f64 / 1e6);
            is_small &= mib < 512.0 && state < 2_000_000_000;
        }
        let _ = clear();
        Ok(is_small)
    }

    fn example(&self, name: &str) -> String {
        self.shell.target.join("release/examples").join(name).display().to_string()
    }

    fn mapping(&self) -> String {
        self.shell.root.join("examples/data/legacy/generated.toml").display().to_string()
    }

    fn ours(&self, example: &str, files: &[&Path], options: &[&str]) -> Vec<String> {
        let files = files.iter().map(|file| file.display().to_string());
        let options = options.iter().map(|&option| option.to_owned());
        [self.example(example), self.mapping()].into_iter().chain(files).chain(options).collect()
    }

    /// The peer, built outside the shared folder.
    fn peer(&self) -> Result<PathBuf, String> {
        let (from, to) = (self.peers.join("rs_baseline"), self.folder.join("rs_baseline"));
        fs::create_dir_all(to.join("src")).map_err(|error| error.to_string())?;
        for file in ["Cargo.toml", "src/main.rs"] {
            let bytes = fs::read(from.join(file)).map_err(|error| error.to_string())?;
            fs::write(to.join(file), bytes).map_err(|error| error.to_string())?;
        }
        let mut build = self.shell.cargo(&["build", "--release", "--quiet"]);
        build.current_dir(&to).env("CARGO_TARGET_DIR", to.join("target"));
        run(&mut build)?;
        Ok(to.join("target/release/legacy_bench"))
    }

    /// Runs a command by the shared script: the best wall time with its processor time, and the greatest memory.
    fn measured(&self, command: &[String]) -> Result<Measured, String> {
        let script = self.peers.join("measure.py").display().to_string();
        let text = read(self.shell.command("python3", &[&script, "-n", self.repeat, "--"]).args(command))?;
        let number = |after: &str| {
            let rest = text.split_once(after).map(|(_, rest)| rest);
            rest.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).ok_or_else(|| format!("no figures in {text}"))
        };
        if !text.contains("| rc 0") {
            return Err(text);
        }
        Ok(Measured { wall: number("wall min ")?, cpu: number("| cpu ")?, mib: number("| peak RSS ")? })
    }
}

/// Copies of a dump in one file, each with keys that begin with another number; how many bytes that are.
fn copies(from: &Path, to: &Path) -> std::io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(to)?);
    for copy in 0..COPIES {
        let (mut lines, mut line, mut first) = (BufReader::with_capacity(1 << 20, File::open(from)?), Vec::new(), true);
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            // A row begins with eight digits; what a quoted field holds behind its line end does not.
            let is_row = line.len() > 9 && line[8] == b';' && line[..8].iter().all(u8::is_ascii_digit);
            if is_row {
                write!(out, "{}", copy + 10)?;
            }
            if !first || copy == 0 {
                out.write_all(&line)?;
            }
            first = false;
        }
    }
    let file = out.into_inner()?;
    Ok(file.metadata()?.len())
}
