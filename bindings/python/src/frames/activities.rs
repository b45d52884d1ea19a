//! The flat form of drivers' records: a row an activity.

use haulage_core::fault::{Faults, Path};
use haulage_scheduling::activity::Activity;
use pyo3::prelude::*;

use super::{Form, Row, each, needed};
use crate::errors::invalid;

const COLUMNS: &[&str] = &["driver", "kind", "from", "until", "crew", "ferry", "out_of_scope"];

/// Hands on every activity with the name of its driver. A record with a wrong row says nothing about a driver, so any fault
/// is an error.
pub(crate) fn activities(source: &Bound<'_, PyAny>, mut take: impl FnMut(String, Activity) + Send) -> PyResult<()> {
    let mut wrong = Faults::new();
    each(source, &Form { list: "activities", columns: COLUMNS, read: activity }, |read, faults| {
        wrong.absorb(&Path::ROOT, faults);
        if let Some((driver, activity)) = read {
            take(driver, activity);
        }
    })?;
    wrong.into_result(()).map_err(|faults| invalid(&faults))
}

fn activity(row: &mut Row<'_, '_>) -> Option<(String, Activity)> {
    let (driver, kind) = (needed(row, "driver"), needed(row, "kind"));
    let (from, until) = (needed(row, "from"), needed(row, "until"));
    let activity = Activity {
        kind: kind?,
        from: from?,
        until: until?,
        crew: row.optional("crew").unwrap_or_default(),
        ferry: row.optional("ferry").unwrap_or_default(),
        out_of_scope: row.optional("out_of_scope").unwrap_or_default(),
    };
    Some((driver?, activity))
}
