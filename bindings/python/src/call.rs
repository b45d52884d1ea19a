//! The generic door: every operation by name.

use pyo3::prelude::*;

use crate::{errors, hints::Dict, record};

/// Calls an operation by name with a request of plain values (records, `Problem`, `Plan`, Decimals and aware datetimes
/// included) and gives its reply as plain values. `call("version", {})` lists the operations.
#[pyfunction]
#[pyo3(signature = (operation, request, /))]
pub(crate) fn call<'py>(operation: &str, request: &Bound<'py, PyAny>) -> PyResult<Dict<'py>> {
    let py = request.py();
    let request = record::plain_to_json(request)?;
    Ok(Dict(record::from_json(py, &call_json(py, operation, &request)?)?.cast_into()?))
}

/// Calls an operation by name: JSON text in, JSON text out, byte for byte what every other language gets.
#[pyfunction]
#[pyo3(signature = (operation, request, /))]
pub(crate) fn call_json(py: Python<'_>, operation: &str, request: &str) -> PyResult<String> {
    let reply = py.detach(|| haulage_api::call(operation, request.as_bytes())).map_err(errors::from_api)?;
    String::from_utf8(reply).map_err(|error| errors::failed(error.to_string()))
}
