//! Countries by their ISO 3166-1 letters.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Not two capital letters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an ISO 3166-1 code of two capital letters such as DE")]
pub struct CountryError(String);

impl CountryError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "country.code"
    }
}

/// A country by its two capital letters (ISO 3166-1 alpha-2). The form is checked, not membership of the list: the list
/// changes more often than a library is released.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^[A-Z]{2}$")))]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two capital letters.
    ///
    /// # Errors
    /// [`CountryError`] for anything else.
    pub fn new(code: &str) -> Result<Self, CountryError> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(CountryError(code.into())),
        }
    }

    /// The letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // Held letters are ASCII by construction.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = CountryError;

    fn try_from(code: String) -> Result<Self, CountryError> {
        Self::new(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_two_capital_letters() {
        assert_eq!(Country::new("DE").unwrap().to_string(), "DE");
        for bad in ["de", "DEU", "D1", "", "Ü"] {
            assert_eq!(Country::new(bad).unwrap_err().code(), "country.code", "{bad}");
        }
    }
}
