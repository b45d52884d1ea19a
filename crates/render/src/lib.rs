//! A plan to look at: pure functions from a problem and its plan to text.
//!
//! | function | gives | for |
//! |---|---|---|
//! | [`html`] | one self-contained page: map, timeline, stop list | the dispatcher |
//! | [`geojson`] | a feature collection (RFC 7946): routes and stops | maps and GIS |
//! | [`stops_csv`] | one line a stop (RFC 4180) | spreadsheets |
//!
//! All three take any plan, also one that was edited or that a checker refuses: what a plan names and the problem does
//! not know is shown without the figures that only the problem has.

mod csv;
mod geojson;
mod html;
mod lookup;
mod page_data;
mod plane;

pub use csv::stops_csv;
pub use geojson::geojson;
pub use html::html;
