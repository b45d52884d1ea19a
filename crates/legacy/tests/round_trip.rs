//! Any table, written in any dialect and encoding, is read back as the values it was made of.
#![allow(clippy::unwrap_used, reason = "a test may")]

use chrono::NaiveDate;
use haulage_legacy::{
    bytes::Charset,
    dialect::{Dialect, Escape, LineEnd},
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::{Entry, Rows},
    value::Value,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

type Row = (i64, String, Option<Decimal>, Option<NaiveDate>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let text = "[A-Za-zäöüßéèñ ;,|'\"\\\\\r\n-]{0,12}";
    let number = proptest::option::of((-1_000_000_000_i64..1_000_000_000, 0_u32..4).prop_map(|(m, s)| Decimal::new(m, s)));
    let date = proptest::option::of((-7_000_i32..10_000).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap()));
    prop::collection::vec((-1_000_000_i64..1_000_000, text, number, date), 1..20)
}

/// Delimiter, quote, escape and line end, as a mapping says them.
fn dialects() -> impl Strategy<Value = (Dialect, &'static str)> {
    let delimiter = prop_oneof![Just(";"), Just("\t"), Just("|"), Just("||")];
    let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    (delimiter, prop_oneof![Just(b'"'), Just(b'\'')], any::<bool>(), line_end).prop_map(
        |(delimiter, quote, escaped, line_end)| {
            let dialect = Dialect {
                quote: Some(quote),
                escape: if escaped { Escape::Byte(b'\\') } else { Escape::Doubled },
                line_end: if line_end == "\r" { LineEnd::Any } else { LineEnd::Lf },
                ..Dialect::delimited_by(delimiter)
            };
            (dialect, line_end)
        },
    )
}

fn mapping(dialect: &Dialect, encoding: &str) -> Mapping {
    let mut document = MappingDocument::from_toml(
        "key = [\"id\"]\ndefaults = { format = [\"DD-MON-RR\"], pivot_year = 2004, months = [\"de\"], decimal = \",\" }\ncolumns = [\
         { column = \"ID\", field = \"id\", type = \"integer\" }, { column = \"NAME\", field = \"name\", type = \"text\" }, \
         { column = \"WEIGHT\", field = \"weight\", type = \"decimal\" }, { column = \"DAY\", field = \"day\", type = \"date\" }]",
    )
    .unwrap();
    document.dump.encoding = Some(encoding.into());
    document.dump.delimiter = Some(String::from_utf8(dialect.delimiter.clone()).unwrap());
    document.dump.quote = dialect.quote.map(|quote| char::from(quote).into());
    if let Escape::Byte(escape) = dialect.escape {
        document.dump.escape = Some(char::from(escape).into());
    }
    document.dump.line_end = Some(match dialect.line_end {
        LineEnd::Any => haulage_legacy::mapping::LineEndName::Any,
        LineEnd::Lf => haulage_legacy::mapping::LineEndName::Lf,
    });
    Mapping::new(document).unwrap()
}

fn day(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MRZ", "APR", "MAI", "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DEZ"];
    use chrono::Datelike;
    format!("{:02}-{}-{:02}", date.day(), MONTHS[date.month0() as usize], date.year() % 100)
}

proptest! {
    #[test]
    fn any_table_survives_dump_and_read(
        rows in rows(),
        (dialect, line_end) in dialects(),
        encoding in prop_oneof![Just("utf-8"), Just("windows-1252"), Just("iso-8859-15"), Just("ibm850"), Just("utf-16le")],
    ) {
        let mut text = String::new();
        let header = ["ID", "NAME", "WEIGHT", "DAY"].map(ToOwned::to_owned);
        let body = rows.iter().map(|(id, name, weight, date)| {
            let weight = weight.map(|weight| weight.to_string().replace('.', ",")).unwrap_or_default();
            [id.to_string(), name.clone(), weight, date.map(day).unwrap_or_default()]
        });
        for row in std::iter::once(header).chain(body) {
            let fields = row.map(|field| String::from_utf8(dialect.quoted(field.as_bytes())).unwrap());
            text.push_str(&fields.join(str::from_utf8(&dialect.delimiter).unwrap()));
            text.push_str(line_end);
        }
        let bytes = match encoding {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            name => Charset::of_name(name).unwrap().encode(&text).unwrap(),
        };
        let mut reader = Reader::from_bytes(bytes.clone(), &mapping(&dialect, encoding)).unwrap();
        for (id, name, weight, date) in &rows {
            let Some(Entry::Accepted(record)) = reader.next_entry().unwrap() else {
                return Err(TestCaseError::fail(format!("{text:?}")));
            };
            let expected = [
                Value::Integer(*id),
                if name.is_empty() { Value::Null } else { Value::Text(name) },
                weight.map_or(Value::Null, Value::Decimal),
                date.map_or(Value::Null, Value::Date),
            ];
            prop_assert_eq!(record.values().collect::<Vec<_>>(), expected);
        }
        prop_assert!(reader.next_entry().unwrap().is_none());
        prop_assert_eq!(reader.accounts().file_bytes, bytes.len() as u64);
        prop_assert!(reader.accounts().balanced());
    }
}
