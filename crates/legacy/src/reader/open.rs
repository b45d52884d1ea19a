//! From a file to a reader that stands before its first row.

use std::{
    borrow::Cow,
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use crate::{
    bytes::{Charset, Compression, compression, decompress, utf16::Utf16Reader},
    dialect::{Dialect, Escape, LineEnd},
    mapping::{DumpDocument, LineEndName, Mapping},
    record::{Accounts, ReadError, Reason},
    sniff::{self, Encoding, Hint},
    split::{Block, Shape, Splitter},
};

use super::{Batch, Findings, Place, Reader, Typist, header, typist::RowPlan};

/// Bytes from which a reader finds encoding and dialect.
const SAMPLE: u64 = 256 * 1024;
/// The longest row, and the farthest that a quote may reach.
const ROW_LIMIT: usize = 1 << 20;

/// A file that stands before its header: decompressed, its encoding and dialect known.
pub(crate) struct Opened {
    pub(crate) source: Box<dyn Read + Send>,
    pub(crate) compression: Compression,
    pub(crate) encoding: Encoding,
    pub(crate) charset: Charset,
    pub(crate) dialect: Dialect,
    pub(crate) dialect_confidence: f64,
    /// The first bytes of `source`, as UTF-8 where the file is UTF-16.
    pub(crate) sample: Vec<u8>,
    pub(crate) place: Place,
    pub(crate) accounts: Accounts,
}

impl Opened {
    /// `sampled` bytes are kept to look at.
    pub(crate) fn new(source: Box<dyn compression::Source>, dump: &DumpDocument, sampled: u64) -> Result<Self, ReadError> {
        let (mut source, compression) = decompress(source)?;
        let mut sample = Vec::new();
        source.by_ref().take(sampled).read_to_end(&mut sample)?;
        let encoding = match &dump.encoding {
            Some(name) => Encoding::declared(name, &sample),
            None => Encoding::sniff(&sample),
        };
        let mut accounts = Accounts { file_bytes: encoding.mark as u64, ..Accounts::default() };
        accounts.frame.bytes = encoding.mark as u64;
        sample.drain(..encoding.mark);
        let mut source: Box<dyn Read + Send> = Box::new(Cursor::new(sample.clone()).chain(source));
        if let Some(endian) = encoding.utf16 {
            source = Box::new(Utf16Reader::new(source, endian));
            sample.clear();
            source.by_ref().take(sampled).read_to_end(&mut sample)?;
            source = Box::new(Cursor::new(sample.clone()).chain(source));
        }
        let name = if encoding.utf16.is_some() { "utf-8" } else { encoding.name.as_str() };
        let charset = Charset::of_name(name).ok_or_else(|| {
            let cause = format!("the file is {name}, which cannot be read");
            refusal("dump.encoding", cause, Some("convert it to UTF-8 before".into()))
        })?;
        let mut place = Place { line: 1, offset: encoding.mark as u64, split_offset: 0, utf16: encoding.utf16 };
        let skipped = skip_lines(&sample, dump.skip_lines)?;
        if skipped > 0 {
            let bytes: Vec<u8> = sample.drain(..skipped).collect();
            source.read_exact(&mut vec![0; skipped])?;
            let length = place.length(&bytes);
            place.line += u64::from(dump.skip_lines);
            place.offset += length;
            accounts.file_bytes += length;
            accounts.frame.rows += u64::from(dump.skip_lines);
            accounts.frame.bytes += length;
        }
        let (dialect, dialect_confidence) = sniff::dialect(&sample, &hint(dump, &charset));
        Ok(Self { source, compression, encoding, charset, dialect, dialect_confidence, sample, place, accounts })
    }

    /// Splits the header off: the names of the columns.
    pub(crate) fn header(
        &mut self,
        dump: &DumpDocument,
        splitter: &mut Splitter,
        block: &mut Block,
    ) -> Result<Vec<String>, ReadError> {
        if let Some(columns) = &dump.columns {
            return Ok(columns.clone());
        }
        loop {
            let rest = block.rest().to_vec();
            block.fill(&rest, self.place.split_offset, &mut self.source, splitter, 1, &mut |_, _| false)?;
            let Some(row) = block.rows.first() else {
                return Err(refusal(
                    "dump.empty",
                    "it has no header".into(),
                    Some("give `dump.columns` if it never has one".into()),
                ));
            };
            let bytes = row.bytes(&block.bytes);
            let length = self.place.length(bytes);
            self.accounts.file_bytes += length;
            let tally = if row.shape == Shape::Blank { &mut self.accounts.blank } else { &mut self.accounts.frame };
            tally.add(length);
            self.place.line += u64::from(row.lines);
            self.place.offset += length;
            self.place.split_offset += bytes.len() as u64;
            if row.shape == Shape::Whole {
                let names = row.fields(&block.fields).iter();
                let names = names.map(|field| self.charset.show(&field.content(&block.bytes, &self.dialect)));
                // A no-break space or a byte order mark at a name's edge is no part of it.
                return Ok(names
                    .map(|name| name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
                    .collect());
            }
            if let Shape::Broken(_) = row.shape {
                return Err(refusal("dump.header", "its header cannot be split into names".into(), None));
            }
            if block.last {
                return Err(refusal("dump.empty", "it has no header".into(), None));
            }
        }
    }
}

/// Rows of many programs end in a delimiter though the header does not: one column without a name more.
fn widen(header: &mut Vec<String>, rest: &[u8], dialect: &Dialect) {
    let (mut rows, mut wider) = (0_u32, 0_u32);
    sniff::each_row(rest, dialect, 200, |fields, shape| {
        if shape == Shape::Whole {
            rows += 1;
            wider += u32::from(fields.len() == header.len() + 1 && fields.last().is_some_and(|last| last.start == last.end));
        }
    });
    if wider > 0 && wider * 10 > rows * 9 {
        header.push(String::new());
    }
}

impl Reader {
    /// Opens the dump at `path`, compressed or not.
    ///
    /// # Errors
    /// When the file cannot be read, or as a whole is not what the mapping describes: columns are missing or unknown.
    pub fn open(path: &Path, mapping: &Mapping) -> Result<Self, ReadError> {
        Self::new(Box::new(File::open(path)?), mapping)
    }

    /// Opens a dump in memory.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn from_bytes(bytes: Vec<u8>, mapping: &Mapping) -> Result<Self, ReadError> {
        Self::new(compression::memory(bytes), mapping)
    }

    /// Opens a dump.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn new(source: Box<dyn compression::Source>, mapping: &Mapping) -> Result<Self, ReadError> {
        let dump = &mapping.document().dump;
        let mut opened = Opened::new(source, dump, SAMPLE)?;
        let mut splitter = Splitter::new(opened.dialect.clone(), ROW_LIMIT);
        let mut block = Block::default();
        let mut header = opened.header(dump, &mut splitter, &mut block)?;
        let (places, columns_found) = header::bind(mapping, &header)?;
        let seen = opened.place.split_offset as usize;
        widen(&mut header, opened.sample.get(seen..).unwrap_or_default(), &opened.dialect);
        splitter.columns = Some(header.len());
        let findings = Findings {
            compression: opened.compression,
            encoding: opened.encoding.name.clone(),
            encoding_confidence: opened.encoding.confidence,
            dialect_confidence: opened.dialect_confidence,
            encoding_because: opened.encoding.because.into(),
            delimiter: String::from_utf8_lossy(&opened.dialect.delimiter).into_owned(),
            quote: opened.dialect.quote.map(char::from),
            lone_cr_ends_rows: opened.dialect.line_end == LineEnd::Any,
            columns: header.clone(),
            columns_found,
            ends_within_a_line: false,
        };
        let plan = Arc::new(RowPlan::new(mapping, &places, header, opened.charset, opened.dialect));
        Ok(Self {
            source: opened.source,
            splitter,
            typist: Typist::new(Arc::clone(&plan)),
            judge: Typist::new(plan),
            block,
            batch: Batch::default(),
            next: 0,
            place: opened.place,
            accounts: opened.accounts,
            findings,
        })
    }
}

/// Behind the first `count` physical lines.
fn skip_lines(sample: &[u8], count: u32) -> Result<usize, ReadError> {
    let any = sniff::line_end(sample) == LineEnd::Any;
    let mut at = 0;
    for _ in 0..count {
        let rest = &sample[at..];
        let found = if any { memchr::memchr2(b'\n', b'\r', rest) } else { memchr::memchr(b'\n', rest) };
        let found = found.ok_or_else(|| refusal("dump.empty", format!("it has no {count} lines to skip"), None))?;
        let crlf = rest.get(found..found + 2) == Some(b"\r\n");
        at += found + 1 + usize::from(crlf);
    }
    Ok(at)
}

/// What the mapping says of the dialect.
fn hint(dump: &DumpDocument, charset: &Charset) -> Hint {
    let bytes = |text: &String| charset.encode(text).unwrap_or_else(|| text.clone().into_bytes());
    let mark = |text: &Option<String>| text.as_ref().map(bytes).unwrap_or_default();
    let base =
        Dialect { blanks: dump.blanks, comment: mark(&dump.comment), trailer: mark(&dump.trailer), ..Dialect::delimited_by(",") };
    Hint {
        delimiter: dump.delimiter.as_ref().map(bytes),
        quote: dump.quote.as_ref().map(|quote| quote.bytes().next()),
        escape: match (&dump.escape, &dump.delimiter) {
            (Some(escape), _) => Some(escape.bytes().next().map_or(Escape::Doubled, Escape::Byte)),
            // Who says what parts the fields, and nothing of an escape, has none.
            (None, Some(_)) => Some(Escape::Doubled),
            (None, None) => None,
        },
        line_end: dump.line_end.map(|line_end| match line_end {
            LineEndName::Lf => LineEnd::Lf,
            LineEndName::Any => LineEnd::Any,
        }),
        base,
    }
}

pub(crate) fn refusal(code: &'static str, cause: String, repair: Option<String>) -> ReadError {
    ReadError::Dump(Box::new(Reason { code: Cow::Borrowed(code), column: None, value: String::new(), cause, repair }))
}
