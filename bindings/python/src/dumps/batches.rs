//! A table that comes in batches: as a stream of Arrow, or batch by batch.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use haulage_api::ApiError;
use pyo3::prelude::*;
use pyo3_arrow::ffi::to_schema_pycapsule;
use serde_json::Value;

use crate::{
    crossing::Carried,
    errors::from_api,
    hints::Dict,
    record::plain,
    table::{Table, stream},
};

/// Where batches come from.
pub(super) trait Source: Send {
    /// The next batch; nothing at the end.
    fn next(&mut self) -> Result<Option<RecordBatch>, ApiError>;

    /// What there is to tell beside the rows.
    fn report(&self) -> Value;
}

/// Rows that come in batches and are read as they are asked for: `pyarrow.RecordBatchReader.from_stream(batches)`,
/// `polars.DataFrame(batches)`, duckdb and others take them through the Arrow PyCapsule interface; iterating gives each batch as a
/// `Table`. They come once: whoever asks again goes on where the last one stopped.
#[pyclass(frozen, module = "haulage")]
pub(crate) struct Batches {
    schema: SchemaRef,
    feed: Arc<Mutex<Feed>>,
}

/// A source, and the error that ended it: nobody reads on behind one as if nothing were missing.
struct Feed {
    source: Box<dyn Source>,
    failed: Option<ApiError>,
}

impl Feed {
    fn next(&mut self) -> Result<Option<RecordBatch>, ApiError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let next = self.source.next();
        self.failed = next.as_ref().err().cloned();
        next
    }
}

fn locked(feed: &Mutex<Feed>) -> MutexGuard<'_, Feed> {
    feed.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Batches {
    pub(super) fn new(schema: SchemaRef, source: impl Source + 'static) -> Self {
        Self { schema, feed: Arc::new(Mutex::new(Feed { source: Box::new(source), failed: None })) }
    }
}

#[pymethods]
impl Batches {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Carried<Vec<String>> {
        Carried(self.schema.fields().iter().map(|field| field.name().clone()).collect())
    }

    /// What there is to tell beside the rows read by now: of a dump `accounts`, `balanced` and the first thousand of the
    /// `quarantine`; of events `next`, the cursor behind the last one.
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Dict<'py>> {
        plain(py, &locked(&self.feed).source.report())
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Table>> {
        let batch = py.detach(|| locked(&self.feed).next()).map_err(from_api)?;
        Ok(batch.map(Table::from))
    }

    /// The Arrow PyCapsule interface: the schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?.into_any())
    }

    /// The Arrow PyCapsule interface: the batches that are left.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let feed = Arc::clone(&self.feed);
        let left = std::iter::from_fn(move || {
            let batch = locked(&feed).next().map_err(|error| ArrowError::ExternalError(Box::new(error)));
            batch.transpose()
        });
        stream(py, &self.schema, left, requested_schema)
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("<haulage.Batches of {}>", names.join(", "))
    }
}
