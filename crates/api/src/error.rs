//! What a caller in any language gets when an operation fails.

use core::fmt;

use haulage_core::fault::Faults;
use serde::Serialize;

/// Which kind of failure: one exception class a kind in PHP and Python, one block of status numbers in C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no operation of that name.
    UnknownOperation,
    /// The request is not a document that the operation takes; `faults` say where.
    InvalidDocument,
    /// The request is well formed, and the answer is no; `code` says why.
    Refused,
    /// A defect of Haulage itself.
    Internal,
}

/// Why an operation failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApiError {
    /// Which kind of failure.
    pub kind: ErrorKind,
    /// Stable code for programs.
    pub code: String,
    /// One sentence for people.
    pub message: String,
    /// Everything wrong with the request, each with its path, cause and remedy.
    pub faults: Faults,
}

impl ApiError {
    /// A request that is not a document of the operation.
    #[must_use]
    pub fn invalid(faults: Faults) -> Self {
        let message = match faults.as_slice() {
            [only] => only.to_string(),
            [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
            [] => "the document is not valid".into(),
        };
        Self { kind: ErrorKind::InvalidDocument, code: "document.invalid".into(), message, faults }
    }

    /// A well-formed request whose answer is no.
    #[must_use]
    pub fn refused(code: &str, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Refused, code: code.into(), message: message.into(), faults: Faults::new() }
    }

    /// A defect of Haulage itself.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Internal, code: "internal".into(), message: message.into(), faults: Faults::new() }
    }

    pub(crate) fn unknown_operation(name: &str) -> Self {
        let shown: String = name.chars().take(60).collect();
        Self {
            kind: ErrorKind::UnknownOperation,
            code: "operation.unknown".into(),
            message: format!("there is no operation `{shown}`; `version` lists them all"),
            faults: Faults::new(),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

impl From<Faults> for ApiError {
    fn from(faults: Faults) -> Self {
        Self::invalid(faults)
    }
}
