//! From the file to bytes that can be split: decompressed, decoded where a byte is not a character, marked.
//!
//! | room | does |
//! |---|---|
//! | [`charset`] | single-byte code pages and UTF-8, with what is undefined in them |
//! | [`compression`] | gzip, zip and Zstandard, told by their first bytes |
//! | [`utf16`] | UTF-16 to UTF-8 and back, unpaired surrogates kept |
//! | `marks` | where the delimiters, quotes, line ends and unusual bytes of a block stand |

pub mod charset;
pub mod compression;
pub(crate) mod marks;
pub mod utf16;

pub use charset::Charset;
pub use compression::{Compression, decompress};
