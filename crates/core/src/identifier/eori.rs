//! Economic operators.

use super::{
    IdentifierError, Kind, country,
    read::{Identifier, identifier, misplaced},
    text::Text,
};

identifier! {
    /// EORI number: who declares goods to customs (Regulation (EU) No 952/2013, article 9). There is no public check
    /// digit; the country is checked, and that 5 to 15 letters or digits follow (no state gives out fewer).
    ///
    /// ```
    /// use haulage_core::identifier::Eori;
    ///
    /// assert_eq!("de 1234567".parse::<Eori>()?.country(), "DE");
    /// assert!("CH1234567".parse::<Eori>().is_err());
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Eori, 17, read = loosely, pattern = "^[A-Z]{2}[0-9A-Z]{5,15}$"
}

impl Eori {
    /// The state that gave out the number; XI for Northern Ireland.
    #[must_use]
    pub fn country(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }
}

impl Identifier for Eori {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::Eori;
        if !(7..=17).contains(&bare.len()) {
            return Err(IdentifierError::Length { kind, found: bare.len() });
        }
        if let Some(place) = bare.iter().position(|byte| !byte.is_ascii_alphanumeric()) {
            return Err(misplaced(kind, place, bare[place], "a letter or digit"));
        }
        if !country::gives_out_eori(&bare[..2]) {
            return Err(IdentifierError::Unassigned { kind, part: "country", found: Text::cut(&bare[..2]) });
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
