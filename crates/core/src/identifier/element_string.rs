//! GS1 element strings: what a bar code of handling units and trade items carries.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    IdentifierError, Kind,
    application_identifier::{Rule, leading, predefined_length},
    text::Text,
};

/// The separator between elements: FNC1 as a scanner sends it.
const GS: char = '\u{1d}';

/// What scanners put before the data (GS1 General Specifications 7.10): GS1-128, `DataBar`, Data Matrix, QR, `DotCode`.
const SYMBOLOGIES: [&str; 5] = ["]C1", "]e0", "]d2", "]Q3", "]J1"];

/// A longer text is no bar code: GS1-128 ends at 48 characters, Data Matrix at 2,335.
pub(super) const LONGEST: usize = 4_096;

/// Application identifiers with their values, each checked against its rule (GS1 General Specifications 3).
///
/// Reads the bracketed form that people see, and the form that scanners send, with or without the symbology and with GS
/// for FNC1. Prints brackets; [`ElementString::to_fnc1`] prints what goes into a bar code.
///
/// ```
/// use haulage_core::identifier::ElementString;
///
/// let label: ElementString = "(00)340123450000000017(400)PO-77(420)20457".parse()?;
/// assert_eq!(label.get("400"), Some("PO-77"));
/// assert_eq!(label.to_fnc1(), "00340123450000000017400PO-77\u{1d}42020457");
/// assert_eq!(format!("]C1{}", label.to_fnc1()).parse::<ElementString>()?, label);
/// # Ok::<(), haulage_core::identifier::IdentifierError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("maxLength" = LONGEST)))]
pub struct ElementString(Vec<(Text<4>, String)>);

impl ElementString {
    /// The elements in order: application identifier and value.
    pub fn elements(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(ai, value)| (ai.as_str(), value.as_str()))
    }

    /// The value of an application identifier.
    #[must_use]
    pub fn get(&self, ai: &str) -> Option<&str> {
        self.elements().find(|(found, _)| *found == ai).map(|(_, value)| value)
    }

    /// The form that goes into a bar code: GS for FNC1 behind a value that needs an end, none at the end.
    #[must_use]
    pub fn to_fnc1(&self) -> String {
        let mut text = String::new();
        for (place, (ai, value)) in self.elements().enumerate() {
            text.push_str(ai);
            text.push_str(value);
            if place + 1 < self.0.len() && predefined_length(ai).is_none() {
                text.push(GS);
            }
        }
        text
    }

    /// Checks elements that came from another syntax.
    pub(super) fn of<'a>(elements: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, IdentifierError> {
        let mut all = Self(Vec::new());
        for (ai, value) in elements {
            let (_, rule) =
                leading(ai).filter(|(found, _)| *found == ai).ok_or_else(|| fault(ai, "no application identifier"))?;
            all.add(ai, rule, value)?;
        }
        if all.0.is_empty() { Err(fault("", "no element")) } else { Ok(all) }
    }

    fn add(&mut self, ai: &str, rule: Rule, value: &str) -> Result<(), IdentifierError> {
        rule.check(ai, value)?;
        match self.get(ai) {
            Some(other) if other != value => Err(fault(ai, "two different values")),
            Some(_) => Ok(()),
            None => {
                self.0.push((Text::cut(ai.as_bytes()), value.into()));
                Ok(())
            }
        }
    }

    fn bracketed(text: &str) -> Result<Self, IdentifierError> {
        let mut elements = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let Some((ai, behind)) = opening(rest) else {
                return Err(fault(start(rest), "no application identifier in brackets"));
            };
            // A value may hold brackets itself: it ends where the next application identifier opens.
            let (value, next) = behind.split_at(next_opening(behind).unwrap_or(behind.len()));
            elements.push((ai, value.replace("\\(", "(")));
            rest = next;
        }
        Self::of(elements.iter().map(|(ai, value)| (*ai, value.as_str())))
    }

    fn scanned(text: &str) -> Result<Self, IdentifierError> {
        let mut all = Self(Vec::new());
        let mut rest = text.trim_start_matches(GS);
        while !rest.is_empty() {
            let (ai, rule) = leading(rest).ok_or_else(|| fault(start(rest), "no application identifier"))?;
            let behind = &rest[rule.digits..];
            let end = behind.find(GS).unwrap_or(behind.len());
            let length = predefined_length(ai).map_or(end, |length| length.min(end));
            let value = behind.get(..length).ok_or_else(|| fault(ai, "a character outside GS1's set 82"))?;
            all.add(ai, rule, value)?;
            rest = behind[length..].trim_start_matches(GS);
        }
        if all.0.is_empty() { Err(fault("", "no element")) } else { Ok(all) }
    }
}

/// `(ai)` at the beginning of a text, where that is an application identifier, and what comes behind.
fn opening(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('(')?;
    let (ai, rule) = leading(inside)?;
    Some((ai, inside[rule.digits..].strip_prefix(')')?))
}

/// Where the next application identifier opens. A backslash, which is no character of a value, says that it does not.
fn next_opening(text: &str) -> Option<usize> {
    text.match_indices('(').map(|(at, _)| at).find(|&at| !text[..at].ends_with('\\') && opening(&text[at..]).is_some())
}

/// The first characters, to name a place by.
fn start(text: &str) -> &str {
    text.char_indices().nth(4).map_or(text, |(end, _)| &text[..end])
}

fn fault(ai: &str, what: &'static str) -> IdentifierError {
    IdentifierError::Element { kind: Kind::ElementString, ai: Text::cut(ai.as_bytes()), what }
}

impl FromStr for ElementString {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        if text.len() > LONGEST {
            return Err(IdentifierError::Length { kind: Kind::ElementString, found: text.len() });
        }
        let data = SYMBOLOGIES.iter().find_map(|symbology| text.strip_prefix(symbology)).unwrap_or(text);
        if data.starts_with('(') { Self::bracketed(data) } else { Self::scanned(data) }
    }
}

impl fmt::Display for ElementString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (ai, value) in self.elements() {
            write!(f, "({ai})")?;
            let mut rest = value;
            while let Some(at) = next_opening(rest) {
                write!(f, "{}\\(", &rest[..at])?;
                rest = &rest[at + 1..];
            }
            f.write_str(rest)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for ElementString {
    type Error = IdentifierError;

    fn try_from(text: String) -> Result<Self, IdentifierError> {
        text.parse()
    }
}

impl From<ElementString> for String {
    fn from(elements: ElementString) -> Self {
        elements.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_may_hold_brackets_of_its_own() {
        let label: ElementString = "(01)09506000134352(10)LOT(7)A(21)9".parse().unwrap();
        assert_eq!(label.elements().collect::<Vec<_>>(), [("01", "09506000134352"), ("10", "LOT(7)A"), ("21", "9")]);
    }

    #[test]
    fn a_value_that_looks_like_an_element_is_printed_so_that_it_reads_back() {
        let label: ElementString = "10A(21)B\u{1d}21C".parse().unwrap();
        assert_eq!(label.get("10"), Some("A(21)B"));
        assert_eq!(label.to_string(), "(10)A\\(21)B(21)C");
        assert_eq!(label.to_string().parse::<ElementString>().unwrap(), label);
    }

    #[test]
    fn the_mistake_in_a_label_is_named_with_its_place() {
        for (label, message) in [
            ("(01)09506000134353", "GTIN: wrong check digit 3: expected 2"),
            ("(01)0950600013435", "GS1 element string: the value is too short at (01)"),
            ("(01)09506000134352(11)261345", "GS1 element string: no date YYMMDD at (11)"),
            ("(05)1", "GS1 element string: no application identifier in brackets at ((05))"),
            ("10A\u{1d}10B", "GS1 element string: two different values at (10)"),
            ("", "GS1 element string: no element at ()"),
        ] {
            assert_eq!(label.parse::<ElementString>().unwrap_err().to_string(), message, "{label}");
        }
    }
}
