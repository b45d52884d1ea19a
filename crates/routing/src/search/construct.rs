//! The first plan: savings (Clarke and Wright 1964) between neighbours where one kind of vehicle serves single stops,
//! insertion for what is left and for everything else.

use core::cmp::Reverse;

use super::{Node, RequestIndex, constraint::Constraint, neighbours::Neighbours, random::Random, recreate::Recreate};
use super::{model::Model, route::Route, state::State};

/// Neighbours of each task whose savings are looked at, and most savings of all tasks together: what is kept of a saving
/// takes 16 bytes.
const NEIGHBOURS: usize = 100;
const MOST_SAVINGS: usize = 20_000_000;

/// Fills an empty state.
pub(crate) fn construct<C: Constraint>(
    state: &mut State<'_, C>,
    neighbours: &Neighbours,
    recreate: &mut Recreate,
    random: &mut Random,
) {
    let model = state.model;
    if model.fleets.len() == 1 && model.requests.len() == model.tasks {
        let mut routes = Savings::new(model, state.constraint).merge(neighbours);
        routes.sort_by_key(|route| Reverse(route.tasks().len()));
        for route in routes.iter().take(model.fleets[0].count) {
            state.adopt(0, route.tasks());
        }
        state.settle();
    }
    recreate.recreate(state, neighbours, None, 0, None, random);
}

/// Routes that grow together, every one feasible.
struct Savings<'a, C: Constraint> {
    model: &'a Model<'a>,
    constraint: &'a C,
    routes: Vec<Option<Route<C>>>,
    route_of: Vec<usize>,
    /// Whether a route is as good backwards.
    is_reversible: bool,
}

impl<'a, C: Constraint> Savings<'a, C> {
    /// Every request that can be served alone, alone.
    fn new(model: &'a Model<'a>, constraint: &'a C) -> Self {
        let fleet = &model.fleets[0];
        let empty = Route::empty(model, constraint, 0);
        let alone = |request: RequestIndex| {
            let node = model.members(request)[0];
            let mut route = empty.clone();
            let has_room = model.fits(node, 0) && constraint.has_room(0, &route.sum, node);
            (has_room && route.assign(model, constraint, core::iter::once(node))).then_some(route)
        };
        Self {
            model,
            constraint,
            routes: (0..model.tasks as Node).map(|node| alone(model.request_of(node))).collect(),
            route_of: (0..model.tasks).collect(),
            is_reversible: !C::HAS_LABELS && model.legs(0).is_symmetric() && fleet.start == fleet.end,
        }
    }

    fn merge(mut self, neighbours: &Neighbours) -> Vec<Route<C>> {
        let (legs, fleet) = (self.model.legs(0), &self.model.fleets[0]);
        let width = NEIGHBOURS.min(MOST_SAVINGS / self.model.tasks.max(1)).max(1);
        let mut savings = Vec::new();
        for from in 0..self.model.tasks as Node {
            let home = legs.distance(from, fleet.end);
            for &to in neighbours.of(from).iter().take(width) {
                let saving = home + legs.distance(fleet.start, to) - legs.distance(from, to);
                if !self.is_reversible || from < to || !neighbours.of(to).contains(&from) {
                    savings.push((Reverse(saving), from, to));
                }
            }
        }
        savings.sort_unstable();
        for (_, from, to) in savings {
            self.try_join(from, to);
        }
        self.routes.into_iter().flatten().collect()
    }

    fn try_join(&mut self, from: Node, to: Node) {
        let (first, second) = (self.route_of[from as usize], self.route_of[to as usize]);
        if first == second {
            return;
        }
        let (Some(a), Some(b)) = (&self.routes[first], &self.routes[second]) else { return };
        if !self.constraint.can_join(0, &a.sum, &b.sum) {
            return;
        }
        let (head, tail) = (a.tasks(), b.tasks());
        let is_end = |tasks: &[Node], node| tasks.last() == Some(&node);
        let is_start = |tasks: &[Node], node| tasks.first() == Some(&node);
        let joined: Vec<Node> = if is_end(head, from) && is_start(tail, to) {
            head.iter().chain(tail).copied().collect()
        } else if !self.is_reversible {
            return;
        } else if is_end(head, from) && is_end(tail, to) {
            head.iter().chain(tail.iter().rev()).copied().collect()
        } else if is_start(head, from) && is_start(tail, to) {
            head.iter().rev().chain(tail).copied().collect()
        } else if is_start(head, from) && is_end(tail, to) {
            tail.iter().chain(head).copied().collect()
        } else {
            return;
        };
        let mut route = a.clone();
        let is_feasible = route.assign(self.model, self.constraint, joined.iter().copied());
        if !is_feasible || route.cost(self.model) > a.cost(self.model) + b.cost(self.model) {
            return;
        }
        for &node in b.tasks() {
            self.route_of[node as usize] = first;
        }
        self.routes[first] = Some(route);
        self.routes[second] = None;
    }
}
