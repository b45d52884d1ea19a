//! What is written from the table of operations is that of the code: the schemas in `schemas/`, and the methods of the
//! Python and PHP packages. `HAULAGE_BLESS=1` writes them anew.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod method;
mod php;
mod python;

use std::{fs, path::PathBuf};

use haulage_api::operations;

use crate::method::Area;

/// Compares the files of a folder, given with their texts, with what stands there; or writes them.
fn written(folder: &str, ending: &str, mut files: Vec<(String, String)>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let bless = std::env::var_os("HAULAGE_BLESS").is_some();
    for (name, text) in &files {
        if bless {
            fs::create_dir_all(&path).unwrap();
            fs::write(path.join(name), text).unwrap();
        }
        let found = fs::read_to_string(path.join(name)).unwrap_or_default();
        assert!(found == *text, "{folder}/{name} is out of date: run the test with HAULAGE_BLESS=1 and look at the change");
    }
    let names = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut found: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    found.sort();
    files.sort();
    assert!(found.iter().eq(files.iter().map(|(name, _)| name)), "{folder} holds a file of no operation: {found:?}");
}

#[test]
fn the_written_schemas_are_those_of_the_code() {
    let parts = operations().iter().flat_map(|operation| {
        [("request", operation.request_schema()), ("reply", operation.reply_schema())].map(|(part, schema)| {
            (format!("{}.{part}.json", operation.name), serde_json::to_string_pretty(&schema).unwrap() + "\n")
        })
    });
    written("schemas", ".json", parts.collect());
}

#[test]
fn the_methods_of_python_are_those_of_the_table() {
    let areas = Area::all();
    let mut files: Vec<_> = areas.iter().map(|area| (format!("{}.py", area.name), python::module(area))).collect();
    files.push(("__init__.py".into(), python::package(&areas)));
    written("bindings/python/python/haulage/operations", ".py", files);
}

#[test]
fn the_methods_of_php_are_those_of_the_table() {
    let areas = Area::all();
    let files = areas.iter().map(|area| (format!("{}.php", php::class_name(area)), php::class(area)));
    written("bindings/php/src/Operations", ".php", files.collect());
}

#[test]
fn the_table_is_in_the_order_of_names() {
    let names: Vec<&str> = operations().iter().map(|operation| operation.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}
