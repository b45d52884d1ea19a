//! `hours.schedule`: the best legal timetable of a trip.

use chrono::NaiveDate;
use haulage_core::fault::{Faults, Path};
use haulage_scheduling::{
    plan::{Schedule, Trip, schedule},
    rules::{Jurisdiction, RuleSet},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::below;
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
        let rules = RuleSet::on(request.jurisdiction, date).ok_or_else(|| no_rules(date))?;
        let schedule = schedule(rules, &request.trip).map_err(|faults| ApiError::invalid(below("trip", faults)))?;
        Ok(Reply { rules: rules.id.clone(), date, schedule })
    }
}

fn no_rules(date: NaiveDate) -> ApiError {
    let mut faults = Faults::new();
    let cause = format!("no rule set of this jurisdiction holds on {date}");
    faults.report(&Path::ROOT.key("date"), "hours.no_rules", cause, "give a date on which a shipped rule set holds");
    ApiError::invalid(faults)
}
