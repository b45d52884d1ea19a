//! Where a dump is, as a document says it.

use std::{fs::File, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use crate::{
    bytes::compression::{Source, memory},
    record::ReadError,
};

/// Where a dump is: a file, or within the document itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DumpSource {
    /// A file, compressed or not.
    Path(PathBuf),
    /// The text itself.
    Text(String),
    /// The bytes themselves, in base64.
    Base64(Base64),
}

impl DumpSource {
    /// Opens it.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(self) -> Result<Box<dyn Source>, ReadError> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Text(text) => memory(text.into_bytes()),
            Self::Base64(bytes) => memory(bytes.0),
        })
    }
}

/// Bytes that a document holds in base64 (RFC 4648).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Base64(pub Vec<u8>);

impl TryFrom<String> for Base64 {
    type Error = base64::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        BASE64_STANDARD.decode(text).map(Self)
    }
}

impl From<Base64> for String {
    fn from(bytes: Base64) -> Self {
        BASE64_STANDARD.encode(bytes.0)
    }
}

/// Bytes as base64, for fields that stay plain bytes in Rust.
pub(crate) mod as_base64 {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Base64;

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        Base64(bytes.to_vec()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        Base64::deserialize(deserializer).map(|bytes| bytes.0)
    }
}
