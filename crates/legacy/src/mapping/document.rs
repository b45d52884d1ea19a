//! The mapping as a person writes it, in JSON or TOML.

use std::collections::BTreeMap;

use haulage_core::fault::{Faults, Path};
use serde::{Deserialize, Serialize};

use crate::typing::{
    date::Twice,
    kind::{DoubleEncoded, Trim},
    unit::Unit,
};

/// What a dump is and what its columns mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MappingDocument {
    /// What the rows are: `shipments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How the file is written. What is absent is found from its beginning.
    #[serde(default)]
    pub dump: DumpDocument,
    /// How values are written where a column says nothing else.
    #[serde(default)]
    pub defaults: StyleDocument,
    /// The columns that are read, in the order in which their fields stand in a record. The file may have them in any order.
    pub columns: Vec<ColumnDocument>,
    /// The fields whose values tell a row from all others.
    pub key: Vec<String>,
    /// Columns that are left out on purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// What becomes of a dump with a column that is neither read nor left out on purpose.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unknown_columns: UnknownColumns,
    /// What must hold between the fields of a row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleDocument>,
}

/// How a file is written. What is absent is found from its beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DumpDocument {
    /// `utf-8`, `windows-1252`, `iso-8859-15`, `ibm850`, `utf-16le`, `utf-16be`, or `utf-8 or windows-1252` where both stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Between fields; one character or a few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Around a field; empty where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// A character that makes the next one literal; absent where a quote is written twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<String>,
    /// What ends a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_end: Option<LineEndName>,
    /// Whether blanks may stand between a delimiter and a quote.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub blanks: bool,
    /// The names of the columns, where the file itself has no header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// Lines before the header.
    #[serde(skip_serializing_if = "is_default")]
    pub skip_lines: u32,
    /// Lines that begin so are no data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The line that begins so ends the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
}

/// What ends a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineEndName {
    /// LF or CRLF.
    Lf,
    /// LF, CRLF or a lone CR.
    Any,
}

/// How values are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct StyleDocument {
    /// Spellings of nothing; the empty field always is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub null: Option<Vec<String>>,
    /// Which blanks around text are no part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trim: Option<Trim>,
    /// What becomes of text that was encoded twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double_encoded: Option<DoubleEncoded>,
    /// Oracle format models of dates and instants, the first that fits being taken: `DD-MON-RR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Vec<String>>,
    /// The year relative to which years of two digits are understood: that in which the dump was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pivot_year: Option<i32>,
    /// Languages of the names of months, by ISO 639-1 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Vec<String>>,
    /// The IANA zone in which wall times are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What becomes of a wall time that the zone has twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twice: Option<Twice>,
    /// Between the whole and its fraction: `.` or `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// Between groups of three digits; empty where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Spellings of yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yes: Option<Vec<String>>,
    /// Spellings of no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<Vec<String>>,
}

/// A column of the dump, and the field of a record that it becomes.
#[allow(clippy::struct_excessive_bools, reason = "a document has as many switches as a person may turn")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnDocument {
    /// Its name in the dump. Capitals, blanks and punctuation do not matter where only one column fits.
    pub column: String,
    /// Other names that it has had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The field of a record.
    pub field: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: TypeName,
    /// Whether a row without a value is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether a dump may lack the column; its values are null then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Whether its values are about a person: reports show none of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub personal: bool,
    /// The most characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The unit of a quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The codes of a list: spelling in the dump to code of the record.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// Whether other codes stay as they are, or their rows are refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_other_codes: bool,
    /// How its values are written, where that is not as in `defaults`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub style: StyleDocument,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TypeName {
    /// Text.
    Text,
    /// A whole number within ±(2^53 − 1).
    Integer,
    /// A decimal number, exact.
    Decimal,
    /// A number with a unit; becomes an integer in the unit of the house.
    Quantity,
    /// A day of the calendar.
    Date,
    /// A moment: a wall time in a zone, or one with an offset.
    Instant,
    /// Yes or no.
    Flag,
    /// An entry of a list of codes.
    Code,
}

/// What becomes of a dump with a column that no mapping names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownColumns {
    /// The dump is refused: it has changed, and a person should look.
    #[default]
    Refuse,
    /// The column is left out, and named among the findings.
    Ignore,
}

/// What must hold between the fields of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleDocument {
    /// Its name; a row that breaks it is refused for `rule.<name>`.
    pub name: String,
    /// Rows that it is about; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionDocument>,
    /// What must hold.
    pub then: ConditionDocument,
}

/// What a field is, or how it compares. A comparison in which either side is null says nothing: no row is meant by it in
/// `when`, and none breaks it in `then`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionDocument {
    /// The field.
    pub field: String,
    /// The test.
    pub is: Test,
    /// A value to compare with, as a record has it: dates in ISO 8601, numbers with a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A field of the same type to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

/// A test of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// There is no value.
    Null,
    /// There is a value.
    Present,
    /// It is the same.
    Equal,
    /// It is another.
    NotEqual,
    /// It is less, or earlier.
    Less,
    /// It is not more, or not later.
    AtMost,
    /// It is not less, or not earlier.
    AtLeast,
    /// It is more, or later.
    More,
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl MappingDocument {
    /// Reads a mapping in TOML.
    ///
    /// # Errors
    /// `mapping.syntax`, with line and cause.
    pub fn from_toml(text: &str) -> Result<Self, Faults> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            syntax(&format!("line {line}: {}", error.message()))
        })
    }

    /// Reads a mapping in JSON.
    ///
    /// # Errors
    /// `mapping.syntax`, with line and cause.
    pub fn from_json(text: &str) -> Result<Self, Faults> {
        serde_json::from_str(text).map_err(|error| syntax(&error.to_string()))
    }

    /// Reads a mapping in whichever of the two it is written: JSON begins with a brace.
    ///
    /// # Errors
    /// `mapping.syntax`, with line and cause.
    pub fn from_text(text: &str) -> Result<Self, Faults> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') { Self::from_json(text) } else { Self::from_toml(text) }
    }

    /// The mapping in TOML, for a person to edit.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }
}

fn syntax(cause: &str) -> Faults {
    let mut faults = Faults::new();
    faults.report(&Path::ROOT, "mapping.syntax", cause, "write the mapping as its schema says, in TOML or JSON");
    faults
}
