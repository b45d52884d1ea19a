//! What each column of a dump holds, why rows were refused, and what has drifted since the last dump.

mod drift;
mod report;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    bytes::charset::mend_double_encoding,
    mapping::{Mapping, TypeName},
    reader::{Findings, Reader},
    record::{Accounts, Entry, ReadError, Refusal, Rows},
    value::{Value, Values},
};

pub use drift::{Drift, drift};

/// A dump in figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// What the rows are, as the mapping names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where every byte went.
    pub accounts: Accounts,
    /// Whether they add up.
    pub balanced: bool,
    /// The file as a whole.
    pub findings: Findings,
    /// Each field, in the order of a record.
    pub fields: Vec<FieldProfile>,
    /// Reasons of refusals: code, column and how many.
    pub refusals: Vec<RefusalCount>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldProfile {
    /// The field.
    pub field: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: TypeName,
    /// Rows without a value.
    pub nulls: u64,
    /// Different values; at least so many when `distinct_is_least`.
    pub distinct: u64,
    /// Whether there were more different values than are counted.
    pub distinct_is_least: bool,
    /// The least value, as text. Not told of personal fields, nor the greatest, nor the most frequent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    /// The greatest value, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greatest: Option<String>,
    /// The values that stand most often, where they come again, with how often.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frequent: Vec<Frequent>,
    /// Texts that were encoded twice and stay so.
    pub double_encoded: u64,
}

/// A value and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frequent {
    /// The value, as text.
    pub value: String,
    /// Rows that have it.
    pub rows: u64,
}

/// A reason of refusals and how often it was one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefusalCount {
    /// The code.
    pub code: String,
    /// The column; absent when the whole row is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How often.
    pub rows: u64,
}

/// Different values of a field that are counted.
const COUNTED: usize = 10_000;
const FREQUENT: usize = 10;
const SHOWN: usize = 80;

/// Counts what rows hold, one after the other, in bounded memory.
#[derive(Debug)]
pub struct Profiler {
    name: Option<String>,
    fields: Vec<Counted>,
    refusals: BTreeMap<(String, Option<String>), u64>,
}

#[derive(Debug)]
struct Counted {
    profile: FieldProfile,
    personal: bool,
    /// Canonical bytes sort as their values do but for decimals, which are compared as values.
    counts: BTreeMap<Vec<u8>, u64>,
    least: Option<Vec<u8>>,
    greatest: Option<Vec<u8>>,
}

impl Profiler {
    /// A profile of nothing yet.
    #[must_use]
    pub fn new(mapping: &Mapping) -> Self {
        let fields = mapping.fields().iter().map(|field| Counted {
            profile: FieldProfile {
                field: field.name.clone(),
                kind: field.kind,
                nulls: 0,
                distinct: 0,
                distinct_is_least: false,
                least: None,
                greatest: None,
                frequent: Vec::new(),
                double_encoded: 0,
            },
            personal: field.personal,
            counts: BTreeMap::new(),
            least: None,
            greatest: None,
        });
        Self { name: mapping.document().name.clone(), fields: fields.collect(), refusals: BTreeMap::new() }
    }

    /// Counts a row in canonical bytes.
    pub fn row(&mut self, row: &[u8]) {
        let mut values = Values::new(row);
        for field in &mut self.fields {
            let Some(bytes) = values.next_bytes() else { return };
            field.count(bytes);
        }
    }

    /// Counts a refusal.
    pub fn refusal(&mut self, refusal: &Refusal) {
        for reason in &refusal.reasons {
            *self.refusals.entry((reason.code.to_string(), reason.column.clone())).or_default() += 1;
        }
    }

    /// The profile, with what the reader knows of the file.
    #[must_use]
    pub fn finish(self, accounts: Accounts, findings: &Findings) -> Profile {
        Profile {
            name: self.name,
            balanced: accounts.balanced(),
            accounts,
            findings: findings.clone(),
            fields: self.fields.into_iter().map(Counted::finish).collect(),
            refusals: self.refusals.into_iter().map(|((code, column), rows)| RefusalCount { code, column, rows }).collect(),
        }
    }
}

impl Counted {
    fn count(&mut self, bytes: &[u8]) {
        let Some(value) = Values::new(bytes).next() else { return };
        match value {
            Value::Null => {
                self.profile.nulls += 1;
                return;
            }
            Value::Text(text) if mend_double_encoding(text).is_some() => self.profile.double_encoded += 1,
            _ => {}
        }
        if let Some(count) = self.counts.get_mut(bytes) {
            *count += 1;
            return;
        }
        if self.counts.len() < COUNTED {
            self.counts.insert(bytes.to_vec(), 1);
        } else {
            self.profile.distinct_is_least = true;
        }
        let other = |kept: &Option<Vec<u8>>, wanted| {
            kept.as_ref().and_then(|kept| Values::new(kept).next()).is_none_or(|kept| value.cmp(&kept) == wanted)
        };
        if other(&self.least, core::cmp::Ordering::Less) {
            self.least = Some(bytes.to_vec());
        }
        if other(&self.greatest, core::cmp::Ordering::Greater) {
            self.greatest = Some(bytes.to_vec());
        }
    }

    fn finish(self) -> FieldProfile {
        let show =
            |bytes: &[u8]| Values::new(bytes).next().map(|value| value.to_string().chars().take(SHOWN).collect::<String>());
        let mut profile = FieldProfile { distinct: self.counts.len() as u64, ..self.profile };
        if self.personal {
            return profile;
        }
        profile.least = self.least.as_deref().and_then(show);
        profile.greatest = self.greatest.as_deref().and_then(show);
        let mut frequent: Vec<(&Vec<u8>, u64)> =
            self.counts.iter().filter(|(_, rows)| **rows > 1).map(|(bytes, rows)| (bytes, *rows)).collect();
        frequent.sort_by_key(|(_, rows)| core::cmp::Reverse(*rows));
        frequent.truncate(FREQUENT);
        profile.frequent =
            frequent.into_iter().filter_map(|(bytes, rows)| Some(Frequent { value: show(bytes)?, rows })).collect();
        profile
    }
}

impl Profile {
    /// Reads a dump to its end and profiles it.
    ///
    /// # Errors
    /// When the dump cannot be read on.
    pub fn of(reader: &mut Reader, mapping: &Mapping) -> Result<Self, ReadError> {
        let mut profiler = Profiler::new(mapping);
        while let Some(entry) = reader.next_entry()? {
            match entry {
                Entry::Accepted(record) => profiler.row(record.row),
                Entry::Refused(refusal) => profiler.refusal(&refusal),
            }
        }
        Ok(profiler.finish(reader.accounts(), reader.findings()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::MappingDocument;

    const MAPPING: &str = "key = [\"id\"]\nname = \"parcels\"\ncolumns = [\
        { column = \"ID\", field = \"id\", type = \"integer\" }, { column = \"STATUS\", field = \"status\", type = \"text\" }, \
        { column = \"NAME\", field = \"name\", type = \"text\", personal = true }]";

    fn profile(dump: &str) -> Profile {
        let mapping = Mapping::new(MappingDocument::from_toml(MAPPING).unwrap()).unwrap();
        Profile::of(&mut Reader::from_bytes(dump.as_bytes().to_vec(), &mapping).unwrap(), &mapping).unwrap()
    }

    #[test]
    fn a_profile_counts_what_each_field_holds_and_hides_what_is_personal() {
        let found = profile("ID,STATUS,NAME\n2,NEW,Anna\n10,NEW,Anna\n3,,MÃ¼ller\nx,OLD,y\n");
        let [id, status, name] = found.fields.as_slice() else { panic!() };
        assert_eq!((id.least.as_deref(), id.greatest.as_deref(), id.distinct), (Some("2"), Some("10"), 3));
        assert_eq!((status.nulls, status.frequent[0].clone()), (1, Frequent { value: "NEW".into(), rows: 2 }));
        assert_eq!((name.distinct, name.double_encoded, &name.least, name.frequent.len()), (2, 1, &None, 0));
        assert_eq!(found.refusals, [RefusalCount { code: "number.malformed".into(), column: Some("ID".into()), rows: 1 }]);
        assert!(found.balanced);
    }

    #[test]
    fn drift_names_what_a_person_should_look_at() {
        let dump = |rows: i32, status: fn(i32) -> &'static str| {
            let rows: Vec<String> = (0..rows).map(|id| format!("{id},{},a\n", status(id))).collect();
            profile(&format!("ID,STATUS,NAME\n{}", rows.concat()))
        };
        let before = dump(100, |_| "NEW");
        let after = dump(50, |id| if id % 2 == 0 { "" } else { "LOST" });
        let codes: Vec<_> = drift(&before, &after).into_iter().map(|drift| (drift.code, drift.field)).collect();
        assert!(codes.contains(&("rows".into(), None)), "{codes:?}");
        assert!(codes.contains(&("nulls".into(), Some("status".into()))));
        assert!(codes.contains(&("new_value".into(), Some("status".into()))));
        assert!(drift(&before, &before).is_empty());
    }

    #[test]
    fn the_report_is_a_page_of_its_own_and_no_value_is_markup() {
        let found = profile("ID,STATUS,NAME\n1,<b>,a\n2,<b>,a\n");
        let page = found.to_html(&[]);
        assert!(page.starts_with("<!doctype html>") && page.contains("&lt;b&gt;") && !page.contains("<b>"));
        assert!(!page.contains("http"), "a page that asks nobody");
        assert!(found.to_text(&[]).contains("parcels"));
    }
}
