//! `plan.insert`: where one more job fits best into a plan.

use haulage_routing::{
    insert::{InsertionReply, InsertionRequest, insert},
    plan::Plan,
    problem::{Problem, ProblemDocument, Window},
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `plan.insert`
pub(super) struct Insert;

/// A problem, a plan for it, and the job to insert.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem, with the job to insert.
    problem: ProblemDocument,
    /// The plan, in which no route serves the job.
    plan: Plan,
    /// The job or shipment to insert.
    job: String,
    /// Windows to choose from for the job's stop, or a shipment's last delivery, in place of its own; none: its own.
    #[serde(default)]
    offer: Vec<Window>,
    /// How many of the offered windows to give back, the cheapest first; absent: all.
    #[serde(default)]
    keep: Option<u32>,
}

impl Handler for Insert {
    const NAME: &'static str = "plan.insert";
    const SUMMARY: &'static str = "Where one more job fits best into a plan, at what extra cost, and which windows to offer";
    type Request = Request;
    type Reply = InsertionReply;

    fn run(request: Request) -> Result<InsertionReply, ApiError> {
        let Request { problem, plan, job, offer, keep } = request;
        let problem = Problem::new(problem).map_err(super::below_problem)?;
        Ok(insert(&problem, &plan, &InsertionRequest { job, offer, keep })?)
    }
}
