//! What jobs have to do with one another, as people write it: alternatives, groups, relations.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{PlaceReference, Window};

/// Another way to serve a job: at another place, or in other windows. One of all its ways is taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The job.
    pub job: String,
    /// Where; absent: where the job is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceReference>,
    /// When service may begin there; none: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// Seconds of service there; absent: the job's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_s: Option<u64>,
}

/// Jobs and shipments of which one is served, or all or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What holds for them.
    pub rule: GroupRule,
    /// The jobs and shipments; none is in two groups.
    pub jobs: Vec<String>,
    /// Of an exclusive group: leaving all of them out costs this much; absent: one of them must be served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize: Option<Amount>,
}

/// What holds for a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GroupRule {
    /// One of them is served; the others are not, and need not be.
    Exclusive,
    /// All of them are served or none.
    Together,
}

/// Jobs and shipments that are bound to one another on a route: all of them are served, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// How they are bound.
    pub rule: RelationRule,
    /// The jobs and shipments. In an order, a shipment is named for its next stop: twice for its pickup and its delivery.
    pub jobs: Vec<String>,
    /// Of a synchronised start: most seconds between the first and the last of them to begin; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_gap_s: Option<u64>,
}

impl Relation {
    /// Binds jobs to one another.
    pub fn new<S: Into<String>>(rule: RelationRule, jobs: impl IntoIterator<Item = S>) -> Self {
        Self { rule, jobs: jobs.into_iter().map(Into::into).collect(), max_gap_s: None }
    }
}

/// How jobs are bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RelationRule {
    /// On one vehicle.
    SameVehicle,
    /// On one vehicle, in this order; others may be served in between.
    InOrder,
    /// On one vehicle, each directly after the one before.
    DirectlyAfter,
    /// Each is the first stop of its route. They are not bound to one another.
    First,
    /// Each is the last stop of its route. They are not bound to one another.
    Last,
    /// Service of all of them begins at the same time, or within `max_gap_s`: usually on several vehicles. Jobs only.
    Synchronised,
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/choice.md")]
struct Page;
