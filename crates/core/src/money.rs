//! Money: a decimal amount with its currency. Nothing priced passes through a float.

use core::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// Why an amount, a currency or a sum of them is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not three capital letters.
    #[error("`{0}` is not an ISO 4217 code of three capital letters such as EUR")]
    Currency(String),
    /// Not a decimal number of at most 28 digits.
    #[error("`{0}` is not a decimal amount of at most 28 digits such as 12.50")]
    Amount(String),
    /// Two currencies in one sum.
    #[error("{0} and {1} cannot be added: convert one of them first")]
    MixedCurrencies(Currency, Currency),
    /// The result does not fit in 28 digits.
    #[error("the amount does not fit in 28 digits")]
    Overflow,
}

impl MoneyError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Currency(_) => "money.currency",
            Self::Amount(_) => "money.amount",
            Self::MixedCurrencies(..) => "money.mixed_currencies",
            Self::Overflow => "money.overflow",
        }
    }
}

/// A currency by its ISO 4217 letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^[A-Z]{3}$")))]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three capital letters.
    ///
    /// # Errors
    /// [`MoneyError::Currency`] for anything else.
    pub fn new(code: &str) -> Result<Self, MoneyError> {
        match *code.as_bytes() {
            [a, b, c] if code.bytes().all(|letter| letter.is_ascii_uppercase()) => Ok(Self([a, b, c])),
            _ => Err(MoneyError::Currency(code.into())),
        }
    }

    /// The letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // Held letters are ASCII by construction.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Decimal places of the minor unit (ISO 4217, list one): 2 for most, 0 for JPY and its like, 3 for dinars.
    #[must_use]
    pub const fn minor_digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX" | b"UYI"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Self::new(code)
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Self, MoneyError> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().into()
    }
}

/// A decimal number as documents carry it: a string such as `"12.50"`, or an integer. A JSON number with a fraction is
/// refused, because a double has already lost the amount that was meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub Decimal);

impl FromStr for Amount {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        // `from_str_exact` refuses what does not fit, where `from_str` would round it away.
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        Decimal::from_str_exact(text).ok().filter(|_| plain).map(Self).ok_or_else(|| MoneyError::Amount(text.into()))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal amount as a string such as \"12.50\", or an integer")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
                Ok(Amount(number.into()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
                Ok(Amount(number.into()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A decimal amount: a string such as \"12.50\", or an integer. Never a number with a fraction.",
            "anyOf": [{ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" }, { "type": "integer" }]
        })
    }
}

/// An amount of one currency.
///
/// ```
/// use haulage_core::money::{Currency, Money};
///
/// let eur = Currency::new("EUR")?;
/// let freight = Money::new("118.005".parse()?, eur);
/// let fuel = Money::new("7.10".parse()?, eur);
/// assert_eq!(freight.checked_add(&fuel)?.to_string(), "125.105 EUR");
/// # Ok::<(), haulage_core::money::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    amount: Amount,
    currency: Currency,
}

impl Money {
    /// An amount of a currency.
    #[must_use]
    pub const fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The amount.
    #[must_use]
    pub const fn amount(&self) -> Decimal {
        self.amount.0
    }

    /// The currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::MixedCurrencies`], or [`MoneyError::Overflow`] past 28 digits.
    pub fn checked_add(&self, other: &Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        let sum = self.amount.0.checked_add(other.amount.0).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(Amount(sum), self.currency))
    }

    /// The amount rounded to the currency's minor unit. There is no default rule: an invoice and a statistic round
    /// differently, so the caller names it.
    #[must_use]
    pub fn round(&self, rule: RoundingStrategy) -> Self {
        Self::new(Amount(self.amount.0.round_dp_with_strategy(self.currency.minor_digits(), rule)), self.currency)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_comes_as_text_or_integer_never_as_a_fraction() {
        assert_eq!(serde_json::from_str::<Amount>("\"0.1\"").unwrap().to_string(), "0.1");
        assert_eq!(serde_json::from_str::<Amount>("12").unwrap().to_string(), "12");
        assert!(serde_json::from_str::<Amount>("0.1").is_err());
        for bad in ["", "1e3", " 1", "1,5", "+1", "NaN", "0.12345678901234567890123456789"] {
            assert!(bad.parse::<Amount>().is_err(), "{bad}");
        }
    }

    #[test]
    fn two_currencies_never_add_up() {
        let one = |code| Money::new("1".parse().unwrap(), Currency::new(code).unwrap());
        assert_eq!(one("EUR").checked_add(&one("USD")).unwrap_err().code(), "money.mixed_currencies");
    }

    #[test]
    fn rounding_names_its_rule_and_knows_the_minor_unit() {
        let money = |code| Money::new("1.005".parse().unwrap(), Currency::new(code).unwrap());
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        assert_eq!(money("EUR").round(half_up).to_string(), "1.01 EUR");
        assert_eq!(money("EUR").round(RoundingStrategy::MidpointNearestEven).to_string(), "1.00 EUR");
        assert_eq!(money("JPY").round(half_up).to_string(), "1 JPY");
        assert_eq!(money("KWD").round(half_up).to_string(), "1.005 KWD");
    }

    #[test]
    fn a_currency_is_three_capital_letters() {
        for bad in ["eur", "EURO", "E1R", "", "€"] {
            assert!(Currency::new(bad).is_err(), "{bad}");
        }
    }
}
