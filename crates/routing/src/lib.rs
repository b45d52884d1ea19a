//! Vehicle routing: which vehicle serves which job, in which order, when, and why.
//!
//! Pure: no I/O, no clock, no global state. The deadline is a [`solve::Budget`] passed in; randomness is a seed.
//!
//! | room | holds |
//! |---|---|
//! | [`check`] | the independent checker of plans |
//! | [`compare`] | plans of several scenarios side by side |
//! | [`explain`] | why a job is not served, with figures |
//! | [`insert`] | where one more job fits best, without solving again |
//! | [`mod@format`] | readers of the benchmark formats, published solutions |
//! | [`problem`] | the problem, as a document and validated as a whole |
//! | [`travel`] | distances and durations between places: matrices or computed |
//! | `itinerary` | a route driven as a whole: breaks, reloads, hours of depots, prices of time |
//! | [`plan`] | the answer: routes with their stops, times, loads and costs |
//! | [`solve`] | the search for a good plan |
//! | `search` | its rooms: model, constraints, state, moves, acceptance |

pub mod check;
pub mod compare;
pub mod explain;
pub mod format;
pub mod insert;
mod itinerary;
pub mod plan;
pub mod problem;
mod search;
pub mod solve;
pub mod travel;

#[cfg(test)]
mod enriched;
#[cfg(test)]
mod samples;
