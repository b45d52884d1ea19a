//! Global Location Number.

use super::{
    IdentifierError, Kind,
    read::{Identifier, gs1_key, identifier},
    text::Text,
};

identifier! {
    /// GS1 Global Location Number: a party or a place (GS1 General Specifications 2.4). 13 digits.
    ///
    /// ```
    /// use haulage_core::identifier::Gln;
    ///
    /// assert_eq!("9506000134369".parse::<Gln>()?.as_str(), "9506000134369");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Gln, 13, read = loosely, pattern = "^[0-9]{13}$"
}

impl Identifier for Gln {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        gs1_key(Kind::Gln, bare, &[13])?;
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
