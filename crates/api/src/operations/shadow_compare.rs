//! `shadow.compare`: an operation beside the legacy answer.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use haulage_legacy::{
    digest::ContentDigest,
    shadow::{self, Cause, Difference, Record, Rules},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Reason;
use crate::{ApiError, Handler, error::ErrorKind};

/// `shadow.compare`
pub(super) struct Compare;

/// A question, and what the legacy function answered.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The operation that is to take over.
    operation: String,
    /// Its request, as for a call.
    #[serde(rename = "request")]
    asked: Value,
    /// The legacy answer, in whatever shape. Without one, the legacy function failed.
    #[serde(default)]
    legacy: Option<Value>,
    /// What is compared, and how exactly.
    #[serde(default)]
    rules: Rules,
    /// File of JSON lines to which the outcome is appended: the place and cause of every difference, no value.
    #[serde(default)]
    #[schemars(extend("x-carried" = true, "format" = "path"))]
    record: Option<PathBuf>,
    /// The time, to be recorded.
    #[serde(default)]
    #[schemars(extend("x-carried" = true))]
    at: Option<DateTime<Utc>>,
    /// Your own name for the case, to be recorded.
    #[serde(default)]
    #[schemars(extend("x-carried" = true))]
    case: Option<String>,
}

/// Whether they agree.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Whether they agree; so they do where both fail.
    agrees: bool,
    /// Where and why not; the first hundred.
    differences: Vec<Difference>,
    /// Haulage's reply, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    haulage: Option<Value>,
    /// Why Haulage refused, where it did; the code is that of the first fault where the request has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Reason>,
}

impl Handler for Compare {
    const NAME: &'static str = "shadow.compare";
    const SUMMARY: &'static str =
        "Runs an operation beside the legacy answer: where they differ and why; the outcome is recorded";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let question = request.asked.to_string();
        let (haulage, refused) = match crate::call(&request.operation, question.as_bytes()) {
            Ok(reply) => (serde_json::from_slice(&reply).ok(), None),
            Err(error) if error.kind == ErrorKind::UnknownOperation => return Err(error),
            Err(ApiError { code, message, faults, .. }) => {
                let code = faults.as_slice().first().map_or(code, |fault| fault.code.clone());
                (None, Some(Reason { code, message }))
            }
        };
        let legacy = request.legacy.as_ref();
        let alone = |cause, path: &str| Difference { path: path.into(), cause, haulage: None, legacy: None, by: None };
        let differences = match (&haulage, legacy) {
            (Some(haulage), Some(legacy)) => shadow::compare(haulage, legacy, &request.rules),
            (Some(_), None) => vec![alone(Cause::LegacyFailed, "")],
            (None, Some(_)) => vec![alone(Cause::HaulageRefused, refused.as_ref().map_or("", |refused| &refused.code))],
            (None, None) => Vec::new(),
        };
        if let Some(path) = &request.record {
            let record = Record {
                operation: request.operation,
                request: ContentDigest::of(question.as_bytes()),
                at: request.at,
                case: request.case,
                differences: differences.iter().map(Into::into).collect(),
            };
            shadow::append(path, &record)
                .map_err(|error| ApiError::refused("shadow.record", format!("{} cannot be written: {error}", path.display())))?;
        }
        Ok(Reply { agrees: differences.is_empty(), differences, haulage, refused })
    }
}
