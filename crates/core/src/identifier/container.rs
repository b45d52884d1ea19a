//! Freight containers.

use super::{
    IdentifierError, Kind, check,
    read::{Identifier, checked, identifier, misplaced, shaped},
    text::Text,
};

identifier! {
    /// ISO 6346 number of a freight container: owner, equipment category, serial number, check digit.
    ///
    /// ```
    /// use haulage_core::identifier::Container;
    ///
    /// let box_: Container = "CSQU 305438-3".parse()?;
    /// assert_eq!((box_.owner(), box_.as_str()), ("CSQ", "CSQU3054383"));
    /// assert_eq!("CSQU3054384".parse::<Container>().unwrap_err().to_string(),
    ///     "ISO 6346 container: wrong check digit 4: expected 3");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Container, 11, read = loosely, pattern = "^[A-Z]{3}[UJZ][0-9]{7}$"
}

/// The number in the words of the standard.
pub type ContainerNumber = Container;

impl Container {
    /// The owner's code, as the Bureau International des Containers registers it.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.as_str().get(..3).unwrap_or_default()
    }
}

impl Identifier for Container {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::Container;
        shaped(kind, bare, b"aaaannnnnnn")?;
        if !matches!(bare[3], b'U' | b'J' | b'Z') {
            return Err(misplaced(kind, 3, bare[3], "the category U, J or Z"));
        }
        checked(kind, bare[10], check::iso6346(&bare[..10]))?;
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
