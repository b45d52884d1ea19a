//! A file that is digested while somebody else reads it.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use crate::{
    bytes::{Compression, compression::Source},
    digest::{ContentDigest, StreamDigest},
};

/// A dump's bytes on their way to the reader. The reader may jump about; each byte is digested once, in order.
#[derive(Debug)]
pub struct Tee<S> {
    source: S,
    position: u64,
    shared: Arc<Mutex<Digesting>>,
}

/// What was digested so far.
#[derive(Debug)]
struct Digesting {
    content: StreamDigest,
    sha256: Option<Sha256>,
    first: Vec<u8>,
    last: [u8; 2],
}

impl Digesting {
    /// Takes bytes that were read at `position`, but for those it had before.
    fn take(&mut self, position: u64, bytes: &[u8]) {
        let known = self.content.length();
        let Some(skip) = known.checked_sub(position) else { return };
        let Some(new) = usize::try_from(skip).ok().and_then(|skip| bytes.get(skip..)).filter(|new| !new.is_empty()) else {
            return;
        };
        self.content.update(new);
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(new);
        }
        let missing = 4_usize.saturating_sub(self.first.len());
        self.first.extend(new.iter().take(missing));
        for byte in new.iter().skip(new.len().saturating_sub(2)) {
            self.last = [self.last[1], *byte];
        }
    }
}

impl<S: Read> Read for Tee<S> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).take(self.position, &out[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl<S: Seek> Seek for Tee<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = self.source.seek(to)?;
        Ok(self.position)
    }
}

/// Where a dump comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Bytes in memory.
    Memory(Arc<[u8]>),
}

/// What the digested bytes tell when the dump has been read.
#[derive(Debug)]
pub struct Watch {
    origin: Origin,
    shared: Arc<Mutex<Digesting>>,
    written: Option<(u64, std::time::SystemTime)>,
}

/// What the delivered bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Delivery {
    pub(crate) digest: ContentDigest,
    pub(crate) bytes: u64,
    /// Digests of beginnings that are as long as earlier dumps were.
    pub(crate) beginnings: Vec<(u64, ContentDigest)>,
    pub(crate) sha256: Option<String>,
    pub(crate) ends_with_line: bool,
    pub(crate) changed_meanwhile: bool,
    pub(crate) modified: Option<DateTime<Utc>>,
}

impl Origin {
    /// The bytes, and a watch over them. `beginnings` are lengths whose digests are wanted too.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(&self, beginnings: Vec<u64>, sha256: bool) -> io::Result<(Box<dyn Source>, Watch)> {
        let digesting = Digesting {
            content: StreamDigest::with_marks(beginnings),
            sha256: sha256.then(Sha256::new),
            first: Vec::new(),
            last: [0; 2],
        };
        let shared = Arc::new(Mutex::new(digesting));
        let watch = Watch { origin: self.clone(), shared: Arc::clone(&shared), written: self.written()? };
        Ok((Box::new(Tee { source: self.bytes()?, position: 0, shared }), watch))
    }

    fn bytes(&self) -> io::Result<Box<dyn Source>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Memory(bytes) => Box::new(io::Cursor::new(Arc::clone(bytes))),
        })
    }

    fn written(&self) -> io::Result<Option<(u64, std::time::SystemTime)>> {
        match self {
            Self::File(path) => written(path).map(Some),
            Self::Memory(_) => Ok(None),
        }
    }
}

/// Length, and when it was last written. The engine reads no clock, but files bear the time of theirs.
fn written(path: &Path) -> io::Result<(u64, std::time::SystemTime)> {
    let about = path.metadata()?;
    Ok((about.len(), about.modified()?))
}

impl Watch {
    /// What was delivered. Bytes that the reader had no use for are read now.
    pub(crate) fn finish(self) -> io::Result<Delivery> {
        let mut rest = self.origin.bytes()?;
        let mut digesting = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        rest.seek(SeekFrom::Start(digesting.content.length()))?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let position = digesting.content.length();
            match rest.read(&mut buffer)? {
                0 => break,
                count => digesting.take(position, &buffer[..count]),
            }
        }
        let bytes = digesting.content.length();
        let after = self.origin.written()?;
        Ok(Delivery {
            digest: digesting.content.digest(),
            bytes,
            beginnings: digesting.content.beginnings().to_vec(),
            sha256: digesting.sha256.take().map(|sha256| hexadecimal(&sha256.finalize())),
            ends_with_line: ends_with_line(&digesting.first, digesting.last),
            changed_meanwhile: after != self.written || after.is_some_and(|(length, _)| length != bytes),
            modified: after.map(|(_, modified)| modified.into()),
        })
    }
}

/// Whether the bytes end with a line end, also one of UTF-16 or before the end-of-file sign of DOS. A compressed file has
/// a checksum of its own that says more.
fn ends_with_line(first: &[u8], last: [u8; 2]) -> bool {
    let compressed = Compression::of_first_bytes(first) != Compression::None;
    compressed || matches!(last, [_, b'\n' | b'\r'] | [b'\n' | b'\r', 0 | 0x1a])
}

fn hexadecimal(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_digested_once_and_in_order_however_the_reader_jumps() {
        let bytes: Arc<[u8]> = (0..100_000_u32).flat_map(u32::to_be_bytes).collect();
        let (mut source, watch) = Origin::Memory(Arc::clone(&bytes)).open(vec![5_000], true).unwrap();
        let mut buffer = [0; 3_000];
        for at in [0, 390_000, 0, 1_500, 3_000, 20_000, 4_000] {
            source.seek(SeekFrom::Start(at)).unwrap();
            source.read_exact(&mut buffer).unwrap();
        }
        let delivery = watch.finish().unwrap();
        assert_eq!((delivery.digest, delivery.bytes), (ContentDigest::of(&bytes), 400_000));
        assert_eq!(delivery.beginnings, [(5_000, ContentDigest::of(&bytes[..5_000]))]);
        assert_eq!(delivery.sha256, Some(hexadecimal(&Sha256::digest(&bytes))));
        assert!(!delivery.changed_meanwhile);
    }

    #[test]
    fn a_file_that_grew_while_it_was_read_is_noticed() {
        use std::io::Write as _;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a;b\n1;2\n").unwrap();
        let (mut source, watch) = Origin::File(file.path().into()).open(vec![], false).unwrap();
        source.read_to_end(&mut Vec::new()).unwrap();
        file.write_all(b"3;4").unwrap();
        let delivery = watch.finish().unwrap();
        assert!(delivery.changed_meanwhile);
        assert!(!delivery.ends_with_line);
    }
}
