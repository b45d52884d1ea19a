//! Amounts of money: `Decimal`, `int` or `str` come in, `Decimal` goes out. A `float` never passes.

use haulage_core::{
    country::Country,
    money::{Amount, Currency},
};
use pyo3::{
    exceptions::PyValueError,
    prelude::*,
    sync::PyOnceLock,
    types::{PyFloat, PyInt, PyList, PyString, PyTuple, PyType},
};
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_union};

use super::{Crossing, is_bool, wrong_type};

const WANTED: &str = "an amount as decimal.Decimal, int or str";

fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static TYPE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    TYPE.import(py, "decimal", "Decimal")
}

/// An amount as `decimal.Decimal`.
pub(crate) fn to_decimal<'py>(py: Python<'py>, amount: &Amount) -> PyResult<Bound<'py, PyAny>> {
    decimal_type(py)?.call1((amount.to_string(),))
}

/// Whether the object is a `decimal.Decimal`.
pub(crate) fn is_decimal(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    object.is_instance(decimal_type(object.py())?)
}

impl Crossing for Amount {
    const TAKES: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("decimal", "Decimal"),
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("builtins", "str")
    );
    const GIVES: PyStaticExpr = type_hint_identifier!("decimal", "Decimal");

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = if object.is_instance_of::<PyString>() {
            object.extract::<String>()?
        } else if is_decimal(object)? {
            // Fixed notation: the amount as it is, without an exponent.
            object.call_method1("__format__", ("f",))?.extract()?
        } else if object.is_instance_of::<PyFloat>() {
            return Err(wrong_type(object, &format!("{WANTED}, because a float has already lost the amount that was meant")));
        } else if is_bool(object) {
            return Err(wrong_type(object, WANTED));
        } else if object.is_instance_of::<PyInt>() {
            object.str()?.extract()?
        } else {
            object.extract::<i64>().map_err(|_| wrong_type(object, WANTED))?.to_string()
        };
        text.parse().map_err(|error: haulage_core::money::MoneyError| PyValueError::new_err(error.to_string()))
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_decimal(py, self)
    }

    /// One amount is a list of one, and a text never one of its digits.
    fn take_many(object: &Bound<'_, PyAny>) -> PyResult<Vec<Self>> {
        if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
            return object.try_iter()?.map(|item| Self::take(&item?)).collect();
        }
        Self::take(object).map(|one| vec![one])
    }
}

/// Types that documents write as a short code.
macro_rules! code {
    ($($type:ty),*) => {$(
        impl Crossing for $type {
            const TAKES: PyStaticExpr = type_hint_identifier!("builtins", "str");
            const GIVES: PyStaticExpr = type_hint_identifier!("builtins", "str");

            fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                let code: String = object.extract()?;
                Self::new(&code).map_err(|error| PyValueError::new_err(error.to_string()))
            }

            fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::new(py, self.code()).into_any())
            }
        }
    )*};
}

code!(Currency, Country);
