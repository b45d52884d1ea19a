//! What is asked of a tariff and what it answers.

use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::document::{Measure, Unit};
use crate::{
    country::Country,
    digest::Digest,
    money::{Amount, Currency},
    quantity::{Distance, Mass, Volume},
    shipment::{Dimensions, Shipment},
};

/// What a tariff must know of a shipment to price it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    /// The caller's own name for the shipment, repeated in replies on many; without effect on the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The day that decides which prices are in force, in the calendar of whoever agreed on the tariff.
    pub on: NaiveDate,
    /// Service asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Where the goods start.
    pub from: QuotePlace,
    /// Where they go.
    pub to: QuotePlace,
    /// Length of the way, for tariffs by distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<Distance>,
    /// What is carried.
    pub handling_units: Vec<QuoteUnits>,
    /// Loading metres as agreed; absent to compute them from the dimensions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loading_metres: Option<Amount>,
    /// Value of the goods in the tariff's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods_value: Option<Amount>,
    /// What else is asked for or known: `tail_lift`, `dangerous_goods`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub features: BTreeSet<String>,
    /// Currency of the total; absent for the tariff's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

/// A place as a tariff sees it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuotePlace {
    /// The country.
    pub country: Country,
    /// The postal code, as text: leading zeros count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
}

/// A postal code may lead to a person: `Debug` shows the country alone, as that of an address does.
impl core::fmt::Debug for QuotePlace {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("QuotePlace").field("country", &self.country).finish_non_exhaustive()
    }
}

/// Handling units that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteUnits {
    /// How many.
    #[serde(default = "one")]
    pub count: u32,
    /// Gross mass of each.
    pub mass_g: Mass,
    /// Room of each, where it differs from that of its dimensions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_cm3: Option<Volume>,
    /// Outer measures of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// Pallet places of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pallet_places: Option<Amount>,
}

const fn one() -> u32 {
    1
}

impl QuoteUnits {
    /// Room of each: as stated, else of its dimensions.
    #[must_use]
    pub fn volume(&self) -> Option<Volume> {
        self.volume_cm3.or_else(|| self.dimensions.and_then(|side| Volume::of_box(side.length_mm, side.width_mm, side.height_mm)))
    }
}

impl QuoteRequest {
    /// The request for a shipment on a day: what it weighs and measures, from its consignor's place to its consignee's.
    /// Its `size` is read as pallet places.
    ///
    /// # Errors
    /// [`QuoteError::Place`] when an address has no country of two letters.
    pub fn of(shipment: &Shipment, on: NaiveDate) -> Result<Self, QuoteError> {
        let place = |side: &'static str, address: &crate::party::Address| {
            let country =
                address.country.as_deref().and_then(|code| Country::new(code).ok()).ok_or(QuoteError::Place { side })?;
            Ok(QuotePlace { country, postal_code: address.postal_code.clone() })
        };
        let units = shipment.handling_units().iter().map(|unit| QuoteUnits {
            count: 1,
            mass_g: unit.mass_g,
            volume_cm3: unit.volume_cm3,
            dimensions: unit.dimensions,
            pallet_places: (unit.size > 0).then(|| Amount(unit.size.into())),
        });
        Ok(Self {
            reference: Some(shipment.id().into()),
            on,
            service: None,
            from: place("from", &shipment.consignor().address)?,
            to: place("to", &shipment.consignee().address)?,
            distance_m: None,
            handling_units: units.collect(),
            loading_metres: None,
            goods_value: None,
            features: BTreeSet::new(),
            currency: None,
        })
    }
}

/// A price with everything that it is made of. Borrows its words from the tariff; read back from a document it owns them.
///
/// Numbers have one form, so that the same price has the same bytes: amounts of money to be paid (`amount`, `net`, `tax`,
/// `total`) have the digits of their currency, more only where a step of the tariff is finer; every other number is as short
/// as it can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote<'t> {
    /// The tariff.
    pub tariff: Cow<'t, str>,
    /// Its version.
    pub version: Cow<'t, str>,
    /// The day priced for.
    pub on: NaiveDate,
    /// The zone found.
    pub zone: Cow<'t, str>,
    /// The lane that led to it: a JSON pointer into the tariff.
    pub lane: Cow<'t, str>,
    /// The weight paid for.
    pub chargeable_weight: WeightPaid,
    /// What is charged, in order; amounts add up to the total.
    pub lines: Vec<QuoteLine<'t>>,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Freight and surcharges.
    pub net: Amount,
    /// Taxes.
    pub tax: Amount,
    /// What is to be paid.
    pub total: Amount,
    /// The total in the currency asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converted: Option<Converted<'t>>,
    /// Digest of the tariff that it was computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_digest: Option<Digest>,
    /// Digest of the request that was priced; in quotes made to be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_digest: Option<Digest>,
}

impl Quote<'_> {
    /// The quote with the digest of the request that it answers, to be kept and replayed.
    #[must_use]
    pub fn of_request(self, request: &QuoteRequest) -> Self {
        Self { shipment_digest: Some(Digest::of(request)), ..self }
    }

    /// The quote with words of its own, free of the tariff.
    #[must_use]
    pub fn into_owned(self) -> Quote<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let lines = self.lines.into_iter().map(|line| QuoteLine { id: owned(line.id), rule: owned(line.rule), ..line });
        Quote {
            tariff: owned(self.tariff),
            version: owned(self.version),
            zone: owned(self.zone),
            lane: owned(self.lane),
            lines: lines.collect(),
            converted: self.converted.map(|converted| Converted { rule: owned(converted.rule), ..converted }),
            ..self
        }
    }
}

/// The weight paid for and where it comes from, in kilograms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WeightPaid {
    /// The weight paid for.
    pub kg: Amount,
    /// What decided.
    pub decided_by: WeightBasis,
    /// What the goods weigh.
    pub mass_kg: Amount,
    /// What their volume counts as, where the tariff counts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_kg: Option<Amount>,
    /// What their loading metres count as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loading_metre_kg: Option<Amount>,
    /// What their pallet places count as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pallet_place_kg: Option<Amount>,
}

/// What decided the weight paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WeightBasis {
    /// Actual mass.
    Mass,
    /// Volume.
    Volume,
    /// Loading metres.
    LoadingMetres,
    /// Pallet places.
    PalletPlaces,
    /// The tariff's minimum.
    Minimum,
    /// Not the same for every handling unit.
    Mixed,
}

impl WeightBasis {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::LoadingMetres => "loading_metres",
            Self::PalletPlaces => "pallet_places",
            Self::Minimum => "minimum",
            Self::Mixed => "mixed",
        }
    }
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteLine<'t> {
    /// `freight`, `rounding`, or the name of the surcharge or tax.
    pub id: Cow<'t, str>,
    /// What kind of line it is.
    pub kind: LineKind,
    /// The rule it comes from: a JSON pointer into the tariff.
    pub rule: Cow<'t, str>,
    /// How many units, or the base of a percentage.
    pub quantity: Amount,
    /// The unit; absent for a percentage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Unit>,
    /// Price of a unit, or the per cent.
    pub price: Amount,
    /// Fixed part of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Amount>,
    /// What bent the computed amount, if anything did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Bent>,
    /// The amount charged, rounded.
    pub amount: Amount,
}

/// Kinds of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LineKind {
    /// Carriage by weight or measure.
    Freight,
    /// Surcharge, accessorial or discount.
    Surcharge,
    /// Tax.
    Tax,
    /// What rounding of the total adds or takes away.
    Rounding,
}

/// What bent an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bent {
    /// Charged as a shipment that reaches a higher break, which is cheaper.
    NextBreak,
    /// Raised to the minimum.
    Minimum,
    /// Lowered to the maximum.
    Maximum,
}

/// A total in another currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Converted<'t> {
    /// The currency.
    pub currency: Currency,
    /// Units of it for one of the tariff's currency.
    pub rate: Amount,
    /// The rule the rate comes from: a JSON pointer into the tariff.
    pub rule: Cow<'t, str>,
    /// The total.
    pub total: Amount,
}

/// Why a tariff has no price for a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuoteError {
    /// No version is in force.
    #[error("tariff `{tariff}` has no version in force on {on}")]
    NoVersion {
        /// The tariff.
        tariff: String,
        /// The day asked for.
        on: NaiveDate,
    },
    /// The shipment has no handling unit.
    #[error("there is nothing to price: the request has no handling unit")]
    Empty,
    /// A place has no country, or its postal code is not one.
    #[error(
        "`{side}` has no country of two letters, or a postal code with other characters than letters, digits, spaces and hyphens"
    )]
    Place {
        /// `from` or `to`.
        side: &'static str,
    },
    /// No lane leads from one place to the other.
    #[error("no lane of version `{version}` leads from {from} to {to} at this distance")]
    NoLane {
        /// The version.
        version: String,
        /// Country of the consignor.
        from: Country,
        /// Country of the consignee.
        to: Country,
    },
    /// The zone has no rate for the service.
    #[error("zone `{zone}` has no rate for service `{service}`")]
    NoRate {
        /// The zone.
        zone: String,
        /// The service, empty when none was asked for.
        service: String,
    },
    /// The shipment is below the first or past the last break.
    #[error("zone `{zone}` has no break for {value} {measure:?}")]
    NoBreak {
        /// The zone.
        zone: String,
        /// What was measured.
        measure: Measure,
        /// The value.
        value: Amount,
    },
    /// The tariff needs a measure that the request does not give.
    #[error("the tariff needs {0:?}, which the request does not give")]
    Unknown(Measure),
    /// A surcharge applies but has no rate on the day.
    #[error("surcharge `{id}` has no rate in force on {on}")]
    NoSurchargeRate {
        /// The surcharge.
        id: String,
        /// The day.
        on: NaiveDate,
    },
    /// The currency has no rate on the day.
    #[error("there is no exchange rate to {currency} in force on {on}")]
    NoExchangeRate {
        /// The currency asked for.
        currency: Currency,
        /// The day.
        on: NaiveDate,
    },
    /// A measure given is below zero.
    #[error("{0:?} is below zero")]
    Negative(Measure),
    /// A measure or an amount does not fit in 28 digits.
    #[error("the price does not fit in 28 digits")]
    Overflow,
}

impl QuoteError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoVersion { .. } => "quote.no_version",
            Self::Empty => "quote.empty",
            Self::Place { .. } => "quote.place",
            Self::NoLane { .. } => "quote.no_lane",
            Self::NoRate { .. } => "quote.no_rate",
            Self::NoBreak { .. } => "quote.no_break",
            Self::Unknown(_) => "quote.unknown_measure",
            Self::NoSurchargeRate { .. } => "quote.no_surcharge_rate",
            Self::NoExchangeRate { .. } => "quote.no_exchange_rate",
            Self::Negative(_) => "quote.negative_measure",
            Self::Overflow => "quote.overflow",
        }
    }
}
