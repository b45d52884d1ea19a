//! A run without files: dump, state and events are bytes in memory.

use std::io::Cursor;

use chrono::{DateTime, Utc};

use super::{Dump, Report, Run, RunError, Settings, carries, intake, lines::Lines};
use crate::{
    delta::{DeltaError, Event},
    record::{ReadError, Refusal},
    sort::Spill,
    state::{History, Reader, Writer},
};

/// What a run in memory leaves.
#[derive(Debug)]
pub struct Taken {
    /// What it tells of itself.
    pub report: Report,
    /// The state to give to the next run; as it was, where nothing was to be done.
    pub state: Vec<u8>,
    /// The events.
    pub events: Vec<Event>,
    /// The refused rows.
    pub quarantine: Vec<Refusal>,
}

/// Takes a dump in as [`take`](super::take) does, into a state that is bytes in memory.
///
/// # Errors
/// [`RunError`].
pub fn take_in_memory(
    state: Option<Vec<u8>>,
    open: &mut dyn FnMut(Option<&History>) -> Result<Dump, ReadError>,
    settings: &Settings,
    now: Option<DateTime<Utc>>,
) -> Result<Taken, RunError> {
    let before = state.as_deref().map(|bytes| Reader::open(Cursor::new(bytes))).transpose()?;
    let dump = open(before.as_ref().map(Reader::history))?;
    let history = before.as_ref().map_or_else(|| History::new(dump.layout.clone()), |before| before.history().clone());
    let layout = dump.layout.clone();
    let mut quarantine = Vec::new();
    let carry = carries(settings, &history);
    let intake = intake::read(dump, settings, Spill::Never, &mut |_, _| Ok(carry), &mut |refusal| {
        quarantine.push(refusal.clone());
        Ok(())
    })?;
    let run = Run { history: &history, layout: &layout, settings };
    if let Some(report) = run.already(&intake, now)? {
        return Ok(Taken { report, state: state.unwrap_or_default(), events: Vec::new(), quarantine: Vec::new() });
    }
    let (mut events, mut next) = (Lines::in_memory(), Writer::new(Cursor::new(Vec::new()), settings.keep_rows)?);
    let accepted = run.compare(before, intake, &mut next, &mut events, tempfile::spooled_tempfile(usize::MAX))?;
    let state = next.finish(&accepted.history)?.into_inner();
    let events: Result<Vec<Event>, _> = serde_json::Deserializer::from_slice(&events.into_memory()).into_iter().collect();
    let events = events.map_err(|error| DeltaError::Events(error.into()))?;
    Ok(Taken { report: accepted.report, state, events, quarantine })
}
