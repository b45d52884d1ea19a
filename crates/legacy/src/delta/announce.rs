//! Events: what became of a key, as it is announced.

use std::io::{self, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{Fields, Place, fields::changed};
use crate::{digest::ContentDigest, state::Layout};

/// What became of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It was never there before.
    Inserted,
    /// Its row says something else.
    Updated,
    /// It is no longer there.
    Deleted,
    /// It was deleted and is there again.
    Reappeared,
}

/// What became of a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its identity: the same when the same dumps lead to it again.
    pub id: ContentDigest,
    /// What happened.
    pub kind: Kind,
    /// The key.
    pub key: Map<String, Value>,
    /// What the row says now; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Map<String, Value>>,
    /// Which fields of an update differ; absent where the state does not keep rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<String>>,
    /// What these fields said before, or what the deleted row said; absent where the state does not keep rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Map<String, Value>>,
    /// Where the row stands in the dump; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Event {
    /// The row as a type of the caller's: its fields are those of the mapping, decimals are strings.
    ///
    /// # Errors
    /// What `T` does not take, or that the row is gone.
    pub fn row_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_value(self.row.clone().map_or(Value::Null, Value::Object))
    }
}

/// An event before it is written: all its parts borrowed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Announcement<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: &'a [u8],
    /// The row now, where there is one.
    pub(crate) row: Option<&'a [u8]>,
    /// The row before, where it is known, and its layout.
    pub(crate) before: Option<(&'a Layout, &'a [u8])>,
    pub(crate) place: Option<Place>,
}

/// The event as it is written; its form is that of [`Event`].
#[derive(Serialize)]
struct Line<'a> {
    id: ContentDigest,
    kind: Kind,
    key: Fields<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<Fields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Fields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

/// Takes events as they are found.
pub(crate) trait Announce {
    fn announce(&mut self, announcement: &Announcement<'_>) -> io::Result<()>;
}

/// Writes events as JSON lines, and deletions apart from the others until it is clear that they are not held.
pub(crate) struct Announcer<'a, W> {
    pub(crate) layout: &'a Layout,
    pub(crate) lineage: ContentDigest,
    pub(crate) others: W,
    pub(crate) deletions: W,
}

impl<W: Write> Announce for Announcer<'_, W> {
    fn announce(&mut self, announcement: &Announcement<'_>) -> io::Result<()> {
        let Announcement { kind, key, row, before, place } = *announcement;
        let differing = before.zip(row).map(|(before, row)| changed(before, (self.layout, row)));
        let line = Line {
            id: event_id(self.lineage, kind, key),
            kind,
            key: Fields::key(self.layout, key),
            row: row.map(|row| Fields::all(self.layout, row)),
            changed: differing.as_ref().map(|differing| {
                differing.new.iter().filter_map(|index| self.layout.fields.get(*index).map(String::as_str)).collect()
            }),
            before: before.map(|(layout, before)| match &differing {
                Some(differing) => Fields::only(layout, before, &differing.old),
                None => Fields::all(layout, before),
            }),
            place,
        };
        let out = if kind == Kind::Deleted { &mut self.deletions } else { &mut self.others };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}

/// An event is told by the dumps that led to it, its kind and its key.
fn event_id(lineage: ContentDigest, kind: Kind, key: &[u8]) -> ContentDigest {
    let mut bytes = lineage.to_string().into_bytes();
    bytes.push(kind as u8);
    bytes.extend_from_slice(key);
    ContentDigest::of(&bytes)
}
