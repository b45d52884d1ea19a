//! A document against its JSON Schema: every place where the shape is wrong, in one pass.
//!
//! Knows the keywords that schemas of this crate use (a test holds them to it) and is no general validator.

use haulage_core::fault::{Faults, Path};
use serde_json::{Map, Value};

/// Reports every place where `document` does not have the shape of `schema`.
pub(crate) fn compare(document: &Value, schema: &Value, faults: &mut Faults) {
    Walk { definitions: schema.get("$defs") }.value(&Path::ROOT, document, schema, faults);
}

struct Walk<'a> {
    definitions: Option<&'a Value>,
}

impl<'a> Walk<'a> {
    /// Follows `$ref` to the definition it names.
    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        while let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
            match self.definitions.and_then(|definitions| definitions.get(name)) {
                Some(definition) => schema = definition,
                None => return schema,
            }
        }
        schema
    }

    fn value(&self, path: &Path<'_>, value: &Value, schema: &'a Value, faults: &mut Faults) {
        let schema = self.resolve(schema);
        if let Some(alternatives) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            self.any(path, value, alternatives, faults);
        }
        if !is_of_type(value, schema) {
            let cause = format!("found {}, expected {}", describe(value), expected(schema));
            faults.report(path, "document.type", cause, "give a value of that kind");
            return;
        }
        if let Some(choices) = choices(schema)
            && !choices.contains(&value)
        {
            let list: Vec<String> = choices.iter().map(ToString::to_string).collect();
            faults.report(
                path,
                "document.choice",
                format!("{} is not known here", describe(value)),
                format!("give {}", list.join(" or ")),
            );
        }
        match value {
            Value::Object(members) => self.object(path, members, schema, faults),
            Value::Array(elements) => {
                if let Some(items) = schema.get("items") {
                    for (index, element) in elements.iter().enumerate() {
                        self.value(&path.index(index), element, items, faults);
                    }
                }
            }
            Value::Number(_) => range(path, value, schema, faults),
            _ => {}
        }
    }

    fn object(&self, path: &Path<'_>, members: &Map<String, Value>, schema: &'a Value, faults: &mut Faults) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                faults.report(&path.key(name), "document.missing", format!("`{name}` is missing"), "give it");
            }
        }
        for (name, member) in members {
            if let Some(property) = properties.and_then(|properties| properties.get(name)) {
                self.value(&path.key(name), member, property, faults);
            } else if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
                let known: Vec<&str> = properties.into_iter().flat_map(Map::keys).map(String::as_str).collect();
                let remedy = format!("drop it, or use one of: {}", known.join(", "));
                faults.report(&path.key(name), "document.unknown_field", format!("there is no field `{name}`"), remedy);
            } else if let Some(extra) = schema.get("additionalProperties").filter(|extra| extra.is_object()) {
                self.value(&path.key(name), member, extra, faults);
            }
        }
    }

    /// Alternatives: when none fits, the faults of the one that was meant (the only one of the value's type), else one
    /// fault that names them all.
    fn any(&self, path: &Path<'_>, value: &Value, alternatives: &'a [Value], faults: &mut Faults) {
        let mut meant = Vec::new();
        for alternative in alternatives {
            let alternative = self.resolve(alternative);
            let mut attempt = Faults::new();
            self.value(&Path::ROOT, value, alternative, &mut attempt);
            if attempt.is_empty() {
                return;
            }
            if is_of_type(value, alternative) && shares_a_key(value, alternative) {
                meant.push(attempt);
            }
        }
        if meant.len() == 1 {
            faults.absorb(path, meant.swap_remove(0));
        } else {
            let list: Vec<String> = alternatives.iter().map(|alternative| expected(self.resolve(alternative))).collect();
            let cause = format!("found {}, expected {}", describe(value), list.join(" or "));
            faults.report(path, "document.type", cause, "give one of these");
        }
    }
}

fn range(path: &Path<'_>, value: &Value, schema: &Value, faults: &mut Faults) {
    let Some(number) = value.as_f64() else { return };
    let bound = |key| schema.get(key).and_then(Value::as_f64);
    if bound("minimum").is_some_and(|least| number < least) || bound("maximum").is_some_and(|most| number > most) {
        let show = |key| schema.get(key).map_or_else(|| "any".into(), ToString::to_string);
        let remedy = format!("give {} to {}", show("minimum"), show("maximum"));
        faults.report(path, "document.range", format!("{value} is out of range"), remedy);
    }
}

fn choices(schema: &Value) -> Option<Vec<&Value>> {
    let listed = schema.get("enum").and_then(Value::as_array).map(|values| values.iter().collect());
    listed.or_else(|| schema.get("const").map(|value| vec![value]))
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_of_type(value: &Value, schema: &Value) -> bool {
    let types = types(schema);
    types.is_empty()
        || types.iter().any(|kind| match *kind {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            _ => true,
        })
}

/// For objects, whether the alternative knows any of the object's keys (tagged unions differ by key).
fn shares_a_key(value: &Value, schema: &Value) -> bool {
    match (value.as_object(), schema.get("properties").and_then(Value::as_object)) {
        (Some(members), Some(properties)) => members.is_empty() || members.keys().any(|key| properties.contains_key(key)),
        _ => true,
    }
}

fn expected(schema: &Value) -> String {
    if let Some(choices) = choices(schema) {
        return choices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    }
    let types = types(schema);
    if types.is_empty() { "another value".into() } else { types.join(" or ") }
}

/// A value in a few words: documents can hold megabytes where a number should be.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        Value::String(_) => "a long string".into(),
        Value::Array(elements) => format!("an array of {}", elements.len()),
        Value::Object(members) => format!("an object of {}", members.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn faults(document: &Value) -> Vec<(String, String)> {
        let schema = json!({
            "type": "object",
            "properties": {
                "a": { "type": "integer", "minimum": 0 },
                "b": { "type": "array", "items": { "$ref": "#/$defs/b" } },
                "c": { "anyOf": [{ "$ref": "#/$defs/b" }, { "type": "null" }] }
            },
            "required": ["a"],
            "additionalProperties": false,
            "$defs": { "b": { "type": "object", "properties": { "k": { "enum": ["x", "y"] } }, "required": ["k"] } }
        });
        let mut faults = Faults::new();
        compare(document, &schema, &mut faults);
        faults.into_iter().map(|fault| (fault.code, fault.path)).collect()
    }

    fn owned(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(code, path)| ((*code).into(), (*path).into())).collect()
    }

    #[test]
    fn a_right_document_has_no_faults() {
        assert_eq!(faults(&json!({ "a": 1, "b": [{ "k": "x" }], "c": null })), owned(&[]));
    }

    #[test]
    fn every_fault_is_found_in_one_pass() {
        let document = json!({ "b": [{ "k": "z" }, 3, {}], "c": { "k": 1 }, "d": true });
        let expected = [
            ("document.missing", "/a"),
            ("document.choice", "/b/0/k"),
            ("document.type", "/b/1"),
            ("document.missing", "/b/2/k"),
            ("document.choice", "/c/k"),
            ("document.unknown_field", "/d"),
        ];
        assert_eq!(faults(&document), owned(&expected));
        assert_eq!(faults(&json!({ "a": -1 })), owned(&[("document.range", "/a")]));
    }
}
