//! The mapping as reading needs it: every fault found, every name a place.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use haulage_core::fault::{Faults, Path};

use crate::{
    bytes::Charset,
    typing::{
        Kind, Text,
        date::{DateStyle, Format},
        months::{self, Months},
        number::NumberStyle,
    },
};

use super::{ColumnDocument, MappingDocument, Rule, StyleDocument, TypeName, UnknownColumns};

/// A mapping without a fault.
#[derive(Debug, Clone)]
pub struct Mapping {
    document: MappingDocument,
    fields: Vec<Field>,
    plans: Vec<Plan>,
    key: Vec<usize>,
    rules: Vec<Rule>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The column that it comes from, as the mapping names it.
    pub column: String,
    /// What its values are.
    pub kind: TypeName,
    /// Whether its values are about a person.
    pub personal: bool,
}

/// How a column's fields are read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    /// Spellings of nothing, but for the empty one.
    pub(crate) nulls: Vec<String>,
}

impl Mapping {
    /// Compiles a document.
    ///
    /// # Errors
    /// All faults of the document.
    pub fn new(document: MappingDocument) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        check_dump(&document, &mut faults);
        let path = Path::ROOT.key("columns");
        if document.columns.is_empty() {
            faults.report(&path, "mapping.no_columns", "no column is read", "map the columns of the dump");
        }
        let (mut fields, mut plans, mut names, mut columns) = (Vec::new(), Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (index, column) in document.columns.iter().enumerate() {
            let path = path.index(index);
            if column.field.is_empty() || !names.insert(&column.field) {
                let cause = format!("the field `{}` has no name or is there twice", column.field);
                faults.report(&path.key("field"), "mapping.field_twice", cause, "give each column a field of its own");
            }
            for name in [&column.column].into_iter().chain(&column.also) {
                if name.is_empty() || !columns.insert(name) {
                    let cause = format!("the column `{name}` has no name or is there twice");
                    faults.report(&path.key("column"), "mapping.column_twice", cause, "map each column once");
                }
            }
            if let Some(plan) = Plan::new(column, &document.defaults, &path, &mut faults) {
                plans.push(plan);
            }
            fields.push(Field {
                name: column.field.clone(),
                column: column.column.clone(),
                kind: column.kind,
                personal: column.personal,
            });
        }
        let key = key_of(&document, &fields, &mut faults);
        let rules_path = Path::ROOT.key("rules");
        let rules = document.rules.iter().enumerate();
        let rules = rules.filter_map(|(index, rule)| Rule::new(rule, &fields, &rules_path.index(index), &mut faults)).collect();
        // A row without its key could not be found again.
        for &field in &key {
            if let Some(plan) = plans.get_mut(field) {
                plan.required = true;
            }
        }
        faults.into_result(Self { document, fields, plans, key, rules })
    }

    /// The same mapping for a file of these columns that has no header.
    pub(crate) fn without_header(&self, columns: Vec<String>) -> Self {
        let mut same = self.clone();
        same.document.dump.columns = Some(columns);
        same.document.dump.skip_lines = 0;
        same
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &MappingDocument {
        &self.document
    }

    /// The fields of a record, in order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The places of the key fields.
    #[must_use]
    pub fn key(&self) -> &[usize] {
        &self.key
    }

    pub(crate) fn plans(&self) -> &[Plan] {
        &self.plans
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub(crate) const fn ignores_unknown(&self) -> bool {
        matches!(self.document.unknown_columns, UnknownColumns::Ignore)
    }
}

fn key_of(document: &MappingDocument, fields: &[Field], faults: &mut Faults) -> Vec<usize> {
    let path = Path::ROOT.key("key");
    if document.key.is_empty() {
        faults.report(&path, "mapping.no_key", "no field tells a row from the others", "name the fields of the key");
    }
    let mut key = Vec::new();
    for (index, name) in document.key.iter().enumerate() {
        match fields.iter().position(|field| field.name == *name) {
            Some(field) if !key.contains(&field) => key.push(field),
            Some(_) => faults.report(&path.index(index), "mapping.key_twice", format!("`{name}` is there twice"), "name it once"),
            None => {
                let cause = format!("no column becomes the field `{name}`");
                faults.report(&path.index(index), "mapping.unknown_field", cause, "name a field of `columns`");
            }
        }
    }
    key
}

fn check_dump(document: &MappingDocument, faults: &mut Faults) {
    let path = Path::ROOT.key("dump");
    let dump = &document.dump;
    if let Some(encoding) = &dump.encoding
        && Charset::of_name(encoding).is_none()
        && !["utf-16le", "utf-16be"].contains(&encoding.as_str())
    {
        let remedy = "name UTF-8, UTF-16LE, UTF-16BE or a single-byte code page; convert any other before";
        faults.report(&path.key("encoding"), "mapping.encoding", format!("`{encoding}` is no encoding that can be read"), remedy);
    }
    let marks = [&dump.quote, &dump.escape];
    if let Some(delimiter) = &dump.delimiter
        && (delimiter.is_empty()
            || delimiter.len() > 8
            || delimiter.contains(['\n', '\r', '\0'])
            || marks
                .iter()
                .any(|mark| mark.as_ref().is_some_and(|mark| !mark.is_empty() && delimiter.starts_with(mark.as_str()))))
    {
        let remedy = "give one to eight bytes without line ends, quote or escape";
        faults.report(&path.key("delimiter"), "mapping.delimiter", format!("{delimiter:?} cannot part fields"), remedy);
    }
    for (key, mark) in [("quote", &dump.quote), ("escape", &dump.escape)] {
        if let Some(mark) = mark
            && (mark.len() > 1 || mark.contains(['\n', '\r', '\0']) || !mark.is_ascii())
        {
            faults.report(&path.key(key), "mapping.mark", format!("{mark:?} is not one ASCII character"), "give one, or none");
        }
    }
    if let Some(columns) = &dump.columns
        && columns.iter().collect::<BTreeSet<_>>().len() < columns.len()
    {
        faults.report(&path.key("columns"), "mapping.column_twice", "two columns have one name", "name each column apart");
    }
}

impl Plan {
    fn new(column: &ColumnDocument, defaults: &StyleDocument, path: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let style_path = path.key("style");
        let style = Style { own: &column.style, defaults, path: &style_path };
        let kind = match column.kind {
            TypeName::Text => Kind::Text(Text {
                trim: column.style.trim.or(defaults.trim).unwrap_or_default(),
                max_length: column.max_length,
                double_encoded: column.style.double_encoded.or(defaults.double_encoded).unwrap_or_default(),
            }),
            TypeName::Integer => Kind::Integer(style.number(faults)?),
            TypeName::Decimal => Kind::Decimal(style.number(faults)?),
            TypeName::Quantity => {
                let number = style.number(faults);
                let Some(unit) = column.unit else {
                    faults.report(
                        &path.key("unit"),
                        "mapping.no_unit",
                        "a quantity has no unit",
                        "give the unit it is written in",
                    );
                    return None;
                };
                if !column.field.ends_with(unit.suffix()) {
                    let cause = format!("the field `{}` does not say its unit", column.field);
                    let remedy = format!("let its name end in `{}`", unit.suffix());
                    faults.report(&path.key("field"), "mapping.unit_suffix", cause, remedy);
                }
                Kind::Quantity(number?, unit)
            }
            TypeName::Date => Kind::Date(style.date(faults)?),
            TypeName::Instant => {
                let dates = style.date(faults)?;
                let zone = style.zone(&dates, faults)?;
                Kind::Instant(dates, zone, column.style.twice.or(defaults.twice).unwrap_or_default())
            }
            TypeName::Flag => Kind::Flag(style.flags(faults)?),
            TypeName::Code => {
                if column.codes.is_empty() && !column.keep_other_codes {
                    faults.report(
                        &path.key("codes"),
                        "mapping.no_codes",
                        "the list of codes is empty",
                        "give spellings and their codes",
                    );
                }
                Kind::Code(column.codes.clone(), column.keep_other_codes)
            }
        };
        let nulls = column.style.null.as_ref().or(defaults.null.as_ref());
        let nulls = nulls.into_iter().flatten().filter(|null| !null.is_empty()).cloned().collect();
        Some(Self { kind, required: column.required, nulls })
    }
}

/// How a column's values are written: as it says itself, else as the defaults say.
struct Style<'a> {
    own: &'a StyleDocument,
    defaults: &'a StyleDocument,
    path: &'a Path<'a>,
}

impl Style<'_> {
    fn either<T>(&self, part: impl Fn(&StyleDocument) -> Option<&T>) -> Option<&T> {
        part(self.own).or_else(|| part(self.defaults))
    }

    fn number(&self, faults: &mut Faults) -> Option<NumberStyle> {
        let mark = |text: Option<&String>| match text.map(String::as_bytes) {
            None | Some([]) => Ok(None),
            Some(&[byte]) if !byte.is_ascii_alphanumeric() && byte != b'-' && byte != b'+' => Ok(Some(byte)),
            Some(_) => Err(()),
        };
        let decimal = mark(self.either(|style| style.decimal.as_ref()));
        let group = mark(self.either(|style| style.group.as_ref()));
        match (decimal, group) {
            (Ok(decimal), Ok(group)) if decimal.unwrap_or(b'.') != group.unwrap_or(0) => {
                Some(NumberStyle { decimal: decimal.unwrap_or(b'.'), group })
            }
            _ => {
                let remedy = "give two different marks of one character each, no digit, letter or sign";
                faults.report(
                    &self.path.key("decimal"),
                    "mapping.number_marks",
                    "the marks of numbers do not tell apart",
                    remedy,
                );
                None
            }
        }
    }

    fn date(&self, faults: &mut Faults) -> Option<DateStyle> {
        let before = faults.len();
        let models: &[String] = self.either(|style| style.format.as_ref()).map_or(&[], Vec::as_slice);
        let formats: Vec<Format> = models
            .iter()
            .filter_map(|model| {
                let format = Format::new(model);
                if format.is_err() {
                    let remedy = "write an Oracle format model with a day, a month and a year: DD-MON-RR";
                    faults.report(
                        &self.path.key("format"),
                        "mapping.format",
                        format!("`{model}` is no format of a date"),
                        remedy,
                    );
                }
                format.ok()
            })
            .collect();
        if models.is_empty() {
            faults.report(&self.path.key("format"), "mapping.no_format", "no format says how dates are written", "give a format");
        }
        let pivot_year = self.either(|style| style.pivot_year.as_ref()).copied();
        if pivot_year.is_none() && formats.iter().any(Format::needs_pivot) {
            let remedy = "give the year in which the dump was written";
            faults.report(&self.path.key("pivot_year"), "mapping.no_pivot", "years of two digits have no century", remedy);
        }
        let english = vec!["en".to_owned()];
        let languages = self.either(|style| style.months.as_ref()).unwrap_or(&english);
        let known: Vec<&str> = months::languages().collect();
        for language in languages.iter().filter(|language| !known.contains(&language.as_str())) {
            let remedy = format!("name languages of {}", known.join(", "));
            faults.report(&self.path.key("months"), "mapping.language", format!("`{language}` is not known"), remedy);
        }
        let months = Months::of(languages.iter().map(String::as_str));
        (faults.len() == before).then(|| DateStyle { formats, months, pivot_year: pivot_year.unwrap_or(2000).clamp(1, 9_999) })
    }

    fn zone(&self, dates: &DateStyle, faults: &mut Faults) -> Option<Tz> {
        let zone = match self.either(|style| style.zone.as_ref()) {
            Some(name) => name.parse().map_err(|_| format!("`{name}` is no zone")),
            None if dates.formats.iter().all(Format::has_offset) => Ok(Tz::UTC),
            None => Err("a wall time has no zone".into()),
        };
        zone.map_err(|cause| faults.report(&self.path.key("zone"), "mapping.zone", cause, "give an IANA zone: Europe/Berlin"))
            .ok()
    }

    fn flags(&self, faults: &mut Faults) -> Option<BTreeMap<String, bool>> {
        let spellings = |part: Option<&Vec<String>>, usual: [&str; 2]| {
            part.cloned().unwrap_or_else(|| usual.iter().map(ToString::to_string).collect())
        };
        let yes = spellings(self.either(|style| style.yes.as_ref()), ["Y", "1"]);
        let no = spellings(self.either(|style| style.no.as_ref()), ["N", "0"]);
        if yes.iter().any(|spelling| no.contains(spelling)) {
            faults.report(&self.path.key("yes"), "mapping.flag_twice", "a spelling is both yes and no", "let each mean one");
            return None;
        }
        Some(yes.into_iter().map(|yes| (yes, true)).chain(no.into_iter().map(|no| (no, false))).collect())
    }
}

#[cfg(test)]
#[path = "compile_tests.rs"]
mod tests;
