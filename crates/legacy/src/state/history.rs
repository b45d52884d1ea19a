//! What a state knows of the dumps it accepted.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::{digest::ContentDigest, record::Accounts};

/// The fields of a row, so that canonical bytes can be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The names of all fields, in the order of the row.
    pub fields: Vec<String>,
    /// Which of them are the key, in the order of the key.
    pub keys: Vec<usize>,
    /// The digest of the mapping that made the rows: another mapping may read the same dump as other values.
    pub mapping: ContentDigest,
}

impl Layout {
    /// The names of the key's fields.
    #[must_use]
    pub fn key_names(&self) -> Vec<String> {
        self.keys.iter().filter_map(|key| self.fields.get(*key).cloned()).collect()
    }
}

/// How many keys came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Counts {
    /// Keys that were never there before.
    pub inserted: u64,
    /// Keys whose row says something else.
    pub updated: u64,
    /// Keys taken as deleted and announced so.
    pub deleted: u64,
    /// Keys that were deleted and are there again.
    pub reappeared: u64,
    /// Keys whose row says the same.
    pub unchanged: u64,
    /// Keys missing, but not for long enough to be taken as deleted.
    pub missing: u64,
    /// Keys whose deletion awaits confirmation.
    pub held: u64,
}

impl Counts {
    /// How many events that makes.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.inserted + self.updated + self.deleted + self.reappeared
    }
}

/// A generation of the state: a dump that was accepted, or a confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastRun {
    /// Its number, from 1.
    pub generation: u64,
    /// The content of the dump; none for a confirmation of deletions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dump: Option<ContentDigest>,
    /// Bytes of the dump as it was delivered.
    #[serde(default)]
    pub bytes: u64,
    /// Whether the last row ended with a line end.
    #[serde(default)]
    pub ends_with_line: bool,
    /// Where its bytes went.
    #[serde(default)]
    pub accounts: Accounts,
    /// What became of its keys.
    pub counts: Counts,
    /// The events it announced: how many bytes, and their digest.
    pub events: Events,
}

/// The events of a generation, as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// How many.
    pub count: u64,
    /// Bytes of the lines.
    pub bytes: u64,
    /// Digest of the lines.
    pub digest: ContentDigest,
}

/// Everything a state remembers beside its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Counts the accepted runs. A state that was never written has 0.
    pub generation: u64,
    /// Which dumps led here, in which order: two states of the same lineage are the same state.
    pub lineage: ContentDigest,
    /// How rows are laid out.
    pub layout: Layout,
    /// Keys that are there now.
    pub live: u64,
    /// Generations whose deletions await confirmation.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub held: BTreeSet<u64>,
    /// The last accepted runs, oldest first.
    pub runs: VecDeque<PastRun>,
}

impl History {
    /// Runs remembered: a year of nights.
    pub const RUNS: usize = 366;

    /// Of a state in which nothing was accepted yet.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        let lineage = ContentDigest::of(b"");
        Self { generation: 0, lineage, layout, live: 0, held: BTreeSet::new(), runs: VecDeque::new() }
    }

    /// The runs that accepted a dump, newest first.
    pub fn dumps(&self) -> impl Iterator<Item = (&PastRun, ContentDigest)> {
        self.runs.iter().rev().filter_map(|run| Some((run, run.dump?)))
    }

    /// The lineage of the generation after this one, if it accepts `dump`.
    #[must_use]
    pub fn next_lineage(&self, dump: Option<ContentDigest>) -> ContentDigest {
        let dump = dump.map_or_else(|| "confirmed".to_owned(), String::from);
        ContentDigest::of(format!("{} {} {dump}", self.lineage, self.generation + 1).as_bytes())
    }

    /// Enters an accepted run.
    pub fn accept(&mut self, run: PastRun) {
        self.lineage = self.next_lineage(run.dump);
        self.generation = run.generation;
        self.runs.push_back(run);
        while self.runs.len() > Self::RUNS {
            self.runs.pop_front();
        }
    }
}
