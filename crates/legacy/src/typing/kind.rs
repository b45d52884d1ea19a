//! What a column holds, ready to read fields with.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::{
    bytes::{Charset, charset::mend_double_encoding},
    value::{SHORT_TEXT, Value, short_text_tag, write_date, write_decimal, write_integer, write_text},
};

use super::{
    Cell, Flaw,
    date::{DateFlaw, DateStyle, Twice},
    number::{self, NumberStyle},
    unit::Unit,
};

/// Which blanks around text are no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trim {
    /// None: they are part of it.
    #[default]
    None,
    /// Those at the end: what Oracle's `CHAR` pads with.
    End,
    /// All around it.
    Both,
}

/// What is done to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Text {
    pub(crate) trim: Trim,
    pub(crate) max_length: Option<u32>,
    pub(crate) double_encoded: DoubleEncoded,
}

/// What becomes of text that was encoded twice (`MÃ¼ller`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoubleEncoded {
    /// It stays as it is; a profile counts it.
    #[default]
    Keep,
    /// It is mended: `Müller`.
    Mend,
    /// The row is refused.
    Refuse,
}

/// What a column holds.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text(Text),
    Integer(NumberStyle),
    Decimal(NumberStyle),
    Quantity(NumberStyle, Unit),
    Date(DateStyle),
    Instant(DateStyle, Tz, Twice),
    Flag(BTreeMap<String, bool>),
    /// Spelling to code; whether other spellings stay as they are.
    Code(BTreeMap<String, String>, bool),
}

impl Kind {
    /// Appends the value of a cell that is not empty. On a flaw `out` holds an undefined tail; the caller cuts it off.
    #[inline]
    pub(crate) fn write(&self, cell: Cell<'_>, charset: &Charset, out: &mut Vec<u8>) -> Result<(), Flaw> {
        match self {
            Self::Text(Text { trim: Trim::None, max_length: None, .. }) if cell.plain => {
                cell.write_text(out);
                Ok(())
            }
            Self::Text(text) => text.write(cell, charset, out),
            _ if cell.plain => self.write_plain(cell.content().trim_ascii(), out),
            _ => {
                let mut decoded = Vec::new();
                charset.append(cell.content(), &mut decoded).map_err(Flaw::Text)?;
                self.write_plain(decoded.trim_ascii(), out)
            }
        }
    }

    /// Of UTF-8 without blanks around it, for all but text.
    #[inline]
    fn write_plain(&self, text: &[u8], out: &mut Vec<u8>) -> Result<(), Flaw> {
        match self {
            Self::Integer(style) => write_integer(number::parse_integer(text, *style).map_err(Flaw::Number)?, out),
            Self::Decimal(style) => {
                let (mantissa, scale) = number::parse(text, *style).map_err(Flaw::Number)?;
                write_decimal(mantissa, scale, out);
            }
            Self::Quantity(style, unit) => {
                let (mantissa, scale) = number::parse(text, *style).map_err(Flaw::Number)?;
                write_integer(unit.convert(mantissa, scale).ok_or(Flaw::Negative)?, out);
            }
            Self::Date(style) => write_date(style.date(text)?, out),
            Self::Instant(style, zone, twice) => {
                let micros = style.instant(text, *zone, *twice)?;
                let instant = chrono::DateTime::from_timestamp_micros(micros).ok_or(Flaw::DateNoSuchDay)?;
                Value::Instant(instant).write(out);
            }
            Self::Flag(spellings) => {
                let flag = str::from_utf8(text).ok().and_then(|text| spellings.get(text));
                Value::Flag(*flag.ok_or(Flaw::Flag)?).write(out);
            }
            Self::Code(codes, keep_others) => {
                let text = str::from_utf8(text).map_err(|_| Flaw::Code)?;
                match codes.get(text) {
                    Some(code) => write_text(code.as_bytes(), out),
                    None if *keep_others => write_text(text.as_bytes(), out),
                    None => return Err(Flaw::Code),
                }
            }
            Self::Text(_) => write_text(text, out),
        }
        Ok(())
    }

    /// What `text` probably should be.
    #[cold]
    pub(crate) fn repair(&self, text: &str) -> Option<String> {
        match self {
            Self::Integer(style) => {
                let repaired = number::repair(text, *style)?;
                number::parse_integer(repaired.as_bytes(), *style).is_ok().then_some(repaired)
            }
            Self::Decimal(style) | Self::Quantity(style, _) => number::repair(text, *style),
            Self::Date(style) | Self::Instant(style, ..) => style.repair(text),
            Self::Flag(spellings) => nearest(text, spellings.keys()),
            Self::Code(codes, _) => nearest(text, codes.keys()),
            Self::Text(rule) => {
                let clean: String = text.chars().filter(|&c| !crate::bytes::charset::is_refused_control(c)).collect();
                match rule.double_encoded {
                    DoubleEncoded::Refuse => mend_double_encoding(&clean),
                    _ => None,
                }
                .or_else(|| Some(clean).filter(|clean| clean != text && !clean.contains(char::REPLACEMENT_CHARACTER)))
            }
        }
    }
}

/// The spelling that differs in capitals and blanks alone.
fn nearest<'a>(text: &str, spellings: impl Iterator<Item = &'a String>) -> Option<String> {
    let folded = text.trim().to_lowercase();
    spellings.into_iter().find(|spelling| spelling.to_lowercase() == folded).cloned()
}

impl Text {
    fn write(self, cell: Cell<'_>, charset: &Charset, out: &mut Vec<u8>) -> Result<(), Flaw> {
        let content = match self.trim {
            Trim::None => cell.content(),
            Trim::End => cell.content().trim_ascii_end(),
            Trim::Both => cell.content().trim_ascii(),
        };
        if content.is_empty() {
            Value::Null.write(out);
            return Ok(());
        }
        if cell.plain {
            self.fits(content.len())?;
            write_text(content, out);
            return Ok(());
        }
        // The length stands before the text and is known after it: a short one takes one byte.
        let start = out.len();
        out.push(0);
        charset.append(content, out).map_err(Flaw::Text)?;
        let text = out.get(start + 1..).unwrap_or_default();
        if self.max_length.is_some() {
            self.fits(text.iter().filter(|byte| !(0x80..0xc0).contains(*byte)).count())?;
        }
        let mended = match self.double_encoded {
            DoubleEncoded::Keep => None,
            DoubleEncoded::Mend | DoubleEncoded::Refuse => str::from_utf8(text).ok().and_then(mend_double_encoding),
        };
        match (mended, u8::try_from(text.len())) {
            (Some(_), _) if self.double_encoded == DoubleEncoded::Refuse => return Err(Flaw::DoubleEncoded),
            (None, Ok(length)) if length <= SHORT_TEXT => out[start] = short_text_tag(length),
            (mended, _) => {
                let text = mended.map_or_else(|| text.to_vec(), String::into_bytes);
                out.truncate(start);
                write_text(&text, out);
            }
        }
        Ok(())
    }

    fn fits(self, characters: usize) -> Result<(), Flaw> {
        match self.max_length {
            Some(limit) if characters > limit as usize => Err(Flaw::TextTooLong(limit)),
            _ => Ok(()),
        }
    }
}

impl From<DateFlaw> for Flaw {
    fn from(flaw: DateFlaw) -> Self {
        match flaw {
            DateFlaw::Format => Self::DateFormat,
            DateFlaw::Month => Self::DateMonth,
            DateFlaw::NoSuchDay => Self::DateNoSuchDay,
            DateFlaw::Skipped => Self::TimeSkipped,
            DateFlaw::Twice => Self::TimeTwice,
        }
    }
}
