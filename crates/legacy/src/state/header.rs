//! The first 64 bytes of a state.

use super::StateError;
use crate::{codec::Pieces, digest};

pub(super) const LENGTH: usize = 64;
const MAGIC: [u8; 8] = *b"HAULSYNC";
const VERSION: u16 = 1;
const KEEPS_ROWS: u16 = 1;

/// What the header says of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) keeps_rows: bool,
    pub(super) generation: u64,
    pub(super) entries: u64,
    /// Bytes of all blocks.
    pub(super) blocks: u64,
    /// Bytes of the record.
    pub(super) record: u32,
    pub(super) record_digest: u64,
}

impl Header {
    pub(super) fn to_bytes(self) -> [u8; LENGTH] {
        let mut out = Vec::with_capacity(LENGTH);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&if self.keeps_rows { KEEPS_ROWS } else { 0 }.to_le_bytes());
        out.extend_from_slice(&self.record.to_le_bytes());
        for number in [self.generation, self.entries, self.blocks, self.record_digest, 0] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        let check = digest::short(&out);
        let mut bytes = [0; LENGTH];
        bytes[..LENGTH - 8].copy_from_slice(&out);
        bytes[LENGTH - 8..].copy_from_slice(&check.to_le_bytes());
        bytes
    }

    pub(super) fn read(bytes: &[u8; LENGTH]) -> Result<Self, StateError> {
        let damaged = || StateError::Damaged("its header does not have the digest it states");
        let (body, check) = bytes.split_at(LENGTH - 8);
        let mut pieces = Pieces(body);
        if pieces.fixed() != Some(MAGIC) {
            return Err(StateError::Foreign);
        }
        let version = u16::from_le_bytes(pieces.fixed().ok_or_else(damaged)?);
        if version != VERSION {
            return Err(StateError::Version(version));
        }
        if check != digest::short(body).to_le_bytes() {
            return Err(damaged());
        }
        let flags = u16::from_le_bytes(pieces.fixed().ok_or_else(damaged)?);
        let record = u32::from_le_bytes(pieces.fixed().ok_or_else(damaged)?);
        let mut number = || pieces.fixed().map(u64::from_le_bytes).ok_or_else(damaged);
        Ok(Self {
            keeps_rows: flags & KEEPS_ROWS != 0,
            record,
            generation: number()?,
            entries: number()?,
            blocks: number()?,
            record_digest: number()?,
        })
    }

    /// Bytes of the whole file.
    pub(super) const fn file(&self) -> Option<u64> {
        match self.blocks.checked_add(LENGTH as u64) {
            Some(length) => length.checked_add(self.record as u64),
            None => None,
        }
    }
}
