//! A block: a piece of the dump that ends with a row, split.

use std::io::{self, Read};

use crate::bytes::marks::Marks;

use super::{Field, Row, Splitter, Step, View};

/// Bytes of the dump with the rows in them. Blocks are worked through one after the other, or handed to a thread.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) marks: Marks,
    pub(crate) rows: Vec<Row>,
    pub(crate) fields: Vec<Field>,
    /// Bytes of `bytes` that belong to its rows; the rest begins the next block.
    pub(crate) used: usize,
    /// Whether the dump ends with this block.
    pub(crate) last: bool,
}

/// Bytes of a block: small enough to stay in a processor's cache, large enough that what a block costs is nothing.
const BLOCK: usize = 256 * 1024;

impl Block {
    /// Begins with what `before` left over, reads on and splits. `offset` is where the block begins in the dump.
    /// At most `rows` rows are split.
    pub(crate) fn fill(
        &mut self,
        before: &[u8],
        offset: u64,
        source: &mut dyn Read,
        splitter: &mut Splitter,
        rows: usize,
        is_whole: &mut dyn FnMut(&[u8], &[Field]) -> bool,
    ) -> io::Result<()> {
        self.bytes.clear();
        self.bytes.extend_from_slice(before);
        self.last = false;
        let mut wanted = BLOCK.max(before.len());
        loop {
            let missing = wanted.saturating_sub(self.bytes.len()) as u64;
            self.last = source.take(missing).read_to_end(&mut self.bytes)? < missing as usize;
            self.marks.mark(&self.bytes, splitter.needles());
            self.split(offset, splitter, rows, is_whole);
            if self.last || !self.rows.is_empty() {
                return Ok(());
            }
            wanted = self.bytes.len() * 2;
        }
    }

    /// Splits the rows of `bytes` from the beginning, at most `rows` of them.
    fn split(&mut self, offset: u64, splitter: &mut Splitter, rows: usize, is_whole: &mut dyn FnMut(&[u8], &[Field]) -> bool) {
        self.rows.clear();
        self.fields.clear();
        self.used = 0;
        let view = View { bytes: &self.bytes, marks: &self.marks, offset, last: self.last };
        while self.used < self.bytes.len() && self.rows.len() < rows {
            let (start, first) = (self.used, self.fields.len());
            match splitter.row(view, start, &mut self.fields, is_whole) {
                Step::More => break,
                Step::Row { end, lines, shape } => {
                    self.used = end;
                    self.rows.push(Row {
                        start: start as u32,
                        end: end as u32,
                        lines: lines as u32,
                        first: first as u32,
                        count: (self.fields.len() - first) as u32,
                        shape,
                    });
                }
            }
        }
        self.last &= self.used == self.bytes.len();
    }

    /// The bytes that begin the next block.
    pub(crate) fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }
}
