//! Real pairs of dumps: a list of two dates, and one table in two dialects. The figures are those of Python's `csv` module and
//! a dictionary.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeMap, path::PathBuf};

use haulage_legacy::{
    delta::Event,
    mapping::{Mapping, MappingDocument},
    record::Refusal,
    run::{Dump, Origin, PairReport, Pairing, Refused, Settings, compare_dumps},
};

fn mapping(defaults: &str, key: (&str, &str), columns: &[(&str, &str, &str)], ignore: &[&str]) -> Mapping {
    let column =
        |(column, field, kind): &(&str, &str, &str)| serde_json::json!({ "column": column, "field": field, "type": kind });
    let mut all = vec![column(&(key.0, key.1, "integer"))];
    all.extend(columns.iter().map(column));
    let defaults: serde_json::Value = serde_json::from_str(defaults).unwrap();
    let document = serde_json::json!({ "defaults": defaults, "columns": all, "key": [key.1], "ignore": ignore });
    Mapping::new(MappingDocument::from_json(&document.to_string()).unwrap()).unwrap()
}

/// Holds two files against each other: the report, and how often each field changed.
fn between(before: (PathBuf, &Mapping), after: (PathBuf, &Mapping)) -> (PairReport, BTreeMap<String, u32>) {
    let open = |(path, mapping): (PathBuf, &Mapping)| Dump::open(&Origin::File(path), mapping, None, false).unwrap();
    let settings = Settings::default();
    let how = Pairing { settings: &settings, scratch: None, tell: true, two_threads: true };
    let mut none_refused = |refusal: &Refusal| Err(std::io::Error::other(format!("{refusal:?}")));
    let mut none_refused_either = none_refused;
    let sinks: (Refused<'_>, Refused<'_>) = (&mut none_refused, &mut none_refused_either);
    let mut lines = Vec::new();
    let report = compare_dumps(open(before), open(after), how, &mut lines, sinks).unwrap();
    assert!(report.before.accounts.balanced() && report.after.accounts.balanced());
    let mut changed = BTreeMap::new();
    for event in serde_json::Deserializer::from_slice(&lines).into_iter::<Event>() {
        for field in event.unwrap().changed.unwrap_or_default() {
            *changed.entry(field).or_default() += 1;
        }
    }
    (report, changed)
}

#[test]
fn the_list_of_failed_banks_of_two_dates_gives_its_real_delta() {
    let Some(folder) = haulage_testdata::shared("data/dirty-csv") else { return };
    let defaults = r#"{ "format": ["DD-MON-RR"], "pivot_year": 2012, "trim": "both" }"#;
    let columns = [
        ("Bank Name", "name", "text"),
        ("City", "city", "text"),
        ("State", "state", "text"),
        ("Acquiring Institution", "acquirer", "text"),
        ("Closing Date", "closed_on", "date"),
    ];
    let earlier = mapping(defaults, ("CERT #", "cert"), &columns, &["Updated Date"]);
    let later = mapping(defaults, ("Cert", "cert"), &columns, &["Fund"]);
    let (report, changed) = between(
        (folder.join("beepscore__banklist/banklist.csv"), &earlier),
        (folder.join("allaccountstaken__fdic_banks_eda/data/banklist.csv"), &later),
    );
    let counts = report.counts;
    assert_eq!([counts.inserted, counts.updated, counts.deleted, counts.unchanged], [98, 5, 0, 460]);
    assert_eq!(changed, BTreeMap::from([("acquirer".into(), 2), ("name".into(), 3)]));
}

/// The copy in UTF-8 has two columns of dates that a program read as month first; the other copy has what was meant. Nothing else
/// differs.
#[test]
fn two_copies_of_one_table_differ_in_the_dates_that_were_misread_and_in_nothing_else() {
    let Some(folder) = haulage_testdata::shared("data/scms") else { return };
    let names = [
        "Project Code",
        "PQ #",
        "PO / SO #",
        "ASN/DN #",
        "Country",
        "Managed By",
        "Fulfill Via",
        "Vendor INCO Term",
        "Shipment Mode",
        "PQ First Sent to Client Date",
        "PO Sent to Vendor Date",
        "Scheduled Delivery Date",
        "Delivered to Client Date",
        "Delivery Recorded Date",
        "Product Group",
        "Sub Classification",
        "Vendor",
        "Item Description",
        "Molecule/Test Type",
        "Brand",
        "Dosage",
        "Dosage Form",
        "Unit of Measure (Per Pack)",
        "Line Item Quantity",
        "Line Item Value",
        "Pack Price",
        "Unit Price",
        "Manufacturing Site",
        "First Line Designation",
        "Weight (Kilograms)",
        "Freight Cost (USD)",
        "Line Item Insurance (USD)",
    ];
    let columns = names.map(|name| (name, name, if name.ends_with("Date") { "date" } else { "text" }));
    let defaults = r#"{ "trim": "both", "pivot_year": 2015, "format": ["DD-MON-RR", "YYYY-MM-DD", "MM/DD/YYYY", "MM/DD/RR"],
        "null": ["Pre-PQ Process", "Date Not Captured", "N/A - From RDC"] }"#;
    let mapping = mapping(defaults, ("ID", "id"), &columns, &[]);
    let (report, changed) =
        between((folder.join("SCMS_utf8bom_crlf.csv"), &mapping), (folder.join("SCMS_cp1252_tsv.csv.gz"), &mapping));
    let counts = report.counts;
    assert_eq!([counts.inserted, counts.updated, counts.deleted, counts.unchanged], [0, 4_190, 0, 6_134]);
    let expected = [("PO Sent to Vendor Date".into(), 1_704), ("PQ First Sent to Client Date".into(), 3_093)];
    assert_eq!(changed, BTreeMap::from(expected));
}
