//! JSON lines that a run writes beside the state, or in memory.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;

use crate::{
    digest::StreamDigest,
    state::{Events, Replacement, StateError, sync_folder_of},
};

/// Lines being written. No file is made for no lines.
pub(super) struct Lines {
    sink: Sink,
    digest: StreamDigest,
}

enum Sink {
    Memory(Vec<u8>),
    File { path: PathBuf, file: Option<Replacement> },
}

impl Lines {
    /// Lines of a generation, in a folder beside the state.
    pub(super) fn beside(path: PathBuf) -> Self {
        Self { sink: Sink::File { path, file: None }, digest: StreamDigest::with_marks(Vec::new()) }
    }

    pub(super) fn in_memory() -> Self {
        Self { sink: Sink::Memory(Vec::new()), digest: StreamDigest::with_marks(Vec::new()) }
    }

    pub(super) fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.write_all(&line)
    }

    /// What was written up to now.
    pub(super) fn written(&self, count: u64) -> Events {
        Events { count, bytes: self.digest.length(), digest: self.digest.digest() }
    }

    pub(super) fn into_memory(self) -> Vec<u8> {
        match self.sink {
            Sink::Memory(bytes) => bytes,
            Sink::File { .. } => Vec::new(),
        }
    }

    /// Makes them durable under their name, in place of what an earlier run may have left there when it died.
    pub(super) fn commit(self) -> Result<(), StateError> {
        match self.sink {
            Sink::File { file: Some(file), .. } => file.commit(),
            Sink::File { path, file: None } => match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(StateError::writing(error)),
                _ => Ok(()),
            },
            Sink::Memory(_) => Ok(()),
        }
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = match &mut self.sink {
            Sink::Memory(all) => all.write(bytes)?,
            Sink::File { file: Some(file), .. } => file.write(bytes)?,
            Sink::File { path, file } => file.insert(begun(path)?).write(bytes)?,
        };
        self.digest.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::File { file: Some(file), .. } => file.flush(),
            _ => Ok(()),
        }
    }
}

fn begun(path: &Path) -> io::Result<Replacement> {
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        fs::create_dir_all(folder)?;
        sync_folder_of(folder)?;
    }
    Replacement::of(path, path.with_extension("next"))
}
