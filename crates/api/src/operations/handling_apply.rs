//! `handling.apply`: handling units packed, unpacked, split, merged and received.

use haulage_core::{
    handling::{Lines, Load, LoadDocument, Step},
    identifier::Sscc,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `handling.apply`
pub(super) struct Apply;

/// A load and what is done to it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The load before; nothing when absent.
    #[serde(default)]
    load: LoadDocument,
    /// The steps, in their order. One that is refused refuses all.
    steps: Vec<Step>,
}

/// The load after all steps.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The load, as the next call takes it.
    load: LoadDocument,
    /// The units that stand free, each with all that lies in it and in the units packed in it.
    free: Vec<Free>,
    /// Everything, in the units and left: no step but `commission` changes it.
    total: Lines,
}

/// A unit that stands free.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Free {
    /// The unit.
    unit: Sscc,
    /// All that lies in it, however deep, by item.
    inside: Lines,
}

impl Handler for Apply {
    const NAME: &'static str = "handling.apply";
    const SUMMARY: &'static str = "Handling units packed, unpacked, split, merged and received in parts; goods conserved";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let mut load = Load::try_from(request.load).map_err(|faults| super::below("load", faults))?;
        for (number, step) in request.steps.iter().enumerate() {
            load.apply(step).map_err(|error| ApiError::refused(error.code(), format!("steps/{number}: {error}")))?;
        }
        let free = load.units().iter().filter(|(_, unit)| unit.parent().is_none());
        let free = free.filter_map(|(unit, _)| Some(Free { unit: *unit, inside: load.inside(unit).ok()? })).collect();
        let total = load.total();
        Ok(Reply { load: load.into(), free, total })
    }
}
