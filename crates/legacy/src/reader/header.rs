//! The columns of a file, found for those of a mapping whatever their order and spelling.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    bytes::Compression,
    mapping::Mapping,
    record::{ReadError, Reason},
};

/// What was found of a file as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Findings {
    /// How it is compressed.
    pub compression: Compression,
    /// Its encoding.
    pub encoding: String,
    /// How sure the encoding is, 0 to 1.
    pub encoding_confidence: f64,
    /// How well the dialect explains the beginning of the file, 0 to 1.
    pub dialect_confidence: f64,
    /// What tells the encoding.
    pub encoding_because: String,
    /// What stands between fields.
    pub delimiter: String,
    /// What stands around a field.
    pub quote: Option<char>,
    /// Whether lone CRs end rows too.
    pub lone_cr_ends_rows: bool,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// What differs from the mapping, and is understood.
    pub columns_found: Vec<Finding>,
    /// Whether the last row has no line end: it may be cut off.
    pub ends_within_a_line: bool,
}

/// A column that is not where or what the mapping says, and is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// `column.renamed`, `column.moved`, `column.missing`, `column.unknown`.
    pub code: Cow<'static, str>,
    /// The column as the mapping names it; as the file does for `column.unknown`.
    pub column: String,
    /// What was found.
    pub cause: String,
}

/// Where each column of the mapping stands in the file.
pub(super) fn bind(mapping: &Mapping, header: &[String]) -> Result<(Vec<Option<usize>>, Vec<Finding>), ReadError> {
    let mut findings = Vec::new();
    let mut places = Vec::new();
    let mut missing = Vec::new();
    for column in &mapping.document().columns {
        let names = || [&column.column].into_iter().chain(&column.also);
        let exact = names().find_map(|name| header.iter().position(|found| found == name));
        let place = exact.or_else(|| {
            let mut alike = header.iter().enumerate().filter(|(_, found)| names().any(|name| fold(name) == fold(found)));
            alike.next().filter(|_| alike.next().is_none()).map(|(place, _)| place)
        });
        match place.and_then(|place| header.get(place)) {
            Some(found) if *found != column.column => {
                findings.push(finding("column.renamed", &column.column, format!("it is called `{found}` in this file")));
            }
            None if column.optional => findings.push(finding("column.missing", &column.column, "this file lacks it".into())),
            None => missing.push(column.column.as_str()),
            Some(_) => {}
        }
        places.push(place);
    }
    let ignored = |name: &str| mapping.document().ignore.iter().any(|ignored| ignored == name || fold(ignored) == fold(name));
    let unknown: Vec<&String> = header
        .iter()
        .enumerate()
        .filter(|(place, name)| !name.is_empty() && !places.contains(&Some(*place)) && !ignored(name))
        .map(|(_, name)| name)
        .collect();
    if !missing.is_empty() || (!unknown.is_empty() && !mapping.ignores_unknown()) {
        return Err(refuse(&missing, &unknown));
    }
    for name in unknown {
        findings.push(finding("column.unknown", name, "no mapping names it; it is left out".into()));
    }
    // Columns left out do not move the others.
    let read: Vec<usize> = places.iter().flatten().copied().collect();
    for (column, pair) in mapping.document().columns.iter().skip(1).zip(read.windows(2)) {
        if pair[1] < pair[0] {
            findings.push(finding("column.moved", &column.column, format!("it is column {} of this file", pair[1] + 1)));
        }
    }
    Ok((places, findings))
}

fn finding(code: &'static str, column: &str, cause: String) -> Finding {
    Finding { code: Cow::Borrowed(code), column: column.into(), cause }
}

fn refuse(missing: &[&str], unknown: &[&String]) -> ReadError {
    let list = |names: &mut dyn Iterator<Item = &str>| names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let renamed: Vec<String> = missing
        .iter()
        .filter_map(|name| {
            let new = unknown
                .iter()
                .max_by_key(|candidate| likeness(name, candidate))
                .filter(|candidate| likeness(name, candidate) >= 50)?;
            Some(format!("add `{new}` to `also` of `{name}`"))
        })
        .collect();
    let (code, cause) = match (missing, unknown) {
        ([], _) => {
            ("dump.unknown_columns", format!("the columns {} are unknown", list(&mut unknown.iter().map(|name| name.as_str()))))
        }
        (_, []) => ("dump.missing_columns", format!("the columns {} are missing", list(&mut missing.iter().copied()))),
        _ => (
            "dump.missing_columns",
            format!(
                "the columns {} are missing, and {} unknown",
                list(&mut missing.iter().copied()),
                list(&mut unknown.iter().map(|name| name.as_str()))
            ),
        ),
    };
    let repair = if renamed.is_empty() { None } else { Some(renamed.join("; ")) };
    ReadError::Dump(Box::new(Reason { code: Cow::Borrowed(code), column: None, value: String::new(), cause, repair }))
}

/// A name without capitals, blanks and punctuation.
pub(crate) fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How alike two names are, in per cent: pairs of neighbouring letters that both have (Sørensen and Dice).
fn likeness(one: &str, other: &str) -> usize {
    let pairs = |name: &str| {
        let letters: Vec<char> = fold(name).chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let shared =
        one.iter().filter(|pair| other.iter().position(|found| found == *pair).map(|at| other.swap_remove(at)).is_some()).count();
    (200 * shared).checked_div(all).unwrap_or(0)
}
