//! `docks.free`: the moments that are still free for a load.

use haulage_scheduling::docks::{FreeRequest, FreeSlot, free};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{ApiError, Handler};

/// `docks.free`
pub(super) struct Free;

/// What is free.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Door by door, in order of time.
    free: Vec<FreeSlot>,
}

impl Handler for Free {
    const NAME: &'static str = "docks.free";
    const SUMMARY: &'static str = "The moments at which one more load could begin, door by door";
    type Request = FreeRequest;
    type Reply = Reply;

    fn run(request: FreeRequest) -> Result<Reply, ApiError> {
        Ok(Reply { free: free(&request).map_err(ApiError::invalid)? })
    }
}
