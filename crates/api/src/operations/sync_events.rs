//! `sync.events`: the events of a state, from a cursor on.

use std::path::PathBuf;

use haulage_legacy::{
    run::{Cursor, Outbox, Page},
    state::StateFile,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::sync::no_events;
use crate::{ApiError, Handler};

/// `sync.events`
pub(super) struct Give;

/// Which events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The file of the state.
    #[schemars(extend("format" = "path"))]
    state: PathBuf,
    /// The cursor of the last event that was seen to; absent: from the oldest that is kept.
    #[serde(default)]
    after: Option<Cursor>,
    /// How many at most.
    #[serde(default = "page")]
    #[schemars(range(min = 1, max = 100_000))]
    limit: u32,
    /// Forget the events of all generations before that of `after`: every consumer has seen to them.
    #[serde(default)]
    forget: bool,
}

const fn page() -> u32 {
    1_000
}

impl Handler for Give {
    const NAME: &'static str = "sync.events";
    const SUMMARY: &'static str =
        "The events of accepted dumps behind a cursor, each with the cursor to remember once it is seen to";
    type Request = Request;
    type Reply = Page;

    fn run(request: Request) -> Result<Page, ApiError> {
        let outbox = Outbox::open(&StateFile::at(request.state)).map_err(|error| no_events(&error))?;
        let limit = request.limit.clamp(1, 100_000) as usize;
        let page = outbox.page(request.after, limit).map_err(|error| no_events(&error))?;
        if let Some(after) = request.after.filter(|_| request.forget) {
            outbox.forget(after).map_err(|error| no_events(&error))?;
        }
        Ok(page)
    }
}
