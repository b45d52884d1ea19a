//! Matrices of legs: a buffer (numpy), a square frame (Arrow stream), or rows of ints.

use arrow_array::Array;
use haulage_routing::travel::Grid;
use pyo3::{
    buffer::{Element, PyBuffer},
    exceptions::PyValueError,
    prelude::*,
    types::PyTuple,
};
use pyo3::{
    inspect::{PyStaticConstant, PyStaticExpr},
    type_hint_identifier, type_hint_subscript,
};

use super::{Crossing, wrong_type};
use crate::frames::{columns, stream};
const TUPLE: PyStaticExpr = type_hint_identifier!("builtins", "tuple");
const INT: PyStaticExpr = type_hint_identifier!("builtins", "int");
const ELLIPSIS: PyStaticExpr = PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis };

impl Crossing for Grid {
    const TAKES: PyStaticExpr = type_hint_identifier!("typing", "Any");
    const GIVES: PyStaticExpr = type_hint_subscript!(TUPLE, type_hint_subscript!(TUPLE, INT, ELLIPSIS), ELLIPSIS);

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let cells = if let Some(table) = stream(object)? {
            from_frame(&table)?
        } else if let Some(cells) = from_buffer(object)? {
            cells
        } else {
            from_rows(object)?
        };
        Self::from_cells(cells).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    // Rows of ints: hashed, compared, pickled and pasted back like every other value. numpy makes an array of them.
    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let rows: Vec<_> = (0..self.size())
            .map(|row| PyTuple::new(py, (0..self.size()).map(|column| self.get(row, column))))
            .collect::<PyResult<_>>()?;
        Ok(PyTuple::new(py, rows)?.into_any())
    }
}

fn leg<T: TryInto<u32> + Copy + std::fmt::Display>(value: T) -> PyResult<u32> {
    value.try_into().map_err(|_| PyValueError::new_err(format!("{value} is not the length of a leg")))
}

/// Buffers of any integer type and layout; `None` for what is no buffer.
fn from_buffer(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u32>>> {
    fn read<T>(object: &Bound<'_, PyAny>) -> Option<PyResult<Vec<u32>>>
    where
        T: Element + TryInto<u32> + std::fmt::Display,
    {
        let buffer = PyBuffer::<T>::get(object).ok()?;
        Some(square(buffer.shape()).and_then(|()| buffer.to_vec(object.py())?.into_iter().map(leg).collect()))
    }
    let py = object.py();
    if py.import("builtins")?.getattr("memoryview")?.call1((object,)).is_err() {
        return Ok(None);
    }
    let integers = read::<i64>(object)
        .or_else(|| read::<i32>(object))
        .or_else(|| read::<u32>(object))
        .or_else(|| read::<u64>(object))
        .or_else(|| read::<u16>(object))
        .or_else(|| read::<i16>(object))
        .or_else(|| read::<u8>(object));
    let unfit = "a matrix of integers; round a matrix of floats first, as in numpy.rint(matrix).astype(\"int64\")";
    integers.unwrap_or_else(|| Err(wrong_type(object, unfit))).map(Some)
}

fn square(shape: &[usize]) -> PyResult<()> {
    match shape {
        [rows, columns] if rows == columns => Ok(()),
        _ => Err(PyValueError::new_err(format!("the matrix has the shape {shape:?}; give one row and one column a place"))),
    }
}

/// A frame with one integer column a place: row = from, column = to.
fn from_frame(table: &columns::Batch) -> PyResult<Vec<u32>> {
    square(&[table.num_rows(), table.num_columns()])?;
    let columns: Vec<_> = table.columns().iter().map(columns::integers).collect::<PyResult<_>>()?;
    let mut cells = Vec::with_capacity(table.num_rows() * table.num_columns());
    for row in 0..table.num_rows() {
        for column in &columns {
            if column.is_null(row) {
                return Err(PyValueError::new_err(format!("row {row} of the matrix has no value in a column")));
            }
            cells.push(leg(column.value(row))?);
        }
    }
    Ok(cells)
}

fn from_rows(object: &Bound<'_, PyAny>) -> PyResult<Vec<u32>> {
    let mut cells = Vec::new();
    let mut rows = 0;
    let mut width = None;
    for row in object.try_iter().map_err(|_| wrong_type(object, "a matrix: a buffer, a frame or rows of ints"))? {
        let row = row?;
        let before = cells.len();
        for cell in row.try_iter()? {
            let cell = cell?;
            cells.push(leg(cell.extract::<i64>().map_err(|_| wrong_type(&cell, "a whole number"))?)?);
        }
        rows += 1;
        if *width.get_or_insert(cells.len() - before) != cells.len() - before {
            return Err(PyValueError::new_err("the rows of the matrix are of unequal length"));
        }
    }
    square(&[rows, width.unwrap_or(0)])?;
    Ok(cells)
}
