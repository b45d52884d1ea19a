//! The state as a file: found, locked, replaced whole.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

use fs4::{FileExt, TryLockError};

use super::{Reader, StateError};

/// A state by its path, there or not.
#[derive(Debug, Clone)]
pub struct StateFile {
    path: PathBuf,
}

/// Held by the one run that may replace the state; given back when dropped, also by the death of the process.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Given back at once, and not only when a process that was forked meanwhile has closed its copy too.
        let _ = FileExt::unlock(&self.file);
    }
}

impl StateFile {
    /// The state at this path.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A path beside the state, its name followed by `suffix`.
    #[must_use]
    pub fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.file_name().map_or_else(|| OsString::from("state"), OsString::from);
        name.push(suffix);
        self.path.with_file_name(name)
    }

    /// The folder that it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// The file of a generation in a folder beside the state.
    #[must_use]
    pub fn of_generation(&self, suffix: &str, generation: u64) -> PathBuf {
        self.beside(suffix).join(format!("{generation:010}.jsonl"))
    }

    /// Takes the lock, or says at once that another run has it.
    ///
    /// # Errors
    /// [`StateError::Locked`], or [`StateError::Io`].
    pub fn lock(&self) -> Result<Lock, StateError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.beside(".lock"));
        let file = file.map_err(StateError::writing)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => Err(StateError::Locked),
            Err(TryLockError::Error(error)) => Err(StateError::writing(error)),
        }
    }

    /// Opens it; nothing where there is none yet.
    ///
    /// # Errors
    /// [`StateError`] when it cannot be read, is no state, or is damaged.
    pub fn open(&self) -> Result<Option<Reader<BufReader<File>>>, StateError> {
        match File::open(&self.path) {
            Ok(file) => Reader::open(BufReader::with_capacity(1 << 18, file)).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StateError::reading(error)),
        }
    }

    /// Begins its next version. What a killed run left of one is overwritten.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn replacement(&self) -> Result<Replacement, StateError> {
        Replacement::of(&self.path, self.beside(".next")).map_err(StateError::writing)
    }
}

/// A file being written beside the one whose name it will take.
#[derive(Debug)]
pub struct Replacement {
    written: PathBuf,
    name: PathBuf,
    /// Until it is committed.
    file: Option<BufWriter<File>>,
    named: bool,
}

impl Replacement {
    /// Begins the file `written`, to be renamed to `name`.
    pub(crate) fn of(name: &Path, written: PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(true).write(true).open(&written)?;
        Ok(Self { written, name: name.to_owned(), file: Some(BufWriter::with_capacity(1 << 18, file)), named: false })
    }

    /// Makes it durable and gives it its name. After that it stands, whatever happens; before, nothing has changed. Where
    /// only the name could not be made durable it may stand either way, and whoever repeats the run finds out.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn commit(mut self) -> Result<(), StateError> {
        let mut commit = || {
            if let Some(file) = self.file.take() {
                file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            }
            fs::rename(&self.written, &self.name)?;
            self.named = true;
            sync_folder_of(&self.name)
        };
        commit().map_err(StateError::writing)
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl io::Seek for Replacement {
    fn seek(&mut self, position: io::SeekFrom) -> io::Result<u64> {
        self.file.as_mut().map_or(Ok(0), |file| file.seek(position))
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // Not committed: nobody will read it. Where it cannot be removed, the next run overwrites it.
        if !self.named {
            self.file = None;
            let _ = fs::remove_file(&self.written);
        }
    }
}

/// A rename is durable once its folder is.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system orders renames itself.
#[cfg(not(unix))]
pub(crate) fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
