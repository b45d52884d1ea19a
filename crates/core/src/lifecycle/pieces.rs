//! How many pieces of a shipment are where, and what a guard may ask of them.

use serde::{Deserialize, Serialize};

use crate::quantity;

/// Where a step of the lifecycle moves pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Move {
    /// From the consignor into the carrier's hands.
    PickedUp,
    /// From the carrier to the consignee.
    Delivered,
    /// From the carrier back to the consignor.
    Returned,
    /// From the carrier to nowhere.
    Lost,
}

/// A count that a guard may ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Tally {
    /// Taken over by the carrier.
    PickedUp,
    /// Handed to the consignee.
    Delivered,
    /// Handed back to the consignor.
    Returned,
    /// Written off.
    Lost,
    /// In the carrier's hands now: picked up, and neither delivered, returned nor lost.
    OnHand,
}

/// What part of the pieces ordered a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Portion {
    /// Not a single piece.
    None,
    /// At least one and not all.
    Part,
    /// Every piece ordered.
    All,
    /// At least one.
    Some,
    /// Fewer than all.
    NotAll,
}

impl Portion {
    /// Whether `count` of `ordered` pieces is this portion.
    #[must_use]
    pub const fn holds(self, count: u64, ordered: u64) -> bool {
        match self {
            Self::None => count == 0,
            Self::Part => count > 0 && count < ordered,
            Self::All => count >= ordered,
            Self::Some => count > 0,
            Self::NotAll => count < ordered,
        }
    }
}

/// The pieces of a shipment by where they are. Conserved: `delivered + returned + lost ≤ picked_up ≤ ordered`.
///
/// ```
/// use haulage_core::lifecycle::{Move, Pieces, Tally};
///
/// let loaded = Pieces::ordered(10).after(Move::PickedUp, 10).unwrap();
/// let part = loaded.after(Move::Delivered, 5).unwrap();
/// assert_eq!(part.count(Tally::OnHand), 5);
/// assert_eq!(part.after(Move::Delivered, 6), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pieces {
    ordered: u64,
    picked_up: u64,
    delivered: u64,
    returned: u64,
    lost: u64,
}

impl Pieces {
    /// All pieces still with the consignor. Counts above [`quantity::MAX`] are held at it.
    #[must_use]
    pub const fn ordered(ordered: u64) -> Self {
        let ordered = if ordered > quantity::MAX { quantity::MAX } else { ordered };
        Self { ordered, picked_up: 0, delivered: 0, returned: 0, lost: 0 }
    }

    /// Pieces ordered.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.ordered
    }

    /// One of the counts.
    #[must_use]
    pub const fn count(&self, tally: Tally) -> u64 {
        match tally {
            Tally::PickedUp => self.picked_up,
            Tally::Delivered => self.delivered,
            Tally::Returned => self.returned,
            Tally::Lost => self.lost,
            Tally::OnHand => self.picked_up - self.delivered - self.returned - self.lost,
        }
    }

    /// How many pieces such a step can move at most.
    #[must_use]
    pub const fn available(&self, step: Move) -> u64 {
        match step {
            Move::PickedUp => self.ordered - self.picked_up,
            Move::Delivered | Move::Returned | Move::Lost => self.count(Tally::OnHand),
        }
    }

    /// The pieces after such a step, unless there are too few for it.
    #[must_use]
    pub const fn after(mut self, step: Move, count: u64) -> Option<Self> {
        if count > self.available(step) {
            return None;
        }
        match step {
            Move::PickedUp => self.picked_up += count,
            Move::Delivered => self.delivered += count,
            Move::Returned => self.returned += count,
            Move::Lost => self.lost += count,
        }
        Some(self)
    }
}
