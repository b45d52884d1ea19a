//! Choices: each is a word in Python, the same as in documents.

use haulage_api::run::StoppedBy;
use haulage_routing::{problem::Objective, travel::Rounding};
use haulage_scheduling::{
    activity::Kind,
    rules::{Duty, Jurisdiction},
};
use pyo3::{exceptions::PyValueError, inspect::PyStaticExpr, prelude::*, type_hint_identifier, types::PyString};

use super::Crossing;
use crate::errors::failed;

macro_rules! words {
    ($($type:ty: $what:literal),* $(,)?) => {$(
        impl Crossing for $type {
            const TAKES: PyStaticExpr = type_hint_identifier!("builtins", "str");
            const GIVES: PyStaticExpr = Self::TAKES;

            fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                let word: String = object.extract()?;
                serde_json::from_value(word.as_str().into())
                    .map_err(|error| PyValueError::new_err(format!("`{word}` is no {}: {error}", $what)))
            }

            fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let word = serde_json::to_value(self).map_err(|error| failed(error.to_string()))?;
                Ok(PyString::new(py, word.as_str().unwrap_or_default()).into_any())
            }
        }
    )*};
}

words!(
    Duty: "kind of driving",
    Jurisdiction: "jurisdiction",
    Kind: "kind of time",
    Objective: "objective",
    Rounding: "rounding",
    StoppedBy: "reason to stop a search",
);
