//! `hours.chart`: a driver's days as a drawing.

use chrono::NaiveDate;
use haulage_scheduling::{
    activity::{Activity, Timeline},
    audit::{Circumstances, audit_under},
    chart::{ChartOptions, chart},
    rules::{Duty, Jurisdiction},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hours_audit::chosen;
use crate::{ApiError, Handler};

/// `hours.chart`
pub(super) struct Draw;

/// A record, and the law whose infringements are marked in its drawing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// What the driver did. Of more than 366 days the last are drawn.
    activities: Vec<Activity>,
    /// What stands above; absent: the days drawn.
    #[serde(default)]
    title: Option<String>,
    /// Whose law; absent: nothing is marked.
    #[serde(default)]
    jurisdiction: Option<Jurisdiction>,
    /// The law as of this day; absent: of the day on which the record begins (UTC).
    #[serde(default)]
    date: Option<NaiveDate>,
    /// What kind of driving; absent: the one usually meant.
    #[serde(default)]
    duty: Option<Duty>,
    /// What the record alone does not say. Days are those of its zone.
    #[serde(default)]
    circumstances: Circumstances,
}

/// The drawing.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The whole file.
    svg: String,
    /// What to serve it as.
    media_type: &'static str,
}

impl Handler for Draw {
    const NAME: &'static str = "hours.chart";
    const SUMMARY: &'static str = "A driver's days as the drawing that a transport manager knows, with what the audit found";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let audited = request.jurisdiction.map(|jurisdiction| {
            let (rules, _) = chosen(jurisdiction, request.duty, request.date, &request.activities)?;
            Ok::<_, ApiError>(audit_under(rules, &request.activities, &request.circumstances)?)
        });
        let report = audited.transpose()?;
        let options = ChartOptions { title: request.title.as_deref(), zone: request.circumstances.zone, report: report.as_ref() };
        Ok(Reply { svg: chart(&Timeline::of(&request.activities), &options), media_type: "image/svg+xml" })
    }
}
