//! `quote`: what a shipment costs, line by line.

use haulage_core::tariff::{Quote, QuoteRequest, Tariff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `quote`
pub(super) struct Price;

/// A tariff and what is to be priced by it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The tariff.
    tariff: Tariff,
    /// The shipment.
    shipment: QuoteRequest,
}

impl Handler for Price {
    const NAME: &'static str = "quote";
    const SUMMARY: &'static str = "What a shipment costs under a tariff: every line with the rule it comes from";
    type Request = Request;
    type Reply = Quote<'static>;

    fn run(request: Request) -> Result<Self::Reply, ApiError> {
        let tariff = super::compiled("tariff", &request.tariff)?;
        let quote = tariff.quote(&request.shipment).map_err(|error| super::no_price(&error))?;
        Ok(quote.of_request(&request.shipment).into_owned())
    }
}
