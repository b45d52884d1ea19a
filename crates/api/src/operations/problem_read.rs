//! `problem.read`: a file of the routing literature as a problem document.

use haulage_core::fault::{Faults, Path};
use haulage_routing::{format, problem::ProblemDocument};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `problem.read`
pub(super) struct Read;

/// The file to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Its text: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
    text: String,
}

/// What it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The problem, for `problem.validate` and `plan.solve`.
    problem: ProblemDocument,
}

impl Handler for Read {
    const NAME: &'static str = "problem.read";
    const SUMMARY: &'static str = "A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) as a problem document";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let problem = format::read(&request.text).map_err(|error| {
            let mut faults = Faults::new();
            let cause = format!("line {}: {}", error.line, error.cause);
            faults.report(&Path::ROOT.key("text"), error.code(), cause, error.cause.remedy());
            ApiError::invalid(faults)
        })?;
        Ok(Reply { problem })
    }
}
