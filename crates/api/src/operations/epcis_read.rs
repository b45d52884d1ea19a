//! `epcis.read`: what a document of GS1 EPCIS 2.0 says, and what of it concerns a shipment.

use std::collections::BTreeSet;

use haulage_core::{
    digest::Digest,
    epcis::{Document, EpcisEvent, EventId},
    event::HistoryDocument,
    identifier::Sscc,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{ApiError, Handler};

/// `epcis.read`
pub(super) struct Read;

/// A document, and the shipment that is looked for in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The JSON-LD document: of events, of a query's result, or a single event.
    document: Value,
    /// The shipment.
    shipment: String,
    /// How many pieces it has.
    pieces: u64,
    /// Its handling units: an event that another system wrote concerns it when it names one of them; every event when there
    /// are none. What Haulage wrote names its shipment itself.
    #[serde(default)]
    units: BTreeSet<Sscc>,
}

/// What the document says.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// What it says about the shipment: the `history` that `shipment.fold` takes.
    history: HistoryDocument,
    /// Every event of the document in its order.
    events: Vec<Row>,
    /// Digest of the document.
    document_digest: Digest,
}

/// An event of the document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// Its identity: the hash of what it says.
    id: EventId,
    /// `ObjectEvent`, `AggregationEvent`, …
    event_type: String,
    /// The logistic units that it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<Sscc>,
    /// Whether it says something about the shipment; then it stands in `history`, with a declaration that voids it.
    concerns: bool,
    /// An event that says nothing about the shipment, kept as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Map<String, Value>>,
}

impl Handler for Read {
    const NAME: &'static str = "epcis.read";
    const SUMMARY: &'static str = "What an EPCIS 2.0 document says about a shipment; what means nothing to it is kept";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let document_digest = Digest::of(&request.document);
        let document = Document::new(request.document).map_err(|error| ApiError::refused(error.code(), error.to_string()))?;
        let history = document.history(&request.shipment, request.pieces, &request.units)?;
        let events = document.events();
        let rows = events.iter().map(|event| row(event, event.concerns(&request.shipment, &request.units)));
        Ok(Reply { history: history.into(), events: rows.collect(), document_digest })
    }
}

fn row(event: &EpcisEvent<'_>, concerns: bool) -> Row {
    Row {
        id: event.id,
        event_type: event.event_type.into(),
        units: event.units(),
        concerns,
        kept: (!concerns).then(|| event.fields().clone()),
    }
}
