//! The public collections of dirty files: each is read, or refused with a reason, and no byte is lost.
//!
//! `HAULAGE_BLESS=1` writes the outcome of every file into `docs/legacy-suites.md`; the difference is then for a person to read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may")]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use haulage_legacy::{
    bytes::compression::memory,
    inspect::{InspectOptions, inspect},
    mapping::{DumpDocument, Mapping, TypeName},
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

/// What becomes of a file that nobody said anything about: a mapping is proposed, and the file is read with it.
fn outcome(bytes: &[u8], known: DumpDocument) -> String {
    let proposal = match inspect(memory(bytes.to_vec()), &InspectOptions { dump: known, pivot_year: Some(2000) }) {
        Ok(proposal) => proposal,
        Err(error) => return format!("refused: `{}`", error.code()),
    };
    let mapping = match Mapping::new(proposal.mapping) {
        Ok(mapping) => mapping,
        Err(faults) => return format!("refused: `{}`", faults.as_slice()[0].code),
    };
    let mut reader = match Reader::from_bytes(bytes.to_vec(), &mapping) {
        Ok(reader) => reader,
        Err(error) => return format!("refused: `{}`", error.code()),
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
            Err(error) => return format!("refused: `{}`", error.code()),
        }
    }
    let accounts = reader.accounts();
    assert!(accounts.balanced(), "{accounts}");
    let findings = reader.findings();
    let mut text = format!("{}, {:?}: {} rows", findings.encoding, findings.delimiter, accounts.accepted.rows);
    for (index, (code, rows)) in reasons.iter().enumerate() {
        let _ = write!(text, "{} `{code}` {rows}", if index == 0 { "; refused:" } else { "," });
    }
    text
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
         proposed by `sync.inspect` and the file\nread with it. Written and checked by `crates/legacy/tests/public_suites.rs`; \
         in every case the accounts of bytes add up.\n\n| file | outcome |\n|---|---|\n",
    );
    let mut count = 0;
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let is_table = file.extension().is_some_and(|extension| extension == "dat" || extension == "csv");
        if !is_table && !name.starts_with("duckdb") {
            continue;
        }
        count += 1;
        let outcome = outcome(&fs::read(file).unwrap(), known(&name));
        let _ = writeln!(page, "| {} | {} |", name.replace('|', "\\|"), outcome.replace('|', "\\|"));
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
        let columns = control[control.find("\n  (").unwrap() + 4..control.rfind(')').unwrap()].split(',');
        let columns: Vec<String> = columns.map(|column| column.trim().to_owned()).collect();
        // FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\'': blanks before the enclosure do not matter.
        let known = DumpDocument {
            delimiter: Some(",".into()),
            quote: Some("'".into()),
            blanks: true,
            columns: Some(columns),
            ..DumpDocument::default()
        };
        let bytes = fs::read(folder.join(name).with_extension("dat")).unwrap();
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let found = outcome(&bytes, known);
        assert_eq!(found, format!("utf-8, \",\": {lines} rows"), "{name}");
    }
}
