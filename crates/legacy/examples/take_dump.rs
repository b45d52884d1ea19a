//! Takes a dump into a state and prints the report as a line of JSON, as a night job does.
//!
//! `cargo run --release -p haulage-legacy --example take_dump -- MAPPING STATE DUMP [--baseline] [--memory MIB]`
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use std::{error::Error, fs, path::PathBuf};

use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    run::{Dump, First, Origin, Settings, take},
    state::StateFile,
};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut settings) = (Vec::new(), Settings::default());
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--baseline") => settings.first = First::Baseline,
            Some("--memory") => {
                let memory = arguments.next().and_then(|value| value.to_str()?.parse().ok());
                settings.memory_mib = memory.ok_or("--memory needs a number")?;
            }
            _ => files.push(argument.into()),
        }
    }
    let files = <[PathBuf; 3]>::try_from(files).map_err(|_| "take_dump MAPPING STATE DUMP [--baseline] [--memory MIB]")?;
    let [mapping, state, dump] = files;
    let mapping = Mapping::new(MappingDocument::from_text(&fs::read_to_string(mapping)?)?)?;
    let origin = Origin::File(dump);
    let report = take(&StateFile::at(state), &mut |history| Dump::open(&origin, &mapping, history, false), &settings, None)?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
