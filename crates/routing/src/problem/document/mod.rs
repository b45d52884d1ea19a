//! The problem as people write it: the same fields in Rust, JSON, PHP and Python.
//!
//! Plain data with chained setters; nothing here is validated, [`super::Problem::new`] does that for the whole.

mod job;
mod objective;
mod place;
mod shift;
mod shipment;
mod terms;
mod vehicle;

pub use job::Job;
pub use objective::{Balance, Compactness, Objective};
pub use place::{PlaceDocument, PlaceReference, PlanarPoint, ProfileDocument};
pub use shift::{Shift, VehicleCosts};
pub use shipment::{Shipment, ShipmentStop};
pub use vehicle::VehicleType;

use haulage_core::{goods::GoodsDocument, money::Currency};
use serde::{Deserialize, Serialize};

use super::{Alternative, Clock, DepotDocument, Group, Keep, Relation, Running};

/// A routing problem as a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ProblemDocument {
    /// Ties seconds to instants; without it all times are seconds from zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Currency of all costs (ISO 4217).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What comes first.
    #[serde(skip_serializing_if = "Objective::is_cost")]
    pub objective: Objective,
    /// Makes vehicles share the work, at a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// Keeps the stops of a route together, at a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compactness: Option<Compactness>,
    /// Named places. With a travel matrix, their order is the order of its rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceDocument>,
    /// Ways of travelling; at least one.
    pub profiles: Vec<ProfileDocument>,
    /// Places with opening hours or stocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depots: Vec<DepotDocument>,
    /// Vehicles by type; at least one.
    pub vehicles: Vec<VehicleType>,
    /// Jobs: one stop each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<Job>,
    /// Shipments: pickups and deliveries on one route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shipments: Vec<Shipment>,
    /// Goods that jobs and shipments name: those that may not share a vehicle never do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<GoodsDocument>,
    /// Other places or windows for jobs: one of all the ways to serve a job is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Jobs and shipments of which one is served, or all or none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Jobs and shipments that are bound to one another on a route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Vehicles whose day has begun, or is settled in part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub running: Vec<Running>,
    /// What was planned before, and what it costs to change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
}
