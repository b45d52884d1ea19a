//! `quote.replay`: a stored quote computed again.

use haulage_core::tariff::{Quote, QuoteRequest, Replay, Tariff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `quote.replay`
pub(super) struct Again;

/// A tariff, what was priced by it, and the quote as stored.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The tariff.
    tariff: Tariff,
    /// The shipment.
    shipment: QuoteRequest,
    /// The quote as stored.
    quote: Quote<'static>,
}

impl Handler for Again {
    const NAME: &'static str = "quote.replay";
    const SUMMARY: &'static str = "A stored quote computed again: the same to the last digit, or the lines that differ";
    type Request = Request;
    type Reply = Replay;

    fn run(request: Request) -> Result<Self::Reply, ApiError> {
        let tariff = super::compiled("tariff", &request.tariff)?;
        tariff.replay(&request.shipment, &request.quote).map_err(|error| super::no_price(&error))
    }
}
