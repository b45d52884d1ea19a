//! How values of documents cross to Python and back.
//!
//! One trait instead of the two of `pyo3`, implemented for the documents' own types: a constructor's argument and a
//! property of the same field are then one type in one place, and the stubs are generated from it.

mod grid;
pub(crate) mod money;
mod place;
pub(crate) mod time;
mod words;

use pyo3::{
    Borrowed, BoundObject,
    exceptions::{PyOverflowError, PyTypeError, PyValueError},
    prelude::*,
    types::{PyBool, PyInt, PyString, PyTuple},
};
use pyo3::{
    inspect::{PyStaticConstant, PyStaticExpr},
    type_hint_identifier, type_hint_subscript, type_hint_union,
};

/// A value that crosses between Rust and Python.
pub(crate) trait Crossing: Sized {
    /// Type hint of an argument.
    const TAKES: PyStaticExpr;
    /// Type hint of a property.
    const GIVES: PyStaticExpr;
    /// Type hint of an argument of several.
    const TAKES_MANY: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), Self::TAKES);

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self>;

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;

    /// Several from any iterable; types where one stands for a list of one say so here.
    fn take_many(object: &Bound<'_, PyAny>) -> PyResult<Vec<Self>> {
        object.try_iter()?.map(|item| Self::take(&item?)).collect()
    }
}

/// A [`Crossing`] value as `pyo3` sees it.
pub(crate) struct Carried<T>(pub(crate) T);

impl<'py, T: Crossing> FromPyObject<'_, 'py> for Carried<T> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = T::TAKES;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        T::take(&object).map(Self)
    }
}

impl<'py, T: Crossing> IntoPyObject<'py> for Carried<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = T::GIVES;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.give(py)
    }
}

impl<T: Crossing> Crossing for Option<T> {
    const TAKES: PyStaticExpr = type_hint_union!(T::TAKES, PyStaticExpr::Constant { value: PyStaticConstant::None });
    const GIVES: PyStaticExpr = type_hint_union!(T::GIVES, PyStaticExpr::Constant { value: PyStaticConstant::None });

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_none() { Ok(None) } else { T::take(object).map(Some) }
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |value| value.give(py))
    }
}

impl<T: Crossing> Crossing for Vec<T> {
    const TAKES: PyStaticExpr = T::TAKES_MANY;
    const GIVES: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        T::GIVES,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        T::take_many(object)
    }

    // A tuple, so that nobody edits a copy and wonders.
    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items: Vec<_> = self.iter().map(|item| item.give(py)).collect::<PyResult<_>>()?;
        Ok(PyTuple::new(py, items)?.into_any())
    }
}

/// Types that `pyo3` converts as wanted.
macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Crossing for $type {
            const TAKES: PyStaticExpr = <$type as FromPyObject<'_, '_>>::INPUT_TYPE;
            const GIVES: PyStaticExpr = <$type as IntoPyObject<'_>>::OUTPUT_TYPE;

            fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                object.extract()
            }

            fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(BoundObject::into_bound(self.into_pyobject(py)?).into_any())
            }
        }
    )*};
}

plain!(bool, u32, f64);

impl Crossing for u64 {
    const TAKES: PyStaticExpr = type_hint_identifier!("typing", "SupportsIndex");
    const GIVES: PyStaticExpr = type_hint_identifier!("builtins", "int");
    const TAKES_MANY: PyStaticExpr =
        type_hint_union!(Self::TAKES, type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), Self::TAKES));

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let overflow = |error: PyErr| error.is_instance_of::<PyOverflowError>(object.py());
        object.extract().map_err(|error| {
            if overflow(error) {
                PyValueError::new_err(format!("{object} is not between 0 and 2^64 - 1"))
            } else {
                wrong_type(object, "a whole number")
            }
        })
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.into_pyobject(py)?.into_any())
    }

    /// One number is the amount of the only dimension.
    fn take_many(object: &Bound<'_, PyAny>) -> PyResult<Vec<Self>> {
        if object.is_instance_of::<PyInt>() {
            return Ok(vec![Self::take(object)?]);
        }
        let amounts = object.try_iter().map_err(|_| wrong_type(object, "whole numbers"))?;
        amounts.map(|item| Self::take(&item?)).collect()
    }
}

impl Crossing for String {
    const TAKES: PyStaticExpr = type_hint_identifier!("builtins", "str");
    const GIVES: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        object.extract()
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, self).into_any())
    }

    /// One text is a list of one: never a list of its letters.
    fn take_many(object: &Bound<'_, PyAny>) -> PyResult<Vec<Self>> {
        if object.is_instance_of::<PyString>() {
            return Ok(vec![Self::take(object)?]);
        }
        object.try_iter()?.map(|item| Self::take(&item?)).collect()
    }
}

/// The name of an object's type, for messages.
pub(crate) fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string())
}

/// A wrong type, in one sentence and with what is right.
pub(crate) fn wrong_type(object: &Bound<'_, PyAny>, wanted: &str) -> PyErr {
    PyTypeError::new_err(format!("expected {wanted}, got {}", type_name(object)))
}

/// Whether the object is a number that only looks like one.
pub(crate) fn is_bool(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBool>()
}
