use proptest::prelude::*;

use super::*;
use crate::split::{Block, Row};

/// The rows of `text` as text, broken ones with their reason; any line of the right width could be a row.
fn split(dialect: &Dialect, columns: usize, text: &str) -> Vec<String> {
    split_where(dialect, columns, text, true)
}

fn split_where(dialect: &Dialect, columns: usize, text: &str, any_line_is_whole: bool) -> Vec<String> {
    let mut splitter = Splitter::new(dialect.clone(), 1 << 20);
    splitter.columns = Some(columns);
    let mut block = Block::default();
    let (mut out, mut rest, mut source) = (Vec::new(), Vec::new(), text.as_bytes());
    let mut offset = 0;
    loop {
        block.fill(&rest, offset, &mut source, &mut splitter, usize::MAX, &mut |_, _| any_line_is_whole).unwrap();
        for row in &block.rows {
            out.push(show(&block, row, dialect));
        }
        offset += block.used as u64;
        rest = block.rest().to_vec();
        if block.last {
            return out;
        }
    }
}

fn show(block: &Block, row: &Row, dialect: &Dialect) -> String {
    let fields: Vec<_> = row
        .fields(&block.fields)
        .iter()
        .map(|field| String::from_utf8_lossy(&field.content(&block.bytes, dialect)).into_owned())
        .collect();
    match row.shape {
        Shape::Whole => fields.join("|"),
        Shape::Blank => "blank".into(),
        Shape::Frame => "frame".into(),
        Shape::Broken(reason) => format!("{reason:?}"),
    }
}

fn semicolons() -> Dialect {
    Dialect::delimited_by(";")
}

#[test]
fn quotes_may_hold_delimiters_quotes_and_line_ends() {
    let rows = split(&semicolons(), 3, "1;\"a;b\";c\r\n2;\"say \"\"hi\"\"\";\"x\ny\"\n\n3;;5\" pipe");
    assert_eq!(rows, ["1|a;b|c", "2|say \"hi\"|x\ny", "blank", "3||5\" pipe"]);
}

#[test]
fn a_quote_that_never_closes_costs_its_own_row() {
    let text = "1;\"open;x\n2;b;y\n3;\"c;c\";z\n4;\"d\nd\";w\n";
    assert_eq!(split(&semicolons(), 3, text), ["QuoteOpen(2)", "2|b|y", "3|c;c|z", "4|d\nd|w"]);
    assert_eq!(split(&semicolons(), 3, "1;a;x\n2;\"open;y\n3;c;z\n"), ["1|a|x", "QuoteOpen(2)", "3|c|z"]);
}

#[test]
fn a_quote_that_closes_behind_whole_rows_swallows_none_of_them() {
    assert_eq!(split(&semicolons(), 3, "\"1;x;y\n2;x;y\n\";x;y\n"), ["QuoteOpen(0)", "2|x|y", "QuoteOpen(0)"]);
}

#[test]
fn a_broken_row_of_several_lines_is_refused_as_one() {
    assert_eq!(split(&semicolons(), 3, "1;\"a\nb\";c;d\n2;b;c\n"), ["Columns(4)", "2|b|c"]);
}

#[test]
fn text_behind_a_closing_quote_is_told_from_a_quote_that_never_closes() {
    assert_eq!(split(&semicolons(), 2, "1;\"a\"b\n2;c\n"), ["AfterQuote(4)", "2|c"]);
    assert_eq!(split(&semicolons(), 3, "1;\"open;\"quoted\"\n2;b;c\n"), ["QuoteOpen(2)", "2|b|c"]);
}

#[test]
fn line_ends_may_be_mixed_and_a_lone_cr_is_found_out() {
    assert_eq!(split(&semicolons(), 2, "1;a\r\n2;b\n3;c\r4;d\r5;e\n6;f"), ["1|a", "2|b", "3|c", "4|d", "5|e", "6|f"]);
    assert_eq!(split(&semicolons(), 2, "1;a\rb\n2;c\n"), ["1|a\rb", "2|c"]);
    let any = Dialect { line_end: LineEnd::Any, ..semicolons() };
    assert_eq!(split(&any, 2, "1;a\r2;\"b\rb\"\r"), ["1|a", "2|b\rb"]);
}

#[test]
fn a_delimiter_may_be_several_bytes_and_an_escape_a_byte() {
    assert_eq!(split(&Dialect::delimited_by("||"), 2, "1||a|b\n\"2\"||\"c||d\"\n"), ["1|a|b", "2|c||d"]);
    let escaped = Dialect { escape: Escape::Byte(b'\\'), ..semicolons() };
    assert_eq!(split(&escaped, 2, "1;a\\;b\n2;\"say \\\"hi\\\"\"\n3;x\\\ny\n"), ["1|a;b", "2|say \"hi\"", "3|x\ny"]);
}

#[test]
fn comments_and_the_trailer_are_no_data() {
    let dialect = Dialect { comment: b"#".to_vec(), trailer: b"T;".to_vec(), ..semicolons() };
    assert_eq!(split(&dialect, 2, "# by SQL*Plus\n1;a\nT;1\nwhatever\n"), ["frame", "1|a", "frame", "frame"]);
    assert_eq!(split(&semicolons(), 2, "1;a\n\u{1a}"), ["1|a", "frame"]);
}

#[test]
fn blanks_between_delimiter_and_quote_are_read_where_the_dialect_has_them() {
    let oracle = Dialect { quote: Some(b'\''), blanks: true, ..Dialect::delimited_by(",") };
    assert_eq!(split(&oracle, 3, "10001, 'Bottle, green' , ''\n"), ["10001|Bottle, green|"]);
}

#[test]
fn a_row_past_the_limit_is_refused_and_the_next_is_read() {
    let long = format!("1;{}\n2;b\n", "x".repeat(3 << 20));
    let rows = split(&semicolons(), 2, &long);
    assert_eq!(rows.last().unwrap(), "2|b");
    assert!(rows[..rows.len() - 1].iter().all(|row| row == "TooLong"), "{}", rows.len());
}

#[test]
fn a_file_full_of_open_quotes_is_split_in_linear_time() {
    let text = "1;\"\"\"a\"\"\n".repeat(200_000);
    assert_eq!(split(&semicolons(), 2, &text).len(), 200_000);
}

/// Any content, written by the dialect's own rule, is read back.
fn any_dialect() -> impl Strategy<Value = Dialect> {
    let delimiter = prop_oneof![Just(";"), Just(","), Just("\t"), Just("|"), Just("||"), Just("~^~")];
    (delimiter, prop_oneof![Just(b'"'), Just(b'\'')], any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(delimiter, quote, backslash, any_line_end, blanks)| Dialect {
            quote: Some(quote),
            escape: if backslash { Escape::Byte(b'\\') } else { Escape::Doubled },
            line_end: if any_line_end { LineEnd::Any } else { LineEnd::Lf },
            blanks,
            ..Dialect::delimited_by(delimiter)
        },
    )
}

proptest! {
    #[test]
    fn any_table_survives_every_dialect(
        dialect in any_dialect(),
        line_end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        table in prop::collection::vec(prop::collection::vec("[a-c ;,|~^\"'\\\\\r\n\té]{0,6}", 3), 1..12),
    ) {
        prop_assume!(line_end != "\r" || dialect.line_end == LineEnd::Any);
        let mut text = Vec::new();
        for row in &table {
            let fields: Vec<_> = row.iter().map(|field| dialect.quoted(field.as_bytes())).collect();
            text.extend(fields.join(&dialect.delimiter[..]));
            text.extend(line_end.as_bytes());
        }
        let text = String::from_utf8(text).unwrap();
        let expected: Vec<_> = table.iter().map(|row| row.join("|")).collect();
        // A field may hold what looks like a row; that it is none, a mapping knows and this test says.
        prop_assert_eq!(split_where(&dialect, 3, &text, false), expected, "{:?}", text);
    }

    #[test]
    fn no_byte_is_lost_and_none_is_read_twice(text in "[ab;\"\r\n\\\\]{0,80}", columns in 1_usize..4, escape in any::<bool>()) {
        let dialect = Dialect { escape: if escape { Escape::Byte(b'\\') } else { Escape::Doubled }, ..semicolons() };
        let mut splitter = Splitter::new(dialect, 32);
        splitter.columns = Some(columns);
        let mut block = Block::default();
        block.fill(&[], 0, &mut text.as_bytes(), &mut splitter, usize::MAX, &mut |_, _| true).unwrap();
        let mut at = 0;
        for row in &block.rows {
            prop_assert_eq!(row.start, at);
            prop_assert!(row.end > at);
            at = row.end;
        }
        prop_assert_eq!(at as usize, text.len());
        prop_assert!(block.last);
    }
}
