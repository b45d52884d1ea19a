//! What makes one plan better than another.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::shift::is_nothing;

/// What makes one plan better than another, once both serve what must be served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Objective {
    /// The lower cost.
    #[default]
    Cost,
    /// Fewer vehicles; of as many, the lower cost.
    VehiclesFirst,
}

impl Objective {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    pub(super) fn is_cost(&self) -> bool {
        *self == Self::Cost
    }
}

/// What the heaviest workload of a plan costs, in the problem's currency, with up to three decimals.
///
/// Only the route that has most of it pays, so work moves from there to others as long as that saves more than it costs
/// elsewhere. No route is ever made longer for the sake of balance, as a price on the difference between the longest and the
/// shortest would do (Matl, Hartl and Vidal, Workload Equity in Vehicle Routing Problems, Transportation Science 52, 2018).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Balance {
    /// An hour of the longest route, from its start to its end.
    #[serde(skip_serializing_if = "is_nothing")]
    pub per_hour: Amount,
    /// A kilometre of the longest way.
    #[serde(skip_serializing_if = "is_nothing")]
    pub per_km: Amount,
    /// A task of the route that has most.
    #[serde(skip_serializing_if = "is_nothing")]
    pub per_task: Amount,
}

/// What it costs that stops of a route lie far apart, in the problem's currency, with up to three decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Compactness {
    /// A kilometre between the two tasks of a route that are farthest apart, by the vehicle's way of travelling, in the
    /// direction that is longer. The depots do not count.
    pub per_km: Amount,
}
