//! The activity buffer of a European driver card, as its raw bytes.
//!
//! Regulation (EU) 2016/799, annex I C, appendix 1: `CardDriverActivity` (2.17) is a ring of `CardActivityDailyRecord`s
//! (2.9), each with its `ActivityChangeInfo` words (2.1). The ring is read from the oldest to the newest record; lengths that
//! point outside it, dates that run backwards and words past their day are faults, not guesses.

use thiserror::Error;

use crate::activity::{DAY, Kind, Minute, Stretch, Timeline};

/// Why bytes are not an activity buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CardError {
    /// Shorter than its two pointers and one record.
    #[error("{0} bytes are too few for an activity buffer")]
    TooShort(usize),
    /// A pointer that does not point into the ring.
    #[error("a pointer of {0} does not point into the ring of {1} bytes")]
    Pointer(usize, usize),
    /// A record length that no record can have.
    #[error("the record at {at} claims a length of {length} bytes")]
    Length {
        /// Where in the ring.
        at: usize,
        /// The length claimed.
        length: usize,
    },
    /// A date that is not the beginning of a day, or not later than the record before.
    #[error("the record at {at} is dated {date}, which is no later day")]
    Date {
        /// Where in the ring.
        at: usize,
        /// Seconds since 1970.
        date: u32,
    },
}

impl CardError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooShort(_) => "card.too_short",
            Self::Pointer(..) => "card.pointer",
            Self::Length { .. } => "card.length",
            Self::Date { .. } => "card.date",
        }
    }
}

/// One entry of a day: from `minute` on, until the next entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Minute of the day, 0 to 1439 (a defective recorder may write up to 2047).
    pub minute: u16,
    /// What was done.
    pub kind: Kind,
    /// Whether a second driver was on board.
    pub crew: bool,
    /// Whether the card was in a recorder.
    pub inserted: bool,
    /// Whether it was entered by hand.
    pub manual: bool,
}

/// One day of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardDay {
    /// Midnight UTC with which it begins.
    pub midnight: Minute,
    /// Kilometres driven.
    pub distance_km: u16,
    /// Entries in the order recorded.
    pub changes: Vec<Change>,
}

const HEADER: usize = 4;
const RECORD: usize = 12;

/// Reads the days of an activity buffer, oldest first.
///
/// # Errors
/// [`CardError`] names the first thing that no card can hold.
pub fn read(bytes: &[u8]) -> Result<Vec<CardDay>, CardError> {
    if bytes.len() < HEADER + RECORD {
        return Err(CardError::TooShort(bytes.len()));
    }
    let pointer = |at| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let ring = Ring(&bytes[HEADER..]);
    let (mut at, newest) = (pointer(0), pointer(2));
    for pointer in [at, newest] {
        if pointer >= ring.0.len() {
            return Err(CardError::Pointer(pointer, ring.0.len()));
        }
    }
    let mut days: Vec<CardDay> = Vec::new();
    let mut walked = 0;
    loop {
        let length = ring.word(at + 2);
        walked += length;
        if length < RECORD || length % 2 != 0 || walked > ring.0.len() {
            return Err(CardError::Length { at, length });
        }
        let date = ring.date(at + 4);
        let midnight = Minute::from(date) / 60;
        if date % 86_400 != 0 || days.last().is_some_and(|before| midnight <= before.midnight) {
            return Err(CardError::Date { at, date });
        }
        let changes = (RECORD..length).step_by(2).map(|offset| change(ring.word(at + offset))).collect();
        days.push(CardDay { midnight, distance_km: ring.word(at + 10) as u16, changes });
        if at == newest {
            return Ok(days);
        }
        at = (at + length) % ring.0.len();
    }
}

/// Bytes whose end joins their beginning.
struct Ring<'a>(&'a [u8]);

impl Ring<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.0[at % self.0.len()]
    }

    fn word(&self, at: usize) -> usize {
        usize::from(u16::from_be_bytes([self.byte(at), self.byte(at + 1)]))
    }

    fn date(&self, at: usize) -> u32 {
        u32::from_be_bytes([0, 1, 2, 3].map(|offset| self.byte(at + offset)))
    }
}

/// Bits `scpaattttttttttt`: slot, crew or known, card out, activity, minute. With the card out, the second bit says
/// whether the activity is known, that is, entered by hand.
const fn change(word: usize) -> Change {
    let second_bit = word & 0x4000 != 0;
    let inserted = word & 0x2000 == 0;
    let kind = match (inserted || second_bit, word >> 11 & 3) {
        (false, _) => Kind::Unknown,
        (true, 0) => Kind::Rest,
        (true, 1) => Kind::Availability,
        (true, 2) => Kind::Work,
        (true, _) => Kind::Drive,
    };
    Change { minute: (word & 0x7ff) as u16, kind, crew: inserted && second_bit, inserted, manual: !inserted && second_bit }
}

/// The days as one timeline. An entry lasts until the next of its day, the last until midnight; the last of the newest
/// day has no end that is known and is left out.
#[must_use]
pub fn timeline(days: &[CardDay]) -> Timeline {
    let mut stretches = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let is_newest = index + 1 == days.len();
        for (position, change) in day.changes.iter().enumerate() {
            let until = match day.changes.get(position + 1) {
                Some(next) => Minute::from(next.minute),
                None if is_newest => continue,
                None => DAY,
            };
            stretches.push(Stretch {
                crew: change.crew,
                ..Stretch::new(change.kind, day.midnight + Minute::from(change.minute), day.midnight + until)
            });
        }
    }
    Timeline::new(stretches)
}
