//! `shipment.decide`: a command, accepted or refused.

use haulage_core::{
    event::{Command, Decision, HistoryDocument, Standing, decide, fold},
    lifecycle::LifecycleDocument,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `shipment.decide`
pub(super) struct Decide;

/// What is asked for, and of which shipment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// All that was ever reported of the shipment, in any order, as often as it was received.
    history: HistoryDocument,
    /// What is asked for.
    command: Command,
    /// The lifecycle; the standard one when absent.
    lifecycle: Option<LifecycleDocument>,
}

/// What became of the command. A refusal is an answer and no error.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Accepted with the events to record, or refused with what is allowed instead.
    #[serde(flatten)]
    decision: Decision,
    /// Where the shipment stood when it was decided.
    standing: Standing,
}

impl Handler for Decide {
    const NAME: &'static str = "shipment.decide";
    const SUMMARY: &'static str = "A command on a shipment: accepted with its events, or refused with what this role may do";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let (lifecycle, history) = super::lifecycle_and_history(request.lifecycle, request.history)?;
        let standing = fold(&lifecycle, &history);
        Ok(Reply { decision: decide(&lifecycle, &history, &request.command), standing })
    }
}
