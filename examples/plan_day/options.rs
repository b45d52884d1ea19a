//! What the example is asked for.

use std::path::PathBuf;

use lexopt::prelude::*;

const HELP: &str = "\
Plans a real day of deliveries in Rio de Janeiro and writes the plan.

  --seconds N      search for N seconds (5)
  --iterations N   search for N iterations instead: the same plan on every machine
  --seed N         seed of the search (1)
  --vans N         vans there are (10)
  --service N      seconds of service at each consignee (150)
  --windows        consignees take goods in the morning, in the afternoon or all day, by turns
  --out DIR        folder to write to (out/plan_day)
";

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) seconds: f64,
    pub(crate) iterations: Option<u64>,
    pub(crate) seed: u64,
    pub(crate) vans: u32,
    pub(crate) service_s: u64,
    pub(crate) windows: bool,
    pub(crate) out: PathBuf,
}

impl Options {
    /// The options of the command line; none when only help was wanted, which is printed.
    pub(crate) fn read() -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self {
            seconds: 5.0,
            iterations: None,
            seed: 1,
            vans: 10,
            service_s: 150,
            windows: false,
            out: PathBuf::from("out/plan_day"),
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("seconds") => {
                    options.seconds = parser.value()?.parse()?;
                    if !(0.0..=86_400.0).contains(&options.seconds) {
                        return Err("--seconds is between 0 and a day".into());
                    }
                }
                Long("iterations") => options.iterations = Some(parser.value()?.parse()?),
                Long("seed") => options.seed = parser.value()?.parse()?,
                Long("vans") => options.vans = parser.value()?.parse()?,
                Long("service") => options.service_s = parser.value()?.parse()?,
                Long("windows") => options.windows = true,
                Long("out") => options.out = parser.value()?.into(),
                Short('h') | Long("help") => {
                    print!("{HELP}");
                    return Ok(None);
                }
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(Some(options))
    }
}
