//! The table of operations. From it come the schemas, the C entry point and the documents of PHP and Python.

mod docks_free;
mod docks_schedule;
mod epcis_read;
mod epcis_write;
mod goods_check;
mod handling_apply;
mod hours_audit;
mod hours_chart;
mod hours_schedule;
mod identifier_parse;
mod plan_check;
mod plan_compare;
mod plan_insert;
mod plan_render;
mod plan_solve;
mod problem_read;
mod problem_validate;
mod promise;
mod quote;
mod quote_many;
mod quote_replay;
mod shadow_compare;
mod shadow_report;
mod shipment_decide;
mod shipment_fold;
mod shipment_lifecycle;
mod sync;
mod sync_compare;
mod sync_confirm;
mod sync_events;
mod sync_inspect;
mod sync_profile;
mod sync_replay;
mod sync_run;
mod tariff_check;
mod tariff_compare;
mod tariff_import;
mod version;
mod vroom_solve;

use std::borrow::Cow;

use haulage_core::{
    event::{History, HistoryDocument},
    fault::{Faults, Path},
    lifecycle::{Lifecycle, LifecycleDocument},
    tariff::{CompiledTariff, QuoteError, Tariff},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{ApiError, Operation};

/// Every operation, by name.
#[must_use]
pub const fn operations() -> &'static [Operation] {
    const TABLE: &[Operation] = &[
        Operation::of::<docks_free::Free>(),
        Operation::of::<docks_schedule::Plan>(),
        Operation::of::<epcis_read::Read>(),
        Operation::of::<epcis_write::Write>(),
        Operation::of::<goods_check::Check>(),
        Operation::of::<handling_apply::Apply>(),
        Operation::of::<hours_audit::Audit>(),
        Operation::of::<hours_chart::Draw>(),
        Operation::of::<hours_schedule::Plan>(),
        Operation::of::<identifier_parse::Parse>(),
        Operation::of::<plan_check::Check>(),
        Operation::of::<plan_compare::Compare>(),
        Operation::of::<plan_insert::Insert>(),
        Operation::of::<plan_render::Render>(),
        Operation::of::<plan_solve::Solve>(),
        Operation::of::<problem_read::Read>(),
        Operation::of::<problem_validate::Validate>(),
        Operation::of::<promise::Give>(),
        Operation::of::<quote::Price>(),
        Operation::of::<quote_many::Price>(),
        Operation::of::<quote_replay::Again>(),
        Operation::of::<shadow_compare::Compare>(),
        Operation::of::<shadow_report::Report>(),
        Operation::of::<shipment_decide::Decide>(),
        Operation::of::<shipment_fold::Fold>(),
        Operation::of::<shipment_lifecycle::Draw>(),
        Operation::of::<sync_compare::Compare>(),
        Operation::of::<sync_confirm::Confirm>(),
        Operation::of::<sync_events::Give>(),
        Operation::of::<sync_inspect::Inspect>(),
        Operation::of::<sync_profile::Tell>(),
        Operation::of::<sync_replay::Again>(),
        Operation::of::<sync_run::Run>(),
        Operation::of::<tariff_check::Check>(),
        Operation::of::<tariff_compare::Compare>(),
        Operation::of::<tariff_import::Import>(),
        Operation::of::<version::Version>(),
        Operation::of::<vroom_solve::Solve>(),
    ];
    TABLE
}

/// Faults of a problem, at their place in a request that holds it as `problem`.
fn below_problem(faults: Faults) -> Faults {
    below("problem", faults)
}

/// Faults of a part, at their place in a request that holds it as `key`.
fn below(key: &str, faults: Faults) -> Faults {
    let mut moved = Faults::new();
    moved.absorb(&Path::ROOT.key(key), faults);
    moved
}

/// Two parts of a request, or the faults of both.
fn both<A, B>(one: Result<A, Faults>, other: Result<B, Faults>) -> Result<(A, B), Faults> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let mut faults = one.err().unwrap_or_default();
            faults.absorb(&Path::ROOT, other.err().unwrap_or_default());
            Err(faults)
        }
    }
}

/// The lifecycle that a request brings along, else the standard one, which is proven already.
fn lifecycle(document: Option<LifecycleDocument>) -> Result<Cow<'static, Lifecycle>, Faults> {
    match document {
        None => Ok(Cow::Borrowed(Lifecycle::standard())),
        Some(document) => Lifecycle::new(document).map(Cow::Owned).map_err(|faults| below("lifecycle", faults)),
    }
}

/// Both parts of a request on a shipment, or the faults of both.
fn lifecycle_and_history(
    document: Option<LifecycleDocument>,
    history: HistoryDocument,
) -> Result<(Cow<'static, Lifecycle>, History), Faults> {
    let history = History::try_from(history).map_err(|faults| below("history", faults));
    both(history, lifecycle(document)).map(|(history, lifecycle)| (lifecycle, history))
}

/// A tariff ready to price, or its faults at their place in a request that holds it as `key`.
fn compiled(key: &str, tariff: &Tariff) -> Result<CompiledTariff, Faults> {
    CompiledTariff::compile(tariff).map_err(|faults| below(key, faults))
}

/// Why there is no answer: what the operation is refused with when it is asked alone.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reason {
    /// Stable code for programs.
    code: String,
    /// One sentence for people.
    message: String,
}

/// A tariff without a price for a shipment is an answer that the caller must handle.
fn no_price(error: &QuoteError) -> ApiError {
    ApiError::refused(error.code(), error.to_string())
}
