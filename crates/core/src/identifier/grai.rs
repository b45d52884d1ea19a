//! Global Returnable Asset Identifier.

use super::{
    IdentifierError, Kind,
    application_identifier::is_gs1_character,
    read::{Identifier, gs1_key, identifier, misplaced},
    text::Text,
};

identifier! {
    /// GS1 Global Returnable Asset Identifier: a type of pallet, keg or crate, and the one of that type where a serial
    /// number follows (GS1 General Specifications 2.3.1).
    ///
    /// Written as element strings carry it: 0, twelve digits, check digit, then up to 16 characters of serial number.
    /// Thirteen digits alone are read as the type with its leading 0 left out.
    ///
    /// ```
    /// use haulage_core::identifier::Grai;
    ///
    /// let keg: Grai = "04012345678901KEG-7".parse()?;
    /// assert_eq!(keg.serial(), Some("KEG-7"));
    /// assert_eq!("4012345678901".parse::<Grai>()?.as_str(), "04012345678901");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Grai, 30, read = strictly, pattern = "^0[0-9]{13}[!-z]{0,16}$"
}

impl Grai {
    /// The serial number, where the asset has one.
    #[must_use]
    pub fn serial(&self) -> Option<&str> {
        self.as_str().get(14..).filter(|serial| !serial.is_empty())
    }
}

impl Identifier for Grai {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::Grai;
        if bare.len() == 13 {
            gs1_key(kind, bare, &[13])?;
            let mut whole = Text::cut(b"0");
            for &digit in bare {
                whole.push(digit);
            }
            return Ok(Self(whole));
        }
        let Some((asset, serial)) = bare.split_at_checked(14).filter(|(_, serial)| serial.len() <= 16) else {
            return Err(IdentifierError::Length { kind, found: bare.len() });
        };
        if asset[0] != b'0' {
            return Err(misplaced(kind, 0, asset[0], "0"));
        }
        gs1_key(kind, asset, &[14])?;
        match serial.iter().position(|&byte| !is_gs1_character(byte)) {
            None => Ok(Self(Text::cut(bare))),
            Some(place) => Err(misplaced(kind, 14 + place, serial[place], "a character of GS1's set 82")),
        }
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
