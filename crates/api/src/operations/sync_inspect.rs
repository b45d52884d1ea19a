//! `sync.inspect`: a first mapping of a dump.

use haulage_legacy::{
    inspect::{InspectOptions, Proposal, inspect},
    source::DumpSource,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::sync::unreadable;
use crate::{ApiError, Handler};

/// `sync.inspect`
pub(super) struct Inspect;

/// A dump to look at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Where it is.
    dump: DumpSource,
    /// What is known of it already.
    #[serde(default)]
    known: InspectOptions,
}

impl Handler for Inspect {
    const NAME: &'static str = "sync.inspect";
    const SUMMARY: &'static str = "A mapping of a legacy dump, proposed from its beginning, with how sure each part is";
    type Request = Request;
    type Reply = Proposal;

    fn run(request: Request) -> Result<Proposal, ApiError> {
        let source = request.dump.open().map_err(|error| unreadable(&error))?;
        inspect(source, &request.known).map_err(|error| unreadable(&error))
    }
}
