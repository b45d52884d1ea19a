//! When a vehicle works, and what using it costs.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use crate::problem::Moment;

/// When and how long a vehicle works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Shift {
    /// Earliest departure from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Moment>,
    /// Latest arrival at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<Moment>,
    /// Longest time from departure to arrival, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_duration_s: Option<u64>,
    /// When overtime begins, by the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_latest: Option<Moment>,
    /// When overtime begins, in seconds since departure. Where both are given, the one that makes more of it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_duration_s: Option<u64>,
}

impl Shift {
    /// A shift between two moments.
    pub fn between(earliest: impl Into<Moment>, latest: impl Into<Moment>) -> Self {
        Self { earliest: Some(earliest.into()), latest: Some(latest.into()), ..Self::default() }
    }

    /// Longest time from departure to arrival, in seconds.
    #[must_use]
    pub const fn max_duration_s(mut self, seconds: u64) -> Self {
        self.max_duration_s = Some(seconds);
        self
    }

    /// When overtime begins, by the clock.
    #[must_use]
    pub fn regular_latest(mut self, moment: impl Into<Moment>) -> Self {
        self.regular_latest = Some(moment.into());
        self
    }

    /// When overtime begins, in seconds since departure.
    #[must_use]
    pub const fn regular_duration_s(mut self, seconds: u64) -> Self {
        self.regular_duration_s = Some(seconds);
        self
    }
}

/// What using a vehicle costs, in the problem's currency, with up to three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct VehicleCosts {
    /// Using the vehicle at all.
    pub fixed: Amount,
    /// A kilometre.
    pub per_km: Amount,
    /// An hour between departure and arrival at the end.
    pub per_hour: Amount,
    /// An hour of overtime, over what an hour costs anyway.
    #[serde(skip_serializing_if = "is_nothing")]
    pub per_overtime_hour: Amount,
    /// An hour of waiting, over what an hour costs anyway.
    #[serde(skip_serializing_if = "is_nothing")]
    pub per_waiting_hour: Amount,
}

impl Default for VehicleCosts {
    fn default() -> Self {
        Self {
            fixed: Amount::default(),
            per_km: Amount(1.into()),
            per_hour: Amount::default(),
            per_overtime_hour: Amount::default(),
            per_waiting_hour: Amount::default(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
pub(super) fn is_nothing(amount: &Amount) -> bool {
    amount.0.is_zero()
}
