//! Air waybills.

use super::{
    IdentifierError, Kind, check,
    read::{Identifier, checked, digits, identifier},
    text::Text,
};

identifier! {
    /// IATA air waybill number: the airline's accounting prefix, serial number, check digit (Resolution 600a).
    ///
    /// ```
    /// use haulage_core::identifier::AirWaybill;
    ///
    /// let waybill: AirWaybill = "02012345675".parse()?;
    /// assert_eq!((waybill.airline(), waybill.as_str()), ("020", "020-12345675"));
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    AirWaybill, 12, read = loosely, pattern = "^[0-9]{3}-[0-9]{8}$"
}

impl AirWaybill {
    /// The airline's accounting prefix.
    #[must_use]
    pub fn airline(&self) -> &str {
        self.as_str().get(..3).unwrap_or_default()
    }
}

impl Identifier for AirWaybill {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        digits(Kind::AirWaybill, bare, &[11])?;
        checked(Kind::AirWaybill, bare[10], check::mod7(&bare[3..10]))?;
        let mut text = Text::cut(&bare[..3]);
        text.push(b'-');
        for &digit in &bare[3..] {
            text.push(digit);
        }
        Ok(Self(text))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
