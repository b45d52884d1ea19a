//! Canonical rows by the names of their fields.

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Map;

use crate::{
    digest,
    state::Layout,
    value::{Value, Values},
};

/// Digests what a row says beside its key: a row that got another key still says the same.
#[derive(Debug)]
pub(crate) struct Content {
    keys: Vec<usize>,
    key_comes_first: bool,
    scratch: Vec<u8>,
}

impl Content {
    pub(crate) fn of(layout: &Layout) -> Self {
        let key_comes_first = layout.keys.iter().copied().eq(0..layout.keys.len());
        Self { keys: layout.keys.clone(), key_comes_first, scratch: Vec::new() }
    }

    pub(crate) fn digest(&mut self, key: &[u8], row: &[u8]) -> u64 {
        if self.key_comes_first
            && let Some(rest) = row.strip_prefix(key)
        {
            return digest::short(rest);
        }
        self.scratch.clear();
        let mut values = Values::new(row);
        let mut index = 0;
        while let Some(value) = values.next_bytes() {
            if !self.keys.contains(&index) {
                self.scratch.extend_from_slice(value);
            }
            index += 1;
        }
        digest::short(&self.scratch)
    }
}

/// Some of a row's values, with their names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a> {
    layout: &'a Layout,
    which: Which<'a>,
    bytes: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
enum Which<'a> {
    All,
    Keys,
    Only(&'a [usize]),
}

impl<'a> Fields<'a> {
    /// All of a row.
    pub(crate) const fn all(layout: &'a Layout, row: &'a [u8]) -> Self {
        Self { layout, which: Which::All, bytes: row }
    }

    /// The key alone, from its own bytes.
    pub(crate) const fn key(layout: &'a Layout, key: &'a [u8]) -> Self {
        Self { layout, which: Which::Keys, bytes: key }
    }

    /// These fields of a row.
    pub(crate) const fn only(layout: &'a Layout, row: &'a [u8], fields: &'a [usize]) -> Self {
        Self { layout, which: Which::Only(fields), bytes: row }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, Value<'a>)> {
        let Self { layout, which, bytes } = *self;
        Values::new(bytes).enumerate().filter_map(move |(index, value)| {
            let field = match which {
                Which::All => index,
                Which::Keys => *layout.keys.get(index)?,
                Which::Only(fields) if fields.contains(&index) => index,
                Which::Only(_) => return None,
            };
            Some((layout.fields.get(field)?.as_str(), value))
        })
    }
}

impl Fields<'_> {
    /// As an object of JSON.
    pub(crate) fn to_map(self) -> Map<String, serde_json::Value> {
        self.iter().map(|(name, value)| (name.to_owned(), serde_json::to_value(value).unwrap_or_default())).collect()
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, &value)?;
        }
        map.end()
    }
}

/// Which fields of `new` say something else than in `old`, as indices into each. Fields are paired by name; one that only
/// one of the rows has is not a change of the row.
pub(crate) fn changed(old: (&Layout, &[u8]), new: (&Layout, &[u8])) -> Changed {
    let mut found = Changed::default();
    if old.0.fields == new.0.fields {
        let (mut before, mut after) = (Values::new(old.1), Values::new(new.1));
        for index in 0..new.0.fields.len() {
            if before.next_bytes() != after.next_bytes() {
                found.old.push(index);
                found.new.push(index);
            }
        }
        return found;
    }
    let (mut before, mut after) = (Values::new(old.1), Values::new(new.1));
    let before: Vec<Option<&[u8]>> = old.0.fields.iter().map(|_| before.next_bytes()).collect();
    for (index, name) in new.0.fields.iter().enumerate() {
        let value = after.next_bytes();
        if let Some(was) = old.0.fields.iter().position(|field| field == name)
            && before[was] != value
        {
            found.old.push(was);
            found.new.push(index);
        }
    }
    found
}

/// Fields that differ, by their place in the row before and in the row after.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changed {
    pub(crate) old: Vec<usize>,
    pub(crate) new: Vec<usize>,
}

/// A row of one layout in another: fields by their names, null where there was none.
pub(crate) fn laid_out_anew(from: &Layout, to: &Layout, row: &[u8]) -> Vec<u8> {
    let mut values = Values::new(row);
    let values: Vec<Option<&[u8]>> = from.fields.iter().map(|_| values.next_bytes()).collect();
    let mut out = Vec::with_capacity(row.len());
    for name in &to.fields {
        let was = from.fields.iter().position(|field| field == name).and_then(|index| values[index]);
        match was {
            Some(bytes) => out.extend_from_slice(bytes),
            None => Value::Null.write(&mut out),
        }
    }
    out
}
