//! The schemas in `schemas/` are those of the code. `HAULAGE_BLESS=1` writes them anew.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::{fs, path::PathBuf};

use haulage_api::operations;

#[test]
fn the_written_schemas_are_those_of_the_code() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let bless = std::env::var_os("HAULAGE_BLESS").is_some();
    let mut expected = Vec::new();
    for operation in operations() {
        for (part, schema) in [("request", operation.request_schema()), ("reply", operation.reply_schema())] {
            let name = format!("{}.{part}.json", operation.name);
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if bless {
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join(&name), &text).unwrap();
            }
            let written = fs::read_to_string(folder.join(&name)).unwrap_or_default();
            assert!(written == text, "schemas/{name} is out of date: run the test with HAULAGE_BLESS=1 and look at the change");
            expected.push(name);
        }
    }
    let mut found: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "schemas/ holds a file of no operation");
}

#[test]
fn the_table_is_in_the_order_of_names() {
    let names: Vec<&str> = operations().iter().map(|operation| operation.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}
