//! What has changed between two dumps, as far as their profiles tell.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{FieldProfile, Profile};

/// A change that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Drift {
    /// `rows`, `refused`, `encoding`, `columns`, `nulls`, `new_value`, `lost_value`, `distinct`, `double_encoded`.
    pub code: Cow<'static, str>,
    /// The field; absent when the dump as a whole is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What has changed, from what to what.
    pub cause: String,
}

/// Changes below these shares are the noise of a night.
const ROWS: f64 = 0.1;
const NULLS: f64 = 0.05;
const REFUSED: f64 = 0.001;
/// A field of so few values is a list of codes: each new one is news.
const CODES: u64 = 50;

/// What has changed from one dump to the next.
#[must_use]
pub fn drift(before: &Profile, after: &Profile) -> Vec<Drift> {
    let mut found = Vec::new();
    let mut tell = |code: &'static str, field: Option<&str>, cause: String| {
        found.push(Drift { code: Cow::Borrowed(code), field: field.map(ToOwned::to_owned), cause });
    };
    let (old_rows, rows) = (before.accounts.accepted.rows, after.accounts.accepted.rows);
    if (rows as f64 - old_rows as f64).abs() > old_rows as f64 * ROWS {
        tell("rows", None, format!("{old_rows} rows were accepted before, {rows} are now"));
    }
    let refused = |profile: &Profile| share(profile.accounts.quarantined.rows, profile.accounts.data_rows());
    if refused(after) > refused(before) + REFUSED {
        tell(
            "refused",
            None,
            format!("{} of the rows were refused before, {} are now", per_cent(refused(before)), per_cent(refused(after))),
        );
    }
    if before.findings.encoding != after.findings.encoding {
        tell("encoding", None, format!("the file was {}, and is {}", before.findings.encoding, after.findings.encoding));
    }
    if before.findings.columns != after.findings.columns {
        tell("columns", None, format!("the columns were {:?}, and are {:?}", before.findings.columns, after.findings.columns));
    }
    for field in &after.fields {
        if let Some(old) = before.fields.iter().find(|old| old.field == field.field) {
            of_field(old, old_rows, field, rows, &mut tell);
        }
    }
    found
}

fn of_field(
    old: &FieldProfile,
    old_rows: u64,
    new: &FieldProfile,
    rows: u64,
    tell: &mut dyn FnMut(&'static str, Option<&str>, String),
) {
    let field = Some(new.field.as_str());
    let (old_nulls, nulls) = (share(old.nulls, old_rows), share(new.nulls, rows));
    if (nulls - old_nulls).abs() > NULLS {
        tell("nulls", field, format!("{} had no value before, {} have none now", per_cent(old_nulls), per_cent(nulls)));
    }
    if old.distinct <= CODES && !old.distinct_is_least {
        let values = |profile: &FieldProfile| profile.frequent.iter().map(|frequent| frequent.value.clone()).collect::<Vec<_>>();
        let (before, after) = (values(old), values(new));
        // Only the most frequent values are kept: what has left that list need not be new.
        for value in after.iter().filter(|value| !before.contains(value) && before.len() < super::FREQUENT) {
            tell("new_value", field, format!("`{value}` stands in it now, and did not before"));
        }
        for value in before.iter().filter(|value| !after.contains(value) && after.len() < super::FREQUENT) {
            tell("lost_value", field, format!("`{value}` stood in it before, and does not now"));
        }
    } else if new.distinct * 2 < old.distinct {
        tell("distinct", field, format!("it had {} different values, and has {}", old.distinct, new.distinct));
    }
    if old.double_encoded == 0 && new.double_encoded > 0 {
        tell("double_encoded", field, format!("{} texts are encoded twice now", new.double_encoded));
    }
}

pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

pub(super) fn per_cent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
