//! What the operations on dumps share.

use std::sync::Arc;

use haulage_core::fault::{Fault, Faults};
use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    run::{Origin, OutboxError, RunError},
    source::DumpSource,
};

use crate::ApiError;

/// A mapping, or its faults at their place in a request that holds it as `key`.
pub(super) fn mapping(key: &str, document: MappingDocument) -> Result<Mapping, ApiError> {
    Mapping::new(document).map_err(|faults| super::below(key, faults).into())
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
        faults.absorb(&haulage_core::fault::Path::ROOT, fault.into());
    }
    ApiError { faults, ..refused }
}

/// Events that cannot be read.
pub(super) fn no_events(error: &OutboxError) -> ApiError {
    ApiError::refused(error.code(), error.to_string())
}
