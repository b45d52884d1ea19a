//! `problem.read`: a file of the routing literature, or another solver's document, as a problem document.

use haulage_core::fault::{Faults, Path};
use haulage_routing::{
    format::{self, vroom},
    problem::ProblemDocument,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `problem.read`
pub(super) struct Read;

/// What to read: one of the two.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Text of a file: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
    #[serde(default)]
    text: Option<String>,
    /// VROOM's problem document.
    #[serde(default)]
    vroom: Option<vroom::Document>,
    /// How ways are computed where VROOM's document has no matrices; absent: great circles × 1.3 at 50 km/h.
    #[serde(default)]
    roads: Option<vroom::Roads>,
}

/// What it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The problem, for `problem.validate` and `plan.solve`.
    problem: ProblemDocument,
}

impl Handler for Read {
    const NAME: &'static str = "problem.read";
    const SUMMARY: &'static str =
        "A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) or VROOM's document as a problem document";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let problem = match (request.text, request.vroom) {
            (Some(text), None) => literature(&text)?,
            (None, Some(document)) => {
                let problem = vroom::problem(&document, request.roads.unwrap_or_default());
                problem.map_err(|faults| super::below("vroom", faults))?
            }
            _ => {
                let mut faults = Faults::new();
                let cause = "nothing to read, or two things";
                faults.report(&Path::ROOT.key("text"), "format.one", cause, "give `text` or `vroom`");
                return Err(ApiError::invalid(faults));
            }
        };
        Ok(Reply { problem })
    }
}

fn literature(text: &str) -> Result<ProblemDocument, Faults> {
    format::read(text).map_err(|error| {
        let mut faults = Faults::new();
        let cause = format!("line {}: {}", error.line, error.cause);
        faults.report(&Path::ROOT.key("text"), error.code(), cause, error.cause.remedy());
        faults
    })
}
