//! One route with all that makes a change of it cheap to judge.

use core::ops::Range;

use super::{Node, constraint::Constraint, model::Model};
use crate::problem::Cost;

/// A route: its nodes between the two terminals, the legs between them, and a label each way at every node.
#[derive(Debug)]
pub(crate) struct Route<C: Constraint> {
    pub(crate) fleet: usize,
    /// Start, tasks, end.
    pub(crate) nodes: Vec<Node>,
    /// Metres of the leg into each node; a leg fits in 31 bits.
    pub(crate) legs: Vec<i32>,
    pub(crate) distance: i64,
    /// Cost beyond distance and fixed cost.
    pub(crate) surcharge: Cost,
    pub(crate) sum: C::Sum,
    pub(crate) ahead: Vec<C::Ahead>,
    pub(crate) rest: Vec<C::Rest>,
}

impl<C: Constraint> Clone for Route<C> {
    fn clone(&self) -> Self {
        Self {
            fleet: self.fleet,
            nodes: self.nodes.clone(),
            legs: self.legs.clone(),
            distance: self.distance,
            surcharge: self.surcharge,
            sum: self.sum,
            ahead: self.ahead.clone(),
            rest: self.rest.clone(),
        }
    }

    /// Without new memory where the old suffices: this is how a route is saved before it is changed.
    fn clone_from(&mut self, source: &Self) {
        self.fleet = source.fleet;
        self.nodes.clone_from(&source.nodes);
        self.legs.clone_from(&source.legs);
        self.distance = source.distance;
        self.surcharge = source.surcharge;
        self.sum = source.sum;
        self.ahead.clone_from(&source.ahead);
        self.rest.clone_from(&source.rest);
    }
}

impl<C: Constraint> Route<C> {
    /// A route that serves nothing yet.
    pub(crate) fn empty(model: &Model<'_>, constraint: &C, fleet: usize) -> Self {
        let vehicle = &model.fleets[fleet];
        let mut route = Self {
            fleet,
            nodes: vec![vehicle.start, vehicle.end],
            legs: vec![0, 0],
            distance: 0,
            surcharge: 0,
            sum: C::Sum::default(),
            ahead: Vec::new(),
            rest: Vec::new(),
        };
        route.label(model, constraint);
        route
    }

    /// Whether it serves nothing.
    pub(crate) const fn is_empty(&self) -> bool {
        self.nodes.len() == 2
    }

    /// The nodes that it serves.
    pub(crate) fn tasks(&self) -> &[Node] {
        &self.nodes[1..self.nodes.len() - 1]
    }

    /// What it costs; an unused vehicle costs nothing.
    pub(crate) fn cost(&self, model: &Model<'_>) -> Cost {
        let fleet = &model.fleets[self.fleet];
        if self.is_empty() { 0 } else { fleet.fixed + fleet.per_metre * self.distance + self.surcharge }
    }

    /// Puts a node before the one at `position`. The labels of all others move with them; it has none that is true.
    pub(super) fn insert(&mut self, model: &Model<'_>, constraint: &C, position: usize, node: Node) {
        let legs = model.legs(self.fleet);
        let (before, after) = (self.nodes[position - 1], self.nodes[position]);
        let (into, out) = (legs.distance(before, node), legs.distance(node, after));
        let replaced = if self.is_empty() { 0 } else { self.legs[position].into() };
        self.distance += into + out - replaced;
        self.legs[position] = out as i32;
        self.nodes.insert(position, node);
        self.legs.insert(position, into as i32);
        if C::HAS_LABELS {
            self.ahead.insert(position, self.ahead[position - 1]);
            self.rest.insert(position, self.rest[position]);
        }
        constraint.add(&mut self.sum, node);
    }

    /// Replaces all its tasks. False where the result is not feasible.
    pub(super) fn assign(&mut self, model: &Model<'_>, constraint: &C, tasks: impl Iterator<Item = Node>) -> bool {
        let fleet = &model.fleets[self.fleet];
        self.nodes.clear();
        self.nodes.push(fleet.start);
        self.nodes.extend(tasks);
        self.nodes.push(fleet.end);
        self.sum = C::Sum::default();
        for node in &self.nodes[1..self.nodes.len() - 1] {
            constraint.add(&mut self.sum, *node);
        }
        self.measure(model);
        self.label(model, constraint)
    }

    /// Keeps the tasks that `keep` says. False where what is left is not feasible: without the triangle inequality, or
    /// with set-ups, leaving a stop out can make a route longer.
    pub(super) fn retain(&mut self, model: &Model<'_>, constraint: &C, keep: impl Fn(Node) -> bool) -> bool {
        let legs = model.legs(self.fleet);
        let last = self.nodes.len() - 1;
        // Where kept nodes follow others than before.
        let mut changed = last..1;
        let mut kept = 1;
        let mut follows_kept = true;
        self.distance = 0;
        for position in 1..=last {
            let node = self.nodes[position];
            if position < last && !keep(node) {
                constraint.subtract(&mut self.sum, node);
                follows_kept = false;
                continue;
            }
            let leg = if follows_kept {
                self.legs[position]
            } else {
                changed = changed.start.min(kept)..kept + 1;
                legs.distance(self.nodes[kept - 1], node) as i32
            };
            follows_kept = true;
            self.nodes[kept] = node;
            self.legs[kept] = leg;
            if C::HAS_LABELS {
                self.rest[kept] = self.rest[position];
                if position < last {
                    self.ahead[kept] = self.ahead[position];
                }
            }
            self.distance += i64::from(leg);
            kept += 1;
        }
        self.nodes.truncate(kept);
        self.legs.truncate(kept);
        if kept == 2 {
            self.legs[1] = 0;
            self.distance = 0;
        }
        if C::HAS_LABELS {
            self.ahead.truncate(kept - 1);
            self.rest.truncate(kept);
        }
        self.relabel(model, constraint, changed)
    }

    fn measure(&mut self, model: &Model<'_>) {
        let legs = model.legs(self.fleet);
        self.legs.clear();
        self.legs.push(0);
        self.legs.extend(self.nodes.windows(2).map(|pair| legs.distance(pair[0], pair[1]) as i32));
        if self.is_empty() {
            self.legs[1] = 0;
        }
        self.distance = self.legs.iter().copied().map(i64::from).sum();
    }

    /// Labels every node. False where the route is not feasible; its labels are then of no use.
    fn label(&mut self, model: &Model<'_>, constraint: &C) -> bool {
        if !C::HAS_LABELS {
            return true;
        }
        let nodes = self.nodes.len();
        self.ahead.clear();
        self.ahead.resize(nodes - 1, constraint.depart(model, self.fleet));
        self.rest.clear();
        self.rest.resize(nodes, constraint.arrive(model, self.fleet));
        self.relabel(model, constraint, 1..nodes)
    }

    /// Makes the labels true again after a change: the nodes at positions `changed` are new or follow others than before.
    /// Past them, a label that comes out as it was ends the work. False where the route is not feasible; its labels are
    /// then of no use.
    pub(super) fn relabel(&mut self, model: &Model<'_>, constraint: &C, changed: Range<usize>) -> bool {
        if !C::HAS_LABELS {
            return true;
        }
        let (fleet, last) = (self.fleet, self.nodes.len() - 1);
        for next in changed.start..last {
            let (from, to) = (self.nodes[next - 1], self.nodes[next]);
            let Some(label) = constraint.extend(model, fleet, &self.ahead[next - 1], from, to) else { return false };
            let was = core::mem::replace(&mut self.ahead[next], label);
            if next >= changed.end && was == label {
                break;
            }
        }
        for next in (0..changed.end.min(last)).rev() {
            let (from, to) = (self.nodes[next], self.nodes[next + 1]);
            let label = constraint.prepend(model, fleet, from, to, &self.rest[next + 1]);
            let was = core::mem::replace(&mut self.rest[next], label);
            if next + 1 < changed.start && was == label {
                break;
            }
        }
        let closed = if C::HAS_VERDICT {
            constraint.verdict(model, fleet, &self.nodes)
        } else {
            let (ahead, rest) = (&self.ahead[last - 1], &self.rest[last]);
            constraint.close(model, fleet, ahead, self.nodes[last - 1], &self.nodes[last..], rest)
        };
        self.surcharge = if self.is_empty() { 0 } else { closed.unwrap_or(0) };
        closed.is_some() || self.is_empty()
    }
}
