//! A dump about to be read.

use std::io;

use serde_json::Value;

use super::tee::{Origin, Watch};
use crate::{
    digest::ContentDigest,
    mapping::Mapping,
    reader::Reader,
    record::{ReadError, Rows},
    state::{History, Layout},
};

/// A dump about to be read.
pub struct Dump {
    /// Its rows.
    pub rows: Box<dyn Rows + Send>,
    /// How they are laid out.
    pub layout: Layout,
    /// What is learnt of the file on the way.
    pub watch: Watch,
}

impl core::fmt::Debug for Dump {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Dump").field("layout", &self.layout).field("watch", &self.watch).finish_non_exhaustive()
    }
}

impl Dump {
    /// Opens a dump. `history` is that of the state it is meant for; `sha256` says whether a rule asks for that digest.
    ///
    /// # Errors
    /// When it cannot be read, or as a whole is not what the mapping describes.
    pub fn open(origin: &Origin, mapping: &Mapping, history: Option<&History>, sha256: bool) -> Result<Self, ReadError> {
        let (source, watch) = origin.open(history.map(beginnings).unwrap_or_default(), sha256)?;
        let rows = Box::new(Reader::new(source, mapping)?);
        Ok(Self { rows, layout: layout_of(mapping)?, watch })
    }
}

/// Lengths of earlier dumps whose like a dump may begin with.
const BEGINNINGS: usize = 8;

/// The lengths of the last dumps: these beginnings of the next one are digested, so that "half, then whole" is recognised.
pub(super) fn beginnings(history: &History) -> Vec<u64> {
    history.dumps().take(BEGINNINGS).map(|(run, _)| run.bytes).collect()
}

/// How a mapping lays rows out. What it is called, and where a file may have its columns, is no part of that.
fn layout_of(mapping: &Mapping) -> io::Result<Layout> {
    let mut document = serde_json::to_value(mapping.document())?;
    if let Some(members) = document.as_object_mut() {
        for name in ["name", "dump", "ignore", "unknown_columns"] {
            members.remove(name);
        }
    }
    Ok(Layout {
        fields: mapping.fields().iter().map(|field| field.name.clone()).collect(),
        keys: mapping.key().to_vec(),
        mapping: ContentDigest::of(Value::to_string(&document).as_bytes()),
    })
}
