//! The rows of a dump in the order of their keys, in bounded memory.
//!
//! A row whose key is not below those before it goes to the end of a run, which is in order by itself: most dumps are, and
//! then nothing is sorted at all. The others gather, and are sorted into further runs. In the end the runs are merged. Rows
//! of the same key stay in the order in which they came: of one key, those of the first run come before those that
//! gathered, since no key below the run's last ever goes to it.

mod gathering;
mod merge;
mod run;
#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
};

use self::{gathering::Gathering, run::Run};
use crate::{
    codec::{Pieces, put_number},
    delta::Place,
};

pub(crate) use merge::Sorted;

/// Runs that are merged at a time. Beyond that they first become one, so that few files are open.
const RUNS: usize = 64;

/// How a row stands to its key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It holds.
    #[default]
    Accepted,
    /// It is there, but what it says was refused.
    Refused,
    /// It says that the legacy system deleted it.
    Withdrawn,
}

impl Mark {
    const ALL: [Self; 3] = [Self::Accepted, Self::Refused, Self::Withdrawn];
}

/// What comparing needs to know of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) key: &'a [u8],
    pub(crate) mark: Mark,
    /// The digest of what the row says beside its key.
    pub(crate) digest: u64,
    pub(crate) place: Place,
    /// The canonical bytes of the row, where they are carried along; else empty.
    pub(crate) values: &'a [u8],
}

impl<'a> Row<'a> {
    fn write(&self, out: &mut Vec<u8>) {
        put_number(self.key.len() as u64, out);
        out.extend_from_slice(self.key);
        out.push(self.mark as u8);
        out.extend_from_slice(&self.digest.to_le_bytes());
        put_number(self.place.line, out);
        put_number(self.place.offset, out);
        put_number(self.place.length, out);
        put_number(self.values.len() as u64, out);
        out.extend_from_slice(self.values);
    }

    fn read(pieces: &mut Pieces<'a>) -> Option<Self> {
        Some(Self {
            key: pieces.counted()?,
            mark: *Mark::ALL.get(usize::from(pieces.bytes(1)?[0]))?,
            digest: u64::from_le_bytes(pieces.fixed()?),
            place: Place { line: pieces.number()?, offset: pieces.number()?, length: pieces.number()? },
            values: pieces.counted()?,
        })
    }
}

/// Where rows go that do not fit into memory.
#[derive(Debug, Clone)]
pub(crate) enum Spill {
    /// Nowhere: the dump came in memory, and so its rows fit.
    Never,
    /// To files without a name in this folder, once rows take this many bytes.
    Folder(PathBuf, usize),
}

/// Takes rows in any order.
#[derive(Debug)]
pub(crate) struct Sorter {
    spill: Spill,
    /// The rows that came in order.
    ascending: Run,
    gathering: Gathering,
    runs: Vec<Run>,
}

impl Sorter {
    pub(crate) fn new(spill: Spill) -> Self {
        Self { spill, ascending: Run::default(), gathering: Gathering::default(), runs: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: &Row<'_>) -> io::Result<()> {
        if self.ascending.may_go_on_with(row.key) {
            self.ascending.push(row);
        } else {
            self.gathering.push(row)?;
        }
        match &self.spill {
            Spill::Folder(folder, limit) if self.ascending.memory() + self.gathering.memory() >= *limit => {
                let folder = folder.clone();
                self.put_aside(&folder)
            }
            _ => Ok(()),
        }
    }

    fn put_aside(&mut self, folder: &Path) -> io::Result<()> {
        if self.ascending.memory() >= self.gathering.memory() {
            return self.ascending.put_aside(folder);
        }
        if self.runs.len() == RUNS {
            let merged = Sorted::new(std::mem::take(&mut self.runs), Gathering::default())?;
            self.runs.push(Run::written(folder, merged)?);
        }
        let gathered = Sorted::new(Vec::new(), std::mem::take(&mut self.gathering))?;
        self.runs.push(Run::written(folder, gathered)?);
        Ok(())
    }

    /// All rows in the order of their keys.
    pub(crate) fn finish(mut self) -> io::Result<Sorted> {
        if let Spill::Folder(folder, _) = &self.spill {
            self.ascending.close(folder)?;
        }
        self.runs.insert(0, self.ascending);
        Sorted::new(self.runs, self.gathering)
    }
}

/// The order of keys, decided by their first nine bytes wherever these differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Prefix(u8, u64);

impl Prefix {
    fn of(key: &[u8]) -> Self {
        let mut rest = [0; 8];
        let tail = key.get(1..).unwrap_or_default();
        let length = tail.len().min(8);
        rest[..length].copy_from_slice(&tail[..length]);
        Self(key.first().copied().unwrap_or_default(), u64::from_be_bytes(rest))
    }
}
