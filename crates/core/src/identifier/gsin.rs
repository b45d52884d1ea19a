//! Global Shipment Identification Number.

use super::{
    IdentifierError, Kind,
    read::{Identifier, gs1_key, identifier},
    text::Text,
};

identifier! {
    /// GS1 Global Shipment Identification Number: the handling units that travel under one despatch advice or bill of
    /// lading (GS1 General Specifications 2.6). 17 digits.
    ///
    /// ```
    /// use haulage_core::identifier::Gsin;
    ///
    /// assert!("95012345678903135".parse::<Gsin>().is_err());
    /// assert_eq!("95012345678903132".parse::<Gsin>()?.as_str(), "95012345678903132");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Gsin, 17, read = loosely, pattern = "^[0-9]{17}$"
}

impl Identifier for Gsin {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        gs1_key(Kind::Gsin, bare, &[17])?;
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
