//! `problem.validate`: is this routing problem valid, and if not, everything that is wrong with it.

use haulage_core::fault::Faults;
use haulage_routing::problem::{Problem, ProblemDocument};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `problem.validate`
pub(super) struct Validate;

/// The problem to look at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem.
    problem: ProblemDocument,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Whether it can be solved as it is.
    valid: bool,
    /// Everything that is wrong, with paths below `/problem`.
    faults: Faults,
    /// What it holds, when it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Summary>,
}

/// What a problem holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Summary {
    /// Places, those of jobs by position included.
    places: usize,
    /// Jobs and shipments.
    jobs: usize,
    /// Stops that they need.
    tasks: usize,
    /// Vehicles of all types.
    vehicles: usize,
    /// Load dimensions.
    dimensions: usize,
}

impl Handler for Validate {
    const NAME: &'static str = "problem.validate";
    const SUMMARY: &'static str = "Every fault of a routing problem, with path, cause and remedy";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        Ok(match Problem::new(request.problem) {
            Ok(problem) => Reply {
                valid: true,
                faults: Faults::new(),
                summary: Some(Summary {
                    places: problem.places().len(),
                    jobs: problem.jobs().len(),
                    tasks: problem.tasks().len(),
                    vehicles: problem.vehicles().iter().map(|vehicle| vehicle.count).sum(),
                    dimensions: problem.dimensions(),
                }),
            },
            Err(faults) => Reply { valid: false, faults: super::below_problem(faults), summary: None },
        })
    }
}
