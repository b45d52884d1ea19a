//! Constraints: one implementation of [`Constraint`] each, put together in tuples.
//!
//! A route is judged by labels. `Ahead` of a node knows what matters of the way from the route's start up to it; `Rest`
//! of a node knows what matters of the way from it to the end. With both kept for every node, a change of a route is
//! judged by extending a label over what is new and closing it with the rest of what stays: in constant time for an
//! insertion, whatever the length of the route (concatenation in the sense of Vidal et al. 2013). The search is compiled
//! once for each combination that [`crate::solve`] names, so that a problem without windows has no code for them.
//!
//! What no label can hold (breaks, reloads, speeds that change by the hour) has a [`Constraint::verdict`] on the whole
//! route. Labels then bound it: a move is first judged by them, and only one that would be taken is simulated.

mod bonds;
mod bulk;
#[cfg(test)]
mod example;
mod limits;
mod load;
mod simulated;
mod spread;
mod timetable;
mod windows;

use core::fmt::Debug;

pub(crate) use bonds::Bonds;
pub(crate) use bulk::Bulk;
pub(crate) use limits::Limits;
pub(crate) use load::Load;
pub(crate) use simulated::Simulated;
pub(crate) use spread::Spread;
pub(crate) use timetable::{Timetable, is_timeless};
pub(crate) use windows::Windows;

use super::{Node, model::Model};
use crate::problem::Cost;

/// Something that routes must respect, and what it costs beyond distance.
pub(crate) trait Constraint: Debug + Sync {
    /// What matters of the way from the start up to a node, the node included. It follows from the label before, the two
    /// nodes and the fleet alone: where it comes out equal after a change, all that follow are taken to be as they were.
    type Ahead: Copy + Debug + PartialEq;
    /// What matters of the way from a node to the end; the same holds in the other direction.
    type Rest: Copy + Debug + PartialEq;
    /// What matters of a route's nodes in any order.
    type Sum: Copy + Debug + Default;

    /// Whether labels judge anything; sums alone need none.
    const HAS_LABELS: bool = true;

    /// Whether labels only bound what [`Self::verdict`] decides: then `close` may let through what is not feasible and price
    /// it too low, never the reverse, and whatever is about to be accepted is put to the verdict.
    const HAS_VERDICT: bool = false;

    /// The label of the route's start.
    fn depart(&self, model: &Model<'_>, fleet: usize) -> Self::Ahead;

    /// The label of the route's end.
    fn arrive(&self, model: &Model<'_>, fleet: usize) -> Self::Rest;

    /// The label of `to` when it follows `from`; none when no continuation can be feasible.
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Self::Ahead, from: Node, to: Node) -> Option<Self::Ahead>;

    /// The label of `from` when `to` follows it. Asked on feasible routes only.
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Self::Rest) -> Self::Rest;

    /// Whether a way that ends in `from` can go on with `tail`, whose first node's label is `rest`: the cost of the whole
    /// beyond distance and fixed cost, or none.
    fn close(
        &self,
        model: &Model<'_>,
        fleet: usize,
        ahead: &Self::Ahead,
        from: Node,
        tail: &[Node],
        rest: &Self::Rest,
    ) -> Option<Cost>;

    /// The last word on a whole route, start and end included: its cost beyond distance and fixed cost, or none. Where
    /// labels say all, this is what they say.
    fn verdict(&self, model: &Model<'_>, fleet: usize, nodes: &[Node]) -> Option<Cost> {
        let (way, end) = nodes.split_at(nodes.len() - 1);
        let mut ahead = self.depart(model, fleet);
        for leg in way.windows(2) {
            ahead = self.extend(model, fleet, &ahead, leg[0], leg[1])?;
        }
        self.close(model, fleet, &ahead, way[way.len() - 1], end, &self.arrive(model, fleet))
    }

    /// Whether `node` can follow neither a node with this label nor any node after it.
    fn is_past(&self, _ahead: &Self::Ahead, _node: Node) -> bool {
        false
    }

    /// Whether `node` can come before neither a node with this label nor any node before it.
    fn is_early(&self, _rest: &Self::Rest, _node: Node) -> bool {
        false
    }

    /// Counts a node in.
    fn add(&self, _sum: &mut Self::Sum, _node: Node) {}

    /// Takes a node out.
    fn subtract(&self, _sum: &mut Self::Sum, _node: Node) {}

    /// Whether a route with this sum may have room for a node; the labels have the last word.
    fn has_room(&self, _fleet: usize, _sum: &Self::Sum, _node: Node) -> bool {
        true
    }

    /// Whether two routes' nodes may go together on one.
    fn can_join(&self, _fleet: usize, _a: &Self::Sum, _b: &Self::Sum) -> bool {
        true
    }
}

impl<A: Constraint, B: Constraint> Constraint for (A, B) {
    type Ahead = (A::Ahead, B::Ahead);
    type Rest = (A::Rest, B::Rest);
    type Sum = (A::Sum, B::Sum);

    const HAS_LABELS: bool = A::HAS_LABELS || B::HAS_LABELS;
    const HAS_VERDICT: bool = A::HAS_VERDICT || B::HAS_VERDICT;

    fn depart(&self, model: &Model<'_>, fleet: usize) -> Self::Ahead {
        (self.0.depart(model, fleet), self.1.depart(model, fleet))
    }

    fn arrive(&self, model: &Model<'_>, fleet: usize) -> Self::Rest {
        (self.0.arrive(model, fleet), self.1.arrive(model, fleet))
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Self::Ahead, from: Node, to: Node) -> Option<Self::Ahead> {
        Some((self.0.extend(model, fleet, &ahead.0, from, to)?, self.1.extend(model, fleet, &ahead.1, from, to)?))
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Self::Rest) -> Self::Rest {
        (self.0.prepend(model, fleet, from, to, &rest.0), self.1.prepend(model, fleet, from, to, &rest.1))
    }

    #[inline]
    fn close(
        &self,
        model: &Model<'_>,
        fleet: usize,
        ahead: &Self::Ahead,
        from: Node,
        tail: &[Node],
        rest: &Self::Rest,
    ) -> Option<Cost> {
        let first = self.0.close(model, fleet, &ahead.0, from, tail, &rest.0)?;
        Some(first + self.1.close(model, fleet, &ahead.1, from, tail, &rest.1)?)
    }

    fn verdict(&self, model: &Model<'_>, fleet: usize, nodes: &[Node]) -> Option<Cost> {
        Some(self.0.verdict(model, fleet, nodes)? + self.1.verdict(model, fleet, nodes)?)
    }

    #[inline]
    fn is_past(&self, ahead: &Self::Ahead, node: Node) -> bool {
        self.0.is_past(&ahead.0, node) || self.1.is_past(&ahead.1, node)
    }

    #[inline]
    fn is_early(&self, rest: &Self::Rest, node: Node) -> bool {
        self.0.is_early(&rest.0, node) || self.1.is_early(&rest.1, node)
    }

    #[inline]
    fn add(&self, sum: &mut Self::Sum, node: Node) {
        self.0.add(&mut sum.0, node);
        self.1.add(&mut sum.1, node);
    }

    #[inline]
    fn subtract(&self, sum: &mut Self::Sum, node: Node) {
        self.0.subtract(&mut sum.0, node);
        self.1.subtract(&mut sum.1, node);
    }

    #[inline]
    fn has_room(&self, fleet: usize, sum: &Self::Sum, node: Node) -> bool {
        self.0.has_room(fleet, &sum.0, node) && self.1.has_room(fleet, &sum.1, node)
    }

    fn can_join(&self, fleet: usize, a: &Self::Sum, b: &Self::Sum) -> bool {
        self.0.can_join(fleet, &a.0, &b.0) && self.1.can_join(fleet, &a.1, &b.1)
    }
}
