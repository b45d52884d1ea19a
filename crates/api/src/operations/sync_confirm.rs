//! `sync.confirm`: deletions that were held are right.

use std::path::PathBuf;

use haulage_legacy::{
    run::{Report, confirm},
    state::StateFile,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::sync;
use crate::{ApiError, Handler};

/// `sync.confirm`
pub(super) struct Confirm;

/// Which deletions.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The file of the state.
    #[schemars(extend("format" = "path"))]
    state: PathBuf,
    /// The generation since which they are held, as a run's report names it.
    held: u64,
}

impl Handler for Confirm {
    const NAME: &'static str = "sync.confirm";
    const SUMMARY: &'static str =
        "Confirms deletions that were held for being many: they are announced, in a generation of their own";
    type Request = Request;
    type Reply = Report;

    fn run(request: Request) -> Result<Report, ApiError> {
        confirm(&StateFile::at(request.state), request.held).map_err(sync::refusal)
    }
}
