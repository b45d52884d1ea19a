//! What is compared.

use super::family::{FAMILIES, Family};

pub(super) const HELP: &str = "\
cargo xtask compare [options]: this solver beside its peers at equal wall time, one thread each

  --families A,B       families of instances, a table for each time (all); `--list` names them
  --instances A,B      files of the shared folder instead of families
  --seconds N,M        seconds for each run (the family's; 10 for instances); 0: the first plan alone
  --seeds 1,2          seeds; the tables show means (1)
  --threads 1,2        threads of our side, a table each (1)
  --peers A,B          of pyvrp, hygese, ortools, vroom, pyvrp-minfleet, pyvrp-file (the family's; `none` for our side alone)
  --convention NAME    round, dimacs, explicit, double, hier, exact, whole or tenths; else the usual one of the instance's folder
  --hours [...]        Solomon's instances for drivers who keep a law on hours, by class: --iterations, --instances, --laws
  --generated N,M      plans of so many generated stops, up to a million: time, memory, cost per stop, with --seconds
  --legacy [--large]   instead: legacy dumps of 504 MB beside a bare hash map, and their dirt; or a dump of 10 GB in two nights
";

/// How distances become costs: the name that the shared scripts give it, and what our side is told.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) ours: &'static [&'static str],
    /// Whether instances have capacities alone, as HGS-CVRP wants them.
    pub(super) capacity_only: bool,
    /// For files that the shared scripts do not read, and that our own checker prices: `PyVRP`'s rounding, and how many of
    /// its units are one of the file's.
    pub(super) file: Option<(&'static str, f64)>,
}

const RULES: [Rule; 8] = [
    Rule { name: "round", ours: &["--convention", "nearest"], capacity_only: true, file: None },
    Rule { name: "dimacs", ours: &["--convention", "dimacs"], capacity_only: false, file: None },
    Rule { name: "explicit", ours: &[], capacity_only: false, file: None },
    Rule { name: "double", ours: &["--convention", "double"], capacity_only: false, file: None },
    Rule { name: "hier", ours: &["--convention", "double", "--vehicles-first"], capacity_only: false, file: None },
    Rule { name: "exact", ours: &["--convention", "thousandths"], capacity_only: false, file: Some(("exact", 1_000.0)) },
    Rule { name: "whole", ours: &["--convention", "nearest"], capacity_only: false, file: Some(("round", 1.0)) },
    Rule { name: "tenths", ours: &["--convention", "dimacs"], capacity_only: false, file: Some(("dimacs", 10.0)) },
];

pub(super) struct Options {
    /// Tables: title, instances, convention, seconds, peers.
    pub(super) tables: Vec<Table>,
    pub(super) seeds: Vec<u64>,
    pub(super) threads: Vec<u32>,
    /// Sizes of generated plans.
    pub(super) generated: Vec<u32>,
    pub(super) seconds: Vec<f64>,
}

/// One table to be printed.
pub(super) struct Table {
    pub(super) title: String,
    pub(super) instances: Vec<String>,
    convention: Option<String>,
    /// The folder of the instances, where their names do not tell.
    pub(super) folder: Option<&'static str>,
    pub(super) seconds: f64,
    pub(super) peers: Vec<String>,
}

impl Options {
    /// None when help is wanted.
    pub(super) fn read(arguments: &[String]) -> Result<Option<Self>, String> {
        let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut options =
            Self { tables: Vec::new(), seeds: vec![1], threads: vec![1], generated: Vec::new(), seconds: Vec::new() };
        let (mut families, mut instances, mut peers, mut convention) = (None, None, None, None);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if matches!(argument.as_str(), "--help" | "-h") {
                return Ok(None);
            }
            if argument == "--list" {
                for family in &FAMILIES {
                    println!("{:10} {}", family.name, family.title);
                }
                return Ok(Some(options));
            }
            let value = arguments.next().ok_or_else(|| format!("{argument} needs a value; see --help"))?;
            match argument.as_str() {
                "--families" => families = Some(list(value)),
                "--instances" => instances = Some(list(value)),
                "--seconds" => options.seconds = numbers(argument, value)?,
                "--seeds" => options.seeds = numbers(argument, value)?,
                "--threads" => options.threads = numbers(argument, value)?,
                "--generated" => options.generated = numbers(argument, value)?,
                "--peers" if value == "none" => peers = Some(Vec::new()),
                "--peers" => peers = Some(list(value)),
                "--convention" => convention = Some(value.clone()),
                _ => return Err(format!("unknown option `{argument}`; see --help")),
            }
        }
        let seconds_or = |usual: &[f64]| if options.seconds.is_empty() { usual.to_vec() } else { options.seconds.clone() };
        let mut tables = Vec::new();
        if let Some(instances) = instances {
            let peers = peers.unwrap_or_else(|| list("pyvrp,hygese,ortools,vroom"));
            for seconds in seconds_or(&[10.0]) {
                let (title, instances) = ("Instances".into(), instances.clone());
                tables.push(Table {
                    title,
                    instances,
                    convention: convention.clone(),
                    folder: None,
                    seconds,
                    peers: peers.clone(),
                });
            }
        } else if options.generated.is_empty() {
            let names = families.unwrap_or_else(|| FAMILIES.iter().map(|family| family.name.into()).collect());
            for name in names {
                let family = FAMILIES.iter().find(|family| family.name == name);
                let family = family.ok_or_else(|| format!("no family `{name}`; see --list"))?;
                for seconds in seconds_or(family.seconds) {
                    tables.push(Table::of(family, seconds, peers.as_deref(), convention.as_deref()));
                }
            }
        }
        options.tables = tables;
        Ok(Some(options))
    }
}

impl Table {
    fn of(family: &Family, seconds: f64, peers: Option<&[String]>, convention: Option<&str>) -> Self {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            title: family.title.into(),
            instances: owned(family.instances),
            convention: convention.or(family.rule).map(str::to_owned),
            folder: family.folder,
            seconds,
            peers: peers.map_or_else(|| owned(family.peers), <[String]>::to_vec),
        }
    }

    /// The rule that was asked for, else the usual one of a folder.
    pub(super) fn rule(&self, folder: &str) -> Result<&'static Rule, String> {
        let name = self.convention.as_deref().unwrap_or(match folder {
            "solomon" | "homberger" => "dimacs",
            "lilim" => "hier",
            folder if folder.contains("realroad") => "explicit",
            _ => "round",
        });
        RULES.iter().find(|rule| rule.name == name).ok_or_else(|| format!("unknown convention `{name}`"))
    }
}

fn numbers<T: std::str::FromStr>(option: &str, text: &str) -> Result<Vec<T>, String> {
    text.split(',').map(|word| word.parse().map_err(|_| format!("{option}: `{word}` is not a number"))).collect()
}
