//! A dump read to its end: rows sorted by key, refusals handed on, the signs of wholeness gathered.

use std::io;

use super::{Dump, RunError, Settings};
use crate::{
    delta::{Content, DeleteMark, DeltaError, Groups, Place},
    record::{Accounts, Entry, Record, Refusal},
    sort::{Mark, Row, Sorter, Spill},
    state::{Layout, StateError},
    value::Values,
    whole::Delivered,
};

use super::tee::Delivery;

/// Takes refused rows as they are met.
pub type Refused<'a> = &'a mut (dyn FnMut(&Refusal) -> io::Result<()> + Send);

/// A dump read to its end.
pub(super) struct Intake {
    pub(super) groups: Groups,
    pub(super) accounts: Accounts,
    /// Refused rows whose key nobody could read.
    pub(super) unreadable: u64,
    pub(super) delivery: Delivery,
    pub(super) delivered: Delivered,
}

/// Whether the row of a key, with the digest of what it says, comes along to be kept or announced.
pub(super) type Carry<'a> = &'a mut dyn FnMut(&[u8], u64) -> Result<bool, StateError>;

/// Reads the dump.
pub(super) fn read(
    mut dump: Dump,
    settings: &Settings,
    spill: Spill,
    carry: Carry<'_>,
    refused: Refused<'_>,
) -> Result<Intake, RunError> {
    let marker = settings.deletes.marked_by.as_ref().map(|mark| Marker::new(mark, &dump.layout)).transpose()?;
    let mut content = Content::of(&dump.layout);
    let mut sorter = Sorter::new(spill);
    let (mut unreadable, mut last_refused) = (0, false);
    while let Some(entry) = dump.rows.next_entry()? {
        last_refused = matches!(entry, Entry::Refused(_));
        match entry {
            Entry::Accepted(Record { line, offset, length, key, row }) => {
                let withdrawn = marker.as_ref().is_some_and(|marker| marker.marks(row));
                let mark = if withdrawn { Mark::Withdrawn } else { Mark::Accepted };
                let digest = content.digest(key, row);
                let values = if carry(key, digest)? { row } else { &[] };
                let row = Row { key, mark, digest, place: Place { line, offset, length }, values };
                sorter.push(&row).map_err(DeltaError::Sort)?;
            }
            Entry::Refused(refusal) => {
                refused(&refusal).map_err(DeltaError::Events)?;
                if refusal.key.is_empty() {
                    unreadable += 1;
                } else {
                    let Refusal { line, offset, length, ref key, .. } = refusal;
                    let place = Place { line, offset, length };
                    let row = Row { key, mark: Mark::Refused, digest: 0, place, values: &[] };
                    sorter.push(&row).map_err(DeltaError::Sort)?;
                }
            }
        }
    }
    let (accounts, trailer) = (dump.rows.accounts(), dump.rows.trailer());
    let groups = Groups::new(sorter.finish().map_err(DeltaError::Sort)?, settings.duplicates).map_err(DeltaError::Sort)?;
    drop(dump.rows);
    let delivery = dump.watch.finish().map_err(crate::record::ReadError::Io)?;
    let delivered = Delivered {
        bytes: delivery.bytes,
        sha256: delivery.sha256.clone(),
        rows: accounts.data_rows(),
        ends_with_line: delivery.ends_with_line,
        last_refused,
        trailer,
        changed_meanwhile: delivery.changed_meanwhile,
        modified: delivery.modified,
    };
    Ok(Intake { groups, accounts, unreadable, delivery, delivered })
}

/// Tells rows that the legacy system marked as deleted.
struct Marker<'a> {
    field: usize,
    values: &'a [String],
}

impl<'a> Marker<'a> {
    fn new(mark: &'a DeleteMark, layout: &Layout) -> Result<Self, RunError> {
        let field = layout.fields.iter().position(|field| *field == mark.field);
        let unknown = || RunError::Setting(format!("the mapping has no field `{}` that marks deletions", mark.field));
        Ok(Self { field: field.ok_or_else(unknown)?, values: &mark.values })
    }

    fn marks(&self, row: &[u8]) -> bool {
        let value = Values::new(row).nth(self.field);
        value.is_some_and(|value| self.values.contains(&value.to_string()))
    }
}
