//! `promise`: by when goods are delivered, and why not sooner.

use haulage_core::promise::{Promise, PromiseError, PromiseRequest, promise};

use crate::{ApiError, Handler};

/// `promise`
pub(super) struct Give;

impl Handler for Give {
    const NAME: &'static str = "promise";
    const SUMMARY: &'static str = "By when goods ordered now are delivered at the earliest and latest, and why not sooner";
    type Request = PromiseRequest;
    type Reply = Promise;

    fn run(request: PromiseRequest) -> Result<Promise, ApiError> {
        promise(&request).map_err(|error| match error {
            PromiseError::Faults(faults) => ApiError::invalid(faults),
            refusal => ApiError::refused(refusal.code(), refusal.to_string()),
        })
    }
}
