//! Objects of Python with a more telling type hint than their class has.

use pyo3::{
    inspect::PyStaticExpr,
    prelude::*,
    type_hint_identifier, type_hint_subscript,
    types::{PyDict, PyIterator},
};

const DICT: PyStaticExpr = type_hint_subscript!(
    type_hint_identifier!("builtins", "dict"),
    type_hint_identifier!("builtins", "str"),
    type_hint_identifier!("typing", "Any")
);

/// Plain values by name: `dict[str, Any]`.
pub(crate) struct Dict<'py>(pub(crate) Bound<'py, PyDict>);

impl<'py> IntoPyObject<'py> for Dict<'py> {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = DICT;

    fn into_pyobject(self, _: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        Ok(self.0)
    }
}

/// Rows one after another: `Iterator[dict[str, Any]]`.
pub(crate) struct Rows<'py>(pub(crate) Bound<'py, PyIterator>);

impl<'py> IntoPyObject<'py> for Rows<'py> {
    type Target = PyIterator;
    type Output = Bound<'py, PyIterator>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), DICT);

    fn into_pyobject(self, _: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        Ok(self.0)
    }
}
