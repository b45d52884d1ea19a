//! Which document exactly: a digest that changes with any of its values.

use core::fmt;
use std::io;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A text that is no digest.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a digest: sha256: and 64 hexadecimal digits in small letters")]
pub struct DigestError(String);

impl DigestError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "digest.form"
    }
}

/// SHA-256 of a document as Haulage writes it: white space, the order of keys and values left to their defaults do not count,
/// every other value does. Written as `sha256:` and 64 hexadecimal digits.
///
/// A reply that carries the digest of what it was computed from can be held against it years later.
///
/// ```
/// use haulage_core::digest::Digest;
///
/// let digest = Digest::of(&["a", "b"]);
/// assert_eq!(digest.to_string(), "sha256:0473ef2dc0d324ab659d3580c1134e9d812035905c4781fdd6d529b0c6860e13");
/// assert_eq!(Digest::new(&digest.to_string())?, digest);
/// assert_ne!(Digest::of(&["a", "c"]), digest);
/// # Ok::<(), haulage_core::digest::DigestError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^sha256:[0-9a-f]{64}$")))]
pub struct Digest([u8; 32]);

const HEAD: &str = "sha256:";

impl Digest {
    /// The digest of a document.
    #[must_use]
    pub fn of<T: Serialize + ?Sized>(document: &T) -> Self {
        let mut hash = Hash(Sha256::new());
        if let Err(error) = serde_json::to_writer(&mut hash, document) {
            // Documents of this crate have text as keys and always can be written; another may not, and is told apart by why.
            hash.0.update(error.to_string());
        }
        Self(hash.0.finalize().into())
    }

    /// Reads a digest.
    ///
    /// # Errors
    /// [`DigestError`] for anything else.
    pub fn new(text: &str) -> Result<Self, DigestError> {
        let refused = || DigestError(text.chars().take(80).collect());
        let hex = text.strip_prefix(HEAD).ok_or_else(refused)?;
        crate::hex::read(hex).map(Self).ok_or_else(refused)
    }
}

struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        crate::hex::write(f, &self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        Self::new(&text)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}
