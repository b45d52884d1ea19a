//! Quantities: a number in a column's unit becomes an integer in the unit of the house.

use serde::{Deserialize, Serialize};

/// The unit in which a column is written. What it becomes: grams, millimetres, metres for ways (`km`, `mi`), cubic
/// centimetres, seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// Gram.
    G,
    /// Kilogram.
    Kg,
    /// Tonne, 1,000 kg.
    T,
    /// International avoirdupois pound, 0.45359237 kg exactly.
    Lb,
    /// International avoirdupois ounce, a sixteenth of a pound.
    Oz,
    /// Millimetre.
    Mm,
    /// Centimetre.
    Cm,
    /// Metre, of a thing.
    M,
    /// Inch, 25.4 mm exactly.
    In,
    /// Foot, 304.8 mm exactly.
    Ft,
    /// Kilometre, of a way.
    Km,
    /// International mile, 1,609.344 m exactly, of a way.
    Mi,
    /// Litre.
    L,
    /// Cubic centimetre.
    Cm3,
    /// Cubic metre.
    M3,
    /// Second.
    S,
    /// Minute.
    Min,
    /// Hour.
    H,
}

impl Unit {
    /// How many of the house's units one of these is: numerator and denominator.
    #[must_use]
    pub const fn factor(self) -> (i128, i128) {
        match self {
            Self::G | Self::Mm | Self::Cm3 | Self::S => (1, 1),
            Self::Kg | Self::M | Self::Km | Self::L => (1_000, 1),
            Self::T | Self::M3 => (1_000_000, 1),
            Self::Lb => (45_359_237, 100_000),
            Self::Oz => (45_359_237, 1_600_000),
            Self::Cm => (10, 1),
            Self::In => (254, 10),
            Self::Ft => (3_048, 10),
            Self::Mi => (1_609_344, 1_000),
            Self::Min => (60, 1),
            Self::H => (3_600, 1),
        }
    }

    /// What the name of a field ends in, for the house's unit.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::G | Self::Kg | Self::T | Self::Lb | Self::Oz => "_g",
            Self::Mm | Self::Cm | Self::M | Self::In | Self::Ft => "_mm",
            Self::Km | Self::Mi => "_m",
            Self::L | Self::Cm3 | Self::M3 => "_cm3",
            Self::S | Self::Min | Self::H => "_s",
        }
    }

    /// A number in this unit as an integer in the house's, half rounded away from zero. Nothing below zero or out of
    /// range.
    #[must_use]
    pub fn convert(self, mantissa: i128, scale: u8) -> Option<i64> {
        let (numerator, denominator) = self.factor();
        let divisor = 10_i128.checked_pow(u32::from(scale))?.checked_mul(denominator)?;
        let scaled = mantissa.checked_mul(numerator)?;
        let rounded = scaled.checked_mul(2)?.checked_add(divisor)?.checked_div_euclid(divisor.checked_mul(2)?)?;
        (0..1 << 53).contains(&rounded).then_some(rounded as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_rounded_to_whole_grams() {
        assert_eq!(Unit::Kg.convert(12_345, 1), Some(1_234_500));
        assert_eq!(Unit::Lb.convert(1, 0), Some(454));
        assert_eq!(Unit::Oz.convert(16, 0), Some(454));
        assert_eq!(Unit::Mi.convert(5, 1), Some(805));
        assert_eq!(Unit::Kg.convert(5, 4), Some(1));
        assert_eq!(Unit::Kg.convert(-1, 0), None);
        assert_eq!(Unit::T.convert(i128::MAX, 0), None);
    }
}
