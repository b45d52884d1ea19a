//! The first plan where one is given: of yesterday, of this morning, or somebody else's.

use std::collections::BTreeMap;

use super::{Node, RequestIndex, constraint::Constraint, model::Model, route::Route, state::State};
use crate::plan::Solution;

/// Fills an empty state with settled stops and with what holds of a solution.
///
/// A tour that is feasible is taken as it is. Of one that is not, its requests are taken one after another, in the order of
/// the tour, as long as they fit.
pub(crate) fn resume<C: Constraint>(state: &mut State<'_, C>, start: &Solution) {
    let model = state.model;
    let nodes = model.nodes_of_tasks();
    let mut is_served = vec![false; model.requests.len()];
    let has_settled = |fleet: &usize| !model.settled(*fleet).is_empty();
    let untold =
        (0..model.fleets.len()).filter(has_settled).filter(|fleet| start.tours.iter().all(|tour| tour.vehicle != *fleet));
    let untold = untold.map(|fleet| (fleet, Vec::new())).collect::<Vec<_>>();
    let told = start.tours.iter().filter(|tour| tour.vehicle < model.fleets.len());
    let told = told.map(|tour| (tour.vehicle, tour.tasks.iter().filter_map(|&task| nodes.get(task).copied()).collect()));
    for (fleet, tasks) in told.chain(untold) {
        if !state.has_spare(fleet) {
            continue;
        }
        let settled = model.settled(fleet);
        let mut nodes = settled.to_vec();
        nodes.extend(Vec::into_iter(tasks).filter(|node| !settled.contains(node)));
        let kept = Tour { fleet, nodes }.kept(model, state.constraint, &mut is_served);
        if !kept.is_empty() {
            state.adopt(fleet, &kept);
        }
    }
    state.settle();
    state.part();
}

/// Most stops that are labelled while what holds of one tour is looked for; what is left then finds a place like all others.
const MOST_STEPS: usize = 1_000_000;

/// A tour as it was given.
struct Tour {
    fleet: usize,
    nodes: Vec<Node>,
}

impl Tour {
    /// What can be kept of it: whole requests that no tour before has served, in the tour's order.
    fn kept<C: Constraint>(&self, model: &Model<'_>, constraint: &C, is_served: &mut [bool]) -> Vec<Node> {
        let mut place_of: BTreeMap<Node, usize> = BTreeMap::new();
        for (place, &node) in self.nodes.iter().enumerate() {
            place_of.entry(node).or_insert(place);
        }
        let mut candidates: Vec<(RequestIndex, Vec<usize>)> = Vec::new();
        for &node in &self.nodes {
            let request = model.request_of(node);
            let places = |way: &[Node]| way.iter().map(|member| place_of.get(member).copied()).collect::<Option<Vec<usize>>>();
            let way = model.ways(request).find_map(|way| Some((way, places(way)?)));
            let Some((way, places)) = way.filter(|_| !is_served[request as usize]) else { continue };
            if is_in_order(model, way, &places) && model.fits(way[0], self.fleet) {
                is_served[request as usize] = true;
                candidates.push((request, places));
            }
        }
        let mut route = Route::empty(model, constraint, self.fleet);
        let mut is_kept = vec![false; self.nodes.len()];
        let mut keep = |places: &[usize], is_kept: &mut [bool]| {
            for &place in places {
                is_kept[place] = true;
            }
            let nodes: Vec<Node> = (0..self.nodes.len()).filter(|&at| is_kept[at]).map(|at| self.nodes[at]).collect();
            let holds = holds(model, constraint, &mut route, &nodes);
            if !holds {
                for &place in places {
                    is_kept[place] = false;
                }
            }
            holds
        };
        let all: Vec<usize> = candidates.iter().flat_map(|(_, places)| places.iter().copied()).collect();
        if !keep(&all, &mut is_kept) {
            let affordable = MOST_STEPS / self.nodes.len().max(1);
            for (number, (request, places)) in candidates.iter().enumerate() {
                is_served[*request as usize] = number < affordable && keep(places, &mut is_kept);
            }
        }
        (0..self.nodes.len()).filter(|&at| is_kept[at]).map(|at| self.nodes[at]).collect()
    }
}

/// Whether stops that belong together are in an order in which they may be served.
fn is_in_order(model: &Model<'_>, way: &[Node], places: &[usize]) -> bool {
    let stops = || way.iter().zip(places);
    stops().all(|(&node, place)| stops().all(|(&other, later)| !model.is_before(node, other) || place < later))
}

/// Whether a route can serve these nodes in this order.
fn holds<C: Constraint>(model: &Model<'_>, constraint: &C, route: &mut Route<C>, nodes: &[Node]) -> bool {
    let mut sum = C::Sum::default();
    let has_room = nodes.iter().all(|&node| {
        let has_room = constraint.has_room(route.fleet, &sum, node);
        constraint.add(&mut sum, node);
        has_room
    });
    has_room && route.assign(model, constraint, nodes.iter().copied())
}
