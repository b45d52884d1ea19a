//! `quote.many`: a whole history priced by one tariff that is compiled once.

use haulage_core::{
    digest::Digest,
    money::{Amount, Currency},
    tariff::{Quote, QuoteRequest, Tariff},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Reason;
use crate::{ApiError, Handler};

/// `quote.many`
pub(super) struct Price;

/// A tariff and the shipments to price by it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The tariff.
    tariff: Tariff,
    /// The shipments.
    shipments: Vec<QuoteRequest>,
    /// Whether each row carries its whole quote with all lines, beside the total.
    #[serde(default)]
    lines: bool,
}

/// What each shipment costs.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Currency of all amounts but converted ones.
    currency: Currency,
    /// One row a shipment, in the order of the request.
    rows: Vec<Row>,
    /// Shipments that the tariff has a price for.
    priced: u64,
    /// Digest of the tariff.
    tariff_digest: Digest,
    /// Digest of all shipments.
    shipments_digest: Digest,
}

/// What a shipment costs, or why the tariff has no price for it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// The caller's own name for the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// What is to be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Amount>,
    /// The same in the currency that the shipment asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    converted: Option<Amount>,
    /// The whole quote, where lines are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Quote<'static>>,
    /// Why there is no price.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_price: Option<Reason>,
}

impl Handler for Price {
    const NAME: &'static str = "quote.many";
    const SUMMARY: &'static str = "What many shipments cost under one tariff, row by row; a row without a price says why";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let tariff = super::compiled("tariff", &request.tariff)?;
        let rows: Vec<Row> = request
            .shipments
            .iter()
            .map(|shipment| {
                let reference = shipment.reference.clone();
                match tariff.quote(shipment) {
                    Ok(quote) => Row {
                        reference,
                        total: Some(quote.total),
                        converted: quote.converted.as_ref().map(|converted| converted.total),
                        quote: request.lines.then(|| quote.of_request(shipment).into_owned()),
                        no_price: None,
                    },
                    Err(error) => {
                        let no_price = Some(Reason { code: error.code().into(), message: error.to_string() });
                        Row { reference, total: None, converted: None, quote: None, no_price }
                    }
                }
            })
            .collect();
        Ok(Reply {
            currency: tariff.currency(),
            priced: rows.iter().filter(|row| row.total.is_some()).count() as u64,
            rows,
            tariff_digest: tariff.digest(),
            shipments_digest: Digest::of(&request.shipments),
        })
    }
}
