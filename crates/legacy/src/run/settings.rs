//! How a dump is taken in.

use serde::{Deserialize, Serialize};

use crate::{
    delta::{Deletes, Duplicates},
    whole::WholeRules,
};

/// How a dump is taken in. Every setting has a default that loses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Keep the rows themselves, so that updates and deletions tell the old values. Costs as much room as the dump.
    pub keep_rows: bool,
    /// What the first dump of a state announces.
    pub first: First,
    /// Whether keys that the dump does not have are left alone: it holds some rows, not all.
    pub partial: bool,
    /// When a missing key is taken as deleted.
    pub deletes: Deletes,
    /// Which of several rows of one key counts.
    pub duplicates: Duplicates,
    /// What a dump must fulfil to be taken as whole.
    pub whole: WholeRules,
    /// What to do when the mapping is not that of the run before.
    pub other_mapping: OtherMapping,
    /// Take a dump that was accepted before, and then followed by others, once more. While deletions are held one is taken
    /// anyway: it is what they wait for.
    pub accept_older: bool,
    /// Memory for sorting, in mebibytes; rows beyond it wait in files without a name beside the state.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1024)))]
    pub memory_mib: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keep_rows: false,
            first: First::Events,
            partial: false,
            deletes: Deletes::default(),
            duplicates: Duplicates::First,
            whole: WholeRules::default(),
            other_mapping: OtherMapping::Refuse,
            accept_older: false,
            memory_mib: 48,
        }
    }
}

/// What the first dump of a state announces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum First {
    /// Every row, as inserted.
    #[default]
    Events,
    /// Nothing: it is what changes are told against.
    Baseline,
}

/// What to do when the mapping is not that of the run before: the same dump may now read as other values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OtherMapping {
    /// Refuse the run, so that nobody announces a whole table as updated by mistake.
    #[default]
    Refuse,
    /// Take the new values as they are. Where rows are kept, fields that both mappings have are compared by name; where they
    /// are not, rows of known keys count as unchanged this once.
    Accept,
}
