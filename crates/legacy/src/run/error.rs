//! Why a run was not accepted. The state is then what it was.

use crate::{delta::DeltaError, digest::ContentDigest, record::ReadError, state::StateError, whole::Doubt};

/// Why a run was not accepted. The state is then what it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// Reading, comparing or writing failed.
    #[error(transparent)]
    Delta(#[from] DeltaError),
    /// There are signs that the dump is not whole.
    #[error("the dump is not whole: {}", causes(.0))]
    NotWhole(Vec<Doubt>),
    /// The dump was accepted before, and others after it.
    #[error("dump {dump} was accepted in generation {generation}, and others after it")]
    Older {
        /// The dump.
        dump: ContentDigest,
        /// When it was accepted.
        generation: u64,
    },
    /// The mapping is not that of the run before.
    #[error("the mapping is not that of the run before")]
    OtherMapping,
    /// The key has other fields than before: no key of the state can be found again.
    #[error("the key was {before:?} and is now {now:?}")]
    OtherKey {
        /// Its fields in the state.
        before: Vec<String>,
        /// Its fields now.
        now: Vec<String>,
    },
    /// A setting has a value that cannot be followed.
    #[error("{0}")]
    Setting(String),
    /// Nothing awaits confirmation.
    #[error("no deletions of generation {0} await confirmation")]
    NothingHeld(u64),
}

fn causes(doubts: &[Doubt]) -> String {
    doubts.iter().map(|doubt| doubt.cause.as_str()).collect::<Vec<_>>().join("; ")
}

impl RunError {
    /// Stable code for programs.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Delta(error) => error.code(),
            Self::NotWhole(_) => "sync.not_whole",
            Self::Older { .. } => "sync.older_dump",
            Self::OtherMapping => "sync.other_mapping",
            Self::OtherKey { .. } => "sync.other_key",
            Self::Setting(_) => "sync.setting",
            Self::NothingHeld(_) => "sync.nothing_held",
        }
    }
}

impl From<StateError> for RunError {
    fn from(error: StateError) -> Self {
        Self::Delta(error.into())
    }
}

impl From<ReadError> for RunError {
    fn from(error: ReadError) -> Self {
        Self::Delta(error.into())
    }
}
