//! `version`: which library this is and what it can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler, operations};

/// `version`
pub(super) struct Version;

/// Nothing to say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

/// Which library this is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Version of the library (semantic versioning).
    version: &'static str,
    /// Names of all operations, ascending.
    operations: Vec<&'static str>,
}

impl Handler for Version {
    const NAME: &'static str = "version";
    const SUMMARY: &'static str = "Which library this is, and its operations";
    type Request = Request;
    type Reply = Reply;

    fn run(_: Request) -> Result<Reply, ApiError> {
        let operations = operations().iter().map(|operation| operation.name).collect();
        Ok(Reply { version: env!("CARGO_PKG_VERSION"), operations })
    }
}
