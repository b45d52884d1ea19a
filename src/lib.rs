//! Haulage: an embeddable logistics engine.
//!
//! The facade: one crate to depend on, one feature a floor.

pub use haulage_core as core;
#[cfg(feature = "routing")]
pub use haulage_routing as routing;
