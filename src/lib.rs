//! Haulage: an embeddable logistics engine.
//!
//! The facade: one crate to depend on, one feature a floor.

#[cfg(feature = "api")]
pub use haulage_api as api;
pub use haulage_core as core;
#[cfg(feature = "render")]
pub use haulage_render as render;
#[cfg(feature = "routing")]
pub use haulage_routing as routing;
#[cfg(feature = "scheduling")]
pub use haulage_scheduling as scheduling;

/// The pages of `docs/`, so that their examples are run.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../docs/lifecycle.md")]
    struct Lifecycle;
}
