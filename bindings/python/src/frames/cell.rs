//! Cells: one value out of a column, or out of a dict.

use chrono::NaiveDate;
use haulage_core::{
    country::Country,
    money::{Amount, Currency},
    time::Instant,
};
use haulage_routing::problem::Moment;
use haulage_scheduling::activity::Kind;
use pyo3::{inspect::PyStaticExpr, prelude::*, types::PyInt};

use serde::{
    Deserialize,
    de::{IntoDeserializer, value::Error as ValueError},
};

use super::columns::Column;
use crate::crossing::Crossing;

/// Why a cell has no value of the wanted type.
pub(super) enum CellError {
    /// The whole column is of the wrong kind.
    Kind { wanted: &'static str },
    /// This value is wrong.
    Value(String),
}

/// A value that a cell can hold.
pub(super) trait Cell: Crossing {
    /// Out of a column's row that is not missing.
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError>;

    /// Out of a Python object.
    fn from_object(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::take(object)
    }
}

fn wrong<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, CellError> {
    result.map_err(|error| CellError::Value(error.to_string()))
}

impl Cell for String {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Text(array) => Ok(array.value(row).to_owned()),
            // Order numbers are names too.
            Column::Integer(array) => Ok(array.value(row).to_string()),
            _ => Err(CellError::Kind { wanted: "text or integers" }),
        }
    }

    fn from_object(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyInt>() { object.str()?.extract() } else { Self::take(object) }
    }
}

impl Cell for f64 {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Float(array) => Ok(array.value(row)),
            Column::Integer(array) => Ok(array.value(row) as Self),
            Column::Decimal(array) => wrong(array.value(row).parse()),
            _ => Err(CellError::Kind { wanted: "numbers" }),
        }
    }
}

/// A whole number; a float is one when it has no fraction, since pandas makes floats of integers with gaps.
fn whole(column: &Column, row: usize) -> Result<i64, CellError> {
    match column {
        Column::Integer(array) => Ok(array.value(row)),
        Column::Float(array) => {
            let value = array.value(row);
            let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
            if exact { Ok(value as i64) } else { Err(CellError::Value(format!("{value} is not a whole number"))) }
        }
        _ => Err(CellError::Kind { wanted: "integers" }),
    }
}

impl Cell for u64 {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        let value = whole(column, row)?;
        value.try_into().map_err(|_| CellError::Value(format!("{value} is negative")))
    }
}

impl Cell for u32 {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        let value = whole(column, row)?;
        value.try_into().map_err(|_| CellError::Value(format!("{value} is not between 0 and {}", Self::MAX)))
    }
}

impl Cell for Amount {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Decimal(array) | Column::Text(array) => wrong(array.value(row).parse()),
            Column::Integer(array) => Ok(Self(array.value(row).into())),
            _ => Err(CellError::Kind { wanted: "decimals, integers or text, because a float has already lost the amount" }),
        }
    }
}

/// Text in which leading zeros count: a postal code.
#[derive(Default)]
pub(super) struct Code(pub(super) String);

impl Crossing for Code {
    const TAKES: PyStaticExpr = String::TAKES;
    const GIVES: PyStaticExpr = String::GIVES;

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        String::take(object).map(Self)
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.give(py)
    }
}

impl Cell for Code {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Text(array) => Ok(Self(array.value(row).to_owned())),
            _ => Err(CellError::Kind { wanted: "text, because a number has lost its leading zeros" }),
        }
    }
}

/// A value that documents write as a short text.
fn spelled<T, E: std::fmt::Display>(column: &Column, row: usize, read: fn(&str) -> Result<T, E>) -> Result<T, CellError> {
    match column {
        Column::Text(array) => wrong(read(array.value(row))),
        _ => Err(CellError::Kind { wanted: "text" }),
    }
}

impl Cell for Country {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        spelled(column, row, Self::new)
    }
}

impl Cell for Currency {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        spelled(column, row, Self::new)
    }
}

impl Cell for NaiveDate {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Date(array) => array.value_as_date(row).ok_or_else(|| CellError::Value("the date is out of range".into())),
            Column::Text(array) => wrong(crate::crossing::time::parse_date(array.value(row))),
            _ => Err(CellError::Kind { wanted: "dates, or text such as 2026-11-20" }),
        }
    }
}

impl Cell for Instant {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Text(array) => wrong(crate::crossing::time::parse(array.value(row))),
            Column::Instant(array, zone) => {
                zone.instant(array.value(row)).ok_or_else(|| CellError::Value("the instant is out of range".into()))
            }
            Column::Naive => {
                Err(CellError::Kind { wanted: "instants with a zone (pandas: .dt.tz_localize(\"America/Sao_Paulo\"))" })
            }
            _ => Err(CellError::Kind { wanted: "instants with a zone" }),
        }
    }
}

impl Cell for Moment {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Integer(array) => Ok(Self::Second(array.value(row))),
            Column::Text(_) | Column::Instant(..) | Column::Naive => Instant::from_column(column, row).map(Self::Instant),
            _ => Err(CellError::Kind { wanted: "instants with a zone, or integers of seconds" }),
        }
    }
}

impl Cell for bool {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        match column {
            Column::Truth(array) => Ok(array.value(row)),
            _ => Err(CellError::Kind { wanted: "yes or no" }),
        }
    }
}

impl Cell for Kind {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        spelled(column, row, |text| Self::deserialize(IntoDeserializer::<ValueError>::into_deserializer(text)))
    }
}

/// A list of cells; a column of single values is one of lists of one.
fn list<T: Cell>(column: &Column, row: usize) -> Result<Vec<T>, CellError> {
    let Column::List(array, items) = column else {
        return T::from_column(column, row).map(|one| vec![one]);
    };
    let offsets = array.value_offsets();
    let range = offsets[row] as usize..offsets[row + 1] as usize;
    range
        .map(
            |at| {
                if items.is_null(at) { Err(CellError::Value("an element is missing".into())) } else { T::from_column(items, at) }
            },
        )
        .collect()
}

impl Cell for Vec<u64> {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        list(column, row)
    }
}

impl Cell for Vec<Amount> {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        list(column, row)
    }
}

impl Cell for Vec<String> {
    fn from_column(column: &Column, row: usize) -> Result<Self, CellError> {
        list(column, row)
    }
}
