//! Damaged documents and files through the C door: an error with a code or a valid reply each time, and never a panic.
//!
//! `HAULAGE_MUTATIONS=1000000 cargo test --release -p haulage-ffi --test mutations` damages more than the promised number.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test may")]

mod support;

use std::{env, fs, path::Path, ptr, slice};

use haulage_ffi::{Bytes, buffer::*, call::haulage_call, error::*, status::Status};
use serde_json::{Value, json};

const PROMISED: usize = 10_000;

/// Numbers that repeat from run to run (Steele, Lea and Flood 2014: `SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Calls the library as C does. The reply, or the error's code.
fn call(operation: &str, request: &[u8]) -> Result<Value, String> {
    let text = |bytes: Bytes| {
        // SAFETY: a view of a live buffer or error.
        String::from_utf8(unsafe { slice::from_raw_parts(bytes.data, bytes.len) }.to_vec()).unwrap()
    };
    let (mut reply, mut error) = (ptr::null_mut(), ptr::null_mut());
    let (name, document) = (operation.as_bytes(), request);
    // SAFETY: slices and local slots; what comes out is freed once.
    unsafe {
        let status = haulage_call(name.as_ptr(), name.len(), document.as_ptr(), document.len(), &raw mut reply, &raw mut error);
        if status == Status::Ok as i32 {
            assert!(error.is_null());
            let document = serde_json::from_str(&text(haulage_buffer_bytes(reply))).unwrap();
            haulage_buffer_free(reply);
            return Ok(document);
        }
        assert!(reply.is_null());
        assert_eq!(haulage_error_status(error), status);
        let (code, message) = (text(haulage_error_code(error)), text(haulage_error_message(error)));
        let faults: Vec<Value> = serde_json::from_str(&text(haulage_error_faults(error))).unwrap();
        haulage_error_free(error);
        assert!((200..400).contains(&status), "{status}: {message}\n{operation}\n{}", String::from_utf8_lossy(request));
        assert!(!code.is_empty() && !message.is_empty() && (status != Status::InvalidDocument as i32 || !faults.is_empty()));
        Err(code)
    }
}

/// Puts something hostile in place of a random part.
fn damage_value(value: &mut Value, numbers: &mut Numbers) {
    let children = match value {
        Value::Array(list) => list.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if children > 0 && numbers.below(6) > 0 {
        let index = numbers.below(children);
        match value {
            Value::Array(list) => return damage_value(&mut list[index], numbers),
            Value::Object(members) => return damage_value(members.values_mut().nth(index).unwrap(), numbers),
            _ => {}
        }
    }
    let copy = value.clone();
    *value = match (numbers.below(14), value.take()) {
        (0, _) => Value::Null,
        (1, _) => json!(-1),
        (2, _) => json!(u64::MAX),
        (3, _) => json!(1e308),
        (4, _) => json!(9_007_199_254_740_992_u64),
        (5, _) => json!("\u{0}\u{202e}∞"),
        (6, _) => json!("x".repeat(numbers.below(3_000))),
        (7, _) => json!([copy.clone(), copy]),
        (8, _) => json!({ "id": copy }),
        (9, Value::Array(mut list)) if !list.is_empty() => {
            list.swap_remove(numbers.below(list.len()));
            Value::Array(list)
        }
        (10, Value::Array(list)) => Value::Array([list.clone(), list].concat()),
        (11, Value::Object(mut members)) if !members.is_empty() => {
            let name = members.keys().nth(numbers.below(members.len())).unwrap().clone();
            members.remove(&name);
            Value::Object(members)
        }
        (12, Value::Number(number)) => json!(number.as_f64().unwrap_or(0.0) * -1_000.0),
        (_, _) => json!(i64::from_ne_bytes(numbers.next().to_ne_bytes()) >> numbers.below(64)),
    };
}

/// Flips, drops, doubles and swaps bytes.
fn damage_text(text: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(text.len());
        let end = (at + 1 + numbers.below(12)).min(text.len());
        match numbers.below(7) {
            0 if at < text.len() => text[at] ^= 1 << numbers.below(8),
            1 => drop(text.drain(at..end)),
            2 => {
                let piece = text[at..end].to_vec();
                text.splice(at..at, piece);
            }
            3 => text.truncate(at),
            4 => {
                let word: &&[u8] =
                    numbers.pick(&[b"[[[[[[[[", b"1e999", b"-", b"\xff\xfe", b"99999999999999999999", b"\n\n", b" "]);
                text.splice(at..at, word.iter().copied());
            }
            5 if at < text.len() => text[at] = b'0' + u8::try_from(numbers.below(10)).unwrap(),
            _ => {}
        }
    }
}

fn rounds() -> usize {
    env::var("HAULAGE_MUTATIONS").map_or(PROMISED, |count| count.parse().unwrap())
}

/// Valid requests of all operations; searches are short, by two limits, so that losing one is no harm.
fn valid_requests() -> Vec<(String, Value)> {
    let mut requests = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let vectors: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        for mut vector in vectors.into_iter().filter(|vector| vector.get("reply").is_some()) {
            let operation = vector["operation"].as_str().unwrap().to_owned();
            let mut request = vector["request"].take();
            if operation == "plan.solve" {
                request["options"] = json!({ "seed": 1, "iterations": 20, "time_limit_ms": 50 });
            }
            requests.push((operation, request));
        }
    }
    requests
}

#[test]
fn a_damaged_document_is_an_error_or_a_valid_reply() {
    let requests = valid_requests();
    let mut numbers = Numbers(1);
    let mut errors = 0;
    let rounds = rounds();
    for round in 0..rounds {
        let (operation, request) = numbers.pick(&requests);
        let mut request = request.clone();
        let text = if round % 2 == 0 {
            let options = request.get("options").cloned();
            damage_value(&mut request, &mut numbers);
            if let (Some(options), Some(members)) = (options, request.as_object_mut()) {
                members.insert("options".into(), options);
            }
            request.to_string().into_bytes()
        } else {
            let mut text = request.to_string().into_bytes();
            damage_text(&mut text, &mut numbers);
            text
        };
        errors += usize::from(call(operation, &text).is_err());
    }
    println!("{rounds} damaged documents: {errors} errors, {} valid replies", rounds - errors);
    assert!(errors > 0 && errors < rounds, "the damage is neither nothing nor everything");
}

#[test]
fn a_damaged_benchmark_file_is_an_error_or_a_valid_problem() {
    let files = support::benchmark_files(60_000);
    if files.is_empty() {
        return;
    }
    let mut numbers = Numbers(2);
    let (mut errors, rounds) = (0, rounds() / 10);
    for _ in 0..rounds {
        let mut text = numbers.pick(&files).clone().into_bytes();
        damage_text(&mut text, &mut numbers);
        match call("problem.read", json!({ "text": String::from_utf8_lossy(&text) }).to_string().as_bytes()) {
            Ok(reply) => drop(call("problem.validate", reply.to_string().as_bytes())),
            Err(_) => errors += 1,
        }
    }
    println!("{rounds} damaged benchmark files: {errors} errors, {} valid problems", rounds - errors);
    assert!(errors > 0 && errors < rounds, "the damage is neither nothing nor everything");
}
