//! The dump that a legacy system exports whole every night, in: decoded, typed, what cannot be typed quarantined with its
//! reasons.
//!
//! | room | holds |
//! |---|---|
//! | [`bytes`] | decompression, character sets |
//! | [`dialect`] | delimiters, quotes, escapes, line ends |
//! | [`sniff`] | encoding and dialect from the beginning of a file |
//! | [`typing`] | dates, numbers, quantities as legacy systems write them |
//! | [`value`] | a typed value and its canonical bytes |
//! | [`mapping`] | what the columns mean, as a person writes it |
//! | [`reader`] | a dump, row by row |
//! | [`record`] | what reading yields: rows accepted, rows refused, and the accounts that add up to the file |
//! | [`delta`] | two dumps compared, key by key |
//! | [`run`] | a night's run, as a whole or not at all; its events, to be consumed once each |
//! | [`source`] | where a dump is |
//! | [`whole`] | whether the dump is whole, by every sign that can be had |
//! | [`shadow`] | a legacy answer beside Haulage's, and why they differ |
//! | [`state`] | what was last accepted, in one crash-safe file |
//!
//! This crate reads and writes files; the floors below do not.

pub mod bytes;
mod codec;
pub mod delta;
pub mod dialect;
pub mod digest;
pub mod mapping;
pub mod reader;
pub mod record;
pub mod run;
pub mod shadow;
pub mod sniff;
mod sort;
pub mod source;
mod split;
pub mod state;
pub mod typing;
pub mod value;
pub mod whole;
