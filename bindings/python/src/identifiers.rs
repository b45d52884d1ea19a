//! Identifiers by the column: a million rows without a Python object for any.

use std::{fmt::Write, sync::Arc};

use arrow_array::builder::StringBuilder;
use haulage_core::identifier::{Cell, Kind, carrier::Pattern, read_column};
use pyo3::{exceptions::PyValueError, prelude::*};
use pyo3_arrow::{PyChunkedArray, input::AnyArray};

use crate::{
    crossing::{Carried, wrong_type},
    errors::failed,
    frames::columns::Column,
    table::Table,
    words::Words,
};

/// Names of all kinds of identifier.
#[pyfunction]
pub(crate) fn identifier_kinds() -> Carried<Vec<String>> {
    Carried(Kind::ALL.into_iter().map(|kind| kind.name().to_owned()).collect())
}

/// Reads a column of texts as identifiers; see `haulage.identifiers.parse`.
#[pyfunction]
#[pyo3(signature = (column, kind = None, /))]
pub(crate) fn parse_identifiers(column: &Bound<'_, PyAny>, kind: Option<&str>) -> PyResult<Table> {
    let kind = kind.map(named).transpose()?;
    let chunks = texts(column)?;
    column.py().detach(|| verdicts(&chunks, kind))
}

fn named(name: &str) -> PyResult<Kind> {
    let known = || Kind::ALL.map(Kind::name).join(", ");
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
    kind.ok_or_else(|| PyValueError::new_err(format!("`{name}` is no kind of identifier; give one of: {}", known())))
}

/// The chunks of a column of text: of any Arrow producer, or of an iterable of `str`.
fn texts(column: &Bound<'_, PyAny>) -> PyResult<Vec<Column>> {
    if column.hasattr("__arrow_c_stream__")? || column.hasattr("__arrow_c_array__")? {
        let chunks: PyChunkedArray = column.extract::<AnyArray>()?.into_chunked_array()?;
        return chunks
            .chunks()
            .iter()
            .map(|chunk| match Column::read(chunk).map_err(failed)? {
                column @ (Column::Text(_) | Column::Integer(_) | Column::Empty(_)) => Ok(column),
                other => Err(wrong_type(column, &format!("a column of text, not of {}", other.kind()))),
            })
            .collect();
    }
    let rows: Vec<Option<String>> = column.try_iter()?.map(|row| row?.extract()).collect::<PyResult<_>>()?;
    Ok(vec![Column::Text(rows.into_iter().collect())])
}

fn verdicts(chunks: &[Column], kind: Option<Kind>) -> PyResult<Table> {
    let mut verdicts = Verdicts::with_capacity(chunks.iter().map(Column::len).sum());
    for chunk in chunks {
        match chunk {
            Column::Text(rows) => rows.iter().for_each(|row| verdicts.read(row, kind)),
            Column::Integer(rows) => rows.iter().for_each(|row| verdicts.read(row.map(|row| row.to_string()).as_deref(), kind)),
            Column::Empty(rows) => (0..*rows).for_each(|_| verdicts.read(None, kind)),
            _ => {}
        }
    }
    verdicts.table()
}

/// What the rows hold, column by column; a missing row is missing in all.
struct Verdicts {
    identifier: StringBuilder,
    kind: Words,
    carrier: Words,
    error: Words,
    detail: StringBuilder,
}

impl Verdicts {
    fn with_capacity(rows: usize) -> Self {
        Self {
            identifier: StringBuilder::with_capacity(rows, rows * 16),
            kind: Words::with_capacity(rows),
            carrier: Words::with_capacity(rows),
            error: Words::with_capacity(rows),
            detail: StringBuilder::with_capacity(rows, rows * 8),
        }
    }

    fn read(&mut self, row: Option<&str>, kind: Option<Kind>) {
        match row.and_then(|row| read_column([row], kind).next()) {
            Some(Cell::Valid { kind, canonical, carrier }) => {
                self.identifier.append_value(canonical.as_str());
                self.words(Some(kind.name()), carrier.as_ref().map(Pattern::carrier), None);
                self.detail.append_null();
            }
            Some(Cell::Mistaken(mistake)) => {
                self.identifier.append_null();
                self.words(Some(mistake.kind().name()), None, Some(mistake.code()));
                // Writing into a builder cannot fail; what was written becomes the value.
                if write!(self.detail, "{mistake}").is_ok() {
                    self.detail.append_value("");
                }
            }
            cell => {
                self.identifier.append_null();
                self.words(None, None, cell.map(|_| "identifier.unknown"));
                self.detail.append_null();
            }
        }
    }

    fn words(&mut self, kind: Option<&'static str>, carrier: Option<&'static str>, error: Option<&'static str>) {
        self.kind.push(kind);
        self.carrier.push(carrier);
        self.error.push(error);
    }

    fn table(mut self) -> PyResult<Table> {
        Table::of(vec![
            ("identifier", Arc::new(self.identifier.finish()), true),
            ("kind", self.kind.finish(), true),
            ("carrier", self.carrier.finish(), true),
            ("error", self.error.finish(), true),
            ("detail", Arc::new(self.detail.finish()), true),
        ])
    }
}
