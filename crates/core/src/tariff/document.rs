//! The tariff as a document: plain dated data, as a carrier and a shipper agree on it. [`super::CompiledTariff`] is what
//! prices; nothing here is trusted until it compiles.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rounding::RoundTo;
use crate::{
    country::Country,
    money::{Amount, Currency},
    quantity::{Distance, Length},
    validity::Validity,
};

/// A price agreement: versions that follow one another in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// Name of the agreement, repeated in every quote.
    pub id: String,
    /// Currency of every amount in it.
    pub currency: Currency,
    /// What was agreed from when to when; no two in force on one day.
    pub versions: Vec<Version>,
    /// Rates for quotes in another currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchange_rates: Vec<ExchangeRate>,
}

/// What is agreed for a span of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Name of the version, repeated in every quote.
    pub id: String,
    /// First day in force.
    pub since: NaiveDate,
    /// First day no longer in force; absent while no end is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How amounts are rounded.
    pub rounding: Rounding,
    /// Which weight is paid for.
    #[serde(default)]
    pub chargeable_weight: ChargeableWeight,
    /// Named sets of places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// Which zone applies between which areas.
    pub lanes: Vec<Lane>,
    /// Freight of each zone.
    pub rates: Vec<Rate>,
    /// Surcharges, accessorials and discounts, in the order in which they are charged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub surcharges: Vec<Surcharge>,
    /// Taxes, after all surcharges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<Surcharge>,
}

impl Version {
    /// The days in force.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity::new(Some(self.since), self.until)
    }
}

/// How amounts become payable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Every line, when it is computed.
    pub line: RoundTo,
    /// The sum; what it adds or takes away is a line of its own.
    pub total: RoundTo,
}

/// Which weight is paid for: the largest of what the goods weigh and what their room is counted as.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ChargeableWeight {
    /// Compared for the whole shipment, or for every handling unit and then added up.
    pub per: WeighedPer,
    /// Weight by volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volumetric: Option<Volumetric>,
    /// Weight by loading metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loading_metre: Option<LoadingMetre>,
    /// Kilograms that a pallet place is counted as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kg_per_pallet_place: Option<Amount>,
    /// At least this much, in kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_kg: Option<Amount>,
    /// Rounding in kilograms: of the shipment, or of every handling unit where each is weighed for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<RoundTo>,
    /// What happens when a measure that the weight needs is not known.
    pub unknown_room: UnknownRoom,
}

/// What the chargeable weight is compared for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WeighedPer {
    /// Sums of the shipment are compared once.
    #[default]
    Shipment,
    /// Every handling unit is compared, and the larger weights are added up.
    HandlingUnit,
}

/// How volume counts as weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Volumetric {
    /// Divisor: cubic centimetres that count as a kilogram (air 6000, express 5000).
    Cm3PerKg(Amount),
    /// Factor: kilograms that a cubic metre counts as (road 333, sea 1000).
    KgPerM3(Amount),
}

/// How the floor of the trailer counts as weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoadingMetre {
    /// Kilograms that a loading metre is counted as.
    pub kg: Amount,
    /// Width of the trailer that a loading metre is taken of.
    #[serde(default = "trailer_width")]
    pub width_mm: Length,
}

pub(super) fn trailer_width() -> Length {
    // The loading width of a European trailer; a literal far inside the range.
    Length::from_millimetres(2_400).unwrap_or(Length::MAX)
}

/// What happens when the volume or the floor of a handling unit is not known but counts as weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownRoom {
    /// No quote: a price on half the facts is corrected later, at somebody's cost.
    #[default]
    Refuse,
    /// The measure counts as nothing.
    Ignore,
}

/// A named set of places. Entries of one name add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its name, used by lanes.
    pub id: String,
    /// The country.
    pub country: Country,
    /// Postal codes; none for the whole country. The longest range that matches a place decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub postal_codes: Vec<PostalRange>,
}

/// Postal codes that begin with `first` to `last`, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PostalRange {
    /// First beginning.
    pub first: String,
    /// Last beginning, as long as the first; absent for `first` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// Which zone applies from where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Area of the consignor; absent for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Area of the consignee; absent for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Distance band; absent for any distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<DistanceBand>,
    /// The zone.
    pub zone: String,
}

/// Half-open distances: `from` belongs to the band, `until` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DistanceBand {
    /// Shortest distance in the band.
    pub from: Distance,
    /// First distance past it; absent for all that is longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Distance>,
}

impl DistanceBand {
    /// The two ends in metres; an open end is past every distance.
    pub(super) fn metres(&self) -> (u64, u64) {
        (self.from.metres(), self.until.map_or(u64::MAX, Distance::metres))
    }
}

/// Freight of a zone, by breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The zone.
    pub zone: String,
    /// The service; absent for every service without a rate of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// What the breaks measure.
    #[serde(default)]
    pub by: Measure,
    /// Which bound belongs to a break.
    #[serde(default)]
    pub bounds: Bounds,
    /// Breaks that follow one another without gap or overlap.
    pub breaks: Vec<Break>,
    /// Whether a shipment is charged as one that reaches a higher break where that is cheaper.
    #[serde(default)]
    pub next_break_if_cheaper: bool,
    /// Freight is at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Amount>,
    /// Freight is at most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Amount>,
}

/// What is measured of a shipment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Measure {
    /// Chargeable weight in kilograms.
    #[default]
    ChargeableKg,
    /// Actual mass in kilograms.
    MassKg,
    /// Volume in cubic metres.
    VolumeM3,
    /// Loading metres.
    LoadingMetres,
    /// Pallet places.
    PalletPlaces,
    /// Handling units.
    HandlingUnits,
    /// Distance in kilometres.
    DistanceKm,
    /// Longest side of any handling unit, in millimetres.
    LongestSideMm,
    /// Mass of the heaviest handling unit, in kilograms.
    HeaviestUnitKg,
    /// Value of the goods in the tariff's currency.
    GoodsValue,
}

/// Which bound of a break belongs to it. Both are half-open: neighbours share no value and leave none out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bounds {
    /// `from` ≤ value < `until`: "from 30 kg".
    #[default]
    LowerInclusive,
    /// `from` < value ≤ `until`: "up to 31.5 kg". The first break holds its `from` too.
    UpperInclusive,
}

/// A price for a span of the measure: `base` + `price` × units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Where it begins.
    pub from: Amount,
    /// Where it ends; absent for the last, open break.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Amount>,
    /// Price per unit.
    pub price: Amount,
    /// The unit.
    pub per: Unit,
    /// Whether a started unit counts whole.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub started: bool,
    /// Fixed part of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Amount>,
    /// Units up to here are paid by `base`: "each further kilogram".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Amount>,
}

/// What a price is per.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// The shipment, whatever it measures.
    Shipment,
    /// A kilogram of chargeable weight.
    Kg,
    /// A hundred kilograms of chargeable weight.
    #[serde(rename = "100_kg")]
    HundredKg,
    /// A pallet place.
    PalletPlace,
    /// A loading metre.
    LoadingMetre,
    /// A handling unit.
    HandlingUnit,
    /// A kilometre.
    Km,
}

/// A charge on top of the freight; below zero it is a discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Surcharge {
    /// Its name, unique in the version: the name of its line.
    pub id: String,
    /// What its rates mean.
    pub charge: Charge,
    /// Its rates by date, without overlap.
    pub rates: Vec<DatedRate>,
    /// All of these must hold for it to be charged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// At least this, when charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Amount>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Amount>,
}

/// What the rates of a surcharge mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// A percentage of a sum of bases: `freight`, `net` (freight and surcharges so far), `goods_value`, or the name of a
    /// surcharge above.
    PercentOf(Vec<String>),
    /// An amount per unit.
    Per(Unit),
}

/// A rate and the days on which it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedRate {
    /// First day in force; absent for the version's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// First day no longer in force; absent for the version's end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Per cent, or the amount per unit.
    pub value: Amount,
}

impl DatedRate {
    /// The days in force.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity::new(self.since, self.until)
    }
}

/// When a surcharge is charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Condition {
    /// The request names the feature: `tail_lift`, `dangerous_goods`, `saturday`.
    Feature(String),
    /// The service is one of these.
    Service(BTreeSet<String>),
    /// The zone is one of these.
    Zone(BTreeSet<String>),
    /// The consignor is in one of these countries.
    FromCountry(BTreeSet<Country>),
    /// The consignee is in one of these countries.
    ToCountry(BTreeSet<Country>),
    /// A measure is in a half-open range.
    Measure(MeasureRange),
    /// The day is in a half-open range: a peak season.
    Days(DayRange),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
}

/// Half-open range of a measure: `from` belongs to it, `until` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeasureRange {
    /// What is measured.
    pub of: Measure,
    /// Least value; absent for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Amount>,
    /// First value past it; absent for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Amount>,
}

/// Half-open range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DayRange {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// First day past it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What one unit of the tariff's currency is in another, by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeRate {
    /// The other currency.
    pub currency: Currency,
    /// First day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// First day no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Units of the other currency for one of the tariff's.
    pub rate: Amount,
    /// Rounding of the converted total.
    pub rounding: RoundTo,
}

impl ExchangeRate {
    /// The days in force.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity::new(self.since, self.until)
    }
}
