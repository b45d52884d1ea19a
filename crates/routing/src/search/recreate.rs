//! Putting absent requests back, each where it fits best: greedy insertion with blinks (Christiaens and Vanden Berghe
//! 2020), looking at the routes of neighbours first.

use super::{ABSENT, Node, RequestIndex, RouteIndex, constraint::Constraint, insertion::Insertion, insertion::Judge};
use super::{model::Model, neighbours::Neighbours, random::Random, state::State};

/// Neighbours whose routes are tried.
const NEIGHBOURS: usize = 40;
/// Most requests that were absent before that are tried again with those just removed.
const MOST_REVISITED: usize = 30;

/// Orders in which requests are put back.
#[derive(Debug)]
pub(crate) struct Recreate {
    /// Keys of all requests, one vector an order, with how often the order is taken.
    orders: Vec<(usize, Vec<i64>)>,
    /// Marks routes that were tried for a request.
    tried: Vec<u32>,
    round: u32,
    members: Vec<Node>,
    queue: Vec<RequestIndex>,
}

impl Recreate {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let all = || 0..model.requests.len() as RequestIndex;
        let tasks = |request: RequestIndex| model.members(request).iter().filter_map(|&node| model.task(node));
        let size = |request| {
            let load = |task: &crate::problem::Task| {
                let amounts = task.delivery.iter().zip(&task.pickup).enumerate();
                amounts.map(|(dimension, (out, into))| (out + into).saturating_mul(1_000) / largest(model, dimension)).max()
            };
            tasks(request).filter_map(load).max().unwrap_or(0)
        };
        let far = |request: RequestIndex| {
            let node = model.members(request)[0];
            model.legs(0).distance(model.fleets[0].start, node) + model.legs(0).distance(node, model.fleets[0].end)
        };
        let keys = |key: &dyn Fn(RequestIndex) -> i64| all().map(key).collect::<Vec<i64>>();
        let mut orders = vec![(4, Vec::new()), (4, keys(&|request| -size(request))), (2, keys(&|request| -far(request)))];
        orders.push((1, keys(&far)));
        if model.problem.tasks().iter().any(|task| task.windows != [crate::problem::Span::ALWAYS]) {
            let first = |request| tasks(request).map(|task| task.windows[0].earliest).min().unwrap_or(0);
            let last = |request| tasks(request).map(|task| task.windows[task.windows.len() - 1].latest).max().unwrap_or(0);
            orders.push((2, keys(&|request| last(request) - first(request))));
            orders.push((2, keys(&first)));
            orders.push((2, keys(&|request| -last(request))));
        }
        Self { orders, tried: Vec::new(), round: 0, members: Vec::new(), queue: Vec::new() }
    }

    /// Serves what can be served. Optional requests only where that pays.
    pub(crate) fn recreate<C: Constraint>(
        &mut self,
        state: &mut State<'_, C>,
        neighbours: &Neighbours,
        revisited: usize,
        random: &mut Random,
    ) {
        let mut queue = core::mem::take(&mut self.queue);
        self.choose(state, revisited, random, &mut queue);
        for &request in &queue {
            let insertion = self.best(state, neighbours, request, random);
            if insertion.is_some() {
                state.serve(request, &self.members, &insertion);
            } else {
                state.absent.push(request);
            }
        }
        self.queue = queue;
    }

    /// Takes those to be tried off the absent list, in some order.
    fn choose<C: Constraint>(
        &self,
        state: &mut State<'_, C>,
        revisited: usize,
        random: &mut Random,
        queue: &mut Vec<RequestIndex>,
    ) {
        queue.clear();
        queue.extend(state.absent.drain(revisited..));
        for _ in 0..revisited.min(MOST_REVISITED) {
            let pick = random.below(state.absent.len());
            queue.push(state.absent.swap_remove(pick));
        }
        let total = self.orders.iter().map(|(weight, _)| weight).sum();
        let mut draw = random.below(total);
        let order = self.orders.iter().find(|(weight, _)| {
            let is_drawn = draw < *weight;
            draw = draw.saturating_sub(*weight);
            is_drawn
        });
        random.shuffle(queue);
        if let Some((_, keys)) = order.filter(|(_, keys)| !keys.is_empty()) {
            queue.sort_by_key(|&request| keys[request as usize]);
        }
    }

    /// The best place of a request, with blinks; none where there is none or none pays.
    fn best<C: Constraint>(
        &mut self,
        state: &State<'_, C>,
        neighbours: &Neighbours,
        request: RequestIndex,
        random: &mut Random,
    ) -> Insertion {
        let model = state.model;
        self.members.clear();
        self.members.extend_from_slice(model.members(request));
        shuffle_stops(model, &mut self.members, random);
        let mut best = Insertion::none();
        if let Some(prize) = model.requests[request as usize].prize {
            best.cost = prize;
        }
        let mut judge = Judge { model, constraint: state.constraint, members: &self.members, best };
        self.round += 1;
        self.tried.resize(state.routes.len(), 0);
        let mut consider = |judge: &mut Judge<'_, C>, index: RouteIndex, random: &mut Random| {
            let route = &state.routes[index as usize];
            if core::mem::replace(&mut self.tried[index as usize], self.round) != self.round && model.fits(request, route.fleet) {
                judge.consider(route, index, random);
            }
        };
        for &node in model.members(request) {
            for &near in neighbours.of(node).iter().take(NEIGHBOURS) {
                let route = state.route_of[near as usize];
                if route != ABSENT {
                    consider(&mut judge, route, random);
                }
            }
        }
        if !judge.best.is_some() {
            for &route in &state.active {
                consider(&mut judge, route, random);
            }
        }
        for fleet in 0..model.fleets.len() {
            if state.has_spare(fleet) && model.fits(request, fleet) {
                judge.consider(state.blank(fleet), ABSENT, random);
            }
        }
        judge.best
    }
}

/// Capacity of the largest vehicle in a dimension.
fn largest(model: &Model<'_>, dimension: usize) -> i64 {
    model.problem.vehicles().iter().map(|vehicle| vehicle.capacity[dimension]).max().unwrap_or(1).max(1)
}

/// Pickups in any order, then deliveries in any order.
fn shuffle_stops(model: &Model<'_>, members: &mut [Node], random: &mut Random) {
    if members.len() > 2 {
        let is_pickup = |node: &Node| model.task(*node).is_some_and(|task| task.kind == crate::problem::TaskKind::Pickup);
        let pickups = members.iter().take_while(|node| is_pickup(node)).count();
        random.shuffle(&mut members[..pickups]);
        random.shuffle(&mut members[pickups..]);
    }
}
