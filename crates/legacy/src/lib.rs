//! The dump that a legacy system exports whole every night, in: decoded, typed, what cannot be typed quarantined with its
//! reasons.
//!
//! | room | holds |
//! |---|---|
//! | [`bytes`] | decompression, character sets |
//! | [`dialect`] | delimiters, quotes, escapes, line ends |
//! | [`digest`] | contents told apart: fast and not against forgery, for which a control file has SHA-256 |
//! | [`sniff`] | encoding and dialect from the beginning of a file |
//! | [`source`] | where a dump is |
//! | [`typing`] | dates, numbers, quantities as legacy systems write them |
//! | [`value`] | a typed value and its canonical bytes |
//! | [`inspect`] | a first mapping, proposed from a sample |
//! | [`mapping`] | what the columns mean, as a person writes it |
//! | [`profile`] | what each column holds, and how that drifts from dump to dump |
//! | [`quarantine`] | refused rows, mended and read again |
//! | [`reader`] | a dump, row by row |
//! | [`record`] | what reading yields: rows accepted, rows refused, and the accounts that add up to the file |
//! | [`delta`] | two dumps compared, key by key |
//! | [`run`] | a night's run, as a whole or not at all; its events, to be consumed once each |
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
pub mod inspect;
pub mod mapping;
pub mod profile;
pub mod quarantine;
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
