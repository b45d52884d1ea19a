//! `plan.render`: a plan to look at.

use haulage_routing::{
    plan::Plan,
    problem::{Problem, ProblemDocument},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `plan.render`
pub(super) struct Render;

/// A problem, a plan for it, and what to make of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem.
    problem: ProblemDocument,
    /// The plan, whoever made it: what it names and the problem does not know is shown without figures.
    plan: Plan,
    /// What to make of it.
    format: Format,
}

/// What to make of a plan.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// One self-contained page for the dispatcher: map, timeline, list of stops.
    Html,
    /// A feature collection (RFC 7946): routes and stops.
    Geojson,
    /// A line a stop (RFC 4180).
    StopsCsv,
}

/// A plan to look at.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The whole file.
    text: String,
    /// What to serve it as.
    media_type: &'static str,
}

impl Handler for Render {
    const NAME: &'static str = "plan.render";
    const SUMMARY: &'static str = "A plan as one page with its map, as GeoJSON, or as a table of stops";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let problem = Problem::new(request.problem).map_err(super::below_problem)?;
        let (text, media_type) = match request.format {
            Format::Html => (haulage_render::html(&problem, &request.plan), "text/html; charset=utf-8"),
            Format::Geojson => (haulage_render::geojson(&problem, &request.plan), "application/geo+json"),
            Format::StopsCsv => (haulage_render::stops_csv(&problem, &request.plan), "text/csv; charset=utf-8"),
        };
        Ok(Reply { text, media_type })
    }
}
