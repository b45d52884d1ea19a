//! GS1 EPCIS 2.0: the identity of an event, and the documents in which events travel.
//!
//! [`canonical`] gives every event the hash identifier of the Core Business Vocabulary (CBV 2.0, section 8.9), which
//! Haulage uses for its own events too: a message that comes twice, by whatever road, is the same event. With the feature
//! `epcis`, `Document` reads and writes JSON-LD.

pub mod canonical;
mod digital_link;
#[cfg(feature = "epcis")]
mod document;
#[cfg(feature = "epcis")]
mod translate;
#[cfg(feature = "epcis")]
mod tree;

#[cfg(feature = "epcis")]
pub use self::document::{Document, EpcisError, EpcisEvent};
pub use self::{
    canonical::{EventId, EventIdError, Node},
    digital_link::canonical_link,
};
