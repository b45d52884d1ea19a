//! Travel as documents write it.

use serde::{Deserialize, Serialize};

use super::Grid;

/// How distances and durations come about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TravelDocument {
    /// Great-circle distance × a detour factor, at one speed.
    GreatCircle {
        /// Way on the road over way as the crow flies; 1.2 to 1.5 is usual.
        detour: f64,
        /// Average speed in km/h.
        speed_kmh: f64,
    },
    /// Explicit matrices: row = from, column = to, in the order of `places`.
    Matrix {
        /// Metres.
        distances_m: Grid,
        /// Seconds; absent: as many as metres.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        durations_s: Option<Grid>,
    },
    /// Euclidean distance between the planar points of places (benchmark formats); durations are the same.
    Euclidean {
        /// Units per unit of the file: 10 keeps one decimal.
        scale: f64,
        /// How the scaled distance becomes an integer.
        rounding: Rounding,
    },
}

/// How a computed distance becomes an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Down (the DIMACS convention for time windows).
    Down,
    /// To the nearest, halves up (the CVRPLIB convention).
    Nearest,
    /// Up: a plan that is feasible in integers is so in real numbers.
    Up,
}

impl Rounding {
    pub(super) fn apply(self, value: f64) -> f64 {
        match self {
            Self::Down => value.floor(),
            Self::Nearest => (value + 0.5).floor(),
            Self::Up => value.ceil(),
        }
    }
}
