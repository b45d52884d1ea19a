//! What a control file promises of the dump that it came with.

/// What a control file promises: nothing where it says nothing of the kind.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) rows: Option<u64>,
    pub(super) bytes: Option<u64>,
    pub(super) sha256: Option<String>,
}

/// Words for the number of rows and of bytes, in the languages that such files are written in.
const ROWS: [&str; 14] = [
    "rows",
    "rowcount",
    "records",
    "recordcount",
    "count",
    "recs",
    "anzahl",
    "zeilen",
    "saetze",
    "sätze",
    "datensaetze",
    "enregistrements",
    "registros",
    "filas",
];
const BYTES: [&str; 7] = ["bytes", "size", "filesize", "bytecount", "octets", "groesse", "taille"];

impl Promise {
    /// Reads `ROWS=2650000`, `records: 12`, `12 rows`, `rows;12`, a line of `sha256sum`, or a number alone, which counts rows.
    pub(super) fn read(text: &str) -> Self {
        let mut promise = Self::default();
        if let Ok(rows) = text.trim().trim_start_matches('\u{feff}').parse() {
            promise.rows = Some(rows);
            return promise;
        }
        for line in text.lines() {
            let words = line.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
            let words: Vec<String> = words.filter(|word| !word.is_empty()).map(plain).collect();
            if let Some(digest) = words.iter().find(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
            {
                promise.sha256 = Some(digest.clone());
                continue;
            }
            // The number behind the word, else the one before it.
            let number_beside = |names: &[&str]| {
                let at = words.iter().position(|word| names.contains(&word.as_str()))?;
                let before = at.checked_sub(1).and_then(|before| words.get(before));
                [words.get(at + 1), before].into_iter().flatten().find_map(|word| word.parse().ok())
            };
            promise.rows = promise.rows.or_else(|| number_beside(&ROWS));
            promise.bytes = promise.bytes.or_else(|| number_beside(&BYTES));
        }
        promise
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A word without capitals and what joins its parts: `ROW_COUNT` is `rowcount`.
fn plain(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_files_are_read_in_the_forms_that_people_write() {
        let rows = |text: &str| Promise::read(text).rows;
        for text in
            ["12", "12\r\n", "ROWS=12", "records: 12", "RECORD_COUNT;12", "12 rows", "shipments.csv;Anzahl=12", "<rows>12</rows>"]
        {
            assert_eq!(rows(text), Some(12), "{text}");
        }
        let whole = "file=shipments.csv\nsize=504095834\nrow-count = 2650000\n";
        assert_eq!(Promise::read(whole), Promise { rows: Some(2_650_000), bytes: Some(504_095_834), sha256: None });
        let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let sum = Promise::read(&format!("{digest}  shipments.csv\n"));
        assert_eq!(sum.sha256.as_deref(), Some(digest));
        let json = Promise::read("{\"rows\": 12, \"bytes\": 500}");
        assert_eq!((json.rows, json.bytes), (Some(12), Some(500)));
        assert!(Promise::read("done 2026-11-21").is_empty());
    }
}
