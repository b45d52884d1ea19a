//! The dump that a legacy system exports whole every night, in: decoded, typed, what cannot be typed quarantined with its
//! reasons.
//!
//! | room | holds |
//! |---|---|
//! | [`value`] | a typed value and its canonical bytes |
//! | [`record`] | what reading yields: rows accepted, rows refused, and the accounts that add up to the file |
//! | [`delta`] | two dumps compared, key by key |
//! | [`run`] | a night's run, as a whole or not at all; its events, to be consumed once each |
//! | [`whole`] | whether the dump is whole, by every sign that can be had |
//! | [`state`] | what was last accepted, in one crash-safe file |
//!
//! This crate reads and writes files; the floors below do not.

mod codec;
pub mod delta;
pub mod digest;
pub mod record;
pub mod run;
mod sort;
pub mod state;
pub mod value;
pub mod whole;
