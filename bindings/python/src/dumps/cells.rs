//! Columns of the types that a mapping gives its fields.

use std::sync::Arc;

use arrow_array::{
    ArrayRef,
    builder::{
        ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
    },
};
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use chrono::DateTime;
use haulage_legacy::{
    mapping::{Mapping, TypeName},
    value::Value,
};
use serde_json::Value as Json;

/// Digits of a decimal column: as many as 128 bits hold.
const DIGITS: u8 = 38;

/// The fields of a mapping as those of a table.
pub(super) fn fields(mapping: &Mapping, decimals: u8) -> Fields {
    mapping.fields().iter().map(|field| Field::new(&field.name, data_type(field.kind, decimals), true)).collect()
}

fn data_type(kind: TypeName, decimals: u8) -> DataType {
    match kind {
        TypeName::Text | TypeName::Code => DataType::Utf8,
        TypeName::Integer | TypeName::Quantity => DataType::Int64,
        TypeName::Decimal => DataType::Decimal128(DIGITS, decimals as i8),
        TypeName::Date => DataType::Date32,
        TypeName::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        TypeName::Flag => DataType::Boolean,
    }
}

/// The values of a field, being gathered.
pub(super) enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal { values: Decimal128Builder, decimals: u8 },
    Date(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
    Flag(BooleanBuilder),
}

impl Cells {
    /// One for each field of a mapping.
    pub(super) fn of(mapping: &Mapping, decimals: u8) -> Vec<Self> {
        mapping.fields().iter().map(|field| Self::new(field.kind, decimals)).collect()
    }

    fn new(kind: TypeName, decimals: u8) -> Self {
        match kind {
            TypeName::Text | TypeName::Code => Self::Text(StringBuilder::new()),
            TypeName::Integer | TypeName::Quantity => Self::Integer(Int64Builder::new()),
            TypeName::Decimal => {
                let values = Decimal128Builder::new().with_data_type(data_type(kind, decimals));
                Self::Decimal { values, decimals }
            }
            TypeName::Date => Self::Date(Date32Builder::new()),
            TypeName::Instant => Self::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            TypeName::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    /// Adds a value, or says why the column cannot hold it.
    pub(super) fn push(&mut self, value: Value<'_>) -> Result<(), String> {
        match (self, value) {
            (Self::Text(values), Value::Text(text)) => values.append_value(text),
            (Self::Integer(values), Value::Integer(number)) => values.append_value(number),
            (Self::Decimal { values, decimals }, Value::Decimal(number)) => {
                // Exact or not at all: a column has one number of decimals, and none of a value is dropped.
                let number = number.normalize();
                let shift = u32::from(*decimals).checked_sub(number.scale());
                let scaled = shift.and_then(|shift| number.mantissa().checked_mul(10_i128.checked_pow(shift)?));
                let scaled = scaled.filter(|scaled| scaled.unsigned_abs() < 10_u128.pow(u32::from(DIGITS)));
                values.append_value(
                    scaled.ok_or_else(|| format!("{number} does not fit {decimals} decimals; give more `decimals`"))?,
                );
            }
            (Self::Date(values), Value::Date(day)) => values.append_value(day.to_epoch_days()),
            (Self::Instant(values), Value::Instant(instant)) => values.append_value(instant.timestamp_micros()),
            (Self::Flag(values), Value::Flag(flag)) => values.append_value(flag),
            (cells, Value::Null) => cells.push_null(),
            (_, value) => return Err(format!("`{value}` is not of the type that the mapping gives its field")),
        }
        Ok(())
    }

    pub(super) fn push_null(&mut self) {
        match self {
            Self::Text(values) => values.append_null(),
            Self::Integer(values) => values.append_null(),
            Self::Decimal { values, .. } => values.append_null(),
            Self::Date(values) => values.append_null(),
            Self::Instant(values) => values.append_null(),
            Self::Flag(values) => values.append_null(),
        }
    }

    /// Adds a value as an event has it; see [`Value`] for how values are written.
    pub(super) fn push_json(&mut self, json: &Json) -> Result<(), String> {
        let value = match (&*self, json) {
            (_, Json::Null) => Some(Value::Null),
            (Self::Text(_), Json::String(text)) => Some(Value::Text(text)),
            (Self::Integer(_), number) => number.as_i64().map(Value::Integer),
            (Self::Decimal { .. }, Json::String(text)) => text.parse().ok().map(Value::Decimal),
            (Self::Date(_), Json::String(text)) => text.parse().ok().map(Value::Date),
            (Self::Instant(_), Json::String(text)) => {
                DateTime::parse_from_rfc3339(text).ok().map(|instant| Value::Instant(instant.to_utc()))
            }
            (Self::Flag(_), Json::Bool(flag)) => Some(Value::Flag(*flag)),
            _ => None,
        };
        self.push(value.ok_or_else(|| format!("`{json}` is not of the type that the mapping gives its field"))?)
    }

    /// The column of all values until now; the next one begins empty.
    pub(super) fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(values.finish()),
            Self::Integer(values) => Arc::new(values.finish()),
            Self::Decimal { values, .. } => ArrayBuilder::finish(values),
            Self::Date(values) => Arc::new(values.finish()),
            Self::Instant(values) => Arc::new(values.finish()),
            Self::Flag(values) => Arc::new(values.finish()),
        }
    }
}
