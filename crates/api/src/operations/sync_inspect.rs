//! `sync.inspect`: a first mapping of a dump.

use haulage_legacy::{
    inspect::{InspectOptions, Proposal, inspect},
    mapping::MappingDocument,
    source::DumpSource,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{below, sync::unreadable};
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
    /// A control file of SQL*Loader: what it says of the file takes the place of `known.dump`.
    #[serde(default)]
    control_text: Option<String>,
}

impl Handler for Inspect {
    const NAME: &'static str = "sync.inspect";
    const SUMMARY: &'static str = "A mapping of a legacy dump, proposed from its beginning, with how sure each part is";
    type Request = Request;
    type Reply = Proposal;

    fn run(request: Request) -> Result<Proposal, ApiError> {
        let Request { dump, mut known, control_text } = request;
        if let Some(control) = control_text {
            known.dump = MappingDocument::from_control(&control).map_err(|faults| below("control_text", faults))?.dump;
        }
        inspect(dump.open().map_err(|error| unreadable(&error))?, &known).map_err(|error| unreadable(&error))
    }
}
