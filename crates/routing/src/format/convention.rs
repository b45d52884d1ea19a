//! How a file's numbers become integers.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{FormatError, line::Word};
use crate::{
    problem::{Moment, VehicleCosts, Window},
    travel::{Rounding, TravelDocument},
};
use haulage_core::money::Amount;

/// How Euclidean distances and the times beside them become integers. Costs come out in the file's own unit whatever
/// the convention: a distance of 16,377 tenths costs 1637.7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Convention {
    /// To the nearest integer, halves up: CVRPLIB's capacitated sets.
    Nearest,
    /// Down to one decimal: the DIMACS challenge's for time windows.
    Dimacs,
    /// To the nearest of three decimals: `PyVRP`'s `exact`.
    Thousandths,
    /// Up to three decimals: what is feasible in integers is so in real numbers, at a cost less than a thousandth a leg above.
    Double,
    /// Up to the next integer: TSPLIB's `CEIL_2D`.
    Ceiling,
    /// Down to an integer: `FLOOR_2D`.
    Floor,
}

impl Convention {
    const fn scale(self) -> u32 {
        match self {
            Self::Nearest | Self::Ceiling | Self::Floor => 1,
            Self::Dimacs => 10,
            Self::Thousandths | Self::Double => 1_000,
        }
    }

    const fn rounding(self) -> Rounding {
        match self {
            Self::Nearest | Self::Thousandths => Rounding::Nearest,
            Self::Dimacs | Self::Floor => Rounding::Down,
            Self::Double | Self::Ceiling => Rounding::Up,
        }
    }

    pub(super) fn travel(self) -> TravelDocument {
        TravelDocument::Euclidean { scale: self.scale().into(), rounding: self.rounding() }
    }

    /// A leg of a file's own matrix.
    pub(super) fn weight(self, word: Word<'_>) -> Result<u32, FormatError> {
        let strategy = match self.rounding() {
            Rounding::Down => RoundingStrategy::ToNegativeInfinity,
            Rounding::Nearest => RoundingStrategy::MidpointAwayFromZero,
            Rounding::Up => RoundingStrategy::ToPositiveInfinity,
        };
        self.scaled(word, strategy)
    }

    /// A length of time or way that must fit: rounded up.
    pub(super) fn length(self, word: Word<'_>) -> Result<u64, FormatError> {
        self.scaled(word, RoundingStrategy::ToPositiveInfinity)
    }

    /// A limit that must hold: rounded down.
    pub(super) fn limit(self, word: Word<'_>) -> Result<u64, FormatError> {
        self.scaled(word, RoundingStrategy::ToNegativeInfinity)
    }

    /// A moment, never before the file's.
    pub(super) fn moment(self, word: Word<'_>) -> Result<Moment, FormatError> {
        self.scaled(word, RoundingStrategy::ToPositiveInfinity).map(Moment::Second)
    }

    /// A window, never wider than the file's.
    pub(super) fn window(self, earliest: Word<'_>, latest: Word<'_>) -> Result<Window, FormatError> {
        Ok(Window {
            earliest: self.moment(earliest)?,
            latest: Moment::Second(self.scaled(latest, RoundingStrategy::ToNegativeInfinity)?),
        })
    }

    /// Costs in the file's unit: `unit` for a unit of way.
    pub(super) fn costs(self, fixed: Decimal, unit: Decimal) -> VehicleCosts {
        let per_km = unit.saturating_mul(Decimal::from(1_000 / self.scale()));
        VehicleCosts { fixed: Amount(fixed), per_km: Amount(per_km.normalize()), ..VehicleCosts::default() }
    }

    fn scaled<T: TryFrom<Decimal>>(self, word: Word<'_>, strategy: RoundingStrategy) -> Result<T, FormatError> {
        let scaled = word.decimal()?.checked_mul(Decimal::from(self.scale()));
        let whole = scaled.map(|scaled| scaled.round_dp_with_strategy(0, strategy));
        let number = whole.and_then(|whole| T::try_from(whole).ok());
        number.ok_or_else(|| FormatError::number(word.line, word.text, "a number in range"))
    }
}
