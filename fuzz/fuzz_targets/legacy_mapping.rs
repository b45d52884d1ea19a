//! Any text as a mapping or a control file: faults, or a mapping that reads the same when it is written, and reads a dump.
#![no_main]

use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::Rows,
};
use libfuzzer_sys::fuzz_target;

const DUMP: &str = "ID;NAME;WEIGHT;CREATED\r\n1;\"Müller; Söhne\";1,5;02-JAN-04\r\n2;;-,5;31-FEB-04\r\n";

fuzz_target!(|text: &str| {
    for document in [MappingDocument::from_text(text), MappingDocument::from_control(text)].into_iter().flatten() {
        let Ok(again) = MappingDocument::from_toml(&document.to_toml()) else { panic!("{}", document.to_toml()) };
        assert_eq!(again, document);
        let Ok(mapping) = Mapping::new(document) else { continue };
        let Ok(mut reader) = Reader::from_bytes(DUMP.into(), &mapping) else { continue };
        while let Ok(Some(_)) = reader.next_entry() {}
        assert!(reader.accounts().balanced(), "{}", reader.accounts());
    }
});
