//! Why a handling step is refused.

use thiserror::Error;

use crate::identifier::Sscc;

/// Why a handling step is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HandlingError {
    /// No unit of that number.
    #[error("there is no unit {0}")]
    Unknown(Sscc),
    /// A unit of that number is there already.
    #[error("there is a unit {0} already")]
    Exists(Sscc),
    /// It lies in another unit.
    #[error("unit {unit} is packed in {parent}: unpack it first")]
    Packed {
        /// The unit.
        unit: Sscc,
        /// Where it lies.
        parent: Sscc,
    },
    /// It does not lie there.
    #[error("unit {unit} does not lie in {parent}")]
    NotInside {
        /// The unit.
        unit: Sscc,
        /// Where it was looked for.
        parent: Sscc,
    },
    /// A unit would come to lie in itself.
    #[error("unit {0} would come to lie in itself")]
    Inside(Sscc),
    /// Not that many of an item there.
    #[error("{asked} of `{item}` asked for, {there} in unit {unit}")]
    TooFew {
        /// The unit.
        unit: Sscc,
        /// The item.
        item: String,
        /// How many were asked for.
        asked: u64,
        /// How many are there.
        there: u64,
    },
    /// Zero, or more than can be counted.
    #[error("{count} of `{item}` is no quantity: 1 to 2^53 - 1 in all")]
    Quantity {
        /// The item.
        item: String,
        /// The count refused.
        count: u64,
    },
}

impl HandlingError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "handling.unknown_unit",
            Self::Exists(_) => "handling.unit_exists",
            Self::Packed { .. } => "handling.packed",
            Self::NotInside { .. } => "handling.not_inside",
            Self::Inside(_) => "handling.inside_itself",
            Self::TooFew { .. } => "handling.too_few",
            Self::Quantity { .. } => "handling.quantity",
        }
    }
}
