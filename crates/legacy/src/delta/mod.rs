//! Two dumps compared, key by key: what was inserted, updated, deleted, what reappeared, what stayed.
//!
//! Both sides come in the order of their keys and are merged, so that memory does not grow with the dump.

mod announce;
mod compare;
mod fields;
mod group;
mod rekey;
#[cfg(test)]
mod tests;

use std::io;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    announce::{Announce, Announcement, Announcer},
    compare::{Before, Compared, Comparison},
    fields::{Content, Fields},
    group::{Group, Groups},
};
pub use self::{
    announce::{Event, Kind},
    group::Duplicate,
    rekey::KeyChange,
};
use crate::{record::ReadError, state::StateError};

/// Where a row stands in its dump.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Physical line on which it begins, the first line of the file being 1.
    pub line: u64,
    /// Byte offset at which it begins, in the file as it is after decompression.
    pub offset: u64,
    /// Bytes it takes, its line end included.
    pub length: u64,
}

/// Which of several rows of one key counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// The first; the others are counted as duplicates.
    #[default]
    First,
    /// The last.
    Last,
    /// None: what was accepted of the key before stays as it was.
    Neither,
}

/// When a key that the dump no longer has is taken as deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Deletes {
    /// After how many dumps in a row without it. 0: never, keys only ever come.
    pub after_runs: u32,
    /// A dump with rows so broken that their keys cannot be read may still have the missing key: wait for one dump more.
    pub wait_for_unreadable: bool,
    /// Deletions of more than this share of all keys, in percent, are held until somebody confirms them.
    pub hold_above_percent: u32,
    /// Whatever their share, up to this many deletions are never held.
    pub never_hold_up_to: u64,
    /// For how many runs a deleted key is remembered, so that its return is noticed.
    pub remember_runs: u64,
    /// A column by which the legacy system marks a row as deleted instead of leaving it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked_by: Option<DeleteMark>,
}

impl Default for Deletes {
    fn default() -> Self {
        Self {
            after_runs: 1,
            wait_for_unreadable: true,
            hold_above_percent: 5,
            never_hold_up_to: 10,
            remember_runs: 366,
            marked_by: None,
        }
    }
}

impl Deletes {
    /// Whether so many deletions among so many keys need somebody's confirmation.
    #[must_use]
    pub const fn are_held(&self, deletions: u64, keys: u64) -> bool {
        deletions > self.never_hold_up_to && deletions.saturating_mul(100) > keys.saturating_mul(self.hold_above_percent as u64)
    }
}

/// A row is taken as deleted when this field has one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeleteMark {
    /// The field.
    pub field: String,
    /// Its values that mean deleted, as a person writes them: `Y`, `true`, `2004-06-07`.
    pub values: Vec<String>,
}

/// Why two dumps could not be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeltaError {
    /// The dump cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The state cannot be read or written.
    #[error(transparent)]
    State(#[from] StateError),
    /// Rows could not be put aside for sorting.
    #[error("rows cannot be put aside for sorting: {0}")]
    Sort(io::Error),
    /// Events could not be written.
    #[error("the events cannot be written: {0}")]
    Events(io::Error),
}

impl DeltaError {
    /// Stable code for programs.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Read(error) => error.code(),
            Self::State(error) => error.code(),
            Self::Sort(_) => "sync.scratch",
            Self::Events(_) => "sync.events",
        }
    }
}
