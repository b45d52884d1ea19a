//! Ships.

use super::{
    IdentifierError, Kind, check,
    read::{Identifier, checked, digits, identifier},
    text::Text,
};

identifier! {
    /// IMO number of a ship (IMO Resolution A.1117(30)). Written as its seven digits.
    ///
    /// ```
    /// use haulage_core::identifier::Imo;
    ///
    /// assert_eq!("IMO 9319466".parse::<Imo>()?.as_str(), "9319466");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Imo, 7, read = loosely, pattern = "^[0-9]{7}$"
}

/// The number in full.
pub type ImoNumber = Imo;

impl Identifier for Imo {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let number = bare.strip_prefix(b"IMO").unwrap_or(bare);
        digits(Kind::Imo, number, &[7])?;
        checked(Kind::Imo, number[6], check::imo(&number[..6]))?;
        Ok(Self(Text::cut(number)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
