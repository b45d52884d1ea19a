//! Places of trade and transport.

use super::{
    IdentifierError, Kind, country,
    read::{Identifier, identifier, misplaced, shaped},
    text::Text,
};

identifier! {
    /// UN/LOCODE of a place (UN/CEFACT Recommendation 16): country and place. The form is checked and the country; the
    /// list of places (over 100,000, twice a year) is not held.
    ///
    /// ```
    /// use haulage_core::identifier::UnLocode;
    ///
    /// let port: UnLocode = "nl rtm".parse()?;
    /// assert_eq!((port.country(), port.place()), ("NL", "RTM"));
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    UnLocode, 5, read = loosely, pattern = "^[A-Z]{2}[A-Z2-9]{3}$"
}

impl UnLocode {
    /// The country, ISO 3166-1 alpha-2; XZ for installations in international waters.
    #[must_use]
    pub fn country(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }

    /// The place within the country.
    #[must_use]
    pub fn place(&self) -> &str {
        self.as_str().get(2..).unwrap_or_default()
    }
}

impl Identifier for UnLocode {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::UnLocode;
        shaped(kind, bare, b"aaccc")?;
        if let Some(place) = bare.iter().position(|digit| matches!(digit, b'0' | b'1')) {
            return Err(misplaced(kind, place, bare[place], "a letter or a digit from 2 to 9"));
        }
        if !country::is_assigned(&bare[..2]) && &bare[..2] != b"XZ" {
            return Err(IdentifierError::Unassigned { kind, part: "country", found: Text::cut(&bare[..2]) });
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
