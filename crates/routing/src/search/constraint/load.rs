//! Loads that rise and fall along the way, in several dimensions: deliveries from the start, pickups to the end, and
//! shipments in between.

use super::Constraint;
use crate::{
    problem::{Cost, TaskKind, Vehicle},
    search::{Node, model::Model},
};

/// Capacity in `D` dimensions; a problem with fewer leaves the others empty.
#[derive(Debug)]
pub(crate) struct Load<const D: usize> {
    nodes: Vec<Profile<D>>,
    capacities: Vec<[i64; D]>,
}

/// The load of a piece of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Profile<const D: usize> {
    /// On board since the route's start, for stops of the piece.
    delivery: [i64; D],
    /// On board at its end less what was there at its beginning, deliveries from the route's start apart.
    change: [i64; D],
    /// The fullest it gets, over what stays on board from end to end.
    peak: [i64; D],
}

impl<const D: usize> Profile<D> {
    const EMPTY: Self = Self { delivery: [0; D], change: [0; D], peak: [0; D] };

    #[inline]
    fn then(&self, next: &Self) -> Self {
        let mut whole = Self::EMPTY;
        for dimension in 0..D {
            whole.delivery[dimension] = self.delivery[dimension] + next.delivery[dimension];
            whole.change[dimension] = self.change[dimension] + next.change[dimension];
            whole.peak[dimension] =
                (self.peak[dimension] + next.delivery[dimension]).max(next.peak[dimension] + self.change[dimension]);
        }
        whole
    }
}

impl<const D: usize> Load<D> {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let wide = |amounts: &[i64], rest: i64| core::array::from_fn(|dimension| amounts.get(dimension).copied().unwrap_or(rest));
        let profile = |node| {
            let Some(task) = model.task(node) else { return Profile::EMPTY };
            let (delivery, pickup): ([i64; D], [i64; D]) = (wide(&task.delivery, 0), wide(&task.pickup, 0));
            match task.kind {
                TaskKind::Job => {
                    let peak = core::array::from_fn(|dimension| delivery[dimension].max(pickup[dimension]));
                    Profile { delivery, change: pickup, peak }
                }
                TaskKind::Pickup => Profile { delivery: [0; D], change: pickup, peak: pickup },
                TaskKind::Delivery => Profile { delivery: [0; D], change: delivery.map(|amount| -amount), peak: [0; D] },
            }
        };
        let capacity = |vehicle: &Vehicle| match &vehicle.reload {
            // Who reloads can carry any sum: what each trip can, its itinerary knows.
            Some(_) => [i64::MAX / 4; D],
            None => wide(&vehicle.room().collect::<Vec<_>>(), i64::MAX / 4),
        };
        Self {
            nodes: (0..model.nodes() as Node).map(profile).collect(),
            capacities: model.problem.vehicles().iter().map(capacity).collect(),
        }
    }

    #[inline]
    fn is_within(&self, fleet: usize, profile: &Profile<D>) -> bool {
        profile.peak.iter().zip(&self.capacities[fleet]).all(|(peak, capacity)| peak <= capacity)
    }
}

impl<const D: usize> Constraint for Load<D> {
    type Ahead = Profile<D>;
    type Rest = Profile<D>;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, _: usize) -> Self::Ahead {
        Profile::EMPTY
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> Self::Rest {
        Profile::EMPTY
    }

    #[inline]
    fn extend(&self, _: &Model<'_>, fleet: usize, ahead: &Self::Ahead, _: Node, to: Node) -> Option<Self::Ahead> {
        let profile = ahead.then(&self.nodes[to as usize]);
        self.is_within(fleet, &profile).then_some(profile)
    }

    #[inline]
    fn prepend(&self, _: &Model<'_>, _: usize, from: Node, _: Node, rest: &Self::Rest) -> Self::Rest {
        self.nodes[from as usize].then(rest)
    }

    #[inline]
    fn close(&self, _: &Model<'_>, fleet: usize, ahead: &Self::Ahead, _: Node, _: &[Node], rest: &Self::Rest) -> Option<Cost> {
        self.is_within(fleet, &ahead.then(rest)).then_some(0)
    }
}
