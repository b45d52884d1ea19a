//! Where a request fits best on a route.

use core::ops::Range;

use super::{ABSENT, Node, RouteIndex, constraint::Constraint, legs::Legs, model::Model, random::Random, route::Route};
use crate::problem::Cost;

/// Most stops of a shipment whose positions are searched one by one; a longer one goes in as a block.
const MOST_MEMBERS: usize = 8;
/// Most labels that are extended for one shipment on one route.
const MOST_STEPS: usize = 20_000;
/// One position in so many is passed over without a look, so that greed does not always end in the same place.
pub(super) const BLINK: usize = 100;

/// A place for a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Insertion {
    /// What it adds to the cost of routes.
    pub(crate) cost: Cost,
    /// The route; [`ABSENT`]: another vehicle of `fleet`.
    pub(crate) route: RouteIndex,
    pub(crate) fleet: usize,
    /// For each stop of the request, the position before which it goes; of a block, that of all.
    positions: [u32; MOST_MEMBERS],
}

impl Insertion {
    /// No place; any is better.
    pub(crate) const fn none() -> Self {
        Self { cost: Cost::MAX, route: ABSENT, fleet: 0, positions: [0; MOST_MEMBERS] }
    }

    /// Whether there is a place: none is before a route's start.
    pub(crate) const fn is_some(&self) -> bool {
        self.positions[0] > 0
    }

    /// The position before which a stop of the request goes.
    pub(crate) const fn position(&self, stop: usize) -> usize {
        self.positions[if stop < MOST_MEMBERS { stop } else { 0 }] as usize
    }
}

/// Judges the places that one request could take.
#[derive(Debug)]
pub(crate) struct Judge<'a, C: Constraint> {
    pub(crate) model: &'a Model<'a>,
    pub(crate) constraint: &'a C,
    pub(crate) members: &'a [Node],
    pub(crate) best: Insertion,
    /// Room for what a pair's delivery adds behind each position.
    pub(crate) detours: &'a mut Vec<i64>,
}

impl<C: Constraint> Judge<'_, C> {
    /// Looks for a better place on a route.
    pub(crate) fn consider(&mut self, route: &Route<C>, index: RouteIndex, random: &mut Random) {
        match (self.members, self.model.legs(route.fleet)) {
            (&[node], Legs::Table(table)) => {
                let (out, into) = table.around(node);
                self.single(route, index, random, false, |to| out[to as usize].into(), |from| into[from as usize].into());
            }
            (&[node], legs @ &Legs::Computed { is_metric, .. }) => {
                self.single(route, index, random, is_metric, |to| legs.distance(node, to), |from| legs.distance(from, node));
            }
            (&[pickup, delivery], _) => self.pair(route, index, [pickup, delivery], random),
            (members, _) if members.len() <= MOST_MEMBERS => {
                Several { judge: self, route, index, random, steps: 0, positions: [0; MOST_MEMBERS] }.search();
            }
            _ => self.block(route, index),
        }
    }

    /// One stop: every position, by the metres it adds and then by the labels. Where legs are computed and metric, those
    /// that are too far are passed over; in a table, looking is cheaper than reckoning whether to look.
    #[inline]
    fn single(
        &mut self,
        route: &Route<C>,
        index: RouteIndex,
        random: &mut Random,
        is_metric: bool,
        out: impl Fn(Node) -> i64,
        into: impl Fn(Node) -> i64,
    ) {
        let node = self.members[0];
        let fleet = &self.model.fleets[route.fleet];
        let opening = if route.is_empty() { fleet.fixed } else { 0 };
        let nodes = &route.nodes[..];
        let legs = &route.legs[..nodes.len()];
        let metres_of = |cost: Cost| if fleet.per_metre > 0 { cost / fleet.per_metre } else { Cost::MAX };
        let mut most = metres_of(self.best.cost);
        let reach = self.reach(route, node);
        let mut position = reach.start - 1;
        let mut from = into(nodes[position]);
        while position + 1 < reach.end {
            position += 1;
            if is_metric {
                let leapt = leap(&legs[position..], 2 * from - most);
                if leapt > 0 {
                    position += leapt - 1;
                    from = into(nodes[position]);
                    continue;
                }
            }
            let next = nodes[position];
            let to = out(next);
            let metres = from + to - i64::from(legs[position]);
            from = if is_metric { to } else { into(next) };
            let mut cost = opening + fleet.per_metre * metres;
            if cost >= self.best.cost {
                continue;
            }
            if C::HAS_LABELS {
                let (before, ahead) = (route.nodes[position - 1], &route.ahead[position - 1]);
                let Some(surcharge) = self.close(route, position, ahead, before, node) else { continue };
                cost += surcharge - route.surcharge;
                if cost >= self.best.cost {
                    continue;
                }
                if C::HAS_VERDICT {
                    let Some(verdict) = self.verdict(route, &[position as u32]) else { continue };
                    cost += verdict - surcharge;
                    if cost >= self.best.cost {
                        continue;
                    }
                }
            }
            if random.below(BLINK) > 0 {
                self.accept(route, index, cost, &[position as u32]);
                most = metres_of(cost);
            }
        }
    }

    /// The positions before which `node` may go, as far as single labels tell.
    #[inline]
    pub(super) fn reach(&self, route: &Route<C>, node: Node) -> Range<usize> {
        let nodes = route.nodes.len();
        if !C::HAS_LABELS {
            return 1..nodes;
        }
        let start = 1 + route.rest[1..].partition_point(|rest| self.constraint.is_early(rest, node));
        let end = 1 + route.ahead.partition_point(|ahead| !self.constraint.is_past(ahead, node));
        start.min(nodes)..end
    }

    /// The surcharge of the route with `node` before `position`, on a way whose label is `ahead` and that ends in `from`.
    #[inline]
    pub(super) fn close(&self, route: &Route<C>, position: usize, ahead: &C::Ahead, from: Node, node: Node) -> Option<Cost> {
        let label = self.constraint.extend(self.model, route.fleet, ahead, from, node)?;
        let tail = &route.nodes[position..];
        self.constraint.close(self.model, route.fleet, &label, node, tail, &route.rest[position])
    }

    /// The verdict on the route with each stop of the request before its position; of a block, all before one.
    pub(super) fn verdict(&self, route: &Route<C>, positions: &[u32]) -> Option<Cost> {
        let mut nodes = Vec::with_capacity(route.nodes.len() + self.members.len());
        let mut next = 0;
        for (stop, &node) in self.members.iter().enumerate() {
            let position = positions[stop.min(positions.len() - 1)] as usize;
            nodes.extend_from_slice(&route.nodes[next..position]);
            nodes.push(node);
            next = position;
        }
        nodes.extend_from_slice(&route.nodes[next..]);
        self.constraint.verdict(self.model, route.fleet, &nodes)
    }

    pub(super) fn accept(&mut self, route: &Route<C>, index: RouteIndex, cost: Cost, positions: &[u32]) {
        self.best.cost = cost;
        self.best.route = index;
        self.best.fleet = route.fleet;
        self.best.positions[..positions.len()].copy_from_slice(positions);
    }

    /// All stops one after another, in one place.
    fn block(&mut self, route: &Route<C>, index: RouteIndex) {
        let (fleet, legs) = (&self.model.fleets[route.fleet], self.model.legs(route.fleet));
        let opening = if route.is_empty() { fleet.fixed } else { 0 };
        let inner: i64 = self.members.windows(2).map(|pair| legs.distance(pair[0], pair[1])).sum();
        let (Some(&first), Some(&last)) = (self.members.first(), self.members.last()) else { return };
        for position in 1..route.nodes.len() {
            let (before, after) = (route.nodes[position - 1], route.nodes[position]);
            let metres = legs.distance(before, first) + inner + legs.distance(last, after) - i64::from(route.legs[position]);
            let cost = opening + fleet.per_metre * metres;
            if cost >= self.best.cost {
                continue;
            }
            let surcharge = if C::HAS_LABELS {
                let step = |(from, label): (Node, C::Ahead), &node: &Node| {
                    Some((node, self.constraint.extend(self.model, route.fleet, &label, from, node)?))
                };
                let (&tail, rest) = (&&route.nodes[position..], &route.rest[position]);
                let end = self.members.iter().try_fold((before, route.ahead[position - 1]), step);
                end.and_then(|(from, label)| self.constraint.close(self.model, route.fleet, &label, from, tail, rest))
            } else {
                Some(0)
            };
            let surcharge = surcharge.filter(|surcharge| cost + surcharge - route.surcharge < self.best.cost);
            let surcharge =
                if C::HAS_VERDICT { surcharge.and_then(|_| self.verdict(route, &[position as u32])) } else { surcharge };
            if let Some(surcharge) = surcharge.filter(|surcharge| cost + surcharge - route.surcharge < self.best.cost) {
                self.accept(route, index, cost + surcharge - route.surcharge, &[position as u32; MOST_MEMBERS]);
            }
        }
    }
}

/// How many legs can be passed over: a stop that is far from where they begin adds `2 × (far − way)` metres at least when it
/// is put into the last of them, by the triangle inequality; `spare` is how much that is above what is wanted at their
/// beginning.
#[inline]
fn leap(legs: &[i32], mut spare: i64) -> usize {
    if spare < 0 {
        return 0;
    }
    for (passed, &leg) in legs.iter().enumerate() {
        spare -= 2 * i64::from(leg);
        if spare < 0 {
            return passed;
        }
    }
    legs.len()
}

/// The stops of a shipment in their order, each at its own position: all of them where steps allow.
struct Several<'s, 'a, C: Constraint> {
    judge: &'s mut Judge<'a, C>,
    route: &'s Route<C>,
    index: RouteIndex,
    random: &'s mut Random,
    steps: usize,
    positions: [u32; MOST_MEMBERS],
}

/// A way that leaves the route as it was up to `from` and has some stops of the shipment on it.
#[derive(Clone, Copy)]
struct Way<A> {
    label: A,
    from: Node,
    /// Position of the next node of the route as it was.
    next: usize,
    /// Metres more than the route had up to `next`, the leg into it excluded on both sides.
    metres: i64,
}

impl<C: Constraint> Several<'_, '_, C> {
    fn search(&mut self) {
        for position in 1..self.route.nodes.len() {
            let label = self.route.ahead[position - 1];
            if self.judge.constraint.is_past(&label, self.judge.members[0]) {
                break;
            }
            self.place(0, Way { label, from: self.route.nodes[position - 1], next: position, metres: 0 });
        }
    }

    /// Puts the stop of this number next on the way, and all later ones wherever they fit after it.
    fn place(&mut self, number: usize, way: Way<C::Ahead>) {
        let Self { judge, route, .. } = self;
        let (model, fleet) = (judge.model, &judge.model.fleets[route.fleet]);
        let legs = model.legs(route.fleet);
        let node = judge.members[number];
        let next = route.nodes[way.next];
        let metres = way.metres + legs.distance(way.from, node);
        let opening = if route.is_empty() { fleet.fixed } else { 0 };
        let cost = opening + fleet.per_metre * (metres + legs.distance(node, next) - i64::from(route.legs[way.next]));
        self.steps += 1;
        if cost >= judge.best.cost || self.steps > MOST_STEPS || self.random.below(BLINK) == 0 {
            return;
        }
        let Some(label) = judge.constraint.extend(model, route.fleet, &way.label, way.from, node) else { return };
        self.positions[number] = way.next as u32;
        if number + 1 == judge.members.len() {
            let (tail, rest) = (&route.nodes[way.next..], &route.rest[way.next]);
            let Some(surcharge) = judge.constraint.close(model, route.fleet, &label, node, tail, rest) else { return };
            let mut cost = cost + surcharge - route.surcharge;
            if C::HAS_VERDICT && cost < judge.best.cost {
                let Some(verdict) = judge.verdict(route, &self.positions[..=number]) else { return };
                cost += verdict - surcharge;
            }
            if cost < judge.best.cost {
                judge.accept(route, self.index, cost, &self.positions[..=number]);
            }
            return;
        }
        let mut way = Way { label, from: node, next: way.next, metres };
        loop {
            self.place(number + 1, way);
            let (route, judge) = (self.route, &self.judge);
            let node = route.nodes[way.next];
            if way.next + 1 == route.nodes.len() {
                return;
            }
            let Some(label) = judge.constraint.extend(model, route.fleet, &way.label, way.from, node) else { return };
            let metres = way.metres + legs.distance(way.from, node) - i64::from(route.legs[way.next]);
            way = Way { label, from: node, next: way.next + 1, metres };
            self.steps += 1;
            if self.steps > MOST_STEPS || judge.constraint.is_past(&way.label, judge.members[number + 1]) {
                return;
            }
        }
    }
}
