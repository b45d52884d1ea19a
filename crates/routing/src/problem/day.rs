//! A day under way, as people write it: what is done, where the vehicles are, what is settled, and what a change costs.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{DriverState, Moment, PlaceReference};

const fn first() -> u32 {
    1
}

/// A vehicle whose day has begun, or is settled in part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct Running {
    /// Its type.
    pub vehicle: String,
    /// Which one of its type, from 1.
    #[serde(default = "first")]
    pub number: u32,
    /// Where it is, or will be free next; absent: it has not left yet, and is loaded as the plan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceReference>,
    /// When it is free there; absent: from the start of its shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Moment>,
    /// Metres driven so far: they count against its longest way.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub driven_m: u64,
    /// Seconds since it left its start: they count against its longest time on the way.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub on_duty_s: u64,
    /// Tasks served so far: they count against the most that it may serve.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub served: u32,
    /// What is on board and stays there to the route's end, in each dimension: what was picked up so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub load: Vec<u64>,
    /// Jobs and shipments that it has done: they are no part of the problem any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<String>,
    /// Jobs whose goods are on board, and shipments that it has picked up: nobody else can deliver them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aboard: Vec<String>,
    /// Its next stops, settled in this order: each names a job, or a shipment for its next stop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<String>,
    /// Jobs and shipments that stay with it, wherever on its route.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<String>,
    /// How its driver stands, where the type keeps a law on hours; absent: as the type says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver_state: Option<DriverState>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_zero(value: &u64) -> bool {
    *value == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_none_yet(value: &u32) -> bool {
    *value == 0
}

impl Running {
    /// A vehicle that has not left yet and of whose day nothing is settled.
    pub fn new(vehicle: impl Into<String>, number: u32) -> Self {
        Self { vehicle: vehicle.into(), number, ..Self::default() }
    }

    /// Where it is or will be free next, and when.
    pub fn at(mut self, place: impl Into<PlaceReference>, ready: impl Into<Moment>) -> Self {
        self.place = Some(place.into());
        self.ready = Some(ready.into());
        self
    }

    /// What is on board and stays there.
    pub fn load(mut self, amounts: impl Into<Vec<u64>>) -> Self {
        self.load = amounts.into();
        self
    }

    /// Jobs and shipments that it has done.
    pub fn done<S: Into<String>>(mut self, jobs: impl IntoIterator<Item = S>) -> Self {
        self.done = jobs.into_iter().map(Into::into).collect();
        self
    }

    /// Jobs whose goods are on board, and shipments that it has picked up.
    pub fn aboard<S: Into<String>>(mut self, jobs: impl IntoIterator<Item = S>) -> Self {
        self.aboard = jobs.into_iter().map(Into::into).collect();
        self
    }

    /// Its next stops, in this order.
    pub fn next<S: Into<String>>(mut self, stops: impl IntoIterator<Item = S>) -> Self {
        self.next = stops.into_iter().map(Into::into).collect();
        self
    }

    /// Jobs and shipments that stay with it.
    pub fn pinned<S: Into<String>>(mut self, jobs: impl IntoIterator<Item = S>) -> Self {
        self.pinned = jobs.into_iter().map(Into::into).collect();
        self
    }
}

/// What was planned before, and what it costs to change it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// What each job or shipment costs that another vehicle serves than here.
    pub price: Amount,
    /// Who was to serve what; jobs that no route names may go anywhere.
    pub routes: Vec<KeptRoute>,
}

/// What a vehicle was to serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeptRoute {
    /// Its type.
    pub vehicle: String,
    /// Which one of its type, from 1.
    #[serde(default = "first")]
    pub number: u32,
    /// Its jobs and shipments, in any order.
    pub jobs: Vec<String>,
}
