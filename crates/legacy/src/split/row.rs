//! Where a row and its fields stand within a block.

use std::borrow::Cow;

use crate::dialect::{Dialect, Escape};

/// Whether a field's bytes are its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// They are, and stood without quotes.
    Bare,
    /// They are, and stood in quotes.
    Quoted,
    /// Escapes are still in them.
    Escaped,
}

/// A field: a range of its block, quotes left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) quoting: Quoting,
}

impl Field {
    pub(crate) const fn new(start: usize, end: usize, quoting: Quoting) -> Self {
        Self { start: start as u32, end: end as u32, quoting }
    }

    #[inline]
    pub(crate) fn raw(self, block: &[u8]) -> &[u8] {
        block.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The content, escapes undone.
    pub(crate) fn content<'a>(self, block: &'a [u8], dialect: &Dialect) -> Cow<'a, [u8]> {
        let raw = self.raw(block);
        if self.quoting != Quoting::Escaped {
            return Cow::Borrowed(raw);
        }
        let mut out = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if dialect.escape == Escape::Byte(byte) {
                out.push(bytes.next().unwrap_or(byte));
                continue;
            }
            if Some(byte) == dialect.quote {
                bytes.next_if_eq(&byte);
            }
            out.push(byte);
        }
        Cow::Owned(out)
    }
}

/// Why a row could not be split into its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// It has another number of fields than the dump has columns.
    Columns(u32),
    /// A quote opens here, in bytes from the row's start, and does not close.
    QuoteOpen(u32),
    /// A quote closes here, in bytes from the row's start, and the field goes on.
    AfterQuote(u32),
    /// It is longer than a row may be.
    TooLong,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As many fields as there are columns.
    Whole,
    /// A line without content.
    Blank,
    /// Not data: a comment, or the trailer and all behind it.
    Frame,
    /// Broken.
    Broken(Break),
}

/// A row: a range of its block, its line end included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Physical lines it takes.
    pub(crate) lines: u32,
    /// Its first field among those of the block.
    pub(crate) first: u32,
    /// Its fields.
    pub(crate) count: u32,
    pub(crate) shape: Shape,
}

impl Row {
    #[inline]
    pub(crate) fn bytes<'a>(&self, block: &'a [u8]) -> &'a [u8] {
        block.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn fields<'a>(&self, fields: &'a [Field]) -> &'a [Field] {
        fields.get(self.first as usize..(self.first + self.count) as usize).unwrap_or_default()
    }
}
