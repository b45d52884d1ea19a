//! What is asked and what is promised.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::deadline::{Deadline, Departure};
use crate::{
    calendar::{CalendarDocument, DayOfWeek, Zone},
    digest::Digest,
    time::Instant,
};

/// An order and the way of its goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PromiseRequest {
    /// The moment of the order.
    pub ordered_at: Instant,
    /// Where the goods are made ready.
    pub origin: Origin,
    /// How they travel, in order; empty when they are delivered from the origin itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transit: Vec<Leg>,
    /// Where they are delivered.
    pub delivery: Delivery,
    /// The day the consignee wants them; refused when it cannot be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted_on: Option<NaiveDate>,
    /// A departure with the cut-offs that it imposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure: Option<Departure>,
}

/// Where the goods are made ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Its name, for the reasons.
    pub name: String,
    /// Its wall clock.
    pub time_zone: Zone,
    /// The days it works.
    #[serde(default)]
    pub calendar: CalendarDocument,
    /// Until when an order counts as of the day.
    pub cut_offs: Vec<CutOff>,
    /// Working days to make ready, the day of acceptance not counted.
    #[serde(default)]
    pub handling: Span,
}

/// Until when an order counts as of the day, on the origin's wall clock; the moment itself is in time. A rule for the date
/// goes before one for holidays, and that before one for the day of the week. A holiday takes orders only by a rule for
/// holidays or for the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CutOff {
    /// On which days.
    pub on: CutOffDays,
    /// The last moment; absent when orders are not taken on these days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
}

/// Days that share a cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CutOffDays {
    /// Days of the week, weekends included.
    Weekdays(BTreeSet<DayOfWeek>),
    /// Holidays and closures of the origin's calendar.
    Holidays,
    /// These dates.
    Dates(BTreeSet<NaiveDate>),
}

/// A number of days, at least and at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// At least.
    pub min_days: u16,
    /// At most.
    pub max_days: u16,
}

/// A part of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Its name, for the reasons.
    pub name: String,
    /// Days it takes, the day of departure not counted.
    pub days: Span,
    /// Which days count.
    #[serde(default)]
    pub count: Count,
    /// The days on which it departs, and of which business days count.
    #[serde(default)]
    pub calendar: CalendarDocument,
}

/// Which days count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Working days.
    #[default]
    Business,
    /// All days: a vessel sails on Sundays too.
    Calendar,
}

/// Where the goods are delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Its name, for the reasons.
    pub name: String,
    /// Its wall clock.
    pub time_zone: Zone,
    /// The days on which is delivered.
    #[serde(default)]
    pub calendar: CalendarDocument,
    /// When delivery begins on a day.
    pub from: NaiveTime,
    /// When it ends.
    pub until: NaiveTime,
}

/// What is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The last moment at which an order still gets this promise; never before the order.
    pub order_by: Instant,
    /// First moment of delivery when everything takes its shortest time.
    pub earliest: Instant,
    /// Last moment of delivery when everything takes its longest time.
    pub latest: Instant,
    /// How the earliest day comes about.
    pub earliest_way: Way,
    /// How the latest day comes about.
    pub latest_way: Way,
    /// Whether the wanted day is kept, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Wanted>,
    /// Cut-offs of the departure, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// Digest of the request: the order, the way of its goods and every calendar that it was computed from.
    pub request_digest: Digest,
}

/// Whether a wanted day is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Also when everything takes its longest time.
    Certain,
    /// Only when things go faster than their longest time.
    Possible,
}

/// How a day comes about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The day of delivery, at the place of delivery.
    pub delivered_on: NaiveDate,
    /// From the order to the delivery.
    pub steps: Vec<Step>,
}

/// A step on the way and the day on which it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happens.
    pub what: StepKind,
    /// Where: the name of the origin, leg or place of delivery.
    pub at: String,
    /// The day on which it ends, on the wall clock of the place.
    pub on: NaiveDate,
    /// Days that it was held up, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
}

/// What happens in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The order counts as of this day.
    Accepted,
    /// The goods are ready.
    Ready,
    /// The leg has departed.
    Departed,
    /// The leg has arrived.
    Arrived,
    /// The goods are delivered.
    Delivered,
}

/// A day on which nothing moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The day.
    pub day: NaiveDate,
    /// Why.
    pub because: Because,
    /// The name of the holiday or closure, or the cut-off that was missed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// Why nothing moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Because {
    /// The order came after the cut-off.
    AfterCutOff,
    /// No orders are taken on the day.
    NoCutOff,
    /// A day of rest.
    Rest,
    /// A holiday.
    Holiday,
    /// A closure.
    Closure,
    /// Delivery on the day was over when the order came.
    WindowPassed,
}
