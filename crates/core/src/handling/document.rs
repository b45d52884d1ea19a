//! A load as it is written down, and the steps that change it.

use serde::{Deserialize, Serialize};

use super::{Condition, HandlingError, Lines, Load, Unit};
use crate::{
    fault::{Faults, Path},
    identifier::Sscc,
    quantity,
};

/// A load as it is written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LoadDocument {
    /// Its units, in any order.
    pub units: Vec<UnitDocument>,
    /// What has left them.
    pub left: Left,
}

/// A unit as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitDocument {
    /// The unit.
    pub unit: Sscc,
    /// The unit it is packed in; absent for one that stands free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed_in: Option<Sscc>,
    /// The items that lie in it and in none of the units packed in it, by item.
    #[serde(default, skip_serializing_if = "Lines::is_empty")]
    pub lines: Lines,
}

/// What has left a load, by item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Left {
    /// Received as it should be.
    #[serde(skip_serializing_if = "Lines::is_empty")]
    pub good: Lines,
    /// Received, and damaged.
    #[serde(skip_serializing_if = "Lines::is_empty")]
    pub damaged: Lines,
    /// Not there when it should have been.
    #[serde(skip_serializing_if = "Lines::is_empty")]
    pub missing: Lines,
}

/// A step in the handling of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Step {
    /// A new unit with these items; see [`Load::commission`].
    Commission {
        /// The new unit.
        unit: Sscc,
        /// What lies in it.
        #[serde(default)]
        lines: Lines,
    },
    /// Units that stand free go into another; see [`Load::pack`].
    Pack {
        /// The unit they go into.
        parent: Sscc,
        /// The units.
        children: Vec<Sscc>,
    },
    /// Units come out of another, all of them when none is named; see [`Load::unpack`].
    Unpack {
        /// The unit they come out of.
        parent: Sscc,
        /// The units.
        #[serde(default)]
        children: Vec<Sscc>,
    },
    /// Items of a unit go into a new one beside it; see [`Load::split`].
    Split {
        /// The unit.
        unit: Sscc,
        /// The new unit.
        new: Sscc,
        /// What goes into the new one.
        lines: Lines,
    },
    /// All of one unit goes into another, and the first is gone; see [`Load::merge`].
    Merge {
        /// The unit that goes.
        from: Sscc,
        /// The unit that stays.
        into: Sscc,
    },
    /// Items leave a unit for good; see [`Load::receive`].
    Receive {
        /// The unit.
        unit: Sscc,
        /// What leaves it.
        lines: Lines,
        /// In what condition.
        condition: Condition,
    },
}

impl Load {
    /// Takes a step.
    ///
    /// # Errors
    /// [`HandlingError`] for a step that is refused; the load is then as it was.
    pub fn apply(&mut self, step: &Step) -> Result<(), HandlingError> {
        match step {
            Step::Commission { unit, lines } => self.commission(*unit, lines.clone()),
            Step::Pack { parent, children } => self.pack(parent, children),
            Step::Unpack { parent, children } => self.unpack(parent, children),
            Step::Split { unit, new, lines } => self.split(unit, *new, lines),
            Step::Merge { from, into } => self.merge(from, into),
            Step::Receive { unit, lines, condition } => self.receive(unit, lines, *condition),
        }
    }
}

impl TryFrom<LoadDocument> for Load {
    type Error = Faults;

    fn try_from(document: LoadDocument) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let root = Path::ROOT;
        let units = root.key("units");
        let mut load = Self::default();
        for (index, unit) in document.units.iter().enumerate() {
            let unit_of = |lines: &Lines| Unit { parent: unit.packed_in, lines: lines.clone(), ..Unit::default() };
            if load.units.insert(unit.unit, unit_of(&unit.lines)).is_some() {
                let cause = format!("unit {} is there twice", unit.unit);
                faults.report(&units.index(index).key("unit"), "handling.unit_exists", cause, "list each unit once");
            }
        }
        for (index, unit) in document.units.iter().enumerate() {
            let Some(parent) = unit.packed_in else { continue };
            let at = units.index(index);
            if let Some(parent) = load.units.get_mut(&parent) {
                parent.children.insert(unit.unit);
            } else {
                let cause = format!("there is no unit {parent}");
                faults.report(&at.key("packed_in"), "handling.unknown_unit", cause, "list it too, or leave this out");
            }
            if load.lies_in_itself(&unit.unit) {
                let cause = format!("unit {} lies in itself", unit.unit);
                faults.report(&at.key("packed_in"), "handling.inside_itself", cause, "let one of the units stand free");
            }
        }
        let Left { good, damaged, missing } = document.left;
        let left = [(Condition::Good, good), (Condition::Damaged, damaged), (Condition::Missing, missing)];
        load.left = left.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
        for (item, count) in load.total() {
            if count > quantity::MAX {
                let cause = format!("there is more of `{item}` than can be counted");
                faults.report(&units, "handling.quantity", cause, format!("give 1 to {} in all", quantity::MAX));
            }
        }
        if load.units.values().map(|unit| &unit.lines).chain(load.left.values()).any(|lines| lines.values().any(|&n| n == 0)) {
            faults.report(&root, "handling.quantity", "an item is there zero times", "leave the item out");
        }
        faults.into_result(load)
    }
}

impl Load {
    /// Whether the way up from a unit comes back to it, or to any unit twice.
    fn lies_in_itself(&self, unit: &Sscc) -> bool {
        let mut at = self.units.get(unit);
        for _ in 0..=self.units.len() {
            match at.and_then(|unit| unit.parent) {
                Some(parent) if parent == *unit => return true,
                Some(parent) => at = self.units.get(&parent),
                None => return false,
            }
        }
        // Longer than there are units: the way above goes round.
        true
    }
}

impl From<Load> for LoadDocument {
    fn from(load: Load) -> Self {
        let left = Left {
            good: load.left(Condition::Good),
            damaged: load.left(Condition::Damaged),
            missing: load.left(Condition::Missing),
        };
        let units = load.units.into_iter().map(|(unit, held)| UnitDocument { unit, packed_in: held.parent, lines: held.lines });
        Self { units: units.collect(), left }
    }
}
