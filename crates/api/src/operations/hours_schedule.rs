//! `hours.schedule`: the best legal timetable of a trip.

use chrono::NaiveDate;
use haulage_scheduling::{
    plan::{Schedule, Trip, schedule},
    rules::{Duty, Jurisdiction},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{below, hours_audit::rules_on};
use crate::{ApiError, Handler};

/// `hours.schedule`
pub(super) struct Plan;

/// A trip and the law to plan it under.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Whose law.
    jurisdiction: Jurisdiction,
    /// The law as of this day; absent: of the day from which on the driver may work (UTC).
    #[serde(default)]
    date: Option<NaiveDate>,
    /// What kind of driving; absent: the first that its jurisdiction knows.
    #[serde(default)]
    duty: Option<Duty>,
    /// Driver, stops and what is wanted first.
    trip: Trip,
}

/// A timetable, or what stands in its way.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Name of the rule set.
    rules: String,
    /// The day for which it was chosen.
    date: NaiveDate,
    /// What came of it: `timetable` or `obstacle`.
    #[serde(flatten)]
    schedule: Schedule,
}

impl Handler for Plan {
    const NAME: &'static str = "hours.schedule";
    const SUMMARY: &'static str = "The best legal timetable for a driver and a sequence of stops, or the rule that forbids it";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let date = request.date.unwrap_or_else(|| request.trip.driver.from.naive_utc().date());
        let rules = rules_on(request.jurisdiction, request.duty, date)?;
        let schedule = schedule(rules, &request.trip).map_err(|faults| ApiError::invalid(below("trip", faults)))?;
        Ok(Reply { rules: rules.id.clone(), date, schedule })
    }
}
