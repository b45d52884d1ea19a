//! A run: rows in the order of their keys, each stored as what differs from the row before it.

use std::{
    fs::File,
    io::{self, ErrorKind, Read as _, Seek as _, Write as _},
    ops::Range,
    path::Path,
};

use super::{Mark, Row, Sorted};
use crate::{
    codec::{Pieces, common, put_number},
    delta::Place,
};

/// Bytes that are written and read at a time.
const CHUNK: usize = 1 << 18;

/// Beside the mark of a row: it begins where the row before it ends, on the next line.
const FOLLOWS: u8 = 1 << 2;
/// Beside the mark of a row: values are carried along.
const VALUES: u8 = 1 << 3;

/// A run being written: in memory, and what was put aside before in a file without a name.
#[derive(Debug, Default)]
pub(super) struct Run {
    file: Option<File>,
    bytes: Vec<u8>,
    key: Vec<u8>,
    place: Place,
}

impl Run {
    /// Rows that are in order already, in a file.
    pub(super) fn written(folder: &Path, mut rows: Sorted) -> io::Result<Self> {
        let mut run = Self::default();
        while let Some(row) = rows.advance()? {
            run.push(&row);
            if run.memory() >= CHUNK {
                run.put_aside(folder)?;
            }
        }
        run.put_aside(folder)?;
        run.bytes = Vec::new();
        Ok(run)
    }

    pub(super) fn may_go_on_with(&self, key: &[u8]) -> bool {
        self.key.as_slice() <= key
    }

    pub(super) fn push(&mut self, row: &Row<'_>) {
        let Self { bytes, key, place, .. } = self;
        let shared = common(key, row.key);
        let suffix = &row.key[shared..];
        put_number(shared as u64, bytes);
        put_number(suffix.len() as u64, bytes);
        bytes.extend_from_slice(suffix);
        let follows = row.place.line == place.line + 1 && row.place.offset == place.offset + place.length;
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        bytes.push(row.mark as u8 | flag(follows, FOLLOWS) | flag(!row.values.is_empty(), VALUES));
        bytes.extend_from_slice(&row.digest.to_le_bytes());
        if !follows {
            put_number(row.place.line, bytes);
            put_number(row.place.offset, bytes);
        }
        put_number(row.place.length, bytes);
        if !row.values.is_empty() {
            put_number(row.values.len() as u64, bytes);
            bytes.extend_from_slice(row.values);
        }
        key.truncate(shared);
        key.extend_from_slice(suffix);
        *place = row.place;
    }

    /// Bytes in memory.
    pub(super) const fn memory(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn put_aside(&mut self, folder: &Path) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(folder)?),
        };
        file.write_all(&self.bytes)?;
        self.bytes.clear();
        Ok(())
    }

    /// Nothing more comes: a run of which some is in a file is there as a whole.
    pub(super) fn close(&mut self, folder: &Path) -> io::Result<()> {
        if self.file.is_some() {
            self.put_aside(folder)?;
            self.bytes = Vec::new();
        }
        Ok(())
    }

    /// Begins to read what was written: either all of it is in memory or all in the file.
    pub(super) fn read(self) -> io::Result<Reading> {
        let mut file = self.file;
        if let Some(file) = &mut file {
            file.rewind()?;
        }
        Ok(Reading { file, bytes: self.bytes, at: 0, key: Vec::new(), row: Known::default() })
    }
}

/// A run being read.
#[derive(Debug)]
pub(super) struct Reading {
    /// Until it has been read to its end.
    file: Option<File>,
    bytes: Vec<u8>,
    /// The next row, in `bytes`.
    at: usize,
    key: Vec<u8>,
    row: Known,
}

/// A row but for its key.
#[derive(Debug, Default)]
struct Known {
    mark: Mark,
    digest: u64,
    place: Place,
    /// In the bytes of the reading.
    values: Range<usize>,
}

impl Reading {
    /// Goes to the next row; false behind the last.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        while self.next_in_memory().is_none() {
            if !self.refill()? {
                return if self.at == self.bytes.len() { Ok(false) } else { Err(ErrorKind::UnexpectedEof.into()) };
            }
        }
        Ok(true)
    }

    fn next_in_memory(&mut self) -> Option<()> {
        let mut pieces = Pieces(self.bytes.get(self.at..)?);
        let shared = usize::try_from(pieces.number()?).ok()?;
        let suffix = pieces.counted()?;
        let [flags] = pieces.fixed()?;
        let digest = u64::from_le_bytes(pieces.fixed()?);
        let before = self.row.place;
        let (line, offset) = if flags & FOLLOWS == 0 {
            (pieces.number()?, pieces.number()?)
        } else {
            (before.line + 1, before.offset + before.length)
        };
        let length = pieces.number()?;
        let values = if flags & VALUES == 0 { &[] } else { pieces.counted()? };
        let mark = *Mark::ALL.get(usize::from(flags & (FOLLOWS - 1)))?;
        self.at = self.bytes.len() - pieces.0.len();
        self.key.truncate(shared);
        self.key.extend_from_slice(suffix);
        let values = self.at - values.len()..self.at;
        self.row = Known { mark, digest, place: Place { line, offset, length }, values };
        Some(())
    }

    /// Reads on; false when there is no more.
    fn refill(&mut self) -> io::Result<bool> {
        let Some(file) = &mut self.file else { return Ok(false) };
        self.bytes.drain(..self.at);
        self.at = 0;
        // A row may be longer than what is read at a time.
        let wanted = CHUNK.max(self.bytes.len()) as u64;
        if (file.take(wanted).read_to_end(&mut self.bytes)? as u64) < wanted {
            self.file = None;
        }
        Ok(true)
    }

    /// The row that [`advance`](Self::advance) came to.
    pub(super) fn row(&self) -> Row<'_> {
        let Known { mark, digest, place, ref values } = self.row;
        Row { key: &self.key, mark, digest, place, values: self.bytes.get(values.clone()).unwrap_or_default() }
    }
}
