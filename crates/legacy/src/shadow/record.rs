//! What is kept of a comparison.

use std::{
    fs::OpenOptions,
    io::{self, Write as _},
    path::Path,
};

use chrono::{DateTime, Utc};
use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{Cause, Difference};
use crate::digest::ContentDigest;

/// What is kept of a comparison: no values, so that a log of them holds nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Which operation.
    pub operation: String,
    /// The content of the request: the same question asked again has the same.
    pub request: ContentDigest,
    /// When, where the caller says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// The caller's own name for the case, to find it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Where the answers differ; nothing where they agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<RecordedDifference>,
}

/// A difference without its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordedDifference {
    /// Where, in Haulage's answer; the code of the refusal where Haulage refused.
    pub path: String,
    /// Why.
    pub cause: Cause,
    /// Haulage's number less the legacy one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Amount>,
}

impl From<&Difference> for RecordedDifference {
    fn from(difference: &Difference) -> Self {
        Self { path: difference.path.clone(), cause: difference.cause, by: difference.by }
    }
}

/// Appends a record to a file of JSON lines, in one write, so that workers may share the file.
///
/// # Errors
/// When the file cannot be written.
pub fn append(path: &Path, record: &Record) -> io::Result<()> {
    let mut line = serde_json::to_vec(record)?;
    line.push(b'\n');
    OpenOptions::new().create(true).append(true).open(path)?.write_all(&line)
}
