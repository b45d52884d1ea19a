//! Why a text is not the identifier it should be.

use thiserror::Error;

use super::{Kind, text::Text};

/// The mistake in an identifier, named so that a person can mend it.
///
/// ```
/// use haulage_core::identifier::Sscc;
///
/// let error = "340123450000000014".parse::<Sscc>().unwrap_err();
/// assert_eq!(error.to_string(), "SSCC: wrong check digit 4: expected 7");
/// assert_eq!(error.code(), "identifier.check_digit");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IdentifierError {
    /// Too short or too long.
    #[error("{kind}: {found} characters that count: expected {}", kind.form())]
    Length {
        /// What it should have been.
        kind: Kind,
        /// Characters found, without separators.
        found: usize,
    },
    /// A character that has no place there.
    #[error("{kind}: `{found}` as character {position}: expected {expected}")]
    Character {
        /// What it should have been.
        kind: Kind,
        /// Which character, from 1, separators not counted.
        position: usize,
        /// The character.
        found: char,
        /// What may stand there.
        expected: &'static str,
    },
    /// The check digit does not follow from the rest.
    #[error("{kind}: wrong check digit {found}: expected {expected}")]
    CheckDigit {
        /// What it should have been.
        kind: Kind,
        /// As given.
        found: Text<2>,
        /// As computed from the rest.
        expected: Text<2>,
    },
    /// A part has the right form but names nothing.
    #[error("{kind}: {part} `{found}` is not assigned")]
    Unassigned {
        /// What it should have been.
        kind: Kind,
        /// Which part (`country`, `chapter`).
        part: &'static str,
        /// As given.
        found: Text<4>,
    },
    /// A GS1 element whose value breaks the rule of its application identifier, or a Digital Link out of shape.
    #[error("{kind}: {what} at ({ai})")]
    Element {
        /// Element string or Digital Link.
        kind: Kind,
        /// The application identifier, as far as it could be read.
        ai: Text<4>,
        /// The rule that is broken.
        what: &'static str,
    },
}

impl IdentifierError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "identifier.length",
            Self::Character { .. } => "identifier.character",
            Self::CheckDigit { .. } => "identifier.check_digit",
            Self::Unassigned { .. } => "identifier.unassigned",
            Self::Element { .. } => "identifier.element",
        }
    }

    /// What the text should have been.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Length { kind, .. }
            | Self::Character { kind, .. }
            | Self::CheckDigit { kind, .. }
            | Self::Unassigned { kind, .. }
            | Self::Element { kind, .. } => *kind,
        }
    }

    /// Whether every character stood where it may: the text has the form of its kind, and only its sense is wrong.
    #[must_use]
    pub const fn has_the_form(&self) -> bool {
        matches!(self, Self::CheckDigit { .. } | Self::Unassigned { .. })
    }
}
