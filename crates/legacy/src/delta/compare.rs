//! The merge: the smallest key of either side, and what became of it.

use core::cmp::Ordering;
use std::io::{Read, Seek, Write};

use super::{
    Announce, Announcement, Content, Deletes, DeltaError, Group, Groups, KeyChange, Kind,
    fields::{changed, laid_out_anew},
    rekey::Rekeyed,
};
use crate::{
    sort::Mark,
    state::{Counts, Entry, History, Layout, Reader, Status, Writer},
};

/// What came before: nothing, a state, or another dump.
pub(crate) struct Before<R> {
    source: Source<R>,
    stored: Stored,
}

enum Source<R> {
    Nothing,
    State(Reader<R>),
    Dump(Groups),
}

/// A key as it stood before. An empty row is not known.
#[derive(Debug, Default)]
struct Stored {
    key: Vec<u8>,
    digest: u64,
    status: Status,
    row: Vec<u8>,
}

impl<R: Read + Seek> Before<R> {
    pub(crate) fn state(state: Option<Reader<R>>) -> Self {
        Self { source: state.map_or(Source::Nothing, Source::State), stored: Stored::default() }
    }

    pub(crate) fn dump(dump: Groups) -> Self {
        Self { source: Source::Dump(dump), stored: Stored::default() }
    }

    /// The other dump, with the duplicates that were met in it.
    pub(crate) fn into_dump(self) -> Option<Groups> {
        match self.source {
            Source::Dump(groups) => Some(groups),
            _ => None,
        }
    }

    /// Goes to the next key; false behind the last.
    fn advance(&mut self) -> Result<bool, DeltaError> {
        let Self { source, stored } = self;
        let (key, row) = match source {
            Source::Nothing => return Ok(false),
            Source::State(reader) => {
                let Some(entry) = reader.advance()? else { return Ok(false) };
                (stored.digest, stored.status) = (entry.digest, entry.status);
                (entry.key, entry.row)
            }
            Source::Dump(groups) => {
                if !groups.advance().map_err(DeltaError::Sort)? {
                    return Ok(false);
                }
                let group = groups.group();
                stored.digest = group.digest;
                stored.status = if group.mark == Mark::Withdrawn { Status::Deleted(0) } else { Status::Live };
                (group.key.as_slice(), group.row.as_slice())
            }
        };
        key.clone_into(&mut stored.key);
        row.clone_into(&mut stored.row);
        Ok(true)
    }
}

/// How to compare.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    /// What is known of the side before.
    pub(crate) history: &'a History,
    /// How the new dump's rows are laid out.
    pub(crate) layout: &'a Layout,
    pub(crate) deletes: &'a Deletes,
    /// The new dump has rows whose keys nobody could read.
    pub(crate) unreadable: bool,
    /// The mapping changed and rows are not kept: digests say nothing, and the new rows are taken as they are.
    pub(crate) rebase: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    /// `deleted` are those that are due; whether they are held is for the caller to decide.
    pub(crate) counts: Counts,
    /// Keys that are there now.
    pub(crate) live: u64,
    pub(crate) key_changes: Vec<KeyChange>,
}

impl Comparison<'_> {
    /// Compares, announces what changed, and writes the next state where one is wanted.
    pub(crate) fn run<R: Read + Seek, W: Write + Seek>(
        &self,
        before: &mut Before<R>,
        after: &mut Groups,
        state: Option<&mut Writer<W>>,
        announce: &mut dyn Announce,
    ) -> Result<Compared, DeltaError> {
        let generation = self.history.generation + 1;
        let relaid = self.history.layout != *self.layout;
        let content = Content::of(self.layout);
        let (found, rekeyed) = (Compared::default(), Rekeyed::default());
        let mut merge = Merge { how: self, generation, relaid, content, state, announce, found, rekeyed };
        let (mut is_before, mut is_after) = (before.advance()?, after.advance().map_err(DeltaError::Sort)?);
        while is_before || is_after {
            let order = match (is_before, is_after) {
                (true, false) => Ordering::Less,
                (false, _) => Ordering::Greater,
                _ => before.stored.key.cmp(&after.group().key),
            };
            match order {
                Ordering::Less => merge.gone(&before.stored)?,
                Ordering::Equal => merge.both(&before.stored, after.group())?,
                Ordering::Greater => merge.come(after.group())?,
            }
            is_before = if order.is_le() { before.advance()? } else { is_before };
            is_after = if order.is_ge() { after.advance().map_err(DeltaError::Sort)? } else { is_after };
        }
        merge.found.key_changes = merge.rekeyed.suggestions(self.layout);
        Ok(merge.found)
    }
}

struct Merge<'a, 'w, W> {
    how: &'a Comparison<'a>,
    generation: u64,
    /// Rows from before are laid out in another way than those of now.
    relaid: bool,
    content: Content,
    state: Option<&'w mut Writer<W>>,
    announce: &'w mut dyn Announce,
    found: Compared,
    rekeyed: Rekeyed,
}

impl<W: Write + Seek> Merge<'_, '_, W> {
    /// A key that only the new dump has.
    fn come(&mut self, group: &Group) -> Result<(), DeltaError> {
        if group.mark != Mark::Accepted {
            return Ok(());
        }
        self.found.counts.inserted += 1;
        self.rekeyed.come(group.digest, &group.key);
        self.announce(Kind::Inserted, group, None)?;
        self.keep_new(group)
    }

    fn both(&mut self, stored: &Stored, group: &Group) -> Result<(), DeltaError> {
        match (group.mark, self.is_deleted(stored.status)) {
            (Mark::Accepted, true) => {
                self.found.counts.reappeared += 1;
                self.announce(Kind::Reappeared, group, None)?;
                self.keep_new(group)
            }
            (Mark::Accepted, false) => {
                if self.says_the_same(stored, group) {
                    self.found.counts.unchanged += 1;
                } else {
                    self.found.counts.updated += 1;
                    self.announce(Kind::Updated, group, Some(stored))?;
                }
                self.keep_new(group)
            }
            (Mark::Refused, _) => self.keep_old(stored, stored.status),
            (Mark::Withdrawn, true) => self.forget_in_time(stored),
            (Mark::Withdrawn, false) => self.delete(stored),
        }
    }

    /// A key that the new dump no longer has.
    fn gone(&mut self, stored: &Stored) -> Result<(), DeltaError> {
        let since = match stored.status {
            Status::Live => self.generation,
            Status::Missing(since) => since,
            Status::Deleted(since) => {
                self.found.counts.held += u64::from(self.how.history.held.contains(&since));
                return self.forget_in_time(stored);
            }
        };
        let Deletes { after_runs, wait_for_unreadable, .. } = *self.how.deletes;
        let wait = u64::from(after_runs) + u64::from(wait_for_unreadable && self.how.unreadable);
        if after_runs > 0 && self.generation - since.min(self.generation) + 1 >= wait {
            return self.delete(stored);
        }
        self.found.counts.missing += 1;
        self.keep_old(stored, Status::Missing(since))
    }

    fn delete(&mut self, stored: &Stored) -> Result<(), DeltaError> {
        self.found.counts.deleted += 1;
        self.rekeyed.gone(stored.digest, &stored.key);
        let before = (!stored.row.is_empty()).then_some((&self.how.history.layout, stored.row.as_slice()));
        let announcement = Announcement { kind: Kind::Deleted, key: &stored.key, row: None, before, place: None };
        self.announce.announce(&announcement).map_err(DeltaError::Events)?;
        self.keep_old(stored, Status::Deleted(self.generation))
    }

    /// Whether the deletion was announced; one that is held was not.
    fn is_deleted(&self, status: Status) -> bool {
        matches!(status, Status::Deleted(since) if !self.how.history.held.contains(&since))
    }

    fn says_the_same(&self, stored: &Stored, group: &Group) -> bool {
        if !self.relaid {
            return stored.digest == group.digest;
        }
        if stored.row.is_empty() {
            return self.how.rebase || stored.digest == group.digest;
        }
        changed((&self.how.history.layout, &stored.row), (self.how.layout, &group.row)).new.is_empty()
    }

    fn announce(&mut self, kind: Kind, group: &Group, before: Option<&Stored>) -> Result<(), DeltaError> {
        let known = before.filter(|stored| !stored.row.is_empty());
        let before = known.map(|stored| (&self.how.history.layout, stored.row.as_slice()));
        let announcement = Announcement { kind, key: &group.key, row: Some(&group.row), before, place: Some(group.place) };
        self.announce.announce(&announcement).map_err(DeltaError::Events)
    }

    fn keep_new(&mut self, group: &Group) -> Result<(), DeltaError> {
        self.found.live += 1;
        let Group { key, digest, row, .. } = group;
        self.keep(&Entry { key, digest: *digest, status: Status::Live, row })
    }

    fn keep_old(&mut self, stored: &Stored, status: Status) -> Result<(), DeltaError> {
        self.found.live += u64::from(!self.is_deleted(status));
        let Stored { key, digest, row, .. } = stored;
        if self.relaid && !row.is_empty() {
            let row = laid_out_anew(&self.how.history.layout, self.how.layout, row);
            let digest = self.content.digest(key, &row);
            return self.keep(&Entry { key, digest, status, row: &row });
        }
        self.keep(&Entry { key, digest: *digest, status, row })
    }

    /// Keeps a deleted key for as long as its return is to be noticed; a held one until it is decided on.
    fn forget_in_time(&mut self, stored: &Stored) -> Result<(), DeltaError> {
        let forgotten = match stored.status {
            Status::Deleted(since) if self.is_deleted(stored.status) => {
                self.generation.saturating_sub(since) > self.how.deletes.remember_runs
            }
            _ => false,
        };
        if forgotten { Ok(()) } else { self.keep_old(stored, stored.status) }
    }

    fn keep(&mut self, entry: &Entry<'_>) -> Result<(), DeltaError> {
        match &mut self.state {
            Some(writer) => Ok(writer.push(entry)?),
            None => Ok(()),
        }
    }
}
