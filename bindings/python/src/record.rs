//! Records: the documents of the engine as frozen Python classes.
//!
//! A record lists the fields of a document once, with their documentation and defaults. From the list come the
//! keyword-only constructor, the properties, equality, hash, a `repr` that can be pasted back, pickling and copying,
//! `to_dict`, and both crossings.

use haulage_core::{money::Amount, time::Instant};
use pyo3::{
    prelude::*,
    types::{PyDate, PyDateTime, PyDict, PyString},
};

use crate::{
    crossing::{Crossing, wrong_type},
    errors::failed,
    hints::Dict,
};

/// Makes the Python class of a document type.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $name:ident = $document:ty {
            $( $(#[doc = $field_doc:literal])* $field:ident: $type:ty $(= $default:expr)? ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[pyclass(frozen, eq, module = "haulage")]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name(pub(crate) $document);

        #[pymethods]
        impl $name {
            #[new]
            #[allow(clippy::too_many_arguments, reason = "as many as the document has fields, by name")]
            #[pyo3(signature = (*, $($field $(= $crate::crossing::Carried($default))?),*))]
            fn new($($field: $crate::crossing::Carried<$type>),*) -> Self {
                type Document = $document;
                Self(Document { $($field: $field.0),* })
            }

            $(
                $(#[doc = $field_doc])*
                #[getter]
                fn $field(&self) -> $crate::crossing::Carried<$type> {
                    $crate::crossing::Carried(self.0.$field.clone())
                }
            )*

            /// The record as plain values: what `haulage.call` sends.
            fn to_dict<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<$crate::hints::Dict<'py>> {
                $crate::record::plain(py, &self.0)
            }

            fn __repr__(slf: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<String> {
                $crate::record::represent(slf.as_any(), &slf.get().given(slf.py())?)
            }

            fn __hash__(slf: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<isize> {
                let all = pyo3::types::PyTuple::new(slf.py(), [
                    $($crate::crossing::Crossing::give(&slf.get().0.$field, slf.py())?),*
                ])?;
                all.hash()
            }

            fn __getnewargs_ex__<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<((), $crate::hints::Dict<'py>)> {
                Ok(((), $crate::hints::Dict(self.given(py)?)))
            }
        }

        impl $name {
            /// The fields that differ from their defaults, in order.
            fn given<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                let fields = pyo3::types::PyDict::new(py);
                $(
                    let usual: &[$type] = &[$($default)?];
                    if usual.first() != Some(&self.0.$field) {
                        fields.set_item(stringify!($field), $crate::crossing::Crossing::give(&self.0.$field, py)?)?;
                    }
                )*
                Ok(fields)
            }
        }

        impl $crate::crossing::Crossing for $document {
            const TAKES: pyo3::inspect::PyStaticExpr = <$name as pyo3::PyTypeInfo>::TYPE_HINT;
            const GIVES: pyo3::inspect::PyStaticExpr = Self::TAKES;

            fn take(object: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<Self> {
                let record = object.cast::<$name>();
                record.map(|record| record.get().0.clone()).map_err(|_| $crate::crossing::wrong_type(object, stringify!($name)))
            }

            fn give<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                Ok(pyo3::Bound::new(py, $name(self.clone()))?.into_any())
            }
        }
    };
}

pub(crate) use record;

/// `Name(field=value, ...)`.
pub(crate) fn represent(record: &Bound<'_, PyAny>, fields: &Bound<'_, PyDict>) -> PyResult<String> {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| Ok(format!("{name}={}", value.repr()?))).collect::<PyResult<_>>()?;
    Ok(format!("{}({})", record.get_type().name()?, fields.join(", ")))
}

/// A document as Python's own values.
pub(crate) fn plain<'py, T: serde::Serialize>(py: Python<'py>, document: &T) -> PyResult<Dict<'py>> {
    Ok(Dict(from_json(py, &to_json(document)?)?.cast_into()?))
}

/// A document as JSON.
pub(crate) fn to_json<T: serde::Serialize>(document: &T) -> PyResult<String> {
    serde_json::to_string(document).map_err(|error| failed(error.to_string()))
}

/// Plain values as JSON: records, problems and plans by `to_dict`, Decimals, days, aware datetimes and paths as documents write
/// them.
pub(crate) fn plain_to_json(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = value.py();
    let arguments = PyDict::new(py);
    arguments.set_item("default", wrap_pyfunction!(written, py)?)?;
    // NaN is no JSON.
    arguments.set_item("allow_nan", false)?;
    py.import("json")?.call_method("dumps", (value,), Some(&arguments))?.extract()
}

/// What `json.dumps` asks for a value that it does not know.
#[pyfunction]
fn written<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = value.py();
    if value.hasattr("to_dict")? {
        value.call_method0("to_dict")
    } else if value.is_instance_of::<PyDateTime>() {
        Ok(PyString::new(py, &Instant::take(value)?.to_rfc3339()).into_any())
    } else if value.is_instance_of::<PyDate>() {
        value.call_method0("isoformat")
    } else if value.hasattr("__fspath__")? {
        value.call_method0("__fspath__")
    } else if crate::crossing::money::is_decimal(value)? {
        Ok(PyString::new(py, &Amount::take(value)?.to_string()).into_any())
    } else {
        Err(wrong_type(value, "plain values, records, Decimals, days, aware datetimes or paths"))
    }
}

/// What `json.loads` makes of a text.
pub(crate) fn from_json<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (text,))
}
