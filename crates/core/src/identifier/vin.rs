//! Vehicles.

use super::{
    IdentifierError, Kind, check,
    read::{Identifier, checked, identifier, misplaced, shaped},
    text::Text,
};

identifier! {
    /// Vehicle identification number (ISO 3779): 17 letters and digits without I, O and Q.
    ///
    /// North America (first character 1 to 5) makes the ninth character a check digit (49 CFR 565.15), and there it is
    /// checked; elsewhere the maker may use it freely, so it is not: see [`Vin::check_digit_holds`].
    ///
    /// ```
    /// use haulage_core::identifier::Vin;
    ///
    /// assert!("1M8GDM9AXKP042788".parse::<Vin>()?.check_digit_holds());
    /// assert!("1M8GDM9A3KP042788".parse::<Vin>().is_err());
    /// assert!(!"WVWZZZ1JZXW000001".parse::<Vin>()?.check_digit_holds());
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Vin, 17, read = loosely, pattern = "^[0-9A-HJ-NPR-Z]{17}$"
}

impl Vin {
    /// World manufacturer identifier: the first three characters.
    #[must_use]
    pub fn manufacturer(&self) -> &str {
        self.as_str().get(..3).unwrap_or_default()
    }

    /// Whether the ninth character is the check digit that North America asks for.
    #[must_use]
    pub fn check_digit_holds(&self) -> bool {
        self.0.as_bytes().get(8) == Some(&check::vin(self.0.as_bytes()))
    }
}

impl Identifier for Vin {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::Vin;
        shaped(kind, bare, b"ccccccccccccccccc")?;
        if let Some(place) = bare.iter().position(|letter| matches!(letter, b'I' | b'O' | b'Q')) {
            return Err(misplaced(kind, place, bare[place], "a digit or a letter but I, O and Q"));
        }
        if matches!(bare[0], b'1'..=b'5') {
            checked(kind, bare[8], check::vin(bare))?;
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
