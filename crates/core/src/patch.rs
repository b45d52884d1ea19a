//! Changes of a document: JSON merge patch (RFC 7386), with entries of a list reached by their names.
//!
//! In a merge patch a list is replaced as a whole. Here an object that meets a list of named things changes those that it
//! names and leaves the others: `{"vehicles": {"van": {"count": 3}}}`. Under RFC 7386 an object that meets a list would take its
//! place, so nothing that the standard can say of such documents is lost.

use serde_json::{Map, Value};

use crate::fault::{Faults, Path};

/// Members by which entries of lists are named, in the order in which they are looked for.
const NAMES: [&str; 2] = ["id", "place"];

/// Changes a document.
///
/// ```
/// use haulage_core::patch::merge;
/// use serde_json::json;
///
/// let day = json!({ "vehicles": [{ "id": "van", "count": 2 }, { "id": "bike" }], "currency": "EUR" });
/// let more = merge(day.clone(), json!({ "vehicles": { "van": { "count": 3 }, "bike": null } }))?;
/// assert_eq!(more, json!({ "vehicles": [{ "id": "van", "count": 3 }], "currency": "EUR" }));
///
/// let faults = merge(day, json!({ "vehicles": { "truck": { "count": 3 } } })).unwrap_err();
/// assert_eq!(faults.as_slice()[0].path, "/vehicles/truck");
/// # Ok::<(), haulage_core::fault::Faults>(())
/// ```
///
/// # Errors
/// `patch.unknown` for each name that a list does not have, at its path in the patch. What is new says its own name:
/// `{"vehicles": {"truck": {"id": "truck", …}}}`.
pub fn merge(mut document: Value, patch: Value) -> Result<Value, Faults> {
    let mut faults = Faults::new();
    apply(&mut document, patch, &Path::ROOT, &mut faults);
    faults.into_result(document)
}

fn apply(target: &mut Value, patch: Value, path: &Path<'_>, faults: &mut Faults) {
    let Value::Object(members) = patch else {
        *target = patch;
        return;
    };
    if let Value::Array(entries) = target
        && !entries.is_empty()
        && let Some(key) = NAMES.into_iter().find(|&key| entries.iter().all(|entry| entry.get(key).is_some()))
    {
        return named(entries, key, members, path, faults);
    }
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(object) = target else { return };
    for (name, change) in members {
        if change.is_null() {
            object.remove(&name);
        } else {
            let path = path.key(&name);
            apply(object.entry(name.as_str()).or_insert(Value::Null), change, &path, faults);
        }
    }
}

/// Changes entries of a list by their names.
fn named(entries: &mut Vec<Value>, key: &str, members: Map<String, Value>, path: &Path<'_>, faults: &mut Faults) {
    for (name, change) in members {
        let at = entries.iter().position(|entry| entry[key] == *name.as_str());
        let path = path.key(&name);
        match (at, change) {
            (Some(at), Value::Null) => drop(entries.remove(at)),
            (Some(at), change) => apply(&mut entries[at], change, &path, faults),
            (None, change) if change.get(key) == Some(&Value::from(name.as_str())) => {
                let mut entry = Value::Null;
                apply(&mut entry, change, &path, faults);
                entries.push(entry);
            }
            (None, _) => {
                let cause = format!("the list has no `{name}`");
                let remedy = format!("name an entry of the list, or give what is new its `{key}`");
                faults.report(&path, "patch.unknown", cause, remedy);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The examples of RFC 7386, appendix A, but for those in which an object meets a list of named things.
    #[test]
    fn the_examples_of_the_standard_hold() {
        for (target, patch, result) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"a": "b"}), json!(["c"]), json!(["c"])),
            (json!({"a": "foo"}), json!(null), json!(null)),
            (json!({"a": "foo"}), json!("bar"), json!("bar")),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ] {
            assert_eq!(merge(target.clone(), patch.clone()).unwrap(), result, "{target} with {patch}");
        }
    }

    #[test]
    fn what_is_new_says_its_name() {
        let fleet = json!({"vehicles": [{"id": "van"}], "depots": [{"place": "north", "stock": [4]}]});
        let change = json!({"vehicles": {"truck": {"id": "truck", "count": 2}}, "depots": {"north": {"stock": null}}});
        let changed = merge(fleet, change).unwrap();
        assert_eq!(changed, json!({"vehicles": [{"id": "van"}, {"id": "truck", "count": 2}], "depots": [{"place": "north"}]}));
    }
}
