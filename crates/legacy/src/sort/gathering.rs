//! Rows in memory: one piece of bytes, and the order over it.

use std::io;

use super::{Prefix, Row};
use crate::codec::Pieces;

/// A row by where its bytes begin, with what usually decides its order.
#[derive(Debug, Clone, Copy)]
struct Slot {
    prefix: Prefix,
    at: u32,
}

/// Rows as they come.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    bytes: Vec<u8>,
    slots: Vec<Slot>,
    disordered: bool,
}

impl Gathering {
    pub(super) fn push(&mut self, row: &Row<'_>) -> io::Result<()> {
        let at = u32::try_from(self.bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
        let slot = Slot { prefix: Prefix::of(row.key), at };
        row.write(&mut self.bytes);
        if let Some(last) = self.slots.last() {
            self.disordered |= last.prefix > slot.prefix
                || (last.prefix == slot.prefix && key_at(&self.bytes, last.at) > key_at(&self.bytes, slot.at));
        }
        self.slots.push(slot);
        Ok(())
    }

    pub(super) const fn memory(&self) -> usize {
        self.bytes.len() + self.slots.len() * size_of::<Slot>()
    }

    pub(super) fn sorted(mut self) -> Ordered {
        let bytes = self.bytes;
        if self.disordered {
            self.slots.sort_unstable_by(|a, b| {
                let keys = || key_at(&bytes, a.at).cmp(key_at(&bytes, b.at));
                a.prefix.cmp(&b.prefix).then_with(keys).then(a.at.cmp(&b.at))
            });
        }
        Ordered { bytes, slots: self.slots.into_iter(), at: 0 }
    }
}

fn key_at(bytes: &[u8], at: u32) -> &[u8] {
    bytes.get(at as usize..).and_then(|bytes| Pieces(bytes).counted()).unwrap_or_default()
}

/// Rows in the order of their keys.
#[derive(Debug)]
pub(super) struct Ordered {
    bytes: Vec<u8>,
    slots: std::vec::IntoIter<Slot>,
    at: u32,
}

impl Ordered {
    /// Goes to the next row; false behind the last.
    pub(super) fn advance(&mut self) -> bool {
        let next = self.slots.next();
        self.at = next.map_or(self.at, |slot| slot.at);
        next.is_some()
    }

    /// The row that [`advance`](Self::advance) came to.
    pub(super) fn row(&self) -> Row<'_> {
        self.bytes.get(self.at as usize..).and_then(|bytes| Row::read(&mut Pieces(bytes))).unwrap_or_default()
    }
}
