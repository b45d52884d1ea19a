//! The entries of a block.

use crate::record::{Entry, Record, Refusal};

/// The entries of a block, in the order of the file; canonical bytes of all rows stand one after the other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) bytes: Vec<u8>,
    pub(crate) spans: Vec<Span>,
    pub(crate) refusals: Vec<Refusal>,
}

/// An entry.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Span {
    /// A row: ranges of the batch's bytes.
    Row { line: u64, offset: u64, length: u64, row: (u32, u32), key: (u32, u32) },
    /// A refusal, by its place.
    Refused(u32),
}

impl Batch {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
        self.refusals.clear();
    }

    pub(crate) const fn len(&self) -> usize {
        self.spans.len()
    }

    #[inline]
    pub(crate) fn entry(&mut self, index: usize) -> Option<Entry<'_>> {
        Some(match *self.spans.get(index)? {
            Span::Row { line, offset, length, row, key } => {
                let range = |(start, end): (u32, u32)| self.bytes.get(start as usize..end as usize).unwrap_or_default();
                Entry::Accepted(Record { line, offset, length, key: range(key), row: range(row) })
            }
            Span::Refused(refusal) => Entry::Refused(self.refusals.get(refusal as usize)?.clone()),
        })
    }
}
