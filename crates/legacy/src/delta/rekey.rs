//! Keys that probably changed: one that went and one that came, saying the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Fields;
use crate::state::Layout;

/// A deleted key and an inserted one whose rows say the same beside the key, and no other row does. A suggestion: the
/// events say deleted and inserted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyChange {
    /// The key that went.
    pub from: Map<String, Value>,
    /// The key that came.
    pub to: Map<String, Value>,
}

/// Keys on either side that are looked at. Past that a dump was replaced, not changed.
const LIMIT: usize = 100_000;
/// Suggestions reported.
const SHOWN: usize = 100;

/// Gathers keys that came and went.
#[derive(Debug, Default)]
pub(crate) struct Rekeyed {
    gone: Vec<(u64, Vec<u8>)>,
    come: Vec<(u64, Vec<u8>)>,
}

impl Rekeyed {
    pub(crate) fn gone(&mut self, digest: u64, key: &[u8]) {
        note(&mut self.gone, digest, key);
    }

    pub(crate) fn come(&mut self, digest: u64, key: &[u8]) {
        note(&mut self.come, digest, key);
    }

    /// The pairs, in the order of the keys that went.
    pub(crate) fn suggestions(&self, layout: &Layout) -> Vec<KeyChange> {
        if self.gone.len() > LIMIT || self.come.len() > LIMIT {
            return Vec::new();
        }
        let (gone, come) = (unique(&self.gone), unique(&self.come));
        let mut pairs: Vec<_> = gone.iter().filter_map(|(digest, from)| Some((*from, *come.get(digest)?))).collect();
        pairs.sort_unstable();
        pairs.truncate(SHOWN);
        pairs
            .into_iter()
            .map(|(from, to)| KeyChange { from: Fields::key(layout, from).to_map(), to: Fields::key(layout, to).to_map() })
            .collect()
    }
}

fn note(list: &mut Vec<(u64, Vec<u8>)>, digest: u64, key: &[u8]) {
    if list.len() <= LIMIT {
        list.push((digest, key.to_vec()));
    }
}

/// The keys by digest, without those that share one.
fn unique(list: &[(u64, Vec<u8>)]) -> BTreeMap<u64, &[u8]> {
    let mut keys: BTreeMap<u64, Option<&[u8]>> = BTreeMap::new();
    for (digest, key) in list {
        keys.entry(*digest).and_modify(|shared| *shared = None).or_insert(Some(key));
    }
    keys.into_iter().filter_map(|(digest, key)| Some((digest, key?))).collect()
}
