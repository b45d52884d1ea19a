//! Why a field is not a value of its type.

use crate::{bytes::charset::TextFlaw, typing::number::NumberFlaw};

/// Why a field is not a value of its type. Small and free of text: words are found only for a row that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Text(TextFlaw),
    TextTooLong(u32),
    DoubleEncoded,
    Number(NumberFlaw),
    Negative,
    /// Not written in the format.
    DateFormat,
    /// A month that no language of the column knows.
    DateMonth,
    /// Well written, but the calendar has no such day or the clock no such time.
    DateNoSuchDay,
    /// A wall time that the zone skips.
    TimeSkipped,
    /// A wall time that the zone has twice.
    TimeTwice,
    Flag,
    Code,
    Missing,
}

impl Flaw {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Text(flaw) => flaw.code(),
            Self::TextTooLong(_) => "text.too_long",
            Self::DoubleEncoded => "text.double_encoded",
            Self::Number(NumberFlaw::Malformed) => "number.malformed",
            Self::Number(NumberFlaw::Overflow) => "number.overflow",
            Self::Number(NumberFlaw::TooLong) => "number.too_long",
            Self::Number(NumberFlaw::Fraction) => "number.fraction",
            Self::Negative => "quantity.out_of_range",
            Self::DateFormat => "date.format",
            Self::DateMonth => "date.month",
            Self::DateNoSuchDay => "date.no_such_day",
            Self::TimeSkipped => "time.skipped",
            Self::TimeTwice => "time.twice",
            Self::Flag => "flag.unknown",
            Self::Code => "code.unknown",
            Self::Missing => "value.missing",
        }
    }

    pub(crate) fn cause(self) -> String {
        match self {
            Self::Text(TextFlaw::Nul) => "a NUL byte stands in it".into(),
            Self::Text(TextFlaw::Control(byte)) => format!("the control character {byte:02X} stands in it"),
            Self::Text(TextFlaw::Undefined(byte)) => format!("the byte {byte:02X} is no character of the code page"),
            Self::Text(TextFlaw::NotUtf8(byte)) => format!("the byte {byte:02X} makes it no UTF-8"),
            Self::TextTooLong(limit) => format!("it is longer than {limit} characters"),
            Self::DoubleEncoded => "it was encoded twice".into(),
            Self::Number(NumberFlaw::Malformed) => "it is not a number as the mapping has it written".into(),
            Self::Number(NumberFlaw::Overflow) => "the program that wrote it had no room for the number".into(),
            Self::Number(NumberFlaw::TooLong) => "the number has more digits than can be carried".into(),
            Self::Number(NumberFlaw::Fraction) => "a whole number is wanted".into(),
            Self::Negative => "the quantity is below zero or out of range".into(),
            Self::DateFormat => "it is not written in a format of the column".into(),
            Self::DateMonth => "the month is none in a language of the column".into(),
            Self::DateNoSuchDay => "the calendar has no such day, or the day no such time".into(),
            Self::TimeSkipped => "the clocks of the zone skip that time".into(),
            Self::TimeTwice => "the clocks of the zone show that time twice".into(),
            Self::Flag => "it is neither a yes nor a no of the column".into(),
            Self::Code => "it is no code of the column's list".into(),
            Self::Missing => "a value must stand here".into(),
        }
    }
}
