//! Quantities: a non-negative integer with its unit in the type.
//!
//! Every value fits in 53 bits, so that JSON, PHP and JavaScript carry it exactly. Arithmetic is checked: nothing wraps,
//! and there are no operators that could panic.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The largest value of any quantity: 2^53 − 1, the largest integer that an IEEE double carries exactly (RFC 7493).
pub const MAX: u64 = (1 << 53) - 1;

/// A quantity out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// The value is above [`MAX`].
    #[error("{value} {unit} is above the largest {quantity}, {MAX} {unit}")]
    TooLarge {
        /// Which quantity.
        quantity: &'static str,
        /// Its unit.
        unit: &'static str,
        /// The value refused.
        value: u64,
    },
}

impl QuantityError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "quantity.too_large",
        }
    }
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $unit:literal, $from:ident, $get:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "u64", into = "u64")]
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX, "x-unit" = $unit)))]
        pub struct $name(u64);

        impl $name {
            /// None at all.
            pub const ZERO: Self = Self(0);
            /// The largest value.
            pub const MAX: Self = Self(MAX);

            #[doc = concat!("A value in ", $unit, ".")]
            ///
            /// # Errors
            /// [`QuantityError::TooLarge`] above [`MAX`].
            pub const fn $from(value: u64) -> Result<Self, QuantityError> {
                if value > MAX {
                    return Err(QuantityError::TooLarge { quantity: stringify!($name), unit: $unit, value });
                }
                Ok(Self(value))
            }

            #[doc = concat!("The value in ", $unit, ".")]
            #[must_use]
            pub const fn $get(self) -> u64 {
                self.0
            }

            /// The sum, unless it is out of range.
            #[must_use]
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).filter(|&sum| sum <= MAX).map(Self)
            }

            /// The difference, unless `other` is larger.
            #[must_use]
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).map(Self)
            }

            /// The product with a number, unless it is out of range.
            #[must_use]
            pub fn checked_mul(self, factor: u64) -> Option<Self> {
                self.0.checked_mul(factor).filter(|&product| product <= MAX).map(Self)
            }

            /// The sum of all, unless it is out of range.
            #[must_use]
            pub fn checked_sum(values: impl IntoIterator<Item = Self>) -> Option<Self> {
                values.into_iter().try_fold(Self::ZERO, Self::checked_add)
            }
        }

        impl TryFrom<u64> for $name {
            type Error = QuantityError;

            fn try_from(value: u64) -> Result<Self, QuantityError> {
                Self::$from(value)
            }
        }

        impl From<$name> for u64 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{} ", $unit), self.0)
            }
        }
    };
}

quantity! {
    /// Mass in grams.
    ///
    /// ```
    /// use haulage_core::quantity::Mass;
    ///
    /// let pallet = Mass::from_grams(350_000)?;
    /// assert_eq!(pallet.checked_mul(3).map(Mass::grams), Some(1_050_000));
    /// assert_eq!(Mass::ZERO.checked_sub(pallet), None);
    /// # Ok::<(), haulage_core::quantity::QuantityError>(())
    /// ```
    Mass, "g", from_grams, grams
}
quantity! {
    /// Volume in cubic centimetres (millilitres).
    Volume, "cm³", from_cubic_centimetres, cubic_centimetres
}
quantity! {
    /// Length of a thing in millimetres. The length of a way is a [`Distance`].
    Length, "mm", from_millimetres, millimetres
}
quantity! {
    /// Length of a way in metres. The length of a thing is a [`Length`].
    Distance, "m", from_metres, metres
}
quantity! {
    /// Span of time in seconds.
    Duration, "s", from_seconds, seconds
}

impl Volume {
    /// The volume of a box, rounded up to whole cubic centimetres: goods never need less room than is planned.
    #[must_use]
    pub fn of_box(length: Length, width: Length, height: Length) -> Option<Self> {
        let cubic_millimetres =
            [length, width, height].iter().try_fold(1_u128, |product, side| product.checked_mul(side.0.into()))?;
        u64::try_from(cubic_millimetres.div_ceil(1_000)).ok().and_then(|value| Self::from_cubic_centimetres(value).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_that_a_double_cannot_carry_is_refused_from_json() {
        assert!(serde_json::from_str::<Mass>("9007199254740991").is_ok());
        let error = serde_json::from_str::<Mass>("9007199254740992").unwrap_err();
        assert!(error.to_string().contains("largest Mass"), "{error}");
    }

    #[test]
    fn a_box_is_rounded_up_and_an_absurd_one_has_no_volume() {
        let side = |mm| Length::from_millimetres(mm).unwrap();
        assert_eq!(Volume::of_box(side(11), side(10), side(10)).map(Volume::cubic_centimetres), Some(2));
        assert_eq!(Volume::of_box(Length::MAX, Length::MAX, Length::MAX), None);
    }

    proptest! {
        #[test]
        fn adding_and_taking_away_gives_the_same_back(a in 0..=MAX, b in 0..=MAX) {
            let (a, b) = (Mass::from_grams(a).unwrap(), Mass::from_grams(b).unwrap());
            match a.checked_add(b) {
                Some(sum) => prop_assert_eq!(sum.checked_sub(b), Some(a)),
                None => prop_assert!(a.grams() + b.grams() > MAX),
            }
        }
    }
}
