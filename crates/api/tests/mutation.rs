//! No field is ignored in silence: some other value at the place of any value of a vector's request changes the outcome, or
//! the schema says that the field is only carried (`x-carried`).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use serde_json::{Value, json};

/// Operations whose reply is a verdict on the request, or draws it: most values of a valid problem may change and it stays
/// valid, and looks the same.
const VERDICTS: [&str; 5] = ["plan.check", "plan.render", "problem.validate", "shadow.compare", "shadow.report"];
/// Operations that choose: a limit that does not bind rightly changes nothing, so of these each field must have an effect
/// somewhere, not each value everywhere. A price and a promise choose too, and carry the digest of what they chose from.
const CHOOSING: [&str; 10] = [
    "docks.free",
    "docks.schedule",
    "hours.audit",
    "hours.schedule",
    "plan.compare",
    "plan.insert",
    "plan.solve",
    "sync.compare",
    "sync.run",
    "vroom.solve",
];
/// What is carried without effect where a mark in the schema, which goes by the field's name, would cover too much: of a plan
/// to start from, its figures; of a quarantined row, what it once was and why it was refused; the name of a load to come; how
/// long VROOM's little problems are searched, which their answers do not tell.
const CARRIED: [(&str, &[&str]); 5] = [
    ("vroom.solve: /problem/options/", &["g"]),
    ("vroom.solve: /options/", &["seed", "iterations"]),
    (
        "plan.solve: /plan/",
        &[
            "arrival",
            "departure",
            "distance_m",
            "duration_s",
            "number",
            "place",
            "service_s",
            "service_start",
            "tasks",
            "travel_s",
            "vehicles",
            "waiting_s",
        ],
    ),
    ("sync.replay: /rows/", &["lines", "bytes", "text", "code", "column", "value", "cause", "repair"]),
    ("docks.free: /load/", &["id"]),
];
/// What no vector reaches yet: a temperature that alone decides, a code that no row holds, a null spelling that no row uses,
/// goods that every door takes, driving alone in a shift that may not be shared.
const UNREACHED: [&str; 8] = [
    "docks.free: /load/goods",
    "docks.free: /site/arrivals/*/goods",
    "hours.audit: /circumstances/before/shift/driven_alone",
    "plan.solve: /problem/goods/*/temperature/max_celsius",
    "plan.solve: /problem/goods/*/temperature/min_celsius",
    "sync.compare: /mapping/columns/*/codes/CR",
    "sync.compare: /mapping/columns/*/codes/DE",
    "sync.replay: /mapping/defaults/null/*",
];

fn outcome(operation: &str, request: &Value) -> String {
    match haulage_api::call(operation, request.to_string().as_bytes()) {
        Ok(reply) => String::from_utf8(reply).unwrap(),
        Err(error) => format!("{error}\n{}", error.faults),
    }
}

/// Every scalar of a document by JSON pointer, each with other values of its kind: one a little away, and extremes, since a
/// little more room where there is room enough rightly changes nothing.
fn mutations(pointer: &str, value: &Value, all: &mut Vec<(String, Vec<Value>)>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                mutations(&format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), member, all);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                mutations(&format!("{pointer}/{index}"), element, all);
            }
        }
        Value::String(text) => all.push((pointer.into(), vec![other_text(text), json!("")])),
        Value::Bool(flag) => all.push((pointer.into(), vec![json!(!flag)])),
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap();
            all.push((pointer.into(), vec![json!(number + 0.25), json!(number * 10.0)]));
        }
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            let others = [number + 1, 0, 1, number.saturating_mul(1_000) + 7];
            all.push((pointer.into(), others.iter().filter(|&&other| other != number).map(|other| json!(other)).collect()));
        }
        Value::Null => {}
    }
}

/// Another text: the last digit turned, else a letter more.
fn other_text(text: &str) -> Value {
    match text.char_indices().rev().find(|(_, letter)| letter.is_ascii_digit()) {
        Some((at, digit)) => {
            let next = char::from_digit((digit.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
            json!(format!("{}{next}{}", &text[..at], &text[at + 1..]))
        }
        None => json!(format!("{text}x")),
    }
}

/// Names of all fields that the schema marks as carried without effect.
fn carried(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, member) in members {
                if let (true, Some(properties)) = (key == "properties", member.as_object()) {
                    names.extend(properties.iter().filter(|(_, field)| field["x-carried"] == true).map(|(name, _)| name.clone()));
                }
                carried(member, names);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| carried(element, names)),
        _ => {}
    }
}

/// A pointer without its indices.
fn field(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| if step.parse::<usize>().is_ok() { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

fn is_excepted(place: &str) -> bool {
    let name = place.rsplit('/').next().unwrap_or_default();
    UNREACHED.contains(&place) || CARRIED.iter().any(|(room, names)| place.starts_with(room) && names.contains(&name))
}

#[test]
fn no_value_of_a_vector_is_ignored_in_silence() {
    let mut silent = Vec::new();
    let mut chosen: BTreeMap<String, bool> = BTreeMap::new();
    let mut tried = 0;
    for file in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")).unwrap() {
        let list: Vec<Value> = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        for vector in list.iter().filter(|vector| vector.get("reply").is_some()) {
            let operation = vector["operation"].as_str().unwrap();
            if VERDICTS.contains(&operation) {
                continue;
            }
            let mut names = BTreeSet::new();
            carried(haulage_api::find(operation).unwrap().request_schema().as_value(), &mut names);
            let before = outcome(operation, &vector["request"]);
            let mut all = Vec::new();
            mutations("", &vector["request"], &mut all);
            for (pointer, values) in all {
                let place = format!("{operation}: {}", field(&pointer));
                if pointer.rsplit('/').any(|name| names.contains(name)) || is_excepted(&place) {
                    continue;
                }
                tried += 1;
                let mut request = vector["request"].clone();
                let has_effect = values.iter().any(|value| {
                    *request.pointer_mut(&pointer).unwrap() = value.clone();
                    outcome(operation, &request) != before
                });
                if CHOOSING.contains(&operation) {
                    *chosen.entry(place).or_default() |= has_effect;
                } else if !has_effect {
                    silent.push(format!("{operation}: {}: {pointer}", vector["name"]));
                }
            }
        }
    }
    silent.extend(chosen.into_iter().filter(|(_, has_effect)| !has_effect).map(|(field, _)| field));
    assert!(silent.is_empty(), "{} of {tried} values have no effect:\n{}", silent.len(), silent.join("\n"));
}
