//! Where things are, and how vehicles get from one to the next.

use haulage_core::position::Position;
use serde::{Deserialize, Serialize};

use crate::travel::TravelDocument;

/// A named place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceDocument {
    /// Its name in this document.
    pub id: String,
    /// Where it is on the earth; needed by great-circle travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Where it is on a plane; needed by Euclidean travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<PlanarPoint>,
}

impl PlaceDocument {
    /// A place on the earth.
    #[must_use]
    pub fn new(id: impl Into<String>, position: Position) -> Self {
        Self { id: id.into(), position: Some(position), point: None }
    }
}

/// A point on a plane, in the units of a benchmark file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanarPoint {
    /// First coordinate.
    pub x: f64,
    /// Second coordinate.
    pub y: f64,
}

/// Where a job is: the name of a place, or a position.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum PlaceReference {
    /// A place of `places`.
    Id(String),
    /// A position of its own.
    Position(Position),
}

impl From<&str> for PlaceReference {
    fn from(id: &str) -> Self {
        Self::Id(id.into())
    }
}

impl From<String> for PlaceReference {
    fn from(id: String) -> Self {
        Self::Id(id)
    }
}

impl From<Position> for PlaceReference {
    fn from(position: Position) -> Self {
        Self::Position(position)
    }
}

/// A named way of travelling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileDocument {
    /// Its name in this document.
    pub id: String,
    /// Distances and durations.
    pub travel: TravelDocument,
    /// Speed in each hour of the day, in per cent of the usual (1 to 1000), from midnight on; none: always the usual. The hour is
    /// that of the clock's zone, as it stands at the clock's start; without a clock, second zero is midnight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hourly_speed_percent: Vec<u32>,
}

impl ProfileDocument {
    /// Great-circle distance × `detour`, at `speed_kmh`.
    #[must_use]
    pub fn great_circle(id: impl Into<String>, detour: f64, speed_kmh: f64) -> Self {
        Self::new(id, TravelDocument::GreatCircle { detour, speed_kmh })
    }

    /// A way of travelling by name.
    #[must_use]
    pub fn new(id: impl Into<String>, travel: TravelDocument) -> Self {
        Self { id: id.into(), travel, hourly_speed_percent: Vec::new() }
    }

    /// Speed in each of the 24 hours of the day, in per cent of the usual, from midnight on.
    #[must_use]
    pub fn hourly_speed_percent(mut self, percents: impl Into<Vec<u32>>) -> Self {
        self.hourly_speed_percent = percents.into();
        self
    }
}
