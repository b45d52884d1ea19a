//! Rules that hang on a whole route: labels bound them, its itinerary has the verdict.

use super::Constraint;
use crate::{
    itinerary::Way,
    problem::{Cost, Task},
    search::{Node, model::Model},
};

/// A route driven as a whole, behind labels that let through whatever it lets through.
#[derive(Debug)]
pub(crate) struct Simulated<B>(pub(crate) B);

impl<B: Constraint> Constraint for Simulated<B> {
    type Ahead = B::Ahead;
    type Rest = B::Rest;
    type Sum = B::Sum;

    const HAS_LABELS: bool = B::HAS_LABELS;
    const HAS_VERDICT: bool = true;

    fn depart(&self, model: &Model<'_>, fleet: usize) -> Self::Ahead {
        self.0.depart(model, fleet)
    }

    fn arrive(&self, model: &Model<'_>, fleet: usize) -> Self::Rest {
        self.0.arrive(model, fleet)
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Self::Ahead, from: Node, to: Node) -> Option<Self::Ahead> {
        self.0.extend(model, fleet, ahead, from, to)
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Self::Rest) -> Self::Rest {
        self.0.prepend(model, fleet, from, to, rest)
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
        self.0.close(model, fleet, ahead, from, tail, rest)
    }

    fn verdict(&self, model: &Model<'_>, fleet: usize, nodes: &[Node]) -> Option<Cost> {
        let tasks: Vec<&Task> = nodes.iter().filter_map(|&node| model.task(node)).collect();
        if tasks.is_empty() {
            return Some(0);
        }
        let cost = Way::new(model.problem, &model.problem.vehicles()[fleet], &tasks)?.cost()?;
        let legs = model.legs(fleet);
        let metres: i64 = nodes.windows(2).map(|leg| legs.distance(leg[0], leg[1])).sum();
        Some(model.reduced(cost) - model.fleets[fleet].per_metre * metres)
    }

    #[inline]
    fn is_past(&self, ahead: &Self::Ahead, node: Node) -> bool {
        self.0.is_past(ahead, node)
    }

    #[inline]
    fn is_early(&self, rest: &Self::Rest, node: Node) -> bool {
        self.0.is_early(rest, node)
    }

    #[inline]
    fn add(&self, sum: &mut Self::Sum, node: Node) {
        self.0.add(sum, node);
    }

    #[inline]
    fn subtract(&self, sum: &mut Self::Sum, node: Node) {
        self.0.subtract(sum, node);
    }

    #[inline]
    fn has_room(&self, fleet: usize, sum: &Self::Sum, node: Node) -> bool {
        self.0.has_room(fleet, sum, node)
    }

    fn can_join(&self, fleet: usize, a: &Self::Sum, b: &Self::Sum) -> bool {
        self.0.can_join(fleet, a, b)
    }
}
