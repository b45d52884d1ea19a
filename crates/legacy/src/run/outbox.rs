//! The events of accepted runs, kept until their consumer is done with them.
//!
//! Each generation has a file of JSON lines beside the state. It is written before the state takes the generation's name, and
//! is no event until the state has it: what a crash leaves behind is overwritten by the next run. A consumer remembers the
//! cursor of the last event it has seen to, best in the same transaction, and goes on from there.

use core::{fmt, str::FromStr};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};

use crate::{
    delta::Event,
    state::{PastRun, StateError, StateFile},
};

/// A place between events: everything before it was seen to. Documents have it as text, `7:1234`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct Cursor {
    generation: u64,
    bytes: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.generation, self.bytes)
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once(':').and_then(|(generation, bytes)| Some((generation.parse().ok()?, bytes.parse().ok()?)));
        let (generation, bytes) = numbers.ok_or_else(|| format!("`{text}` is no cursor; give one as it was received"))?;
        Ok(Self { generation, bytes })
    }
}

impl TryFrom<String> for Cursor {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

/// Why events cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutboxError {
    /// The state cannot be read.
    #[error(transparent)]
    State(#[from] StateError),
    /// There is no state.
    #[error("there is no state, and so there are no events")]
    NoState,
    /// The events after the cursor were forgotten, or are too old to be remembered.
    #[error("the events of generation {0} are no longer kept")]
    Forgotten(u64),
    /// The cursor was not given out by this outbox.
    #[error("the cursor {0} is none of this outbox")]
    Cursor(Cursor),
    /// An event is not what was written.
    #[error("the events of generation {0} are damaged")]
    Damaged(u64),
}

impl OutboxError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::State(error) => error.code(),
            Self::NoState => "outbox.no_state",
            Self::Forgotten(_) => "outbox.forgotten",
            Self::Cursor(_) => "outbox.cursor",
            Self::Damaged(_) => "outbox.damaged",
        }
    }
}

/// An event, and the place behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Posted {
    /// What a consumer remembers when it has seen to the event.
    pub cursor: Cursor,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

/// Some events, and where the next ones begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// The events, in the order in which they are to be applied.
    pub events: Vec<Posted>,
    /// Where to go on, once these are seen to.
    pub next: Cursor,
    /// Whether there are more by now.
    pub more: bool,
}

/// The events of a state.
#[derive(Debug)]
pub struct Outbox {
    state: StateFile,
    runs: Vec<PastRun>,
    generation: u64,
}

impl Outbox {
    /// The events of all runs that the state has accepted by now.
    ///
    /// # Errors
    /// [`OutboxError::NoState`], or the state's.
    pub fn open(state: &StateFile) -> Result<Self, OutboxError> {
        let reader = state.open()?.ok_or(OutboxError::NoState)?;
        let history = reader.history();
        let runs = history.runs.iter().cloned().collect();
        Ok(Self { state: state.clone(), runs, generation: history.generation })
    }

    /// Up to `limit` events behind the cursor; without one, from the oldest that are kept.
    ///
    /// # Errors
    /// [`OutboxError`] when events behind the cursor are missing or damaged.
    pub fn page(&self, after: Option<Cursor>, limit: usize) -> Result<Page, OutboxError> {
        let mut next = match after {
            Some(cursor) if cursor.generation > self.generation => return Err(OutboxError::Cursor(cursor)),
            Some(cursor) => cursor,
            None => self.oldest(),
        };
        let first = self.runs.first().map_or(0, |run| run.generation);
        if next.generation + 1 < first {
            return Err(OutboxError::Forgotten(next.generation + 1));
        }
        let mut events = Vec::new();
        for run in self.runs.iter().filter(|run| run.events.count > 0) {
            if run.generation < next.generation {
                continue;
            }
            if run.generation > next.generation {
                next = Cursor { generation: run.generation, bytes: 0 };
            }
            if next.bytes == run.events.bytes {
                continue;
            }
            next = self.read(run, next, limit, &mut events)?;
            if events.len() == limit {
                break;
            }
        }
        let more = self.runs.iter().any(|run| {
            run.events.count > 0
                && (run.generation > next.generation || (run.generation == next.generation && next.bytes < run.events.bytes))
        });
        Ok(Page { events, next, more })
    }

    /// All events behind the cursor, read as they are asked for.
    pub fn events(&self, after: Option<Cursor>) -> impl Iterator<Item = Result<Posted, OutboxError>> {
        let (mut after, mut more, mut read) = (after, true, Vec::new().into_iter());
        std::iter::from_fn(move || {
            loop {
                if let Some(posted) = read.next() {
                    return Some(Ok(posted));
                }
                if !more {
                    return None;
                }
                match self.page(after, 1_000) {
                    Ok(page) => (after, more, read) = (Some(page.next), page.more, page.events.into_iter()),
                    Err(error) => {
                        more = false;
                        return Some(Err(error));
                    }
                }
            }
        })
    }

    fn file(&self, generation: u64) -> PathBuf {
        self.state.of_generation(super::EVENTS, generation)
    }

    /// The oldest generation of which events are kept.
    fn oldest(&self) -> Cursor {
        let kept = self.runs.iter().rev().take_while(|run| run.events.count == 0 || self.file(run.generation).exists());
        let generation = kept.last().map_or(self.generation, |run| run.generation);
        Cursor { generation, bytes: 0 }
    }

    fn read(&self, run: &PastRun, from: Cursor, limit: usize, events: &mut Vec<Posted>) -> Result<Cursor, OutboxError> {
        let Cursor { generation, mut bytes } = from;
        let damaged = || OutboxError::Damaged(generation);
        let mut file = match File::open(self.file(generation)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(OutboxError::Forgotten(generation)),
            Err(error) => return Err(StateError::reading(error).into()),
        };
        if file.metadata().map_err(StateError::reading)?.len() != run.events.bytes {
            return Err(damaged());
        }
        let mut before = [b'\n'];
        if bytes > 0 {
            file.seek(SeekFrom::Start(bytes - 1))
                .and_then(|_| file.read_exact(&mut before))
                .map_err(|_| OutboxError::Cursor(from))?;
        }
        if before != [b'\n'] {
            return Err(OutboxError::Cursor(from));
        }
        let (mut lines, mut line) = (BufReader::new(file), Vec::new());
        while events.len() < limit && bytes < run.events.bytes {
            line.clear();
            bytes += lines.read_until(b'\n', &mut line).map_err(StateError::reading)? as u64;
            let event = serde_json::from_slice(&line).map_err(|_| damaged())?;
            events.push(Posted { cursor: Cursor { generation, bytes }, event });
        }
        Ok(Cursor { generation, bytes })
    }

    /// Removes the events of all generations before the cursor's: every consumer has seen to them.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn forget(&self, before: Cursor) -> Result<(), OutboxError> {
        for run in self.runs.iter().filter(|run| run.generation < before.generation) {
            match fs::remove_file(self.file(run.generation)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(StateError::writing(error).into()),
                _ => {}
            }
        }
        Ok(())
    }
}
