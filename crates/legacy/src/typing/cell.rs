//! The content of a field, and what stands behind it.

use crate::value::{short_text_tag, write_text};

/// The content of a field, and what stands behind it in its block: short text is copied in pieces of one size, several
/// times faster than exactly as many bytes as there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    bytes: &'a [u8],
    length: usize,
    /// Whether the content is known to be printable ASCII.
    pub(crate) plain: bool,
}

impl<'a> Cell<'a> {
    /// The content from `start` to before `end`.
    #[inline]
    pub(crate) fn within(block: &'a [u8], start: usize, end: usize, plain: bool) -> Self {
        let bytes = block.get(start..).unwrap_or_default();
        Self { bytes, length: end.saturating_sub(start).min(bytes.len()), plain }
    }

    #[inline]
    pub(crate) fn content(self) -> &'a [u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Writes the content, which is UTF-8, as a text in canonical bytes.
    #[inline]
    pub(crate) fn write_text(self, out: &mut Vec<u8>) {
        const PIECE: usize = 48;
        match self.bytes.first_chunk::<PIECE>() {
            Some(piece) if self.length <= PIECE => {
                out.push(short_text_tag(self.length as u8));
                let end = out.len() + self.length;
                out.extend_from_slice(piece);
                out.truncate(end);
            }
            _ => write_text(self.content(), out),
        }
    }
}
