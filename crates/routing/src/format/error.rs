//! Why a file is refused: the line, the cause, what to do.

use thiserror::Error;

/// Longest quotation of a file in an error.
const QUOTE: usize = 40;

/// A file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {cause}; {}", cause.remedy())]
pub struct FormatError {
    /// The line, from 1; that of the header or section when something is missing from it.
    pub line: usize,
    /// What is wrong there.
    pub cause: FormatCause,
}

/// What is wrong in a line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FormatCause {
    /// The text starts like none of the formats.
    #[error("the text starts like none of the formats that are read")]
    Unrecognised,
    /// A word that should be a number of some kind.
    #[error("`{word}` is not {wanted}")]
    Number {
        /// The word.
        word: String,
        /// What belongs there.
        wanted: &'static str,
    },
    /// A row with too few or too many values.
    #[error("{found} values where {wanted} belong")]
    Columns {
        /// How many belong there.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
    /// A list with too few or too many entries.
    #[error("{what}: {found} where {wanted} belong")]
    Count {
        /// The list.
        what: String,
        /// How many belong there.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
    /// A field or section that is needed.
    #[error("`{0}` is missing")]
    Missing(String),
    /// A field, section or label that comes twice.
    #[error("`{0}` comes twice")]
    Repeated(String),
    /// A number that names nothing of the file.
    #[error("there is no {what} {number}")]
    Unknown {
        /// What it should name.
        what: &'static str,
        /// The number.
        number: String,
    },
    /// Something that changes the problem and that Haulage does not express.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// A pickup and a delivery that do not name each other, or carry different amounts.
    #[error("pickup {pickup} and delivery {delivery} do not match")]
    Unpaired {
        /// Number of the pickup.
        pickup: usize,
        /// Number of the delivery.
        delivery: usize,
    },
}

impl FormatCause {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unrecognised => "format.unrecognised",
            Self::Number { .. } => "format.number",
            Self::Columns { .. } => "format.columns",
            Self::Count { .. } => "format.count",
            Self::Missing(_) => "format.missing",
            Self::Repeated(_) => "format.repeated",
            Self::Unknown { .. } => "format.unknown",
            Self::Unsupported(_) => "format.unsupported",
            Self::Unpaired { .. } => "format.unpaired",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Unrecognised => "give a VRPLIB, Solomon, Li & Lim or Cordeau file",
            Self::Number { .. } => "mend the number",
            Self::Columns { .. } => "complete the row",
            Self::Count { .. } => "make the list and its announced length agree",
            Self::Missing(_) => "add it",
            Self::Repeated(_) => "keep one of the two",
            Self::Unknown { .. } => "name one that the file lists",
            Self::Unsupported(_) => "drop it when the problem can do without",
            Self::Unpaired { .. } => "let them name each other and carry opposite amounts",
        }
    }
}

impl FormatError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.cause.code()
    }

    pub(super) const fn new(line: usize, cause: FormatCause) -> Self {
        Self { line, cause }
    }

    pub(super) fn number(line: usize, word: &str, wanted: &'static str) -> Self {
        Self::new(line, FormatCause::Number { word: quote(word), wanted })
    }

    pub(super) fn missing(line: usize, what: &str) -> Self {
        Self::new(line, FormatCause::Missing(what.into()))
    }

    pub(super) fn repeated(line: usize, what: &str) -> Self {
        Self::new(line, FormatCause::Repeated(quote(what)))
    }

    pub(super) fn unknown(line: usize, what: &'static str, number: &str) -> Self {
        Self::new(line, FormatCause::Unknown { what, number: quote(number) })
    }

    pub(super) fn unsupported(line: usize, what: &str) -> Self {
        Self::new(line, FormatCause::Unsupported(quote(what)))
    }

    pub(super) fn count(line: usize, what: &str, wanted: usize, found: usize) -> Self {
        Self::new(line, FormatCause::Count { what: quote(what), wanted, found })
    }
}

/// A word of the file, cut where an error message would grow with a hostile one.
fn quote(word: &str) -> String {
    word.chars().take(QUOTE).collect()
}
