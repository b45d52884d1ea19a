//! Identifiers by the column: a verdict for each row, without allocating.

use super::{
    AirWaybill, Container, DigitalLink, Ean, ElementString, Eori, Gln, Grai, Gsin, Gtin, HsCode, Iban, IdentifierError, Imo,
    Kind, S10, Sscc, UnLocode, Vin,
    carrier::{self, Pattern},
    read::{Identifier, loosely, refuse, strictly, without_dots},
    recognise::{Candidate, Canonical, Judge, consider},
    text::Text,
};

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cell {
    /// An identifier whose form and check digit hold.
    Valid {
        /// Its kind, the likeliest where several fit.
        kind: Kind,
        /// The canonical form.
        canonical: Canonical,
        /// Whose number it is, for [`Kind::Carrier`].
        carrier: Option<Pattern>,
    },
    /// A text that is nearly an identifier.
    Mistaken(IdentifierError),
    /// A text that is no identifier of any kind.
    Unknown,
}

/// Reads a text as one kind.
///
/// ```
/// use haulage_core::identifier::{Kind, read_as};
///
/// assert_eq!(read_as(Kind::AirWaybill, "020 12345675")?.as_str(), "020-12345675");
/// # Ok::<(), haulage_core::identifier::IdentifierError>(())
/// ```
///
/// # Errors
/// The mistake, as parsing into the kind's own type gives it.
pub fn read_as(kind: Kind, text: &str) -> Result<Canonical, IdentifierError> {
    fn short<T: Identifier>(
        read: fn(Kind, &str) -> Result<T, IdentifierError>,
        kind: Kind,
        text: &str,
    ) -> Result<Canonical, IdentifierError> {
        Ok(Canonical::Short(Text::cut(read(kind, text)?.canonical())))
    }
    match kind {
        Kind::Sscc => short::<Sscc>(loosely, kind, text),
        Kind::Gtin => short::<Gtin>(loosely, kind, text),
        Kind::Ean => short::<Ean>(loosely, kind, text),
        Kind::Gln => short::<Gln>(loosely, kind, text),
        Kind::Gsin => short::<Gsin>(loosely, kind, text),
        Kind::Grai => short::<Grai>(strictly, kind, text),
        Kind::ElementString => Ok(Canonical::Long(text.parse::<ElementString>()?.to_string().into())),
        Kind::DigitalLink => Ok(Canonical::Long(text.parse::<DigitalLink>()?.to_string().into())),
        Kind::Container => short::<Container>(loosely, kind, text),
        Kind::S10 => short::<S10>(loosely, kind, text),
        Kind::AirWaybill => short::<AirWaybill>(loosely, kind, text),
        Kind::Imo => short::<Imo>(loosely, kind, text),
        Kind::Iban => short::<Iban>(loosely, kind, text),
        Kind::Vin => short::<Vin>(loosely, kind, text),
        Kind::UnLocode => short::<UnLocode>(loosely, kind, text),
        Kind::HsCode => short::<HsCode>(without_dots, kind, text),
        Kind::Eori => short::<Eori>(loosely, kind, text),
        Kind::Carrier => tracking_number(text).map(|(_, canonical)| canonical),
    }
}

/// The likeliest pattern that a text is a valid number of.
fn tracking_number(text: &str) -> Result<(Pattern, Canonical), IdentifierError> {
    let mut best: Option<carrier::Match> = None;
    for found in carrier::matches(text) {
        let rank = |found: &carrier::Match| (found.verdict.is_ok(), found.evidence);
        if best.as_ref().is_none_or(|best| rank(&found) > rank(best)) {
            best = Some(found);
        }
    }
    match best {
        Some(found) => found.verdict.map(|()| (found.pattern, Canonical::Short(found.number))),
        None => Err(refuse(Kind::Carrier, text)),
    }
}

/// Reads rows one after another: as one kind when it is named, else as the likeliest.
///
/// Nothing is allocated for a row, save the text of a label or a link.
///
/// ```
/// use haulage_core::identifier::{Cell, Kind, read_column};
///
/// let cells: Vec<Cell> = read_column(["340123450000000017", "n/a", "340123450000000014"], Some(Kind::Sscc)).collect();
/// assert!(matches!(&cells[0], Cell::Valid { canonical, .. } if canonical.as_str() == "340123450000000017"));
/// assert!(matches!(cells[2], Cell::Mistaken(error) if error.code() == "identifier.check_digit"));
/// ```
pub fn read_column<'a>(rows: impl IntoIterator<Item = &'a str>, kind: Option<Kind>) -> impl Iterator<Item = Cell> {
    rows.into_iter().map(move |row| match kind {
        None => likeliest(row),
        Some(Kind::Carrier) => tracking_number(row)
            .map_or_else(Cell::Mistaken, |(pattern, canonical)| Cell::valid(Kind::Carrier, canonical, Some(pattern))),
        Some(kind) => read_as(kind, row).map_or_else(Cell::Mistaken, |canonical| Cell::valid(kind, canonical, None)),
    })
}

impl Cell {
    const fn valid(kind: Kind, canonical: Canonical, carrier: Option<Pattern>) -> Self {
        Self::Valid { kind, canonical, carrier }
    }
}

/// What a text is most likely, in the order of `recognise`: more evidence first, then the order of kinds, then that of
/// finding. A mistake counts only where nothing fits.
#[derive(Default)]
struct Likeliest {
    best: Option<Candidate>,
    nearest: Option<(IdentifierError, i32)>,
}

impl Judge for Likeliest {
    #[inline]
    fn asks(&self, kind: Kind, evidence: i32) -> bool {
        self.best.as_ref().is_none_or(|best| (evidence, best.kind) > (best.evidence, kind))
    }

    #[inline]
    fn fits(&mut self, found: Candidate) {
        if self.asks(found.kind, found.evidence) {
            self.best = Some(found);
        }
    }

    fn mistaken(&mut self, error: IdentifierError, evidence: i32) {
        if self.nearest.as_ref().is_none_or(|(best, most)| (evidence, best.kind()) > (*most, error.kind())) {
            self.nearest = Some((error, evidence));
        }
    }
}

fn likeliest(text: &str) -> Cell {
    let mut judge = Likeliest::default();
    consider(text, &mut judge);
    match (judge.best, judge.nearest) {
        (Some(found), _) => Cell::valid(found.kind, found.canonical, found.carrier),
        (None, Some((error, _))) => Cell::Mistaken(error),
        (None, None) => Cell::Unknown,
    }
}
