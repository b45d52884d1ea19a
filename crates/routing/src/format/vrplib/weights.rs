//! Distances of a VRPLIB file: computed from coordinates, or a matrix in one of its layouts.

use super::sheet::Sheet;
use crate::{
    format::{Convention, FormatError, line::Word},
    travel::{Grid, TravelDocument},
};

/// Which triangle of the matrix a layout lists, row by row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Triangle {
    Full,
    Lower,
    LowerDiagonal,
    Upper,
    UpperDiagonal,
}

impl Triangle {
    /// Column-wise layouts of a symmetric matrix are row-wise ones of the other triangle.
    fn new(layout: Word<'_>) -> Result<Self, FormatError> {
        Ok(match layout.text {
            "FULL_MATRIX" => Self::Full,
            "LOWER_ROW" | "UPPER_COL" => Self::Lower,
            "LOWER_DIAG_ROW" | "UPPER_DIAG_COL" => Self::LowerDiagonal,
            "UPPER_ROW" | "LOWER_COL" => Self::Upper,
            "UPPER_DIAG_ROW" | "LOWER_DIAG_COL" => Self::UpperDiagonal,
            other => return Err(FormatError::unsupported(layout.line, &format!("EDGE_WEIGHT_FORMAT {other}"))),
        })
    }

    fn columns(self, row: usize, size: usize) -> core::ops::Range<usize> {
        match self {
            Self::Full => 0..size,
            Self::Lower => 0..row,
            Self::LowerDiagonal => 0..row + 1,
            Self::Upper => row + 1..size,
            Self::UpperDiagonal => row..size,
        }
    }

    /// How many numbers a matrix has; `None` past the address space.
    fn cells(self, size: usize) -> Option<usize> {
        let square = size.checked_mul(size)?;
        Some(match self {
            Self::Full => square,
            Self::Lower | Self::Upper => (square - size) / 2,
            Self::LowerDiagonal | Self::UpperDiagonal => square / 2 + size / 2 + (size & square & 1),
        })
    }
}

/// The convention of a file: what `EDGE_WEIGHT_TYPE` says, or the caller's for `EUC_2D` and matrices.
pub(super) fn convention(sheet: &Sheet<'_>, chosen: Option<Convention>) -> Result<Convention, FormatError> {
    let kind = sheet.needed("EDGE_WEIGHT_TYPE")?;
    Ok(match kind.text {
        "EUC_2D" if sheet.section("TIME_WINDOW_SECTION").is_some() => chosen.unwrap_or(Convention::Dimacs),
        "EUC_2D" | "EXPLICIT" => chosen.unwrap_or(Convention::Nearest),
        "CEIL_2D" => Convention::Ceiling,
        "FLOOR_2D" => Convention::Floor,
        "EXACT_2D" => chosen.unwrap_or(Convention::Double),
        other => return Err(FormatError::unsupported(kind.line, &format!("EDGE_WEIGHT_TYPE {other}"))),
    })
}

pub(super) fn travel(sheet: &Sheet<'_>, convention: Convention, size: usize) -> Result<TravelDocument, FormatError> {
    if sheet.needed("EDGE_WEIGHT_TYPE")?.text != "EXPLICIT" {
        return Ok(convention.travel());
    }
    let triangle = Triangle::new(sheet.needed("EDGE_WEIGHT_FORMAT")?)?;
    let name = "EDGE_WEIGHT_SECTION";
    let (line, lines) = sheet.section(name).ok_or_else(|| FormatError::missing(1, name))?;
    let words = || lines.iter().flat_map(|line| line.text.split_whitespace().map(|text| Word { line: line.number, text }));
    let wanted = triangle.cells(size).unwrap_or(usize::MAX);
    let found = words().count();
    if found != wanted {
        return Err(FormatError::count(*line, name, wanted, found));
    }
    // The text holds at least half as many numbers as the matrix has cells, but for one that has none.
    let mut cells = vec![0; size.saturating_mul(size)];
    let mut words = words();
    for row in 0..size {
        for column in triangle.columns(row, size) {
            let Some(word) = words.next() else { break };
            let weight = convention.weight(word)?;
            cells[row * size + column] = weight;
            if triangle != Triangle::Full {
                cells[column * size + row] = weight;
            }
        }
    }
    let distances_m = Grid::from_cells(cells).map_err(|error| FormatError::unsupported(*line, &error.to_string()))?;
    Ok(TravelDocument::Matrix { distances_m, durations_s: None })
}
