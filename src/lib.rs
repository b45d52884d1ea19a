//! Haulage: an embeddable logistics engine. The facade: one crate to depend on, one feature a floor.
//!
//! | feature | module | gives |
//! |---|---|---|
//! | always | [`core`] | the language of shipments |
//! | `routing` | [`routing`] | problem, solver, plan, checker, readers of the benchmark formats |
//! | `scheduling` | [`scheduling`] | the law on driver hours: rule sets, audit |
//! | `legacy` | [`legacy`] | the dump of a legacy system: decoded, typed, quarantined |
//! | `render` | [`render`] | a plan as page, map file and table |
//! | `api` | [`api`] | the operations as JSON in and out; runs in a thread of their own |

#[cfg(feature = "api")]
pub use haulage_api as api;
pub use haulage_core as core;
#[cfg(feature = "legacy")]
pub use haulage_legacy as legacy;
#[cfg(feature = "render")]
pub use haulage_render as render;
#[cfg(feature = "routing")]
pub use haulage_routing as routing;
#[cfg(feature = "scheduling")]
pub use haulage_scheduling as scheduling;

/// The examples of the README and of the pages on no single crate run as tests.
#[cfg(all(doctest, feature = "api"))]
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/lifecycle.md")]
    struct Lifecycle;
    #[doc = include_str!("../docs/shadow.md")]
    struct Shadow;
    #[doc = include_str!("../docs/drawing.md")]
    struct Drawing;
}
