//! Putting absent requests back, each where it fits best: greedy insertion with blinks (Christiaens and Vanden Berghe
//! 2020), looking at the routes of neighbours first.

use super::{ABSENT, Node, RequestIndex, RouteIndex, constraint::Constraint, insertion::Insertion, insertion::Judge};
use super::{model::Model, neighbours::Neighbours, random::Random, state::State};
use crate::problem::Cost;

/// Neighbours whose routes are tried: of the ruin's seed for what it took out, of each stop for what was absent before.
const NEIGHBOURS: usize = 100;
const OWN_NEIGHBOURS: usize = 40;
/// Most requests that were absent before that are tried again with those just removed.
const MOST_REVISITED: usize = 30;

/// One recreation in so many puts its first request on some route, whatever that costs: requests that pay only together
/// (a second vehicle, a detour without the triangle inequality) would never get there one by one. In a large problem one in as
/// many as there are tasks: a leap is nearly always refused.
const LEAP: usize = 24;

/// Orders in which requests are put back.
#[derive(Debug)]
pub(crate) struct Recreate {
    /// Keys of all requests, one vector an order, with how often the order is taken.
    orders: Vec<(usize, Vec<i64>)>,
    queue: Vec<Waiting>,
    members: Vec<Node>,
    /// The way that the best place is for.
    chosen: Vec<Node>,
    nearby: Nearby,
    own: Nearby,
    /// Routes that have room.
    roomy: Vec<RouteIndex>,
    detours: Vec<i64>,
    /// Whether a request may be put where it does not pay: only where what comes of it can be refused.
    pub(crate) may_leap: bool,
}

/// A request that waits to be put back.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    request: RequestIndex,
    /// Whether it was just taken out, close to the ruin's seed.
    is_fresh: bool,
}

/// Where a request is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// Where it costs least, if that pays.
    Best,
    /// On a route that is drawn.
    Anywhere,
}

/// Routes near some nodes.
#[derive(Debug, Default)]
struct Nearby {
    routes: Vec<RouteIndex>,
    /// The round in which each route was last found.
    found: Vec<u32>,
    round: u32,
}

impl Nearby {
    fn clear(&mut self, routes: usize) {
        self.routes.clear();
        self.found.resize(routes, 0);
        self.round = self.round.wrapping_add(1);
    }

    fn gather(&mut self, nodes: &[Node], route_of: &[RouteIndex]) {
        for &node in nodes {
            let route = route_of[node as usize];
            if route != ABSENT && self.found[route as usize] != self.round {
                self.found[route as usize] = self.round;
                self.routes.push(route);
            }
        }
    }
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
        Self {
            orders,
            queue: Vec::new(),
            members: Vec::new(),
            chosen: Vec::new(),
            nearby: Nearby::default(),
            own: Nearby::default(),
            roomy: Vec::new(),
            detours: Vec::new(),
            may_leap: false,
        }
    }

    /// Serves what can be served: what was absent before the last `revisited` requests of the list, and some of those.
    /// Optional requests only where that pays. Gives up, and says so, once the cost is above `limit`: what is still to be
    /// served will not make it less.
    pub(crate) fn recreate<C: Constraint>(
        &mut self,
        state: &mut State<'_, C>,
        neighbours: &Neighbours,
        seed: Option<Node>,
        revisited: usize,
        limit: Option<Cost>,
        random: &mut Random,
    ) -> bool {
        let mut queue = core::mem::take(&mut self.queue);
        self.choose(state, revisited, random, &mut queue);
        self.nearby.clear(state.routes.len());
        if let Some(seed) = seed {
            self.nearby.gather(&[seed], &state.route_of);
            let near = neighbours.of(seed);
            self.nearby.gather(&near[..near.len().min(NEIGHBOURS)], &state.route_of);
        }
        let is_leap = self.may_leap && queue.len() > 1 && random.below(LEAP.max(state.model.tasks)) == 0;
        let limit = limit.filter(|_| !is_leap);
        let mut is_within = true;
        for (turn, &Waiting { request, is_fresh }) in queue.iter().enumerate() {
            let is_near = is_fresh && seed.is_some() && state.model.members(request).len() == 1;
            let aim = if is_leap && turn == 0 { Aim::Anywhere } else { Aim::Best };
            let insertion = self.place(state, neighbours, request, is_near, aim, random);
            let mut is_served = insertion.is_some();
            if is_served {
                let route = state.serve(request, &self.chosen, &insertion);
                if state.is_short() {
                    state.mark_absent(request);
                    state.remove_marked(route);
                    is_served = false;
                } else if insertion.route == ABSENT {
                    self.nearby.routes.push(route);
                }
            } else {
                state.absent.push(request);
            }
            if limit.is_some_and(|limit| state.value.cost > limit || !is_served) {
                is_within = false;
                break;
            }
        }
        self.queue = queue;
        if !state.model.together.is_empty() {
            state.part();
        }
        is_within
    }

    /// Takes those to be tried off the absent list, in some order.
    fn choose<C: Constraint>(&self, state: &mut State<'_, C>, revisited: usize, random: &mut Random, queue: &mut Vec<Waiting>) {
        queue.clear();
        queue.extend(state.absent.drain(revisited..).map(|request| Waiting { request, is_fresh: true }));
        for _ in 0..revisited.min(MOST_REVISITED) {
            let pick = random.below(state.absent.len());
            queue.push(Waiting { request: state.absent.swap_remove(pick), is_fresh: false });
        }
        if !state.model.together.is_empty() {
            bring_along(state, queue);
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
            queue.sort_by_key(|waiting| keys[waiting.request as usize]);
        }
    }

    /// A place of a request, with blinks; none where there is none or none pays.
    fn place<C: Constraint>(
        &mut self,
        state: &State<'_, C>,
        neighbours: &Neighbours,
        request: RequestIndex,
        is_near: bool,
        aim: Aim,
        random: &mut Random,
    ) -> Insertion {
        let model = state.model;
        let asked = &model.requests[request as usize];
        if aim == Aim::Anywhere {
            let ways = model.ways(request).len();
            let pick = if ways > 1 { random.below(ways) } else { 0 };
            for way in model.ways(request).skip(pick).take(1) {
                self.take_way(model, request, way, random);
                let drawn = self.place_way(state, neighbours, Insertion::none(), is_near, aim, random);
                if drawn.is_some() {
                    self.chosen.clone_from(&self.members);
                    return drawn;
                }
            }
        }
        let mut best = Insertion::none();
        // What is served together with others pays with them or not at all; the whole change is judged in the end.
        if let Some(prize) = asked.prize.filter(|_| !asked.is_together) {
            best.cost = prize;
        }
        for way in model.ways(request) {
            self.take_way(model, request, way, random);
            let cost = best.cost;
            best = self.place_way(state, neighbours, best, is_near, Aim::Best, random);
            if best.is_some() && best.cost < cost {
                self.chosen.clone_from(&self.members);
            }
        }
        best
    }

    /// Takes a way of a request in hand, its stops in some order that is allowed.
    fn take_way(&mut self, model: &Model<'_>, request: RequestIndex, way: &[Node], random: &mut Random) {
        self.members.clear();
        self.members.extend_from_slice(way);
        shuffle_stops(model, model.is_bound(request), &mut self.members, random);
    }

    /// A place of the stops in hand, if it is better than one that is known.
    fn place_way<C: Constraint>(
        &mut self,
        state: &State<'_, C>,
        neighbours: &Neighbours,
        best: Insertion,
        is_near: bool,
        aim: Aim,
        random: &mut Random,
    ) -> Insertion {
        let model = state.model;
        let cost = best.cost;
        if !is_near {
            self.own.clear(state.routes.len());
            for &node in &self.members {
                let near = neighbours.of(node);
                self.own.gather(&near[..near.len().min(OWN_NEIGHBOURS)], &state.route_of);
            }
        }
        let near = if is_near { &self.nearby.routes } else { &self.own.routes };
        // Whether a route has room is a coin toss to the processor: asking all first spares it the bets.
        let mut roomy = 0;
        self.roomy.resize(near.len(), 0);
        for &route in near {
            self.roomy[roomy] = route;
            roomy += usize::from(state.has_room(route, &self.members));
        }
        let roomy = &self.roomy[..roomy];
        let fleets = model.fleets.len();
        let is_open = |fleet: usize, members: &[Node]| {
            state.has_spare(fleet) && model.fits(members[0], fleet) && state.has_room_alone(fleet, members)
        };
        let mut judge = Judge { model, constraint: state.constraint, members: &self.members, best, detours: &mut self.detours };
        if aim == Aim::Anywhere {
            let pick = random.below(roomy.len() + fleets);
            if let Some(&route) = roomy.get(pick) {
                judge.consider(&state.routes[route as usize], route, random);
            } else if is_open(pick - roomy.len(), judge.members) {
                judge.consider(state.blank(pick - roomy.len()), ABSENT, random);
            }
            return judge.best;
        }
        for &route in roomy {
            judge.consider(&state.routes[route as usize], route, random);
        }
        if !judge.best.is_some() || judge.best.cost == cost {
            for &route in &state.active {
                if state.has_room(route, judge.members) {
                    judge.consider(&state.routes[route as usize], route, random);
                }
            }
        }
        for fleet in 0..fleets {
            if is_open(fleet, judge.members) {
                judge.consider(state.blank(fleet), ABSENT, random);
            }
        }
        judge.best
    }
}

/// Adds to those that wait all that are served only together with them.
fn bring_along<C: Constraint>(state: &mut State<'_, C>, queue: &mut Vec<Waiting>) {
    let waits = |queue: &[Waiting], request| queue.iter().any(|waiting| waiting.request == request);
    for group in &state.model.together {
        if !group.iter().any(|&request| waits(queue, request)) {
            continue;
        }
        for &request in group {
            if let Some(at) = state.absent.iter().position(|&absent| absent == request) {
                state.absent.swap_remove(at);
                queue.push(Waiting { request, is_fresh: false });
            }
        }
    }
}

/// Capacity of the largest vehicle in a dimension.
fn largest(model: &Model<'_>, dimension: usize) -> i64 {
    model.problem.vehicles().iter().map(|vehicle| vehicle.capacity[dimension]).max().unwrap_or(1).max(1)
}

/// Pickups in any order, then deliveries in any order; of a relation, any order that it allows.
fn shuffle_stops(model: &Model<'_>, is_bound: bool, members: &mut [Node], random: &mut Random) {
    if is_bound {
        random.shuffle(members);
        for place in 0..members.len() {
            let is_free = |&at: &usize| !members[place..].iter().any(|&other| model.is_before(other, members[at]));
            let next = (place..members.len()).find(is_free).unwrap_or(place);
            members[place..=next].rotate_right(1);
        }
    } else if members.len() > 2 {
        let is_pickup = |node: &Node| model.task(*node).is_some_and(|task| task.kind == crate::problem::TaskKind::Pickup);
        let pickups = members.iter().take_while(|node| is_pickup(node)).count();
        random.shuffle(&mut members[..pickups]);
        random.shuffle(&mut members[pickups..]);
    }
}
