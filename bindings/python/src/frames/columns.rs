//! Columns of any Arrow producer, brought to the few kinds that the engine reads.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, LargeListArray, StringArray, StructArray,
    TimestampMicrosecondArray,
    cast::AsArray,
    types::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType},
};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, Field, TimeUnit};
use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use haulage_core::time::Instant;
use pyo3::{exceptions::PyTypeError, prelude::*};

/// All columns of a frame, of one length.
pub(crate) type Batch = arrow_array::RecordBatch;

/// A column as the engine reads it.
pub(crate) enum Column {
    /// Nothing but so many missing values.
    Empty(usize),
    Text(StringArray),
    Integer(Int64Array),
    Float(Float64Array),
    /// Decimals as text: exact.
    Decimal(StringArray),
    Truth(BooleanArray),
    /// Days without a time.
    Date(Date32Array),
    /// Instants, and the zone in which they are written.
    Instant(TimestampMicrosecondArray, Zone),
    /// Times without a zone; they name no instant and are refused where one is wanted.
    Naive,
    List(LargeListArray, Box<Column>),
    /// Values by name.
    Struct(StructArray, Vec<Column>),
    /// A kind that nothing here reads.
    Other(DataType),
}

/// The zone of a timestamp column.
#[derive(Clone, Copy)]
pub(crate) enum Zone {
    Named(Tz),
    Fixed(FixedOffset),
}

impl Column {
    /// Reads a column. Numbers that do not fit 64 bits become missing values only if they already were.
    pub(crate) fn read(array: &ArrayRef) -> Result<Self, String> {
        Ok(match array.data_type() {
            DataType::Null => Self::Empty(array.len()),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text(text(array)?),
            DataType::Dictionary(_, values) => return Self::read(&convert(array, values)?),
            kind if kind.is_integer() => Self::Integer(convert(array, &DataType::Int64)?.as_primitive::<Int64Type>().clone()),
            kind if kind.is_floating() => Self::Float(convert(array, &DataType::Float64)?.as_primitive::<Float64Type>().clone()),
            kind if kind.is_decimal() => Self::Decimal(text(array)?),
            DataType::Boolean => Self::Truth(array.as_boolean().clone()),
            DataType::Date32 | DataType::Date64 => {
                Self::Date(convert(array, &DataType::Date32)?.as_primitive::<Date32Type>().clone())
            }
            DataType::Timestamp(_, None) => Self::Naive,
            DataType::Timestamp(_, Some(zone)) => {
                let kind = DataType::Timestamp(TimeUnit::Microsecond, Some(zone.clone()));
                let instants = convert(array, &kind)?.as_primitive::<TimestampMicrosecondType>().clone();
                Self::Instant(instants, Zone::parse(zone)?)
            }
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
                let item = Arc::new(Field::new(item.name(), item.data_type().clone(), true));
                let list = convert(array, &DataType::LargeList(item))?.as_list::<i64>().clone();
                let items = Self::read(list.values())?;
                Self::List(list, Box::new(items))
            }
            DataType::Struct(_) => {
                let array = array.as_struct().clone();
                let members = array.columns().iter().map(Self::read).collect::<Result<_, _>>()?;
                Self::Struct(array, members)
            }
            other => Self::Other(other.clone()),
        })
    }

    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Empty(_) => true,
            Self::Text(array) | Self::Decimal(array) => array.is_null(row),
            Self::Integer(array) => array.is_null(row),
            // What pandas calls missing is not a number in older columns.
            Self::Float(array) => array.is_null(row) || array.value(row).is_nan(),
            Self::Truth(array) => array.is_null(row),
            Self::Date(array) => array.is_null(row),
            Self::Instant(array, _) => array.is_null(row),
            Self::List(array, _) => array.is_null(row),
            Self::Struct(array, _) => array.is_null(row),
            Self::Naive | Self::Other(_) => false,
        }
    }

    /// How many rows it has, where that is known.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Empty(rows) => *rows,
            Self::Text(array) | Self::Decimal(array) => array.len(),
            Self::Integer(array) => array.len(),
            Self::Float(array) => array.len(),
            Self::Truth(array) => array.len(),
            Self::Date(array) => array.len(),
            Self::Instant(array, _) => array.len(),
            Self::List(array, _) => array.len(),
            Self::Struct(array, _) => array.len(),
            Self::Naive | Self::Other(_) => 0,
        }
    }

    /// The kind of a column, for messages.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Empty(_) => "nothing".into(),
            Self::Text(_) => "text".into(),
            Self::Integer(_) => "integers".into(),
            Self::Float(_) => "floats".into(),
            Self::Decimal(_) => "decimals".into(),
            Self::Truth(_) => "yes or no".into(),
            Self::Date(_) => "dates".into(),
            Self::Instant(..) => "instants".into(),
            Self::Naive => "times without a zone".into(),
            Self::List(_, items) => format!("lists of {}", items.kind()),
            Self::Struct(..) => "structs".into(),
            Self::Other(kind) => kind.to_string(),
        }
    }
}

impl Zone {
    fn parse(name: &str) -> Result<Self, String> {
        if let Ok(zone) = name.parse() {
            return Ok(Self::Named(zone));
        }
        let fixed = DateTime::parse_from_rfc3339(&format!("2000-01-01T00:00:00{name}"));
        fixed.map(|moment| Self::Fixed(*moment.offset())).map_err(|_| format!("`{name}` is not a time zone"))
    }

    /// The instant of a count of microseconds.
    pub(crate) fn instant(self, microseconds: i64) -> Option<Instant> {
        let utc = DateTime::from_timestamp_micros(microseconds)?;
        let offset = match self {
            Self::Named(zone) => zone.offset_from_utc_datetime(&utc.naive_utc()).fix(),
            Self::Fixed(offset) => offset,
        };
        Some(utc.with_timezone(&offset))
    }
}

/// A column as text.
fn text(array: &ArrayRef) -> Result<StringArray, String> {
    Ok(convert(array, &DataType::Utf8)?.as_string::<i32>().clone())
}

/// A column of integers, whatever their width.
pub(crate) fn integers(array: &ArrayRef) -> PyResult<Int64Array> {
    match Column::read(array) {
        Ok(Column::Integer(integers)) => Ok(integers),
        Ok(other) => Err(PyTypeError::new_err(format!("expected columns of integers, got {}", other.kind()))),
        Err(cause) => Err(PyTypeError::new_err(cause)),
    }
}

/// Another representation of the same values; a value that has none is an error, never silently missing.
fn convert(array: &ArrayRef, kind: &DataType) -> Result<ArrayRef, String> {
    let options = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(array, kind, &options).map_err(|error| error.to_string())
}
