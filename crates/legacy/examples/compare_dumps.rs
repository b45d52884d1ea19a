//! Holds two dumps against each other and prints a line of JSON: what `cargo xtask compare --legacy` runs beside the peers.
//!
//! `cargo run --release -p haulage-legacy --example compare_dumps -- MAPPING BEFORE AFTER --threads 2 --events changes.jsonl`
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use std::{
    error::Error,
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    record::Refusal,
    run::{Dump, Origin, Pairing, Settings, compare_dumps},
};

const HELP: &str = "\
compare_dumps MAPPING BEFORE AFTER [options]

  --threads N      1, or 2: both dumps at the same time (1)
  --events FILE    tell what changed, as JSON lines
  --refused FILE   the refused rows of both dumps, as JSON lines; of the second behind those of the first
  --memory MIB     memory for sorting (48)
";

struct Options {
    files: [PathBuf; 3],
    two_threads: bool,
    events: Option<PathBuf>,
    refused: Option<PathBuf>,
    settings: Settings,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(Options { files: [mapping, before, after], two_threads, events, refused, settings }) = options()? else {
        print!("{HELP}");
        return Ok(());
    };
    let mapping = Mapping::new(MappingDocument::from_text(&fs::read_to_string(mapping)?)?)?;
    let open = |file| Dump::open(&Origin::File(file), &mapping, None, false);
    let folder = std::env::temp_dir();
    let how = Pairing { settings: &settings, scratch: Some(&folder), tell: events.is_some(), two_threads };
    let mut events = writer(events)?;
    let (mut first, mut second) = (writer(refused)?, Vec::new());
    let report = compare_dumps(
        open(before)?,
        open(after)?,
        how,
        &mut events,
        (&mut |refusal| line(&mut first, refusal), &mut |refusal| line(&mut second, refusal)),
    )?;
    first.write_all(&second)?;
    first.flush()?;
    events.flush()?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

fn writer(file: Option<PathBuf>) -> io::Result<Box<dyn Write + Send>> {
    Ok(match file {
        Some(file) => Box::new(BufWriter::new(File::create(file)?)),
        None => Box::new(io::sink()),
    })
}

fn line(out: &mut dyn Write, refusal: &Refusal) -> io::Result<()> {
    serde_json::to_writer(&mut *out, refusal)?;
    out.write_all(b"\n")
}

/// None when help is wanted.
fn options() -> Result<Option<Options>, Box<dyn Error>> {
    let (mut files, mut settings) = (Vec::new(), Settings::default());
    let (mut two_threads, mut events, mut refused) = (false, None, None);
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("an option lacks its value");
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(None),
            Some("--threads") => two_threads = value()? == "2",
            Some("--events") => events = Some(value()?.into()),
            Some("--refused") => refused = Some(value()?.into()),
            Some("--memory") => settings.memory_mib = number(&value()?)?,
            _ => files.push(argument.into()),
        }
    }
    let files = <[PathBuf; 3]>::try_from(files).map_err(|_| HELP)?;
    Ok(Some(Options { files, two_threads, events, refused, settings }))
}

fn number(text: &OsString) -> Result<u16, Box<dyn Error>> {
    Ok(text.to_str().ok_or("no number")?.parse()?)
}
