//! Which kinds of identifier a text can be.

use super::{
    AirWaybill, Container, DigitalLink, Ean, ElementString, Eori, Gln, Grai, Gsin, Gtin, HsCode, Iban, IdentifierError, Imo,
    Kind, S10, Sscc, UnLocode, Vin, carrier, check,
    evidence::{COUNTRY, DIGIT, FIXED, LETTER, place},
    read::{Identifier, without_dots},
    text::{LONGEST, Text, bare},
};

/// The canonical form of an identifier: held in place, unless it is a whole label or link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Canonical {
    /// An identifier of a fixed form.
    Short(Text<LONGEST>),
    /// An element string or a Digital Link.
    Long(Box<str>),
}

impl Canonical {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Short(text) => text.as_str(),
            Self::Long(text) => text,
        }
    }
}

/// A kind that a text can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The kind.
    pub kind: Kind,
    /// The text in the kind's canonical form.
    pub canonical: Canonical,
    /// Whose number it would be, for [`Kind::Carrier`].
    pub carrier: Option<carrier::Pattern>,
    /// How much the kind's form says, in hundredths of a bit: candidates are ordered by it.
    pub evidence: i32,
}

/// What a text can be, and what it nearly is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The kinds whose form and check digit hold, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// For kinds whose form holds alone: what is wrong, the likeliest kind first.
    pub mistakes: Vec<IdentifierError>,
}

/// Which kinds a text can be, ordered by how much each kind's form says.
///
/// ```
/// use haulage_core::identifier::{Kind, recognise};
///
/// let kinds: Vec<Kind> = recognise("4012345678901").candidates.iter().map(|candidate| candidate.kind).collect();
/// assert_eq!(kinds, [Kind::Gtin, Kind::Ean, Kind::Gln, Kind::Grai]);
/// ```
#[must_use]
pub fn recognise(text: &str) -> Recognition {
    let mut recognition = Recognition::default();
    let mut mistakes = Vec::new();
    consider(text, &mut |finding| match finding {
        Finding::Fits(candidate) => recognition.candidates.push(candidate),
        Finding::Mistaken(error, evidence) => mistakes.push((error, evidence)),
    });
    recognition.candidates.sort_by_key(|candidate| (-candidate.evidence, candidate.kind));
    mistakes.sort_by_key(|(error, evidence)| (-evidence, error.kind()));
    recognition.mistakes = mistakes.into_iter().map(|(error, _)| error).collect();
    recognition
}

/// What a kind says about a text whose form it has.
pub(super) enum Finding {
    Fits(Candidate),
    Mistaken(IdentifierError, i32),
}

/// Evidence of a form in which brackets, separators or a web address leave no doubt.
const CERTAIN: i32 = 1_000_000;

/// Shows a text to every kind that could know it.
pub(super) fn consider(text: &str, sink: &mut impl FnMut(Finding)) {
    let text = text.trim_ascii();
    let first = text.bytes().next().unwrap_or_default();
    if first == b'(' || first == b']' || text.contains('\u{1d}') {
        long::<ElementString>(Kind::ElementString, text, CERTAIN, sink);
    } else if text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) {
        long::<DigitalLink>(Kind::DigitalLink, text, CERTAIN, sink);
    } else if let Some(bare) = bare(text) {
        let bytes = bare.as_bytes();
        match bytes.first() {
            Some(b'0'..=b'9') => numbers(text, bytes, sink),
            Some(b'A'..=b'Z') => codes(bytes, sink),
            _ => return,
        }
        carriers(text, bare, sink);
    }
}

/// Kinds that begin with a digit.
fn numbers(text: &str, bare: &[u8], sink: &mut impl FnMut(Finding)) {
    let length = bare.len();
    let key = (length as i32 - 1) * DIGIT + FIXED;
    match length {
        7 => short::<Imo>(Kind::Imo, bare, key, sink),
        8 | 12 | 13 | 14 => {
            short::<Gtin>(Kind::Gtin, bare, key, sink);
            if length == 8 || length == 13 {
                short::<Ean>(Kind::Ean, bare, key, sink);
            }
            if length == 13 {
                short::<Gln>(Kind::Gln, bare, key, sink);
            }
        }
        11 => short::<AirWaybill>(Kind::AirWaybill, bare, key, sink),
        17 => {
            short::<Gsin>(Kind::Gsin, bare, key, sink);
            let checked = if matches!(bare[0], b'1'..=b'5') { FIXED } else { place(33) };
            short::<Vin>(Kind::Vin, bare, 16 * place(33) + checked, sink);
        }
        18 => short::<Sscc>(Kind::Sscc, bare, key, sink),
        _ => {}
    }
    if length <= 10 && length.is_multiple_of(2) {
        unchecked::<HsCode>(Kind::HsCode, bare, length as i32 * DIGIT, sink);
    } else if bare.contains(&b'.')
        && let Ok(code) = without_dots::<HsCode>(Kind::HsCode, text)
    {
        sink(fits(Kind::HsCode, &code, code.canonical().len() as i32 * DIGIT + FIXED));
    }
    if length == 13 || bare[0] == b'0' && (14..=30).contains(&length) {
        // The serial number may hold 82 characters a place, more than the 36 that evidence is counted from.
        let serial = text.len().saturating_sub(14) as i32 * place(82);
        short::<Grai>(Kind::Grai, text.as_bytes(), 12 * DIGIT + 2 * FIXED - i32::from(length == 13) * FIXED + serial, sink);
    }
    // A label of digits alone is one only when its key's check digit holds: too many numbers begin like this.
    let key_holds = |end: usize| bare.get(2..end).and_then(<[u8]>::split_last).is_some_and(|(&c, rest)| c == check::gs1(rest));
    if bare[0] == b'0' && (bare[1..].starts_with(b"0") && key_holds(20) || bare[1..].starts_with(b"1") && key_holds(16)) {
        let digits = if bare[1] == b'0' { 17 } else { 13 };
        long::<ElementString>(Kind::ElementString, text, 3 * FIXED + digits * DIGIT, sink);
    }
}

/// Kinds that begin with a letter.
fn codes(bare: &[u8], sink: &mut impl FnMut(Finding)) {
    let length = bare.len();
    match length {
        5 => unchecked::<UnLocode>(Kind::UnLocode, bare, COUNTRY + 3 * place(34), sink),
        10 if bare.starts_with(b"IMO") => short::<Imo>(Kind::Imo, bare, 4 * FIXED + 6 * DIGIT, sink),
        11 => short::<Container>(Kind::Container, bare, 3 * LETTER + place(3) + 6 * DIGIT + FIXED, sink),
        13 => short::<S10>(Kind::S10, bare, 2 * LETTER + 8 * DIGIT + FIXED + COUNTRY, sink),
        17 => short::<Vin>(Kind::Vin, bare, 17 * place(33), sink),
        _ => {}
    }
    if (15..=34).contains(&length) && bare[2].is_ascii_digit() && bare[3].is_ascii_digit() {
        // Both check digits, and the country, which fixes the length.
        let digits = bare[4..].iter().filter(|byte| byte.is_ascii_digit()).count() as i32;
        short::<Iban>(Kind::Iban, bare, COUNTRY + 2 * FIXED + digits * DIGIT / 2, sink);
    }
    if (7..=17).contains(&length) {
        // The length is free, and so is every character behind the country: a last resort.
        unchecked::<Eori>(Kind::Eori, bare, 0, sink);
    }
}

fn carriers(text: &str, bare: Text<LONGEST>, sink: &mut impl FnMut(Finding)) {
    let mut show = |found: carrier::Match| {
        sink(match found.verdict {
            Ok(()) => Finding::Fits(Candidate {
                kind: Kind::Carrier,
                canonical: Canonical::Short(found.number),
                carrier: Some(found.pattern),
                evidence: found.evidence,
            }),
            Err(error) => Finding::Mistaken(error, found.evidence),
        });
    };
    // A hyphen is part of some carriers' numbers.
    if text.contains('-') { carrier::matches(text).for_each(&mut show) } else { carrier::fitting(bare).for_each(&mut show) }
}

fn short<T: Identifier>(kind: Kind, bare: &[u8], evidence: i32, sink: &mut impl FnMut(Finding)) {
    match T::from_bare(bare) {
        Ok(identifier) => sink(fits(kind, &identifier, evidence)),
        Err(error) if error.has_the_form() => sink(Finding::Mistaken(error, evidence)),
        Err(_) => {}
    }
}

/// [`short`] for a kind without check digit: a text that is nearly one is most likely none.
fn unchecked<T: Identifier>(kind: Kind, bare: &[u8], evidence: i32, sink: &mut impl FnMut(Finding)) {
    if let Ok(identifier) = T::from_bare(bare) {
        sink(fits(kind, &identifier, evidence));
    }
}

fn fits(kind: Kind, identifier: &impl Identifier, evidence: i32) -> Finding {
    let canonical = Canonical::Short(Text::cut(identifier.canonical()));
    Finding::Fits(Candidate { kind, canonical, carrier: None, evidence })
}

fn long<T>(kind: Kind, text: &str, evidence: i32, sink: &mut impl FnMut(Finding))
where
    T: core::str::FromStr<Err = IdentifierError> + ToString,
{
    sink(match text.parse::<T>() {
        Ok(whole) => {
            let canonical = Canonical::Long(whole.to_string().into());
            Finding::Fits(Candidate { kind, canonical, carrier: None, evidence })
        }
        Err(error) => Finding::Mistaken(error, evidence),
    });
}
