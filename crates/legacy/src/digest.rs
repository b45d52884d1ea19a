//! The digests by which contents are told apart.
//!
//! XXH3 (128 and 64 bits) recognises: it is fast and the same on every machine, and nobody gains by forging one, since who
//! writes the dump may write what he likes. What a control file promises is checked with the digest it names.

use core::fmt;

use serde::{Deserialize, Serialize};
use twox_hash::{XxHash3_64, XxHash3_128};

/// The digest of a row's content, or of a block of stored bytes.
#[must_use]
pub(crate) fn short(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// The identity of a content: 128 bits, as 32 hexadecimal digits in documents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct ContentDigest(u128);

impl ContentDigest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes))
    }
}

impl fmt::Display for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<ContentDigest> for String {
    fn from(digest: ContentDigest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for ContentDigest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let right = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = right.then(|| u128::from_str_radix(&text, 16).ok()).flatten();
        number.map(Self).ok_or_else(|| format!("`{text}` is no digest: 32 hexadecimal digits are"))
    }
}

/// Digests a stream, and the beginnings of it that one wants to recognise.
#[derive(Clone)]
pub struct StreamDigest {
    hasher: XxHash3_128,
    length: u64,
    marks: Vec<u64>,
    beginnings: Vec<(u64, ContentDigest)>,
}

impl StreamDigest {
    /// A digest that also notes the digest of the first `mark` bytes, for each of `marks`.
    #[must_use]
    pub fn with_marks(mut marks: Vec<u64>) -> Self {
        marks.sort_unstable_by(|a, b| b.cmp(a));
        marks.dedup();
        Self { hasher: XxHash3_128::new(), length: 0, marks, beginnings: Vec::new() }
    }

    /// Takes the next bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        while let Some(&mark) = self.marks.last()
            && mark - self.length <= bytes.len() as u64
        {
            let (before, after) = bytes.split_at((mark - self.length) as usize);
            self.hasher.write(before);
            self.length = mark;
            self.beginnings.push((mark, self.digest()));
            self.marks.pop();
            bytes = after;
        }
        self.hasher.write(bytes);
        self.length += bytes.len() as u64;
    }

    /// The digest of all bytes so far.
    #[must_use]
    pub fn digest(&self) -> ContentDigest {
        ContentDigest(self.hasher.finish_128())
    }

    /// How many bytes there were.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// The digests at the marks that the stream reached.
    #[must_use]
    pub fn beginnings(&self) -> &[(u64, ContentDigest)] {
        &self.beginnings
    }
}

impl fmt::Debug for StreamDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamDigest").field("length", &self.length).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_the_digest_of_its_bytes_however_it_is_cut() {
        let bytes: Vec<u8> = (0..10_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut stream = StreamDigest::with_marks(vec![20_000, 7, 7, 90_000]);
        for piece in bytes.chunks(4_099) {
            stream.update(piece);
        }
        assert_eq!((stream.digest(), stream.length()), (ContentDigest::of(&bytes), 40_000));
        let beginnings = [(7, ContentDigest::of(&bytes[..7])), (20_000, ContentDigest::of(&bytes[..20_000]))];
        assert_eq!(stream.beginnings(), beginnings);
    }

    #[test]
    fn a_digest_reads_back_and_nothing_else_does() {
        let digest = ContentDigest::of(b"x");
        assert_eq!(ContentDigest::try_from(digest.to_string()), Ok(digest));
        for wrong in ["", "+1234567890123456789012345678901", "xyz"] {
            assert!(ContentDigest::try_from(wrong.to_owned()).is_err());
        }
    }
}
