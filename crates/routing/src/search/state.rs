//! The solution while it is searched: routes, who is where, who is absent, and the way back.
//!
//! A change is tried between [`State::begin`] and [`State::keep`] or [`State::undo`]. A route is saved when it is first
//! touched; undoing swaps the saved ones back, so nothing is paid for the routes that stay as they are.

use std::collections::BTreeSet;

use super::{ABSENT, Node, RequestIndex, RouteIndex, constraint::Constraint, insertion::Insertion, model::Model, part::Part};
use super::{route::Route, stock::Stock};
use crate::problem::Cost;

/// What a solution is worth: first what must be served and is not, then vehicles where they come first, then money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value {
    /// Weight of required requests that are absent.
    pub(crate) missing: i64,
    /// Vehicles, where fewer come first; else none.
    pub(crate) vehicles: usize,
    /// Cost of routes, and prizes of optional requests that are absent.
    pub(crate) cost: Cost,
}

/// A solution and its incremental state.
#[derive(Debug)]
pub(crate) struct State<'m, C: Constraint> {
    pub(crate) model: &'m Model<'m>,
    pub(crate) constraint: &'m C,
    pub(crate) routes: Vec<Route<C>>,
    /// Route of each node; [`ABSENT`] where there is none.
    pub(crate) route_of: Vec<RouteIndex>,
    /// Routes that serve something, in no order.
    pub(crate) active: Vec<RouteIndex>,
    /// Vehicles of each fleet that may be used.
    vehicles: Vec<usize>,
    /// Most vehicles of all fleets together.
    pub(crate) most_vehicles: usize,
    /// Where the plan is a part of a larger one, the nodes that it looks after; else none.
    pub(crate) own: Vec<Node>,
    /// Requests that are not served.
    pub(crate) absent: Vec<RequestIndex>,
    pub(crate) value: Value,
    /// What decides about most routes at a glance, side by side.
    digests: Vec<Digest<C>>,
    /// A route of each fleet that serves nothing: to judge what opening another would cost.
    blanks: Vec<Route<C>>,
    /// Routes of each fleet that serve something.
    used: Vec<usize>,
    /// Indices of routes that serve nothing.
    free: Vec<RouteIndex>,
    /// Place of each route in `active` or in `free`.
    places: Vec<u32>,
    stock: Stock<'m>,
    saved: Saved<C>,
}

/// Fleet and sum of a route.
#[derive(Debug)]
struct Digest<C: Constraint> {
    fleet: usize,
    sum: C::Sum,
}

/// What is needed to go back.
#[derive(Debug)]
struct Saved<C: Constraint> {
    touched: Vec<RouteIndex>,
    is_touched: Vec<bool>,
    routes: Vec<Option<Route<C>>>,
    absent: Vec<RequestIndex>,
    value: Option<Value>,
}

impl<'m, C: Constraint> State<'m, C> {
    /// A solution that serves nothing.
    pub(crate) fn new(model: &'m Model<'m>, constraint: &'m C) -> Self {
        let all = 0..model.requests.len() as RequestIndex;
        let mut value = Value { missing: 0, vehicles: 0, cost: 0 };
        all.clone().for_each(|request| value.leave_out(model, request));
        Self {
            model,
            constraint,
            routes: Vec::new(),
            route_of: vec![ABSENT; model.nodes()],
            active: Vec::new(),
            vehicles: model.fleets.iter().map(|fleet| fleet.count).collect(),
            most_vehicles: usize::MAX,
            own: Vec::new(),
            absent: all.collect(),
            value,
            digests: Vec::new(),
            blanks: (0..model.fleets.len()).map(|fleet| Route::empty(model, constraint, fleet)).collect(),
            used: vec![0; model.fleets.len()],
            free: Vec::new(),
            places: Vec::new(),
            stock: Stock::new(model),
            saved: Saved { touched: Vec::new(), is_touched: Vec::new(), routes: Vec::new(), absent: Vec::new(), value: None },
        }
    }

    /// Begins a change.
    pub(crate) fn begin(&mut self) {
        self.keep();
        self.saved.absent.clone_from(&self.absent);
        self.saved.value = Some(self.value);
    }

    /// Routes changed since [`Self::begin`].
    pub(crate) fn touched(&self) -> &[RouteIndex] {
        &self.saved.touched
    }

    /// The value when the change began.
    pub(crate) fn value_before(&self) -> Value {
        self.saved.value.unwrap_or(self.value)
    }

    /// What was absent when the change began.
    pub(crate) fn absent_before(&self) -> &[RequestIndex] {
        &self.saved.absent
    }

    /// Keeps the change.
    pub(crate) fn keep(&mut self) {
        for route in self.saved.touched.drain(..) {
            self.saved.is_touched[route as usize] = false;
        }
        self.saved.value = None;
    }

    /// Goes back to where the change began.
    pub(crate) fn undo(&mut self) {
        let Some(value) = self.saved.value.take() else { return };
        let touched = core::mem::take(&mut self.saved.touched);
        for &index in &touched {
            for &node in self.routes[index as usize].tasks() {
                self.route_of[node as usize] = ABSENT;
            }
        }
        for &index in &touched {
            self.saved.is_touched[index as usize] = false;
            let was_empty = self.routes[index as usize].is_empty();
            if let Some(saved) = &mut self.saved.routes[index as usize] {
                core::mem::swap(saved, &mut self.routes[index as usize]);
                // Both hold what the fleet's counter needs: the changed route leaves, the saved one comes back.
                let changed_fleet = saved.fleet;
                self.count(index, was_empty, changed_fleet);
                self.note_stock(index);
            }
            self.locate(index);
        }
        self.saved.touched = touched;
        self.saved.touched.clear();
        core::mem::swap(&mut self.absent, &mut self.saved.absent);
        self.value = value;
    }

    /// Saves a route before it changes.
    fn touch(&mut self, index: RouteIndex) {
        if self.saved.value.is_none() || core::mem::replace(&mut self.saved.is_touched[index as usize], true) {
            return;
        }
        self.saved.touched.push(index);
        match &mut self.saved.routes[index as usize] {
            Some(saved) => saved.clone_from(&self.routes[index as usize]),
            slot @ None => *slot = Some(self.routes[index as usize].clone()),
        }
    }

    /// Whether another vehicle of the fleet can be used.
    pub(crate) fn has_spare(&self, fleet: usize) -> bool {
        self.used[fleet] < self.vehicles[fleet] && self.active.len() < self.most_vehicles
    }

    /// A route of the fleet that serves nothing, to judge insertions by.
    pub(crate) fn blank(&self, fleet: usize) -> &Route<C> {
        &self.blanks[fleet]
    }

    /// Whether a route may have room for a request.
    #[inline]
    pub(crate) fn has_room(&self, index: RouteIndex, members: &[Node]) -> bool {
        let Digest { fleet, sum } = &self.digests[index as usize];
        members.iter().all(|&node| self.constraint.has_room(*fleet, sum, node))
            && self.model.fits(members[0], *fleet)
            && self.stock.may_give(self.model, *fleet, members)
    }

    /// Whether an empty route of the fleet may have room.
    pub(crate) fn has_room_alone(&self, fleet: usize, members: &[Node]) -> bool {
        members.iter().all(|&node| self.constraint.has_room(fleet, &self.blanks[fleet].sum, node))
            && self.stock.may_give(self.model, fleet, members)
    }

    /// Opens a route; it counts as used once it serves something.
    pub(crate) fn open(&mut self, fleet: usize) -> RouteIndex {
        let index = self.free.last().copied().unwrap_or_else(|| {
            let index = self.routes.len() as RouteIndex;
            self.routes.push(self.blanks[fleet].clone());
            self.digests.push(Digest { fleet, sum: C::Sum::default() });
            self.saved.routes.push(None);
            self.saved.is_touched.push(false);
            self.places.push(self.free.len() as u32);
            self.free.push(index);
            index
        });
        self.touch(index);
        self.routes[index as usize].clone_from(&self.blanks[fleet]);
        index
    }

    /// Makes counters and lists agree with a route that was empty or not, of some fleet, and has changed.
    fn count(&mut self, index: RouteIndex, was_empty: bool, fleet_before: usize) {
        let route = &self.routes[index as usize];
        self.digests[index as usize] = Digest { fleet: route.fleet, sum: route.sum };
        if !was_empty {
            self.used[fleet_before] -= 1;
        }
        if !route.is_empty() {
            self.used[route.fleet] += 1;
        }
        match (was_empty, route.is_empty()) {
            (true, false) => pass_over(&mut self.free, &mut self.active, &mut self.places, index),
            (false, true) => pass_over(&mut self.active, &mut self.free, &mut self.places, index),
            _ => {}
        }
        if self.model.vehicles_first {
            self.value.vehicles = self.active.len();
        }
    }

    /// Whether a vehicle of another fleet may be free and large enough for a route; its labels have the last word.
    pub(crate) fn may_give(&self, index: RouteIndex, fleet: usize) -> bool {
        let (model, route) = (self.model, &self.routes[index as usize]);
        fleet != route.fleet
            && self.used[fleet] < self.vehicles[fleet]
            && self.constraint.can_join(fleet, &route.sum, &C::Sum::default())
            && model.settled(fleet).is_empty()
            && model.settled(route.fleet).is_empty()
            && route.tasks().iter().all(|&node| model.fits(node, fleet))
    }

    /// Gives a route to a vehicle of another fleet. False, with the route as it was, where that one cannot drive it.
    pub(crate) fn give(&mut self, index: RouteIndex, fleet: usize) -> bool {
        let was = self.routes[index as usize].fleet;
        let tasks = self.routes[index as usize].tasks().to_vec();
        let mut hand_over = |fleet| {
            self.change(index, |route, model, constraint, _| {
                route.fleet = fleet;
                route.assign(model, constraint, tasks.iter().copied())
            })
        };
        let can_drive = hand_over(fleet);
        if !can_drive {
            hand_over(was);
        }
        can_drive
    }

    /// Notes which route a route's tasks are on.
    fn locate(&mut self, index: RouteIndex) {
        for &node in self.routes[index as usize].tasks() {
            self.route_of[node as usize] = index;
        }
    }

    /// Changes a route and makes everything agree with it. False where the route is not feasible any more.
    fn change(&mut self, index: RouteIndex, change: impl FnOnce(&mut Route<C>, &Model<'_>, &C, &[RouteIndex]) -> bool) -> bool {
        self.touch(index);
        let route = &mut self.routes[index as usize];
        let (was_empty, fleet) = (route.is_empty(), route.fleet);
        self.value.cost -= route.cost(self.model);
        let is_feasible = change(route, self.model, self.constraint, &self.route_of);
        self.value.cost += route.cost(self.model);
        self.count(index, was_empty, fleet);
        self.note_stock(index);
        is_feasible
    }

    fn note_stock(&mut self, index: RouteIndex) {
        let route = &self.routes[index as usize];
        self.stock.note(self.model, index, route.fleet, route.tasks());
    }

    /// Whether a depot has given out more than it has.
    pub(crate) fn is_short(&self) -> bool {
        self.stock.is_short()
    }

    /// Clears routes until no depot has given out more than it has.
    pub(crate) fn relieve(&mut self) {
        while self.is_short() {
            let Some(&index) = self.active.iter().rev().find(|&&index| self.stock.is_to_blame(index)) else { return };
            self.empty(index);
        }
    }

    /// Serves an absent request where `insertion` says, and says on which route. The caller takes it off `absent`.
    pub(crate) fn serve(&mut self, request: RequestIndex, members: &[Node], insertion: &Insertion) -> RouteIndex {
        let index = match insertion.route {
            ABSENT => self.open(insertion.fleet),
            index => index,
        };
        let (first, last) = (insertion.position(0), insertion.position(members.len() - 1));
        self.change(index, |route, model, constraint, _| {
            for (stop, &node) in members.iter().enumerate().rev() {
                route.insert(model, constraint, insertion.position(stop), node);
            }
            route.relabel(model, constraint, first..last + members.len() + 1)
        });
        for &node in members {
            self.route_of[node as usize] = index;
        }
        self.value.take_in(self.model, request);
        index
    }

    /// Takes the marked requests' nodes off a route, or all, where what is left would not be feasible.
    pub(crate) fn remove_marked(&mut self, index: RouteIndex) {
        let is_feasible = self.change(index, |route, model, constraint, route_of| {
            route.retain(model, constraint, |node| route_of[node as usize] != ABSENT)
        });
        if !is_feasible {
            self.clear(index);
        }
    }

    /// Whether the route has changed since [`Self::begin`].
    pub(crate) fn is_touched(&self, index: RouteIndex) -> bool {
        self.saved.is_touched[index as usize]
    }

    /// Takes a request out of the account; the caller removes its nodes.
    pub(crate) fn mark_absent(&mut self, request: RequestIndex) {
        for &node in self.model.members(request) {
            self.route_of[node as usize] = ABSENT;
        }
        self.absent.push(request);
        self.value.leave_out(self.model, request);
    }

    /// Takes everything off a route but settled stops.
    pub(crate) fn clear(&mut self, index: RouteIndex) {
        let model = self.model;
        let settled = model.settled(self.routes[index as usize].fleet);
        for node in self.routes[index as usize].tasks().to_vec() {
            let request = model.request_of(node);
            if self.route_of[node as usize] != ABSENT && !model.requests[request as usize].is_settled {
                self.mark_absent(request);
            }
        }
        if !self.change(index, |route, model, constraint, _| route.assign(model, constraint, settled.iter().copied())) {
            self.empty(index);
        }
    }

    /// Takes everything off a route.
    pub(crate) fn empty(&mut self, index: RouteIndex) {
        for node in self.routes[index as usize].tasks().to_vec() {
            if self.route_of[node as usize] != ABSENT {
                self.mark_absent(self.model.request_of(node));
            }
        }
        self.change(index, |route, model, constraint, _| route.assign(model, constraint, core::iter::empty()));
    }

    /// Takes out what is served of groups of which some is not, where all must be or none.
    pub(crate) fn part(&mut self) {
        let model = self.model;
        let is_torn = |state: &Self, group: &&Vec<RequestIndex>| {
            let served = group.iter().filter(|&&request| state.is_served(request)).count();
            served > 0 && served < group.len()
        };
        // A route that cannot go on without what leaves it is cleared, and may tear another group.
        while let Some(group) = model.together.iter().find(|group| is_torn(self, group)) {
            for &request in group {
                let route = self.routes_of(request).next();
                if let Some(route) = route {
                    self.mark_absent(request);
                    self.remove_marked(route);
                }
            }
        }
    }

    fn routes_of(&self, request: RequestIndex) -> impl Iterator<Item = RouteIndex> {
        self.model.members(request).iter().map(|&node| self.route_of[node as usize]).filter(|&route| route != ABSENT).take(1)
    }

    /// Whether some way of a request is on a route.
    pub(crate) fn is_served(&self, request: RequestIndex) -> bool {
        self.routes_of(request).next().is_some()
    }

    /// Adds a route that serves absent requests, in this order.
    pub(crate) fn adopt(&mut self, fleet: usize, tasks: &[Node]) {
        let index = self.open(fleet);
        self.assign(index, tasks);
        let model = self.model;
        for &node in tasks {
            let request = model.request_of(node);
            if model.ways(request).any(|way| way[0] == node) {
                self.value.take_in(model, request);
            }
        }
    }

    /// Takes what is served off the list of absent requests.
    pub(crate) fn settle(&mut self) {
        let (model, route_of) = (self.model, &self.route_of);
        self.absent.retain(|&request| model.members(request).iter().all(|&node| route_of[node as usize] == ABSENT));
    }

    /// Serves exactly what these routes serve.
    pub(crate) fn restore<'r>(&mut self, routes: impl Iterator<Item = (usize, &'r [Node])>) {
        self.keep();
        while let Some(&index) = self.active.last() {
            self.empty(index);
        }
        for (fleet, tasks) in routes {
            self.adopt(fleet, tasks);
        }
        self.settle();
    }

    /// Serves a part of a plan and knows nothing of the rest.
    pub(crate) fn confine(&mut self, part: &Part) {
        self.keep();
        while let Some(&index) = self.active.last() {
            self.empty(index);
        }
        self.vehicles.clone_from(&part.vehicles);
        self.most_vehicles = part.most_vehicles;
        self.own = part.nodes(self.model);
        self.value = Value { missing: 0, vehicles: 0, cost: 0 };
        let requests: BTreeSet<RequestIndex> = self.own.iter().map(|&node| self.model.request_of(node)).collect();
        for request in requests {
            self.value.leave_out(self.model, request);
        }
        for (fleet, nodes) in &part.routes {
            self.adopt(*fleet, nodes);
        }
        self.absent.clone_from(&part.absent);
    }

    /// Replaces the tasks of a route by others of the same requests. False, with the route as it then is, where that is
    /// not feasible; the caller undoes.
    pub(crate) fn assign(&mut self, index: RouteIndex, tasks: &[Node]) -> bool {
        let is_feasible =
            self.change(index, |route, model, constraint, _| route.assign(model, constraint, tasks.iter().copied()));
        self.locate(index);
        is_feasible
    }
}

/// Moves a route from one list to another, both without an order.
fn pass_over(from: &mut Vec<RouteIndex>, to: &mut Vec<RouteIndex>, places: &mut [u32], index: RouteIndex) {
    let at = places[index as usize] as usize;
    from.swap_remove(at);
    if let Some(&moved) = from.get(at) {
        places[moved as usize] = at as u32;
    }
    places[index as usize] = to.len() as u32;
    to.push(index);
}

impl Value {
    fn leave_out(&mut self, model: &Model<'_>, request: RequestIndex) {
        let request = &model.requests[request as usize];
        match request.prize {
            Some(prize) => self.cost += prize,
            None => self.missing += request.weight,
        }
    }

    fn take_in(&mut self, model: &Model<'_>, request: RequestIndex) {
        let request = &model.requests[request as usize];
        match request.prize {
            Some(prize) => self.cost -= prize,
            None => self.missing -= request.weight,
        }
    }
}
