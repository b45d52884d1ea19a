//! Frames out: a small table that any Arrow consumer takes, and that plain Python reads without one.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, SchemaRef};
use haulage_core::money::Amount;
use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError},
    prelude::*,
    types::{PyCapsule, PyDict, PyList, PyString},
};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::{
    crossing::{Carried, Crossing, wrong_type},
    errors::failed,
    frames::columns::Column,
    hints::{Dict, Rows},
};

/// Rows that `_repr_html_` shows of a long table.
const SHOWN_ROWS: usize = 20;

/// Rows: of a plan, of prices, of identifiers. `polars.DataFrame(table)`, `pyarrow.table(table)`, `pandas.DataFrame.from_arrow(table)` and duckdb
/// take it through the Arrow PyCapsule interface; iterating gives each row as a dict.
#[pyclass(frozen, eq, module = "haulage")]
#[derive(PartialEq)]
pub(crate) struct Table(RecordBatch);

impl Table {
    /// A table of columns, each with its name and whether values may be missing.
    pub(crate) fn of(columns: Vec<(&str, ArrayRef, bool)>) -> PyResult<Self> {
        RecordBatch::try_from_iter_with_nullable(columns).map(Self).map_err(|error| failed(error.to_string()))
    }

    fn read(&self, column: usize) -> PyResult<Column> {
        Column::read(self.0.column(column)).map_err(failed)
    }

    fn row<'py>(&self, py: Python<'py>, columns: &[Column], row: usize) -> PyResult<Dict<'py>> {
        let dict = PyDict::new(py);
        for (field, column) in self.0.schema_ref().fields().iter().zip(columns) {
            dict.set_item(field.name(), value(py, column, row)?)?;
        }
        Ok(Dict(dict))
    }

    fn all(&self) -> PyResult<Vec<Column>> {
        (0..self.0.num_columns()).map(|column| self.read(column)).collect()
    }

    /// The first rows.
    fn rows<'py>(&self, py: Python<'py>, rows: usize) -> PyResult<Vec<Dict<'py>>> {
        let columns = self.all()?;
        (0..rows).map(|row| self.row(py, &columns, row)).collect()
    }
}

impl From<RecordBatch> for Table {
    fn from(rows: RecordBatch) -> Self {
        Self(rows)
    }
}

#[pymethods]
impl Table {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Carried<Vec<String>> {
        Carried(self.0.schema_ref().fields().iter().map(|field| field.name().clone()).collect())
    }

    /// All rows, each as a dict.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Dict<'py>>> {
        self.rows(py, self.0.num_rows())
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Rows<'py>> {
        PyList::new(py, self.to_dicts(py)?)?.try_iter().map(Rows)
    }

    /// A column's values by its name, or a row by its number.
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        if key.is_instance_of::<PyString>() {
            let name: String = key.extract()?;
            let column = self.0.schema_ref().index_of(&name).map_err(|_| PyKeyError::new_err(name))?;
            let column = self.read(column)?;
            let values: Vec<_> = (0..self.0.num_rows()).map(|row| value(py, &column, row)).collect::<PyResult<_>>()?;
            return Ok(PyList::new(py, values)?.into_any());
        }
        let number: isize = key.extract().map_err(|_| wrong_type(key, "the name of a column or the number of a row"))?;
        let row = if number < 0 { self.0.num_rows().checked_add_signed(number) } else { usize::try_from(number).ok() };
        let row = row.filter(|&row| row < self.0.num_rows());
        let row = row.ok_or_else(|| PyIndexError::new_err(format!("there is no row {number}")))?;
        Ok(self.row(py, &self.all()?, row)?.0.into_any())
    }

    /// The Arrow PyCapsule interface: the schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(to_schema_pycapsule(py, self.0.schema_ref().as_ref())?.into_any())
    }

    /// The Arrow PyCapsule interface: the rows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        stream(py, self.0.schema_ref(), std::iter::once(Ok(self.0.clone())), requested_schema)
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.0.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
        format!("<haulage.Table: {} rows of {}>", self.0.num_rows(), names.join(", "))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let escape = py.import("html")?.getattr("escape")?;
        let cell = |tag: &str, text: &Bound<'_, PyAny>| -> PyResult<String> {
            let text = if text.is_none() { String::new() } else { escape.call1((text.str()?,))?.extract()? };
            Ok(format!("<{tag}>{text}</{tag}>"))
        };
        let shown = self.rows(py, self.0.num_rows().min(SHOWN_ROWS))?;
        let names: String = self.columns().0.iter().map(|name| cell("th", &name.give(py)?)).collect::<PyResult<_>>()?;
        let rows: String = shown
            .iter()
            .map(|Dict(row)| row.values().iter().map(|value| cell("td", &value)).collect::<PyResult<String>>())
            .map(|row| Ok(format!("<tr>{}</tr>", row?)))
            .collect::<PyResult<_>>()?;
        let hidden = self.0.num_rows() - shown.len();
        let more = if hidden == 0 { String::new() } else { format!("<p>and {hidden} more rows</p>") };
        Ok(format!("<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>{more}"))
    }
}

/// Batches as a stream of the Arrow PyCapsule interface.
pub(crate) fn stream<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static,
    requested_schema: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let rows = batches.map(|batch| batch.map(|batch| Arc::new(StructArray::from(batch)) as ArrayRef));
    let field = Arc::new(Field::new_struct("", schema.fields().clone(), false));
    let requested = requested_schema.map(Bound::cast_into::<PyCapsule>).transpose()?;
    Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(rows, field)), requested)?.into_any())
}

/// A cell as a Python object.
fn value<'py>(py: Python<'py>, column: &Column, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column {
        Column::Text(array) => Ok(PyString::new(py, array.value(row)).into_any()),
        Column::Integer(array) => Ok(array.value(row).into_pyobject(py)?.into_any()),
        Column::Float(array) => Ok(array.value(row).into_pyobject(py)?.into_any()),
        Column::Decimal(array) => {
            let amount: Amount = array.value(row).parse().map_err(|_| failed("a decimal past 28 digits"))?;
            Amount(amount.0.normalize()).give(py)
        }
        Column::Truth(array) => array.value(row).into_bound_py_any(py),
        Column::Date(array) => {
            let day = array.value_as_date(row).ok_or_else(|| failed("a date out of range"))?;
            Ok(day.into_pyobject(py)?.into_any())
        }
        Column::Instant(array, zone) => {
            let instant = zone.instant(array.value(row));
            instant.ok_or_else(|| failed("an instant out of range"))?.give(py)
        }
        Column::List(array, items) => {
            let offsets = array.value_offsets();
            let range = offsets[row] as usize..offsets[row + 1] as usize;
            let values: Vec<_> = range.map(|at| value(py, items, at)).collect::<PyResult<_>>()?;
            Ok(PyList::new(py, values)?.into_any())
        }
        Column::Struct(array, members) => {
            let dict = PyDict::new(py);
            for (field, member) in array.fields().iter().zip(members) {
                dict.set_item(field.name(), value(py, member, row)?)?;
            }
            Ok(dict.into_any())
        }
        Column::Empty(_) | Column::Naive | Column::Other(_) => Ok(py.None().into_bound(py)),
    }
}
