//! `plan.solve`: a plan as good as the limits allow.

use haulage_routing::{
    plan::Plan,
    problem::{Problem, ProblemDocument},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{below, below_problem, both};
use crate::{
    ApiError, Handler,
    run::{SolveSettings, Solved, solve_from},
};

/// `plan.solve`
pub(super) struct Solve;

/// What to solve and for how long.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem.
    problem: ProblemDocument,
    /// A plan to start from: what of it the problem knows and what holds is kept and made better.
    #[serde(default)]
    plan: Option<Plan>,
    /// How to search and when to stop.
    options: SolveSettings,
}

impl Handler for Solve {
    const NAME: &'static str = "plan.solve";
    const SUMMARY: &'static str = "Which vehicle serves which job, in which order and when";
    type Request = Request;
    type Reply = Solved;

    fn run(request: Request) -> Result<Solved, ApiError> {
        let options = request.options.validate().map_err(|faults| below("options", faults));
        let problem = Problem::new(request.problem).map_err(below_problem);
        let ((), problem) = both(options, problem)?;
        solve_from(&problem, request.plan.as_ref(), &request.options)
    }
}
