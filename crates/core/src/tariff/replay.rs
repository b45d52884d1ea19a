//! A stored quote computed again.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{CompiledTariff, Quote, QuoteError, QuoteRequest};
use crate::{digest::Digest, money::Amount};

/// What a replay found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// Whether the price came out the same in every field; the digests do not count, since a tariff that gained a version
    /// still has the prices of the old ones.
    pub same: bool,
    /// Every field that differs, digests included.
    pub differences: Vec<Difference>,
    /// The total as stored.
    pub stored_total: Amount,
    /// The total now.
    pub total: Amount,
    /// Digest of the tariff replayed with.
    pub tariff_digest: Digest,
    /// Digest of the request replayed.
    pub shipment_digest: Digest,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Where it stands in the quote, lines by their name: `/lines/fuel/amount`.
    pub path: String,
    /// The value as stored; absent for one that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<String>,
    /// The value now; absent for one that went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

impl CompiledTariff {
    /// Computes a stored quote again and names what differs. With the tariff it was made from nothing ever does; a price that
    /// differs means that somebody edited the past instead of adding a version.
    ///
    /// # Errors
    /// [`QuoteError`] when the tariff no longer has a price for the request.
    pub fn replay(&self, request: &QuoteRequest, stored: &Quote<'_>) -> Result<Replay, QuoteError> {
        let now = self.quote(request)?.of_request(request);
        let shipment_digest = now.shipment_digest.unwrap_or_else(|| Digest::of(request));
        let differences = differences(&fields(stored), &fields(&now));
        let is_digest = |difference: &Difference| matches!(&*difference.path, "/tariff_digest" | "/shipment_digest");
        Ok(Replay {
            same: differences.iter().all(is_digest),
            differences,
            stored_total: stored.total,
            total: now.total,
            tariff_digest: self.digest(),
            shipment_digest,
        })
    }
}

/// Fields that have another value, or are in one alone. A quote kept without a digest does not differ by it.
fn differences(stored: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (path, old) in stored {
        let new = now.get(path);
        if new.is_none_or(|new| !equal(old, new)) {
            differences.push(Difference { path: path.clone(), stored: Some(old.clone()), now: new.cloned() });
        }
    }
    let came = now.iter().filter(|(path, _)| !stored.contains_key(*path) && !path.ends_with("_digest"));
    differences.extend(came.map(|(path, new)| Difference { path: path.clone(), stored: None, now: Some(new.clone()) }));
    differences
}

/// Decimals are compared by value: `12.5` is `12.50`.
fn equal(one: &str, other: &str) -> bool {
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    one == other || number(one).is_some_and(|value| number(other) == Some(value))
}

/// Every value of a quote by its path.
fn fields(quote: &Quote<'_>) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    collect("", &serde_json::to_value(quote).unwrap_or_default(), &mut fields);
    fields
}

fn collect(path: &str, value: &Value, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| collect(&format!("{path}/{key}"), member, fields)),
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let name = element["id"].as_str().unwrap_or_default();
                let taken = fields.contains_key(&format!("{path}/{name}/id"));
                // Names of lines are unique, unless somebody wrote the quote by hand.
                let name = if taken { format!("{name}.{index}") } else { name.to_owned() };
                collect(&format!("{path}/{name}"), element, fields);
            }
        }
        Value::String(text) => drop(fields.insert(path.to_owned(), text.clone())),
        other => drop(fields.insert(path.to_owned(), other.to_string())),
    }
}
