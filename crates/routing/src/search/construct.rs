//! The first plan: savings (Clarke and Wright 1964) between neighbours where vehicles serve single stops, every route driven
//! by the vehicle that costs least for it; insertion for what is left and for everything else.

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
    if model.requests.len() == model.tasks {
        let savings = Savings::new(model, state.constraint);
        let mut routes = savings.merge(neighbours);
        routes.sort_by_key(|route| Reverse(route.tasks().len()));
        for route in &routes {
            let driven = cheapest(model, state.constraint, route.tasks(), &route.sum, |fleet| state.has_spare(fleet));
            if let Some(driven) = driven {
                state.adopt(driven.fleet, driven.tasks());
            }
        }
        state.settle();
    }
    recreate.recreate(state, neighbours, None, 0, None, random);
}

/// The route of the vehicle that serves these tasks, whose sum is given, in this order at the least cost.
fn cheapest<C: Constraint>(
    model: &Model<'_>,
    constraint: &C,
    tasks: &[Node],
    sum: &C::Sum,
    is_meant: impl Fn(usize) -> bool,
) -> Option<Route<C>> {
    let mut best: Option<Route<C>> = None;
    for (fleet, vehicle) in model.fleets.iter().enumerate() {
        let is_dearer = |best: &Route<C>| vehicle.drives_for(best, model) >= best.cost(model);
        let can_drive = is_meant(fleet)
            && constraint.can_join(fleet, sum, &C::Sum::default())
            && tasks.iter().all(|&node| model.fits(node, fleet));
        if !can_drive || best.as_ref().is_some_and(is_dearer) {
            continue;
        }
        let mut route = Route::empty(model, constraint, fleet);
        let is_feasible = route.assign(model, constraint, tasks.iter().copied());
        if is_feasible && best.as_ref().is_none_or(|best| route.cost(model) < best.cost(model)) {
            best = Some(route);
        }
    }
    best
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
        let alone = |request: RequestIndex| {
            let node = model.members(request)[0];
            let mut sum = C::Sum::default();
            constraint.add(&mut sum, node);
            cheapest(model, constraint, &[node], &sum, |_| true)
        };
        let is_round = |fleet: usize| model.legs(fleet).is_symmetric() && model.fleets[fleet].start == model.fleets[fleet].end;
        Self {
            model,
            constraint,
            routes: (0..model.tasks as Node).map(|node| alone(model.request_of(node))).collect(),
            route_of: (0..model.tasks).collect(),
            is_reversible: !C::HAS_LABELS && (0..model.fleets.len()).all(is_round),
        }
    }

    fn merge(mut self, neighbours: &Neighbours) -> Vec<Route<C>> {
        let width = NEIGHBOURS.min(MOST_SAVINGS / self.model.tasks.max(1)).max(1);
        let mut savings = Vec::new();
        for from in 0..self.model.tasks as Node {
            let Some(alone) = &self.routes[from as usize] else { continue };
            let (legs, fleet) = (self.model.legs(alone.fleet), &self.model.fleets[alone.fleet]);
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
        let has_room = |fleet| self.constraint.can_join(fleet, &a.sum, &b.sum);
        if !(0..self.model.fleets.len()).any(has_room) {
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
        let mut sum = a.sum;
        for &node in tail {
            self.constraint.add(&mut sum, node);
        }
        let Some(route) = cheapest(self.model, self.constraint, &joined, &sum, has_room) else { return };
        if route.cost(self.model) > a.cost(self.model) + b.cost(self.model) {
            return;
        }
        for &node in b.tasks() {
            self.route_of[node as usize] = first;
        }
        self.routes[first] = Some(route);
        self.routes[second] = None;
    }
}
