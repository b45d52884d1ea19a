//! Jobs: one stop each.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{PlaceReference, terms::terms};
use crate::problem::{Moment, Window, work::Lateness};

/// A job: one stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct Job {
    /// Its name, unique among jobs and shipments.
    pub id: String,
    /// Where.
    pub place: PlaceReference,
    /// Amounts brought from the route's start, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<u64>,
    /// Amounts taken to the route's end, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pickup: Vec<u64>,
    /// Seconds of service.
    #[serde(default)]
    pub service_s: u64,
    /// Seconds of set-up, spent when the stop before was at another place.
    #[serde(default)]
    pub setup_s: u64,
    /// When service may begin; none: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// Lets service begin after a window at a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lateness: Option<Lateness>,
    /// When its goods can be had at the depot: the vehicle leaves, or begins to reload, no earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Moment>,
    /// Skills a vehicle must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Makes the job optional: leaving it out costs this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize: Option<Amount>,
    /// Among jobs that must be served: when not all can be, one of priority p counts as much as p + 1 plain ones (0 to 100).
    #[serde(default)]
    pub priority: u32,
    /// Vehicle types that may serve it; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<String>,
    /// Vehicle types that may not serve it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden_vehicles: Vec<String>,
    /// Lines of the problem's goods that travel with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
}

impl Job {
    /// A job that only has to be visited.
    pub fn new(id: impl Into<String>, place: impl Into<PlaceReference>) -> Self {
        Self {
            id: id.into(),
            place: place.into(),
            delivery: Vec::new(),
            pickup: Vec::new(),
            service_s: 0,
            setup_s: 0,
            windows: Vec::new(),
            lateness: None,
            release: None,
            skills: Vec::new(),
            prize: None,
            priority: 0,
            vehicles: Vec::new(),
            forbidden_vehicles: Vec::new(),
            goods: Vec::new(),
        }
    }

    /// Amounts brought from the route's start.
    pub fn delivery(mut self, amounts: impl Into<Vec<u64>>) -> Self {
        self.delivery = amounts.into();
        self
    }

    /// Amounts taken to the route's end.
    pub fn pickup(mut self, amounts: impl Into<Vec<u64>>) -> Self {
        self.pickup = amounts.into();
        self
    }

    /// Seconds of service.
    pub fn service_s(mut self, seconds: u64) -> Self {
        self.service_s = seconds;
        self
    }

    /// Seconds of set-up, spent when the stop before was at another place.
    pub fn setup_s(mut self, seconds: u64) -> Self {
        self.setup_s = seconds;
        self
    }

    /// Lets service begin after a window at a price.
    pub fn lateness(mut self, lateness: Lateness) -> Self {
        self.lateness = Some(lateness);
        self
    }

    /// When its goods can be had at the depot.
    pub fn release(mut self, moment: impl Into<Moment>) -> Self {
        self.release = Some(moment.into());
        self
    }

    /// Adds a window in which service may begin.
    pub fn window(mut self, window: Window) -> Self {
        self.windows.push(window);
        self
    }
}

terms!(Job, "job");
