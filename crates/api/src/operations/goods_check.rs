//! `goods.check`: may this load go, under which rules, and why.

use haulage_core::goods::{LoadDocument, LoadVerdict};

use crate::{ApiError, Handler};

/// `goods.check`
pub(super) struct Check;

impl Handler for Check {
    const NAME: &'static str = "goods.check";
    const SUMMARY: &'static str = "The verdict on a load of dangerous and temperature-bound goods, with its reasons";
    type Request = LoadDocument;
    type Reply = LoadVerdict;

    fn run(request: LoadDocument) -> Result<LoadVerdict, ApiError> {
        Ok(request.check()?)
    }
}
