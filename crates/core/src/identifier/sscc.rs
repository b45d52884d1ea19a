//! Serial Shipping Container Code.

use super::{
    IdentifierError, Kind,
    read::{Identifier, gs1_key, identifier},
    text::Text,
};

identifier! {
    /// GS1 Serial Shipping Container Code: the number on a handling unit's label (GS1 General Specifications 3.2).
    ///
    /// Written as 18 digits: extension digit, company prefix and serial reference, check digit.
    ///
    /// ```
    /// use haulage_core::identifier::Sscc;
    ///
    /// let pallet: Sscc = "3 4012345 000000001 7".parse()?;
    /// assert_eq!(pallet.to_string(), "340123450000000017");
    /// assert_eq!(pallet.extension(), 3);
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Sscc, 18, read = loosely, pattern = "^[0-9]{18}$"
}

impl Sscc {
    /// The extension digit: free to the company, to make more numbers of one prefix.
    #[must_use]
    pub fn extension(&self) -> u8 {
        self.0.as_bytes().first().map_or(0, |digit| digit - b'0')
    }
}

impl Identifier for Sscc {
    #[inline]
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        gs1_key(Kind::Sscc, bare, &[18])?;
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
