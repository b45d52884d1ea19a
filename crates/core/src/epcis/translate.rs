//! Haulage's own events in EPCIS's JSON form, there and back.

use serde_json::{Map, Value, json};

use super::{Node, canonical::round_to_millisecond};
use crate::event::{Correction, Error, Event, NAMESPACE, shipment_uri};

/// The prefix of Haulage's own fields.
pub(super) const PREFIX: &str = "haulage";

/// Fields that are lists in Haulage's own document though one alone looks like a value, by their name in either.
const LISTS: [(&str, &str); 2] = [("document", "documents"), ("settles", "settles")];

/// An event, or the declaration that it is void: the same event with the error declared in it.
pub(super) fn to_json(event: &Event, correction: Option<&Correction>) -> Value {
    let mut fields = Map::new();
    fields.insert("type".into(), json!("ObjectEvent"));
    fields.insert("eventID".into(), json!(event.id().to_string()));
    if let Some(time) = event.record_time {
        fields.insert("recordTime".into(), json!(time.to_rfc3339()));
    }
    for node in event.nodes() {
        let (name, value) = (prefixed(&node.name), json_of(&node));
        match fields.get_mut(&name) {
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = json!([first.take(), value]),
            None => {
                fields.insert(name, value);
            }
        }
    }
    if let Some(correction) = correction {
        let reason = if correction.reason == Error::DidNotOccur { "did_not_occur" } else { "incorrect_data" };
        let mut declaration = json!({ "declarationTime": correction.declared.to_rfc3339(), "reason": reason });
        if !correction.corrective.is_empty() {
            declaration["correctiveEventIDs"] = correction.corrective.iter().map(ToString::to_string).collect();
        }
        fields.insert("errorDeclaration".into(), declaration);
    }
    Value::Object(fields)
}

fn prefixed(name: &str) -> String {
    match name.strip_prefix('{').and_then(|name| name.strip_prefix(NAMESPACE)).and_then(|name| name.strip_prefix('}')) {
        Some(own) => format!("{PREFIX}:{own}"),
        None => name.to_owned(),
    }
}

fn json_of(node: &Node) -> Value {
    match node.name.as_str() {
        "epcList" => node.children.iter().map(|epc| Value::from(epc.value.as_str())).collect(),
        // The schema wants the bare words of the vocabulary.
        "bizStep" => node.value.rsplit('-').next().unwrap_or_default().into(),
        "eventTime" => node.value.parse().map_or_else(|_| node.value.as_str().into(), |time| canonical_in_offset(time).into()),
        _ if node.children.is_empty() => node.value.as_str().into(),
        _ => Value::Object(node.children.iter().map(|child| (prefixed(&child.name), json_of(child))).collect()),
    }
}

/// Milliseconds are all that an event's identity holds.
fn canonical_in_offset(time: crate::time::Instant) -> String {
    round_to_millisecond(time).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// The event that Haulage wrote about a shipment; none for any other.
pub(super) fn from_json(fields: &Map<String, Value>, shipment: &str) -> Option<Event> {
    let epcs = fields.get("epcList")?.as_array()?;
    if !epcs.iter().any(|epc| epc.as_str() == Some(&shipment_uri(shipment))) {
        return None;
    }
    let mut own = bare(fields);
    own.insert("shipment".into(), shipment.into());
    own.insert("event_time".into(), fields.get("eventTime")?.clone());
    if let Some(time) = fields.get("recordTime") {
        own.insert("record_time".into(), time.clone());
    }
    if let Some(place) = fields.get("readPoint").and_then(|place| place.get("id")) {
        own.insert("place".into(), place.clone());
    }
    for number in ["pieces", "sequence"] {
        if let Some(count) = own.get_mut(number) {
            *count = count.as_str()?.parse::<u64>().ok()?.into();
        }
    }
    for (one, many) in LISTS {
        if let Some(value) = own.remove(one) {
            own.insert(many.into(), if value.is_array() { value } else { json!([value]) });
        }
    }
    own.insert("handling_units".into(), super::document::units(fields).into_iter().collect());
    serde_json::from_value(Value::Object(own)).ok()
}

/// Haulage's own fields without their prefix, at every depth.
fn bare(fields: &Map<String, Value>) -> Map<String, Value> {
    let own = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?.strip_prefix(':')?, value)));
    own.map(|(name, value)| {
        let value = value.as_object().map_or_else(|| value.clone(), |inside| Value::Object(bare(inside)));
        (name.to_owned(), value)
    })
    .collect()
}
