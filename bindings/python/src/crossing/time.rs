//! Instants and zones. An aware `datetime` of any zone comes in with its offset; a naive one is refused.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use haulage_core::time::Instant;
use haulage_routing::problem::Moment;
use pyo3::{
    exceptions::PyValueError,
    prelude::*,
    sync::PyOnceLock,
    types::{PyDate, PyDateTime, PyInt, PyString, PyType},
};
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_union};

use super::{Crossing, is_bool, wrong_type};

const NAIVE: &str = "the datetime has no time zone, so it names no instant; give it one, as in \
                     datetime(2026, 11, 20, 8, tzinfo=ZoneInfo(\"America/Sao_Paulo\"))";

/// Reads RFC 3339 text.
pub(crate) fn parse(text: &str) -> PyResult<Instant> {
    DateTime::parse_from_rfc3339(text).map_err(|_| {
        PyValueError::new_err(format!("`{text}` is not an instant with its offset, such as 2026-11-20T08:00:00-03:00"))
    })
}

/// Reads a day of the calendar.
pub(crate) fn parse_date(text: &str) -> PyResult<NaiveDate> {
    text.parse().map_err(|_| PyValueError::new_err(format!("`{text}` is not a date such as 2026-11-20")))
}

impl Crossing for NaiveDate {
    const TAKES: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("datetime", "date"), type_hint_identifier!("builtins", "str"));
    const GIVES: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return parse_date(&object.extract::<String>()?);
        }
        // A datetime is a date too, but of which day depends on its zone.
        if object.is_instance_of::<PyDateTime>() || !object.is_instance_of::<PyDate>() {
            return Err(wrong_type(object, "a date, or text such as 2026-11-20"));
        }
        object.extract()
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.into_pyobject(py)?.into_any())
    }
}

impl Crossing for Instant {
    const TAKES: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("datetime", "datetime"), type_hint_identifier!("builtins", "str"));
    const GIVES: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return parse(&object.extract::<String>()?);
        }
        if !object.is_instance_of::<PyDateTime>() {
            return Err(wrong_type(object, "an aware datetime or RFC 3339 text"));
        }
        if object.call_method0("utcoffset")?.is_none() {
            return Err(PyValueError::new_err(NAIVE));
        }
        let text: String = object.call_method0("isoformat")?.extract()?;
        if let Ok(instant) = DateTime::parse_from_rfc3339(&text) {
            return Ok(instant);
        }
        // Local mean times of long ago have seconds in their offset, which RFC 3339 cannot write.
        let utc = object.py().import("datetime")?.getattr("UTC")?;
        parse(&object.call_method1("astimezone", (utc,))?.call_method0("isoformat")?.extract::<String>()?)
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.into_pyobject(py)?.into_any())
    }
}

impl Crossing for Moment {
    const TAKES: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("datetime", "datetime"),
        type_hint_identifier!("builtins", "str")
    );
    const GIVES: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "int"), type_hint_identifier!("datetime", "datetime"));

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyDateTime>() || object.is_instance_of::<PyString>() {
            return Instant::take(object).map(Self::Instant);
        }
        let wanted = "an aware datetime, RFC 3339 text, or an int of seconds from the problem's zero";
        if is_bool(object) {
            return Err(wrong_type(object, wanted));
        }
        if object.is_instance_of::<PyInt>() {
            return object.extract().map(Self::Second);
        }
        object.extract().map(Self::Second).map_err(|_| wrong_type(object, wanted))
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Second(second) => Ok(second.into_pyobject(py)?.into_any()),
            Self::Instant(instant) => instant.give(py),
        }
    }
}

impl Crossing for Tz {
    const TAKES: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("zoneinfo", "ZoneInfo"), type_hint_identifier!("builtins", "str"));
    const GIVES: PyStaticExpr = type_hint_identifier!("zoneinfo", "ZoneInfo");

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let name: String = if object.is_instance_of::<PyString>() {
            object.extract()?
        } else {
            let key = object.getattr("key").and_then(|key| key.extract());
            key.map_err(|_| wrong_type(object, "a zone as ZoneInfo or its IANA name"))?
        };
        name.parse().map_err(|_| PyValueError::new_err(format!("`{name}` is not an IANA time zone")))
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static TYPE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        TYPE.import(py, "zoneinfo", "ZoneInfo")?.call1((self.name(),))
    }
}
