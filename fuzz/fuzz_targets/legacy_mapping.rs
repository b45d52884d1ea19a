//! Any text as a mapping: faults or a mapping, never a panic; a mapping reads a dump of its own columns.
#![no_main]

use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::Rows,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(mapping) = MappingDocument::from_text(text).and_then(Mapping::new) else { return };
    let header: Vec<&str> = mapping.fields().iter().map(|field| field.column.as_str()).collect();
    let dump = format!("{}\n{}\n", header.join(","), header.join(","));
    let Ok(mut reader) = Reader::from_bytes(dump.into_bytes(), &mapping) else { return };
    while let Ok(Some(_)) = reader.next_entry() {}
    assert!(reader.accounts().balanced());
});
