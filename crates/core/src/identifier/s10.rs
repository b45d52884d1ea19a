//! Postal items.

use super::{
    IdentifierError, Kind, check, country,
    read::{Identifier, checked, identifier, shaped},
    text::Text,
};

identifier! {
    /// UPU S10 number of a postal item: service, serial number, check digit, country.
    ///
    /// ```
    /// use haulage_core::identifier::S10;
    ///
    /// let letter: S10 = "RB 123 456 785 GB".parse()?;
    /// assert_eq!((letter.service(), letter.country()), ("RB", "GB"));
    /// assert_eq!("RB123456785XX".parse::<S10>().unwrap_err().to_string(), "UPU S10: country `XX` is not assigned");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    S10, 13, read = loosely, pattern = "^[A-Z]{2}[0-9]{9}[A-Z]{2}$"
}

/// The number under the name of its issuer.
pub type UpuS10 = S10;

impl S10 {
    /// The service indicator: its first letter is the kind of service (R registered, C parcel, E express).
    #[must_use]
    pub fn service(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }

    /// The country whose post gave out the number, ISO 3166-1 alpha-2.
    #[must_use]
    pub fn country(&self) -> &str {
        self.as_str().get(11..).unwrap_or_default()
    }
}

impl Identifier for S10 {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::S10;
        shaped(kind, bare, b"aannnnnnnnnaa")?;
        checked(kind, bare[10], check::s10(&bare[2..10]))?;
        if !country::is_assigned(&bare[11..]) {
            return Err(IdentifierError::Unassigned { kind, part: "country", found: Text::cut(&bare[11..]) });
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
