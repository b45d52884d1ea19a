//! A VRPLIB file as fields and sections, before anything is understood.

use std::collections::BTreeMap;

use crate::format::{
    FormatError,
    line::{Line, Word, lines},
};

/// Fields that describe and change nothing.
const REMARKS: [&str; 7] =
    ["NAME", "COMMENT", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "EDGE_DATA_FORMAT", "DISPLAY_DATA_SECTION", "EOF"];
/// Fields and sections that are understood.
const KNOWN: [&str; 22] = [
    "TYPE",
    "DIMENSION",
    "EDGE_WEIGHT_TYPE",
    "EDGE_WEIGHT_FORMAT",
    "CAPACITY",
    "VEHICLES",
    "DISTANCE",
    "SERVICE_TIME",
    "VEHICLES_MAX_DURATION",
    "VEHICLES_MAX_DISTANCE",
    "VEHICLES_FIXED_COST",
    "VEHICLES_UNIT_DISTANCE_COST",
    "NODE_COORD_SECTION",
    "EDGE_WEIGHT_SECTION",
    "DEMAND_SECTION",
    "LINEHAUL_SECTION",
    "BACKHAUL_SECTION",
    "DEPOT_SECTION",
    "TIME_WINDOW_SECTION",
    "SERVICE_TIME_SECTION",
    "PRIZE_SECTION",
    "RELEASE_TIME_SECTION",
];

/// Properties that a section may give vehicle by vehicle.
pub(super) const BY_VEHICLE: [&str; 7] = [
    "CAPACITY_SECTION",
    "VEHICLES_DEPOT_SECTION",
    "VEHICLES_ALLOWED_CLIENTS_SECTION",
    "VEHICLES_FIXED_COST_SECTION",
    "VEHICLES_UNIT_DISTANCE_COST_SECTION",
    "VEHICLES_MAX_DURATION_SECTION",
    "VEHICLES_RELOAD_DEPOT_SECTION",
];

/// A section: its line and the lines below it.
pub(super) type Section<'a> = (usize, Vec<Line<'a>>);

/// The fields and sections of a file.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    fields: BTreeMap<&'a str, Word<'a>>,
    sections: BTreeMap<&'a str, Section<'a>>,
}

/// Values of a property that one field gives for all or a section gives one by one.
pub(super) enum Column<'a> {
    None,
    All(Word<'a>),
    Each(Vec<Vec<Word<'a>>>),
}

impl<'a> Column<'a> {
    /// The values of an entry, without its label.
    pub(super) fn get(&self, index: usize) -> &[Word<'a>] {
        match self {
            Self::None => &[],
            Self::All(word) => core::slice::from_ref(word),
            Self::Each(rows) => &rows[index],
        }
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, FormatError> {
        let mut sheet = Self::default();
        let mut current: Option<&'a str> = None;
        for line in lines(text) {
            if line.is_numeric() {
                let section = current.and_then(|name| sheet.sections.get_mut(name));
                section.ok_or_else(|| FormatError::missing(line.number, "a section above the numbers"))?.1.push(line);
                continue;
            }
            let (key, value) = split(line.text);
            if key == "EOF" {
                break;
            }
            if !is_known(key) {
                return Err(FormatError::unsupported(line.number, key));
            }
            current = key.ends_with("_SECTION").then_some(key);
            let repeated = if current.is_some() {
                sheet.sections.insert(key, (line.number, Vec::new())).is_some()
            } else {
                let word = Word { line: line.number, text: value };
                sheet.fields.insert(key, word).is_some() && !REMARKS.contains(&key)
            };
            if repeated {
                return Err(FormatError::repeated(line.number, key));
            }
        }
        Ok(sheet)
    }

    pub(super) fn field(&self, name: &str) -> Option<Word<'a>> {
        self.fields.get(name).copied()
    }

    pub(super) fn needed(&self, name: &str) -> Result<Word<'a>, FormatError> {
        self.field(name).ok_or_else(|| FormatError::missing(1, name))
    }

    pub(super) fn section(&self, name: &str) -> Option<&Section<'a>> {
        self.sections.get(name)
    }

    /// Rows of a section by label, each label from 1 to `count` once.
    ///
    /// The rows are counted before anything is set aside for them, so an announced size costs nothing.
    pub(super) fn rows(&self, name: &str, count: usize, columns: usize) -> Result<Option<Vec<Vec<Word<'a>>>>, FormatError> {
        let Some((line, lines)) = self.section(name) else { return Ok(None) };
        if lines.len() != count {
            return Err(FormatError::count(*line, name, count, lines.len()));
        }
        let mut rows = vec![Vec::new(); count];
        for line in lines {
            let mut words = line.words(columns + 1)?;
            let label: usize = words[0].count()?;
            let row = label.checked_sub(1).and_then(|index| rows.get_mut(index));
            let row = row.ok_or_else(|| FormatError::unknown(line.number, "node or vehicle", words[0].text))?;
            if !row.is_empty() {
                return Err(FormatError::repeated(line.number, words[0].text));
            }
            words.remove(0);
            *row = words;
        }
        Ok(Some(rows))
    }

    /// A property that a field gives for all, or `<field>_SECTION` one by one.
    pub(super) fn column(&self, name: &str, count: usize) -> Result<Column<'a>, FormatError> {
        let rows = self.rows(&format!("{name}_SECTION"), count, 1)?;
        Ok(rows.map_or_else(|| self.field(name).map_or(Column::None, Column::All), Column::Each))
    }
}

/// `KEY : value`, `KEY: value` or `KEY`.
fn split(text: &str) -> (&str, &str) {
    let (key, value) = text.split_once(':').unwrap_or((text, ""));
    (key.trim(), value.trim())
}

/// Whether a line is how a VRPLIB file begins.
pub(in crate::format) fn is_header(text: &str) -> bool {
    is_known(split(text).0)
}

fn is_known(key: &str) -> bool {
    [&KNOWN[..], &BY_VEHICLE, &REMARKS].iter().any(|names| names.contains(&key))
}
