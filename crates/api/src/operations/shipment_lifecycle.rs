//! `shipment.lifecycle`: a lifecycle proven and drawn.

use haulage_core::lifecycle::{Lifecycle, LifecycleDocument, Proof};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `shipment.lifecycle`
pub(super) struct Draw;

/// The lifecycle to look at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The lifecycle; the standard one when absent.
    lifecycle: Option<LifecycleDocument>,
}

/// The lifecycle, what was proven of it, and its pictures.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// As it was written.
    lifecycle: LifecycleDocument,
    /// What was proven, with a witness for each state.
    proof: Proof,
    /// As a Mermaid state diagram.
    mermaid: String,
    /// As a Graphviz DOT digraph.
    dot: String,
}

impl Handler for Draw {
    const NAME: &'static str = "shipment.lifecycle";
    const SUMMARY: &'static str =
        "A lifecycle, proven: every state is reached, every shipment can end, every command can be given";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let lifecycle = super::lifecycle(request.lifecycle)?;
        let lifecycle: &Lifecycle = &lifecycle;
        Ok(Reply {
            lifecycle: lifecycle.document().clone(),
            proof: lifecycle.proof().clone(),
            mermaid: lifecycle.to_mermaid(),
            dot: lifecycle.to_dot(),
        })
    }
}
