//! VROOM's solution document. Violations are always empty: every plan holds.

use serde::{Deserialize, Serialize};

use super::document::{Coordinates, StepKind};
use crate::plan::UnassignedReason;

/// What VROOM answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomSolution"))]
pub struct Solution {
    /// 0: no error.
    pub code: u8,
    /// All routes together.
    pub summary: Summary,
    /// Tasks that no route serves.
    pub unassigned: Vec<Unassigned>,
    /// The routes.
    pub routes: Vec<Route>,
}

/// All routes together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomSummary"))]
pub struct Summary {
    /// How many routes there are.
    pub routes: u64,
    /// How many tasks no route serves.
    pub unassigned: u64,
    /// Their figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The figures of a route, or of all.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomFigures"))]
pub struct Figures {
    /// What it costs.
    pub cost: u64,
    /// What is delivered, in each dimension; absent without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<u64>,
    /// The same, under its older name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<u64>,
    /// What is picked up, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pickup: Vec<u64>,
    /// Seconds of set-up.
    pub setup: u64,
    /// Seconds of service and breaks.
    pub service: u64,
    /// Seconds on the way.
    pub duration: u64,
    /// Seconds of waiting.
    pub waiting_time: u64,
    /// Priorities of the tasks.
    pub priority: u64,
    /// Metres, where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<u64>,
    /// None.
    pub violations: [u8; 0],
}

/// What one vehicle does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomRoute"))]
pub struct Route {
    /// Its number.
    pub vehicle: u64,
    /// Its description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// Its steps in order.
    pub steps: Vec<Step>,
}

/// One step of a route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomStep"))]
pub struct Step {
    /// What happens.
    #[serde(rename = "type")]
    pub kind: StepKind,
    /// The job, pickup, delivery or break.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    /// The same, under its older name; not of breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<u64>,
    /// Its description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where, as the problem says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Coordinates>,
    /// Its row in the matrices, as the problem says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_index: Option<usize>,
    /// Second of arrival.
    pub arrival: u64,
    /// Seconds on the way so far.
    pub duration: u64,
    /// Seconds of set-up.
    pub setup: u64,
    /// Seconds of service.
    pub service: u64,
    /// Seconds of waiting.
    pub waiting_time: u64,
    /// Load on leaving, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub load: Vec<u64>,
    /// Metres so far, where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<u64>,
    /// None.
    pub violations: [u8; 0],
}

/// A task that no route serves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "VroomUnassigned"))]
pub struct Unassigned {
    /// Its number.
    pub id: u64,
    /// Whether it is a job, a pickup or a delivery.
    #[serde(rename = "type")]
    pub kind: StepKind,
    /// Its description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where, as the problem says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Coordinates>,
    /// Its row in the matrices, as the problem says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_index: Option<usize>,
    /// Why, which VROOM does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<UnassignedReason>,
}
