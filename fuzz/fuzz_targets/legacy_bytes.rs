//! Any bytes as a dump: no panic, no hang, and every byte in the accounts. The first byte chooses the mapping.
#![no_main]

use std::sync::LazyLock;

use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::Rows,
};
use libfuzzer_sys::fuzz_target;

static MAPPINGS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    let columns = r#"
        key = ["a"]
        unknown_columns = "ignore"
        [defaults]
        format = ["DD-MON-RR"]
        pivot_year = 2004
        [[columns]]
        column = "a"
        field = "a"
        type = "text"
        [[columns]]
        column = "b"
        field = "b"
        type = "date"
        optional = true
    "#;
    ["", "dump.columns = [\"a\", \"b\"]\n", "dump.escape = \"\\\\\"\ndump.columns = [\"a\", \"b\"]\n", "dump.encoding = \"utf-16le\"\n"]
        .iter()
        .map(|dump| Mapping::new(MappingDocument::from_toml(&format!("{dump}{columns}")).expect("toml")).expect("mapping"))
        .collect()
});

fuzz_target!(|data: &[u8]| {
    let Some((&first, data)) = data.split_first() else { return };
    let mapping = &MAPPINGS[usize::from(first) % MAPPINGS.len()];
    let Ok(mut reader) = Reader::from_bytes(data.to_vec(), mapping) else { return };
    while let Ok(Some(_)) = reader.next_entry() {}
    assert!(reader.accounts().balanced(), "{}", reader.accounts());
});
