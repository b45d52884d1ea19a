//! Control files of Oracle's SQL*Loader: how a dump is written and which columns it has, as its loader was told.
//!
//! ```
//! use haulage_legacy::mapping::{MappingDocument, TypeName};
//!
//! let mapping = MappingDocument::from_control("
//!     LOAD DATA CHARACTERSET WE8MSWIN1252 INFILE 'orders.dat' APPEND INTO TABLE orders
//!     FIELDS TERMINATED BY ';' OPTIONALLY ENCLOSED BY '\"' TRAILING NULLCOLS
//!     (order_id INTEGER EXTERNAL, ordered_on DATE \"DD-MON-RR\", loaded_by FILLER CHAR(30))
//! ")?;
//! assert_eq!(mapping.dump.encoding.as_deref(), Some("windows-1252"));
//! assert_eq!(mapping.columns[1].kind, TypeName::Date);
//! assert_eq!(mapping.ignore, ["loaded_by"]);
//! # Ok::<(), haulage_core::fault::Faults>(())
//! ```
//!
//! The key, and the year in which two-digit years are understood, no control file says; a person adds them. Rows that lack
//! trailing columns are refused, `TRAILING NULLCOLS` or not: a row cut off looks the same.

use haulage_core::fault::{Faults, Path};

use super::{ColumnDocument, DumpDocument, MappingDocument, StyleDocument, TypeName};

/// Oracle's names of character sets, and those of a mapping.
const CHARSETS: [(&str, &str); 14] = [
    ("UTF8", "utf-8"),
    ("AL32UTF8", "utf-8"),
    ("US7ASCII", "utf-8"),
    ("WE8MSWIN1252", "windows-1252"),
    ("WE8ISO8859P1", "iso-8859-1"),
    ("WE8ISO8859P15", "iso-8859-15"),
    ("WE8PC850", "ibm850"),
    ("EE8MSWIN1250", "windows-1250"),
    ("EE8ISO8859P2", "iso-8859-2"),
    ("CL8MSWIN1251", "windows-1251"),
    ("CL8ISO8859P5", "iso-8859-5"),
    ("EL8MSWIN1253", "windows-1253"),
    ("TR8MSWIN1254", "windows-1254"),
    ("BLT8MSWIN1257", "windows-1257"),
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A name, keyword or number.
    Word(String),
    /// Text in single or double quotes, or the bytes of `X'09'`.
    Quoted(String),
    /// `(`, `)`, `,` or another sign.
    Sign(char),
}

impl Token {
    fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

impl MappingDocument {
    /// Reads a control file: how the dump is written, its columns, and their types as far as it says them.
    ///
    /// # Errors
    /// `control.unsupported` for each thing of it that this reader of dumps does not do, such as fields by position, and
    /// `control.syntax`.
    pub fn from_control(text: &str) -> Result<Self, Faults> {
        let mut reading = Reading { tokens: tokens(text), at: 0, faults: Faults::new() };
        let document = reading.document();
        if reading.faults.is_empty() { Ok(document) } else { Err(reading.faults) }
    }
}

/// The tokens up to `BEGINDATA`, which is one of them.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}');
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        } else if first == '\'' || first == '"' {
            let (content, behind) = quoted(&rest[1..], first);
            // X'09': bytes in hexadecimal digits.
            let hexadecimal = found.last().is_some_and(|token: &Token| token.is("X")).then(|| unhex(&content)).flatten();
            if hexadecimal.is_some() {
                found.pop();
            }
            found.push(Token::Quoted(hexadecimal.unwrap_or(content)));
            rest = behind;
        } else if first.is_alphanumeric() || "_$#.:".contains(first) {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !"_$#.:".contains(c)).unwrap_or(rest.len());
            found.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
            if found.last().is_some_and(|token| token.is("BEGINDATA")) {
                break;
            }
        } else {
            if !first.is_whitespace() {
                found.push(Token::Sign(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// The content up to the closing quote, which is doubled or stands behind a backslash where it is meant.
fn quoted(text: &str, quote: char) -> (String, &str) {
    let mut content = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        if (letter == quote || letter == '\\') && next == Some(quote) {
            content.push(quote);
            letters.next();
        } else if letter == quote {
            return (content, &text[at + quote.len_utf8()..]);
        } else {
            content.push(letter);
        }
    }
    (content, "")
}

fn unhex(digits: &str) -> Option<String> {
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
    let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    String::from_utf8(pairs.iter().map(byte).collect::<Option<_>>()?).ok()
}

/// A control file being read.
struct Reading {
    tokens: Vec<Token>,
    at: usize,
    faults: Faults,
}

impl Reading {
    fn document(&mut self) -> MappingDocument {
        let mut document = MappingDocument::default();
        while !self.takes("INTO") {
            match self.next() {
                None => {
                    self.fault("control.syntax", "it loads into no table");
                    return document;
                }
                Some(token) if token.is("OPTIONS") => self.options(&mut document.dump),
                Some(token) if token.is("CHARACTERSET") => self.charset(&mut document.dump),
                Some(token) if token.is("STR") || token.is("FIX") || token.is("VAR") => {
                    self.unsupported("records that lines do not end");
                }
                Some(_) => {}
            }
        }
        self.takes("TABLE");
        document.name = self.word().map(|name| name.to_lowercase());
        loop {
            match self.next() {
                None => {
                    self.fault("control.syntax", "it has no list of columns");
                    break;
                }
                Some(Token::Sign('(')) => {
                    self.columns(&mut document);
                    break;
                }
                Some(token) if token.is("TERMINATED") => document.dump.delimiter = self.delimiter(),
                Some(token) if token.is("ENCLOSED") => {
                    self.takes("BY");
                    document.dump.quote = self.quoted();
                    document.dump.blanks = true;
                    if self.takes("AND") && self.quoted() != document.dump.quote {
                        self.unsupported("two different quotes around a field");
                    }
                }
                Some(token) if token.is("WHEN") => self.unsupported("rows left out by WHEN"),
                Some(_) => {}
            }
        }
        if document.dump.delimiter.is_none() && self.faults.is_empty() {
            self.unsupported("fields that no delimiter parts");
        }
        if document.dump.quote.is_none() {
            document.dump.quote = Some(String::new());
        }
        while let Some(token) = self.next() {
            if token.is("INTO") {
                self.unsupported("several tables");
            } else if token.is("BEGINDATA") {
                self.unsupported("data within the control file");
            }
        }
        document
    }

    /// `(SKIP=1, …)`: what is not about the file is passed over.
    fn options(&mut self, dump: &mut DumpDocument) {
        while let Some(token) = self.next() {
            if token == Token::Sign(')') {
                return;
            }
            if token.is("SKIP") {
                self.takes_sign('=');
                dump.skip_lines = self.word().and_then(|number| number.parse().ok()).unwrap_or_default();
            }
        }
    }

    fn charset(&mut self, dump: &mut DumpDocument) {
        let name = self.word().or_else(|| self.quoted()).unwrap_or_default();
        let known = CHARSETS.iter().find(|(oracle, _)| oracle.eq_ignore_ascii_case(&name));
        match known {
            Some((_, name)) => dump.encoding = Some((*name).to_owned()),
            None => self.unsupported(&format!("the character set `{name}`")),
        }
    }

    fn delimiter(&mut self) -> Option<String> {
        self.takes("BY");
        let delimiter = self.quoted();
        if delimiter.is_none() {
            self.unsupported("fields parted by blanks");
        }
        delimiter
    }

    fn columns(&mut self, document: &mut MappingDocument) {
        let mut names = Vec::new();
        loop {
            let Some(name) = self.word() else {
                self.fault("control.syntax", "a column has no name");
                break;
            };
            let column = self.column(name);
            match column {
                Column::Read(column) => {
                    names.push(column.column.clone());
                    document.columns.push(*column);
                }
                Column::Filler(name) => {
                    names.push(name.clone());
                    document.ignore.push(name);
                }
                Column::Computed => {}
            }
            if !self.takes_sign(',') {
                break;
            }
        }
        if !self.takes_sign(')') {
            self.fault("control.syntax", "its list of columns has no end");
        }
        document.dump.columns = Some(names);
    }

    /// What stands behind the name of a column, up to the comma or parenthesis that ends it.
    fn column(&mut self, name: String) -> Column {
        let field = name.to_lowercase();
        let (mut kind, mut style, mut filler, mut computed) = (TypeName::Text, StyleDocument::default(), false, false);
        while let Some(token) = self.peek().filter(|token| !matches!(token, Token::Sign(',' | ')'))).cloned() {
            self.at += 1;
            let Token::Word(word) = &token else {
                match token {
                    // CHAR(30): the size of a buffer, not of a value.
                    Token::Sign('(') => while !self.takes_sign(')') && self.next().is_some() {},
                    Token::Quoted(_) if !computed => self.unsupported(&format!("an expression of SQL for `{name}`")),
                    _ => {}
                }
                continue;
            };
            match word.to_ascii_uppercase().as_str() {
                "FILLER" | "BOUNDFILLER" => filler = true,
                "CHAR" | "EXTERNAL" | "PRESERVE" | "BLANKS" => {}
                "INTEGER" if self.takes("EXTERNAL") => kind = TypeName::Integer,
                "DECIMAL" | "FLOAT" | "DOUBLE" | "ZONED" if self.takes("EXTERNAL") => kind = TypeName::Decimal,
                "DATE" | "TIMESTAMP" => {
                    kind = if word.eq_ignore_ascii_case("DATE") { TypeName::Date } else { TypeName::Instant };
                    style.format = self.quoted().map(|format| vec![format]);
                }
                "NULLIF" | "DEFAULTIF" => self.null_if(&mut style),
                "CONSTANT" | "SEQUENCE" | "RECNUM" | "SYSDATE" | "EXPRESSION" => computed = true,
                "POSITION" => self.unsupported("fields by position"),
                other if !computed => self.unsupported(&format!("`{other}` of the column `{name}`")),
                _ => {}
            }
        }
        match (computed, filler) {
            (true, _) => Column::Computed,
            (false, true) => Column::Filler(name),
            (false, false) => Column::Read(Box::new(ColumnDocument {
                column: name,
                also: Vec::new(),
                field,
                kind,
                required: false,
                optional: false,
                personal: false,
                max_length: None,
                unit: None,
                codes: std::collections::BTreeMap::new(),
                keep_other_codes: false,
                style,
            })),
        }
    }

    /// `NULLIF status = 'N/A'`: a spelling of nothing. Blanks are nothing anyway.
    fn null_if(&mut self, style: &mut StyleDocument) {
        self.takes_sign('(');
        self.word();
        self.takes_sign('=');
        if let Some(spelling) = self.quoted() {
            style.null.get_or_insert_default().push(spelling);
        }
        self.takes_sign(')');
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.at += 1;
        token
    }

    fn takes(&mut self, keyword: &str) -> bool {
        let is_there = self.peek().is_some_and(|token| token.is(keyword));
        self.at += usize::from(is_there);
        is_there
    }

    fn takes_sign(&mut self, sign: char) -> bool {
        let is_there = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is_there);
        is_there
    }

    fn word(&mut self) -> Option<String> {
        let Some(Token::Word(word)) = self.peek() else { return None };
        let word = word.clone();
        self.at += 1;
        Some(word)
    }

    fn quoted(&mut self) -> Option<String> {
        let Some(Token::Quoted(text)) = self.peek() else { return None };
        let text = text.clone();
        self.at += 1;
        Some(text)
    }

    fn unsupported(&mut self, what: &str) {
        self.fault("control.unsupported", &format!("it has {what}"));
    }

    fn fault(&mut self, code: &str, cause: &str) {
        self.faults.report(&Path::ROOT, code, cause, "write the mapping by hand, or have one proposed from the dump");
    }
}

enum Column {
    Read(Box<ColumnDocument>),
    Filler(String),
    /// It stands in the table and not in the file.
    Computed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes(text: &str) -> Vec<String> {
        MappingDocument::from_control(text).unwrap_err().into_iter().map(|fault| fault.cause).collect()
    }

    #[test]
    fn a_control_file_says_how_the_dump_is_written() {
        let document = MappingDocument::from_control(
            "-- by the night job\nOPTIONS (SKIP=1, ERRORS=50)\nload data characterset WE8ISO8859P15\ninfile 'a.dat' badfile 'a.bad'\n\
             replace into table SHIPMENTS\nfields terminated by X'09' optionally enclosed by '\\''\n( ID integer external,\n\
             NAME char(40) nullif name='N/A', WEIGHT decimal external, CREATED date 'DD-MON-RR', x filler, LOADED sysdate )\n",
        )
        .unwrap();
        let DumpDocument { delimiter, quote, skip_lines, encoding, columns, .. } = &document.dump;
        assert_eq!((delimiter.as_deref(), quote.as_deref(), *skip_lines), (Some("\t"), Some("'"), 1));
        assert_eq!(encoding.as_deref(), Some("iso-8859-15"));
        assert_eq!(columns.as_ref().unwrap(), &["ID", "NAME", "WEIGHT", "CREATED", "x"]);
        let kinds: Vec<_> = document.columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [TypeName::Integer, TypeName::Text, TypeName::Decimal, TypeName::Date]);
        assert_eq!(document.columns[1].style.null.as_ref().unwrap(), &["N/A"]);
        assert_eq!((document.name.as_deref(), &document.ignore[..]), (Some("shipments"), &["x".to_owned()][..]));
    }

    #[test]
    fn what_is_not_done_is_said_by_name() {
        let fixed = "load data infile 'a' into table t (a position(1:5) char, b position(6:9) integer)";
        assert_eq!(
            causes(fixed),
            ["it has fields by position", "it has fields by position", "it has `INTEGER` of the column `b`"]
        );
        assert_eq!(causes("load data into table t fields terminated by whitespace (a)"), ["it has fields parted by blanks"]);
        let several = "load data characterset JA16SJIS into table t fields terminated by ',' (a \"upper(:a)\") into table u (b)";
        assert_eq!(
            causes(several),
            ["it has the character set `JA16SJIS`", "it has an expression of SQL for `a`", "it has several tables"]
        );
        let inline = "load data into table t fields terminated by ',' (a)\nbegindata\n1\n'";
        assert_eq!(causes(inline), ["it has data within the control file"]);
        assert_eq!(causes("select 1"), ["it loads into no table"]);
        assert_eq!(causes("load data into table t fields terminated by ',' (a"), ["its list of columns has no end"]);
    }
}
