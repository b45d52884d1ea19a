//! Where something is: the name of a place, or a position.

use haulage_routing::problem::PlaceReference;
use pyo3::{PyTypeInfo, inspect::PyStaticExpr, type_hint_identifier, type_hint_union};
use pyo3::{prelude::*, types::PyString};

use super::{Crossing, wrong_type};
use crate::documents::Position;

impl Crossing for PlaceReference {
    const TAKES: PyStaticExpr = type_hint_union!(type_hint_identifier!("builtins", "str"), Position::TYPE_HINT);
    const GIVES: PyStaticExpr = Self::TAKES;

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return object.extract().map(Self::Id);
        }
        let position = object.cast::<Position>().map_err(|_| wrong_type(object, "the name of a place or a Position"))?;
        Ok(Self::Position(position.get().0))
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Id(id) => id.give(py),
            Self::Position(position) => position.give(py),
        }
    }
}
