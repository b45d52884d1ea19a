//! Where a shipment of one pickup and one delivery fits best on a route.
//!
//! What the delivery adds at the best of all later positions is known before the pickup's position is looked at, so that
//! most pickups are given up after one comparison and the rest look no further than pays.

use super::{Node, RouteIndex, constraint::Constraint, insertion::BLINK, insertion::Judge, random::Random, route::Route};
use crate::problem::Cost;

/// More metres than any detour, and room to add some.
const FAR: i64 = i64::MAX / 4;

impl<C: Constraint> Judge<'_, C> {
    /// Every position of the pickup, with every later one of the delivery.
    pub(super) fn pair(&mut self, route: &Route<C>, index: RouteIndex, [pickup, delivery]: [Node; 2], random: &mut Random) {
        let (model, legs) = (self.model, self.model.legs(route.fleet));
        let fleet = &model.fleets[route.fleet];
        let opening = if route.is_empty() { fleet.fixed } else { 0 };
        // No detour of legs makes a product overflow; `FAR` would.
        let cost_of = |metres: i64| if metres >= FAR / 2 { Cost::MAX } else { opening + fleet.per_metre * metres };
        let (nodes, count) = (&route.nodes[..], route.nodes.len());
        let (first, then) = (self.reach(route, pickup), self.reach(route, delivery));
        if first.is_empty() || then.is_empty() {
            return;
        }
        let detour = |node: Node, position: usize| {
            legs.distance(nodes[position - 1], node) + legs.distance(node, nodes[position]) - i64::from(route.legs[position])
        };
        self.detours.clear();
        self.detours.resize(count + 1, FAR);
        for position in then.clone().rev() {
            self.detours[position] = self.detours[position + 1].min(detour(delivery, position));
        }
        for position in (1..then.start).rev() {
            self.detours[position] = self.detours[position + 1];
        }
        let direct = legs.distance(pickup, delivery);
        for at in first {
            let (before, after) = (nodes[at - 1], nodes[at]);
            let into = legs.distance(before, pickup) - i64::from(route.legs[at]);
            let together = if then.contains(&at) { into + direct + legs.distance(delivery, after) } else { FAR };
            let apart = into + legs.distance(pickup, after);
            if cost_of(together.min(apart + self.detours[at + 1])) >= self.best.cost || random.below(BLINK) == 0 {
                continue;
            }
            let Some(label) = self.constraint.extend(model, route.fleet, &route.ahead[at - 1], before, pickup) else { continue };
            if cost_of(together) < self.best.cost {
                self.deliver(route, index, &label, pickup, [at, at], cost_of(together));
            }
            let (mut from, mut label) = (pickup, label);
            for position in at + 1..then.end {
                if cost_of(apart + self.detours[position]) >= self.best.cost {
                    break;
                }
                let passed = nodes[position - 1];
                let Some(next) = self.constraint.extend(model, route.fleet, &label, from, passed) else { break };
                (from, label) = (passed, next);
                if self.constraint.is_past(&label, delivery) {
                    break;
                }
                let cost = cost_of(apart + detour(delivery, position));
                if cost < self.best.cost && random.below(BLINK) > 0 {
                    self.deliver(route, index, &label, passed, [at, position], cost);
                }
            }
        }
    }

    /// Puts the delivery behind `from`, where the way is labelled `ahead`, and takes the place if it is better.
    #[inline]
    fn deliver(
        &mut self,
        route: &Route<C>,
        index: RouteIndex,
        ahead: &C::Ahead,
        from: Node,
        [pickup_at, delivery_at]: [usize; 2],
        cost: Cost,
    ) {
        let Some(surcharge) = self.close(route, delivery_at, ahead, from, self.members[1]) else { return };
        let mut cost = cost + surcharge - route.surcharge;
        let positions = [pickup_at as u32, delivery_at as u32];
        if C::HAS_VERDICT && cost < self.best.cost {
            let Some(verdict) = self.verdict(route, &positions) else { return };
            cost += verdict - surcharge;
        }
        if cost < self.best.cost {
            self.accept(route, index, cost, &positions);
        }
    }
}
