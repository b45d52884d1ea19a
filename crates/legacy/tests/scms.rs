//! Seven copies of one real table, each in its own dialect, are the same shipments but for what their documents name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::collections::BTreeMap;

use haulage_legacy::{
    bytes::compression::memory,
    inspect::{InspectOptions, inspect},
    mapping::{Mapping, MappingDocument, StyleDocument, TypeName},
    reader::Reader,
    record::{Entry, Rows},
    typing::kind::DoubleEncoded,
    value::Values,
};
use haulage_testdata::shared;

const COPIES: [&str; 7] = [
    "scms/SCMS_cp1252_tsv.csv.gz",
    "scms/SCMS_utf8_tsv_cr.csv.gz",
    "scms/SCMS_utf8bom_cr_renamed_columns.csv.gz",
    "scms/SCMS_utf8bom_crlf.csv",
    "dirty-csv/MCGUM5__NYCDSA_Project-1/SCMS_Delivery_History_Dataset.csv",
    "dirty-csv/Hitesh-Nimbalkar__Shipment_Pricing_EDA/Data/SCMS_Delivery_History_Dataset.csv.zip",
    "dirty-csv/pratik0502__Global-Drug-Supply-Chain-A-Comprehensive-Analysis-of-Deliveries-Companies-Diseases-and-Expenditu/SCMS_Delivery_History_Dataset.csv",
];

/// One mapping for all copies: the first proposes it, a person adds the new names of columns and how dates are written.
fn mapping(first: Vec<u8>) -> Mapping {
    let options = InspectOptions { pivot_year: Some(2015), ..InspectOptions::default() };
    let mut document: MappingDocument = inspect(memory(first), &options).unwrap().mapping;
    document.dump = haulage_legacy::mapping::DumpDocument::default();
    document.defaults = StyleDocument {
        format: Some(vec!["DD-MON-RR".into(), "MM/DD/RR".into(), "MM/DD/YYYY".into(), "YYYY-MM-DD".into()]),
        pivot_year: Some(2015),
        double_encoded: Some(DoubleEncoded::Mend),
        ..StyleDocument::default()
    };
    for column in &mut document.columns {
        let date = column.column.ends_with("Date");
        let null = date.then(|| ["Date Not Captured", "Pre-PQ Process", "N/A - From RDC"].map(ToOwned::to_owned).to_vec());
        column.kind = if date { TypeName::Date } else { TypeName::Text };
        column.style = StyleDocument { null, ..StyleDocument::default() };
        column.also = match column.column.as_str() {
            "Unit of Measure (Per Pack)" => vec!["Unit_of_measure".into()],
            "Weight (Kilograms)" => vec!["Weight".into()],
            "Freight Cost (USD)" => vec!["Freight_Cost".into()],
            _ => Vec::new(),
        };
    }
    Mapping::new(document).unwrap()
}

fn rows(bytes: Vec<u8>, mapping: &Mapping) -> (BTreeMap<Vec<u8>, Vec<u8>>, Reader) {
    let mut reader = Reader::from_bytes(bytes, mapping).unwrap();
    let mut rows = BTreeMap::new();
    while let Some(entry) = reader.next_entry().unwrap() {
        match entry {
            Entry::Accepted(record) => assert!(rows.insert(record.key.to_vec(), record.row.to_vec()).is_none()),
            Entry::Refused(refusal) => panic!("{refusal:?}"),
        }
    }
    assert!(reader.accounts().balanced());
    (rows, reader)
}

#[test]
fn seven_copies_in_seven_dialects_are_the_same_shipments() {
    let Some(data) = shared("data") else { return };
    let read = |copy: &str| std::fs::read(data.join(copy)).unwrap();
    let mapping = mapping(read(COPIES[0]));
    let (first, _) = rows(read(COPIES[0]), &mapping);
    assert_eq!(first.len(), 10_324);
    let mut told = Vec::new();
    for copy in &COPIES[1..] {
        let (found, reader) = rows(read(copy), &mapping);
        assert!(found.keys().eq(first.keys()), "{copy} has other shipments");
        let mut differing = BTreeMap::<&str, u32>::new();
        for (key, row) in &found {
            for ((field, before), after) in mapping.fields().iter().zip(Values::new(&first[key])).zip(Values::new(row)) {
                if before != after {
                    *differing.entry(field.name.as_str()).or_default() += 1;
                }
            }
        }
        let renamed = reader.findings().columns_found.iter().filter(|found| found.code == "column.renamed").count();
        told.push((copy.rsplit('/').next().unwrap(), renamed, differing.into_iter().collect::<Vec<_>>()));
    }
    // One copy was saved by a program that took months for days, in the two columns where both could be one.
    let misread = vec![("po_sent_to_vendor_date", 1_704), ("pq_first_sent_to_client_date", 3_093)];
    let expected = [
        ("SCMS_utf8_tsv_cr.csv.gz", 0, vec![]),
        ("SCMS_utf8bom_cr_renamed_columns.csv.gz", 5, vec![]),
        ("SCMS_utf8bom_crlf.csv", 0, misread),
        ("SCMS_Delivery_History_Dataset.csv", 0, vec![]),
        ("SCMS_Delivery_History_Dataset.csv.zip", 0, vec![]),
        ("SCMS_Delivery_History_Dataset.csv", 0, vec![]),
    ];
    assert_eq!(told, expected);
}
