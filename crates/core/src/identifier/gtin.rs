//! Global Trade Item Number.

use super::{
    IdentifierError, Kind,
    read::{Identifier, gs1_key, identifier},
    text::Text,
};

identifier! {
    /// GS1 Global Trade Item Number (GS1 General Specifications 2.1): GTIN-8, -12 (UPC), -13 (EAN) or -14.
    ///
    /// Two texts of one number are one value, so that a key joins: the canonical form is the shortest that the number
    /// has, and [`Gtin::to_gtin14`] pads it as element strings and data bases do.
    ///
    /// ```
    /// use haulage_core::identifier::Gtin;
    ///
    /// let padded: Gtin = "00012345678905".parse()?;
    /// assert_eq!(padded, "0-12345-67890-5".parse()?);
    /// assert_eq!(padded.as_str(), "012345678905");
    /// assert_eq!(padded.to_gtin14().as_str(), "00012345678905");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Gtin, 14, read = loosely, pattern = "^([0-9]{8}|[0-9]{12,14})$"
}

impl Gtin {
    /// The number behind digits whose length and check digit are known to be right.
    pub(super) fn shortest(digits: &[u8]) -> Self {
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        let length = match digits.len() - zeros {
            0..=8 => 8,
            9..=12 => 12,
            longer => longer,
        };
        Self(Text::cut(&digits[digits.len() - length..]))
    }

    /// The number in 14 digits.
    #[must_use]
    pub fn to_gtin14(&self) -> Text<14> {
        let digits = self.0.as_bytes();
        let mut padded = Text::cut(&b"000000"[..14 - digits.len()]);
        for &digit in digits {
            padded.push(digit);
        }
        padded
    }
}

impl Identifier for Gtin {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        gs1_key(Kind::Gtin, bare, &[8, 12, 13, 14])?;
        Ok(Self::shortest(bare))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
