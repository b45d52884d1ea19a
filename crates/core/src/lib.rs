//! The language of shipments: what every other floor of Haulage speaks.
//!
//! Pure values: no I/O, no clock, no global state, no randomness. A value that exists is valid; constructors and
//! deserialisation return typed errors that name the field, the value and the rule.
//!
//! | room | holds |
//! |---|---|
//! | [`fault`] | every problem found in a document, with its path, cause and remedy |
//! | [`digest`] | which document exactly: a hash of its values |
//! | [`quantity`] | mass, volume, length, distance, duration: integers with a unit and checked arithmetic |
//! | [`identifier`] | identifiers of trade and transport: read, checked, recognised |
//! | [`goods`] | dangerous goods: exemption points, mixed loading, limited quantities, temperature; the verdict on a load |
//! | [`money`] | decimal amounts with their currency |
//! | [`position`] | checked WGS 84 positions and great-circle distance |
//! | [`country`] | ISO 3166-1 codes |
//! | [`validity`] | the days on which a rule is in force |
//! | [`calendar`] | business calendars, public holidays, zones |
//! | [`promise`] | by when goods are delivered, and why not sooner |
//! | [`tariff`] | prices: dated tariffs, quotes with their lines, replay, back-test |
//! | [`time`] | half of a promise: instants with a zone, time windows |
//! | [`party`] | parties and their addresses |
//! | [`patch`] | changes of a document |
//! | [`shipment`] | shipments and their handling units |
//! | [`lifecycle`] | what may happen to a shipment, who may ask for it, and the proof that it ends |
//! | [`event`] | what happened to a shipment, the fold of it, commands decided against it |
//! | [`handling`] | units in units down to item lines; goods conserved |
//! | [`epcis`] | GS1 EPCIS 2.0: identity of events |

pub mod calendar;
pub mod country;
pub mod digest;
pub mod epcis;
pub mod event;
pub mod fault;
pub mod goods;
pub mod handling;
mod hex;
pub mod identifier;
pub mod lifecycle;
pub mod money;
pub mod party;
pub mod patch;
pub mod position;
pub mod promise;
pub mod quantity;
pub mod shipment;
pub mod tariff;
pub mod time;
pub mod validity;
