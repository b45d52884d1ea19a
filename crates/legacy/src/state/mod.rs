//! What was last accepted, in one file: every key with the digest of its row, in the order of the keys.
//!
//! The file is only ever written whole, beside the old one, and takes its name by an atomic rename: at any moment the name
//! stands for one complete generation. Reading and writing both stream, so that fifty million keys cost a few blocks of memory.
//!
//! | part | content |
//! |---|---|
//! | header, 64 bytes | magic, version, flags, generation, number of entries, lengths, digests of the other parts |
//! | blocks | length, number of entries, digest, then entries; a key is stored as what differs from the key before |
//! | record | JSON: the history of accepted dumps, the layout of the rows |

mod block;

mod file;
mod header;
mod history;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use std::io;

pub(crate) use self::file::sync_folder_of;
pub use self::{
    file::{Lock, Replacement, StateFile},
    history::{Counts, Events, History, Layout, PastRun},
    reader::Reader,
    writer::Writer,
};

/// How a key stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// The last accepted dump has it.
    #[default]
    Live,
    /// It has been missing since this generation, and is not yet taken as deleted.
    Missing(u64),
    /// It was found deleted in this generation. Whether that was announced, the [`History`] knows.
    Deleted(u64),
}

/// A key of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The canonical bytes of the key.
    pub key: &'a [u8],
    /// The digest of the row as last accepted.
    pub digest: u64,
    /// How it stands.
    pub status: Status,
    /// The canonical bytes of the row, where the state keeps rows; else empty.
    pub row: &'a [u8],
}

/// Why a state cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The file system said no.
    #[error("the state cannot be {doing}: {source}")]
    Io {
        /// What was tried: `read`, `written`.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not a state.
    #[error("the file is no state of Haulage")]
    Foreign,
    /// Written by a newer Haulage.
    #[error("the state has version {0}, which this Haulage does not know")]
    Version(u16),
    /// Some bytes are not those that were written.
    #[error("the state is damaged: {0}")]
    Damaged(&'static str),
    /// Another run holds it.
    #[error("another run holds the state")]
    Locked,
}

impl StateError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "state.io",
            Self::Foreign => "state.foreign",
            Self::Version(_) => "state.version",
            Self::Damaged(_) => "state.damaged",
            Self::Locked => "state.locked",
        }
    }

    pub(crate) const fn reading(source: io::Error) -> Self {
        Self::Io { doing: "read", source }
    }

    pub(crate) const fn writing(source: io::Error) -> Self {
        Self::Io { doing: "written", source }
    }
}
