//! Errors: the exceptions live in `haulage.errors`, where several bases and attributes are simple.

use haulage_api::{ApiError, ErrorKind};
use haulage_core::fault::{Faults, Path};
use pyo3::{import_exception, prelude::*};

import_exception!(haulage.errors, InternalError);
import_exception!(haulage.errors, RefusedError);
import_exception!(haulage.errors, UnknownOperationError);
import_exception!(haulage.errors, ValidationError);

/// A document with faults.
pub(crate) fn invalid(faults: &Faults) -> PyErr {
    from_api(ApiError::invalid(faults.clone()))
}

/// A text that is not a document.
pub(crate) fn malformed(code: &str, cause: &str, remedy: &str) -> PyErr {
    let mut faults = Faults::new();
    faults.report(&Path::ROOT, code, cause, remedy);
    invalid(&faults)
}

/// One exception class a kind.
pub(crate) fn from_api(error: ApiError) -> PyErr {
    let faults: Vec<_> = error.faults.into_iter().map(|fault| (fault.path, fault.code, fault.cause, fault.remedy)).collect();
    let arguments = (error.code, error.message, faults);
    match error.kind {
        ErrorKind::InvalidDocument => ValidationError::new_err(arguments),
        ErrorKind::UnknownOperation => UnknownOperationError::new_err(arguments),
        ErrorKind::Refused => RefusedError::new_err(arguments),
        _ => InternalError::new_err(arguments),
    }
}

/// A defect of Haulage itself.
pub(crate) fn failed(message: impl Into<String>) -> PyErr {
    from_api(ApiError::internal(message))
}
