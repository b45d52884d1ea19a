//! The plan: what each vehicle does and when, what it costs, and what could not be served.

mod costs;
mod document;
mod making;
mod meetings;
mod piece;
mod route;
mod schedule;
mod solution;

pub use document::{CostLines, Plan, PlanRoute, PlanStop, StopKind, Totals, UnassignedJob, UnassignedReason};
pub(crate) use making::Workload;
pub(crate) use meetings::{at, can_be_held, moments, timed};
pub(crate) use piece::Piece;
pub(crate) use route::{itinerary, spread};
pub(crate) use schedule::timetable;
pub use solution::{Solution, Tour};

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/sharing-work.md")]
struct Page;
