//! `sync.run`: a dump taken into a state.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use haulage_legacy::{
    delta::Event,
    mapping::MappingDocument,
    record::Refusal,
    run::{self, Dump, Report, Settings, Taken},
    source::{Base64, DumpSource},
    state::{History, StateFile},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sync::{self, mapping, origin};
use crate::{ApiError, Handler};

/// `sync.run`
pub(super) struct Run;

/// A dump, what it means, and the state it is held against.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The dump.
    dump: DumpSource,
    /// What its columns mean.
    mapping: MappingDocument,
    /// What was accepted before. Absent: nothing, and the reply holds the state.
    #[serde(default)]
    state: Option<State>,
    /// How it is taken in.
    #[serde(default)]
    settings: Settings,
    /// The time of the run, for `settings.whole.quiet_s`.
    #[serde(default)]
    now: Option<DateTime<Utc>>,
}

/// Where the state is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    /// A file, made when it is not there. Events and refused rows go to folders beside it.
    Path(PathBuf),
    /// The state itself, as the reply of the run before held it.
    Base64(Base64),
}

/// What became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// What the run tells of itself.
    report: Report,
    /// File of the refused rows, one JSON line each, where there are some and the state is a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantine_file: Option<PathBuf>,
    /// The state for the next run, where it is no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Base64>,
    /// The events, where the state is no file; else `sync.events` gives them.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Event>>,
    /// The refused rows, where the state is no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantine: Option<Vec<Refusal>>,
}

impl Handler for Run {
    const NAME: &'static str = "sync.run";
    const SUMMARY: &'static str = "Takes a legacy dump in: what changed since the last one as events, told exactly once";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let Request { dump, mapping: document, state, settings, now } = request;
        let (mapping, origin) = (mapping("mapping", document)?, origin(dump));
        let sha256 = settings.whole.wants_sha256();
        let mut open = |history: Option<&History>| Dump::open(&origin, &mapping, history, sha256);
        let before = match state {
            Some(State::Path(path)) => {
                let state = StateFile::at(path);
                let report = run::take(&state, &mut open, &settings, now).map_err(sync::refusal)?;
                let file = Some(run::quarantine_file(&state, report.generation)).filter(|file| file.exists());
                return Ok(Reply { report, quarantine_file: file, state: None, events: None, quarantine: None });
            }
            Some(State::Base64(state)) => Some(state.0),
            None => None,
        };
        let taken = run::take_in_memory(before, &mut open, &settings, now).map_err(sync::refusal)?;
        let Taken { report, state, events, quarantine } = taken;
        let (state, events) = (Some(Base64(state)), Some(events));
        Ok(Reply { report, quarantine_file: None, state, events, quarantine: Some(quarantine) })
    }
}
