//! `epcis.write`: the history of a shipment as a document of GS1 EPCIS 2.0.

use haulage_core::{
    epcis::Document,
    event::{History, HistoryDocument},
    time::Instant,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{ApiError, Handler};

/// `epcis.write`
pub(super) struct Write;

/// A history to write.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// All that was ever reported of the shipment.
    history: HistoryDocument,
    /// The moment that the document is dated.
    created: Instant,
}

/// The history as a document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// JSON-LD that holds against GS1's schema: every event, and each void one again with its error declaration.
    document: Value,
    /// How many pieces the shipment has, which EPCIS has no place for: `epcis.read` wants it again.
    pieces: u64,
}

impl Handler for Write {
    const NAME: &'static str = "epcis.write";
    const SUMMARY: &'static str = "The history of a shipment as an EPCIS 2.0 document in JSON-LD";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let history = History::try_from(request.history).map_err(|faults| super::below("history", faults))?;
        let document = Document::of_history(&history, request.created);
        Ok(Reply { document: document.value().clone(), pieces: history.pieces() })
    }
}
