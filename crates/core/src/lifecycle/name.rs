//! Names of states, commands, events, roles and documents in a lifecycle.

use core::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text that cannot be a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a name: a lower-case letter, then up to 63 of a-z, 0-9 and _")]
pub struct NameError(String);

impl NameError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "lifecycle.name"
    }
}

/// A name of a lifecycle: `out_for_delivery`, `proof_of_delivery`. A lower-case letter, then up to 63 of a-z, 0-9, `_`, so
/// that every drawing, every language and every column of a table can carry it unquoted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^[a-z][a-z0-9_]{0,63}$")))]
pub struct Name(Box<str>);

impl Name {
    /// Reads a name.
    ///
    /// # Errors
    /// [`NameError`] for anything that is not one.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let follows = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if starts && text.len() <= 64 && text.bytes().all(follows) {
            Ok(Self(text.into()))
        } else {
            Err(NameError(text.chars().take(80).collect()))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::new(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_every_language_can_carry_unquoted_is_a_name() {
        assert!(Name::new("out_for_delivery").is_ok());
        for wrong in ["", "_x", "9x", "Delivered", "in transit", "zug\u{e4}nge", "a\"b", &"a".repeat(65)] {
            assert_eq!(Name::new(wrong).unwrap_err().code(), "lifecycle.name", "{wrong}");
        }
    }
}
