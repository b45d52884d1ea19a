//! Shipments: pickups and deliveries on one route.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{PlaceReference, terms::terms};
use crate::problem::{Window, work::Lateness};

/// Goods picked up at one or more places and delivered at one or more, on one route, every pickup before every delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct Shipment {
    /// Its name, unique among jobs and shipments.
    pub id: String,
    /// Where the goods are taken on board.
    pub pickups: Vec<ShipmentStop>,
    /// Where they leave; the amounts of all equal those of all pickups.
    pub deliveries: Vec<ShipmentStop>,
    /// Skills a vehicle must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Makes the shipment optional: leaving it out costs this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize: Option<Amount>,
    /// As for a job.
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

impl Shipment {
    /// A shipment from its pickups to its deliveries.
    pub fn new(id: impl Into<String>, pickups: impl Into<Vec<ShipmentStop>>, deliveries: impl Into<Vec<ShipmentStop>>) -> Self {
        Self {
            id: id.into(),
            pickups: pickups.into(),
            deliveries: deliveries.into(),
            skills: Vec::new(),
            prize: None,
            priority: 0,
            vehicles: Vec::new(),
            forbidden_vehicles: Vec::new(),
            goods: Vec::new(),
        }
    }
}

terms!(Shipment, "shipment");

/// One stop of a shipment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipmentStop {
    /// Where.
    pub place: PlaceReference,
    /// Amounts taken on board or brought, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<u64>,
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
}

impl ShipmentStop {
    /// A stop that only has to be visited.
    #[must_use]
    pub fn new(place: impl Into<PlaceReference>) -> Self {
        Self { place: place.into(), amount: Vec::new(), service_s: 0, setup_s: 0, windows: Vec::new(), lateness: None }
    }
}
