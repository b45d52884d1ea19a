//! Every vector of `tests/vectors/` holds in Rust; PHP and Python run the same files.
//!
//! `HAULAGE_BLESS=1` writes the outcome found into each vector; the difference is then for a person to read.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::{fs, path::PathBuf};

use serde_json::{Value, json};

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn vectors(file: &PathBuf) -> Vec<Value> {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What a vector's caller sees: the reply, or the error's code with the code and path of each fault.
fn outcome(vector: &Value) -> (&'static str, Value) {
    let operation = vector["operation"].as_str().unwrap_or_default();
    match haulage_api::call(operation, vector["request"].to_string().as_bytes()) {
        Ok(reply) => ("reply", serde_json::from_slice(&reply).unwrap()),
        Err(error) => {
            let faults: Vec<Value> =
                error.faults.as_slice().iter().map(|fault| json!({ "code": fault.code, "path": fault.path })).collect();
            ("error", json!({ "code": error.code, "faults": faults }))
        }
    }
}

#[test]
fn every_vector_holds() {
    let bless = std::env::var_os("HAULAGE_BLESS").is_some();
    let mut wrong = Vec::new();
    for file in files() {
        let mut list = vectors(&file);
        for vector in &mut list {
            let (kind, value) = outcome(vector);
            if bless {
                let members = vector.as_object_mut().unwrap();
                members.remove("reply");
                members.remove("error");
                members.insert(kind.into(), value);
            } else if vector.get(kind) != Some(&value) {
                wrong.push(format!("{}: {}: found {kind} {value}", file.display(), vector["name"]));
            }
        }
        if bless {
            fs::write(&file, serde_json::to_string_pretty(&list).unwrap() + "\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{} vectors do not hold:\n{}", wrong.len(), wrong.join("\n"));
}
