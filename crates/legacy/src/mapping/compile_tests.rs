use super::*;

const SHIPMENTS: &str = r#"
key = ["id"]
[dump]
encoding = "windows-1252"
delimiter = ";"
[defaults]
format = ["DD-MON-RR"]
pivot_year = 2004
decimal = ","
[[columns]]
column = "ID"
field = "id"
type = "integer"
[[columns]]
column = "WEIGHT"
field = "weight_g"
type = "quantity"
unit = "kg"
[[columns]]
column = "CREATED"
field = "created_on"
type = "date"
[[columns]]
column = "DELIVERED"
field = "delivered_on"
type = "date"
[[rules]]
name = "delivered_after_created"
then = { field = "delivered_on", is = "at_least", other = "created_on" }
"#;

fn codes(toml: &str) -> Vec<(String, String)> {
    let faults = Mapping::new(MappingDocument::from_toml(toml).unwrap()).unwrap_err();
    faults.into_iter().map(|fault| (fault.path, fault.code)).collect()
}

#[test]
fn a_mapping_is_the_same_in_toml_and_in_json() {
    let document = MappingDocument::from_text(SHIPMENTS).unwrap();
    assert_eq!(MappingDocument::from_text(&serde_json::to_string(&document).unwrap()).unwrap(), document);
    assert_eq!(MappingDocument::from_toml(&document.to_toml()).unwrap(), document);
    let mapping = Mapping::new(document).unwrap();
    assert_eq!(mapping.key(), [0]);
    assert!(mapping.plans()[0].required);
}

#[test]
fn every_fault_is_named_with_its_place() {
    let broken = SHIPMENTS
        .replace("pivot_year = 2004", "months = [\"xx\"]")
        .replace("windows-1252", "ebcdic")
        .replace("\"weight_g\"", "\"weight\"")
        .replace("[\"id\"]", "[\"nr\"]")
        .replace("other = \"created_on\"", "other = \"id\"");
    let found = codes(&broken);
    for (path, code) in [
        ("/dump/encoding", "mapping.encoding"),
        ("/columns/1/field", "mapping.unit_suffix"),
        ("/columns/2/style/pivot_year", "mapping.no_pivot"),
        ("/columns/2/style/months", "mapping.language"),
        ("/key/0", "mapping.unknown_field"),
        ("/rules/0/then/other", "mapping.rule_types"),
    ] {
        assert!(found.contains(&(path.into(), code.into())), "{code} at {path}: {found:?}");
    }
}

#[test]
fn a_broken_text_says_its_line() {
    let faults = MappingDocument::from_text("key = [\"a\"]\ncolumns = 3\n").unwrap_err();
    assert_eq!(faults.as_slice()[0].code, "mapping.syntax");
    assert!(faults.as_slice()[0].cause.starts_with("line 2:"), "{faults}");
}
