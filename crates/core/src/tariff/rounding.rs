//! Rounding to a step, with its direction named: there is no default that a contract would not contradict.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::money::Amount;

/// Which way a value between two steps goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RoundingMode {
    /// Away from zero: every started step counts.
    Up,
    /// Towards zero.
    Down,
    /// To the nearest step, a half away from zero: commercial rounding (DIN 1333).
    HalfUp,
    /// To the nearest step, a half towards zero.
    HalfDown,
    /// To the nearest step, a half to the even one: rounding of statistics (IEEE 754).
    HalfEven,
}

impl RoundingMode {
    const fn strategy(self) -> RoundingStrategy {
        match self {
            Self::Up => RoundingStrategy::AwayFromZero,
            Self::Down => RoundingStrategy::ToZero,
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfDown => RoundingStrategy::MidpointTowardZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
        }
    }
}

/// A step and a direction: `{"step": "0.05", "mode": "half_up"}` rounds Swiss cash totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundTo {
    /// The step, above zero.
    pub step: Amount,
    /// The direction.
    pub mode: RoundingMode,
}

impl RoundTo {
    /// Whole multiples of the step; nothing when the multiple does not fit in 28 digits, or the step is not positive.
    ///
    /// The result carries as many decimals as the step, so that a price list of cents prints cents.
    #[must_use]
    pub fn apply(&self, value: Decimal) -> Option<Decimal> {
        let step = self.step.0;
        if step <= Decimal::ZERO {
            return None;
        }
        let mut rounded = if step.mantissa() == 1 {
            // A power of ten, the common case, needs no division.
            value.round_dp_with_strategy(step.scale(), self.mode.strategy())
        } else {
            let steps = value.checked_div(step)?.round_dp_with_strategy(0, self.mode.strategy());
            steps.checked_mul(step)?
        };
        if rounded.scale() != step.scale() {
            rounded.rescale(step.scale());
        }
        Some(rounded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(step: &str, mode: RoundingMode, value: &str) -> String {
        RoundTo { step: step.parse().unwrap(), mode }.apply(value.parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn each_direction_does_what_its_name_says() {
        use RoundingMode::{Down, HalfDown, HalfEven, HalfUp, Up};
        for (mode, results) in [
            (Up, ["1.01", "1.02", "-1.01"]),
            (Down, ["1.00", "1.01", "-1.00"]),
            (HalfUp, ["1.01", "1.02", "-1.01"]),
            (HalfDown, ["1.00", "1.01", "-1.00"]),
            (HalfEven, ["1.00", "1.02", "-1.00"]),
        ] {
            let got = ["1.005", "1.015", "-1.005"].map(|value| round("0.01", mode, value));
            assert_eq!(got, results, "{mode:?}");
        }
    }

    #[test]
    fn a_step_need_not_be_a_power_of_ten() {
        assert_eq!(round("0.05", RoundingMode::HalfUp, "7.525"), "7.55");
        assert_eq!(round("0.5", RoundingMode::Up, "3.01"), "3.5");
        assert_eq!(round("10", RoundingMode::Up, "101"), "110");
        assert_eq!(round("1", RoundingMode::Up, "101"), "101");
    }

    #[test]
    fn a_step_of_nothing_rounds_nothing() {
        let none = RoundTo { step: "0".parse().unwrap(), mode: RoundingMode::Up };
        assert_eq!(none.apply(Decimal::ONE), None);
    }
}
