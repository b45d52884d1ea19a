//! VROOM's problem document: its keys, its units, its order of coordinates. A key that VROOM does not have is refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::travel::Grid;

/// Longitude, then latitude, in degrees.
pub type Coordinates = [f64; 2];
/// First and last second of a window; both belong to it.
pub type TimeWindow = [u64; 2];

/// What VROOM solves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomProblem"))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Jobs: one stop each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<Job>,
    /// Shipments: a pickup and a delivery on one route.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shipments: Vec<Shipment>,
    /// Vehicles, one by one.
    pub vehicles: Vec<Vehicle>,
    /// Matrices by profile.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub matrices: BTreeMap<String, Matrices>,
    /// Durations of profile `car`, as older documents have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Grid>,
    /// Flags of VROOM's command line, as its HTTP wrapper takes them.
    #[serde(default, skip_serializing_if = "Flags::is_none")]
    pub options: Flags,
}

/// Flags of VROOM's command line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomFlags"))]
#[serde(default, deny_unknown_fields)]
pub struct Flags {
    /// Asks for geometry and distances; there is no geometry here, and distances are told wherever they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub g: Option<bool>,
    /// Exploration level, 0 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<u8>,
    /// Threads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t: Option<u32>,
    /// Most seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub l: Option<f64>,
}

impl Flags {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A job: one stop.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomJob"))]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Its number, unique among jobs.
    pub id: u64,
    /// Told again in the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where; needed without matrices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Coordinates>,
    /// Its row in the matrices; needed with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_index: Option<usize>,
    /// Seconds of set-up, spent when the stop before was elsewhere.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub setup: u64,
    /// Seconds of service.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub service: u64,
    /// Set-up on vehicles of a type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub setup_per_type: BTreeMap<String, u64>,
    /// Service on vehicles of a type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub service_per_type: BTreeMap<String, u64>,
    /// `delivery`, as older documents have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<u64>,
    /// Amounts brought from the route's start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<u64>,
    /// Amounts taken to the route's end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pickup: Vec<u64>,
    /// Skills that a vehicle must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<u32>,
    /// 0 to 100.
    #[serde(default, skip_serializing_if = "is_none")]
    pub priority: u32,
    /// When service may begin; none: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_windows: Vec<TimeWindow>,
}

/// A pickup and a delivery on one route.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomShipment"))]
#[serde(deny_unknown_fields)]
pub struct Shipment {
    /// Where it is picked up.
    pub pickup: ShipmentStep,
    /// Where it is delivered.
    pub delivery: ShipmentStep,
    /// How much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<u64>,
    /// Skills that a vehicle must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<u32>,
    /// 0 to 100.
    #[serde(default, skip_serializing_if = "is_none")]
    pub priority: u32,
}

/// One stop of a shipment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomShipmentStep"))]
#[serde(deny_unknown_fields)]
pub struct ShipmentStep {
    /// Its number, unique among pickups or among deliveries.
    pub id: u64,
    /// Told again in the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where; needed without matrices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Coordinates>,
    /// Its row in the matrices; needed with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_index: Option<usize>,
    /// Seconds of set-up, spent when the stop before was elsewhere.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub setup: u64,
    /// Seconds of service.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub service: u64,
    /// Set-up on vehicles of a type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub setup_per_type: BTreeMap<String, u64>,
    /// Service on vehicles of a type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub service_per_type: BTreeMap<String, u64>,
    /// When service may begin; none: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_windows: Vec<TimeWindow>,
}

/// A vehicle.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomVehicle"))]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Its number, unique among vehicles.
    pub id: u64,
    /// Its matrices; absent: `car`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Told again in the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Coordinates>,
    /// Its row in the matrices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_index: Option<usize>,
    /// Where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Coordinates>,
    /// Its row in the matrices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_index: Option<usize>,
    /// Capacity in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capacity: Vec<u64>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Costs::is_default")]
    pub costs: Costs,
    /// Skills it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<u32>,
    /// Its type, for set-up and service that depend on it.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Working hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_window: Option<TimeWindow>,
    /// Breaks of its driver.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// Speed over that of the profile: above 0, at most 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_factor: Option<f64>,
    /// Most tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_tasks: Option<u32>,
    /// Most seconds on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_travel_time: Option<u64>,
    /// Most metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_distance: Option<u64>,
    /// The route to start the search from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<VehicleStep>,
}

/// What a vehicle costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomCosts"))]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// Using it at all.
    pub fixed: u32,
    /// An hour on the way.
    pub per_hour: u32,
    /// An hour of set-up and service.
    pub per_task_hour: u32,
    /// A kilometre.
    pub per_km: u32,
}

impl Default for Costs {
    fn default() -> Self {
        Self { fixed: 0, per_hour: 3_600, per_task_hour: 0, per_km: 0 }
    }
}

impl Costs {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A break of a driver.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomBreak"))]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Its number, unique for the vehicle.
    pub id: u64,
    /// When it may begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_windows: Vec<TimeWindow>,
    /// Its seconds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub service: u64,
    /// Told again in the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Most load with which it may be taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub max_load: Vec<u64>,
}

/// One step of a route to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomVehicleStep"))]
#[serde(deny_unknown_fields)]
pub struct VehicleStep {
    /// What happens.
    #[serde(rename = "type")]
    pub kind: StepKind,
    /// The job, pickup, delivery or break.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    /// Of VROOM's plan mode; without meaning for a search, there as here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_at: Option<u64>,
    /// As `service_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_after: Option<u64>,
    /// As `service_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_before: Option<u64>,
}

/// What happens at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomStepKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StepKind {
    /// The vehicle leaves.
    Start,
    /// A job.
    Job,
    /// The pickup of a shipment.
    Pickup,
    /// The delivery of a shipment.
    Delivery,
    /// A break.
    Break,
    /// The vehicle is back.
    End,
}

/// Matrices of a profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomMatrices"))]
#[serde(deny_unknown_fields)]
pub struct Matrices {
    /// Seconds.
    pub durations: Grid,
    /// Metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distances: Option<Grid>,
    /// What legs cost, in place of their durations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Grid>,
}

/// What jobs and stops of shipments have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop<'a> {
    pub(super) id: u64,
    pub(super) description: Option<&'a String>,
    pub(super) location: Option<Coordinates>,
    pub(super) location_index: Option<usize>,
    pub(super) setup: u64,
    pub(super) service: u64,
    pub(super) setup_per_type: &'a BTreeMap<String, u64>,
    pub(super) service_per_type: &'a BTreeMap<String, u64>,
    pub(super) time_windows: &'a [TimeWindow],
}

impl Stop<'_> {
    /// Set-up and service on vehicles of a type.
    pub(super) fn work(&self, kind: Option<&String>) -> (u64, u64) {
        let of = |per_type: &BTreeMap<String, u64>| kind.and_then(|kind| per_type.get(kind)).copied();
        (of(self.setup_per_type).unwrap_or(self.setup), of(self.service_per_type).unwrap_or(self.service))
    }
}

/// Both have the same keys.
macro_rules! stop {
    ($kind:ty) => {
        impl $kind {
            pub(super) fn stop(&self) -> Stop<'_> {
                Stop {
                    id: self.id,
                    description: self.description.as_ref(),
                    location: self.location,
                    location_index: self.location_index,
                    setup: self.setup,
                    service: self.service,
                    setup_per_type: &self.setup_per_type,
                    service_per_type: &self.service_per_type,
                    time_windows: &self.time_windows,
                }
            }
        }
    };
}
stop!(Job);
stop!(ShipmentStep);

impl Job {
    /// What it brings, under either name.
    pub(super) fn brings(&self) -> &[u64] {
        if self.delivery.is_empty() { &self.amount } else { &self.delivery }
    }
}

impl Vehicle {
    /// Its profile's name.
    pub(super) fn profile(&self) -> &str {
        self.profile.as_deref().unwrap_or("car")
    }

    /// Whether it can do what another can, at the same costs.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let bare = |vehicle: &Self| Self { id: 0, description: None, steps: Vec::new(), ..vehicle.clone() };
        bare(self) == bare(other)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_zero(seconds: &u64) -> bool {
    *seconds == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_none(priority: &u32) -> bool {
    *priority == 0
}
