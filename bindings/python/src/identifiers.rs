//! Identifiers by the column: a million rows without a Python object for any.

use std::sync::Arc;

use arrow_array::{ArrayRef, builder::StringBuilder};
use haulage_core::identifier::{Cell, Kind, carrier::Pattern, read_column};
use pyo3::{exceptions::PyValueError, prelude::*};
use pyo3_arrow::{PyChunkedArray, input::AnyArray};

use crate::{
    crossing::{Carried, wrong_type},
    errors::failed,
    frames::columns::Column,
    table::Table,
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
    let mut verdicts = Verdicts::default();
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
#[derive(Default)]
struct Verdicts {
    identifier: StringBuilder,
    kind: StringBuilder,
    carrier: StringBuilder,
    error: StringBuilder,
    detail: StringBuilder,
}

impl Verdicts {
    fn read(&mut self, row: Option<&str>, kind: Option<Kind>) {
        let verdict = row.and_then(|row| read_column([row], kind).next());
        let (mut error, mut detail) = (None, None);
        let (mut identifier, mut found, mut carrier) = (None, None, None);
        match &verdict {
            Some(Cell::Valid { kind, canonical, carrier: pattern }) => {
                (identifier, found) = (Some(canonical.as_str()), Some(kind.name()));
                carrier = pattern.as_ref().map(Pattern::carrier);
            }
            Some(Cell::Mistaken(mistake)) => {
                (found, error, detail) = (Some(mistake.kind().name()), Some(mistake.code()), Some(mistake.to_string()));
            }
            Some(_) => error = Some("identifier.unknown"),
            None => {}
        }
        self.identifier.append_option(identifier);
        self.kind.append_option(found);
        self.carrier.append_option(carrier);
        self.error.append_option(error);
        self.detail.append_option(detail);
    }

    fn table(mut self) -> PyResult<Table> {
        let columns = [
            ("identifier", &mut self.identifier),
            ("kind", &mut self.kind),
            ("carrier", &mut self.carrier),
            ("error", &mut self.error),
            ("detail", &mut self.detail),
        ];
        Table::of(columns.into_iter().map(|(name, column)| (name, Arc::new(column.finish()) as ArrayRef, true)).collect())
    }
}
