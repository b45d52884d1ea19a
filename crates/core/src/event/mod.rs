//! What happened to a shipment, what is expected to, and what of it was wrong.
//!
//! An [`Event`] is a fact, a forecast or a plan that somebody reported; a [`Correction`] declares that a reported event is
//! void. Both only ever add to a [`History`]; nothing recorded is edited. [`fold`](fold::fold) makes the standing of a
//! shipment from its history, whatever the order in which the records arrived and however often.

pub mod decide;
mod exception;
pub mod fold;
mod history;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::{
    decide::{Allowed, Command, Decision, Refusal, decide},
    exception::{Action, Blame, Exception, Reason},
    fold::{Entry, Milestone, OpenException, Outcome, Standing, Timing, fold},
    history::{History, HistoryDocument},
};
use crate::{
    epcis::{
        EventId, Node,
        canonical::{event_id, round_to_millisecond},
    },
    identifier::Sscc,
    lifecycle::Name,
    time::Instant,
};

/// Whether an event is planned, expected or happened (DCSA's `PLN`, `EST`, `ACT`): the plan, the forecast and the fact are
/// events of the same kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Classifier {
    /// Agreed beforehand.
    Planned,
    /// Expected by whoever reports it.
    Estimated,
    /// It happened.
    #[default]
    Actual,
}

/// Who acted. Personal data: `Debug` leaves the identifier out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// In which role.
    pub role: Name,
    /// Who it was, in the reporter's own terms.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
}

impl core::fmt::Debug for Actor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Actor").field("role", &self.role).finish_non_exhaustive()
    }
}

/// One thing that was reported about a shipment.
///
/// Its identity ([`Event::id`]) is the EPCIS hash of what it says, without the time of recording: the same message twice is
/// the same event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The shipment.
    pub shipment: String,
    /// What happened: `delivered`. A kind that the lifecycle does not know is kept and changes no state.
    pub kind: Name,
    /// When it happened, is expected to, or is planned to. Milliseconds count, finer does not.
    pub event_time: Instant,
    /// When it was recorded. No part of the event's identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_time: Option<Instant>,
    /// Planned, estimated or actual.
    #[serde(default, skip_serializing_if = "is_default")]
    pub classifier: Classifier,
    /// Which system reports it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Who acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// How many pieces it moves; all that can be moved when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u64>,
    /// The handling units concerned, by SSCC. Carried without effect.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub handling_units: BTreeSet<Sscc>,
    /// Where: a GLN as GS1 Digital Link or URN, else any URI. Carried without effect.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Documents handed in with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub documents: BTreeSet<Name>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Exception>,
    /// Events whose exceptions it settles.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub settles: BTreeSet<EventId>,
    /// The command it records.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub command: String,
    /// Its place among events of the same millisecond.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sequence: u32,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The namespace of Haulage's own fields in an EPCIS event.
pub const NAMESPACE: &str = "urn:haulage:epcis:";

/// A field in the namespace of Haulage.
fn own(name: &str, value: impl Into<String>) -> Node {
    Node::value(format!("{{{NAMESPACE}}}{name}"), value)
}

impl Event {
    /// That this happened to a shipment at that moment; everything else is unsaid.
    #[must_use]
    pub fn new(shipment: impl Into<String>, kind: Name, event_time: Instant) -> Self {
        Self {
            shipment: shipment.into(),
            kind,
            event_time,
            record_time: None,
            classifier: Classifier::Actual,
            source: String::new(),
            actor: None,
            pieces: None,
            handling_units: BTreeSet::new(),
            place: String::new(),
            documents: BTreeSet::new(),
            exception: None,
            settles: BTreeSet::new(),
            command: String::new(),
            sequence: 0,
        }
    }

    /// Its identity: the hash of its EPCIS form (CBV 2.0, section 8.9).
    #[must_use]
    pub fn id(&self) -> EventId {
        event_id("ObjectEvent", &self.nodes())
    }

    /// Its fields as EPCIS has them: an `ObjectEvent` that observes the shipment and its handling units.
    #[must_use]
    pub fn nodes(&self) -> Vec<Node> {
        let mut units: Vec<Node> =
            self.handling_units.iter().map(|sscc| Node::value("epc", format!("https://id.gs1.org/00/{sscc}"))).collect();
        units.push(Node::value("epc", shipment_uri(&self.shipment)));
        let mut nodes = vec![
            Node::value("eventTime", self.event_time.to_rfc3339()),
            Node::value("eventTimeZoneOffset", self.event_time.format("%:z").to_string()),
            Node::parent("epcList", units),
            Node::value("action", "OBSERVE"),
        ];
        if let Some(step) = biz_step(self.kind.as_str()) {
            nodes.push(Node::value("bizStep", format!("https://ref.gs1.org/cbv/BizStep-{step}")));
        }
        if !self.place.is_empty() {
            nodes.push(Node::parent("readPoint", vec![Node::value("id", &self.place)]));
        }
        nodes.push(own("kind", self.kind.as_str()));
        if self.classifier != Classifier::Actual {
            nodes.push(own("classifier", if self.classifier == Classifier::Planned { "planned" } else { "estimated" }));
        }
        let texts = [("source", &self.source), ("command", &self.command)];
        nodes.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| own(name, text)));
        nodes.extend(self.actor.iter().map(|actor| {
            let mut fields = vec![own("role", actor.role.as_str())];
            fields.extend((!actor.id.is_empty()).then(|| own("id", &actor.id)));
            Node { children: fields, ..own("actor", "") }
        }));
        nodes.extend(self.pieces.map(|pieces| own("pieces", pieces.to_string())));
        nodes.extend(self.documents.iter().map(|document| own("document", document.as_str())));
        nodes.extend(self.settles.iter().map(|id| own("settles", id.to_string())));
        nodes.extend(self.exception.as_ref().map(|exception| Node { children: exception.nodes(), ..own("exception", "") }));
        nodes.extend((self.sequence > 0).then(|| own("sequence", self.sequence.to_string())));
        nodes
    }

    /// With what cannot change its identity made equal.
    fn normalised(mut self) -> Self {
        self.event_time = round_to_millisecond(self.event_time);
        if let Some(due) =
            self.exception.as_mut().and_then(|exception| exception.action.as_mut()).and_then(|action| action.due.as_mut())
        {
            *due = round_to_millisecond(*due).to_utc().fixed_offset();
        }
        self
    }

    /// When it counts, and before what of the same moment.
    fn order(&self) -> (i64, u32) {
        (self.event_time.timestamp_millis(), self.sequence)
    }
}

/// A shipment as a URI.
pub(crate) fn shipment_uri(shipment: &str) -> String {
    format!("urn:haulage:shipment:{}", escape(shipment))
}

/// Percent-encodes all that RFC 3986 does not call unreserved.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default().to_ascii_uppercase();
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

/// The CBV 2.0 business step that says the same as a kind of event of the standard lifecycle.
#[must_use]
pub fn biz_step(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "picked_up" | "picked_up_in_part" => "collecting",
        "departed" => "departing",
        "arrived" => "arriving",
        "out_for_delivery" => "transporting",
        "held" | "entered_customs" => "holding",
        "delivered" | "delivered_in_part" => "receiving",
        "returned" | "rest_returned" => "accepting",
        "cancelled" => "void_shipping",
        _ => return None,
    })
}

/// Why an event is void (CBV 2.0 error reasons).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// It never happened.
    DidNotOccur,
    /// It happened, but not as reported: see the corrective events.
    IncorrectData,
}

/// A declaration that a reported event is void. Nothing is edited: what was true instead is an event of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The event that is void.
    pub corrects: EventId,
    /// When it was declared.
    pub declared: Instant,
    /// Why.
    pub reason: Error,
    /// The events that say what was true instead.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub corrective: BTreeSet<EventId>,
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
