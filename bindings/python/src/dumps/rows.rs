//! The rows of a dump that hold.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use haulage_api::ApiError;
use haulage_legacy::{
    mapping::Mapping,
    reader::Reader,
    record::{Entry, ReadError, Refusal, Rows},
};
use pyo3::prelude::*;
use serde_json::{Value, json};

use super::{
    Form,
    batches::{Batches, Source},
    cells::{Cells, fields},
    mapping, refused, source,
};

/// Refused rows that are kept of a dump.
const KEPT: usize = 1_000;

/// The typed rows of a dump; see `haulage.sync.rows`.
#[pyfunction]
#[pyo3(signature = (dump, mapping, decimals, batch_rows, /))]
pub(crate) fn dump_rows(
    dump: &Bound<'_, PyAny>,
    mapping: &Bound<'_, PyAny>,
    decimals: u8,
    batch_rows: usize,
) -> PyResult<Batches> {
    let form = Form::new(decimals, batch_rows)?;
    let mapping = self::mapping(mapping)?;
    let dump = source(dump)?;
    let reader = dump.open().and_then(|source| Reader::new(source, &mapping));
    let reader = reader.map_err(|error| refused(error.code(), error.to_string()))?;
    let schema = Arc::new(Schema::new(fields(&mapping, form.decimals)));
    let rows = DumpRows {
        cells: Cells::of(&mapping, form.decimals),
        schema: schema.clone(),
        reader,
        mapping,
        form,
        quarantine: Vec::new(),
    };
    Ok(Batches::new(schema, rows))
}

struct DumpRows {
    reader: Reader,
    mapping: Mapping,
    schema: SchemaRef,
    cells: Vec<Cells>,
    form: Form,
    quarantine: Vec<Refusal>,
}

impl Source for DumpRows {
    fn next(&mut self) -> Result<Option<RecordBatch>, ApiError> {
        let mut rows = 0;
        while rows < self.form.batch_rows {
            match self.reader.next_entry().map_err(|error: ReadError| ApiError::refused(error.code(), error.to_string()))? {
                Some(Entry::Accepted(record)) => {
                    let fields = self.mapping.fields();
                    for ((cells, field), value) in self.cells.iter_mut().zip(fields).zip(record.values()) {
                        cells.push(value).map_err(|cause| {
                            ApiError::refused("frame.value", format!("line {}, `{}`: {cause}", record.line, field.name))
                        })?;
                    }
                    rows += 1;
                }
                Some(Entry::Refused(refusal)) => {
                    if self.quarantine.len() < KEPT {
                        self.quarantine.push(refusal);
                    }
                }
                None => break,
            }
        }
        if rows == 0 {
            return Ok(None);
        }
        let columns = self.cells.iter_mut().map(Cells::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        batch.map(Some).map_err(|error| ApiError::internal(error.to_string()))
    }

    fn report(&self) -> Value {
        let accounts = self.reader.accounts();
        json!({"accounts": accounts, "balanced": accounts.balanced(), "quarantine": self.quarantine})
    }
}
