//! The events of accepted dumps.

use std::{path::PathBuf, sync::Arc};

use arrow_array::{
    ArrayRef, RecordBatch, StructArray,
    builder::{Int64Builder, ListBuilder, StringBuilder},
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use haulage_api::ApiError;
use haulage_legacy::{
    delta::{Kind, Place},
    mapping::Mapping,
    run::{Cursor, Outbox, OutboxError, Posted},
    state::StateFile,
};
use pyo3::{exceptions::PyValueError, prelude::*};
use serde_json::{Map, Value, json};

use super::{
    Form,
    batches::{Batches, Source},
    cells::{self, Cells},
    mapping, refused,
};
use crate::words::Words;

/// The events of a state behind a cursor; see `haulage.sync.changes`.
#[pyfunction]
#[pyo3(signature = (state, mapping, after, decimals, batch_rows, /))]
pub(crate) fn dump_events(
    state: PathBuf,
    mapping: &Bound<'_, PyAny>,
    after: Option<&str>,
    decimals: u8,
    batch_rows: usize,
) -> PyResult<Batches> {
    let form = Form::new(decimals, batch_rows)?;
    let mapping = self::mapping(mapping)?;
    let after = after.map(str::parse).transpose().map_err(PyValueError::new_err)?;
    let outbox = Outbox::open(&StateFile::at(state)).map_err(|error| refused(error.code(), error.to_string()))?;
    let schema = schema(&mapping, form.decimals);
    let source = Events { outbox, mapping, schema: schema.clone(), after, form };
    Ok(Batches::new(schema, source))
}

struct Events {
    outbox: Outbox,
    mapping: Mapping,
    schema: SchemaRef,
    after: Option<Cursor>,
    form: Form,
}

impl Source for Events {
    fn next(&mut self) -> Result<Option<RecordBatch>, ApiError> {
        let page = self.outbox.page(self.after, self.form.batch_rows);
        let page = page.map_err(|error: OutboxError| ApiError::refused(error.code(), error.to_string()))?;
        if page.events.is_empty() {
            return Ok(None);
        }
        let mut gathered = Gathered::new(&self.mapping, self.form.decimals);
        for posted in &page.events {
            let cursor = posted.cursor;
            gathered.push(posted).map_err(|cause| ApiError::refused("frame.value", format!("event before {cursor}: {cause}")))?;
        }
        let batch = gathered.finish(&self.schema).map_err(|error| ApiError::internal(error.to_string()))?;
        self.after = Some(page.next);
        Ok(Some(batch))
    }

    fn report(&self) -> Value {
        json!({"next": self.after})
    }
}

const PLACE: [&str; 3] = ["line", "offset", "length"];

fn schema(mapping: &Mapping, decimals: u8) -> SchemaRef {
    let fields = cells::fields(mapping, decimals);
    let key: Fields = mapping.key().iter().map(|&at| fields[at].clone()).collect();
    let place: Fields = PLACE.map(|name| Field::new(name, DataType::Int64, true)).into_iter().collect();
    let words = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
    Arc::new(Schema::new(vec![
        Field::new("cursor", DataType::Utf8, false),
        Field::new("id", DataType::Utf8, false),
        Field::new("kind", words, false),
        Field::new("key", DataType::Struct(key), false),
        Field::new("row", DataType::Struct(fields.clone()), true),
        Field::new("changed", DataType::new_list(DataType::Utf8, true), true),
        Field::new("before", DataType::Struct(fields), true),
        Field::new("place", DataType::Struct(place), true),
    ]))
}

/// Events being gathered, column by column.
struct Gathered {
    cursor: StringBuilder,
    id: StringBuilder,
    kind: Words,
    key: Members,
    row: Members,
    changed: ListBuilder<StringBuilder>,
    before: Members,
    place: [Int64Builder; 3],
    placed: Vec<bool>,
}

impl Gathered {
    fn new(mapping: &Mapping, decimals: u8) -> Self {
        let all: Vec<usize> = (0..mapping.fields().len()).collect();
        Self {
            cursor: StringBuilder::new(),
            id: StringBuilder::new(),
            kind: Words::default(),
            key: Members::new(mapping, decimals, mapping.key()),
            row: Members::new(mapping, decimals, &all),
            changed: ListBuilder::new(StringBuilder::new()),
            before: Members::new(mapping, decimals, &all),
            place: Default::default(),
            placed: Vec::new(),
        }
    }

    fn push(&mut self, Posted { cursor, event }: &Posted) -> Result<(), String> {
        self.cursor.append_value(cursor.to_string());
        self.id.append_value(event.id.to_string());
        self.kind.push(Some(word(event.kind)));
        self.key.push(Some(&event.key))?;
        self.row.push(event.row.as_ref())?;
        self.before.push(event.before.as_ref())?;
        self.changed.append_option(event.changed.as_ref().map(|names| names.iter().map(Some)));
        let place = event.place.map(|Place { line, offset, length }| [line, offset, length]);
        for (at, values) in self.place.iter_mut().enumerate() {
            values.append_option(place.map(|place| place[at] as i64));
        }
        self.placed.push(place.is_some());
        Ok(())
    }

    fn finish(mut self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let place = self.place.each_mut().map(|values| Arc::new(values.finish()) as ArrayRef);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.cursor.finish()),
            Arc::new(self.id.finish()),
            self.kind.finish(),
            self.key.finish(schema.field(3))?,
            self.row.finish(schema.field(4))?,
            Arc::new(self.changed.finish()),
            self.before.finish(schema.field(6))?,
            composed(schema.field(7), place.into(), self.placed)?,
        ];
        RecordBatch::try_new(schema.clone(), columns)
    }
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Inserted => "inserted",
        Kind::Updated => "updated",
        Kind::Deleted => "deleted",
        Kind::Reappeared => "reappeared",
    }
}

/// Fields of rows, some of which are not there.
struct Members {
    names: Vec<String>,
    cells: Vec<Cells>,
    there: Vec<bool>,
}

impl Members {
    fn new(mapping: &Mapping, decimals: u8, places: &[usize]) -> Self {
        let names = places.iter().map(|&at| mapping.fields()[at].name.clone()).collect();
        let mut all: Vec<Option<Cells>> = Cells::of(mapping, decimals).into_iter().map(Some).collect();
        let cells = places.iter().filter_map(|&at| all[at].take()).collect();
        Self { names, cells, there: Vec::new() }
    }

    fn push(&mut self, row: Option<&Map<String, Value>>) -> Result<(), String> {
        if let Some(name) = row.and_then(|row| row.keys().find(|name| !self.names.contains(name))) {
            return Err(format!("the mapping has no field `{name}`; give the one of that run"));
        }
        for (name, cells) in self.names.iter().zip(&mut self.cells) {
            match row.and_then(|row| row.get(name)) {
                Some(value) => cells.push_json(value).map_err(|cause| format!("`{name}`: {cause}"))?,
                None => cells.push_null(),
            }
        }
        self.there.push(row.is_some());
        Ok(())
    }

    fn finish(mut self, field: &Field) -> Result<ArrayRef, ArrowError> {
        composed(field, self.cells.iter_mut().map(Cells::finish).collect(), self.there)
    }
}

/// A column of structs, of which those that are not there are missing.
fn composed(field: &Field, columns: Vec<ArrayRef>, there: Vec<bool>) -> Result<ArrayRef, ArrowError> {
    let DataType::Struct(fields) = field.data_type() else {
        return Err(ArrowError::SchemaError(format!("`{}` is no struct", field.name())));
    };
    let nulls = field.is_nullable().then(|| NullBuffer::from(there));
    Ok(Arc::new(StructArray::try_new(fields.clone(), columns, nulls)?))
}
