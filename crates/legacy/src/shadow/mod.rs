//! A legacy answer beside Haulage's: where they agree, where not, and why, so that a function moves over on evidence.
//!
//! ```
//! use haulage_legacy::shadow::{Cause, Rules, compare};
//! use serde_json::json;
//!
//! let rules: Rules = serde_json::from_value(json!({
//!     "fields": [{ "haulage": "/total/amount", "legacy": "/preis", "absolute": "0.01" }, { "haulage": "/zone", "legacy": "/gebiet" }]
//! }))?;
//! let haulage = json!({ "total": { "amount": "12.35", "currency": "EUR" }, "zone": "B" });
//! let found = compare(&haulage, &json!({ "preis": 12.349, "gebiet": "A" }), &rules);
//! assert_eq!(found.len(), 1);
//! assert_eq!((found[0].path.as_str(), found[0].cause), ("/zone", Cause::Text));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod compare;
mod record;
mod report;

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::{
    compare::compare,
    record::{Record, RecordedDifference, append},
    report::{CauseCount, OperationCount, ShadowReport, report},
};

/// What of two answers is compared, and how exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// The values that are compared. None: all that the legacy answer has, under the same names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldRule>,
    /// Tolerances and exceptions where no fields are named; the first that fits a path holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<PathRule>,
}

/// A value of Haulage's answer, and the value of the legacy answer that it must agree with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Where it is in Haulage's answer: a JSON pointer (RFC 6901).
    pub haulage: String,
    /// Where it is in the legacy answer; absent: at the same place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legacy: Option<String>,
    /// Numbers agree when they lie this far apart at most, in their own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absolute: Option<Amount>,
    /// Or this many percent of the legacy number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Amount>,
}

/// How the values at some paths are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PathRule {
    /// A JSON pointer in which `*` stands for any one step: `/lines/*/amount`.
    pub path: String,
    /// Not compared at all.
    #[serde(default)]
    pub ignore: bool,
    /// Numbers agree when they lie this far apart at most, in their own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absolute: Option<Amount>,
    /// Or this many percent of the legacy number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Amount>,
}

/// Why two answers differ at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Haulage refused; the legacy system answered.
    HaulageRefused,
    /// The legacy system failed; Haulage answered.
    LegacyFailed,
    /// Haulage has no value here.
    Missing,
    /// The values are of different kinds.
    Kind,
    /// Numbers that would be the same if the finer one were rounded as the coarser one is.
    Rounding,
    /// Numbers further apart than tolerated.
    Number,
    /// Other text, or another yes or no.
    Text,
    /// Lists of different lengths.
    Length,
    /// Lists of the same values in another order.
    Order,
}

/// A place where two answers differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// Where, in Haulage's answer.
    pub path: String,
    /// Why.
    pub cause: Cause,
    /// Haulage's value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub haulage: Option<Value>,
    /// The legacy value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legacy: Option<Value>,
    /// Haulage's number less the legacy one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Amount>,
}
