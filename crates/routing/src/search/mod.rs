//! The search, room by room.
//!
//! | room | holds |
//! |---|---|
//! | [`model`], [`legs`], [`curve`], [`neighbours`] | the problem as the search sees it |
//! | [`constraint`] | what a route must respect, one file a constraint |
//! | [`route`], [`state`], [`stock`] | the solution and its incremental state |
//! | [`part`] | parts of a plan that are searched by themselves |
//! | [`insertion`], [`pair`] | where a request fits best on a route |
//! | [`construct`], [`resume`] | the first plan: savings, or one that is given |
//! | [`ruin`], [`recreate`] | taking strings of stops out and putting them back |
//! | [`retype`] | giving routes to vehicles of other types |
//! | [`anneal`] | what is accepted, at which temperature |
//! | [`random`] | the seeded generator |

pub(crate) mod anneal;
pub(crate) mod constraint;
pub(crate) mod construct;
mod curve;
mod insertion;
mod legs;
pub(crate) mod model;
pub(crate) mod neighbours;
mod pair;
pub(crate) mod part;
pub(crate) mod random;
pub(crate) mod recreate;
pub(crate) mod resume;
pub(crate) mod retype;
mod route;
pub(crate) mod ruin;
pub(crate) mod state;
mod stock;
mod unit;

/// A task, or a terminal where routes begin or end.
pub(crate) type Node = u32;
/// Index of a job or shipment in [`model::Model::requests`].
pub(crate) type RequestIndex = u32;
/// Index of a route in a [`state::State`].
pub(crate) type RouteIndex = u32;

/// No route: the node is not served.
pub(crate) const ABSENT: RouteIndex = RouteIndex::MAX;
