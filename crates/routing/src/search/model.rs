//! The problem as the search sees it: nodes numbered along a space-filling curve, costs divided by what they share.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Node, RequestIndex,
    constraint::Constraint,
    curve,
    legs::{Legs, NOWHERE},
    route::Route,
    unit::Unit,
};
use crate::{
    plan::{Solution, Tour},
    problem::{Cost, JobIndex, Objective, PlaceIndex, Problem, TaskIndex, TaskKind, Vehicle},
};

/// Tasks are nodes `0..tasks`; after them come the terminals where routes begin and end.
#[derive(Debug)]
pub(crate) struct Model<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) tasks: usize,
    pub(crate) requests: Vec<Request>,
    pub(crate) fleets: Vec<Fleet>,
    /// Request of each node; meaningless for terminals.
    request_of: Vec<RequestIndex>,
    /// Nodes of all requests, one request after another.
    members: Vec<Node>,
    task_of: Vec<TaskIndex>,
    places: Vec<PlaceIndex>,
    legs: Vec<Legs>,
    /// What all costs were divided by.
    divisor: Cost,
    pieces: Vec<Piece>,
    /// Class of each task.
    class_of: Vec<u32>,
    /// Place of nodes in the order of their relation.
    ranks: BTreeMap<Node, u32>,
    /// Requests that are served together or not at all.
    pub(crate) together: Vec<Vec<RequestIndex>>,
    /// Whether a fleet (column) may serve a class of requests (row).
    fits: Vec<bool>,
    /// Settled first stops of each fleet.
    settled: Vec<Vec<Node>>,
    /// Whether fewer vehicles come before a lower cost.
    pub(crate) vehicles_first: bool,
    /// Whether all fleets may serve all requests.
    fits_all: bool,
}

/// What decides which fleets may serve a request: skills, types, the one vehicle, and whether goods come from the start.
type Fit<'a> = (&'a [usize], Option<&'a [usize]>, Option<usize>, bool);

/// What is served as a whole or not at all: a job, a shipment, the jobs of a relation; or one of several of these.
#[derive(Debug)]
pub(crate) struct Request {
    /// Its ways: pieces of the list of members.
    piece: u32,
    pieces: u32,
    /// What leaving it out costs; none where it must be served.
    pub(crate) prize: Option<Cost>,
    /// Weight among required requests that are left out.
    pub(crate) weight: i64,
    /// Whether its stops are settled: they stay where they are.
    pub(crate) is_settled: bool,
    /// Whether its stops are of several jobs.
    is_bound: bool,
    /// Whether others are served with it or not at all, on whatever routes.
    pub(crate) is_together: bool,
}

/// Nodes that are served together.
#[derive(Debug, Clone, Copy)]
struct Piece {
    first: u32,
    length: u32,
}

/// Vehicles of one type.
#[derive(Debug)]
pub(crate) struct Fleet {
    pub(crate) count: usize,
    pub(crate) start: Node,
    pub(crate) end: Node,
    pub(crate) fixed: Cost,
    pub(crate) per_metre: Cost,
    pub(crate) per_second: Cost,
    travel: usize,
}

impl Fleet {
    /// The least that these vehicles would drive a route for, as far as its distance tells.
    pub(crate) fn drives_for<C: Constraint>(&self, route: &Route<C>, model: &Model<'_>) -> Cost {
        let driver = &model.fleets[route.fleet];
        let is_alike = (self.start, self.end, self.travel) == (driver.start, driver.end, driver.travel);
        self.fixed + if is_alike { self.per_metre * route.distance } else { 0 }
    }
}

impl<'a> Model<'a> {
    pub(crate) fn new(problem: &'a Problem) -> Self {
        let tasks = problem.tasks();
        let keys = curve::keys(problem);
        let task_places: Vec<PlaceIndex> = tasks.iter().map(|task| task.place).collect();
        let task_of = curve::order(&keys, &task_places);
        let mut places: Vec<PlaceIndex> = task_of.iter().map(|&task| task_places[task]).collect();
        let mut terminals = BTreeMap::new();
        let mut terminal = |place: Option<PlaceIndex>| {
            let place = place.unwrap_or(NOWHERE);
            *terminals.entry(place).or_insert_with(|| {
                places.push(place);
                places.len() as Node - 1
            })
        };
        let divisor = common_divisor(problem);
        let fleet = |vehicle: &Vehicle| Fleet {
            count: vehicle.count.min(tasks.len()),
            start: terminal(vehicle.start),
            end: terminal(vehicle.end),
            fixed: vehicle.fixed / divisor,
            per_metre: vehicle.per_metre / divisor,
            per_second: vehicle.per_second / divisor,
            travel: vehicle.travel,
        };
        let fleets = problem.vehicles().iter().map(fleet).collect();
        let legs = problem.travels().iter().map(|travel| Legs::new(travel, &places)).collect();
        let mut model = Self {
            problem,
            tasks: tasks.len(),
            requests: Vec::with_capacity(problem.jobs().len()),
            fleets,
            request_of: vec![0; places.len()],
            members: Vec::with_capacity(tasks.len()),
            task_of,
            places,
            legs,
            divisor,
            pieces: Vec::with_capacity(problem.jobs().len()),
            class_of: vec![0; tasks.len()],
            ranks: BTreeMap::new(),
            together: Vec::new(),
            fits: Vec::new(),
            settled: Vec::new(),
            vehicles_first: problem.objective() == Objective::VehiclesFirst,
            fits_all: false,
        };
        model.number_requests();
        model.fits_all = model.fits.iter().all(|&fits| fits);
        model
    }

    /// Numbers requests in the order of their first nodes, so that a job and its node have one number.
    fn number_requests(&mut self) {
        let problem = self.problem;
        let node_of = self.nodes_of_tasks();
        let settled: BTreeSet<TaskIndex> = problem.vehicles().iter().flat_map(|vehicle| vehicle.first.iter().copied()).collect();
        self.settled =
            problem.vehicles().iter().map(|vehicle| vehicle.first.iter().map(|&task| node_of[task]).collect()).collect();
        let mut classes: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
        let mut known: BTreeMap<Fit<'_>, u32> = BTreeMap::new();
        let mut is_numbered = vec![false; problem.jobs().len()];
        for node in 0..self.tasks {
            let job = problem.tasks()[self.task_of[node]].job;
            if is_numbered[job] {
                continue;
            }
            for unit in Unit::all(problem, job, &settled) {
                let (piece, pieces) = (self.pieces.len() as u32, unit.ways.len() as u32);
                for way in &unit.ways {
                    let first = self.members.len() as u32;
                    let class = self.class(way, &mut known, &mut classes);
                    for &task in way {
                        is_numbered[problem.tasks()[task].job] = true;
                        self.members.push(node_of[task]);
                        self.request_of[node_of[task] as usize] = self.requests.len() as RequestIndex;
                        self.class_of[node_of[task] as usize] = class;
                    }
                    self.pieces.push(Piece { first, length: way.len() as u32 });
                }
                let prize = unit.prize.map(|prize| prize / self.divisor);
                let Unit { weight, is_settled, is_bound, .. } = unit;
                self.requests.push(Request { piece, pieces, prize, weight, is_settled, is_bound, is_together: false });
            }
        }
        for alliance in problem.alliances() {
            self.ranks.extend(alliance.order.iter().enumerate().map(|(rank, &task)| (node_of[task], rank as u32)));
        }
        for union in problem.unions().iter().filter(|union| !union.is_exclusive) {
            let member = |&job: &JobIndex| self.request_of[node_of[problem.jobs()[job].tasks.start] as usize];
            let members: BTreeSet<RequestIndex> = union.jobs.iter().map(member).collect();
            for &request in &members {
                self.requests[request as usize].is_together = true;
            }
            self.together.push(members.into_iter().collect());
        }
    }

    /// The class of tasks that are served together: which fleets may serve all of them.
    fn class<'p>(&mut self, way: &[TaskIndex], known: &mut BTreeMap<Fit<'p>, u32>, classes: &mut BTreeMap<Vec<bool>, u32>) -> u32
    where
        'a: 'p,
    {
        let problem = self.problem;
        let asked = |task: &TaskIndex| &problem.jobs()[problem.tasks()[*task].job];
        let mut number = |fits: Vec<bool>| {
            let next = classes.len() as u32;
            *classes.entry(fits).or_insert_with_key(|fits| {
                self.fits.extend(fits);
                next
            })
        };
        let vehicles = 0..problem.vehicles().len();
        let first = asked(&way[0]);
        if way.iter().all(|task| core::ptr::eq(asked(task), first)) {
            let fit = (first.skills.as_slice(), first.kinds.as_deref(), first.pinned, first.is_from_start && !first.is_loaded);
            return *known
                .entry(fit)
                .or_insert_with(|| number(vehicles.map(|vehicle| problem.may_serve(vehicle, first)).collect()));
        }
        number(vehicles.map(|vehicle| way.iter().all(|task| problem.may_serve(vehicle, asked(task)))).collect())
    }

    /// Settled first stops of a fleet: they are on its route from the beginning, and stay.
    pub(crate) fn settled(&self, fleet: usize) -> &[Node] {
        &self.settled[fleet]
    }

    /// A cost of the problem, divided as all costs are here.
    pub(crate) const fn reduced(&self, cost: Cost) -> Cost {
        cost / self.divisor
    }

    /// A cost in the problem's own units.
    pub(crate) const fn cost(&self, reduced: Cost) -> Cost {
        reduced * self.divisor
    }

    /// All nodes of a request: one for a job; of a shipment, pickups before deliveries; of a choice, those of every way.
    #[inline]
    pub(crate) fn members(&self, request: RequestIndex) -> &[Node] {
        let request = &self.requests[request as usize];
        let (first, last) = (self.pieces[request.piece as usize], self.pieces[(request.piece + request.pieces - 1) as usize]);
        &self.members[first.first as usize..(last.first + last.length) as usize]
    }

    /// The ways to serve a request: the nodes of each.
    pub(crate) fn ways(&self, request: RequestIndex) -> impl ExactSizeIterator<Item = &[Node]> {
        let request = &self.requests[request as usize];
        let pieces = &self.pieces[request.piece as usize..(request.piece + request.pieces) as usize];
        pieces.iter().map(|piece| &self.members[piece.first as usize..(piece.first + piece.length) as usize])
    }

    /// Whether the stops of a request are of several jobs, bound by a relation.
    pub(crate) fn is_bound(&self, request: RequestIndex) -> bool {
        self.requests[request as usize].is_bound
    }

    /// Whether a node must be served before another of its request.
    pub(crate) fn is_before(&self, node: Node, other: Node) -> bool {
        let ranks = self.ranks.get(&node).zip(self.ranks.get(&other));
        ranks.is_some_and(|(rank, later)| rank < later)
            || self.task(node).zip(self.task(other)).is_some_and(|(task, later)| {
                task.job == later.job && task.kind == TaskKind::Pickup && later.kind == TaskKind::Delivery
            })
    }

    #[inline]
    pub(crate) fn request_of(&self, node: Node) -> RequestIndex {
        self.request_of[node as usize]
    }

    /// Whether vehicles of a fleet may serve a node, and with it all that is served as one with it.
    #[inline]
    pub(crate) fn fits(&self, node: Node, fleet: usize) -> bool {
        self.fits_all || self.fits[self.class_of[node as usize] as usize * self.fleets.len() + fleet]
    }

    #[inline]
    pub(crate) fn legs(&self, fleet: usize) -> &Legs {
        &self.legs[self.fleets[fleet].travel]
    }

    /// Number of nodes, terminals included.
    pub(crate) const fn nodes(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn place(&self, node: Node) -> PlaceIndex {
        self.places[node as usize]
    }

    /// The task of a node; none for a terminal.
    pub(crate) fn task(&self, node: Node) -> Option<&'a crate::problem::Task> {
        self.task_of.get(node as usize).map(|&task| &self.problem.tasks()[task])
    }

    /// The node of each task.
    pub(crate) fn nodes_of_tasks(&self) -> Vec<Node> {
        let mut nodes = vec![0; self.tasks];
        for (node, &task) in self.task_of.iter().enumerate() {
            nodes[task] = node as Node;
        }
        nodes
    }

    /// A solution in the problem's own numbers.
    pub(crate) fn solution<'r>(
        &self,
        routes: impl Iterator<Item = (usize, &'r [Node])>,
        absent: impl Iterator<Item = RequestIndex>,
    ) -> Solution {
        let tour = |(vehicle, nodes): (usize, &[Node])| Tour {
            vehicle,
            tasks: nodes.iter().map(|&node| self.task_of[node as usize]).collect(),
        };
        let mut tours: Vec<Tour> = routes.map(tour).collect();
        tours.sort_by(|a, b| (a.vehicle, &a.tasks).cmp(&(b.vehicle, &b.tasks)));
        let jobs = |request| self.members(request).iter().filter_map(|&node| Some(self.task(node)?.job));
        let mut unassigned: Vec<JobIndex> = absent.flat_map(jobs).collect();
        unassigned.sort_unstable();
        unassigned.dedup();
        Solution { tours, unassigned }
    }
}

/// What all costs of the problem share: divided by it they stay small and comparisons exact.
fn common_divisor(problem: &Problem) -> Cost {
    let rates =
        |vehicle: &Vehicle| [vehicle.fixed, vehicle.per_metre, vehicle.per_second, vehicle.per_overtime, vehicle.per_waiting];
    let penalties = problem.vehicles().iter().flat_map(|vehicle| vehicle.breaks.iter().filter_map(|pause| pause.penalty));
    let lateness = problem.tasks().iter().filter_map(|task| Some(task.lateness?.per_second));
    let prizes = problem.jobs().iter().filter_map(|job| job.prize).chain([problem.change(), problem.compactness()]);
    let prizes = prizes.chain(problem.unions().iter().filter_map(|union| union.prize));
    let rates = problem.vehicles().iter().flat_map(rates);
    rates.chain(penalties).chain(lateness).chain(prizes).fold(0, greatest_common_divisor).max(1)
}

const fn greatest_common_divisor(mut a: Cost, mut b: Cost) -> Cost {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
