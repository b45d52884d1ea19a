//! Frames in: rows of any Arrow producer (pandas, polars, pyarrow, duckdb), or an iterable of dicts or records.

mod activities;
mod cell;
pub(crate) mod columns;
mod forms;
mod quotes;

use std::collections::BTreeSet;

use arrow_select::concat::concat_batches;
use haulage_core::fault::{Faults, Path};
use pyo3::{prelude::*, types::PyDict};
use pyo3_arrow::PyTable;

use self::{
    cell::{Cell, CellError},
    columns::{Batch, Column},
};
use crate::{
    crossing::{Crossing, wrong_type},
    errors::{failed, invalid},
};

pub(crate) use activities::activities;
pub(crate) use forms::{jobs, places, shipments, vehicles};
pub(crate) use quotes::quote_requests;

/// The columns of an object that speaks the Arrow PyCapsule interface; `None` for any other.
pub(crate) fn stream(object: &Bound<'_, PyAny>) -> PyResult<Option<Batch>> {
    if !object.hasattr("__arrow_c_stream__")? {
        return Ok(None);
    }
    let (batches, schema) = object.extract::<PyTable>()?.into_inner();
    concat_batches(&schema, &batches).map(Some).map_err(|error| failed(error.to_string()))
}

/// What a list of the document looks like as a flat table.
struct Form<T> {
    /// The document's list.
    list: &'static str,
    /// Columns it may have.
    columns: &'static [&'static str],
    /// Reads a row.
    read: fn(&mut Row<'_, '_>) -> T,
}

/// Reads every row, and reports everything that is wrong with any.
fn read<T: Crossing>(source: &Bound<'_, PyAny>, form: &Form<T>, faults: &mut Faults) -> PyResult<Vec<T>> {
    let root = Path::ROOT;
    let list = root.key(form.list);
    if let Some(batch) = stream(source)? {
        let frame = Frame::read(&batch, &list, form.columns, faults);
        let mut refused = BTreeSet::new();
        let rows = (0..batch.num_rows()).map(|row| {
            let cells = Cells::Columns { frame: &frame, row, refused: &mut refused };
            (form.read)(&mut Row { cells, list: &list, number: row, faults })
        });
        return Ok(rows.collect());
    }
    let wanted = format!("a frame with the Arrow PyCapsule interface, or an iterable of dicts or records, as {}", form.list);
    let items = source.try_iter().map_err(|_| wrong_type(source, &wanted))?;
    let mut rows = Vec::new();
    for (number, item) in items.enumerate() {
        let item = item?;
        if let Ok(record) = T::take(&item) {
            rows.push(record);
            continue;
        }
        let dict = item.cast::<PyDict>().map_err(|_| wrong_type(&item, &wanted))?;
        let path = list.index(number);
        for name in dict.keys() {
            let name: String = name.extract()?;
            report_unknown(&path, &name, form.columns, faults);
        }
        rows.push((form.read)(&mut Row { cells: Cells::Dict(dict), list: &list, number, faults }));
    }
    Ok(rows)
}

/// Hands on row by row, each with what is wrong with it alone, and keeps none; a fault of a whole column is an error.
fn each<T>(source: &Bound<'_, PyAny>, form: &Form<T>, mut take: impl FnMut(T, Faults) + Send) -> PyResult<()> {
    let root = Path::ROOT;
    let list = root.key(form.list);
    let mut whole = Faults::new();
    if let Some(batch) = stream(source)? {
        source.py().detach(|| {
            let mut faults = Faults::new();
            let frame = Frame::read(&batch, &list, form.columns, &mut faults);
            whole.absorb(&root, faults);
            let mut refused = BTreeSet::new();
            for row in 0..batch.num_rows() {
                let mut faults = Faults::new();
                let cells = Cells::Columns { frame: &frame, row, refused: &mut refused };
                let read = (form.read)(&mut Row { cells, list: &list, number: row, faults: &mut faults });
                let own = if faults.is_empty() { faults } else { of_row(&list.index(row), faults, &mut whole) };
                take(read, own);
            }
        });
    } else {
        let wanted = format!("a frame with the Arrow PyCapsule interface, or an iterable of dicts, as {}", form.list);
        for (number, item) in source.try_iter().map_err(|_| wrong_type(source, &wanted))?.enumerate() {
            let item = item?;
            let dict = item.cast::<PyDict>().map_err(|_| wrong_type(&item, &wanted))?;
            let mut faults = Faults::new();
            for name in dict.keys() {
                report_unknown(&list.index(number), &name.extract::<String>()?, form.columns, &mut faults);
            }
            let read = (form.read)(&mut Row { cells: Cells::Dict(dict), list: &list, number, faults: &mut faults });
            take(read, faults);
        }
    }
    whole.into_result(()).map_err(|faults| invalid(&faults))
}

/// The value of a column that must have one; none is reported.
fn needed<T: Cell>(row: &mut Row<'_, '_>, name: &'static str) -> Option<T> {
    if row.lacks(name) {
        row.missing(name);
    }
    row.optional(name)
}

/// The faults of the row itself; those of whole columns go to `whole`.
fn of_row(row: &Path<'_>, faults: Faults, whole: &mut Faults) -> Faults {
    let below = format!("{row}/");
    let mut own = Faults::new();
    for fault in faults {
        let to = if fault.path.starts_with(&below) { &mut own } else { &mut *whole };
        to.absorb(&Path::ROOT, fault.into());
    }
    own
}

fn report_unknown(path: &Path<'_>, name: &str, known: &[&str], faults: &mut Faults) {
    if !known.contains(&name) {
        let remedy = format!("drop it, or use one of: {}", known.join(", "));
        faults.report(&path.key(name), "frame.unknown_column", format!("there is no column `{name}`"), remedy);
    }
}

/// The columns of a frame by name.
struct Frame(Vec<(String, Column)>);

impl Frame {
    fn read(batch: &Batch, list: &Path<'_>, known: &[&str], faults: &mut Faults) -> Self {
        let mut columns = Vec::new();
        for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
            report_unknown(list, field.name(), known, faults);
            match Column::read(array) {
                Ok(column) => columns.push((field.name().clone(), column)),
                Err(cause) => faults.report(&list.key(field.name()), "frame.unreadable", cause, "convert the column first"),
            }
        }
        Self(columns)
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, column)| column)
    }
}

/// Where the cells of a row come from.
enum Cells<'a, 'py> {
    Columns {
        frame: &'a Frame,
        row: usize,
        /// Columns of a wrong kind, reported once and not a thousand times.
        refused: &'a mut BTreeSet<&'static str>,
    },
    Dict(&'a Bound<'py, PyDict>),
}

/// A row that is being read.
struct Row<'a, 'py> {
    cells: Cells<'a, 'py>,
    list: &'a Path<'a>,
    number: usize,
    faults: &'a mut Faults,
}

impl Row<'_, '_> {
    /// The value of a column; `None` where it is missing.
    fn optional<T: Cell>(&mut self, name: &'static str) -> Option<T> {
        match &mut self.cells {
            Cells::Columns { frame, row, refused } => {
                let column = frame.column(name).filter(|column| !column.is_null(*row))?;
                match T::from_column(column, *row) {
                    Ok(value) => Some(value),
                    Err(CellError::Value(cause)) => self.wrong(name, cause),
                    Err(CellError::Kind { wanted }) => {
                        if refused.insert(name) {
                            let cause = format!("column `{name}` holds {}", column.kind());
                            self.faults.report(&self.list.key(name), "frame.column_kind", cause, format!("give {wanted}"));
                        }
                        None
                    }
                }
            }
            Cells::Dict(dict) => {
                let value = dict.get_item(name).ok().flatten().filter(|value| !is_missing(value))?;
                match T::from_object(&value) {
                    Ok(value) => Some(value),
                    Err(error) => self.wrong(name, error.value(value.py()).to_string()),
                }
            }
        }
    }

    fn wrong<T>(&mut self, name: &str, cause: String) -> Option<T> {
        let path = self.list.index(self.number);
        self.faults.report(&path.key(name), "frame.value", cause, "give a value that the column takes");
        None
    }

    /// Whether there is no value at all; one that is wrong is there.
    fn lacks(&self, name: &str) -> bool {
        match &self.cells {
            Cells::Columns { frame, row, .. } => frame.column(name).is_none_or(|column| column.is_null(*row)),
            Cells::Dict(dict) => dict.get_item(name).ok().flatten().is_none_or(|value| is_missing(&value)),
        }
    }

    /// The value of a column that must have one.
    fn required<T: Cell + Default>(&mut self, name: &'static str) -> T {
        if self.lacks(name) {
            self.missing(name);
        }
        self.optional(name).unwrap_or_default()
    }

    /// Reports a value that is missing: once for the whole column where there is none.
    fn missing(&mut self, name: &'static str) {
        let row = self.list.index(self.number);
        let mut path = row.key(name);
        if let Cells::Columns { frame, refused, .. } = &mut self.cells
            && frame.column(name).is_none()
        {
            if !refused.insert(name) {
                return;
            }
            path = self.list.key(name);
        }
        self.faults.report(&path, "frame.missing", format!("`{name}` is missing"), "give it");
    }
}

/// What Python tools mean by missing: `None`, or a value that is not itself (NaN, NaT).
fn is_missing(value: &Bound<'_, PyAny>) -> bool {
    value.is_none() || value.ne(value).unwrap_or(true)
}
