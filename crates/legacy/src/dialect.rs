//! A dialect: how a dump separates its fields and rows.

/// How a quote stands within a quoted field, and a delimiter within any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Escape {
    /// A quote is written twice; nothing else is escaped (RFC 4180).
    #[default]
    Doubled,
    /// This byte makes the next one literal, in and out of quotes; a doubled quote is read too.
    Byte(u8),
}

/// What ends a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// LF or CRLF, in any mixture. A lone CR is part of its field, unless what it parts are rows of the right width.
    #[default]
    Lf,
    /// LF, CRLF or a lone CR, in any mixture.
    Any,
}

/// How a dump separates its fields and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// Between fields; one byte or a few.
    pub delimiter: Vec<u8>,
    /// Around a field, if anything.
    pub quote: Option<u8>,
    /// How a quote is written within a quoted field.
    pub escape: Escape,
    /// What ends a row.
    pub line_end: LineEnd,
    /// Whether blanks may stand between a delimiter and a quote.
    pub blanks: bool,
    /// Lines that begin so are no data.
    pub comment: Vec<u8>,
    /// A line that begins so ends the data.
    pub trailer: Vec<u8>,
}

impl Dialect {
    /// The dialect of RFC 4180 but for the delimiter.
    #[must_use]
    pub fn delimited_by(delimiter: &str) -> Self {
        Self {
            delimiter: delimiter.as_bytes().to_vec(),
            quote: Some(b'"'),
            escape: Escape::Doubled,
            line_end: LineEnd::Lf,
            blanks: false,
            comment: Vec::new(),
            trailer: Vec::new(),
        }
    }

    /// `text` as a field that is read back the same, quoted when it must be.
    #[must_use]
    pub fn quoted(&self, text: &[u8]) -> Vec<u8> {
        let special =
            |byte: &u8| matches!(byte, b'\r' | b'\n') || Some(*byte) == self.quote || self.escape == Escape::Byte(*byte);
        let padded = self.blanks && text.trim_ascii() != text;
        let marked = [&self.comment, &self.trailer].iter().any(|mark| !mark.is_empty() && text.starts_with(mark));
        let first = self.delimiter.first().copied();
        let plain = !padded && !marked && !text.iter().any(|byte| special(byte) || Some(*byte) == first);
        let Some(quote) = self.quote.filter(|_| !plain) else { return text.to_vec() };
        let mut out = vec![quote];
        for &byte in text {
            match self.escape {
                Escape::Byte(escape) if byte == escape || byte == quote => out.push(escape),
                Escape::Doubled if byte == quote => out.push(quote),
                _ => {}
            }
            out.push(byte);
        }
        out.push(quote);
        out
    }
}
