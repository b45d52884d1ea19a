//! Handling units as a tree: pallets that hold parcels that hold item lines, by SSCC.
//!
//! Packing, unpacking, splitting, merging and receiving in parts move goods and never make or lose any: for each item, what is
//! in the units and what has been received or lost is always what was put in. Every step is checked whole before it is
//! taken; a refused step leaves the load as it was.

mod document;
mod error;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::{
    document::{Left, LoadDocument, Step, UnitDocument},
    error::HandlingError,
};
use crate::{identifier::Sscc, quantity};

/// Quantities by item: an article number, an SKU, whatever the parties call it.
pub type Lines = BTreeMap<String, u64>;

/// In what condition goods left the load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Received as it should be.
    Good,
    /// Received, and damaged.
    Damaged,
    /// Not there when it should have been.
    Missing,
}

/// What a unit holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    parent: Option<Sscc>,
    children: BTreeSet<Sscc>,
    lines: Lines,
}

impl Unit {
    /// The unit it is packed in.
    #[must_use]
    pub const fn parent(&self) -> Option<&Sscc> {
        self.parent.as_ref()
    }

    /// The units packed in it.
    #[must_use]
    pub const fn children(&self) -> &BTreeSet<Sscc> {
        &self.children
    }

    /// The items that lie in it and in none of its children.
    #[must_use]
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }
}

/// The units of a shipment, and what has left them.
///
/// ```
/// use haulage_core::handling::{Condition, Lines, Load};
///
/// let (pallet, box_a) = ("340123450000000017".parse()?, "040123450000001112".parse()?);
/// let mut load = Load::default();
/// load.commission(pallet, Lines::new())?;
/// load.commission(box_a, Lines::from([("bolt".into(), 10)]))?;
/// load.pack(&pallet, &[box_a])?;
/// // Five of ten arrive: the rest is still owed, and nothing shows as all received.
/// load.receive(&box_a, &Lines::from([("bolt".into(), 5)]), Condition::Good)?;
/// assert_eq!((load.inside(&pallet)?["bolt"], load.left(Condition::Good)["bolt"]), (5, 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "LoadDocument", into = "LoadDocument")]
#[cfg_attr(feature = "schema", schemars(with = "LoadDocument"))]
pub struct Load {
    units: BTreeMap<Sscc, Unit>,
    left: BTreeMap<Condition, Lines>,
}

impl Load {
    /// The units by their number.
    #[must_use]
    pub const fn units(&self) -> &BTreeMap<Sscc, Unit> {
        &self.units
    }

    /// What has left the load in a condition.
    #[must_use]
    pub fn left(&self, condition: Condition) -> Lines {
        self.left.get(&condition).cloned().unwrap_or_default()
    }

    /// Everything: in the units, and left in any condition.
    #[must_use]
    pub fn total(&self) -> Lines {
        let mut total = Lines::new();
        let parts = self.units.values().map(|unit| &unit.lines).chain(self.left.values());
        parts.for_each(|lines| add(&mut total, lines));
        total
    }

    /// The items in a unit and in all that is packed in it.
    ///
    /// # Errors
    /// [`HandlingError::Unknown`] for a unit that is not there.
    pub fn inside(&self, unit: &Sscc) -> Result<Lines, HandlingError> {
        let mut inside = Lines::new();
        let mut open = vec![self.unit(unit)?];
        while let Some(unit) = open.pop() {
            add(&mut inside, &unit.lines);
            open.extend(unit.children.iter().filter_map(|child| self.units.get(child)));
        }
        Ok(inside)
    }

    /// A new unit with these items.
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is there already, a quantity of zero, or a total above [`quantity::MAX`].
    pub fn commission(&mut self, unit: Sscc, lines: Lines) -> Result<(), HandlingError> {
        if self.units.contains_key(&unit) {
            return Err(HandlingError::Exists(unit));
        }
        let total = self.total();
        for (item, &count) in &lines {
            let before = total.get(item).copied().unwrap_or_default();
            if count == 0 || before.checked_add(count).is_none_or(|sum| sum > quantity::MAX) {
                return Err(HandlingError::Quantity { item: item.clone(), count });
            }
        }
        self.units.insert(unit, Unit { lines, ..Unit::default() });
        Ok(())
    }

    /// Packs units that stand free into another (EPCIS aggregation, action `ADD`).
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is not there, is packed already, or would come to lie in itself.
    pub fn pack(&mut self, parent: &Sscc, children: &[Sscc]) -> Result<(), HandlingError> {
        let mut above = BTreeSet::from([*parent]);
        let mut at = self.unit(parent)?;
        while let Some(next) = at.parent {
            above.insert(next);
            at = self.unit(&next)?;
        }
        for child in children {
            if let Some(packed) = self.unit(child)?.parent {
                return Err(HandlingError::Packed { unit: *child, parent: packed });
            }
            if above.contains(child) {
                return Err(HandlingError::Inside(*child));
            }
        }
        for child in children {
            self.change(child, |unit| unit.parent = Some(*parent));
            self.change(parent, |unit| {
                unit.children.insert(*child);
            });
        }
        Ok(())
    }

    /// Takes units out of another; all of them when none is named (EPCIS aggregation, action `DELETE`).
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is not there, or does not lie directly in the parent.
    pub fn unpack(&mut self, parent: &Sscc, children: &[Sscc]) -> Result<(), HandlingError> {
        let inside = &self.unit(parent)?.children;
        if let Some(stranger) = children.iter().find(|child| !inside.contains(*child)) {
            return Err(HandlingError::NotInside { unit: *stranger, parent: *parent });
        }
        let children = if children.is_empty() { inside.iter().copied().collect() } else { children.to_vec() };
        for child in &children {
            self.change(child, |unit| unit.parent = None);
            self.change(parent, |unit| {
                unit.children.remove(child);
            });
        }
        Ok(())
    }

    /// Moves items of a unit into a new one that stands beside it.
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is not there, a new one that is, or more of an item than lies in the unit.
    pub fn split(&mut self, unit: &Sscc, new: Sscc, lines: &Lines) -> Result<(), HandlingError> {
        let (rest, parent) = (self.without(unit, lines)?, self.unit(unit)?.parent);
        if self.units.contains_key(&new) {
            return Err(HandlingError::Exists(new));
        }
        self.change(unit, |unit| unit.lines = rest);
        self.units.insert(new, Unit { parent, children: BTreeSet::new(), lines: lines.clone() });
        if let Some(parent) = parent {
            self.change(&parent, |unit| {
                unit.children.insert(new);
            });
        }
        Ok(())
    }

    /// Moves all that is in one unit into another; the first is gone.
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is not there, or the second one lying in the first or being it.
    pub fn merge(&mut self, from: &Sscc, into: &Sscc) -> Result<(), HandlingError> {
        let mut at = Some(*into);
        while let Some(unit) = at {
            if unit == *from {
                return Err(HandlingError::Inside(*into));
            }
            at = self.unit(&unit)?.parent;
        }
        self.unit(from)?;
        let Some(gone) = self.units.remove(from) else { return Err(HandlingError::Unknown(*from)) };
        if let Some(parent) = gone.parent {
            self.change(&parent, |unit| {
                unit.children.remove(from);
            });
        }
        for child in &gone.children {
            self.change(child, |unit| unit.parent = Some(*into));
        }
        self.change(into, |unit| {
            unit.children.extend(gone.children);
            add(&mut unit.lines, &gone.lines);
        });
        Ok(())
    }

    /// Takes items out of a unit for good: received in a condition, or found missing.
    ///
    /// # Errors
    /// [`HandlingError`] for a unit that is not there, or more of an item than lies in it.
    pub fn receive(&mut self, unit: &Sscc, lines: &Lines, condition: Condition) -> Result<(), HandlingError> {
        let rest = self.without(unit, lines)?;
        self.change(unit, |unit| unit.lines = rest);
        add(self.left.entry(condition).or_default(), lines);
        Ok(())
    }

    fn unit(&self, unit: &Sscc) -> Result<&Unit, HandlingError> {
        self.units.get(unit).ok_or(HandlingError::Unknown(*unit))
    }

    /// Changes a unit that was found before.
    fn change(&mut self, unit: &Sscc, change: impl FnOnce(&mut Unit)) {
        if let Some(unit) = self.units.get_mut(unit) {
            change(unit);
        }
    }

    /// The items of a unit without these.
    fn without(&self, unit: &Sscc, lines: &Lines) -> Result<Lines, HandlingError> {
        let mut rest = self.unit(unit)?.lines.clone();
        for (item, &count) in lines {
            let there = rest.get(item).copied().unwrap_or_default();
            match there.checked_sub(count) {
                _ if count == 0 => return Err(HandlingError::Quantity { item: item.clone(), count }),
                None => return Err(HandlingError::TooFew { unit: *unit, item: item.clone(), asked: count, there }),
                Some(0) => rest.remove(item),
                Some(left) => rest.insert(item.clone(), left),
            };
        }
        Ok(rest)
    }
}

/// Sums stay within [`quantity::MAX`]: what is added was put in by [`Load::commission`], which checked the total.
fn add(to: &mut Lines, lines: &Lines) {
    for (item, count) in lines {
        let sum = to.entry(item.clone()).or_default();
        *sum = sum.saturating_add(*count);
    }
}

#[cfg(test)]
#[path = "handling_tests.rs"]
mod tests;
