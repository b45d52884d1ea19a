//! EPCIS 2.0 documents in JSON-LD: read, understood as far as shipments go, and written back whole.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use thiserror::Error;

use super::{
    EventId,
    canonical::event_id,
    translate::{PREFIX, from_json, to_json},
    tree::{Namespaces, nodes},
};
use crate::{
    event::{Correction, Error as ErrorReason, Event, History, NAMESPACE},
    fault::Faults,
    identifier::Sscc,
    lifecycle::Name,
    time::Instant,
};

/// A text that is not an EPCIS document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EpcisError {
    /// Not JSON.
    #[error("not a JSON document: {0}")]
    Syntax(String),
    /// Neither a document of events, nor an event, nor a context.
    #[error("neither an EPCISDocument, an EPCISQueryDocument, an event nor a JSON-LD context: type `{0}`")]
    Type(String),
}

impl EpcisError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "epcis.syntax",
            Self::Type(_) => "epcis.type",
        }
    }
}

/// An EPCIS document. All of it is kept, whether it means anything to shipments or not, and written back as it was.
///
/// ```
/// use haulage_core::epcis::Document;
///
/// let text = r#"{"@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", "type": "ObjectEvent",
///     "eventTime": "2026-11-20T09:00:00Z", "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "bizStep": "departing",
///     "epcList": ["urn:epc:id:sscc:4012345.0000000111"]}"#;
/// let document = Document::read(text.as_bytes())?;
/// let events = document.events();
/// assert_eq!(events[0].units()[0].to_string(), "040123450000001112");
/// # Ok::<(), haulage_core::epcis::EpcisError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    value: Value,
    namespaces: Namespaces,
}

/// One event of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct EpcisEvent<'a> {
    /// Its identity: the hash of what it says.
    pub id: EventId,
    /// `ObjectEvent`, `AggregationEvent`, …
    pub event_type: &'a str,
    fields: &'a Map<String, Value>,
    /// What each `eventID` of the document is by its hash.
    named: BTreeMap<&'a str, EventId>,
}

impl Document {
    /// Reads a document of events, a query document, a single event or a bare context.
    ///
    /// # Errors
    /// [`EpcisError`] when it is none of these.
    pub fn read(text: &[u8]) -> Result<Self, EpcisError> {
        Self::new(serde_json::from_slice(text).map_err(|error| EpcisError::Syntax(error.to_string()))?)
    }

    /// [`Document::read`] of what is parsed already.
    ///
    /// # Errors
    /// [`EpcisError::Type`] when it is none of these.
    pub fn new(value: Value) -> Result<Self, EpcisError> {
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let known = matches!(kind, "EPCISDocument" | "EPCISQueryDocument") || kind.ends_with("Event");
        let is_context = kind.is_empty() && value.get("@context").is_some();
        if !known && !is_context {
            return Err(EpcisError::Type(kind.chars().take(60).collect()));
        }
        let namespaces = Namespaces::standard().with(value.get("@context"));
        Ok(Self { value, namespaces })
    }

    /// The history of a shipment as a document: its events, and each void one again with its error declaration.
    #[must_use]
    pub fn of_history(history: &History, created: Instant) -> Self {
        let mut list: Vec<Value> = history.events().values().map(|event| to_json(event, None)).collect();
        for correction in history.corrections() {
            list.extend(history.events().get(&correction.corrects).map(|event| to_json(event, Some(correction))));
        }
        let context = json!(["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { PREFIX: NAMESPACE }]);
        let namespaces = Namespaces::standard().with(Some(&context));
        let value = json!({
            "@context": context,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": created.to_rfc3339(),
            "epcisBody": { "eventList": list },
        });
        Self { value, namespaces }
    }

    /// What the document says about a shipment. Events that another system wrote concern it when they name one of `units`;
    /// all of them when none is given.
    ///
    /// # Errors
    /// [`Faults`] for a blank shipment, no piece, or more than [`quantity::MAX`](crate::quantity::MAX).
    pub fn history(&self, shipment: &str, pieces: u64, units: &BTreeSet<Sscc>) -> Result<History, Faults> {
        let mut history = History::new(shipment, pieces)?;
        let events = self.events();
        let mut corrections = Vec::new();
        // An event of another system is told in Haulage's terms, and so has another identity here than in its document.
        let mut told_as = BTreeMap::new();
        for event in &events {
            if let Some(Ok(id)) = event.told_of(shipment, units).map(|told| history.add(told)) {
                told_as.insert(event.id, id);
                corrections.extend(event.correction());
            }
        }
        let here = |id: EventId| told_as.get(&id).copied().unwrap_or(id);
        for correction in corrections {
            let corrective = correction.corrective.iter().copied().map(here).collect();
            history.correct(Correction { corrects: here(correction.corrects), corrective, ..correction });
        }
        Ok(history)
    }

    /// All of it.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// Its events in their order.
    #[must_use]
    pub fn events(&self) -> Vec<EpcisEvent<'_>> {
        let body = &self.value["epcisBody"];
        let lists = [&body["eventList"], &body["event"], &body["queryResults"]["resultsBody"]["eventList"]];
        let in_body = lists.into_iter().flat_map(|list| match list {
            Value::Array(events) => events.as_slice(),
            Value::Null => &[],
            single => std::slice::from_ref(single),
        });
        let own = self.value.get("eventTime").map(|_| &self.value);
        let events = in_body.chain(own).filter_map(Value::as_object);
        let mut events: Vec<EpcisEvent<'_>> = events
            .map(|fields| {
                let event_type = fields.get("type").and_then(Value::as_str).unwrap_or_default();
                let namespaces = self.namespaces.clone().with(fields.get("@context"));
                EpcisEvent { id: event_id(event_type, &nodes(fields, &namespaces)), event_type, fields, named: BTreeMap::new() }
            })
            .collect();
        let named: BTreeMap<&str, EventId> = events.iter().filter_map(|event| Some((event.given_id()?, event.id))).collect();
        for event in &mut events {
            event.named.clone_from(&named);
        }
        events
    }
}

impl<'a> EpcisEvent<'a> {
    /// All of it, as the document has it.
    #[must_use]
    pub const fn fields(&self) -> &'a Map<String, Value> {
        self.fields
    }

    /// The `eventID` that the document gives it.
    #[must_use]
    pub fn given_id(&self) -> Option<&'a str> {
        self.text("eventID")
    }

    /// The logistic units it names, by SSCC.
    #[must_use]
    pub fn units(&self) -> Vec<Sscc> {
        units(self.fields).into_iter().filter_map(|unit| unit.parse().ok()).collect()
    }

    /// What it says about a shipment: everything, if Haulage wrote it; else what its business step means, for a shipment
    /// that the caller knows by its units. None if it means nothing to a shipment, or if it is declared void.
    #[must_use]
    pub fn about(&self, shipment: &str) -> Option<Event> {
        if self.fields.contains_key("errorDeclaration") { None } else { self.told(shipment) }
    }

    /// Whether it says something about the shipment, void or not: for the rule on `units` see [`Document::history`].
    #[must_use]
    pub fn concerns(&self, shipment: &str, units: &BTreeSet<Sscc>) -> bool {
        self.told_of(shipment, units).is_some()
    }

    fn told_of(&self, shipment: &str, units: &BTreeSet<Sscc>) -> Option<Event> {
        let concerned = units.is_empty() || self.is_own() || self.units().iter().any(|unit| units.contains(unit));
        self.told(shipment).filter(|_| concerned)
    }

    fn is_own(&self) -> bool {
        self.fields.contains_key(&format!("{PREFIX}:kind"))
    }

    /// What it says about a shipment, void or not.
    fn told(&self, shipment: &str) -> Option<Event> {
        if self.is_own() {
            return from_json(self.fields, shipment);
        }
        let step = self.text("bizStep")?.rsplit(['-', ':']).next()?;
        let kind = match step {
            "collecting" => "picked_up",
            "departing" | "shipping" => "departed",
            "arriving" => "arrived",
            "holding" => "held",
            _ => return None,
        };
        let mut event = Event::new(shipment, Name::new(kind).ok()?, self.text("eventTime")?.parse().ok()?);
        event.record_time = self.text("recordTime").and_then(|time| time.parse().ok());
        event.handling_units = self.units().into_iter().collect();
        let place = self.fields.get("readPoint").and_then(|place| place.get("id")).and_then(Value::as_str);
        place.unwrap_or_default().clone_into(&mut event.place);
        Some(event)
    }

    /// The correction it declares. Corrective events that are named by another scheme count if the document holds them.
    #[must_use]
    pub fn correction(&self) -> Option<Correction> {
        let declaration = self.fields.get("errorDeclaration")?;
        let text = |key: &str| declaration.get(key).and_then(Value::as_str);
        let reason = match text("reason").and_then(|reason| reason.rsplit(['-', ':']).next()) {
            Some("did_not_occur") => ErrorReason::DidNotOccur,
            _ => ErrorReason::IncorrectData,
        };
        let corrective = declaration.get("correctiveEventIDs").and_then(Value::as_array).into_iter().flatten();
        let corrective = corrective.filter_map(Value::as_str);
        let corrective = corrective.filter_map(|id| self.named.get(id).copied().or_else(|| EventId::new(id).ok()));
        Some(Correction {
            corrects: self.id,
            declared: text("declarationTime")?.parse().ok()?,
            reason,
            corrective: corrective.collect::<BTreeSet<_>>(),
        })
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.fields.get(key).and_then(Value::as_str)
    }
}

/// The numbers of the logistic units that an event names, whether parent, child or object.
pub(super) fn units(fields: &Map<String, Value>) -> Vec<String> {
    let lists = ["parentID", "epcList", "childEPCs"].into_iter().filter_map(|key| fields.get(key));
    let texts = lists.flat_map(|list| match list {
        Value::Array(epcs) => epcs.as_slice(),
        single => std::slice::from_ref(single),
    });
    let links = texts.filter_map(Value::as_str).filter_map(super::canonical_link);
    links.filter_map(|link| link.strip_prefix("https://id.gs1.org/00/").map(str::to_owned)).collect()
}
