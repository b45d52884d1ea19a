//! A lifecycle as it is written down, by us or by a company of its own.

use serde::{Deserialize, Serialize};

use super::{Move, Name, Portion, Tally};

/// A lifecycle as data. [`Lifecycle::new`](super::Lifecycle::new) turns it into one that is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LifecycleDocument {
    /// What it is called.
    pub name: Name,
    /// Which edition of it. Carried without effect.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The state in which a shipment begins.
    pub initial: Name,
    /// Who may act.
    pub roles: Vec<Name>,
    /// Documents that guards may require.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Name>,
    /// Where a shipment can be.
    pub states: Vec<StateRule>,
    /// What can be asked for.
    pub commands: Vec<CommandRule>,
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StateRule {
    /// What it is called.
    pub name: Name,
    /// Present where the shipment ends. Of two terminal facts that contradict each other the higher rank stands until one
    /// of them is corrected; ranks are distinct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminal_rank: Option<u32>,
}

/// One command: who may ask for it, from where, what must hold, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommandRule {
    /// What it is called: `deliver`.
    pub name: Name,
    /// The event that records it: `delivered`. Commands that record the same event lead to the same state.
    pub event: Name,
    /// The states in which it may be asked for.
    pub from: Vec<Name>,
    /// The state it leads to.
    pub to: Name,
    /// Who may ask for it.
    pub roles: Vec<Name>,
    /// What must hold, all of it, once the command has taken effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<Guard>,
    /// Where it moves pieces, if it moves any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moves: Option<Move>,
}

/// A condition on a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Guard {
    /// The document has been handed in, earlier or with the command.
    Document {
        /// Which one.
        name: Name,
    },
    /// So many of the pieces ordered.
    Pieces {
        /// Which count, after the command has moved its pieces.
        of: Tally,
        /// What it must be.
        is: Portion,
    },
    /// The command says what went wrong.
    Exception,
    /// No exception waits for somebody's action.
    Settled,
}

impl core::fmt::Display for Guard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Document { name } => write!(f, "document {name}"),
            Self::Pieces { of, is } => write!(f, "{} {}", of.word(), is.word()),
            Self::Exception => f.write_str("exception stated"),
            Self::Settled => f.write_str("exceptions settled"),
        }
    }
}

impl Tally {
    /// The word for it in documents and drawings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PickedUp => "picked_up",
            Self::Delivered => "delivered",
            Self::Returned => "returned",
            Self::Lost => "lost",
            Self::OnHand => "on_hand",
        }
    }
}

impl Portion {
    /// The word for it in documents and drawings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Part => "part",
            Self::All => "all",
            Self::Some => "some",
            Self::NotAll => "not_all",
        }
    }
}
