//! `tariff.check`: what is wrong with a tariff, and what is suspicious.

use haulage_core::tariff::{Tariff, TariffCheck, check};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{ApiError, Handler};

/// `tariff.check`
pub(super) struct Check;

/// The tariff to look at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The tariff.
    tariff: Tariff,
}

impl Handler for Check {
    const NAME: &'static str = "tariff.check";
    const SUMMARY: &'static str = "Gaps, overlaps, unreachable rows and falling prices of a tariff, with path, cause and remedy";
    type Request = Request;
    type Reply = TariffCheck;

    fn run(request: Request) -> Result<TariffCheck, ApiError> {
        let found = check(&request.tariff);
        let faults = super::below("tariff", found.faults);
        Ok(TariffCheck { faults, warnings: super::below("tariff", found.warnings), ..found })
    }
}
