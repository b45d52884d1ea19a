//! Legacy dumps as Arrow: typed rows and events, batch by batch, so that memory does not grow with them.

mod batches;
mod cells;
mod events;
mod rows;

use std::path::PathBuf;

use haulage_api::ApiError;
use haulage_legacy::{
    mapping::{Mapping, MappingDocument},
    source::{Base64, DumpSource},
};
use pyo3::{
    exceptions::PyValueError,
    prelude::*,
    types::{PyBytes, PyString},
};

pub(crate) use self::{batches::Batches, events::dump_events, rows::dump_rows};
use crate::{
    errors::{from_api, invalid, malformed},
    record::plain_to_json,
};

/// The most decimals of a value.
const MOST_DECIMALS: u8 = 28;

/// How rows come.
#[derive(Clone, Copy)]
struct Form {
    decimals: u8,
    batch_rows: usize,
}

impl Form {
    fn new(decimals: u8, batch_rows: usize) -> PyResult<Self> {
        if decimals > MOST_DECIMALS || batch_rows == 0 {
            return Err(PyValueError::new_err(format!("give 0 to {MOST_DECIMALS} decimals, and at least one row a batch")));
        }
        Ok(Self { decimals, batch_rows })
    }
}

/// A mapping: its document, or its text in TOML or JSON.
fn mapping(object: &Bound<'_, PyAny>) -> PyResult<Mapping> {
    let text = if object.is_instance_of::<PyString>() { object.extract()? } else { plain_to_json(object)? };
    MappingDocument::from_text(&text).and_then(Mapping::new).map_err(|faults| invalid(&faults))
}

/// Where a dump is: the path of a file, its bytes, or as operations have it.
fn source(object: &Bound<'_, PyAny>) -> PyResult<DumpSource> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(DumpSource::Base64(Base64(bytes.as_bytes().to_vec())));
    }
    if let Ok(path) = object.extract::<PathBuf>() {
        return Ok(DumpSource::Path(path));
    }
    serde_json::from_str(&plain_to_json(object)?)
        .map_err(|error| malformed("dump.source", &error.to_string(), "give a path, bytes, or one of `path`, `text`, `base64`"))
}

/// A refusal as an exception.
fn refused(code: &str, message: impl Into<String>) -> PyErr {
    from_api(ApiError::refused(code, message))
}
