//! Reading an identifier from text: what all kinds of a fixed form share.

use super::{
    IdentifierError, Kind,
    text::{LONGEST, Text, bare},
};

/// A kind of a fixed form, read from the characters that count.
pub(crate) trait Identifier: Sized {
    /// Reads the canonical or another usual form: letters are capital, separators are gone.
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError>;

    /// The canonical form.
    fn canonical(&self) -> &[u8];
}

/// Reads a text whose letters may be small and whose groups may be set apart by white space or hyphens.
pub(crate) fn loosely<T: Identifier>(kind: Kind, text: &str) -> Result<T, IdentifierError> {
    match bare(text) {
        Some(bare) => T::from_bare(bare.as_bytes()),
        None => Err(refuse(kind, text)),
    }
}

/// Reads a text whose groups may be set apart by dots too, as tariffs print codes.
pub(crate) fn without_dots<T: Identifier>(kind: Kind, text: &str) -> Result<T, IdentifierError> {
    let Some(bare) = bare(text) else { return Err(refuse(kind, text)) };
    let mut digits = Text::<LONGEST>::EMPTY;
    for &byte in bare.as_bytes().iter().filter(|&&byte| byte != b'.') {
        digits.push(byte);
    }
    T::from_bare(digits.as_bytes())
}

/// Reads a text in which every character counts.
pub(crate) fn strictly<T: Identifier>(kind: Kind, text: &str) -> Result<T, IdentifierError> {
    let text = text.trim_ascii();
    if text.is_ascii() && text.len() <= LONGEST { T::from_bare(text.as_bytes()) } else { Err(refuse(kind, text)) }
}

/// The mistake in a text that is too long or not ASCII.
pub(crate) fn refuse(kind: Kind, text: &str) -> IdentifierError {
    let counted = |c: &char| !c.is_ascii_whitespace() && *c != '-';
    match text.chars().filter(counted).zip(1..).find(|(c, _)| !c.is_ascii()) {
        Some((found, position)) => IdentifierError::Character { kind, position, found, expected: "an ASCII letter or digit" },
        None => IdentifierError::Length { kind, found: text.chars().filter(counted).count() },
    }
}

/// Checks every character against a form: `n` digit, `a` letter, `c` letter or digit (as ISO 13616 writes them).
#[inline]
pub(crate) fn shaped(kind: Kind, bytes: &[u8], form: &[u8]) -> Result<(), IdentifierError> {
    if bytes.len() != form.len() {
        return Err(IdentifierError::Length { kind, found: bytes.len() });
    }
    (0..).zip(bytes).zip(form).try_for_each(|((place, &byte), &class)| stands(kind, place, byte, class))
}

/// Checks one character against its class.
#[inline]
pub(crate) fn stands(kind: Kind, place: usize, byte: u8, class: u8) -> Result<(), IdentifierError> {
    let (fits, expected) = match class {
        b'n' => (byte.is_ascii_digit(), "a digit"),
        b'a' => (byte.is_ascii_uppercase(), "a letter"),
        _ => (byte.is_ascii_digit() || byte.is_ascii_uppercase(), "a letter or digit"),
    };
    if fits { Ok(()) } else { Err(misplaced(kind, place, byte, expected)) }
}

/// The mistake of a character at a place, counted from 0.
pub(crate) fn misplaced(kind: Kind, place: usize, found: u8, expected: &'static str) -> IdentifierError {
    IdentifierError::Character { kind, position: place + 1, found: found.into(), expected }
}

/// [`shaped`] for digits alone, of one of several lengths.
#[inline]
pub(crate) fn digits(kind: Kind, bytes: &[u8], lengths: &[usize]) -> Result<(), IdentifierError> {
    if !lengths.contains(&bytes.len()) {
        return Err(IdentifierError::Length { kind, found: bytes.len() });
    }
    match bytes.iter().position(|byte| !byte.is_ascii_digit()) {
        None => Ok(()),
        Some(place) => Err(misplaced(kind, place, bytes[place], "a digit")),
    }
}

/// Compares the check character with the one computed.
#[inline]
pub(crate) fn checked(kind: Kind, found: u8, expected: u8) -> Result<(), IdentifierError> {
    if found == expected {
        return Ok(());
    }
    Err(IdentifierError::CheckDigit { kind, found: Text::cut(&[found]), expected: Text::cut(&[expected]) })
}

/// A GS1 key of digits alone whose last is the check digit.
#[inline]
pub(crate) fn gs1_key(kind: Kind, bytes: &[u8], lengths: &[usize]) -> Result<(), IdentifierError> {
    digits(kind, bytes, lengths)?;
    match bytes.split_last() {
        Some((&check, payload)) => checked(kind, check, super::check::gs1(payload)),
        None => Err(IdentifierError::Length { kind, found: 0 }),
    }
}

/// Makes a value type of a kind: canonical text held in place, printing and parsing round trip, checked on the way in
/// from any document.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $max:literal, read = $read:ident, pattern = $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = $pattern)))]
        pub struct $name($crate::identifier::text::Text<$max>);

        impl $name {
            /// The canonical form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::identifier::IdentifierError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::identifier::read::$read($crate::identifier::Kind::$name, text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::identifier::IdentifierError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.as_str().into()
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }
    };
}
pub(crate) use identifier;
