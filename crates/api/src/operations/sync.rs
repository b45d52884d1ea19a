//! What the operations on dumps share.

use std::sync::Arc;

use haulage_core::fault::{Fault, Faults, Path};
use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    record::ReadError,
    run::{Origin, OutboxError, RunError},
    source::DumpSource,
};

use super::below;
use crate::ApiError;

/// A mapping, or its faults at their place in a request that holds it as `key`.
pub(super) fn mapping(key: &str, document: MappingDocument) -> Result<Mapping, ApiError> {
    Ok(Mapping::new(document).map_err(|faults| below(key, faults))?)
}

/// The mapping of a request that gives it as a document, or as text in TOML or JSON.
pub(super) fn mapping_of_one(document: Option<MappingDocument>, text: Option<String>) -> Result<Mapping, ApiError> {
    match (document, text) {
        (Some(document), None) => mapping("mapping", document),
        (None, Some(text)) => {
            let document = MappingDocument::from_text(&text).map_err(|faults| below("mapping_text", faults))?;
            mapping("mapping_text", document)
        }
        _ => {
            let mut faults = Faults::new();
            let cause = "a mapping is given not at all, or twice";
            faults.report(&Path::ROOT.key("mapping"), "mapping.one", cause, "give `mapping` or `mapping_text`");
            Err(faults.into())
        }
    }
}

/// Where a run reads a dump.
pub(super) fn origin(dump: DumpSource) -> Origin {
    match dump {
        DumpSource::Path(path) => Origin::File(path),
        DumpSource::Text(text) => Origin::Memory(Arc::from(text.into_bytes())),
        DumpSource::Base64(bytes) => Origin::Memory(Arc::from(bytes.0)),
    }
}

/// A run that was not accepted; the signs of a dump that is not whole come one by one.
pub(super) fn refusal(error: RunError) -> ApiError {
    let refused = ApiError::refused(error.code(), error.to_string());
    let RunError::NotWhole(doubts) = error else { return refused };
    let mut faults = Faults::new();
    for doubt in doubts {
        let remedy = "have the dump delivered again, or loosen the rule in `settings.whole`".into();
        let fault = Fault { path: "/dump".into(), code: doubt.code, cause: doubt.cause, remedy };
        faults.absorb(&Path::ROOT, fault.into());
    }
    ApiError { faults, ..refused }
}

/// Events that cannot be read.
pub(super) fn no_events(error: &OutboxError) -> ApiError {
    ApiError::refused(error.code(), error.to_string())
}

/// A dump that cannot be read is an answer that the caller must handle.
pub(super) fn unreadable(error: &ReadError) -> ApiError {
    ApiError::refused(error.code(), error.to_string())
}
