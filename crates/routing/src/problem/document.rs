//! The problem as people write it: the same fields in Rust, JSON, PHP and Python.
//!
//! Plain data with chained setters; nothing here is validated, [`super::Problem::new`] does that for the whole.

use chrono_tz::Tz;
use haulage_core::{
    goods::GoodsDocument,
    money::{Amount, Currency},
    position::Position,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use super::{
    Alternative, Group, Keep, Moment, Relation, Running,
    work::{Break, DepotDocument, Lateness, Reload},
};
use crate::travel::TravelDocument;

/// A routing problem as a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ProblemDocument {
    /// Ties seconds to instants; without it all times are seconds from zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Currency of all costs (ISO 4217).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What comes first.
    #[serde(skip_serializing_if = "Objective::is_cost")]
    pub objective: Objective,
    /// Named places. With a travel matrix, their order is the order of its rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceDocument>,
    /// Ways of travelling; at least one.
    pub profiles: Vec<ProfileDocument>,
    /// Places with opening hours or stocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depots: Vec<DepotDocument>,
    /// Vehicles by type; at least one.
    pub vehicles: Vec<VehicleType>,
    /// Jobs: one stop each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<Job>,
    /// Shipments: pickups and deliveries on one route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shipments: Vec<Shipment>,
    /// Goods that jobs and shipments name: those that may not share a vehicle never do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<GoodsDocument>,
    /// Other places or windows for jobs: one of all the ways to serve a job is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Jobs and shipments of which one is served, or all or none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Jobs and shipments that are bound to one another on a route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Vehicles whose day has begun, or is settled in part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub running: Vec<Running>,
    /// What was planned before, and what it costs to change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
}

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
    fn is_cost(&self) -> bool {
        *self == Self::Cost
    }
}

/// Ties the seconds of a problem to instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The instant of second zero. No moment of the problem may be earlier.
    pub start: Instant,
    /// Time zone in which the plan is written (IANA name); without it, the offset of `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub zone: Option<Tz>,
}

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

/// A window in which service may begin; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Earliest start of service.
    pub earliest: Moment,
    /// Latest start of service.
    pub latest: Moment,
}

impl Window {
    /// A window from its two ends.
    pub fn new(earliest: impl Into<Moment>, latest: impl Into<Moment>) -> Self {
        Self { earliest: earliest.into(), latest: latest.into() }
    }
}

const fn one() -> u32 {
    1
}

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
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_nothing(amount: &Amount) -> bool {
    amount.0.is_zero()
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

    /// Goods of shipments leave in the reverse order of coming on board.
    pub fn lifo(mut self) -> Self {
        self.lifo = true;
        self
    }
}

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

    /// Skills a vehicle must have.
    pub fn skills<S: Into<String>>(mut self, skills: impl IntoIterator<Item = S>) -> Self {
        self.skills = skills.into_iter().map(Into::into).collect();
        self
    }

    /// Makes the job optional at a price.
    pub fn prize(mut self, prize: Amount) -> Self {
        self.prize = Some(prize);
        self
    }

    /// How many plain jobs it is worth, less one.
    pub fn priority(mut self, priority: u32) -> Self {
        self.priority = priority;
        self
    }

    /// Vehicle types that may serve it.
    pub fn vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
        self.vehicles = types.into_iter().map(Into::into).collect();
        self
    }

    /// Vehicle types that may not serve it.
    pub fn forbidden_vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
        self.forbidden_vehicles = types.into_iter().map(Into::into).collect();
        self
    }

    /// Lines of the problem's goods that travel with it.
    pub fn goods<S: Into<String>>(mut self, lines: impl IntoIterator<Item = S>) -> Self {
        self.goods = lines.into_iter().map(Into::into).collect();
        self
    }
}

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

    /// Skills a vehicle must have.
    pub fn skills<S: Into<String>>(mut self, skills: impl IntoIterator<Item = S>) -> Self {
        self.skills = skills.into_iter().map(Into::into).collect();
        self
    }

    /// Makes the shipment optional at a price.
    pub fn prize(mut self, prize: Amount) -> Self {
        self.prize = Some(prize);
        self
    }

    /// How many plain ones it is worth, less one.
    pub fn priority(mut self, priority: u32) -> Self {
        self.priority = priority;
        self
    }

    /// Vehicle types that may serve it.
    pub fn vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
        self.vehicles = types.into_iter().map(Into::into).collect();
        self
    }

    /// Vehicle types that may not serve it.
    pub fn forbidden_vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
        self.forbidden_vehicles = types.into_iter().map(Into::into).collect();
        self
    }

    /// Lines of the problem's goods that travel with it.
    pub fn goods<S: Into<String>>(mut self, lines: impl IntoIterator<Item = S>) -> Self {
        self.goods = lines.into_iter().map(Into::into).collect();
        self
    }
}

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
