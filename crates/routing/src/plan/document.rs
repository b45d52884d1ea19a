//! The plan as a document: the same fields in Rust, JSON, PHP and Python.

use haulage_core::{
    money::{Amount, Currency},
    position::Position,
};
use haulage_scheduling::plan::CountsAs;
use serde::{Deserialize, Serialize};

use crate::problem::Moment;

/// A plan for a problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Currency of all costs, where the problem names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What it costs, line by line.
    pub costs: CostLines,
    /// What it adds up to.
    pub totals: Totals,
    /// The routes, in the order of vehicle types.
    pub routes: Vec<PlanRoute>,
    /// Jobs and shipments that no route serves.
    #[serde(default)]
    pub unassigned: Vec<UnassignedJob>,
}

/// Cost of a route or a plan, line by line; `total` is the sum of the exact lines, each printed to a millionth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CostLines {
    /// Everything below.
    pub total: Amount,
    /// Using vehicles at all.
    pub fixed: Amount,
    /// Metres.
    pub distance: Amount,
    /// Seconds between start and end.
    pub duration: Amount,
    /// Prizes of optional jobs left out; zero for a route.
    pub prizes: Amount,
    /// Jobs that another vehicle serves than was planned before.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub changes: Amount,
    /// Overtime.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub overtime: Amount,
    /// Waiting.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub waiting: Amount,
    /// Service that begins after its window.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub lateness: Amount,
    /// Breaks that were due and are left out.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub breaks: Amount,
    /// Tasks of a route that lie far apart.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub compactness: Amount,
    /// The heaviest workload; zero for a route.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub balance: Amount,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_nothing(amount: &Amount) -> bool {
    amount.0.is_zero()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_zero(seconds: &u64) -> bool {
    *seconds == 0
}

/// What a plan adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Vehicles used.
    pub vehicles: u64,
    /// Tasks served.
    pub tasks: u64,
    /// Metres.
    pub distance_m: u64,
    /// Seconds between start and end of all routes.
    pub duration_s: u64,
    /// Seconds on the way.
    pub travel_s: u64,
    /// Seconds of service, set-up and reloading.
    pub service_s: u64,
    /// Seconds of waiting.
    pub waiting_s: u64,
    /// Seconds of breaks.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub break_s: u64,
    /// Seconds of daily and weekly rests.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rest_s: u64,
    /// Seconds of overtime.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub overtime_s: u64,
    /// Seconds by which service begins after windows.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late_s: u64,
}

/// What one vehicle does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRoute {
    /// Its type.
    pub vehicle: String,
    /// Which one of its type, from 1.
    pub number: u32,
    /// What it costs.
    pub costs: CostLines,
    /// Metres.
    pub distance_m: u64,
    /// Seconds from start to end.
    pub duration_s: u64,
    /// Seconds on the way.
    pub travel_s: u64,
    /// Seconds of service, set-up and reloading.
    pub service_s: u64,
    /// Seconds of waiting.
    pub waiting_s: u64,
    /// Seconds of breaks.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub break_s: u64,
    /// Seconds of daily and weekly rests.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rest_s: u64,
    /// Seconds of overtime.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub overtime_s: u64,
    /// Seconds by which service begins after windows.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late_s: u64,
    /// The fullest it gets, in each dimension.
    pub peak_load: Vec<u64>,
    /// Its stops in order, start and end included where the vehicle has them.
    pub stops: Vec<PlanStop>,
}

/// What happens at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StopKind {
    /// The vehicle leaves its depot.
    Start,
    /// A job is served.
    Job,
    /// Goods of a shipment are taken on board.
    Pickup,
    /// Goods of a shipment are delivered.
    Delivery,
    /// The driver takes a break.
    Break,
    /// The driver takes a daily or weekly rest, or a part of one.
    Rest,
    /// On the way, the driver waits for the law's sake; it counts as neither break nor rest.
    Wait,
    /// At a depot between two trips: what jobs gave is unloaded, what the next need is loaded.
    Reload,
    /// The vehicle is back.
    End,
}

/// One stop of a route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanStop {
    /// What happens.
    pub kind: StopKind,
    /// The job or shipment; none at start and end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Which of the shipment's pickups or deliveries, or of the vehicle's breaks, from 0, where it has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// What a break or rest counts as, where the driver keeps a law on hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<CountsAs>,
    /// Name of the place, where it has one; none on the road.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where it is on the earth, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// When the vehicle arrives.
    pub arrival: Moment,
    /// When set-up and service begin, inside the window.
    pub service_start: Moment,
    /// When the vehicle leaves.
    pub departure: Moment,
    /// Seconds of waiting for the window.
    pub waiting_s: u64,
    /// Seconds by which service begins after its window.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late_s: u64,
    /// Metres since the start.
    pub distance_m: u64,
    /// Load on leaving, in each dimension.
    pub load: Vec<u64>,
}

/// A job or shipment that no route serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnassignedJob {
    /// Its name.
    pub job: String,
    /// What is missing, in one sentence made of the reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<String>,
    /// Why, as far as it is known.
    pub reasons: Vec<UnassignedReason>,
}

/// Why a job is not served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnassignedReason {
    /// Stable code (`unassigned.capacity`).
    pub code: String,
    /// What stands against it, with figures.
    pub detail: String,
    /// Of vehicles of which type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    /// How much is missing at the least: load, seconds, metres, tasks, stops or reloads, as the code says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<u64>,
    /// Of a load: in which dimension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<u32>,
    /// What cannot hold together whatever else is planned: pointers into the problem's document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflict: Vec<String>,
}
