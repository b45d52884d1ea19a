//! What many comparisons say together.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufRead},
};

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{Cause, Record};

/// Cases named for each cause.
const CASES: usize = 5;

/// What many comparisons say together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShadowReport {
    /// By operation, in the order of their names.
    pub operations: Vec<OperationCount>,
    /// Lines that are no record: cut off by a crash, or somebody else's.
    pub unreadable: u64,
}

/// How an operation stands to the legacy function.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OperationCount {
    /// The operation.
    pub operation: String,
    /// Comparisons.
    pub compared: u64,
    /// Different questions among them.
    pub distinct: u64,
    /// Comparisons without a difference.
    pub agreed: u64,
    /// Why the others differ, the most frequent first.
    pub causes: Vec<CauseCount>,
}

/// How often answers differ for one cause at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CauseCount {
    /// Why.
    pub cause: Cause,
    /// Where, with `*` for the place in a list.
    pub path: String,
    /// In how many comparisons.
    pub count: u64,
    /// The greatest distance between the numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest: Option<Amount>,
    /// Some cases, by the caller's own names.
    pub cases: Vec<String>,
}

#[derive(Default)]
struct Gathered {
    compared: u64,
    agreed: u64,
    requests: BTreeSet<String>,
    causes: BTreeMap<(Cause, String), CauseCount>,
}

/// Reads records of comparisons, one a line, and adds them up.
///
/// # Errors
/// When they cannot be read. A line that is no record is counted and left out.
pub fn report(mut records: impl BufRead) -> io::Result<ShadowReport> {
    let (mut operations, mut unreadable) = (BTreeMap::<String, Gathered>::new(), 0);
    let mut line = Vec::new();
    while records.read_until(b'\n', &mut line)? > 0 {
        match serde_json::from_slice::<Record>(&line) {
            Ok(record) => operations.entry(record.operation.clone()).or_default().add(&record),
            Err(_) if line.trim_ascii().is_empty() => {}
            Err(_) => unreadable += 1,
        }
        line.clear();
    }
    let operations = operations.into_iter().map(|(operation, gathered)| gathered.counted(operation)).collect();
    Ok(ShadowReport { operations, unreadable })
}

impl Gathered {
    fn add(&mut self, record: &Record) {
        self.compared += 1;
        self.agreed += u64::from(record.differences.is_empty());
        self.requests.insert(record.request.to_string());
        let mut told = BTreeSet::new();
        for difference in &record.differences {
            let path = without_indices(&difference.path);
            let first = told.insert((difference.cause, path.clone()));
            let fresh = || CauseCount { cause: difference.cause, path: path.clone(), count: 0, largest: None, cases: Vec::new() };
            let cause = self.causes.entry((difference.cause, path.clone())).or_insert_with(fresh);
            cause.largest = cause.largest.max(difference.by.map(|by| Amount(by.0.abs())));
            if first {
                cause.count += 1;
                let room = CASES.saturating_sub(cause.cases.len());
                cause.cases.extend(record.case.iter().take(room).cloned());
            }
        }
    }

    fn counted(self, operation: String) -> OperationCount {
        let mut causes: Vec<CauseCount> = self.causes.into_values().collect();
        causes.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (a.cause, &a.path).cmp(&(b.cause, &b.path))));
        let (compared, distinct, agreed) = (self.compared, self.requests.len() as u64, self.agreed);
        OperationCount { operation, compared, distinct, agreed, causes }
    }
}

fn without_indices(path: &str) -> String {
    let is_index = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    path.split('/').map(|step| if is_index(step) { "*" } else { step }).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        digest::ContentDigest,
        shadow::{append, record::RecordedDifference},
    };

    fn record(case: &str, differences: &[(&str, Cause, i64)]) -> Record {
        let differences = differences.iter().map(|(path, cause, by)| RecordedDifference {
            path: (*path).into(),
            cause: *cause,
            by: Some(Amount(Decimal::new(*by, 2))),
        });
        let request = ContentDigest::of(case.as_bytes());
        Record { operation: "quote".into(), request, at: None, case: Some(case.into()), differences: differences.collect() }
    }

    #[test]
    fn records_add_up_by_cause_and_a_cut_off_line_is_counted() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let records = [
            record("a", &[]),
            record("b", &[("/lines/0/amount", Cause::Rounding, 1), ("/lines/3/amount", Cause::Rounding, -2)]),
            record("c", &[("/lines/1/amount", Cause::Rounding, 1), ("/zone", Cause::Text, 0)]),
            record("a", &[]),
        ];
        for record in &records {
            append(file.path(), record).unwrap();
        }
        let mut text = std::fs::read(file.path()).unwrap();
        text.extend_from_slice(b"\n{\"operation\":\"quo");
        let report = report(text.as_slice()).unwrap();
        assert_eq!(report.unreadable, 1);
        let quote = &report.operations[0];
        assert_eq!((quote.compared, quote.distinct, quote.agreed), (4, 3, 2));
        let rounding = &quote.causes[0];
        assert_eq!(
            (rounding.path.as_str(), rounding.count, rounding.largest),
            ("/lines/*/amount", 2, Some(Amount(Decimal::new(2, 2))))
        );
        assert_eq!((rounding.cases.clone(), quote.causes[1].cause), (vec!["b".to_owned(), "c".to_owned()], Cause::Text));
    }
}
