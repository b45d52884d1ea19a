//! Tracking numbers of carriers, by patterns that are data.
//!
//! A carrier prints numbers of its own form, often with a check character; several carriers' forms may fit one number.
//! To teach a pattern, add a line to the table in `forms.rs`: it is compiled with the crate, and a line out of grammar does
//! not build.

mod checksum;
mod forms;
mod shape;

use self::{checksum::Checksum, forms::FORMS, shape::Shape};
use super::{
    IdentifierError, Kind,
    read::checked,
    text::{LONGEST, Text},
};

/// A carrier's kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    carrier: &'static str,
    name: &'static str,
}

impl Pattern {
    /// The carrier, as a word for programs: `dhl`, `canada_post`.
    #[must_use]
    pub const fn carrier(&self) -> &'static str {
        self.carrier
    }

    /// The name of this kind of number: `DHL Express`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// One form of a pattern's numbers.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) pattern: Pattern,
    shape: Shape,
    checksum: Checksum,
    pub(super) evidence: i32,
}

impl Form {
    /// Whether the check character of a number of this form holds; one that carries none passes.
    pub(super) fn verdict(&self, number: &[u8]) -> Result<(), IdentifierError> {
        let computed = self.shape.checked(number).map(|(covered, found)| (found, self.checksum.of(covered)));
        match computed {
            Some((found, Some(expected))) => checked(Kind::Carrier, found, expected),
            _ => Ok(()),
        }
    }
}

/// A line of the table.
#[allow(clippy::panic, reason = "runs in the compiler only")]
const fn form(carrier: &'static str, name: &'static str, line: &'static str, checksum: Checksum) -> Form {
    let Some(shape) = Shape::parse(line) else { panic!("a form out of grammar") };
    let evidence = shape.evidence();
    Form { pattern: Pattern { carrier, name }, shape, checksum, evidence }
}

/// A number that has the form of a pattern, and whether its check character holds.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// Whose number it would be.
    pub pattern: Pattern,
    /// The number without white space, letters raised.
    pub number: Text<LONGEST>,
    /// The check character's verdict; a number that carries none passes.
    pub verdict: Result<(), IdentifierError>,
    pub(super) evidence: i32,
}

/// The patterns known, in the order of the table.
pub fn patterns() -> impl Iterator<Item = Pattern> {
    let first_of_name = |&at: &usize| at == 0 || FORMS[at - 1].pattern != FORMS[at].pattern;
    (0..FORMS.len()).filter(first_of_name).map(|at| FORMS[at].pattern)
}

/// The patterns whose form a text has, in the order of the table.
///
/// ```
/// use haulage_core::identifier::carrier;
///
/// let matches: Vec<_> = carrier::matches("1Z 8V92A703 6720 3024").collect();
/// assert_eq!(matches[0].pattern.name(), "UPS");
/// assert!(matches[0].verdict.is_ok());
/// ```
pub fn matches(text: &str) -> impl Iterator<Item = Match> {
    let number = bare(text);
    forms(&number).map(move |form| Match {
        pattern: form.pattern,
        number,
        verdict: form.verdict(number.as_bytes()),
        evidence: form.evidence,
    })
}

/// A text as carriers' forms have it: without white space, letters raised, but with its hyphens. Empty where it is no number.
pub(super) fn bare(text: &str) -> Text<LONGEST> {
    let mut number = Text::EMPTY;
    let whole = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).all(|byte| number.push(byte.to_ascii_uppercase()));
    if whole { number } else { Text::EMPTY }
}

/// The forms that a number has, in the order of the table; of one pattern the first.
pub(super) fn forms(number: &Text<LONGEST>) -> impl Iterator<Item = &'static Form> + use<> {
    let length = number.as_bytes().len();
    let mut indices = [0; LONGEST];
    for (index, &byte) in indices.iter_mut().zip(number.as_bytes()) {
        *index = shape::index(byte);
    }
    let mut left = Candidates::of(&indices[..length]);
    let mut decided = None;
    core::iter::from_fn(move || {
        loop {
            let form = &FORMS[left.next()?];
            if decided == Some(form.pattern) || !form.shape.fits(&indices[..length]) {
                continue;
            }
            decided = Some(form.pattern);
            return Some(form);
        }
    })
}

/// The forms that have the length and the first character of a number: one bit for each line of the table.
struct Candidates(u128);

impl Candidates {
    const BY_LENGTH: [u128; LONGEST + 1] = {
        let mut sets = [0; LONGEST + 1];
        let mut at = 0;
        while at < FORMS.len() {
            let (mut length, longest) = FORMS[at].shape.lengths();
            while length <= longest {
                sets[length] |= 1 << at;
                length += 1;
            }
            at += 1;
        }
        sets
    };

    const BY_FIRST: [u128; 64] = {
        let mut sets = [0; 64];
        let mut at = 0;
        while at < FORMS.len() {
            let mut index = 0;
            while index < 64 {
                if FORMS[at].shape.first() >> index & 1 == 1 {
                    sets[index] |= 1 << at;
                }
                index += 1;
            }
            at += 1;
        }
        sets
    };

    fn of(indices: &[u8]) -> Self {
        let first = indices.first().map_or(63, |&index| usize::from(index));
        Self(Self::BY_LENGTH[indices.len()] & Self::BY_FIRST[first])
    }
}

impl Iterator for Candidates {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (at < FORMS.len()).then_some(at)
    }
}
