//! Readers of the benchmark formats, and the reader and writer of published solutions.
//!
//! | format | module | default [`Convention`] |
//! |---|---|---|
//! | VRPLIB / CVRPLIB with its extensions | [`vrplib`] | `Nearest`; `Dimacs` with time windows and `EUC_2D` |
//! | Solomon, Gehring and Homberger | [`solomon`] | `Dimacs` |
//! | Li and Lim (pickup and delivery) | [`li_lim`] | `Double` |
//! | Cordeau (several depots) | [`cordeau`] | `Double` |
//! | CVRPLIB solutions (`.sol`) | [`solution`] | |
//! | VROOM's problem and solution documents (JSON) | [`vroom`] | |
//!
//! Memory is proportional to the text, whatever sizes it announces.

pub mod cordeau;
pub mod li_lim;
pub mod solomon;
pub mod solution;
pub mod vroom;
pub mod vrplib;

mod convention;
mod error;
mod line;

pub use convention::Convention;
pub use error::{FormatCause, FormatError};

use crate::problem::ProblemDocument;
use line::lines;

/// Reads a benchmark file with its format's usual convention.
///
/// ```
/// use haulage_routing::{format, problem::Problem};
///
/// let text = "NAME : tiny\nDIMENSION : 3\nCAPACITY : 10\nEDGE_WEIGHT_TYPE : EUC_2D\n\
///     NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1 0\n2 6\n3 6\nDEPOT_SECTION\n1\n-1\nEOF\n";
/// let problem = Problem::new(format::read(text)?)?;
/// assert_eq!(problem.jobs().len(), 2);
///
/// let error = format::read(&text.replace("2 3 4", "2 3 north")).unwrap_err();
/// assert_eq!((error.line, error.code()), (7, "format.number"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`FormatError`] with the line, the cause and a remedy.
pub fn read(text: &str) -> Result<ProblemDocument, FormatError> {
    read_with(text, None)
}

/// Reads a benchmark file; `None` takes its format's usual convention.
///
/// # Errors
/// As [`read`].
pub fn read_with(text: &str, convention: Option<Convention>) -> Result<ProblemDocument, FormatError> {
    match detect(text) {
        Some(Format::Vrplib) => vrplib::read(text, convention),
        Some(Format::Solomon) => solomon::read(text, convention.unwrap_or(Convention::Dimacs)),
        Some(Format::LiLim) => li_lim::read(text, convention.unwrap_or(Convention::Double)),
        Some(Format::Cordeau) => cordeau::read(text, convention.unwrap_or(Convention::Double)),
        None => Err(FormatError::new(1, FormatCause::Unrecognised)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Vrplib,
    Solomon,
    LiLim,
    Cordeau,
}

/// The format, from the first two lines.
fn detect(text: &str) -> Option<Format> {
    let mut lines = lines(text);
    let first = lines.next()?;
    let second = lines.next()?;
    if second.text.eq_ignore_ascii_case("VEHICLE") {
        return Some(Format::Solomon);
    }
    if vrplib::is_header(first.text) {
        return Some(Format::Vrplib);
    }
    match first.text.split_whitespace().filter(|word| word.parse::<u64>().is_ok()).count() {
        3 if first.is_numeric() && second.text.split_whitespace().count() == 9 => Some(Format::LiLim),
        4 if first.is_numeric() => Some(Format::Cordeau),
        _ => None,
    }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/formats.md")]
struct Page;

#[cfg(test)]
mod tests;
