//! Refused rows, mended and read again as the rows they were.

use serde::{Deserialize, Serialize};

use crate::{
    bytes::{
        Charset,
        utf16::{Endian, original_bytes},
    },
    mapping::Mapping,
    reader::Reader,
    record::{Accounts, Entry, ReadError, Reason, Record, Refusal, Rows},
};

/// A row of a quarantine. A person writes `mended`; a row that is read again without it is read as it was, by a mapping
/// that may have been mended instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quarantined {
    /// The row as it was refused.
    #[serde(flatten)]
    pub refusal: Refusal,
    /// The row as it should be, in the dialect of the dump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended: Option<String>,
}

/// The rows of a quarantine, read again: each keeps the line, offset and length that it has in its dump, so that what is
/// accepted now is the row that was refused then.
#[derive(Debug)]
pub struct Replay {
    mapping: Mapping,
    rows: std::vec::IntoIter<Quarantined>,
    key: Vec<u8>,
    row: Vec<u8>,
    accounts: Accounts,
}

impl Replay {
    /// Reads `rows` of a dump again that has these `columns`. What the mapping does not say of the dialect is found from
    /// the rows, so it should say delimiter and encoding.
    ///
    /// # Errors
    /// When the columns are not those that the mapping describes.
    pub fn new(mapping: &Mapping, columns: &[String], rows: Vec<Quarantined>) -> Result<Self, ReadError> {
        let mapping = mapping.without_header(columns.to_vec());
        // An empty dump of these columns: what is wrong with them is said now and not once for each row.
        Reader::from_bytes(Vec::new(), &mapping)?;
        let file_bytes = rows.iter().map(|row| row.refusal.length).sum();
        let accounts = Accounts { file_bytes, ..Accounts::default() };
        Ok(Self { mapping, rows: rows.into_iter(), key: Vec::new(), row: Vec::new(), accounts })
    }

    /// Reads one row; the reasons when it still is none.
    fn read(&mut self, row: &Quarantined) -> Result<(), Vec<Reason>> {
        let encoding = self.mapping.document().dump.encoding.as_deref().unwrap_or("utf-8");
        let bytes = match &row.mended {
            None => row.refusal.bytes.clone(),
            Some(text) => encode(text, encoding).ok_or_else(|| {
                vec![reason("replay.encoding", "the mended row has characters that the encoding of the dump lacks")]
            })?,
        };
        let unreadable = |error: ReadError| vec![reason("replay.unreadable", &error.to_string())];
        let mut reader = Reader::from_bytes(bytes, &self.mapping).map_err(unreadable)?;
        match reader.next_entry().map_err(unreadable)? {
            Some(Entry::Accepted(record)) => {
                self.key.clear();
                self.key.extend_from_slice(record.key);
                self.row.clear();
                self.row.extend_from_slice(record.row);
            }
            Some(Entry::Refused(refusal)) => return Err(refusal.reasons),
            None => return Err(vec![reason("replay.no_row", "nothing is left of the row")]),
        }
        match reader.next_entry().map_err(unreadable)? {
            None => Ok(()),
            Some(_) => Err(vec![reason("replay.several_rows", "the row has become several")]),
        }
    }
}

impl Rows for Replay {
    fn next_entry(&mut self) -> Result<Option<Entry<'_>>, ReadError> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        let (line, offset, length) = (row.refusal.line, row.refusal.offset, row.refusal.length);
        Ok(Some(match self.read(&row) {
            Ok(()) => {
                self.accounts.accepted.add(length);
                Entry::Accepted(Record { line, offset, length, key: &self.key, row: &self.row })
            }
            Err(reasons) => {
                self.accounts.quarantined.add(length);
                Entry::Refused(Refusal { reasons, ..row.refusal })
            }
        }))
    }

    fn accounts(&self) -> Accounts {
        self.accounts
    }
}

fn reason(code: &'static str, cause: &str) -> Reason {
    Reason { code: code.into(), column: None, value: String::new(), cause: cause.into(), repair: None }
}

/// Text in the encoding of a dump.
fn encode(text: &str, encoding: &str) -> Option<Vec<u8>> {
    match encoding {
        "utf-16le" => Some(original_bytes(text.as_bytes(), Endian::Little)),
        "utf-16be" => Some(original_bytes(text.as_bytes(), Endian::Big)),
        name => Charset::of_name(name)?.encode(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{mapping::MappingDocument, value::Value};

    const MAPPING: &str = "key = [\"id\"]\ndump = { encoding = \"windows-1252\", delimiter = \";\" }\ncolumns = [\
        { column = \"ID\", field = \"id\", type = \"integer\" }, { column = \"NAME\", field = \"name\", type = \"text\" }]";

    fn refused(mapping: &Mapping) -> Vec<Quarantined> {
        let mut reader = Reader::from_bytes(b"ID;NAME\r\n1;a\r\n2O;M\xfcller\r\n3;\"x\r\n".to_vec(), mapping).unwrap();
        let mut rows = Vec::new();
        while let Some(entry) = reader.next_entry().unwrap() {
            if let Entry::Refused(refusal) = entry {
                rows.push(Quarantined { refusal, mended: None });
            }
        }
        rows
    }

    #[test]
    fn a_mended_row_is_accepted_as_the_row_that_was_refused() {
        let mapping = Mapping::new(MappingDocument::from_toml(MAPPING).unwrap()).unwrap();
        let mut rows = refused(&mapping);
        // As a person has it: a line of JSON, edited.
        rows[0] = serde_json::from_str(&serde_json::to_string(&rows[0]).unwrap()).unwrap();
        rows[0].mended = Some(rows[0].refusal.text.replace("2O", "20"));
        let columns = ["ID".to_owned(), "NAME".to_owned()];
        let mut replay = Replay::new(&mapping, &columns, rows).unwrap();
        let Some(Entry::Accepted(row)) = replay.next_entry().unwrap() else { panic!() };
        assert_eq!((row.line, row.offset, row.length), (3, 14, 11));
        assert_eq!(row.values().collect::<Vec<_>>(), [Value::Integer(20), Value::Text("Müller")]);
        let Some(Entry::Refused(row)) = replay.next_entry().unwrap() else { panic!() };
        assert_eq!((row.line, row.reasons[0].code.as_ref()), (4, "row.quote_unclosed"));
        assert!(replay.next_entry().unwrap().is_none() && replay.accounts().balanced());
    }

    #[test]
    fn a_row_does_not_become_two_nor_take_characters_that_the_dump_lacks() {
        let mapping = Mapping::new(MappingDocument::from_toml(MAPPING).unwrap()).unwrap();
        for (mended, code) in [("2;a\n3;b", "replay.several_rows"), ("2;日本", "replay.encoding"), ("", "replay.no_row")] {
            let mut rows = refused(&mapping);
            rows[0].mended = Some(mended.into());
            let mut replay = Replay::new(&mapping, &["ID".to_owned(), "NAME".to_owned()], rows).unwrap();
            let Some(Entry::Refused(row)) = replay.next_entry().unwrap() else { panic!("{mended}") };
            assert_eq!(row.reasons[0].code, code);
        }
    }
}
