//! The rows of a dump, one key at a time.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Duplicates, Fields, Place};
use crate::{
    record::Tally,
    sort::{Mark, Row, Sorted},
    state::Layout,
};

/// What the dump has of a key.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub(crate) key: Vec<u8>,
    pub(crate) mark: Mark,
    pub(crate) digest: u64,
    pub(crate) place: Place,
    pub(crate) row: Vec<u8>,
}

impl Group {
    fn set(&mut self, row: &Row<'_>) {
        row.key.clone_into(&mut self.key);
        row.values.clone_into(&mut self.row);
        (self.mark, self.digest, self.place) = (row.mark, row.digest, row.place);
    }
}

/// A row that does not count, because another row of the dump has its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Duplicate {
    /// The key.
    pub key: Map<String, Value>,
    /// Where it stands.
    pub place: Place,
    /// Whether it says the same as the row that counts.
    pub same: bool,
}

/// The duplicates of a dump: how many, and the first of them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) tally: Tally,
    first: Vec<(Vec<u8>, Place, bool)>,
}

impl Found {
    /// Duplicates shown one by one.
    const SHOWN: usize = 1_000;

    fn add(&mut self, key: &[u8], place: Place, same: bool) {
        self.tally.add(place.length);
        if self.first.len() < Self::SHOWN {
            self.first.push((key.to_vec(), place, same));
        }
    }

    pub(crate) fn named(&self, layout: &Layout) -> Vec<Duplicate> {
        let named = |(key, place, same): &(Vec<u8>, Place, bool)| Duplicate {
            key: Fields::key(layout, key).to_map(),
            place: *place,
            same: *same,
        };
        self.first.iter().map(named).collect()
    }
}

/// Gathers the rows of each key.
#[derive(Debug)]
pub(crate) struct Groups {
    rows: Sorted,
    rule: Duplicates,
    group: Group,
    /// The first row of the key after the group's.
    next: Group,
    has_next: bool,
    /// Other rows of the group's key, with their digests.
    others: Vec<(Place, u64)>,
    duplicates: Found,
}

impl Groups {
    pub(crate) fn new(mut rows: Sorted, rule: Duplicates) -> io::Result<Self> {
        let mut next = Group::default();
        let first = rows.advance()?;
        let has_next = first.is_some();
        if let Some(row) = first {
            next.set(&row);
        }
        let (group, others, duplicates) = (Group::default(), Vec::new(), Found::default());
        Ok(Self { rows, rule, group, next, has_next, others, duplicates })
    }

    /// Goes to the next key; false behind the last.
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        if !self.has_next {
            return Ok(false);
        }
        std::mem::swap(&mut self.group, &mut self.next);
        self.has_next = false;
        while let Some(row) = self.rows.advance()? {
            if row.key != self.group.key {
                self.next.set(&row);
                self.has_next = true;
                break;
            }
            join(&mut self.group, &row, self.rule, &mut self.others);
        }
        if !self.others.is_empty() {
            self.settle_duplicates();
        }
        Ok(true)
    }

    fn settle_duplicates(&mut self) {
        let Group { key, digest, place, mark, .. } = &mut self.group;
        if self.rule == Duplicates::Neither {
            *mark = Mark::Refused;
            self.duplicates.add(key, *place, true);
        }
        for (place, other) in self.others.drain(..) {
            self.duplicates.add(key, place, other == *digest);
        }
    }

    /// What the dump has of the key that [`advance`](Self::advance) came to.
    pub(crate) const fn group(&self) -> &Group {
        &self.group
    }

    /// The duplicates met so far.
    pub(crate) const fn duplicates(&self) -> &Found {
        &self.duplicates
    }
}

/// A further row of the group's key. A refused row never stands in for one that holds, and is accounted for already.
fn join(group: &mut Group, row: &Row<'_>, rule: Duplicates, others: &mut Vec<(Place, u64)>) {
    match (group.mark, row.mark) {
        (_, Mark::Refused) => {}
        (Mark::Refused, _) => group.set(row),
        _ if rule == Duplicates::Last => {
            others.push((group.place, group.digest));
            group.set(row);
        }
        _ => others.push((row.place, row.digest)),
    }
}
