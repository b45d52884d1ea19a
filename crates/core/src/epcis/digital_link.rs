//! GS1 keys in the one form in which the event hash sees them: a constrained canonical GS1 Digital Link URI.
//!
//! Source: CBV 2.0 section 8.9, rules 17 and 18; GS1 Digital Link URI Syntax 1.2, section 4.11; EPC Tag Data Standard 1.13,
//! sections 6 and 10 (pure identity URIs).

use crate::identifier::check;

/// Where a canonical link lives.
const HOME: &str = "https://id.gs1.org/";

/// How the digits of a key follow from company prefix and reference.
enum Shape {
    /// The reference's first digit moves in front of the prefix; a check digit follows (GTIN, SSCC).
    Leading,
    /// Prefix, reference, check digit (GLN, GSIN, GSRN and the like).
    Checked,
    /// As [`Shape::Checked`], with a zero in front (GRAI).
    ZeroChecked,
    /// Prefix and reference as they are (GIAI, GINC, CPI).
    Plain,
}

/// One URN scheme: name, shape, digits of prefix and reference together (none for a free reference), key, what follows.
struct Scheme(&'static str, Shape, Option<usize>, &'static str, Tail);

/// What stands after the key.
enum Tail {
    /// Nothing.
    None,
    /// The serial is part of the key itself (GRAI, GDTI, SGCN).
    Joined,
    /// The serial is a qualifier of its own.
    Qualifier(&'static str),
    /// As a qualifier, and `0` says that there is none (SGLN).
    Extension(&'static str),
    /// Piece and total join the key, then the serial as a qualifier (ITIP).
    PieceOfTotal(&'static str),
}

use Shape::{Checked, Leading, Plain, ZeroChecked};

const SCHEMES: &[Scheme] = &[
    Scheme("urn:epc:id:sgtin:", Leading, Some(13), "01", Tail::Qualifier("21")),
    Scheme("urn:epc:id:sscc:", Leading, Some(17), "00", Tail::None),
    Scheme("urn:epc:id:sgln:", Checked, Some(12), "414", Tail::Extension("254")),
    Scheme("urn:epc:id:grai:", ZeroChecked, Some(12), "8003", Tail::Joined),
    Scheme("urn:epc:id:giai:", Plain, None, "8004", Tail::None),
    Scheme("urn:epc:id:gsrn:", Checked, Some(17), "8018", Tail::None),
    Scheme("urn:epc:id:gsrnp:", Checked, Some(17), "8017", Tail::None),
    Scheme("urn:epc:id:gdti:", Checked, Some(12), "253", Tail::Joined),
    Scheme("urn:epc:id:cpi:", Plain, None, "8010", Tail::Qualifier("8011")),
    Scheme("urn:epc:id:sgcn:", Checked, Some(12), "255", Tail::Joined),
    Scheme("urn:epc:id:ginc:", Plain, None, "401", Tail::None),
    Scheme("urn:epc:id:gsin:", Checked, Some(16), "402", Tail::None),
    Scheme("urn:epc:id:itip:", Leading, Some(13), "8006", Tail::PieceOfTotal("21")),
    Scheme("urn:epc:id:upui:", Leading, Some(13), "01", Tail::Qualifier("235")),
    Scheme("urn:epc:id:pgln:", Checked, Some(12), "417", Tail::None),
    Scheme("urn:epc:class:lgtin:", Leading, Some(13), "01", Tail::Qualifier("10")),
    Scheme("urn:epc:idpat:sgtin:", Leading, Some(13), "01", Tail::Qualifier("21")),
    Scheme("urn:epc:idpat:grai:", ZeroChecked, Some(12), "8003", Tail::Joined),
    Scheme("urn:epc:idpat:gdti:", Checked, Some(12), "253", Tail::Joined),
    Scheme("urn:epc:idpat:sgcn:", Checked, Some(12), "255", Tail::Joined),
    Scheme("urn:epc:idpat:cpi:", Plain, None, "8010", Tail::Qualifier("8011")),
    Scheme("urn:epc:idpat:itip:", Leading, Some(13), "8006", Tail::PieceOfTotal("21")),
    Scheme("urn:epc:idpat:upui:", Leading, Some(13), "01", Tail::Qualifier("235")),
];

/// Short names that older links use for the keys and qualifiers.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("gtin", "01"),
    ("itip", "8006"),
    ("cpid", "8010"),
    ("gln", "414"),
    ("party", "417"),
    ("gsrnp", "8017"),
    ("gsrn", "8018"),
    ("gcn", "255"),
    ("sscc", "00"),
    ("gdti", "253"),
    ("ginc", "401"),
    ("gsin", "402"),
    ("grai", "8003"),
    ("giai", "8004"),
    ("cpv", "22"),
    ("lot", "10"),
    ("ser", "21"),
];

/// Keys with their qualifiers from the coarsest to the finest; only the finest stays in a canonical link. The digits
/// that a key begins with, and whether more may follow.
const KEYS: &[(&str, usize, bool, &[&str])] = &[
    ("00", 18, false, &[]),
    ("01", 14, false, &["10", "21", "235"]),
    ("253", 13, true, &[]),
    ("255", 13, true, &[]),
    ("401", 0, true, &[]),
    ("402", 17, false, &[]),
    ("414", 13, false, &["254"]),
    ("417", 13, false, &[]),
    ("8003", 14, true, &[]),
    ("8004", 0, true, &[]),
    ("8006", 18, false, &["10", "21"]),
    ("8010", 0, true, &["8011"]),
    ("8017", 18, false, &[]),
    ("8018", 18, false, &[]),
];

/// The canonical link of a GS1 key written as an EPC URN or as a Digital Link of any domain; none for any other text.
///
/// ```
/// use haulage_core::epcis::canonical_link;
///
/// let link = "https://id.gs1.org/00/040123450000001112";
/// assert_eq!(canonical_link("urn:epc:id:sscc:4012345.0000000111").as_deref(), Some(link));
/// assert_eq!(canonical_link("https://example.com/sscc/040123450000001112?x=1").as_deref(), Some(link));
/// assert_eq!(canonical_link("urn:epc:id:sscc:4012345.1"), None);
/// ```
#[must_use]
pub fn canonical_link(text: &str) -> Option<String> {
    if text.starts_with("urn:epc:") { from_urn(text) } else { from_link(text) }
}

fn from_urn(text: &str) -> Option<String> {
    let Scheme(name, shape, digits, key, tail) = SCHEMES.iter().find(|scheme| text.starts_with(scheme.0))?;
    let (prefix, rest) = text[name.len()..].split_once('.')?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(6..=12).contains(&prefix.len()) || !is_digits(prefix) {
        return None;
    }
    let (reference, rest) = match (digits, tail) {
        // A free reference ends at its serial, or with the text.
        (None, Tail::None) => (rest, None),
        (None, _) => rest.rsplit_once('.').map(|(reference, serial)| (reference, Some(serial)))?,
        (Some(_), _) => rest.split_once('.').map_or((rest, None), |(reference, serial)| (reference, Some(serial))),
    };
    if let Some(digits) = digits {
        if prefix.len() + reference.len() != *digits || !is_digits(reference) {
            return None;
        }
    } else if reference.is_empty() || !is_component(reference) {
        return None;
    }
    let body = match shape {
        Shape::Leading => with_check_digit(format!("{}{prefix}{}", reference.get(..1)?, &reference[1..])),
        Shape::Checked => with_check_digit(format!("{prefix}{reference}")),
        Shape::ZeroChecked => with_check_digit(format!("0{prefix}{reference}")),
        Shape::Plain => format!("{prefix}{}", escape(reference)),
    };
    let pattern = name.starts_with("urn:epc:idpat:");
    Some(format!("{HOME}{key}/{body}{}", tail.text(rest, pattern)?))
}

impl Tail {
    /// What follows the digits of the key.
    fn text(&self, rest: Option<&str>, pattern: bool) -> Option<String> {
        // A pattern names the class: its serial is a star, and the class is the key without one.
        let serial = |text: &str, lead: &str| match text {
            "*" if pattern => Some(String::new()),
            _ if pattern || text.is_empty() || !is_component(text) => None,
            _ => Some(format!("{lead}{}", escape(text))),
        };
        match (self, rest) {
            (Self::None, None) | (Self::Extension(_), Some("0")) => Some(String::new()),
            (Self::Joined, Some(rest)) => serial(rest, ""),
            (Self::Qualifier(with) | Self::Extension(with), Some(rest)) => serial(rest, &format!("/{with}/")),
            (Self::PieceOfTotal(with), Some(rest)) => {
                let (piece, rest) = rest.split_once('.')?;
                let (total, rest) = rest.split_once('.')?;
                let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
                (two(piece) && two(total))
                    .then(|| serial(rest, &format!("/{with}/")))
                    .flatten()
                    .map(|tail| format!("{piece}{total}{tail}"))
            }
            _ => None,
        }
    }
}

fn from_link(text: &str) -> Option<String> {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let path = address.split(['?', '#']).next()?;
    let mut parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    for part in &mut parts {
        if let Some((_, ai)) = SHORT_NAMES.iter().find(|(short, _)| short == part) {
            *part = ai;
        }
    }
    // The domain is the first part; a resolver may put a path of its own before the key.
    let at = (1..parts.len()).find(|&at| {
        KEYS.iter().any(|(ai, ..)| *ai == parts[at]) && parts.get(at + 1).is_some_and(|value| starts_like_a_key(value))
    })?;
    let (ai, fixed, open, qualifiers) = KEYS.iter().find(|(ai, ..)| *ai == parts[at])?;
    let value = parts[at + 1];
    let padded = match (*ai, value.len()) {
        ("01", 8 | 12 | 13) => format!("{value:0>14}"),
        _ => value.to_owned(),
    };
    let head = padded.get(..*fixed)?;
    if !head.bytes().all(|byte| byte.is_ascii_digit()) || (!open && padded.len() != *fixed) || !is_component(&padded) {
        return None;
    }
    // Qualifiers come in pairs; the last that the key knows is the finest, what it does not know (`22`) is left out.
    let mut finest = None;
    for pair in parts[at + 2..].chunks(2) {
        let [name, value] = pair else { return None };
        if !is_component(value) {
            return None;
        }
        if let Some(rank) = qualifiers.iter().position(|qualifier| qualifier == name) {
            finest = finest.max(Some((rank, *value)));
        } else if *name != "22" {
            return None;
        }
    }
    Some(match finest {
        Some((rank, value)) => format!("{HOME}{ai}/{padded}/{}/{value}", qualifiers[rank]),
        None => format!("{HOME}{ai}/{padded}"),
    })
}

/// A key begins with four digits at least: that tells `/414/4012345000115` from a page that is called `/414/about`.
fn starts_like_a_key(value: &str) -> bool {
    value.len() > 4 && value.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

/// Characters of GS1 character set 82 as they stand in a URI.
fn is_component(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!\"%&'()*+,-./:;<=>?_#".contains(&byte))
}

/// Percent-encodes what an EPC URN may hold plainly and a Digital Link may not (Digital Link 1.2, table 7-1).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '!' => out.push_str("%21"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '*' => out.push_str("%2A"),
            '+' => out.push_str("%2B"),
            ',' => out.push_str("%2C"),
            ':' => out.push_str("%3A"),
            other => out.push(other),
        }
    }
    out
}

/// Appends the check digit.
fn with_check_digit(mut digits: String) -> String {
    let check = check::gs1(digits.as_bytes());
    digits.push(char::from(check));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_finest_level_of_a_link_stays() {
        let links = [
            ("https://example.com/01/4012345678901/10/L1/21/S1?x=1#y", Some("https://id.gs1.org/01/04012345678901/21/S1")),
            (
                "http://shop.example/some/page/gtin/09780345418913/22/2A/10/L1/",
                Some("https://id.gs1.org/01/09780345418913/10/L1"),
            ),
            ("https://id.gs1.org/414/4012345000115/254/987", Some("https://id.gs1.org/414/4012345000115/254/987")),
            ("https://example.com/414/about", None),
            ("https://example.com/orders/4711", None),
            ("ftp://id.gs1.org/00/040123450000001112", None),
            ("https://id.gs1.org/00/04012345000000111", None),
        ];
        for (link, canonical) in links {
            assert_eq!(canonical_link(link).as_deref(), canonical, "{link}");
        }
    }

    #[test]
    fn a_pattern_is_the_class_it_stands_for() {
        for (urn, canonical) in [
            ("urn:epc:idpat:sgtin:4012345.011111.*", "https://id.gs1.org/01/04012345111118"),
            ("urn:epc:idpat:grai:4012345.00022.*", "https://id.gs1.org/8003/04012345000221"),
            ("urn:epc:idpat:itip:4012345.011111.01.02.*", "https://id.gs1.org/8006/040123451111180102"),
        ] {
            assert_eq!(canonical_link(urn).as_deref(), Some(canonical), "{urn}");
        }
    }

    #[test]
    fn a_malformed_key_stays_as_it_is() {
        for urn in [
            "urn:epc:id:sscc:4012345",
            "urn:epc:id:sgln:401.1.0",
            "urn:epc:id:sgtin:4012345.011111.",
            "urn:epc:id:cpi:0614141.A",
            "urn:epc:id:xyz:1.2",
            "urn:epc:idpat:sgtin:4012345.*.*",
            "urn:epc:id:sscc:\u{e4}\u{e4}\u{e4}.\u{e4}",
        ] {
            assert_eq!(canonical_link(urn), None, "{urn}");
        }
    }
}
