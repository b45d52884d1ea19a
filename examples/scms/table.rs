//! A table as somebody exported it: whatever its encoding, separator and line ends.

use std::{collections::BTreeMap, io::Read, path::Path};

use flate2::read::GzDecoder;

/// Rows by column name.
pub(crate) type Row = BTreeMap<String, String>;

/// Reads a table; `.gz` is unpacked.
pub(crate) fn read(path: &Path) -> std::io::Result<Vec<Row>> {
    let mut bytes = std::fs::read(path)?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        let packed = std::mem::take(&mut bytes);
        GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes)?;
    }
    Ok(rows(&decode(bytes)))
}

/// UTF-8 with or without its mark, else Windows-1252, in which every byte outside ASCII that occurs here is as in Latin-1.
fn decode(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect());
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

fn rows(text: &str) -> Vec<Row> {
    let head = text.split(['\r', '\n']).next().unwrap_or_default();
    let separator = if head.contains('\t') { '\t' } else { ',' };
    let mut records = records(text, separator).into_iter();
    let names: Vec<String> = records.next().unwrap_or_default().iter().map(|name| plain_name(name)).collect();
    records.map(|record| names.iter().cloned().zip(record).collect()).collect()
}

/// One copy has renamed columns: `Weight` for `Weight (Kilograms)`.
fn plain_name(name: &str) -> String {
    name.split(" (").next().unwrap_or_default().replace('_', " ").to_lowercase()
}

/// Quoted fields may hold separators and doubled quotes; a line ends with CR, LF or both.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            _ if quoted => field.push(letter),
            '\r' | '\n' => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ if letter == separator => record.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records.retain(|record| record.iter().any(|field| !field.is_empty()));
    records
}
