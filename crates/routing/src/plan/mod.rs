//! The plan: what each vehicle does and when, what it costs, and what could not be served.

mod document;
mod route;
mod schedule;
mod solution;

pub use document::{CostLines, Plan, PlanRoute, PlanStop, StopKind, Totals, UnassignedJob, UnassignedReason};
pub(crate) use route::itinerary;
pub(crate) use schedule::timetable;
pub use solution::{Solution, Tour};
