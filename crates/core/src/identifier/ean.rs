//! EAN bar codes.

use super::{
    Gtin, IdentifierError, Kind,
    read::{Identifier, gs1_key, identifier},
    text::Text,
};

identifier! {
    /// A trade item number as its EAN-8 or EAN-13 bar code prints it: leading zeros and the length count. The number
    /// behind it is a [`Gtin`].
    ///
    /// ```
    /// use haulage_core::identifier::{Ean, Gtin};
    ///
    /// let book: Ean = "978-0-471-11709-4".parse()?;
    /// assert_eq!(book.as_str(), "9780471117094");
    /// assert_eq!(Gtin::from(book), "9780471117094".parse()?);
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Ean, 13, read = loosely, pattern = "^([0-9]{8}|[0-9]{13})$"
}

impl Identifier for Ean {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        gs1_key(Kind::Ean, bare, &[8, 13])?;
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl From<Ean> for Gtin {
    fn from(ean: Ean) -> Self {
        Self::shortest(ean.canonical())
    }
}
