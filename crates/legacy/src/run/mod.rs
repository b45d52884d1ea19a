//! A night's run: a dump read, held against the state, announced, accepted. All of it happens or nothing does.
//!
//! ```text
//! lock ── read the dump ── is it whole? ── compare ──▶ quarantine ─▶ events ─▶ state
//!                                                     each written aside, made durable, then given its name, in this order
//! ```
//!
//! The state's new name is the moment of acceptance. A run that dies before it has changed nothing, and the next one
//! overwrites what it left; a run that dies after it is complete. So a run is repeated by running it again, from the
//! first byte of the dump: it comes to the same events under the same identities, or finds that the dump was accepted.

#[cfg(test)]
mod crash_tests;
mod dump;
mod error;
mod intake;
mod known;
mod lines;
mod memory;
mod outbox;
mod pair;
mod report;
mod settings;
mod tee;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    path::PathBuf,
};

use chrono::{DateTime, Utc};

pub use self::{
    dump::Dump,
    error::RunError,
    intake::Refused,
    memory::{Taken, take_in_memory},
    outbox::{Cursor, Outbox, OutboxError, Page, Posted},
    pair::{PairReport, Pairing, Side, compare_dumps},
    report::{Outcome, Report},
    settings::{First, OtherMapping, Settings},
    tee::{Origin, Tee, Watch},
};
use self::{intake::Intake, known::Known, lines::Lines};
use crate::{
    delta::{Announce, Announcement, Announcer, Before, Compared, Comparison, Deletes, DeltaError, Kind},
    record::ReadError,
    sort::Spill,
    state::{History, Layout, Reader, StateFile, Status, Writer},
    whole,
};

/// Suffixes of the folders beside the state.
const QUARANTINE: &str = ".quarantine";
const EVENTS: &str = ".events";
/// Deletions kept in memory until it is clear that they are not held.
const UNDECIDED: usize = 1 << 20;

/// Takes a dump into the state at a path. `now` is asked for by rules on the age of the file alone.
///
/// Refused rows go to `<state>.quarantine/<generation>.jsonl`, events to `<state>.events/<generation>.jsonl`; see [`Outbox`].
///
/// # Errors
/// [`RunError`]; the state is then what it was.
pub fn take(
    state: &StateFile,
    open: &mut dyn FnMut(Option<&History>) -> Result<Dump, ReadError>,
    settings: &Settings,
    now: Option<DateTime<Utc>>,
) -> Result<Report, RunError> {
    let _lock = state.lock()?;
    let before = state.open()?;
    let dump = open(before.as_ref().map(Reader::history))?;
    let history = before.as_ref().map_or_else(|| History::new(dump.layout.clone()), |before| before.history().clone());
    let generation = history.generation + 1;
    let folder = state.folder();
    let spill = Spill::Folder(folder.to_owned(), usize::from(settings.memory_mib.max(1)) << 20);

    let mut quarantine = Lines::beside(state.of_generation(QUARANTINE, generation));
    let layout = dump.layout.clone();
    let carries = carries(settings, &history);
    // Rows that say the same are neither kept nor told: most of a night's dump need not be carried along.
    let mut known = match &before {
        Some(before) if carries && !settings.keep_rows && before.history().layout == layout => state.open()?.map(Known::new),
        _ => None,
    };
    let mut carry = |key: &[u8], digest| match &mut known {
        Some(known) => Ok(!known.says(key, digest)?),
        None => Ok(carries),
    };
    let intake = intake::read(dump, settings, spill, &mut carry, &mut |refusal| quarantine.line(refusal))?;
    let run = Run { history: &history, layout: &layout, settings };
    if let Some(report) = run.already(&intake, now)? {
        return Ok(report);
    }
    let mut events = Lines::beside(state.of_generation(EVENTS, generation));
    let mut next = Writer::new(state.replacement()?, settings.keep_rows)?;
    let deletions = tempfile::spooled_tempfile_in(UNDECIDED, folder);
    let accepted = run.compare(before, intake, &mut next, &mut events, deletions)?;
    let next = next.finish(&accepted.history)?;
    quarantine.commit()?;
    events.commit()?;
    next.commit()?;
    Ok(accepted.report)
}

/// Where refused rows of a generation are, if there are any.
#[must_use]
pub fn quarantine_file(state: &StateFile, generation: u64) -> PathBuf {
    state.of_generation(QUARANTINE, generation)
}

/// Confirms that the deletions held since a generation are right: they are announced, in a generation of their own.
///
/// # Errors
/// [`RunError::NothingHeld`], or the state's.
pub fn confirm(state: &StateFile, held: u64) -> Result<Report, RunError> {
    let _lock = state.lock()?;
    let mut before = state.open()?.ok_or(RunError::NothingHeld(held))?;
    let mut history = before.history().clone();
    if !history.held.remove(&held) {
        return Err(RunError::NothingHeld(held));
    }
    let generation = history.generation + 1;
    let mut events = Lines::beside(state.of_generation(EVENTS, generation));
    let mut next = Writer::new(state.replacement()?, before.keeps_rows())?;
    let layout = history.layout.clone();
    let mut report = Report::confirmed(generation);
    {
        let (lineage, nothing) = (history.next_lineage(None), &mut io::sink() as &mut dyn Write);
        let mut announcer = Announcer { layout: &layout, lineage, others: nothing, deletions: &mut events };
        while let Some(entry) = before.advance()? {
            next.push(&entry)?;
            if entry.status == Status::Deleted(held) {
                report.counts.deleted += 1;
                let known = (!entry.row.is_empty()).then_some((&layout, entry.row));
                let gone = Announcement { kind: Kind::Deleted, key: entry.key, row: None, before: known, place: None };
                announcer.announce(&gone).map_err(DeltaError::Events)?;
            }
        }
    }
    history.live = history.live.saturating_sub(report.counts.deleted);
    report.events = events.written(report.counts.deleted);
    report.held.extend(&history.held);
    history.accept(report.as_past_run());
    let next = next.finish(&history)?;
    events.commit()?;
    next.commit()?;
    Ok(report)
}

/// Whether rows come along from reading: to be kept, or to be told.
const fn carries(settings: &Settings, history: &History) -> bool {
    settings.keep_rows || !is_silent(settings, history)
}

/// Whether this run only lays the ground for the ones to come.
const fn is_silent(settings: &Settings, history: &History) -> bool {
    history.generation == 0 && matches!(settings.first, First::Baseline)
}

/// Deletions are told after everything else, once it is clear that they are.
fn append(deletions: &mut (impl Read + Seek), events: &mut dyn Write) -> Result<(), DeltaError> {
    let copied = deletions.seek(SeekFrom::Start(0)).and_then(|_| io::copy(deletions, events));
    copied.map(|_| ()).map_err(DeltaError::Events)
}

/// A dump that was read, against what was known.
struct Run<'a> {
    history: &'a History,
    layout: &'a Layout,
    settings: &'a Settings,
}

/// A run that is right in all parts and only needs to be made durable.
struct Accepted {
    history: History,
    report: Report,
}

impl Run<'_> {
    /// Whether there is anything to do: nothing for a dump that was the last one accepted.
    fn already(&self, intake: &Intake, now: Option<DateTime<Utc>>) -> Result<Option<Report>, RunError> {
        let Self { history, layout, settings } = *self;
        let known = history.generation > 0;
        if known && history.layout.key_names() != layout.key_names() {
            return Err(RunError::OtherKey { before: history.layout.key_names(), now: layout.key_names() });
        }
        let same_mapping = history.layout == *layout;
        if known && !same_mapping && settings.other_mapping == OtherMapping::Refuse {
            return Err(RunError::OtherMapping);
        }
        let digest = intake.delivery.digest;
        let mut dumps = history.dumps();
        if let Some((last, _)) = dumps.next().filter(|(_, dump)| *dump == digest && same_mapping) {
            return Ok(Some(Report::already(history, last)));
        }
        let doubts = whole::doubts(&settings.whole, history, &intake.delivered, now);
        if !doubts.is_empty() {
            return Err(RunError::NotWhole(doubts));
        }
        // While deletions are held, the dump from before them is what is hoped for.
        let accepts_older = settings.accept_older || !history.held.is_empty();
        match dumps.find(|(_, dump)| *dump == digest) {
            Some((older, dump)) if !accepts_older => Err(RunError::Older { dump, generation: older.generation }),
            _ => Ok(None),
        }
    }

    fn compare<R: Read + Seek, W: Write + Seek>(
        &self,
        before: Option<Reader<R>>,
        intake: Intake,
        next: &mut Writer<W>,
        events: &mut Lines,
        mut deletions: tempfile::SpooledTempFile,
    ) -> Result<Accepted, RunError> {
        let Self { history, layout, settings } = *self;
        let deletes =
            Deletes { after_runs: if settings.partial { 0 } else { settings.deletes.after_runs }, ..settings.deletes.clone() };
        let how = Comparison {
            history,
            layout,
            deletes: &deletes,
            unreadable: intake.unreadable > 0,
            rebase: before.as_ref().is_some_and(|before| !before.keeps_rows()),
        };
        let mut groups = intake.groups;
        let mut announcer = Announcer {
            layout,
            lineage: history.next_lineage(Some(intake.delivery.digest)),
            others: &mut *events as &mut dyn Write,
            deletions: &mut deletions,
        };
        let silent = is_silent(settings, history);
        let announce: &mut dyn Announce = if silent { &mut Silence } else { &mut announcer };
        let compared = how.run(&mut Before::state(before), &mut groups, Some(next), announce)?;

        let Compared { mut counts, mut live, key_changes } = compared;
        let mut after = history.clone();
        after.layout = layout.clone();
        let generation = history.generation + 1;
        if counts.held == 0 {
            after.held.clear();
        }
        if deletes.are_held(counts.deleted, history.live) {
            after.held.insert(generation);
            live += counts.deleted;
            counts.held += std::mem::take(&mut counts.deleted);
        } else {
            append(&mut deletions, events)?;
        }
        let continues = history.dumps().find(|(run, dump)| {
            run.bytes > 0 && intake.delivery.bytes > run.bytes && intake.delivery.beginnings.contains(&(run.bytes, *dump))
        });
        let duplicates = groups.duplicates();
        let mut accounts = intake.accounts;
        accounts.turn_duplicates(duplicates.tally);
        let report = Report {
            outcome: Outcome::Applied,
            generation,
            dump: Some(intake.delivery.digest),
            bytes: intake.delivery.bytes,
            ends_with_line: intake.delivery.ends_with_line,
            continues: continues.map(|(run, _)| run.generation),
            accounts,
            counts,
            held: after.held.iter().copied().collect(),
            unreadable: intake.unreadable,
            duplicates: duplicates.named(layout),
            key_changes,
            events: events.written(if silent { 0 } else { counts.events() }),
        };
        after.live = live;
        after.accept(report.as_past_run());
        Ok(Accepted { history: after, report })
    }
}

/// Announces nothing.
struct Silence;

impl Announce for Silence {
    fn announce(&mut self, _announcement: &Announcement<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/legacy-sync.md")]
struct PageOfDocs;
