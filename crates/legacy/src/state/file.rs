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
    _file: File,
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

    /// Takes the lock, or says at once that another run has it.
    ///
    /// # Errors
    /// [`StateError::Locked`], or [`StateError::Io`].
    pub fn lock(&self) -> Result<Lock, StateError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.beside(".lock"));
        let file = file.map_err(StateError::writing)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Lock { _file: file }),
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
    file: Option<BufWriter<File>>,
}

impl Replacement {
    /// Begins the file `written`, to be renamed to `name`.
    pub(crate) fn of(name: &Path, written: PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(true).write(true).open(&written)?;
        Ok(Self { written, name: name.to_owned(), file: Some(BufWriter::with_capacity(1 << 18, file)) })
    }

    /// Makes it durable and gives it its name. After that it stands, whatever happens; before, nothing has changed.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn commit(mut self) -> Result<(), StateError> {
        let commit = |file: Option<BufWriter<File>>| {
            if let Some(file) = file {
                file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            }
            fs::rename(&self.written, &self.name)?;
            sync_folder_of(&self.name)
        };
        let file = self.file.take();
        commit(file).map_err(StateError::writing)
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
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.written);
        }
    }
}

/// A rename is durable once its folder is.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system orders renames itself.
#[cfg(not(unix))]
pub(crate) fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}
