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
    let mut all = All::default();
    consider(text, &mut all);
    let All { mut candidates, mut mistakes } = all;
    candidates.sort_by_key(|candidate| (-candidate.evidence, candidate.kind));
    mistakes.sort_by_key(|(error, evidence)| (-evidence, error.kind()));
    Recognition { candidates, mistakes: mistakes.into_iter().map(|(error, _)| error).collect() }
}

/// Who is told what each kind says about a text.
pub(super) trait Judge {
    /// Whether it matters what a kind of so much evidence says.
    fn asks(&self, kind: Kind, evidence: i32) -> bool;

    /// The text has the kind's form, and its check digit holds.
    fn fits(&mut self, candidate: Candidate);

    /// The text has the kind's form alone.
    fn mistaken(&mut self, error: IdentifierError, evidence: i32);
}

/// Everything that any kind says.
#[derive(Default)]
struct All {
    candidates: Vec<Candidate>,
    mistakes: Vec<(IdentifierError, i32)>,
}

impl Judge for All {
    fn asks(&self, _: Kind, _: i32) -> bool {
        true
    }

    fn fits(&mut self, candidate: Candidate) {
        self.candidates.push(candidate);
    }

    fn mistaken(&mut self, error: IdentifierError, evidence: i32) {
        self.mistakes.push((error, evidence));
    }
}

/// Evidence of a place in a vehicle identification number, which has no I, O and Q.
const VIN_PLACE: i32 = place(33);

/// Evidence of a form in which brackets, separators or a web address leave no doubt.
const CERTAIN: i32 = 1_000_000;

/// Shows a text to every kind that could know it.
pub(super) fn consider(text: &str, judge: &mut impl Judge) {
    let text = text.trim_ascii();
    let first = text.bytes().next().unwrap_or_default();
    if first == b'(' || first == b']' || text.contains('\u{1d}') {
        long::<ElementString>(Kind::ElementString, text, CERTAIN, judge);
    } else if text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) {
        long::<DigitalLink>(Kind::DigitalLink, text, CERTAIN, judge);
    } else if let Some(bare) = bare(text) {
        let bytes = bare.as_bytes();
        match bytes.first() {
            Some(b'0'..=b'9') => numbers(text, bytes, judge),
            Some(b'A'..=b'Z') => codes(bytes, judge),
            _ => return,
        }
        carriers(text, bare, judge);
    }
}

/// Kinds that begin with a digit.
fn numbers(text: &str, bare: &[u8], judge: &mut impl Judge) {
    let length = bare.len();
    let key = (length as i32 - 1) * DIGIT + FIXED;
    match length {
        7 => short::<Imo>(Kind::Imo, bare, key, judge),
        8 | 12 | 13 | 14 => {
            short::<Gtin>(Kind::Gtin, bare, key, judge);
            if length == 8 || length == 13 {
                short::<Ean>(Kind::Ean, bare, key, judge);
            }
            if length == 13 {
                short::<Gln>(Kind::Gln, bare, key, judge);
            }
        }
        11 => short::<AirWaybill>(Kind::AirWaybill, bare, key, judge),
        17 => {
            short::<Gsin>(Kind::Gsin, bare, key, judge);
            let checked = if matches!(bare[0], b'1'..=b'5') { FIXED } else { VIN_PLACE };
            short::<Vin>(Kind::Vin, bare, 16 * VIN_PLACE + checked, judge);
        }
        18 => short::<Sscc>(Kind::Sscc, bare, key, judge),
        _ => {}
    }
    if length <= 10 && length.is_multiple_of(2) {
        unchecked::<HsCode>(Kind::HsCode, bare, length as i32 * DIGIT, judge);
    } else if bare.contains(&b'.')
        && let Ok(code) = without_dots::<HsCode>(Kind::HsCode, text)
    {
        judge.fits(candidate(Kind::HsCode, &code, code.canonical().len() as i32 * DIGIT + FIXED));
    }
    if length == 13 || bare[0] == b'0' && (14..=30).contains(&length) {
        // The serial number may hold 82 characters a place, more than the 36 that evidence is counted from.
        let serial = text.len().saturating_sub(14) as i32 * const { place(82) };
        short::<Grai>(Kind::Grai, text.as_bytes(), 12 * DIGIT + 2 * FIXED - i32::from(length == 13) * FIXED + serial, judge);
    }
    // A label of digits alone is one only when its key's check digit holds: too many numbers begin like this.
    let key_holds = |end: usize| bare.get(2..end).and_then(<[u8]>::split_last).is_some_and(|(&c, rest)| c == check::gs1(rest));
    if bare[0] == b'0' && (bare[1..].starts_with(b"0") && key_holds(20) || bare[1..].starts_with(b"1") && key_holds(16)) {
        let digits = if bare[1] == b'0' { 17 } else { 13 };
        long::<ElementString>(Kind::ElementString, text, 3 * FIXED + digits * DIGIT, judge);
    }
}

/// Kinds that begin with a letter.
fn codes(bare: &[u8], judge: &mut impl Judge) {
    let length = bare.len();
    match length {
        5 => unchecked::<UnLocode>(Kind::UnLocode, bare, COUNTRY + 3 * const { place(34) }, judge),
        10 if bare.starts_with(b"IMO") => short::<Imo>(Kind::Imo, bare, 4 * FIXED + 6 * DIGIT, judge),
        11 => short::<Container>(Kind::Container, bare, 3 * LETTER + const { place(3) } + 6 * DIGIT + FIXED, judge),
        13 => short::<S10>(Kind::S10, bare, 2 * LETTER + 8 * DIGIT + FIXED + COUNTRY, judge),
        17 => short::<Vin>(Kind::Vin, bare, 17 * VIN_PLACE, judge),
        _ => {}
    }
    if (15..=34).contains(&length) && bare[2].is_ascii_digit() && bare[3].is_ascii_digit() {
        // Both check digits, and the country, which fixes the length.
        let digits = bare[4..].iter().filter(|byte| byte.is_ascii_digit()).count() as i32;
        short::<Iban>(Kind::Iban, bare, COUNTRY + 2 * FIXED + digits * DIGIT / 2, judge);
    }
    if (7..=17).contains(&length) {
        // The length is free, and so is every character behind the country: a last resort.
        unchecked::<Eori>(Kind::Eori, bare, 0, judge);
    }
}

fn carriers(text: &str, bare: Text<LONGEST>, judge: &mut impl Judge) {
    // A hyphen is part of some carriers' numbers.
    let number = if text.contains('-') { carrier::bare(text) } else { bare };
    for form in carrier::forms(&number) {
        if !judge.asks(Kind::Carrier, form.evidence) {
            continue;
        }
        match form.verdict(number.as_bytes()) {
            Ok(()) => judge.fits(Candidate {
                kind: Kind::Carrier,
                canonical: Canonical::Short(number),
                carrier: Some(form.pattern),
                evidence: form.evidence,
            }),
            Err(error) => judge.mistaken(error, form.evidence),
        }
    }
}

fn short<T: Identifier>(kind: Kind, bare: &[u8], evidence: i32, judge: &mut impl Judge) {
    if !judge.asks(kind, evidence) {
        return;
    }
    match T::from_bare(bare) {
        Ok(identifier) => judge.fits(candidate(kind, &identifier, evidence)),
        Err(error) if error.has_the_form() => judge.mistaken(error, evidence),
        Err(_) => {}
    }
}

/// [`short`] for a kind without check digit: a text that is nearly one is most likely none.
fn unchecked<T: Identifier>(kind: Kind, bare: &[u8], evidence: i32, judge: &mut impl Judge) {
    if judge.asks(kind, evidence)
        && let Ok(identifier) = T::from_bare(bare)
    {
        judge.fits(candidate(kind, &identifier, evidence));
    }
}

fn candidate(kind: Kind, identifier: &impl Identifier, evidence: i32) -> Candidate {
    Candidate { kind, canonical: Canonical::Short(Text::cut(identifier.canonical())), carrier: None, evidence }
}

fn long<T>(kind: Kind, text: &str, evidence: i32, judge: &mut impl Judge)
where
    T: core::str::FromStr<Err = IdentifierError> + ToString,
{
    match text.parse::<T>() {
        Ok(whole) => {
            let canonical = Canonical::Long(whole.to_string().into());
            judge.fits(Candidate { kind, canonical, carrier: None, evidence });
        }
        Err(error) => judge.mistaken(error, evidence),
    }
}
