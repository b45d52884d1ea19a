//! Promises: by when goods ordered now are delivered, and why not sooner.
//!
//! A promise counts days of places, not hours of clocks: an order counts as of a day when it comes before that day's
//! cut-off on the wall clock of the site; making ready, travelling and delivering then take days of the calendar of
//! whoever does it. Only the cut-off and the delivery window are moments, and only they meet the hour that a clock skips or
//! repeats: a skipped time is the moment of the skip; of a repeated one a cut-off and the beginning of a window mean the
//! first, the end of a window the second.

mod compute;
mod deadline;
mod document;

#[cfg(test)]
mod tests;

pub use self::{
    compute::{PromiseError, promise},
    deadline::{CutOffCode, Deadline, Departure, DepartureCutOff},
    document::{
        Because, Count, CutOff, CutOffDays, Delivery, Held, Leg, Origin, Promise, PromiseRequest, Span, Step, StepKind, Wanted,
        Way,
    },
};

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/promise.md")]
struct Page;
