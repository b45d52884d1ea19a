//! What is compared.

pub(super) const HELP: &str = "\
cargo xtask compare [options]: this solver beside its peers at equal wall time, one thread each

  --instances A,B      files of the shared folder (X-n101-k25,X-n502-k39,R101,C201,RC208)
  --seconds N          seconds for each run (10)
  --seeds 1,2          seeds; the table shows means (1)
  --peers A,B          of pyvrp, hygese, ortools, vroom (all; `none` for our side alone)
  --convention NAME    round, dimacs, explicit, double or hier; else the one of the instance's family
";

/// How distances become costs: the name that the shared scripts give it, and what our side is told.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) ours: &'static [&'static str],
    /// Whether instances have capacities alone, as HGS-CVRP wants them.
    pub(super) capacity_only: bool,
}

const RULES: [Rule; 5] = [
    Rule { name: "round", ours: &["--convention", "nearest"], capacity_only: true },
    Rule { name: "dimacs", ours: &["--convention", "dimacs"], capacity_only: false },
    Rule { name: "explicit", ours: &[], capacity_only: false },
    Rule { name: "double", ours: &["--convention", "double"], capacity_only: false },
    Rule { name: "hier", ours: &["--convention", "double", "--vehicle-cost", "10000"], capacity_only: false },
];

pub(super) struct Options {
    pub(super) instances: Vec<String>,
    pub(super) seconds: f64,
    pub(super) seeds: Vec<u64>,
    pub(super) peers: Vec<String>,
    convention: Option<String>,
}

impl Options {
    /// None when help is wanted.
    pub(super) fn read(arguments: &[String]) -> Result<Option<Self>, String> {
        let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut options = Self {
            instances: list("X-n101-k25,X-n502-k39,R101,C201,RC208"),
            seconds: 10.0,
            seeds: vec![1],
            peers: list("pyvrp,hygese,ortools,vroom"),
            convention: None,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if matches!(argument.as_str(), "--help" | "-h") {
                return Ok(None);
            }
            let value = arguments.next().ok_or_else(|| format!("{argument} needs a value; see --help"))?;
            let bad = || format!("{argument}: `{value}` is not a number");
            match argument.as_str() {
                "--instances" => options.instances = list(value),
                "--seconds" => options.seconds = value.parse().map_err(|_| bad())?,
                "--seeds" => {
                    options.seeds = list(value).iter().map(|seed| seed.parse().map_err(|_| bad())).collect::<Result<_, _>>()?;
                }
                "--peers" if value == "none" => options.peers.clear(),
                "--peers" => options.peers = list(value),
                "--convention" => options.convention = Some(value.clone()),
                _ => return Err(format!("unknown option `{argument}`; see --help")),
            }
        }
        Ok(Some(options))
    }

    /// The rule that was asked for, else the usual one of a family.
    pub(super) fn rule(&self, family: &str) -> Result<&'static Rule, String> {
        let name = self.convention.as_deref().unwrap_or(match family {
            "solomon" | "homberger" => "dimacs",
            "lilim" => "hier",
            family if family.contains("realroad") => "explicit",
            _ => "round",
        });
        RULES.iter().find(|rule| rule.name == name).ok_or_else(|| format!("unknown convention `{name}`"))
    }
}
