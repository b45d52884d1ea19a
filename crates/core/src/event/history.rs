//! All that was ever reported of one shipment: a set that only grows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Correction, Event};
use crate::{
    epcis::EventId,
    fault::{Faults, Path},
    quantity,
};

/// A history as it is written down.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HistoryDocument {
    /// The shipment.
    pub shipment: String,
    /// How many pieces it has.
    pub pieces: u64,
    /// Its events, in any order, as often as they were received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// What was declared void, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// All that was ever reported of one shipment.
///
/// A join semilattice: adding is idempotent, commutative and associative, so replicas that have seen the same records, in
/// whatever order, are equal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "HistoryDocument", into = "HistoryDocument")]
#[cfg_attr(feature = "schema", schemars(with = "HistoryDocument"))]
pub struct History {
    shipment: String,
    pieces: u64,
    events: BTreeMap<EventId, Event>,
    corrections: BTreeSet<Correction>,
}

impl History {
    /// Nothing yet of a shipment of so many pieces.
    ///
    /// # Errors
    /// [`Faults`] for a blank shipment, no piece, or more than [`quantity::MAX`].
    pub fn new(shipment: impl Into<String>, pieces: u64) -> Result<Self, Faults> {
        Self::try_from(HistoryDocument { shipment: shipment.into(), pieces, ..HistoryDocument::default() })
    }

    /// The shipment.
    #[must_use]
    pub fn shipment(&self) -> &str {
        &self.shipment
    }

    /// How many pieces it has.
    #[must_use]
    pub const fn pieces(&self) -> u64 {
        self.pieces
    }

    /// The events by identity, void ones included.
    #[must_use]
    pub const fn events(&self) -> &BTreeMap<EventId, Event> {
        &self.events
    }

    /// The declarations of what is void.
    #[must_use]
    pub const fn corrections(&self) -> &BTreeSet<Correction> {
        &self.corrections
    }

    /// Adds an event. One that is known already only lends its time of recording, if that is earlier. One of another
    /// shipment is given back.
    ///
    /// # Errors
    /// The event, when it is of another shipment.
    pub fn add(&mut self, event: Event) -> Result<EventId, Box<Event>> {
        if event.shipment != self.shipment {
            return Err(Box::new(event));
        }
        let mut event = event.normalised();
        let id = event.id();
        if let Some(known) = self.events.remove(&id) {
            let recorded = match (known.record_time, event.record_time) {
                // The same moment in two offsets is told apart by its offset, or the order of arrival would show.
                (Some(one), Some(two)) => Some(if moment(two) < moment(one) { two } else { one }),
                (one, two) => one.or(two),
            };
            // Two spellings of one event (a place as URN and as link): the lesser stands, whichever came first.
            let spelled = |event: Event| Event { record_time: None, ..event };
            event = Event { record_time: recorded, ..spelled(known).min(spelled(event)) };
        }
        self.events.insert(id, event);
        Ok(id)
    }

    /// Adds a declaration that an event is void, known already or not.
    pub fn correct(&mut self, correction: Correction) {
        self.corrections.insert(correction);
    }

    /// The identities that were declared void.
    #[must_use]
    pub fn void(&self) -> BTreeSet<EventId> {
        self.corrections.iter().map(|correction| correction.corrects).collect()
    }
}

fn moment(time: crate::time::Instant) -> (i64, u32, i32) {
    (time.timestamp(), time.timestamp_subsec_nanos(), time.offset().local_minus_utc())
}

impl TryFrom<HistoryDocument> for History {
    type Error = Faults;

    fn try_from(document: HistoryDocument) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let root = Path::ROOT;
        if document.shipment.trim().is_empty() {
            faults.report(&root.key("shipment"), "shipment.blank_id", "the shipment has no name", "give its identifier");
        }
        let pieces = document.pieces;
        if pieces == 0 || pieces > quantity::MAX {
            let remedy = format!("give 1 to {}", quantity::MAX);
            faults.report(&root.key("pieces"), "shipment.pieces", format!("{pieces} pieces"), remedy);
        }
        let mut history = Self { shipment: document.shipment, pieces, events: BTreeMap::new(), corrections: BTreeSet::new() };
        let events = root.key("events");
        for (at, event) in document.events.into_iter().enumerate() {
            if let Some(moved) = event.pieces.filter(|&moved| moved > quantity::MAX) {
                let remedy = format!("give at most {}", quantity::MAX);
                faults.report(&events.index(at).key("pieces"), "shipment.pieces", format!("{moved} pieces"), remedy);
            }
            if let Err(event) = history.add(event) {
                let cause = format!("the event is of shipment `{}`, the history of `{}`", event.shipment, history.shipment);
                faults.report(&events.index(at).key("shipment"), "event.other_shipment", cause, "keep one history a shipment");
            }
        }
        history.corrections.extend(document.corrections);
        faults.into_result(history)
    }
}

impl From<History> for HistoryDocument {
    fn from(history: History) -> Self {
        Self {
            shipment: history.shipment,
            pieces: history.pieces,
            events: history.events.into_values().collect(),
            corrections: history.corrections.into_iter().collect(),
        }
    }
}
