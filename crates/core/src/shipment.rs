//! Shipments: goods of one consignor for one consignee, in handling units.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    identifier::Sscc,
    party::Party,
    quantity::{Length, Mass, Volume},
};

/// Why a shipment is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ShipmentError {
    /// No identifier.
    #[error("a shipment needs an identifier that is not blank")]
    BlankId,
    /// Nothing to carry.
    #[error("shipment `{0}` has no handling unit")]
    Empty(String),
    /// The totals leave the range of a quantity.
    #[error("the handling units of shipment `{0}` add up to more than a quantity can hold")]
    TotalTooLarge(String),
}

impl ShipmentError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BlankId => "shipment.blank_id",
            Self::Empty(_) => "shipment.empty",
            Self::TotalTooLarge(_) => "shipment.total_too_large",
        }
    }
}

/// Outer measures of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimensions {
    /// Longest side.
    pub length_mm: Length,
    /// Shorter side.
    pub width_mm: Length,
    /// Height as it stands.
    pub height_mm: Length,
}

/// A thing that is handled as one: a parcel, a pallet, a roll cage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct HandlingUnit {
    /// Serial Shipping Container Code (GS1), where the unit carries one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sscc: Option<Sscc>,
    /// Gross mass.
    pub mass_g: Mass,
    /// Room it takes. Where only dimensions are known, [`HandlingUnit::volume`] computes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume_cm3: Option<Volume>,
    /// Outer measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// Size in the carrier's own unit of room (a slot, a pallet place), where one is used.
    pub size: u32,
}

impl HandlingUnit {
    /// The room it takes: as stated, else from its dimensions, else none known.
    #[must_use]
    pub fn volume(&self) -> Option<Volume> {
        self.volume_cm3.or_else(|| self.dimensions.and_then(|side| Volume::of_box(side.length_mm, side.width_mm, side.height_mm)))
    }
}

/// Goods of one consignor for one consignee.
///
/// ```
/// use haulage_core::{party::{Address, Party}, position::Position, shipment::{HandlingUnit, Shipment}};
///
/// let consignee = Party::at(Address::at(Position::new(-22.9, -43.2)?));
/// let parcel = HandlingUnit { size: 3, ..HandlingUnit::default() };
/// let shipment = Shipment::new("4711", Party::default(), consignee, vec![parcel])?;
/// assert_eq!(shipment.size(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawShipment", into = "RawShipment")]
#[cfg_attr(feature = "schema", schemars(with = "RawShipment"))]
pub struct Shipment {
    raw: RawShipment,
    mass: Mass,
    volume: Volume,
    size: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Shipment"))]
#[serde(deny_unknown_fields)]
struct RawShipment {
    /// The carrier's or shipper's own identifier.
    id: String,
    /// Who sends.
    consignor: Party,
    /// Who receives.
    consignee: Party,
    /// What is carried.
    handling_units: Vec<HandlingUnit>,
}

impl Shipment {
    /// A shipment with at least one handling unit.
    ///
    /// # Errors
    /// [`ShipmentError`] for a blank identifier, no handling unit, or totals out of range.
    pub fn new(
        id: impl Into<String>,
        consignor: Party,
        consignee: Party,
        handling_units: Vec<HandlingUnit>,
    ) -> Result<Self, ShipmentError> {
        Self::try_from(RawShipment { id: id.into(), consignor, consignee, handling_units })
    }

    /// The carrier's or shipper's own identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.raw.id
    }

    /// Who sends.
    #[must_use]
    pub const fn consignor(&self) -> &Party {
        &self.raw.consignor
    }

    /// Who receives.
    #[must_use]
    pub const fn consignee(&self) -> &Party {
        &self.raw.consignee
    }

    /// What is carried.
    #[must_use]
    pub fn handling_units(&self) -> &[HandlingUnit] {
        &self.raw.handling_units
    }

    /// Gross mass of all handling units.
    #[must_use]
    pub const fn mass(&self) -> Mass {
        self.mass
    }

    /// Room of all handling units whose room is known.
    #[must_use]
    pub const fn volume(&self) -> Volume {
        self.volume
    }

    /// Size of all handling units in the carrier's own unit.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }
}

impl TryFrom<RawShipment> for Shipment {
    type Error = ShipmentError;

    fn try_from(raw: RawShipment) -> Result<Self, ShipmentError> {
        if raw.id.trim().is_empty() {
            return Err(ShipmentError::BlankId);
        }
        if raw.handling_units.is_empty() {
            return Err(ShipmentError::Empty(raw.id));
        }
        let units = &raw.handling_units;
        let mass = Mass::checked_sum(units.iter().map(|unit| unit.mass_g));
        let volume = Volume::checked_sum(units.iter().filter_map(HandlingUnit::volume));
        let size = units.iter().map(|unit| u64::from(unit.size)).sum();
        match (mass, volume) {
            (Some(mass), Some(volume)) => Ok(Self { raw, mass, volume, size }),
            _ => Err(ShipmentError::TotalTooLarge(raw.id)),
        }
    }
}

impl From<Shipment> for RawShipment {
    fn from(shipment: Shipment) -> Self {
        shipment.raw
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(grams: u64) -> HandlingUnit {
        HandlingUnit { mass_g: Mass::from_grams(grams).unwrap(), ..HandlingUnit::default() }
    }

    fn shipment(id: &str, units: Vec<HandlingUnit>) -> Result<Shipment, ShipmentError> {
        Shipment::new(id, Party::default(), Party::default(), units)
    }

    #[test]
    fn totals_are_the_sum_of_the_handling_units() {
        let side = |mm| Length::from_millimetres(mm).unwrap();
        let boxed = HandlingUnit {
            dimensions: Some(Dimensions { length_mm: side(100), width_mm: side(100), height_mm: side(50) }),
            size: 2,
            ..unit(700)
        };
        let both = shipment("a", vec![unit(300), boxed]).unwrap();
        assert_eq!((both.mass().grams(), both.volume().cubic_centimetres(), both.size()), (1_000, 500, 2));
    }

    #[test]
    fn a_shipment_that_cannot_be_is_refused_by_name() {
        assert_eq!(shipment(" ", vec![unit(1)]).unwrap_err().code(), "shipment.blank_id");
        assert_eq!(shipment("a", vec![]).unwrap_err().code(), "shipment.empty");
        let heavy = vec![unit(crate::quantity::MAX), unit(1)];
        assert_eq!(shipment("a", heavy).unwrap_err().code(), "shipment.total_too_large");
    }

    #[test]
    fn a_document_reads_back_as_the_same_shipment() {
        let before = shipment("a", vec![unit(300)]).unwrap();
        let text = serde_json::to_string(&before).unwrap();
        assert_eq!(serde_json::from_str::<Shipment>(&text).unwrap(), before);
        assert!(serde_json::from_str::<Shipment>(&text.replace("\"id\":\"a\"", "\"id\":\"\"")).is_err());
    }
}
