//! Codes of goods.

use super::{
    IdentifierError, Kind,
    read::{Identifier, digits, identifier},
    text::Text,
};

identifier! {
    /// Harmonized System code: chapter, heading or subheading of the world (2, 4, 6 digits), or a line of a country's own
    /// tariff below it (8, 10). The form is checked and the chapter; the nomenclature is not held.
    ///
    /// ```
    /// use haulage_core::identifier::HsCode;
    ///
    /// let laptops: HsCode = "8471.30".parse()?;
    /// assert_eq!((laptops.as_str(), laptops.chapter(), laptops.subheading()), ("847130", "84", Some("847130")));
    /// assert_eq!("7701".parse::<HsCode>().unwrap_err().to_string(), "HS code: chapter `77` is not assigned");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    HsCode, 10, read = without_dots, pattern = "^([0-9]{2}){1,5}$"
}

impl HsCode {
    /// The chapter: 01 to 97; 98 and 99 are the contracting parties' own.
    #[must_use]
    pub fn chapter(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }

    /// The subheading, where the code goes that far: the part that is the same in all countries.
    #[must_use]
    pub fn subheading(&self) -> Option<&str> {
        self.as_str().get(..6)
    }
}

impl Identifier for HsCode {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        digits(Kind::HsCode, bare, &[2, 4, 6, 8, 10])?;
        if matches!(&bare[..2], b"00" | b"77") {
            return Err(IdentifierError::Unassigned { kind: Kind::HsCode, part: "chapter", found: Text::cut(&bare[..2]) });
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
