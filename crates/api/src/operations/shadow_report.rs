//! `shadow.report`: what recorded comparisons say together.

use std::{fs::File, io::BufReader, path::PathBuf};

use haulage_legacy::shadow::{self, ShadowReport};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `shadow.report`
pub(super) struct Report;

/// Where the records are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The file that `shadow.compare` appended to, or its text.
    records: Records,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Records {
    /// A file of JSON lines.
    Path(PathBuf),
    /// The lines themselves.
    Text(String),
}

impl Handler for Report {
    const NAME: &'static str = "shadow.report";
    const SUMMARY: &'static str =
        "What recorded comparisons say together: agreement by operation, differences by cause and place";
    type Request = Request;
    type Reply = ShadowReport;

    fn run(request: Request) -> Result<ShadowReport, ApiError> {
        let report = match &request.records {
            Records::Text(text) => shadow::report(text.as_bytes()),
            Records::Path(path) => File::open(path).and_then(|file| shadow::report(BufReader::new(file))),
        };
        report.map_err(|error| ApiError::refused("shadow.records", format!("the records cannot be read: {error}")))
    }
}
