//! `shipment.fold`: where a shipment stands, from all that was ever reported of it.

use haulage_core::{
    event::{HistoryDocument, Standing, fold},
    lifecycle::{LifecycleDocument, Name},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `shipment.fold`
pub(super) struct Fold;

/// What was reported.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// All that was ever reported of the shipment, in any order, as often as it was received.
    history: HistoryDocument,
    /// The lifecycle; the standard one when absent.
    lifecycle: Option<LifecycleDocument>,
}

/// Where the shipment stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The shipment.
    shipment: String,
    /// The lifecycle by which it was folded, with its version.
    lifecycle: (Name, String),
    /// Where it stands.
    standing: Standing,
}

impl Handler for Fold {
    const NAME: &'static str = "shipment.fold";
    const SUMMARY: &'static str = "Where a shipment stands, whatever the order and repetition in which its events arrived";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let (lifecycle, history) = super::lifecycle_and_history(request.lifecycle, request.history)?;
        let document = lifecycle.document();
        Ok(Reply {
            shipment: history.shipment().to_owned(),
            lifecycle: (document.name.clone(), document.version.clone()),
            standing: fold(&lifecycle, &history),
        })
    }
}
