//! Rows that say what the state says already, found while the dump is read.

use std::io::{Read, Seek};

use crate::state::{Reader, StateError, Status};

/// Walks the state beside a dump that comes in the order of its keys. A row that it knows need not be carried along: nothing
/// will be told of it. In a dump in another order it knows few rows, which costs time and nothing else.
pub(super) struct Known<R> {
    state: Reader<R>,
    ended: bool,
}

impl<R: Read + Seek> Known<R> {
    /// Of a state that stands before its first entry.
    pub(super) fn new(state: Reader<R>) -> Self {
        Self { state, ended: false }
    }

    /// Whether the state has the key, and that it says the same.
    pub(super) fn says(&mut self, key: &[u8], digest: u64) -> Result<bool, StateError> {
        loop {
            if let Some(entry) = self.state.current()
                && entry.key >= key
            {
                return Ok(entry.key == key && entry.digest == digest && entry.status == Status::Live);
            }
            if self.ended {
                return Ok(false);
            }
            self.ended = self.state.advance()?.is_none();
        }
    }
}
