//! A state, written entry by entry.

use std::io::{Seek, SeekFrom, Write};

use super::{
    Entry, History, StateError,
    block::Filling,
    header::{self, Header},
};
use crate::digest;

/// Writes a state. Entries come in ascending order of their keys.
#[derive(Debug)]
pub struct Writer<W> {
    sink: W,
    keeps_rows: bool,
    filling: Filling,
    block: Vec<u8>,
    last: Vec<u8>,
    entries: u64,
    blocks: u64,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins a state at the start of `sink`, with the rows themselves or with their digests alone.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn new(mut sink: W, keeps_rows: bool) -> Result<Self, StateError> {
        // The place of the header; what stands there now would not be taken for one.
        sink.write_all(&[0; header::LENGTH]).map_err(StateError::writing)?;
        let (filling, block, last) = (Filling::default(), Vec::new(), Vec::new());
        Ok(Self { sink, keeps_rows, filling, block, last, entries: 0, blocks: 0 })
    }

    /// Appends an entry.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn push(&mut self, entry: &Entry<'_>) -> Result<(), StateError> {
        debug_assert!(self.entries == 0 || self.last.as_slice() < entry.key, "keys ascend");
        if cfg!(debug_assertions) {
            entry.key.clone_into(&mut self.last);
        }
        self.filling.push(entry, self.keeps_rows);
        self.entries += 1;
        if self.filling.is_full() { self.close_block() } else { Ok(()) }
    }

    fn close_block(&mut self) -> Result<(), StateError> {
        self.filling.close(&mut self.block);
        self.blocks += self.block.len() as u64;
        self.sink.write_all(&self.block).map_err(StateError::writing)
    }

    /// Ends the state; the sink then holds all of it, at the position behind it.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn finish(mut self, history: &History) -> Result<W, StateError> {
        if !self.filling.is_empty() {
            self.close_block()?;
        }
        let record = serde_json::to_vec(history).map_err(|error| StateError::writing(error.into()))?;
        let header = Header {
            keeps_rows: self.keeps_rows,
            generation: history.generation,
            entries: self.entries,
            blocks: self.blocks,
            record: u32::try_from(record.len()).map_err(|error| StateError::writing(std::io::Error::other(error)))?,
            record_digest: digest::short(&record),
        };
        let finish = |sink: &mut W| {
            sink.write_all(&record)?;
            sink.seek(SeekFrom::Start(0))?;
            sink.write_all(&header.to_bytes())?;
            sink.seek(SeekFrom::End(0))?;
            sink.flush()
        };
        finish(&mut self.sink).map_err(StateError::writing)?;
        Ok(self.sink)
    }
}
