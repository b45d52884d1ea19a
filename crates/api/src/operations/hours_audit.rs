//! `hours.audit`: what a driver's record breaks, and how the driver stands.

use chrono::NaiveDate;
use haulage_core::fault::{Faults, Path};
use haulage_scheduling::{
    activity::Activity,
    audit::{AuditReport, Circumstances, audit_under},
    rules::{Duty, Jurisdiction, RuleSet},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `hours.audit`
pub(super) struct Audit;

/// A record and the law to hold it against.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Whose law.
    jurisdiction: Jurisdiction,
    /// The law as of this day; absent: of the day on which the record begins (UTC).
    #[serde(default)]
    date: Option<NaiveDate>,
    /// What kind of driving; absent: in the Union driving and rest without the working time of Directive 2002/15/EC.
    #[serde(default)]
    duty: Option<Duty>,
    /// What the driver did. Where nothing else is said, the driver is taken to have had a long rest just before.
    activities: Vec<Activity>,
    /// What the record alone does not say.
    #[serde(default)]
    circumstances: Circumstances,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Name of the rule set.
    rules: String,
    /// The day for which it was chosen.
    date: NaiveDate,
    /// The findings.
    #[serde(flatten)]
    report: AuditReport,
}

impl Handler for Audit {
    const NAME: &'static str = "hours.audit";
    const SUMMARY: &'static str = "What a driver's record breaks, with article, minute and severity, and what is left";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let (rules, date) = chosen(request.jurisdiction, request.duty, request.date, &request.activities)?;
        let report = audit_under(rules, &request.activities, &request.circumstances)?;
        Ok(Reply { rules: rules.id.clone(), date, report })
    }
}

/// The rules of a day: the one given, else the one on which the record begins.
pub(super) fn chosen(
    jurisdiction: Jurisdiction,
    duty: Option<Duty>,
    date: Option<NaiveDate>,
    activities: &[Activity],
) -> Result<(&'static RuleSet, NaiveDate), ApiError> {
    let first = activities.iter().map(|activity| activity.from).min();
    let date = date.or_else(|| first.map(|from| from.naive_utc().date())).ok_or_else(empty_record)?;
    Ok((rules_on(jurisdiction, duty, date)?, date))
}

/// The rules that hold on a day.
pub(super) fn rules_on(jurisdiction: Jurisdiction, duty: Option<Duty>, date: NaiveDate) -> Result<&'static RuleSet, ApiError> {
    let rules = match duty {
        Some(duty) => RuleSet::chosen(jurisdiction, date, duty),
        None => RuleSet::on(jurisdiction, date),
    };
    rules.ok_or_else(|| {
        let cause = format!("no rule set of this jurisdiction and duty holds on {date}");
        let remedy = "give a date on which a shipped rule set holds, and a duty of its jurisdiction";
        refused("date", "hours.no_rules", cause, remedy)
    })
}

fn empty_record() -> ApiError {
    refused("activities", "hours.empty_record", "the record is empty and no date is given".into(), "give activities, or a date")
}

fn refused(field: &str, code: &'static str, cause: String, remedy: &'static str) -> ApiError {
    let mut faults = Faults::new();
    faults.report(&Path::ROOT.key(field), code, cause, remedy);
    ApiError::invalid(faults)
}
