//! What reading a dump yields: each row accepted or refused, and accounts in which no byte is missing.

use core::fmt;
use std::{borrow::Cow, io};

use serde::{Deserialize, Serialize};

use crate::value::Values;

/// A row that holds: where it stands in the dump, and what it says in canonical bytes.
///
/// It borrows from its reader, so that a row costs no allocation. Two rows with the same `row` bytes say the same, in
/// whatever encoding, dialect or spelling of dates and numbers they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Physical line on which the row begins, the first line of the file being 1.
    pub line: u64,
    /// Byte offset at which the row begins, in the file as it is after decompression.
    pub offset: u64,
    /// Bytes of the row, its line end included.
    pub length: u64,
    /// The values of the key fields, in canonical bytes; never empty.
    pub key: &'a [u8],
    /// The values of all fields in the order of the mapping, in canonical bytes.
    pub row: &'a [u8],
}

impl<'a> Record<'a> {
    /// The typed values, one for each field of the mapping, in its order.
    #[must_use]
    pub const fn values(&self) -> Values<'a> {
        Values::new(self.row)
    }
}

/// One reason why a row was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// Which rule: stable, dotted, for programs (`date.no_such_day`).
    pub code: Cow<'static, str>,
    /// The column as the dump names it; absent when the whole row is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The value as it was read, shortened; empty when the whole row is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong.
    pub cause: String,
    /// What the value probably should be, where the rule can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
}

impl Reason {
    /// What is wrong, and where it is known how to mend it.
    fn advice(&self) -> Cow<'_, str> {
        self.repair.as_ref().map_or_else(|| Cow::from(&self.cause), |repair| format!("{}; {repair}", self.cause).into())
    }
}

/// A row that does not hold, with all its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// Physical line on which the row begins, the first line of the file being 1.
    pub line: u64,
    /// Physical lines it takes.
    pub lines: u64,
    /// Byte offset at which the row begins, in the file as it is after decompression.
    pub offset: u64,
    /// Bytes of the row, its line end included.
    pub length: u64,
    /// The row as it stands in the file, its line end included. Shorter than `length` only for a row past the limit.
    /// In base64 where a document holds it.
    #[serde(with = "crate::source::as_base64")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub bytes: Vec<u8>,
    /// The row as people read it: what is no character shows as U+FFFD; without its line end.
    pub text: String,
    /// The canonical bytes of the key, where its fields could be read; else empty. A row that is there but refused is not
    /// missing: what was last accepted of it stays.
    #[serde(default, with = "crate::source::as_base64")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub key: Vec<u8>,
    /// Why; never empty.
    pub reasons: Vec<Reason>,
}

/// What stands next in the dump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A row that holds.
    Accepted(Record<'a>),
    /// A row that does not.
    Refused(Refusal),
}

/// The rows of a dump in the order of the file.
pub trait Rows {
    /// The next row; nothing at the end of the dump.
    ///
    /// # Errors
    /// [`ReadError`] when the file cannot be read on. What is wrong with a row is a [`Refusal`], not an error.
    fn next_entry(&mut self) -> Result<Option<Entry<'_>>, ReadError>;

    /// What was read so far. At the end of the dump it [balances](Accounts::balanced).
    fn accounts(&self) -> Accounts;

    /// The trailer, once it was read, where the dump has one.
    fn trailer(&self) -> Option<String> {
        None
    }
}

/// Why a dump cannot be read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file system said no.
    #[error("the dump cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file as a whole is not what the mapping describes.
    #[error("the dump is not what its mapping describes: {}", .0.advice())]
    Dump(Box<Reason>),
}

impl ReadError {
    /// The stable code: `dump.io`, or the code of the reason.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Io(_) => "dump.io",
            Self::Dump(reason) => &reason.code,
        }
    }
}

/// Rows and the bytes they take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    /// Their bytes, line ends included.
    pub bytes: u64,
}

impl Tally {
    /// Counts a row of `bytes` bytes.
    pub const fn add(&mut self, bytes: u64) {
        self.rows += 1;
        self.bytes += bytes;
    }
}

/// Where every byte of the dump went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// Bytes of the file, after decompression.
    pub file_bytes: u64,
    /// Rows that hold, but for those of `duplicate`.
    pub accepted: Tally,
    /// Rows that were refused.
    pub quarantined: Tally,
    /// Rows that hold but whose key an earlier row has; told by who compares keys, never by a reader.
    pub duplicate: Tally,
    /// Lines without content.
    pub blank: Tally,
    /// What is not data: byte order mark, skipped lines, header, comments, trailer.
    pub frame: Tally,
}

impl Accounts {
    /// The bytes that found a place.
    #[must_use]
    pub const fn counted(&self) -> u64 {
        self.accepted.bytes + self.quarantined.bytes + self.duplicate.bytes + self.blank.bytes + self.frame.bytes
    }

    /// Rows of data, whether they hold or not.
    #[must_use]
    pub const fn data_rows(&self) -> u64 {
        self.accepted.rows + self.quarantined.rows + self.duplicate.rows
    }

    /// Whether every byte of the file found exactly one place.
    #[must_use]
    pub const fn balanced(&self) -> bool {
        self.counted() == self.file_bytes
    }

    /// Moves accepted rows to the duplicates.
    pub const fn turn_duplicates(&mut self, found: Tally) {
        self.accepted.rows -= found.rows;
        self.accepted.bytes -= found.bytes;
        self.duplicate.rows += found.rows;
        self.duplicate.bytes += found.bytes;
    }
}

impl fmt::Display for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file_bytes, accepted, quarantined, duplicate, blank, frame } = self;
        write!(
            f,
            "{file_bytes} bytes = {} accepted + {} quarantined + {} duplicate + {} blank + {} frame",
            accepted.bytes, quarantined.bytes, duplicate.bytes, blank.bytes, frame.bytes
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_leaves_the_accepted_rows_and_the_sum_stays() {
        let mut accounts = Accounts { file_bytes: 30, ..Accounts::default() };
        accounts.frame.add(10);
        accounts.accepted.add(12);
        accounts.accepted.add(8);
        assert!(accounts.balanced());
        accounts.turn_duplicates(Tally { rows: 1, bytes: 8 });
        assert!(accounts.balanced());
        assert_eq!(accounts.duplicate, Tally { rows: 1, bytes: 8 });
        assert_eq!(accounts.to_string(), "30 bytes = 12 accepted + 0 quarantined + 8 duplicate + 0 blank + 10 frame");
    }
}
