//! The hash identifier of an EPCIS event (CBV 2.0, section 8.9).
//!
//! An event, from whatever syntax, is a tree of [`Node`]s. The tree is written out in one canonical order into the
//! pre-hash string, and the SHA-256 of that string is the identifier, as a `ni` URI (RFC 6920). Left out are what is said
//! about the event and not by it: `recordTime`, `eventID` and `errorDeclaration`; so an event and the declaration that it
//! was wrong share their identifier.
//!
//! Where the standard's text leaves room, the published examples of the working group's reference decide: the lists of
//! business transactions, sources and destinations stand among the extensions, in lexical order.

use core::fmt::{self, Write as _};

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::canonical_link;

/// A text that is not an event identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an event identifier: ni:///sha-256;<64 hexadecimal digits>?ver=CBV2.0")]
pub struct EventIdError(String);

impl EventIdError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "event.id"
    }
}

/// The identity of an event: a hash of what it says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^ni:///sha-256;[0-9a-f]{64}\\?ver=CBV2\\.0$")))]
pub struct EventId([u8; 32]);

const HEAD: &str = "ni:///sha-256;";
const FOOT: &str = "?ver=CBV2.0";

impl EventId {
    /// The identity of the event that has this pre-hash string.
    #[must_use]
    pub fn of_pre_hash(pre_hash: &str) -> Self {
        Self(Sha256::digest(pre_hash.as_bytes()).into())
    }

    /// Reads an identifier.
    ///
    /// # Errors
    /// [`EventIdError`] for anything else.
    pub fn new(text: &str) -> Result<Self, EventIdError> {
        let refused = || EventIdError(text.chars().take(120).collect());
        let hex = text.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix(FOOT)).ok_or_else(refused)?;
        crate::hex::read(hex).map(Self).ok_or_else(refused)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        crate::hex::write(f, &self.0)?;
        f.write_str(FOOT)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for EventId {
    type Error = EventIdError;

    fn try_from(text: String) -> Result<Self, EventIdError> {
        Self::new(&text)
    }
}

impl From<EventId> for String {
    fn from(id: EventId) -> Self {
        id.to_string()
    }
}

/// One field of an event, with the fields inside it. A list is a node of its own, with a node for each element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// The name: as the standard has it, or `{namespace}local` for an extension.
    pub name: String,
    /// The value, where the field has one.
    pub value: String,
    /// The fields inside.
    pub children: Vec<Node>,
}

impl Node {
    /// A field with a value.
    #[must_use]
    pub fn value(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), children: Vec::new() }
    }

    /// A field with fields inside.
    #[must_use]
    pub fn parent(name: impl Into<String>, children: Vec<Node>) -> Self {
        Self { name: name.into(), value: String::new(), children }
    }
}

/// A field in the canonical order, with the order inside it.
struct Field(&'static str, &'static [Field]);

const fn plain(name: &'static str) -> Field {
    Field(name, &[])
}

const EPCS: &[Field] = &[plain("epc")];
const QUANTITIES: &[Field] = &[Field("quantityElement", &[plain("epcClass"), plain("quantity"), plain("uom")])];
const PLACE: &[Field] = &[plain("id")];
const SENSOR: &[Field] = &[
    Field(
        "sensorMetadata",
        &[
            plain("time"),
            plain("startTime"),
            plain("endTime"),
            plain("deviceID"),
            plain("deviceMetadata"),
            plain("rawData"),
            plain("dataProcessingMethod"),
            plain("bizRules"),
        ],
    ),
    Field(
        "sensorReport",
        &[
            plain("type"),
            plain("exception"),
            plain("deviceID"),
            plain("deviceMetadata"),
            plain("rawData"),
            plain("dataProcessingMethod"),
            plain("time"),
            plain("microorganism"),
            plain("chemicalSubstance"),
            plain("value"),
            plain("component"),
            plain("stringValue"),
            plain("booleanValue"),
            plain("hexBinaryValue"),
            plain("uriValue"),
            plain("minValue"),
            plain("maxValue"),
            plain("meanValue"),
            plain("sDev"),
            plain("percRank"),
            plain("percValue"),
            plain("uom"),
            plain("coordinateReferenceSystem"),
        ],
    ),
];

/// The canonical property order. What is not named here follows in lexical order.
const ORDER: &[Field] = &[
    plain("eventTime"),
    plain("eventTimeZoneOffset"),
    plain("certificationInfo"),
    plain("parentID"),
    Field("epcList", EPCS),
    Field("inputEPCList", EPCS),
    Field("childEPCs", EPCS),
    Field("quantityList", QUANTITIES),
    Field("childQuantityList", QUANTITIES),
    Field("inputQuantityList", QUANTITIES),
    Field("outputEPCList", EPCS),
    Field("outputQuantityList", QUANTITIES),
    plain("action"),
    plain("transformationID"),
    plain("bizStep"),
    plain("disposition"),
    Field("persistentDisposition", &[plain("set"), plain("unset")]),
    Field("readPoint", PLACE),
    Field("bizLocation", PLACE),
    Field("sensorElementList", &[Field("sensorElement", SENSOR)]),
];

/// Fields that say something about the event and are no part of it.
const ABOUT: [&str; 4] = ["recordTime", "eventID", "type", "errorDeclaration"];

/// The pre-hash string of an event of that type with these fields.
#[must_use]
pub fn pre_hash(event_type: &str, fields: &[Node]) -> String {
    let told: Vec<&Node> = fields.iter().filter(|field| !ABOUT.contains(&field.name.as_str())).collect();
    let mut out = format!("eventType={event_type}");
    write_fields(&told, ORDER, &mut out);
    let strays: Vec<Node> = told.iter().filter_map(|field| strays(field, inside(ORDER, field)?)).collect();
    let rest = told.iter().filter(|field| inside(ORDER, field).is_none()).copied().chain(&strays);
    append_sorted(rest.map(|field| text_of(field, &[])).collect(), &mut out);
    out
}

/// The identity of an event of that type with these fields.
#[must_use]
pub fn event_id(event_type: &str, fields: &[Node]) -> EventId {
    EventId::of_pre_hash(&pre_hash(event_type, fields))
}

/// The order inside a field, if the field has a place in this order.
fn inside(order: &'static [Field], field: &Node) -> Option<&'static [Field]> {
    order.iter().find(|Field(name, _)| field.name == *name).map(|Field(_, inside)| *inside)
}

/// The fields in their order, equal names in lexical order of what they say.
fn write_fields(fields: &[&Node], order: &'static [Field], out: &mut String) {
    for Field(name, inside) in order {
        let of_name = fields.iter().filter(|field| field.name == *name);
        append_sorted(of_name.map(|field| text_of(field, inside)).collect(), out);
    }
}

/// What stands in a field of the standard and is neither of the standard nor of an extension: it follows at the end of the
/// event, with the way to it.
fn strays(field: &Node, order: &'static [Field]) -> Option<Node> {
    if order.is_empty() {
        return None;
    }
    let stray = |child: &Node| match inside(order, child) {
        Some(inside) => strays(child, inside),
        None => (!child.name.starts_with('{')).then(|| child.clone()),
    };
    let children: Vec<Node> = field.children.iter().filter_map(stray).collect();
    (!children.is_empty()).then(|| Node::parent(&*field.name, children))
}

fn append_sorted(mut texts: Vec<String>, out: &mut String) {
    texts.sort_unstable();
    out.extend(texts);
}

/// One field: its name, its value, what is inside. Empty when there is neither.
fn text_of(field: &Node, order: &'static [Field]) -> String {
    let mut inside = String::new();
    match field.name.as_str() {
        // The type of such an element stands before its value.
        "bizTransaction" | "source" | "destination" if !field.children.is_empty() => {
            for name in ["type", field.name.as_str()] {
                field.children.iter().filter(|child| child.name == name).for_each(|child| inside.push_str(&text_of(child, &[])));
            }
            return inside;
        }
        _ => {
            write_fields(&field.children.iter().collect::<Vec<_>>(), order, &mut inside);
            let rest = field.children.iter().filter(|child| order.is_empty() || child.name.starts_with('{'));
            append_sorted(rest.map(|child| text_of(child, &[])).collect(), &mut inside);
        }
    }
    let value = canonical_value(&field.name, field.value.trim());
    if value.is_empty() && inside.is_empty() && !field.name.starts_with('{') {
        return String::new();
    }
    let mut text = field.name.clone();
    if !value.is_empty() {
        let _ = write!(text, "={value}");
    }
    text + &inside
}

fn canonical_value(name: &str, value: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let is_time = !name.starts_with('{') && lower.contains("time") && !lower.contains("offset");
    if let Some(moment) = is_time.then(|| DateTime::parse_from_rfc3339(value).ok()).flatten() {
        return canonical_time(moment);
    }
    let value = web_vocabulary(value);
    canonical_number(&value).or_else(|| canonical_link(&value)).unwrap_or(value)
}

/// UTC with milliseconds, rounded half up.
#[must_use]
pub fn canonical_time(moment: DateTime<FixedOffset>) -> String {
    round_to_millisecond(moment).with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The moment to the millisecond, rounded half up: finer differences are no part of an event's identity.
#[must_use]
pub fn round_to_millisecond(moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let nanoseconds = i64::from(moment.timestamp_subsec_nanos() % 1_000_000);
    let up = if nanoseconds >= 500_000 { 1_000_000 - nanoseconds } else { -nanoseconds };
    moment.checked_add_signed(TimeDelta::nanoseconds(up)).unwrap_or(moment)
}

/// The web address of a vocabulary word that is written as an old URN.
fn web_vocabulary(value: &str) -> String {
    const WORDS: [(&str, &str); 5] = [("bizstep", "BizStep"), ("disp", "Disp"), ("btt", "BTT"), ("sdt", "SDT"), ("er", "ER")];
    let word = value.strip_prefix("urn:epcglobal:cbv:").and_then(|rest| rest.split_once(':'));
    let web = word.and_then(|(old, word)| {
        WORDS.iter().find(|(name, _)| *name == old).map(|(_, new)| format!("https://ref.gs1.org/cbv/{new}-{word}"))
    });
    web.unwrap_or_else(|| value.to_owned())
}

/// A number without sign, leading or trailing zeros that say nothing; none for a text that is no number.
///
/// Digits beyond those of a double are dropped as the reference drops them: there is one identity, not a better one.
fn canonical_number(value: &str) -> Option<String> {
    let starts = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
    if !value.bytes().next().is_some_and(starts) || !value.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: f64 = value.parse().ok()?;
    if !number.is_finite() {
        return None;
    }
    // A whole number is written out in full, whatever its size; -0 is 0.
    if number.fract() == 0.0 {
        let text = format!("{number:.0}");
        return Some(if text == "-0" { "0".into() } else { text });
    }
    let magnitude = number.abs();
    if (1e-4..1e16).contains(&magnitude) {
        return Some(number.to_string());
    }
    // The reference writes what is smaller with an exponent of two digits.
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    Some(format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form() {
        let forms = [
            ("1.0", "1"),
            ("+007.50", "7.5"),
            ("-0.0", "0"),
            ("0.00001", "1e-05"),
            ("12.1", "12.1"),
            ("1e3", "1000"),
            (".5", "0.5"),
        ];
        for (written, canonical) in forms {
            assert_eq!(canonical_number(written).as_deref(), Some(canonical), "{written}");
        }
        for text in ["", "-", "1.2.3", "2023-10-09", "nan", "inf", "0x10", "+"] {
            assert_eq!(canonical_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_rounded_half_up_at_the_fourth_decimal() {
        let canonical = |text: &str| canonical_value("eventTime", text);
        assert_eq!(canonical("2023-01-18T11:04:03.1415Z"), "2023-01-18T11:04:03.142Z");
        assert_eq!(canonical("2023-01-18T12:04:03.1414999+01:00"), "2023-01-18T11:04:03.141Z");
        assert_eq!(canonical("2023-12-31T23:59:59.9996Z"), "2024-01-01T00:00:00.000Z");
        assert_eq!(canonical("yesterday"), "yesterday");
    }

    #[test]
    fn what_is_said_about_an_event_is_no_part_of_it() {
        let said = |extra: Option<Node>| {
            let mut fields = vec![Node::value("eventTime", "2026-11-20T09:00:00Z"), Node::value("action", "OBSERVE")];
            fields.extend(extra);
            event_id("ObjectEvent", &fields)
        };
        assert_eq!(said(None), said(Some(Node::value("recordTime", "2026-11-20T10:00:00Z"))));
        assert_eq!(said(None), said(Some(Node::parent("errorDeclaration", vec![Node::value("reason", "x")]))));
        assert_ne!(said(None), said(Some(Node::value("bizStep", "shipping"))));
    }

    #[test]
    fn an_identifier_reads_back_and_nothing_else_does() {
        let id = EventId::of_pre_hash("eventType=ObjectEvent");
        assert_eq!(EventId::new(&id.to_string()), Ok(id));
        let text = id.to_string();
        for wrong in [text.replace("2.0", "1.0"), text.to_uppercase(), text.replacen("256;", "256;+", 1), String::new()] {
            assert_eq!(EventId::new(&wrong).unwrap_err().code(), "event.id");
        }
    }
}
