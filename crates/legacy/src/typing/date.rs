//! Dates and instants by an Oracle format model.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::months::Months;

/// A piece of a format model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Day,
    Month,
    MonthName,
    Year,
    /// Two digits, by Oracle's century rule.
    YearRr,
    /// Two digits, of the pivot's century.
    YearYy,
    /// Four digits, or two as in `RR`.
    YearRrrr,
    Hour24,
    Hour12,
    Minute,
    Second,
    Fraction,
    Meridian,
    OffsetHour,
    OffsetMinute,
    Literal(u8),
}

/// An Oracle format model: `DD-MON-RR`, `YYYY-MM-DD HH24:MI:SS`, `DD.MM.YYYY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    tokens: Vec<Token>,
}

/// Why a format model is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatError {
    /// Something that is no element of a format model stands at this byte.
    Unknown(usize),
    /// It lacks a day, a month or a year, or has one twice.
    Incomplete,
}

impl Format {
    /// Reads a format model.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn new(model: &str) -> Result<Self, FormatError> {
        const ELEMENTS: [(&str, Token); 18] = [
            ("YYYY", Token::Year),
            ("RRRR", Token::YearRrrr),
            ("RR", Token::YearRr),
            ("YY", Token::YearYy),
            ("MONTH", Token::MonthName),
            ("MON", Token::MonthName),
            ("MM", Token::Month),
            ("MI", Token::Minute),
            ("DD", Token::Day),
            ("HH24", Token::Hour24),
            ("HH12", Token::Hour12),
            ("HH", Token::Hour12),
            ("SS", Token::Second),
            ("FF", Token::Fraction),
            ("AM", Token::Meridian),
            ("PM", Token::Meridian),
            ("TZH", Token::OffsetHour),
            ("TZM", Token::OffsetMinute),
        ];
        let model_upper = model.to_ascii_uppercase();
        let (mut tokens, mut at) = (Vec::new(), 0);
        while let Some(&byte) = model_upper.as_bytes().get(at) {
            let rest = &model_upper.as_bytes()[at..];
            if let Some((name, token)) = ELEMENTS.iter().find(|(name, _)| rest.starts_with(name.as_bytes())) {
                tokens.push(*token);
                at += name.len();
                // FF6: the number of digits is taken as it comes.
                if *token == Token::Fraction && model_upper.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
            } else if byte == b'"' {
                let literal = rest[1..].iter().position(|&byte| byte == b'"').ok_or(FormatError::Unknown(at))?;
                tokens.extend(model.as_bytes()[at + 1..=at + literal].iter().map(|&byte| Token::Literal(byte)));
                at += literal + 2;
            } else if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
                return Err(FormatError::Unknown(at));
            } else {
                tokens.push(Token::Literal(byte));
                at += 1;
            }
        }
        let count = |wanted: &[Token]| tokens.iter().filter(|token| wanted.contains(token)).count();
        let whole = count(&[Token::Day]) == 1
            && count(&[Token::Month, Token::MonthName]) == 1
            && count(&[Token::Year, Token::YearRr, Token::YearYy, Token::YearRrrr]) == 1;
        if whole { Ok(Self { tokens }) } else { Err(FormatError::Incomplete) }
    }

    /// Whether a year may be two digits, so that a pivot must be given.
    #[must_use]
    pub fn needs_pivot(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::YearRr | Token::YearYy | Token::YearRrrr))
    }

    /// Whether it says a time of day.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Hour24 | Token::Hour12))
    }

    /// Whether it says an offset from UTC.
    #[must_use]
    pub fn has_offset(&self) -> bool {
        self.tokens.contains(&Token::OffsetHour)
    }

    /// A moment as text in this format; months are named as `month` says.
    #[must_use]
    pub fn write(&self, at: NaiveDateTime, month: &dyn Fn(u32) -> String) -> String {
        use chrono::{Datelike, Timelike};
        use core::fmt::Write;
        let mut out = String::new();
        for token in &self.tokens {
            let two = |number: u32| format!("{number:02}");
            let piece = match *token {
                Token::Day => two(at.day()),
                Token::Month => two(at.month()),
                Token::MonthName => month(at.month()),
                Token::Year | Token::YearRrrr => format!("{:04}", at.year()),
                Token::YearRr | Token::YearYy => two(at.year().rem_euclid(100) as u32),
                Token::Hour24 => two(at.hour()),
                Token::Hour12 => two(at.hour12().1),
                Token::Minute => two(at.minute()),
                Token::Second => two(at.second()),
                Token::Fraction => format!("{:06}", at.nanosecond() / 1_000 % 1_000_000),
                Token::Meridian => if at.hour12().0 { "PM" } else { "AM" }.into(),
                Token::OffsetHour => "+00".into(),
                Token::OffsetMinute => "00".into(),
                Token::Literal(byte) => char::from(byte).to_string(),
            };
            let _ = out.write_str(&piece);
        }
        out
    }
}

/// Why text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateFlaw {
    /// Not written in the format.
    Format,
    /// The month is none of the languages.
    Month,
    /// The calendar or the clock has no such day or time.
    NoSuchDay,
    /// The zone skips that wall time.
    Skipped,
    /// The zone has that wall time twice.
    Twice,
}

/// How the dates of a column are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateStyle {
    /// Formats, the first that fits being taken.
    pub formats: Vec<Format>,
    /// Names of months.
    pub months: Months,
    /// The year in which two-digit years are understood: `RR` is relative to it, so that the answer does not depend on
    /// the day on which a dump is read.
    pub pivot_year: i32,
}

/// A wall time, with the offset from UTC in minutes when the text says one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wall {
    days: i32,
    second: u32,
    micros: u32,
    offset: Option<i32>,
}

impl DateStyle {
    /// Days since 1970-01-01 of a date; a time of day that the format has is left out.
    ///
    /// # Errors
    /// [`DateFlaw`].
    #[inline]
    pub fn date(&self, text: &[u8]) -> Result<i32, DateFlaw> {
        self.wall(text).map(|wall| wall.days)
    }

    /// Microseconds since 1970-01-01 UTC of a wall time in `zone`.
    ///
    /// # Errors
    /// [`DateFlaw`].
    pub fn instant(&self, text: &[u8], zone: Tz, twice: Twice) -> Result<i64, DateFlaw> {
        let wall = self.wall(text)?;
        let seconds = i64::from(wall.days) * 86_400 + i64::from(wall.second);
        let local = DateTime::from_timestamp(seconds, wall.micros * 1_000).ok_or(DateFlaw::NoSuchDay)?.naive_utc();
        let utc = match wall.offset {
            Some(minutes) => local.checked_sub_signed(TimeDelta::minutes(minutes.into())).ok_or(DateFlaw::NoSuchDay)?.and_utc(),
            None => match (zone.from_local_datetime(&local), twice) {
                (LocalResult::Single(one), _) => one.with_timezone(&Utc),
                (LocalResult::Ambiguous(earlier, _), Twice::Earlier) => earlier.with_timezone(&Utc),
                (LocalResult::Ambiguous(_, later), Twice::Later) => later.with_timezone(&Utc),
                (LocalResult::Ambiguous(..), Twice::Refuse) => return Err(DateFlaw::Twice),
                (LocalResult::None, _) => return Err(DateFlaw::Skipped),
            },
        };
        Ok(utc.timestamp_micros())
    }

    /// The first format that fits; else the flaw of the format that came furthest.
    fn wall(&self, text: &[u8]) -> Result<Wall, DateFlaw> {
        let mut worst = DateFlaw::Format;
        for format in &self.formats {
            match self.wall_in(format, text) {
                Ok(wall) => return Ok(wall),
                Err(flaw) => worst = worst.max(flaw),
            }
        }
        Err(worst)
    }

    fn wall_in(&self, format: &Format, text: &[u8]) -> Result<Wall, DateFlaw> {
        let mut rest = text;
        let (mut day, mut month, mut year) = (0, 0, 0);
        let (mut hour, mut minute, mut second, mut micros) = (0, 0, 0, 0);
        let (mut afternoon, mut offset, mut month_known) = (None, None, true);
        for token in &format.tokens {
            match *token {
                Token::Day => day = digits(&mut rest, 1, 2)?,
                Token::Month => month = digits(&mut rest, 1, 2)?,
                Token::MonthName => {
                    let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).count();
                    let (name, behind) = rest.split_at(length);
                    rest = behind.strip_prefix(b".").unwrap_or(behind);
                    match self.months.number(name) {
                        Some(number) => month = number,
                        None if name.is_empty() => return Err(DateFlaw::Format),
                        None => month_known = false,
                    }
                }
                Token::Year => year = digits(&mut rest, 4, 4)? as i32,
                Token::YearRr => year = self.century_of(digits(&mut rest, 2, 2)? as i32),
                Token::YearYy => year = self.pivot_year.div_euclid(100) * 100 + digits(&mut rest, 2, 2)? as i32,
                Token::YearRrrr => {
                    let before = rest.len();
                    let number = digits(&mut rest, 2, 4)? as i32;
                    year = match before - rest.len() {
                        2 => self.century_of(number),
                        4 => number,
                        _ => return Err(DateFlaw::Format),
                    };
                }
                Token::Hour24 | Token::Hour12 => hour = digits(&mut rest, 1, 2)?,
                Token::Minute => minute = digits(&mut rest, 2, 2)?,
                Token::Second => second = digits(&mut rest, 2, 2)?,
                Token::Fraction => {
                    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                    let (fraction, behind) = rest.split_at(length);
                    if !(1..=9).contains(&length) {
                        return Err(DateFlaw::Format);
                    }
                    rest = behind;
                    micros =
                        (0..6).fold(0, |sum, place| sum * 10 + fraction.get(place).map_or(0, |digit| u32::from(digit - b'0')));
                }
                Token::Meridian => {
                    let (half, behind) = rest.split_at_checked(2).ok_or(DateFlaw::Format)?;
                    afternoon = Some(match half.to_ascii_uppercase().as_slice() {
                        b"AM" => false,
                        b"PM" => true,
                        _ => return Err(DateFlaw::Format),
                    });
                    rest = behind;
                }
                Token::OffsetHour => {
                    let (&sign, behind) = rest.split_first().ok_or(DateFlaw::Format)?;
                    let sign = match sign {
                        b'+' => 1,
                        b'-' => -1,
                        _ => return Err(DateFlaw::Format),
                    };
                    rest = behind;
                    offset = Some((sign, digits(&mut rest, 2, 2)? as i32 * 60));
                }
                Token::OffsetMinute => {
                    let minutes = digits(&mut rest, 2, 2)? as i32;
                    offset = offset.map(|(sign, hours)| (sign, hours + minutes));
                }
                Token::Literal(literal) => {
                    let (&byte, behind) = rest.split_first().ok_or(DateFlaw::Format)?;
                    if byte != literal {
                        return Err(DateFlaw::Format);
                    }
                    rest = behind;
                }
            }
        }
        if !rest.is_empty() {
            return Err(DateFlaw::Format);
        }
        if !month_known {
            return Err(DateFlaw::Month);
        }
        if let Some(afternoon) = afternoon {
            if !(1..=12).contains(&hour) {
                return Err(DateFlaw::NoSuchDay);
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        if hour > 23 || minute > 59 || second > 59 || !(1..=9999).contains(&year) {
            return Err(DateFlaw::NoSuchDay);
        }
        let days = days_of(year, month, day).ok_or(DateFlaw::NoSuchDay)?;
        let offset = offset.map(|(sign, minutes)| sign * minutes);
        Ok(Wall { days, second: hour * 3_600 + minute * 60 + second, micros, offset })
    }

    /// Oracle's rule for `RR`: in the first half of a century, years up to 49 are of this one and from 50 of the last; in
    /// the second half, years up to 49 are of the next and from 50 of this one.
    const fn century_of(&self, two_digits: i32) -> i32 {
        let century = self.pivot_year.div_euclid(100);
        let shift = match (self.pivot_year.rem_euclid(100) < 50, two_digits < 50) {
            (true, false) => -1,
            (false, true) => 1,
            _ => 0,
        };
        (century + shift) * 100 + two_digits
    }

    /// What `text` probably should be in the column's first format: a month in another language, a date in another format.
    #[must_use]
    pub fn repair(&self, text: &str) -> Option<String> {
        let first = self.formats.first()?;
        let any_month = Self { months: Months::of_all(), ..self.clone() };
        let others = ["YYYY-MM-DD HH24:MI:SS", "YYYY-MM-DD", "DD.MM.YYYY", "DD-MON-YYYY"]
            .iter()
            .filter_map(|model| Format::new(model).ok());
        let anywhere = Self { formats: any_month.formats.iter().cloned().chain(others).collect(), ..any_month };
        let wall = anywhere.wall(text.trim().as_bytes()).ok()?;
        let date = NaiveDate::from_epoch_days(wall.days)?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(wall.second, wall.micros * 1_000)?;
        let name = |number: u32| self.months.name(number).unwrap_or_default().to_owned();
        let repaired = first.write(date.and_time(time), &name);
        (repaired != text && self.wall(repaired.as_bytes()).is_ok_and(|again| again == wall)).then_some(repaired)
    }
}

/// What becomes of a wall time that its zone has twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Twice {
    /// The row is refused.
    #[default]
    Refuse,
    /// The first is meant: summer time.
    Earlier,
    /// The second is meant: standard time.
    Later,
}

/// A number of `least` to `most` digits.
#[inline]
fn digits(rest: &mut &[u8], least: usize, most: usize) -> Result<u32, DateFlaw> {
    let (mut number, mut length) = (0, 0);
    while length < most
        && let Some(digit) = rest.get(length).map(|byte| byte.wrapping_sub(b'0')).filter(|&digit| digit < 10)
    {
        number = number * 10 + u32::from(digit);
        length += 1;
    }
    *rest = &rest[length..];
    if length < least { Err(DateFlaw::Format) } else { Ok(number) }
}

/// Days since 1970-01-01 of a day of the Gregorian calendar, years 1 to 9999.
#[inline]
fn days_of(year: i32, month: u32, day: u32) -> Option<i32> {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = *LENGTHS.get(month.checked_sub(1)? as usize)? + u32::from(leap && month == 2);
    if !(1..=length).contains(&day) {
        return None;
    }
    // March begins the year of the count, so that the leap day is its last.
    let (shifted_year, shifted_month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let years = shifted_year * 365 + shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    Some(years + (shifted_month * 153 + 2).div_euclid(5) as i32 + day as i32 - 1 - 719_468)
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
