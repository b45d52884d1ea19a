//! A state, read entry by entry.

use std::io::{Read, Seek, SeekFrom};

use super::{
    Entry, History, StateError, Status,
    block::{self, Head},
    header::{self, Header},
};
use crate::{codec::Pieces, digest};

/// Reads a state in the order of its keys. Every block is checked before an entry of it is seen.
#[derive(Debug)]
pub struct Reader<R> {
    source: R,
    header: Header,
    history: History,
    block: Vec<u8>,
    at: usize,
    left_in_block: u32,
    left: u64,
    blocks_left: u64,
    current: Current,
}

#[derive(Debug)]
struct Current {
    key: Vec<u8>,
    digest: u64,
    status: Status,
    /// Where the row stands in the block.
    row: (usize, usize),
}

impl<R: Read + Seek> Reader<R> {
    /// Opens a state: header, length and record are checked at once.
    ///
    /// # Errors
    /// [`StateError`] when it cannot be read, is no state, or is damaged.
    pub fn open(mut source: R) -> Result<Self, StateError> {
        let file = source.seek(SeekFrom::End(0)).map_err(StateError::reading)?;
        if file < header::LENGTH as u64 {
            return Err(StateError::Foreign);
        }
        let mut bytes = [0; header::LENGTH];
        source.seek(SeekFrom::Start(0)).and_then(|_| source.read_exact(&mut bytes)).map_err(StateError::reading)?;
        let header = Header::read(&bytes)?;
        if header.file() != Some(file) {
            return Err(StateError::Damaged("it does not have the length it states"));
        }
        let mut record = vec![0; header.record as usize];
        source
            .seek(SeekFrom::Start(header::LENGTH as u64 + header.blocks))
            .and_then(|_| source.read_exact(&mut record))
            .and_then(|()| source.seek(SeekFrom::Start(header::LENGTH as u64)))
            .map_err(StateError::reading)?;
        if digest::short(&record) != header.record_digest {
            return Err(StateError::Damaged("its record does not have the digest it states"));
        }
        let history: History =
            serde_json::from_slice(&record).map_err(|_| StateError::Damaged("its record is not what a writer writes"))?;
        let current = Current { key: Vec::new(), digest: 0, status: Status::Live, row: (0, 0) };
        let (left, blocks_left) = (header.entries, header.blocks);
        Ok(Self { source, header, history, block: Vec::new(), at: 0, left_in_block: 0, left, blocks_left, current })
    }

    /// What was accepted up to now.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Whether it keeps the rows, not their digests alone.
    #[must_use]
    pub const fn keeps_rows(&self) -> bool {
        self.header.keeps_rows
    }

    /// How many keys it holds, deleted ones included.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.header.entries
    }

    /// The next entry; nothing behind the last.
    ///
    /// # Errors
    /// [`StateError`] when it cannot be read or is damaged.
    pub fn advance(&mut self) -> Result<Option<Entry<'_>>, StateError> {
        const WRONG: StateError = StateError::Damaged("an entry is not what a writer writes");
        if self.left == 0 {
            return Ok(None);
        }
        if self.left_in_block == 0 {
            self.next_block()?;
        }
        let mut pieces = Pieces(self.block.get(self.at..).unwrap_or_default());
        let stored = block::next(&mut pieces, self.header.keeps_rows).ok_or(WRONG)?;
        self.at = self.block.len() - pieces.0.len();
        let current = &mut self.current;
        if stored.shared > current.key.len() {
            return Err(WRONG);
        }
        current.key.truncate(stored.shared);
        current.key.extend_from_slice(stored.suffix);
        (current.digest, current.status) = (stored.digest, stored.status);
        current.row = (self.at - stored.row.len(), self.at);
        self.left_in_block -= 1;
        self.left -= 1;
        Ok(self.current())
    }

    /// The entry that [`advance`](Self::advance) came to last.
    #[must_use]
    pub fn current(&self) -> Option<Entry<'_>> {
        let Current { key, digest, status, row } = &self.current;
        Some(Entry { key, digest: *digest, status: *status, row: self.block.get(row.0..row.1)? })
    }

    fn next_block(&mut self) -> Result<(), StateError> {
        let mut head = [0; block::HEAD];
        self.source.read_exact(&mut head).map_err(StateError::reading)?;
        let head = Head::read(head).ok_or(StateError::Damaged("a block has no head"))?;
        let whole = block::HEAD as u64 + u64::from(head.length);
        self.blocks_left = match self.blocks_left.checked_sub(whole) {
            Some(left) if head.entries > 0 && u64::from(head.entries) <= self.left => left,
            _ => return Err(StateError::Damaged("a block is longer than the state")),
        };
        self.block.clear();
        self.source.by_ref().take(u64::from(head.length)).read_to_end(&mut self.block).map_err(StateError::reading)?;
        head.check(&self.block)?;
        (self.at, self.left_in_block) = (0, head.entries);
        self.current.key.clear();
        Ok(())
    }
}
