//! Two JSON values, compared under rules.

use haulage_core::money::Amount;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use super::{Cause, Difference, FieldRule, PathRule, Rules};

/// Differences shown of one pair of answers.
const LIMIT: usize = 100;
/// How deep answers are followed.
const DEPTH: usize = 64;

/// Where Haulage's answer differs from the legacy one; nothing where they agree.
///
/// A number agrees with a number written as text: `12.5` with `"12.50"`. What the legacy answer does not have is not asked of
/// Haulage's.
#[must_use]
pub fn compare(haulage: &Value, legacy: &Value, rules: &Rules) -> Vec<Difference> {
    let mut found = Vec::new();
    if rules.fields.is_empty() {
        Walk { rules: &rules.paths, found: &mut found }.value(&mut Vec::new(), Some(haulage), legacy);
    }
    for FieldRule { haulage: path, legacy: other, absolute, percent } in &rules.fields {
        let place = [PathRule { path: "*".into(), ignore: false, absolute: *absolute, percent: *percent }];
        let theirs = legacy.pointer(other.as_ref().unwrap_or(path)).unwrap_or(&Value::Null);
        let mut differences = Vec::new();
        Walk { rules: &place, found: &mut differences }.value(&mut Vec::new(), haulage.pointer(path), theirs);
        found.extend(differences.into_iter().map(|one| Difference { path: format!("{path}{}", one.path), ..one }));
    }
    found.truncate(LIMIT);
    found
}

struct Walk<'a> {
    rules: &'a [PathRule],
    found: &'a mut Vec<Difference>,
}

impl Walk<'_> {
    fn value(&mut self, path: &mut Vec<String>, haulage: Option<&Value>, legacy: &Value) {
        let rule = self.rules.iter().find(|rule| fits(&rule.path, path));
        if self.found.len() >= LIMIT || path.len() > DEPTH || rule.is_some_and(|rule| rule.ignore) {
            return;
        }
        let tolerance = rule.map(Tolerance::of).unwrap_or_default();
        let Some(ours) = haulage.filter(|value| !value.is_null() || legacy.is_null()) else {
            if !legacy.is_null() {
                self.differ(path, Cause::Missing, None, legacy, None);
            }
            return;
        };
        match (ours, legacy) {
            (Value::Object(ours), Value::Object(theirs)) => {
                for (name, value) in theirs {
                    path.push(name.replace('~', "~0").replace('/', "~1"));
                    self.value(path, ours.get(name), value);
                    path.pop();
                }
            }
            (Value::Array(ours), Value::Array(theirs)) => self.lists(path, ours, theirs),
            _ => {
                if let Some((cause, by)) = apart(ours, legacy, tolerance) {
                    self.differ(path, cause, Some(ours), legacy, by);
                }
            }
        }
    }

    fn lists(&mut self, path: &mut Vec<String>, ours: &[Value], theirs: &[Value]) {
        if ours.len() != theirs.len() {
            let length = |list: &[Value]| Value::from(list.len());
            let by = Decimal::from(ours.len()).checked_sub(Decimal::from(theirs.len()));
            self.differ(path, Cause::Length, Some(&length(ours)), &length(theirs), by);
            return;
        }
        let before = self.found.len();
        for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            path.push(index.to_string());
            self.value(path, Some(ours), theirs);
            path.pop();
        }
        if self.found.len() > before && same_in_another_order(ours, theirs) {
            self.found.truncate(before);
            self.differ(path, Cause::Order, None, &Value::Null, None);
        }
    }

    fn differ(&mut self, path: &[String], cause: Cause, haulage: Option<&Value>, legacy: &Value, by: Option<Decimal>) {
        let path = path.iter().fold(String::new(), |path, step| path + "/" + step);
        let legacy = Some(legacy.clone()).filter(|legacy| !legacy.is_null());
        self.found.push(Difference { path, cause, haulage: haulage.cloned(), legacy, by: by.map(Amount) });
    }
}

/// Whether a path is one that the pattern means.
fn fits(pattern: &str, path: &[String]) -> bool {
    if pattern == "*" {
        return true;
    }
    let steps: Vec<&str> = pattern.split('/').skip(1).collect();
    steps.len() == path.len() && steps.iter().zip(path).all(|(step, name)| *step == "*" || step == name)
}

fn same_in_another_order(ours: &[Value], theirs: &[Value]) -> bool {
    let sorted = |list: &[Value]| {
        let mut texts: Vec<String> = list.iter().map(Value::to_string).collect();
        texts.sort_unstable();
        texts
    };
    sorted(ours) == sorted(theirs)
}

/// Why two values that are neither objects nor lists differ, where they do.
fn apart(ours: &Value, theirs: &Value, tolerance: Tolerance) -> Option<(Cause, Option<Decimal>)> {
    if ours == theirs {
        return None;
    }
    let is_number = ours.is_number() || theirs.is_number() || tolerance != Tolerance::default();
    match (number(ours), number(theirs)) {
        (Some(a), Some(b)) if is_number => {
            let by = a.checked_sub(b);
            let within = by.is_some_and(|by| by.is_zero() || tolerance.holds(by.abs(), b.abs()));
            if within {
                return None;
            }
            let coarser = a.scale().min(b.scale());
            let rounded = |number: Decimal| number.round_dp_with_strategy(coarser, RoundingStrategy::MidpointAwayFromZero);
            let cause = if a.scale() != b.scale() && rounded(a) == rounded(b) { Cause::Rounding } else { Cause::Number };
            Some((cause, by))
        }
        _ if core::mem::discriminant(ours) == core::mem::discriminant(theirs) => Some((Cause::Text, None)),
        _ => Some((Cause::Kind, None)),
    }
}

/// A number, also one written as text, exactly as it is written.
fn number(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text)).ok()
}

/// How far two numbers may lie apart and still agree.
#[derive(Clone, Copy, Default, PartialEq)]
struct Tolerance {
    absolute: Option<Amount>,
    percent: Option<Amount>,
}

impl Tolerance {
    const fn of(rule: &PathRule) -> Self {
        Self { absolute: rule.absolute, percent: rule.percent }
    }

    fn holds(self, apart: Decimal, of: Decimal) -> bool {
        let hundredfold = apart.checked_mul(Decimal::ONE_HUNDRED);
        let within = |percent: Amount| of.checked_mul(percent.0).zip(hundredfold).is_some_and(|(most, apart)| apart <= most);
        self.absolute.is_some_and(|most| apart <= most.0) || self.percent.is_some_and(within)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn causes(ours: &Value, theirs: &Value, rules: &Value) -> Vec<(String, Cause)> {
        let rules: Rules = serde_json::from_value(rules.clone()).unwrap();
        compare(ours, theirs, &rules).into_iter().map(|one| (one.path, one.cause)).collect()
    }

    fn owned<const N: usize>(list: [(&str, Cause); N]) -> Vec<(String, Cause)> {
        list.into_iter().map(|(path, cause)| (path.into(), cause)).collect()
    }

    #[test]
    fn every_difference_has_its_place_and_cause() {
        let ours =
            json!({ "a": "12.35", "b": 3, "c": "x", "d": [1, 2], "e": [1, 2], "f": { "g": true }, "h": "1.005", "extra": 1 });
        let theirs = json!({ "a": 12.35, "b": 4, "c": "y", "d": [2, 1], "e": [1], "f": { "g": false, "i": 1 }, "h": 1.01 });
        let expected = [
            ("/b", Cause::Number),
            ("/c", Cause::Text),
            ("/d", Cause::Order),
            ("/e", Cause::Length),
            ("/f/g", Cause::Text),
            ("/f/i", Cause::Missing),
            ("/h", Cause::Rounding),
        ];
        assert_eq!(causes(&ours, &theirs, &json!({})), owned(expected));
        assert_eq!(causes(&json!({ "a": "x" }), &json!({ "a": [1] }), &json!({})), owned([("/a", Cause::Kind)]));
    }

    #[test]
    fn numbers_within_their_tolerance_agree() {
        let (ours, theirs) = (json!({ "lines": [{ "amount": "10.02" }] }), json!({ "lines": [{ "amount": 10 }] }));
        let with = |tolerance: &str| json!({ "paths": [{ "path": "/lines/*/amount", "absolute": tolerance }] });
        assert_eq!(causes(&ours, &theirs, &with("0.02")), []);
        assert_eq!(causes(&ours, &theirs, &with("0.01")).len(), 1);
        let percent = |percent: &str| json!({ "paths": [{ "path": "/lines/*/amount", "percent": percent }] });
        assert_eq!(causes(&ours, &theirs, &percent("0.2")), []);
        assert_eq!(causes(&ours, &theirs, &percent("0.19")).len(), 1);
        assert_eq!(causes(&ours, &theirs, &json!({ "paths": [{ "path": "/lines", "ignore": true }] })), []);
    }

    #[test]
    fn named_fields_alone_are_compared() {
        let rules = json!({ "fields": [{ "haulage": "/total/amount", "legacy": "/preis" }, { "haulage": "/zone" }] });
        let ours = json!({ "total": { "amount": "5" } });
        assert_eq!(causes(&ours, &json!({ "preis": 5.0, "other": 9 }), &rules), []);
        assert_eq!(
            causes(&ours, &json!({ "preis": 6, "zone": "A" }), &rules),
            owned([("/total/amount", Cause::Number), ("/zone", Cause::Missing)])
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[0-9a-z.~/-]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-c~/]", inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn an_answer_agrees_with_itself_and_no_two_answers_make_it_panic(a in any_json(), b in any_json()) {
            prop_assert_eq!(compare(&a, &a, &Rules::default()), vec![]);
            let tolerant: Rules = serde_json::from_value(json!({ "fields": [{ "haulage": "", "percent": "1" }] })).unwrap();
            prop_assert!(compare(&a, &b, &tolerant).len() <= LIMIT);
        }
    }
}
