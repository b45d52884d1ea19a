//! `sync.compare`: two dumps held against each other.

use std::path::PathBuf;

use haulage_legacy::{
    delta::Event,
    mapping::MappingDocument,
    record::Refusal,
    run::{Dump, PairReport, Pairing, Refused, Settings, compare_dumps},
    source::DumpSource,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sync::{self, mapping, origin};
use crate::{ApiError, Handler};

/// `sync.compare`
pub(super) struct Compare;

/// Two dumps and what they mean.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The first dump.
    before: DumpSource,
    /// The second.
    after: DumpSource,
    /// What the columns of the first mean.
    mapping: MappingDocument,
    /// What the columns of the second mean, where that is not the same. Fields are paired by name; the key must be the same.
    #[serde(default)]
    after_mapping: Option<MappingDocument>,
    /// Of these, `duplicates`, `deletes.marked_by` and `memory_mib` count.
    #[serde(default)]
    settings: Settings,
    /// Read both dumps at the same time, the second in a thread of its own that ends with the call.
    #[serde(default)]
    two_threads: bool,
    /// A folder where rows wait that do not fit into the memory; without it, all have to.
    #[serde(default)]
    #[schemars(extend("format" = "path"))]
    scratch: Option<PathBuf>,
    /// Count only; no events.
    #[serde(default)]
    count_only: bool,
}

/// What changed.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// What the comparison tells of itself.
    report: PairReport,
    /// What changed, with old and new values.
    events: Vec<Event>,
    /// Refused rows of the first dump; the first thousand.
    quarantine_before: Vec<Refusal>,
    /// Refused rows of the second; the first thousand.
    quarantine_after: Vec<Refusal>,
}

/// Refused rows shown of a dump.
const SHOWN: usize = 1_000;

impl Handler for Compare {
    const NAME: &'static str = "sync.compare";
    const SUMMARY: &'static str =
        "Two legacy dumps held against each other, in whatever dialects: what changed, with old and new values";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let second = request.after_mapping.unwrap_or_else(|| request.mapping.clone());
        let (first, second) = (mapping("mapping", request.mapping)?, mapping("after_mapping", second)?);
        let open = |dump, mapping| Dump::open(&origin(dump), mapping, None, false).map_err(|error| sync::refusal(error.into()));
        let (before, after) = (open(request.before, &first)?, open(request.after, &second)?);
        let how = Pairing {
            settings: &request.settings,
            scratch: request.scratch.as_deref(),
            tell: !request.count_only,
            two_threads: request.two_threads,
        };
        let (mut lines, mut refused) = (Vec::new(), (Vec::new(), Vec::new()));
        let mut keep_before = kept(&mut refused.0);
        let mut keep_after = kept(&mut refused.1);
        let sinks: (Refused<'_>, Refused<'_>) = (&mut keep_before, &mut keep_after);
        let report = compare_dumps(before, after, how, &mut lines, sinks).map_err(sync::refusal)?;
        drop((keep_before, keep_after));
        let events: Result<Vec<Event>, _> = serde_json::Deserializer::from_slice(&lines).into_iter().collect();
        let events = events.map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(Reply { report, events, quarantine_before: refused.0, quarantine_after: refused.1 })
    }
}

/// Keeps the first refused rows.
fn kept(rows: &mut Vec<Refusal>) -> impl FnMut(&Refusal) -> std::io::Result<()> + Send {
    |refusal| {
        if rows.len() < SHOWN {
            rows.push(refusal.clone());
        }
        Ok(())
    }
}
