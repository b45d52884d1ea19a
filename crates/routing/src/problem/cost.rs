//! Cost units: money as integers, exact for the usual rates.
//!
//! A rate per kilometre with three decimals is a millionth of the currency a metre; a rate per hour with three decimals
//! is 1/3,600,000 a second. [`UNITS`] is their least common multiple, so both are whole numbers of units and sums of
//! them are exact. Rounding happens once, when a cost is printed.

use haulage_core::money::Amount;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// Integer cost: 1/18,000,000 of the currency.
pub type Cost = i64;

/// Cost units in one unit of the currency.
pub const UNITS: Cost = 18_000_000;

/// Largest cost of one coefficient: a thousand million of the currency, once.
pub(super) const LARGEST: Cost = 1_000_000_000 * UNITS;

/// Reads an amount, multiplied with `units`, exactly.
pub(super) fn units(amount: Amount, units: Cost) -> Option<Cost> {
    let product = amount.0.checked_mul(Decimal::from(units))?;
    product.fract().is_zero().then(|| product.to_i64()).flatten().filter(|cost| cost.abs() <= LARGEST)
}

/// A cost as an amount of the currency: to a millionth, half to even, without trailing zeros.
#[must_use]
pub fn amount(cost: Cost) -> Amount {
    let exact = Decimal::from(cost) / Decimal::from(UNITS);
    Amount(exact.round_dp_with_strategy(6, RoundingStrategy::MidpointNearestEven).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_with_three_decimals_are_whole_units() {
        let read = |text: &str, per| units(text.parse().unwrap(), per);
        assert_eq!(read("0.001", UNITS / 1_000), Some(18));
        assert_eq!(read("0.001", UNITS / 3_600), Some(5));
        assert_eq!(read("0.0001", UNITS / 3_600), None);
        assert_eq!(read("1000", UNITS / 1_000), Some(UNITS));
    }

    #[test]
    fn a_cost_is_printed_once_rounded() {
        assert_eq!(amount(125 * UNITS / 100).to_string(), "1.25");
        assert_eq!(amount(5).to_string(), "0");
        assert_eq!(amount(-36).to_string(), "-0.000002");
    }
}
