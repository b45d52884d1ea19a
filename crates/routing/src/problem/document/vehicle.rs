//! Vehicles by type.

use serde::{Deserialize, Serialize};

use super::{PlaceReference, Shift, VehicleCosts};
use crate::problem::{
    driver::DriverState,
    work::{Break, Reload},
};

/// Vehicles of one type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct VehicleType {
    /// Name of the type.
    pub id: String,
    /// How many there are.
    #[serde(default = "one")]
    pub count: u32,
    /// Place where a route begins; absent: at its first stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<PlaceReference>,
    /// Place where a route ends; absent: at its last stop (an open route).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<PlaceReference>,
    /// Capacity in each dimension; a dimension that is not given is unlimited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capacity: Vec<u64>,
    /// When and how long the vehicle works.
    #[serde(default)]
    pub shift: Shift,
    /// What it costs.
    #[serde(default)]
    pub costs: VehicleCosts,
    /// Way of travelling; absent: the first profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Skills it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Longest way in metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_distance_m: Option<u64>,
    /// Most tasks on one route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_tasks: Option<u32>,
    /// Most stops on one route: tasks that follow one another at one place are one stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_stops: Option<u32>,
    /// Speed in per cent of its way of travelling (1 to 1000): every leg lasts 100 / `speed_percent` of its time, rounded up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_percent: Option<u32>,
    /// What is on board at the start and stays there, in each dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initial_load: Vec<u64>,
    /// Breaks of its driver.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// Several trips on one route: where and how it reloads between them; absent: it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reload: Option<Reload>,
    /// Whether goods of shipments leave in the reverse order of coming on board: what was loaded last is at the door.
    #[serde(default, skip_serializing_if = "is_false")]
    pub lifo: bool,
    /// The law on hours that its driver keeps: the name of a rule set (`eu-561-2006`). Breaks and rests are then placed by it, and
    /// every leg and service lasts whole minutes. The problem needs a clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver_rules: Option<String>,
    /// How its driver stands before the route; absent: after a regular weekly rest that lasts until the route begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver_state: Option<DriverState>,
}

const fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl VehicleType {
    /// One vehicle with no limits and no costs but a kilometre's: 1 of the currency.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            count: 1,
            start: None,
            end: None,
            capacity: Vec::new(),
            shift: Shift::default(),
            costs: VehicleCosts::default(),
            profile: None,
            skills: Vec::new(),
            max_distance_m: None,
            max_tasks: None,
            max_stops: None,
            speed_percent: None,
            initial_load: Vec::new(),
            breaks: Vec::new(),
            reload: None,
            lifo: false,
            driver_rules: None,
            driver_state: None,
        }
    }

    /// How many there are.
    pub fn count(mut self, count: u32) -> Self {
        self.count = count;
        self
    }

    /// Routes begin and end here.
    pub fn based_at(mut self, depot: impl Into<PlaceReference>) -> Self {
        let depot = depot.into();
        self.start = Some(depot.clone());
        self.end = Some(depot);
        self
    }

    /// Routes begin here.
    pub fn starts_at(mut self, place: impl Into<PlaceReference>) -> Self {
        self.start = Some(place.into());
        self
    }

    /// Routes end here.
    pub fn ends_at(mut self, place: impl Into<PlaceReference>) -> Self {
        self.end = Some(place.into());
        self
    }

    /// Capacity in each dimension.
    pub fn capacity(mut self, capacity: impl Into<Vec<u64>>) -> Self {
        self.capacity = capacity.into();
        self
    }

    /// When and how long it works.
    pub fn shift(mut self, shift: Shift) -> Self {
        self.shift = shift;
        self
    }

    /// What it costs.
    pub fn costs(mut self, costs: VehicleCosts) -> Self {
        self.costs = costs;
        self
    }

    /// Its way of travelling.
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// Skills it has.
    pub fn skills<S: Into<String>>(mut self, skills: impl IntoIterator<Item = S>) -> Self {
        self.skills = skills.into_iter().map(Into::into).collect();
        self
    }

    /// Longest way in metres.
    pub fn max_distance_m(mut self, metres: u64) -> Self {
        self.max_distance_m = Some(metres);
        self
    }

    /// Most tasks on one route.
    pub fn max_tasks(mut self, tasks: u32) -> Self {
        self.max_tasks = Some(tasks);
        self
    }

    /// Most stops on one route.
    pub fn max_stops(mut self, stops: u32) -> Self {
        self.max_stops = Some(stops);
        self
    }

    /// Speed in per cent of its way of travelling.
    pub fn speed_percent(mut self, percent: u32) -> Self {
        self.speed_percent = Some(percent);
        self
    }

    /// What is on board at the start and stays there.
    pub fn initial_load(mut self, amounts: impl Into<Vec<u64>>) -> Self {
        self.initial_load = amounts.into();
        self
    }

    /// Adds a break of its driver.
    pub fn break_in(mut self, pause: Break) -> Self {
        self.breaks.push(pause);
        self
    }

    /// Lets it reload between trips.
    pub fn reload(mut self, reload: Reload) -> Self {
        self.reload = Some(reload);
        self
    }

    /// The law on hours that its driver keeps: the name of a rule set.
    pub fn driver_rules(mut self, rules: impl Into<String>) -> Self {
        self.driver_rules = Some(rules.into());
        self
    }

    /// How its driver stands before the route.
    pub fn driver_state(mut self, state: DriverState) -> Self {
        self.driver_state = Some(state);
        self
    }

    /// Goods of shipments leave in the reverse order of coming on board.
    pub fn lifo(mut self) -> Self {
        self.lifo = true;
        self
    }
}
