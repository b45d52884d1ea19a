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

use std::borrow::Cow;

use haulage_core::{
    event::{History, HistoryDocument},
    fault::{Faults, Path},
    lifecycle::{Lifecycle, LifecycleDocument},
    tariff::{CompiledTariff, QuoteError, Tariff},
};
use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    record::ReadError,
};

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
    match (History::try_from(history), lifecycle(document)) {
        (Ok(history), Ok(lifecycle)) => Ok((lifecycle, history)),
        (history, lifecycle) => {
            let mut faults = history.err().map(|faults| below("history", faults)).unwrap_or_default();
            faults.absorb(&Path::ROOT, lifecycle.err().unwrap_or_default());
            Err(faults)
        }
    }
}

/// A tariff ready to price, or its faults at their place in a request that holds it as `key`.
fn compiled(key: &str, tariff: &Tariff) -> Result<CompiledTariff, Faults> {
    CompiledTariff::compile(tariff).map_err(|faults| below(key, faults))
}

/// A tariff without a price for a shipment is an answer that the caller must handle.
fn no_price(error: &QuoteError) -> ApiError {
    ApiError::refused(error.code(), error.to_string())
}

/// The mapping of a request that gives it as a document, or as text in TOML or JSON.
fn mapping(document: Option<MappingDocument>, text: Option<String>) -> Result<Mapping, Faults> {
    match (document, text) {
        (Some(document), None) => Mapping::new(document).map_err(|faults| below("mapping", faults)),
        (None, Some(text)) => {
            MappingDocument::from_text(&text).and_then(Mapping::new).map_err(|faults| below("mapping_text", faults))
        }
        _ => {
            let mut faults = Faults::new();
            let cause = "a mapping is given not at all, or twice";
            faults.report(&Path::ROOT.key("mapping"), "mapping.one", cause, "give `mapping` or `mapping_text`");
            Err(faults)
        }
    }
}

/// A dump that cannot be read is an answer that the caller must handle.
fn unreadable(error: &ReadError) -> ApiError {
    let repair = match error {
        ReadError::Dump(reason) => reason.repair.as_ref(),
        _ => None,
    };
    let message = repair.map_or_else(|| error.to_string(), |repair| format!("{error}; {repair}"));
    ApiError::refused(error.code(), message)
}
