//! A first mapping, proposed from the beginning of a dump. A person reads it, corrects it and keeps it.

mod column;
mod guess;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    bytes::{Compression, compression::Source},
    dialect::{Dialect, Escape, LineEnd},
    mapping::{ColumnDocument, DumpDocument, LineEndName, MappingDocument, StyleDocument, TypeName},
    reader::{Opened, refusal},
    record::ReadError,
    sniff::{double_encoded_share, each_row},
    split::Shape,
    typing::kind::DoubleEncoded,
};

use column::Sampled;

/// What is known of a dump before it is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct InspectOptions {
    /// How the file is written, as far as that is known.
    pub dump: DumpDocument,
    /// The year in which the dump was written, for years of two digits.
    pub pivot_year: Option<i32>,
}

/// A mapping to begin with, and how sure each part is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proposal {
    /// How the file is compressed.
    pub compression: Compression,
    /// What tells the encoding.
    pub encoding_because: String,
    /// How sure the encoding is, 0 to 1.
    pub encoding_confidence: f64,
    /// How well the dialect explains the sample, 0 to 1.
    pub dialect_confidence: f64,
    /// The share of lines with letters above ASCII that were encoded twice, 0 to 1.
    pub double_encoded: f64,
    /// Rows looked at.
    pub rows: usize,
    /// Each column, in the order of the file.
    pub columns: Vec<ColumnProposal>,
    /// The mapping.
    pub mapping: MappingDocument,
    /// The same in TOML, to be edited.
    pub mapping_toml: String,
    /// What a person should decide.
    pub questions: Vec<String>,
}

/// What a column seems to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColumnProposal {
    /// Its name in the file.
    pub column: String,
    /// The type proposed.
    #[serde(rename = "type")]
    pub kind: TypeName,
    /// How sure that is, 0 to 1: the share of values that fit, less where another type fits as well.
    pub confidence: f64,
    /// What tells it.
    pub because: String,
    /// The share of rows without a value, 0 to 1.
    pub empty: f64,
    /// Whether no value stands in two rows.
    pub distinct: bool,
    /// A few values.
    pub examples: Vec<String>,
}

/// Bytes of the beginning of a dump that are looked at, and rows of them.
const SAMPLE: u64 = 4 << 20;
const ROWS: usize = 20_000;

/// Proposes a mapping from the beginning of a dump.
///
/// # Errors
/// When the file cannot be read, or holds no row.
///
/// ```
/// use haulage_legacy::{bytes::compression::memory, inspect::{inspect, InspectOptions}, mapping::TypeName};
///
/// let dump = b"ID;CREATED;WEIGHT\n1;02-JAN-04;,5\n2;03-FEB-04;1,25\n3;04-MAR-04;12\n".to_vec();
/// let proposal = inspect(memory(dump), &InspectOptions { pivot_year: Some(2004), ..Default::default() })?;
/// let kinds: Vec<_> = proposal.columns.iter().map(|column| column.kind).collect();
/// assert_eq!(kinds, [TypeName::Integer, TypeName::Date, TypeName::Decimal]);
/// assert_eq!(proposal.mapping.key, ["id"]);
/// # Ok::<(), haulage_legacy::record::ReadError>(())
/// ```
pub fn inspect(source: Box<dyn Source>, options: &InspectOptions) -> Result<Proposal, ReadError> {
    let opened = Opened::new(source, &options.dump, SAMPLE)?;
    let rows = sampled_rows(&opened);
    let (header, rows) =
        split_header(rows, options.dump.columns.clone()).ok_or_else(|| refusal("dump.empty", "it holds no row".into(), None))?;
    let mut questions = Vec::new();
    let columns: Vec<Sampled> = (0..header.len())
        .map(|index| Sampled::new(rows.iter().filter_map(|row| row.get(index).map(String::as_str)), options.pivot_year))
        .collect();
    let text = String::from_utf8_lossy(&opened.sample).into_owned();
    let double_encoded = if opened.charset.name() == "utf-8" { double_encoded_share(&text) } else { 0.0 };
    let mut mapping = MappingDocument {
        dump: dump_document(&opened, &options.dump, header.generated.then(|| header.names.clone())),
        defaults: defaults(&columns, options.pivot_year, double_encoded, &mut questions),
        ..MappingDocument::default()
    };
    let mut fields = BTreeSet::new();
    let mut proposals = Vec::new();
    for (name, sampled) in header.names.iter().zip(&columns) {
        if name.is_empty() {
            continue;
        }
        let field = unique(&field_name(name), &mut fields);
        if sampled.guess.confidence < 0.9 {
            questions.push(format!("`{name}`: {} ({:.0} % sure)", sampled.guess.because, sampled.guess.confidence * 100.0));
        }
        mapping.columns.push(column_document(name, field, sampled, &mapping.defaults));
        proposals.push(ColumnProposal {
            column: name.clone(),
            kind: sampled.guess.kind,
            confidence: sampled.guess.confidence,
            because: sampled.guess.because.clone(),
            empty: sampled.empty,
            distinct: sampled.distinct,
            examples: sampled.examples.clone(),
        });
    }
    mapping.key = key(&mapping.columns, &columns, &mut questions);
    Ok(Proposal {
        compression: opened.compression,
        encoding_because: opened.encoding.because.into(),
        encoding_confidence: opened.encoding.confidence,
        dialect_confidence: opened.dialect_confidence,
        double_encoded,
        rows: rows.len(),
        columns: proposals,
        mapping_toml: mapping.to_toml(),
        mapping,
        questions,
    })
}

struct Header {
    names: Vec<String>,
    /// The file has none: the names are made up.
    generated: bool,
}

impl Header {
    fn len(&self) -> usize {
        self.names.len()
    }
}

fn sampled_rows(opened: &Opened) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    each_row(&opened.sample, &opened.dialect, ROWS, |fields, shape| {
        if shape == Shape::Whole {
            let content = fields.iter().map(|field| opened.charset.show(&field.content(&opened.sample, &opened.dialect)));
            rows.push(content.collect());
        }
    });
    // The sample may end within its last row.
    if rows.len() > 2 && opened.sample.len() as u64 >= SAMPLE / 2 {
        rows.pop();
    }
    rows
}

/// The header and the rows of the width that most have.
fn split_header(mut rows: Vec<Vec<String>>, declared: Option<Vec<String>>) -> Option<(Header, Vec<Vec<String>>)> {
    if let Some(names) = declared {
        return Some((Header { names, generated: true }, rows));
    }
    let first = rows.first()?.clone();
    let trim = |name: &String| name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned();
    let names: Vec<String> = first.iter().map(trim).collect();
    let telling = |name: &String| !name.is_empty() && !guess::looks_like_a_value(name);
    let different = names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let header = if names.iter().filter(|name| telling(name)).count() * 10 >= names.len() * 8 && different {
        rows.remove(0);
        Header { names, generated: false }
    } else {
        Header { names: (1..=names.len()).map(|number| format!("column_{number}")).collect(), generated: true }
    };
    rows.retain(|row| row.len() == header.len());
    Some((header, rows))
}

fn dump_document(opened: &Opened, known: &DumpDocument, columns: Option<Vec<String>>) -> DumpDocument {
    let Dialect { delimiter, quote, escape, line_end, blanks, .. } = &opened.dialect;
    DumpDocument {
        encoding: Some(opened.encoding.name.clone()),
        delimiter: Some(opened.charset.show(delimiter)),
        quote: Some(quote.map(char::from).map(String::from).unwrap_or_default()),
        escape: match escape {
            Escape::Byte(byte) => Some(char::from(*byte).into()),
            Escape::Doubled => None,
        },
        line_end: Some(if *line_end == LineEnd::Any { LineEndName::Any } else { LineEndName::Lf }),
        blanks: *blanks,
        columns,
        ..known.clone()
    }
}

/// What most columns have in common.
fn defaults(columns: &[Sampled], pivot_year: Option<i32>, double_encoded: f64, questions: &mut Vec<String>) -> StyleDocument {
    let most = |values: Vec<String>| {
        let mut counts = BTreeMap::<String, usize>::new();
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value)
    };
    let styles = || columns.iter().map(|column| &column.guess.style);
    let format = most(styles().filter_map(|style| style.format.as_ref()).flatten().cloned().collect());
    let two_digits = styles().filter_map(|style| style.format.as_ref()).flatten().any(|model| model.contains("RR"));
    if two_digits && pivot_year.is_none() {
        questions.push("years have two digits: `pivot_year` is the year in which the dump was written; 2025 is assumed".into());
    }
    if double_encoded > 0.0 {
        let share = double_encoded * 100.0;
        questions.push(format!("text was encoded twice in {share:.0} % of the lines with letters above ASCII; it is mended"));
    }
    StyleDocument {
        format: format.map(|format| vec![format]),
        pivot_year: two_digits.then(|| pivot_year.unwrap_or(2025)),
        months: most(styles().filter_map(|style| style.months.as_ref()).map(|months| months.join(",")).collect())
            .map(|months| months.split(',').map(ToOwned::to_owned).collect()),
        decimal: most(styles().filter_map(|style| style.decimal.clone()).collect()),
        double_encoded: (double_encoded > 0.0).then_some(DoubleEncoded::Mend),
        ..StyleDocument::default()
    }
}

fn column_document(name: &str, field: String, sampled: &Sampled, defaults: &StyleDocument) -> ColumnDocument {
    let mut style = sampled.guess.style.clone();
    let same = |own: &mut Option<Vec<String>>, common: &Option<Vec<String>>| {
        if own == common {
            *own = None;
        }
    };
    same(&mut style.format, &defaults.format);
    same(&mut style.months, &defaults.months);
    if style.decimal == defaults.decimal {
        style.decimal = None;
    }
    ColumnDocument {
        column: name.into(),
        also: Vec::new(),
        field,
        kind: sampled.guess.kind,
        required: false,
        optional: false,
        personal: false,
        max_length: None,
        unit: None,
        codes: BTreeMap::new(),
        keep_other_codes: false,
        style,
    }
}

/// The first column whose values are all there and all different, an identifier by its name before others.
fn key(documents: &[ColumnDocument], columns: &[Sampled], questions: &mut Vec<String>) -> Vec<String> {
    let able = || {
        documents
            .iter()
            .zip(columns)
            .filter(|(_, sampled)| sampled.distinct && sampled.empty == 0.0)
            .map(|(document, _)| document)
    };
    let named = |document: &&ColumnDocument| {
        let last = document.field.rsplit('_').next().unwrap_or_default();
        ["id", "no", "nr", "number", "key", "code", "ref"].contains(&last)
    };
    let chosen = able().find(named).or_else(|| able().next());
    if able().count() != 1 {
        let all: Vec<&str> = able().map(|document| document.field.as_str()).collect();
        questions.push(match all.as_slice() {
            [] => "no column tells the rows apart: name the fields of the key".into(),
            all => format!("several columns tell the rows apart: {}; one is taken as the key", all.join(", ")),
        });
    }
    chosen.or(documents.first()).map(|document| document.field.clone()).into_iter().collect()
}

/// A name of a field: `PO / SO #` is `po_so`.
fn field_name(column: &str) -> String {
    let mut name = String::new();
    for c in column.chars() {
        if c.is_alphanumeric() {
            name.extend(c.to_lowercase());
        } else if !name.ends_with('_') && !name.is_empty() {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    if name.is_empty() { "field".into() } else { name.into() }
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}_{number}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bytes::compression::memory, mapping::Mapping};

    fn proposed(text: &str) -> Proposal {
        let options = InspectOptions { pivot_year: Some(2004), ..InspectOptions::default() };
        inspect(memory(text.as_bytes().to_vec()), &options).unwrap()
    }

    #[test]
    fn a_proposal_is_a_mapping_that_reads_its_sample() {
        let text = "Order No;Zip;Paid;Amount;Shipped;Note\r\n\
            100;01067;Y;1.234,50;02-MRZ-04;N/A\r\n101;80331;N;,5;03-DEZ-04;x\r\n102;50667;Y;12,25;Date Not Captured;y\r\n\
            103;50667;Y;7;04-MAI-04;\r\n104;50667;N;7;Date Not Captured;z\r\n";
        let proposal = proposed(text);
        let kinds: Vec<_> = proposal.columns.iter().map(|column| column.kind).collect();
        let expected = [TypeName::Integer, TypeName::Text, TypeName::Flag, TypeName::Decimal, TypeName::Date, TypeName::Text];
        assert_eq!(kinds, expected, "{proposal:#?}");
        assert_eq!(proposal.mapping.key, ["order_no"]);
        assert_eq!(proposal.mapping.defaults.months.as_deref(), Some(&["de".to_owned()][..]));
        let mapping = Mapping::new(MappingDocument::from_toml(&proposal.mapping_toml).unwrap()).unwrap();
        let mut reader = crate::reader::Reader::from_bytes(text.as_bytes().to_vec(), &mapping).unwrap();
        while let Some(entry) = crate::record::Rows::next_entry(&mut reader).unwrap() {
            assert!(matches!(entry, crate::record::Entry::Accepted(_)), "{entry:?}");
        }
    }

    #[test]
    fn a_file_without_a_header_gets_names() {
        let proposal = proposed("1,a,2004-01-02\n2,b,2004-01-03\n");
        assert_eq!(proposal.mapping.dump.columns.as_deref().map(<[String]>::len), Some(3));
        assert_eq!(proposal.columns[2].kind, TypeName::Date);
    }

    #[test]
    fn what_two_formats_explain_is_asked() {
        let proposal = proposed("id,day\n1,01/02/2004\n2,03/04/2004\n");
        assert!(proposal.columns[1].confidence < 0.9);
        assert!(proposal.questions.iter().any(|question| question.contains("day")), "{:?}", proposal.questions);
    }
}
