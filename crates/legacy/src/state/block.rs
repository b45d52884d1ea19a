//! Entries in blocks: each block can be read, and checked, by itself.

use super::{Entry, StateError, Status};
use crate::{
    codec::{Pieces, common, put_number},
    digest,
};

/// Bytes before a block's entries: length, number of entries, digest.
pub(super) const HEAD: usize = 16;
/// A block is closed once its entries take this many bytes.
const FULL: usize = 64 * 1024;

/// A block being filled.
#[derive(Debug, Default)]
pub(super) struct Filling {
    bytes: Vec<u8>,
    entries: u32,
    key: Vec<u8>,
}

impl Filling {
    pub(super) fn push(&mut self, entry: &Entry<'_>, keeps_rows: bool) {
        let shared = if self.entries == 0 { 0 } else { common(&self.key, entry.key) };
        put_number(shared as u64, &mut self.bytes);
        put_number((entry.key.len() - shared) as u64, &mut self.bytes);
        self.bytes.extend_from_slice(&entry.key[shared..]);
        self.bytes.extend_from_slice(&entry.digest.to_le_bytes());
        put_number(number_of(entry.status), &mut self.bytes);
        if keeps_rows {
            put_number(entry.row.len() as u64, &mut self.bytes);
            self.bytes.extend_from_slice(entry.row);
        }
        self.key.truncate(shared);
        self.key.extend_from_slice(&entry.key[shared..]);
        self.entries += 1;
    }

    pub(super) const fn is_full(&self) -> bool {
        self.bytes.len() >= FULL
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// The block as it is stored; this one is empty again.
    pub(super) fn close(&mut self, out: &mut Vec<u8>) {
        out.clear();
        out.extend_from_slice(&(self.bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(&self.entries.to_le_bytes());
        out.extend_from_slice(&digest::short(&self.bytes).to_le_bytes());
        out.extend_from_slice(&self.bytes);
        self.bytes.clear();
        self.entries = 0;
    }
}

const fn number_of(status: Status) -> u64 {
    match status {
        Status::Live => 0,
        Status::Missing(since) => since << 1,
        Status::Deleted(since) => since << 1 | 1,
    }
}

/// What a block's head says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) length: u32,
    pub(super) entries: u32,
    digest: u64,
}

impl Head {
    pub(super) fn read(bytes: [u8; HEAD]) -> Option<Self> {
        let mut pieces = Pieces(&bytes);
        Some(Self {
            length: u32::from_le_bytes(pieces.fixed()?),
            entries: u32::from_le_bytes(pieces.fixed()?),
            digest: u64::from_le_bytes(pieces.fixed()?),
        })
    }

    pub(super) fn check(&self, bytes: &[u8]) -> Result<(), StateError> {
        if bytes.len() == self.length as usize && digest::short(bytes) == self.digest {
            Ok(())
        } else {
            Err(StateError::Damaged("a block does not have the digest it states"))
        }
    }
}

/// An entry as it stands in a block: the key replaces the end of the key before it.
pub(super) struct Stored<'a> {
    pub(super) shared: usize,
    pub(super) suffix: &'a [u8],
    pub(super) digest: u64,
    pub(super) status: Status,
    pub(super) row: &'a [u8],
}

/// Takes the next entry off a block.
pub(super) fn next<'a>(pieces: &mut Pieces<'a>, keeps_rows: bool) -> Option<Stored<'a>> {
    Some(Stored {
        shared: usize::try_from(pieces.number()?).ok()?,
        suffix: pieces.counted()?,
        digest: u64::from_le_bytes(pieces.fixed()?),
        status: match pieces.number()? {
            0 => Status::Live,
            number if number & 1 == 0 => Status::Missing(number >> 1),
            number => Status::Deleted(number >> 1),
        },
        row: if keeps_rows { pieces.counted()? } else { &[] },
    })
}
