//! `tariff.import`: the plain table of a carrier as rates of a tariff.

use haulage_core::tariff::{Rate, TableFormat, import_table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `tariff.import`
pub(super) struct Import;

/// A table and how to read it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The table: bounds in the first column, a zone in each other, named by the first line.
    text: String,
    /// How it is written.
    format: TableFormat,
}

/// The table's prices.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// A rate for each zone: `rates` of a version.
    rates: Vec<Rate>,
}

impl Handler for Import {
    const NAME: &'static str = "tariff.import";
    const SUMMARY: &'static str = "The plain table that a carrier sends as CSV, as rates of a tariff";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let rates = import_table(&request.text, &request.format).map_err(|faults| super::below("text", faults))?;
        Ok(Reply { rates })
    }
}
