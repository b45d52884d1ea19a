//! A square matrix of legs, flat and in 32 bits: half the memory traffic of 64 in the solver's hottest loads.

use core::fmt;
use std::sync::Arc;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, SeqAccess, Visitor},
    ser::SerializeSeq,
};
use thiserror::Error;

use super::LONGEST_LEG;

/// Why numbers are not a matrix of legs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GridError {
    /// Not as many numbers as a square needs.
    #[error("{cells} numbers are not a square matrix")]
    NotSquare {
        /// How many numbers there are.
        cells: usize,
    },
    /// A number that is longer than any leg.
    #[error("row {row}, column {column}: {value} is above the longest leg, {LONGEST_LEG}")]
    TooLong {
        /// Row of the number.
        row: usize,
        /// Column of the number.
        column: usize,
        /// The number.
        value: u32,
    },
}

impl GridError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotSquare { .. } => "matrix.not_square",
            Self::TooLong { .. } => "matrix.too_long",
        }
    }
}

/// A square matrix of legs; each at most [`LONGEST_LEG`], so that the sum of two still fits in 32 bits.
///
/// Clones share the numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    size: usize,
    cells: Arc<Vec<u32>>,
}

impl Grid {
    /// A matrix from its rows one after another.
    ///
    /// # Errors
    /// [`GridError`] when the numbers are not a square or one is too long.
    pub fn from_cells(cells: Vec<u32>) -> Result<Self, GridError> {
        let size = cells.len().isqrt();
        if size * size != cells.len() {
            return Err(GridError::NotSquare { cells: cells.len() });
        }
        match cells.iter().position(|&cell| i64::from(cell) > LONGEST_LEG) {
            Some(at) => Err(GridError::TooLong { row: at / size, column: at % size, value: cells[at] }),
            None => Ok(Self { size, cells: Arc::new(cells) }),
        }
    }

    /// Number of rows.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The longest leg.
    #[must_use]
    pub fn longest(&self) -> u32 {
        self.cells.iter().copied().max().unwrap_or(0)
    }

    /// The cell of a row and a column.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> u32 {
        self.cells[row * self.size + column]
    }
}

impl Serialize for Grid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.size))?;
        for row in self.cells.chunks(self.size.max(1)) {
            rows.serialize_element(row)?;
        }
        rows.end()
    }
}

impl<'de> Deserialize<'de> for Grid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut cells = Vec::new();
        let rows = deserializer.deserialize_seq(Rows(&mut cells))?;
        let grid = Self::from_cells(cells).map_err(de::Error::custom)?;
        if grid.size != rows {
            return Err(de::Error::custom(format_args!("{rows} rows of unequal length are not a square matrix")));
        }
        Ok(grid)
    }
}

/// Reads rows straight into the flat vector: a matrix of a million cells allocates once, not a thousand times.
struct Rows<'a>(&'a mut Vec<u32>);

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a square matrix as an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let mut rows = 0;
        let mut width = None;
        while let Some(length) = seq.next_element_seed(Row(self.0))? {
            if *width.get_or_insert(length) != length {
                return Err(de::Error::custom(format_args!("row {rows} has {length} numbers where the first row has others")));
            }
            rows += 1;
        }
        Ok(rows)
    }
}

struct Row<'a>(&'a mut Vec<u32>);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of integers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let before = self.0.len();
        while let Some(cell) = seq.next_element()? {
            self.0.push(cell);
        }
        Ok(self.0.len() - before)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Grid {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Matrix".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A square matrix: row = from, column = to.",
            "type": "array",
            "items": { "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": LONGEST_LEG } }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_reads_by_rows_and_writes_back() {
        let grid: Grid = serde_json::from_str("[[0,1],[2,0]]").unwrap();
        assert_eq!((grid.get(0, 1), grid.get(1, 0)), (1, 2));
        assert_eq!(serde_json::to_string(&grid).unwrap(), "[[0,1],[2,0]]");
    }

    #[test]
    fn what_is_not_square_is_refused() {
        for bad in ["[[0,1,2],[2,0]]", "[[0,1]]", "[[0],[1]]", "[[0,4294967295],[0,0]]", "[[0,-1],[0,0]]", "[[1,2,3,4]]"] {
            assert!(serde_json::from_str::<Grid>(bad).is_err(), "{bad}");
        }
    }
}
