//! `plan.check`: an independent judge of a plan.

use haulage_routing::{
    check::{CheckReport, check},
    plan::Plan,
    problem::{Problem, ProblemDocument},
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `plan.check`
pub(super) struct Check;

/// A problem and a plan for it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem.
    problem: ProblemDocument,
    /// The plan, whoever made it.
    plan: Plan,
}

impl Handler for Check {
    const NAME: &'static str = "plan.check";
    const SUMMARY: &'static str = "Whether a plan keeps every rule of its problem, and what it costs, computed anew";
    type Request = Request;
    type Reply = CheckReport;

    fn run(request: Request) -> Result<CheckReport, ApiError> {
        let problem = Problem::new(request.problem).map_err(super::below_problem)?;
        Ok(check(&problem, &request.plan))
    }
}
