//! `tariff.compare`: a back-test of two tariffs over a history.

use haulage_core::tariff::{Comparison, QuoteRequest, Tariff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `tariff.compare`
pub(super) struct Compare;

/// Two tariffs and the shipments to price by both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The tariff in force.
    before: Tariff,
    /// The tariff proposed.
    after: Tariff,
    /// The shipments of the past.
    history: Vec<QuoteRequest>,
}

impl Handler for Compare {
    const NAME: &'static str = "tariff.compare";
    const SUMMARY: &'static str = "Two tariffs over a history of shipments: who gets cheaper, who dearer, by how much in all";
    type Request = Request;
    type Reply = Comparison;

    fn run(request: Request) -> Result<Comparison, ApiError> {
        let (before, after) = (super::compiled("before", &request.before), super::compiled("after", &request.after));
        let (before, after) = match (before, after) {
            (Ok(before), Ok(after)) => (before, after),
            (before, after) => {
                let mut faults = before.err().unwrap_or_default();
                faults.absorb(&haulage_core::fault::Path::ROOT, after.err().unwrap_or_default());
                return Err(faults.into());
            }
        };
        before.compare(&after, &request.history).map_err(|error| ApiError::refused(error.code(), error.to_string()))
    }
}
