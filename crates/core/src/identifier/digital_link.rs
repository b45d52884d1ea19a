//! GS1 Digital Link URIs.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{ElementString, IdentifierError, Kind, element_string, text::Text};

/// Primary keys, with the qualifiers that may follow each in the path, in this order
/// (GS1 Digital Link standard, URI syntax 1.5, section 4).
const KEYS: [(&str, &[&str]); 19] = [
    ("01", &["22", "10", "21", "235"]),
    ("00", &[]),
    ("253", &[]),
    ("255", &[]),
    ("401", &[]),
    ("402", &[]),
    ("410", &["254"]),
    ("411", &["254"]),
    ("412", &["254"]),
    ("413", &["254"]),
    ("414", &["254", "7040"]),
    ("415", &["254", "8020"]),
    ("417", &["7040"]),
    ("8003", &[]),
    ("8004", &["7040"]),
    ("8006", &["22", "10", "21"]),
    ("8010", &["8011"]),
    ("8017", &["8019"]),
    ("8018", &["8019"]),
];

/// A GS1 key as a web address: the key and its qualifiers in the path, other elements in the query.
///
/// Any resolver's domain is read, and any path before the key; the canonical form stands under `https://id.gs1.org` with
/// the attributes sorted, so that two links to one thing are equal. What the query holds beside application identifiers is
/// not part of the identity.
///
/// ```
/// use haulage_core::identifier::DigitalLink;
///
/// let link: DigitalLink = "https://brand.example/en/01/9506000134352/21/A%2F5?17=280229&utm=x".parse()?;
/// assert_eq!(link.to_string(), "https://id.gs1.org/01/09506000134352/21/A%2F5?17=280229");
/// # Ok::<(), haulage_core::identifier::IdentifierError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("maxLength" = element_string::LONGEST)))]
pub struct DigitalLink {
    elements: ElementString,
    /// How many of the elements stand in the path.
    in_path: usize,
}

impl DigitalLink {
    /// The same as an element string: key, qualifiers, attributes.
    #[must_use]
    pub const fn elements(&self) -> &ElementString {
        &self.elements
    }
}

fn fault(ai: &str, what: &'static str) -> IdentifierError {
    IdentifierError::Element { kind: Kind::DigitalLink, ai: Text::cut(ai.as_bytes()), what }
}

/// Undoes percent encoding (RFC 3986). What is not UTF-8 afterwards is no value of an element.
fn decoded(ai: &str, text: &str) -> Result<String, IdentifierError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut hex = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        match (hex(), hex()) {
            (Some(high), Some(low)) => bytes.push((high * 16 + low) as u8),
            _ => return Err(fault(ai, "a percent sign without two hexadecimal digits")),
        }
    }
    String::from_utf8(bytes).map_err(|_| fault(ai, "bytes that are not UTF-8"))
}

/// Percent-encodes what is not unreserved (RFC 3986, section 2.3).
fn encoded(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.bytes().try_for_each(|byte| match byte {
        b'-' | b'.' | b'_' | b'~' => write!(f, "{}", char::from(byte)),
        _ if byte.is_ascii_alphanumeric() => write!(f, "{}", char::from(byte)),
        _ => write!(f, "%{byte:02X}"),
    })
}

/// The key, its qualifiers and their values: the last run of path segments that begins with a primary key.
fn key_in_path<'a>(path: &[&'a str]) -> Result<Vec<(&'a str, String)>, IdentifierError> {
    let qualifiers_of = |segment: &str| KEYS.iter().find(|(key, _)| *key == segment).map(|(_, qualifiers)| *qualifiers);
    // Pairs are counted from the end, so that a resolver's own path before the key may hold anything.
    let candidates = (0..path.len()).filter(|at| (path.len() - at).is_multiple_of(2));
    let (at, qualifiers) = candidates
        .rev()
        .find_map(|at| qualifiers_of(path[at]).map(|qualifiers| (at, qualifiers)))
        .ok_or_else(|| fault("", "no GS1 key in the path"))?;
    let mut order = qualifiers.iter();
    let mut elements = Vec::new();
    for (place, pair) in path[at..].chunks_exact(2).enumerate() {
        let (ai, value) = (pair[0], decoded(pair[0], pair[1])?);
        if place > 0 && !order.any(|qualifier| *qualifier == ai) {
            return Err(fault(ai, "no qualifier of this key, or out of order"));
        }
        elements.push((ai, if ai == "01" { format!("{value:0>14}") } else { value }));
    }
    Ok(elements)
}

impl FromStr for DigitalLink {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let text = text.trim_ascii();
        if text.len() > element_string::LONGEST {
            return Err(IdentifierError::Length { kind: Kind::DigitalLink, found: text.len() });
        }
        let scheme_ends = text.find("://").filter(|&end| ["http", "https"].iter().any(|s| text[..end].eq_ignore_ascii_case(s)));
        let address = scheme_ends.map(|end| &text[end + 3..]).ok_or_else(|| fault("", "no http or https address"))?;
        let address = address.split_once('#').map_or(address, |(address, _)| address);
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut segments = path.trim_end_matches('/').split('/');
        if segments.next().is_none_or(str::is_empty) {
            return Err(fault("", "no domain"));
        }
        let mut elements = key_in_path(&segments.collect::<Vec<_>>())?;
        let in_path = elements.len();
        let mut attributes = Vec::new();
        for (ai, value) in query.split(['&', ';']).filter_map(|pair| pair.split_once('=')) {
            if !ai.is_empty() && ai.bytes().all(|byte| byte.is_ascii_digit()) {
                attributes.push((ai, decoded(ai, value)?));
            }
        }
        attributes.sort_unstable();
        elements.extend(attributes);
        let elements = ElementString::of(elements.iter().map(|(ai, value)| (*ai, value.as_str())))?;
        Ok(Self { elements, in_path })
    }
}

impl fmt::Display for DigitalLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("https://id.gs1.org")?;
        for (place, (ai, value)) in self.elements.elements().enumerate() {
            match place.checked_sub(self.in_path) {
                None => write!(f, "/{ai}/")?,
                Some(0) => write!(f, "?{ai}=")?,
                Some(_) => write!(f, "&{ai}=")?,
            }
            encoded(f, value)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for DigitalLink {
    type Error = IdentifierError;

    fn try_from(text: String) -> Result<Self, IdentifierError> {
        text.parse()
    }
}

impl From<DigitalLink> for String {
    fn from(link: DigitalLink) -> Self {
        link.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_any_resolver_to_one_thing_are_equal() {
        let canonical: DigitalLink = "https://id.gs1.org/01/09506000134352/10/ABC%2F1?17=280229&3103=000195".parse().unwrap();
        for other in [
            "http://shop.example/x/y/01/9506000134352/10/ABC%2f1?3103=000195&17=280229#top",
            "HTTPS://example.com/01/09506000134352/10/ABC%2F1/?lang=de&17=280229;3103=000195",
        ] {
            assert_eq!(other.parse::<DigitalLink>().unwrap(), canonical, "{other}");
        }
        assert_eq!(canonical.elements().to_string(), "(01)09506000134352(10)ABC/1(17)280229(3103)000195");
    }

    #[test]
    fn what_is_no_digital_link_says_why() {
        for (link, message) in [
            ("ftp://a.example/00/340123450000000017", "no http or https address at ()"),
            ("https:///00/340123450000000017", "no domain at ()"),
            ("https://a.example/about/us", "no GS1 key in the path at ()"),
            ("https://a.example/01/09506000134352/21/1/10/A", "no qualifier of this key, or out of order at (10)"),
            ("https://a.example/01/0950600013435%", "a percent sign without two hexadecimal digits at (01)"),
            ("https://a.example/414/9506000134369/254/%FF", "bytes that are not UTF-8 at (254)"),
        ] {
            assert_eq!(link.parse::<DigitalLink>().unwrap_err().to_string(), format!("GS1 Digital Link: {message}"), "{link}");
        }
        let error = "https://a.example/00/340123450000000014".parse::<DigitalLink>().unwrap_err();
        assert_eq!(error.to_string(), "SSCC: wrong check digit 4: expected 7");
    }
}
