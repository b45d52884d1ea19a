//! What a run tells of itself.

use serde::{Deserialize, Serialize};

use crate::{
    delta::{Duplicate, KeyChange},
    digest::ContentDigest,
    record::Accounts,
    state::{Counts, Events, History, PastRun},
};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The dump was accepted, in a generation of its own.
    Applied,
    /// The dump was the last one accepted: nothing was to be done.
    AlreadyApplied,
    /// Deletions that were held are announced.
    Confirmed,
}

/// What a run tells of itself. All but the first lines is kept with the state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// How it ended.
    pub outcome: Outcome,
    /// The generation of the state now.
    pub generation: u64,
    /// The content of the dump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dump: Option<ContentDigest>,
    /// Bytes of the dump as it was delivered.
    pub bytes: u64,
    /// Whether its last row ended with a line end.
    pub ends_with_line: bool,
    /// The generation whose dump is a beginning of this one: that one was half of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<u64>,
    /// Where its bytes went.
    pub accounts: Accounts,
    /// What became of its keys.
    pub counts: Counts,
    /// Generations whose deletions await confirmation.
    pub held: Vec<u64>,
    /// Refused rows whose key nobody could read.
    pub unreadable: u64,
    /// Rows that do not count because another row has their key; the first thousand.
    pub duplicates: Vec<Duplicate>,
    /// Keys that probably changed; the first hundred.
    pub key_changes: Vec<KeyChange>,
    /// The events it announced.
    pub events: Events,
}

impl Report {
    /// Of a dump that was the last one accepted.
    pub(super) fn already(history: &History, last: &PastRun) -> Self {
        Self {
            outcome: Outcome::AlreadyApplied,
            generation: history.generation,
            dump: last.dump,
            bytes: last.bytes,
            ends_with_line: last.ends_with_line,
            accounts: last.accounts,
            counts: last.counts,
            held: history.held.iter().copied().collect(),
            events: last.events,
            ..Self::confirmed(history.generation)
        }
    }

    /// Of a confirmation, before it was counted.
    pub(super) fn confirmed(generation: u64) -> Self {
        Self {
            outcome: Outcome::Confirmed,
            generation,
            dump: None,
            bytes: 0,
            ends_with_line: true,
            continues: None,
            accounts: Accounts::default(),
            counts: Counts::default(),
            held: Vec::new(),
            unreadable: 0,
            duplicates: Vec::new(),
            key_changes: Vec::new(),
            events: Events { count: 0, bytes: 0, digest: ContentDigest::of(b"") },
        }
    }

    /// What the state remembers of it.
    pub(super) fn as_past_run(&self) -> PastRun {
        PastRun {
            generation: self.generation,
            dump: self.dump,
            bytes: self.bytes,
            ends_with_line: self.ends_with_line,
            accounts: self.accounts,
            counts: self.counts,
            events: self.events,
        }
    }
}
