//! A site with its doors, what arrives, and who unloads where and when: as documents.

use haulage_core::time::{Instant, TimeWindow};
use serde::{Deserialize, Serialize};

use crate::activity::{Minute, as_instant};

/// A site and what arrives there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The doors.
    pub doors: Vec<Door>,
    /// How many vehicles can be unloaded at once, for want of crews; absent: as many as there are doors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crews: Option<u32>,
    /// What arrives.
    pub arrivals: Vec<Arrival>,
    /// Slots given before, which are kept where that makes nobody late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub current: Vec<Slot>,
}

/// A door.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Its name.
    pub id: String,
    /// Goods that it takes; none: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
    /// Highest vehicle, in millimetres; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_height_mm: Option<u32>,
    /// When it is open: unloading begins and ends inside one of these; none: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<TimeWindow>,
    /// Minutes between two vehicles with different goods.
    #[serde(default)]
    pub changeover_min: u32,
}

/// A vehicle that arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// Its name.
    pub id: String,
    /// When it arrives; seconds are rounded up to a minute.
    pub at: Instant,
    /// Minutes that unloading takes.
    pub unloading_min: u32,
    /// What it carries; absent: nothing that doors ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// Its height in millimetres; absent: any door will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<u32>,
    /// When unloading was promised to begin: not before, and late after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<TimeWindow>,
}

/// A door for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Whose.
    pub arrival: String,
    /// Which door.
    pub door: String,
    /// When unloading begins.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub start: Minute,
    /// When it ends.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub end: Minute,
}

/// Who unloads where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DockPlan {
    /// Slots in the order in which they begin.
    pub slots: Vec<Slot>,
    /// Minutes of lateness, all together: what is minimised first.
    pub lateness_min: Minute,
    /// Slots that are not where they were: minimised next.
    pub moved: usize,
    /// Minutes between arrival and beginning, all together: minimised last.
    pub waiting_min: Minute,
    /// Whether no plan can be better.
    pub is_optimal: bool,
    /// Arrivals that no door takes.
    pub refused: Vec<Refusal>,
}

/// An arrival that no door takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Which.
    pub arrival: String,
    /// Stable code: `docks.goods`, `docks.height` or `docks.closed`.
    pub code: String,
    /// Why, in words.
    pub reason: String,
}

/// What is asked about the slots that are still free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeRequest {
    /// The site with the slots that are taken (`current`), and in `arrivals` at least those that have one.
    pub site: Site,
    /// Who would like one.
    pub load: Arrival,
    /// Latest beginning that is of interest.
    pub until: Instant,
}

/// Moments at which unloading could begin, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeSlot {
    /// Which door.
    pub door: String,
    /// Earliest beginning.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub earliest: Minute,
    /// Latest beginning.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub latest: Minute,
}
