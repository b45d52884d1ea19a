//! A typed value, and the canonical bytes in which rows are compared, hashed and kept.
//!
//! A value is one tag byte and what follows it; a row is its values one after the other. Equal values have equal bytes:
//! a decimal has no trailing zero, an instant is UTC, text is UTF-8. Whole numbers, dates and instants are stored with the
//! highest byte first and their sign bit turned, so that their bytes sort as they do: a dump in the order of its keys stays
//! in order. The first byte says how long the value is:
//!
//! | first byte | value | then |
//! |---|---|---|
//! | 0 | null | |
//! | 1, 2 | false, true | |
//! | 3 | integer | 8 bytes |
//! | 4 | decimal | scale (1 byte), mantissa (16 bytes, little-endian) |
//! | 5 | date | days since 1970-01-01 (4 bytes) |
//! | 6 | instant | microseconds since 1970-01-01 UTC (8 bytes) |
//! | 7 | text | length (4 bytes, little-endian), UTF-8 |
//! | 8 to 15 | not used | |
//! | 16 to 255 | text of 0 to 239 bytes | UTF-8 |

use core::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// The longest text whose length stands in its first byte.
pub(crate) const SHORT_TEXT: u8 = u8::MAX - tag::TEXT;

mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const INTEGER: u8 = 3;
    pub(super) const DECIMAL: u8 = 4;
    pub(super) const DATE: u8 = 5;
    pub(super) const INSTANT: u8 = 6;
    pub(super) const LONG_TEXT: u8 = 7;
    pub(super) const TEXT: u8 = 16;
}

/// A typed value of a row. As JSON: a decimal is a string, a date and an instant are ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value<'a> {
    /// Nothing was said.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number, exact.
    Decimal(Decimal),
    /// A day of the calendar.
    Date(NaiveDate),
    /// A moment, to the microsecond.
    Instant(DateTime<Utc>),
    /// Text; a code is text too.
    Text(&'a str),
}

impl Value<'_> {
    /// Appends the canonical bytes.
    #[inline]
    pub fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Null => out.push(tag::NULL),
            Self::Flag(flag) => out.push(if flag { tag::TRUE } else { tag::FALSE }),
            Self::Integer(number) => write_integer(number, out),
            Self::Decimal(number) => {
                let number = number.normalize();
                write_decimal(number.mantissa(), number.scale() as u8, out);
            }
            Self::Date(date) => write_date(date.to_epoch_days(), out),
            Self::Instant(instant) => {
                out.push(tag::INSTANT);
                out.extend_from_slice(&ordered(instant.timestamp_micros()));
            }
            Self::Text(text) => write_text(text.as_bytes(), out),
        }
    }
}

/// A number as bytes that sort as it does.
const fn ordered(number: i64) -> [u8; 8] {
    (number ^ i64::MIN).to_be_bytes()
}

fn number_of(bytes: &[u8]) -> Option<i64> {
    Some(i64::from_be_bytes(bytes.try_into().ok()?) ^ i64::MIN)
}

/// The first byte of a text of at most [`SHORT_TEXT`] bytes.
pub(crate) const fn short_text_tag(length: u8) -> u8 {
    tag::TEXT + length
}

pub(crate) fn write_integer(number: i64, out: &mut Vec<u8>) {
    out.push(tag::INTEGER);
    out.extend_from_slice(&ordered(number));
}

/// Of a decimal without trailing zeros.
pub(crate) fn write_decimal(mantissa: i128, scale: u8, out: &mut Vec<u8>) {
    let mut bytes = [tag::DECIMAL; 18];
    bytes[1] = scale;
    bytes[2..].copy_from_slice(&mantissa.to_le_bytes());
    out.extend_from_slice(&bytes);
}

pub(crate) fn write_date(days: i32, out: &mut Vec<u8>) {
    out.push(tag::DATE);
    out.extend_from_slice(&(days ^ i32::MIN).to_be_bytes());
}

/// Of UTF-8.
#[inline]
pub(crate) fn write_text(text: &[u8], out: &mut Vec<u8>) {
    match u8::try_from(text.len()) {
        Ok(length) if length <= SHORT_TEXT => out.push(short_text_tag(length)),
        // A row is far shorter than 4 GiB: the reader's limit sees to it.
        _ => {
            out.push(tag::LONG_TEXT);
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
        }
    }
    out.extend_from_slice(text);
}

impl fmt::Display for Value<'_> {
    /// As a person reads it: null is nothing, text stands without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Flag(flag) => flag.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Instant(instant) => f.write_str(&iso(instant)),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.collect_str(number),
            Self::Date(date) => serializer.collect_str(date),
            Self::Instant(instant) => serializer.serialize_str(&iso(instant)),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

fn iso(instant: &DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// The values in canonical bytes, one after the other. Bytes that are not canonical end the iteration; see
/// [`Values::rest`].
#[derive(Debug, Clone)]
pub struct Values<'a> {
    rest: &'a [u8],
}

impl<'a> Values<'a> {
    /// The values of `row`.
    #[must_use]
    pub const fn new(row: &'a [u8]) -> Self {
        Self { rest: row }
    }

    /// The bytes not yet read: empty after the last value of a canonical row.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The bytes of the next value, unread: fields are compared without being decoded.
    pub fn next_bytes(&mut self) -> Option<&'a [u8]> {
        let length = match *self.rest.first()? {
            tag::NULL | tag::FALSE | tag::TRUE => 1,
            tag::INTEGER | tag::INSTANT => 9,
            tag::DECIMAL => 18,
            tag::DATE => 5,
            tag::LONG_TEXT => 5 + u32::from_le_bytes(self.rest.get(1..5)?.try_into().ok()?) as usize,
            short @ tag::TEXT.. => 1 + usize::from(short - tag::TEXT),
            _ => return None,
        };
        let (value, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(value)
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let before = self.rest;
        let value = self.next_bytes().and_then(read);
        if value.is_none() {
            self.rest = before;
        }
        value
    }
}

fn read(bytes: &[u8]) -> Option<Value<'_>> {
    let (&first, body) = bytes.split_first()?;
    Some(match first {
        tag::NULL => Value::Null,
        tag::FALSE => Value::Flag(false),
        tag::TRUE => Value::Flag(true),
        tag::INTEGER => Value::Integer(number_of(body)?),
        tag::DECIMAL => {
            let (&scale, mantissa) = body.split_first()?;
            let mantissa = i128::from_le_bytes(mantissa.try_into().ok()?);
            Value::Decimal(Decimal::try_from_i128_with_scale(mantissa, u32::from(scale)).ok()?)
        }
        tag::DATE => Value::Date(NaiveDate::from_epoch_days(i32::from_be_bytes(body.try_into().ok()?) ^ i32::MIN)?),
        tag::INSTANT => Value::Instant(DateTime::from_timestamp_micros(number_of(body)?)?),
        tag::LONG_TEXT => Value::Text(str::from_utf8(body.get(4..)?).ok()?),
        _ => Value::Text(str::from_utf8(body).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_value() -> impl Strategy<Value = (Value<'static>, &'static str)> {
        let text = prop_oneof!["\\PC{0,12}", "[a-zß€]{230,260}"].prop_map(|text| &*String::leak(text));
        (0..7, any::<i64>(), 0_u32..28, text).prop_map(|(kind, number, scale, text)| {
            let value = match kind {
                0 => Value::Null,
                1 => Value::Flag(number % 2 == 0),
                2 => Value::Integer(number),
                3 => Value::Decimal(Decimal::from_i128_with_scale(i128::from(number), scale)),
                4 => Value::Date(NaiveDate::from_epoch_days((number % 1_000_000) as i32).unwrap()),
                5 => Value::Instant(DateTime::from_timestamp_micros(number % 1_000_000_000_000).unwrap()),
                _ => Value::Text(text),
            };
            (value, text)
        })
    }

    proptest! {
        #[test]
        fn a_row_of_values_is_read_back_as_it_was_written(row in prop::collection::vec(any_value(), 0..8)) {
            let mut bytes = Vec::new();
            for (value, _) in &row {
                value.write(&mut bytes);
            }
            let mut values = Values::new(&bytes);
            let read: Vec<_> = values.by_ref().collect();
            prop_assert_eq!(read, row.iter().map(|(value, _)| *value).collect::<Vec<_>>());
            prop_assert!(values.rest().is_empty());
        }

        #[test]
        fn numbers_and_days_sort_as_their_bytes_do(a in any::<i64>(), b in any::<i64>()) {
            let bytes = |value: Value<'_>| {
                let mut out = Vec::new();
                value.write(&mut out);
                out
            };
            prop_assert_eq!(a.cmp(&b), bytes(Value::Integer(a)).cmp(&bytes(Value::Integer(b))));
            let (a, b) = (NaiveDate::from_epoch_days((a % 1_000_000) as i32).unwrap(), NaiveDate::from_epoch_days((b % 1_000_000) as i32).unwrap());
            prop_assert_eq!(a.cmp(&b), bytes(Value::Date(a)).cmp(&bytes(Value::Date(b))));
        }

        #[test]
        fn no_bytes_make_reading_panic_or_run_on(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            prop_assert!(Values::new(&bytes).count() <= bytes.len());
        }
    }

    #[test]
    fn equal_decimals_have_equal_bytes_however_they_were_written() {
        let bytes = |text: &str| {
            let mut out = Vec::new();
            Value::Decimal(text.parse().unwrap()).write(&mut out);
            out
        };
        assert_eq!(bytes("1.50"), bytes("1.5"));
        assert_eq!(bytes("-0.00"), bytes("0"));
    }
}
