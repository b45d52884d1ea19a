//! Any bytes as a dump: nothing panics, every byte finds one place, refused rows say where they stand and why.
#![no_main]

use std::sync::LazyLock;

use haulage_legacy::{
    bytes::compression::memory,
    inspect::{InspectOptions, inspect},
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::{Entry, Rows},
};
use libfuzzer_sys::fuzz_target;

/// The ways in which the first byte has the others read; behind them, as a mapping is proposed.
static MAPPINGS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    let dialects = [
        r#"encoding = "windows-1252", delimiter = ";""#,
        r#"encoding = "utf-8", delimiter = ",", escape = "\\", trailer = "T", comment = "%""#,
        r#"encoding = "utf-8 or windows-1252", delimiter = "||", quote = "'", blanks = true, line_end = "any""#,
        r#"encoding = "utf-16le", delimiter = "\t", skip_lines = 1"#,
    ];
    let mapping = |dialect: &str| {
        MappingDocument::from_toml(&format!(
            r#"
            key = ["id"]
            dump = {{ {dialect}, columns = ["A", "B", "C", "D"] }}
            defaults = {{ format = ["DD-MON-RR"], pivot_year = 2004, decimal = ",", group = ".", null = ["N/A"], zone = "Europe/Berlin" }}
            columns = [
                {{ column = "A", field = "id", type = "integer" }},
                {{ column = "B", field = "name", type = "text", max_length = 20, style = {{ trim = "both", double_encoded = "mend" }} }},
                {{ column = "C", field = "mass_g", type = "quantity", unit = "kg" }},
                {{ column = "D", field = "at", type = "instant", style = {{ format = ["YYYY-MM-DD HH24:MI:SS", "DD-MON-RR"] }} }},
            ]
            "#
        ))
    };
    dialects.iter().map(|dialect| Mapping::new(mapping(dialect).expect("a mapping")).expect("it holds")).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let Some((&way, dump)) = bytes.split_first() else { return };
    let proposed = || {
        let known = InspectOptions { pivot_year: Some(2000), ..InspectOptions::default() };
        Mapping::new(inspect(memory(dump.to_vec()), &known).ok()?.mapping).ok()
    };
    let proposal = if usize::from(way) < MAPPINGS.len() { None } else { proposed() };
    let Some(mapping) = MAPPINGS.get(usize::from(way)).or(proposal.as_ref()) else { return };
    let Ok(mut reader) = Reader::from_bytes(dump.to_vec(), mapping) else { return };
    let (mut line, mut offset) = (0, 0);
    loop {
        let (at, behind) = match reader.next_entry() {
            Ok(Some(Entry::Accepted(row))) => {
                assert_eq!(row.values().count(), mapping.fields().len());
                ((row.line, row.offset), row.offset + row.length)
            }
            Ok(Some(Entry::Refused(row))) => {
                assert!(!row.reasons.is_empty());
                ((row.line, row.offset), row.offset + row.length)
            }
            Ok(None) => break,
            Err(_) => return,
        };
        assert!(at.0 >= line && at.1 >= offset, "rows come in the order of the file");
        (line, offset) = (at.0, behind);
    }
    let accounts = reader.accounts();
    assert!(accounts.balanced(), "{accounts}");
    assert!(accounts.file_bytes >= offset);
});
