use super::*;
use crate::{
    mapping::{Mapping, MappingDocument},
    record::Refusal,
    value::{Value, Values},
};

const MAPPING: &str = r#"
key = ["id"]
[defaults]
format = ["DD-MON-RR"]
pivot_year = 2004
decimal = ","
null = ["N/A"]
[[columns]]
column = "ID"
field = "id"
type = "integer"
[[columns]]
column = "NAME"
field = "name"
type = "text"
[[columns]]
column = "WEIGHT"
field = "weight_g"
type = "quantity"
unit = "kg"
[[columns]]
column = "CREATED"
field = "created_on"
type = "date"
"#;

fn mapping() -> Mapping {
    Mapping::new(MappingDocument::from_toml(MAPPING).unwrap()).unwrap()
}

fn read_with(bytes: &[u8], mapping: &Mapping) -> (Vec<String>, Vec<Refusal>, Reader) {
    let mut reader = Reader::from_bytes(bytes.to_vec(), mapping).unwrap();
    let (mut rows, mut refusals) = (Vec::new(), Vec::new());
    while let Some(entry) = reader.next_entry().unwrap() {
        match entry {
            Entry::Accepted(row) => rows.push(row.values().map(|value| value.to_string()).collect::<Vec<_>>().join("|")),
            Entry::Refused(refusal) => refusals.push(refusal),
        }
    }
    assert!(reader.accounts().balanced(), "{}", reader.accounts());
    assert_eq!(reader.accounts().file_bytes, bytes.len() as u64);
    (rows, refusals, reader)
}

fn read(bytes: &[u8]) -> (Vec<String>, Vec<Refusal>, Reader) {
    read_with(bytes, &mapping())
}

fn codes(refusals: &[Refusal]) -> Vec<(u64, String)> {
    refusals.iter().flat_map(|refusal| refusal.reasons.iter().map(|reason| (refusal.line, reason.code.to_string()))).collect()
}

#[test]
fn one_table_in_many_encodings_and_dialects_is_the_same_records() {
    let text = "ID;NAME;WEIGHT;CREATED\n1;Müller;,5;01-JAN-68\n2;\"Köln; \"\"Süd\"\"\";1,25;N/A\n";
    let (expected, _, _) = read(text.as_bytes());
    assert_eq!(expected, ["1|Müller|500|1968-01-01", "2|Köln; \"Süd\"|1250|"]);
    let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        latin.clone(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        utf16(u16::to_le_bytes),
        [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat(),
        text.replace("\n1", "\n\n1").into_bytes(),
    ] {
        let (rows, refusals, _) = read(&bytes);
        assert_eq!((rows, refusals), (expected.clone(), vec![]), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_refused_row_has_its_line_its_bytes_and_every_reason() {
    let (rows, refusals, _) =
        read(b"ID;NAME;WEIGHT;CREATED\r\n1;\"a\r\nb\";1;01-JAN-04\r\n;x;1O,5;12-MRZ-04\r\n3;c;2;31-FEB-04\r\n");
    assert_eq!(rows, ["1|a\r\nb|1000|2004-01-01"]);
    let [first, second] = refusals.as_slice() else { panic!("{refusals:?}") };
    assert_eq!((first.line, first.offset, first.bytes.as_slice()), (4, 46, &b";x;1O,5;12-MRZ-04\r\n"[..]));
    let reasons: Vec<_> =
        first.reasons.iter().map(|r| (r.code.as_ref(), r.column.as_deref().unwrap(), r.repair.as_deref())).collect();
    assert_eq!(
        reasons,
        [
            ("value.missing", "ID", None),
            ("number.malformed", "WEIGHT", Some("10,5")),
            ("date.month", "CREATED", Some("12-MAR-04")),
        ]
    );
    assert_eq!((second.line, second.reasons[0].code.as_ref()), (5, "date.no_such_day"));
}

#[test]
fn structure_is_refused_by_its_own_reasons_with_a_repair_where_one_is_clear() {
    let (rows, refusals, _) =
        read(b"ID;NAME;WEIGHT;CREATED\n1;\"open;1;01-JAN-04\n2;b;2;01-JAN-04\n3;c\n4;d;1;;5\n5;\"e\"x;1;\n6;f\0;1;\n");
    assert_eq!(rows, ["2|b|2000|2004-01-01"]);
    assert_eq!(
        codes(&refusals),
        [
            (2, "row.quote_unclosed".into()),
            (4, "row.too_few_columns".into()),
            (5, "row.too_many_columns".into()),
            (6, "row.text_after_quote".into()),
            (7, "text.nul".into()),
        ]
    );
    let keys: Vec<_> = refusals.iter().map(|refusal| Values::new(&refusal.key).next()).collect();
    assert_eq!(keys, [1, 3, 4, 5, 6].map(|id| Some(Value::Integer(id))));
    assert_eq!(refusals[0].reasons[0].repair.as_deref(), Some("1;open;1;01-JAN-04"));
    assert_eq!(refusals[3].reasons[0].repair.as_deref(), Some("5;ex;1;"));
    assert_eq!(refusals[4].reasons[0].repair.as_deref(), Some("f"));
}

#[test]
fn columns_are_found_by_name_in_any_order_and_named_where_they_differ() {
    let (rows, _, reader) = read("name\u{a0};Id;Created;Weight\nx;1;;2\n".as_bytes());
    assert_eq!(rows, ["1|x|2000|"]);
    let found: Vec<_> =
        reader.findings().columns_found.iter().map(|found| (found.code.as_ref(), found.column.as_str())).collect();
    assert!(found.contains(&("column.renamed", "NAME")) && found.contains(&("column.moved", "NAME")), "{found:?}");
}

#[test]
fn a_dump_with_other_columns_is_refused_and_says_what_they_may_be() {
    let error = Reader::from_bytes(b"ID;NAME;WEIGHT_KG;CREATED\n1;x;1;\n".to_vec(), &mapping()).unwrap_err();
    assert_eq!(error.code(), "dump.missing_columns");
    let ReadError::Dump(reason) = error else { panic!("{error}") };
    assert_eq!(reason.repair.as_deref(), Some("add `WEIGHT_KG` to `also` of `WEIGHT`"));
    let error = Reader::from_bytes(b"ID;NAME;WEIGHT;CREATED;CITY\n".to_vec(), &mapping()).unwrap_err();
    assert_eq!(error.code(), "dump.unknown_columns");
    assert_eq!(Reader::from_bytes(Vec::new(), &mapping()).unwrap_err().code(), "dump.empty");
}

#[test]
fn a_rule_between_fields_refuses_a_row_that_breaks_it() {
    let rules = "[[rules]]\nname = \"named_when_heavy\"\nwhen = { field = \"weight_g\", is = \"more\", value = \"1000\" }\n\
                 then = { field = \"name\", is = \"present\" }\n";
    let mapping = Mapping::new(MappingDocument::from_toml(&format!("{MAPPING}{rules}")).unwrap()).unwrap();
    let (rows, refusals, _) = read_with(b"ID;NAME;WEIGHT;CREATED\n1;;2;\n2;;1;\n3;c;2;\n4;;;\n", &mapping);
    assert_eq!(rows.len(), 3);
    assert_eq!(codes(&refusals), [(2, "rule.named_when_heavy".into())]);
}

#[test]
fn a_key_of_several_fields_is_their_values_in_the_order_of_the_key() {
    let document = MappingDocument::from_toml(&MAPPING.replace("[\"id\"]", "[\"created_on\", \"id\"]")).unwrap();
    let mapping = Mapping::new(document).unwrap();
    let mut reader = Reader::from_bytes(b"ID;NAME;WEIGHT;CREATED\n7;x;1;01-JAN-04\n".to_vec(), &mapping).unwrap();
    let Some(Entry::Accepted(row)) = reader.next_entry().unwrap() else { panic!() };
    let key: Vec<_> = Values::new(row.key).map(|value| value.to_string()).collect();
    assert_eq!(key, ["2004-01-01", "7"]);
}

#[test]
fn lines_before_the_header_comments_and_the_trailer_are_no_data() {
    let dump = "[dump]\nskip_lines = 2\ncomment = \"--\"\ntrailer = \"EOF;\"\n";
    let mapping =
        Mapping::new(MappingDocument::from_toml(&MAPPING.replace("[defaults]", &format!("{dump}[defaults]"))).unwrap()).unwrap();
    let (rows, refusals, reader) =
        read_with(b"SQL> spool\r\n\r\nID;NAME;WEIGHT;CREATED\r\n-- x\r\n1;a;1;\r\nEOF;1\r\n", &mapping);
    assert_eq!((rows.len(), refusals.len()), (1, 0));
    assert_eq!(reader.accounts().frame.rows, 5);
    assert_eq!(reader.trailer().as_deref(), Some("EOF;1"));
}

#[test]
fn rows_that_end_in_a_delimiter_have_a_column_without_a_name() {
    let (rows, refusals, _) = read(b"ID;NAME;WEIGHT;CREATED\n1;a;1;;\n2;b;1;;\n");
    assert_eq!((rows.len(), refusals.len()), (2, 0));
}

#[test]
fn a_file_that_ends_within_a_line_says_so() {
    assert!(read(b"ID;NAME;WEIGHT;CREATED\n1;a;1;").2.findings().ends_within_a_line);
    assert!(!read(b"ID;NAME;WEIGHT;CREATED\n1;a;1;\n").2.findings().ends_within_a_line);
}
