//! The rows of a dump in the order of their keys, in bounded memory.
//!
//! Rows gather in one piece of memory; when it is full they are sorted and written out as a run, and in the end the runs
//! are merged. Most dumps come in the order of their keys already; then nothing is sorted at all. Rows of the same key stay
//! in the order in which they came.

mod gathering;
mod merge;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, BufWriter, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use self::{gathering::Gathering, merge::Merge};
use crate::{
    codec::{Pieces, put_number},
    delta::Place,
};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    gathering: Gathering,
    runs: Vec<File>,
}

impl Sorter {
    pub(crate) fn new(spill: Spill) -> Self {
        Self { spill, gathering: Gathering::default(), runs: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.gathering.push(row)?;
        match &self.spill {
            Spill::Folder(folder, limit) if self.gathering.bytes() >= *limit => {
                let folder = folder.clone();
                self.spill_to(&folder)
            }
            _ => Ok(()),
        }
    }

    fn spill_to(&mut self, folder: &Path) -> io::Result<()> {
        if self.runs.len() == RUNS {
            let merged = Sorted::merging(std::mem::take(&mut self.runs))?;
            self.runs.push(written(folder, merged)?);
        }
        let gathered = std::mem::take(&mut self.gathering);
        self.runs.push(written(folder, Sorted::Memory(gathered.sorted()))?);
        Ok(())
    }

    /// All rows in the order of their keys.
    pub(crate) fn finish(mut self) -> io::Result<Sorted> {
        match self.spill.clone() {
            Spill::Folder(folder, _) if !self.runs.is_empty() => {
                self.spill_to(&folder)?;
                Sorted::merging(self.runs)
            }
            _ => Ok(Sorted::Memory(self.gathering.sorted())),
        }
    }
}

/// Rows in the order of their keys.
#[derive(Debug)]
pub(crate) enum Sorted {
    Memory(gathering::Ordered),
    Merge(Merge),
}

impl Sorted {
    fn merging(runs: Vec<File>) -> io::Result<Self> {
        Merge::of(runs).map(Self::Merge)
    }

    /// The next row; nothing behind the last.
    pub(crate) fn advance(&mut self) -> io::Result<Option<Row<'_>>> {
        match self {
            Self::Memory(ordered) => Ok(ordered.advance()),
            Self::Merge(merge) => merge.advance(),
        }
    }
}

/// Writes rows as a run: each with its length before it.
fn written(folder: &Path, mut rows: Sorted) -> io::Result<File> {
    let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(folder)?);
    let mut bytes = Vec::new();
    while let Some(row) = rows.advance()? {
        bytes.clear();
        row.write(&mut bytes);
        out.write_all(&(bytes.len() as u32).to_le_bytes())?;
        out.write_all(&bytes)?;
    }
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
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
