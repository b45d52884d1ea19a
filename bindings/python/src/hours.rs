//! Driver hours of a whole fleet.

use std::{collections::BTreeMap, sync::Arc};

use arrow_array::{
    ArrayRef,
    builder::{Int64Builder, StringBuilder, TimestampMicrosecondBuilder},
};
use chrono::NaiveDate;
use haulage_core::fault::{Faults, Path};
use haulage_scheduling::{
    activity::{Activity, instant},
    audit::{Infringement, audit},
    rules::{Duty, Jurisdiction, RuleSet},
};
use pyo3::prelude::*;

use crate::{
    crossing::Carried,
    errors::{failed, invalid},
    frames,
    table::Table,
};

/// Audits the records of many drivers; see `haulage.hours.audit`.
#[pyfunction]
#[pyo3(signature = (frame, jurisdiction, date, duty, /))]
pub(crate) fn audit_hours(
    frame: &Bound<'_, PyAny>,
    jurisdiction: Carried<Jurisdiction>,
    date: Carried<Option<NaiveDate>>,
    duty: Carried<Option<Duty>>,
) -> PyResult<Table> {
    let mut records: BTreeMap<String, Vec<Activity>> = BTreeMap::new();
    frames::activities(frame, |driver, activity| match records.get_mut(&driver) {
        Some(record) => record.push(activity),
        None => drop(records.insert(driver, vec![activity])),
    })?;
    let law = Law { jurisdiction: jurisdiction.0, date: date.0, duty: duty.0 };
    let found = frame.py().detach(|| law.audit(&records)).map_err(|faults| invalid(&faults))?;
    table(&found)
}

struct Law {
    jurisdiction: Jurisdiction,
    date: Option<NaiveDate>,
    duty: Option<Duty>,
}

impl Law {
    /// The infringements of all drivers, in the order of their names and then of time.
    fn audit<'r>(&self, records: &'r BTreeMap<String, Vec<Activity>>) -> Result<Vec<(&'r str, Infringement)>, Faults> {
        let root = Path::ROOT;
        let mut faults = Faults::new();
        let mut found = Vec::new();
        for (driver, record) in records {
            let first = record.iter().map(|activity| activity.from.naive_utc().date()).min();
            let rules = self.date.or(first).and_then(|date| match self.duty {
                Some(duty) => RuleSet::chosen(self.jurisdiction, date, duty),
                None => RuleSet::on(self.jurisdiction, date),
            });
            let Some(rules) = rules else {
                let cause = format!("no rule set holds when the record of `{driver}` begins");
                faults.report(&root.key("date"), "hours.no_rules", cause, "give a date and a duty of a shipped rule set");
                continue;
            };
            match audit(rules, record) {
                Ok(report) => found.extend(report.infringements.into_iter().map(|infringement| (driver.as_str(), infringement))),
                Err(wrong) => faults.absorb(&root.key("activities").key(driver), wrong),
            }
        }
        faults.into_result(found)
    }
}

fn table(found: &[(&str, Infringement)]) -> PyResult<Table> {
    let word = |value: serde_json::Result<serde_json::Value>| -> PyResult<Option<String>> {
        Ok(value.map_err(|error| failed(error.to_string()))?.as_str().map(str::to_owned))
    };
    let (mut driver, mut rule, mut article) = (StringBuilder::new(), StringBuilder::new(), StringBuilder::new());
    let mut severity = StringBuilder::new();
    let mut at = TimestampMicrosecondBuilder::new().with_timezone("UTC");
    let (mut measured, mut allowed) = (Int64Builder::new(), Int64Builder::new());
    for (name, infringement) in found {
        driver.append_value(name);
        rule.append_option(word(serde_json::to_value(infringement.rule))?);
        article.append_value(&infringement.article);
        at.append_option(instant(infringement.at).map(|at| at.timestamp_micros()));
        measured.append_value(infringement.measured);
        allowed.append_value(infringement.allowed);
        severity.append_option(word(serde_json::to_value(infringement.severity))?);
    }
    Table::of(vec![
        ("driver", Arc::new(driver.finish()) as ArrayRef, false),
        ("rule", Arc::new(rule.finish()), false),
        ("article", Arc::new(article.finish()), false),
        ("at", Arc::new(at.finish()), false),
        ("measured", Arc::new(measured.finish()), false),
        ("allowed", Arc::new(allowed.finish()), false),
        ("severity", Arc::new(severity.finish()), true),
    ])
}
