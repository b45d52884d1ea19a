//! A dump, row by row.
//!
//! ```
//! use haulage_legacy::{
//!     mapping::{Mapping, MappingDocument},
//!     reader::Reader,
//!     record::{Entry, Rows},
//!     value::Value,
//! };
//!
//! let mapping = Mapping::new(MappingDocument::from_toml(r#"
//!     key = ["id"]
//!     columns = [{ column = "ID", field = "id", type = "integer" }, { column = "CITY", field = "city", type = "text" }]
//! "#)?)?;
//! let mut reader = Reader::from_bytes(b"ID;CITY\r\n1;K\xf6ln\r\n2O;Bonn\r\n".to_vec(), &mapping)?;
//! let Some(Entry::Accepted(row)) = reader.next_entry()? else { panic!("the first row holds") };
//! assert_eq!(row.values().nth(1), Some(Value::Text("Köln")));
//! let Some(Entry::Refused(row)) = reader.next_entry()? else { panic!("the second does not") };
//! assert_eq!((row.line, row.reasons[0].repair.as_deref()), (3, Some("20")));
//! assert!(reader.next_entry()?.is_none() && reader.accounts().balanced());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod explain;
mod header;
mod open;
mod typist;

use std::io::Read;

use crate::{
    bytes::utf16::{self, Endian},
    record::{Accounts, Entry, ReadError, Rows},
    split::{Block, Splitter},
};

use batch::Batch;
pub use header::{Finding, Findings};
pub(crate) use open::{Opened, refusal};
use typist::Typist;

/// Reads a dump. Its memory is a block of the file and the longest row, however long the file is.
pub struct Reader {
    source: Box<dyn Read + Send>,
    splitter: Splitter,
    typist: Typist,
    /// The same again, to judge lines that a quote swallowed while blocks are split.
    judge: Typist,
    block: Block,
    batch: Batch,
    /// The next entry of the batch.
    next: usize,
    place: Place,
    accounts: Accounts,
    findings: Findings,
}

/// Where in the file a block begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) line: u64,
    /// In the file.
    pub(crate) offset: u64,
    /// In the bytes that are split: the same but in UTF-16.
    pub(crate) split_offset: u64,
    pub(crate) utf16: Option<Endian>,
}

impl Place {
    /// Bytes of the file that `bytes` were.
    #[inline]
    pub(crate) fn length(&self, bytes: &[u8]) -> u64 {
        if self.utf16.is_some() { utf16::original_length(bytes) } else { bytes.len() as u64 }
    }
}

impl Reader {
    /// What was found of the file as a whole: its encoding, its columns.
    #[must_use]
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    fn advance(&mut self) -> Result<bool, ReadError> {
        if self.block.last {
            return Ok(false);
        }
        let Self { source, splitter, judge, block, .. } = self;
        let rest = block.rest().to_vec();
        block.fill(&rest, self.place.split_offset, source, splitter, usize::MAX, &mut |bytes, fields| {
            judge.is_row(bytes, fields)
        })?;
        self.typist.read(block, &mut self.place, &mut self.batch, &mut self.accounts);
        self.next = 0;
        if block.last {
            self.findings.ends_within_a_line = !matches!(block.bytes.last(), None | Some(b'\n' | b'\r'));
        }
        Ok(true)
    }
}

impl Rows for Reader {
    fn next_entry(&mut self) -> Result<Option<Entry<'_>>, ReadError> {
        while self.next >= self.batch.len() {
            if !self.advance()? {
                return Ok(None);
            }
        }
        self.next += 1;
        Ok(self.batch.entry(self.next - 1))
    }

    fn accounts(&self) -> Accounts {
        self.accounts
    }

    fn trailer(&self) -> Option<String> {
        self.typist.trailer.clone()
    }
}

impl core::fmt::Debug for Reader {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reader").field("place", &self.place).field("accounts", &self.accounts).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
