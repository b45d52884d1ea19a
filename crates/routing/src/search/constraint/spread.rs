//! Compactness: what it costs that two tasks of a route lie far apart.

use super::Constraint;
use crate::{
    problem::Cost,
    search::{Node, model::Model},
};

/// No task yet.
const NONE: Node = Node::MAX;

/// The price of a metre between the two tasks of a route that are farthest apart.
///
/// Labels know the task at one end and the farthest of a few pairs, which bounds the route from below; the verdict looks at
/// all pairs.
#[derive(Debug)]
pub(crate) struct Spread {
    per_metre: Cost,
    tasks: usize,
}

/// The task at the outer end of a way, and metres that two of its tasks are apart at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    outer: Node,
    metres: i64,
}

impl Reach {
    const EMPTY: Self = Self { outer: NONE, metres: 0 };
}

impl Spread {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        Self { per_metre: model.reduced(model.problem.compactness()), tasks: model.tasks }
    }

    /// Metres between two tasks, in the direction that is longer; nothing where one is none.
    fn between(&self, model: &Model<'_>, fleet: usize, a: Node, b: Node) -> i64 {
        if a as usize >= self.tasks || b as usize >= self.tasks {
            return 0;
        }
        let legs = model.legs(fleet);
        legs.distance(a, b).max(legs.distance(b, a))
    }

    /// A way with one more task at its inner end, next to `inner`.
    fn grown(&self, model: &Model<'_>, fleet: usize, way: &Reach, inner: Node, node: Node) -> Reach {
        if node as usize >= self.tasks {
            return *way;
        }
        let between = |other| self.between(model, fleet, other, node);
        Reach {
            outer: if way.outer == NONE { node } else { way.outer },
            metres: way.metres.max(between(inner)).max(between(way.outer)),
        }
    }
}

impl Constraint for Spread {
    type Ahead = Reach;
    type Rest = Reach;
    type Sum = ();

    const HAS_VERDICT: bool = true;

    fn depart(&self, _: &Model<'_>, _: usize) -> Reach {
        Reach::EMPTY
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> Reach {
        Reach::EMPTY
    }

    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Reach, from: Node, to: Node) -> Option<Reach> {
        Some(self.grown(model, fleet, ahead, from, to))
    }

    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Reach) -> Reach {
        self.grown(model, fleet, rest, to, from)
    }

    fn close(&self, model: &Model<'_>, fleet: usize, ahead: &Reach, from: Node, tail: &[Node], rest: &Reach) -> Option<Cost> {
        let between = |a, b| self.between(model, fleet, a, b);
        let across = between(from, tail[0]).max(between(ahead.outer, rest.outer)).max(between(ahead.outer, tail[0]));
        Some(self.per_metre * ahead.metres.max(rest.metres).max(across).max(between(from, rest.outer)))
    }

    fn verdict(&self, model: &Model<'_>, fleet: usize, nodes: &[Node]) -> Option<Cost> {
        let pairs = nodes.iter().enumerate().flat_map(|(at, &a)| nodes[..at].iter().map(move |&b| (a, b)));
        let farthest = pairs.map(|(a, b)| self.between(model, fleet, a, b)).max().unwrap_or(0);
        Some(self.per_metre * farthest)
    }
}
