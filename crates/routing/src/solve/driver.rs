//! The loop: ruin, recreate, accept or go back, cool down, remember the best.

use super::{Budget, Progress, SolveOptions};
use crate::{
    plan::Solution,
    problem::Cost,
    search::{
        Node, RequestIndex,
        anneal::Anneal,
        constraint::Constraint,
        construct::construct,
        model::Model,
        neighbours::Neighbours,
        random::Random,
        recreate::Recreate,
        resume::resume,
        ruin::ruin,
        state::{State, Value},
    },
};

/// Neighbours known of each task.
const NEIGHBOURS: usize = 100;
/// Most iterations between two looks at the budget.
const STRIDE: u64 = 32;
/// Part of the budget that is given to finding fewer vehicles, where they come first.
const REDUCTION: f64 = 0.25;
/// Part of the budget after which a required request without a place no longer keeps the search from fewer vehicles.
const RESIGNATION: f64 = REDUCTION / 2.0;
/// How far the search is cooled meanwhile.
const WARMTH_OF_REDUCTION: f64 = 0.5;
/// How often a ruin is around a request that must be served and is not.
const CHASE: f64 = 0.1;
/// As much, in the search for fewer vehicles.
const CHASE_OF_REDUCTION: f64 = 0.5;

/// A search under way.
pub(super) struct Driver<'m, C: Constraint> {
    pub(super) model: &'m Model<'m>,
    pub(super) state: State<'m, C>,
    pub(super) best: Best,
    neighbours: Neighbours,
    recreate: Recreate,
    random: Random,
    anneal: Anneal,
    /// How often each request could not be served: the rarer, the easier to leave out for a while.
    pub(super) absences: Vec<u64>,
    /// Whether the search is for fewer vehicles rather than for a lower cost.
    pub(super) is_reducing: bool,
    /// Whether that search goes on although required requests have no place.
    pub(super) is_resigned: bool,
    /// Whether some requests may be left out at a price, so that serving one can lower the cost.
    has_optional: bool,
}

/// The best solution so far, copied route by route as they change.
pub(super) struct Best {
    pub(super) value: Value,
    vehicles: usize,
    routes: Vec<(usize, Vec<Node>)>,
    absent: Vec<RequestIndex>,
    /// Routes that have changed since the copy.
    is_stale: Vec<bool>,
    stale: Vec<u32>,
}

impl Best {
    pub(super) fn note(&mut self, touched: &[u32]) {
        for &route in touched {
            if self.is_stale.len() <= route as usize {
                self.is_stale.resize(route as usize + 1, false);
            }
            if !core::mem::replace(&mut self.is_stale[route as usize], true) {
                self.stale.push(route);
            }
        }
    }

    fn copy<C: Constraint>(&mut self, state: &State<'_, C>) {
        self.value = state.value;
        self.vehicles = state.active.len();
        self.absent.clone_from(&state.absent);
        self.routes.resize_with(state.routes.len(), || (0, Vec::new()));
        for route in self.stale.drain(..) {
            self.is_stale[route as usize] = false;
            let (fleet, nodes) = &mut self.routes[route as usize];
            *fleet = state.routes[route as usize].fleet;
            nodes.clear();
            nodes.extend_from_slice(state.routes[route as usize].tasks());
        }
    }

    pub(super) fn used(&self) -> impl Iterator<Item = (usize, &[Node])> {
        self.routes.iter().filter(|(_, nodes)| !nodes.is_empty()).map(|(fleet, nodes)| (*fleet, &nodes[..]))
    }
}

impl<'m, C: Constraint> Driver<'m, C> {
    pub(super) fn new(model: &'m Model<'m>, constraint: &'m C, options: &SolveOptions) -> Self {
        let mut random = Random::new(options.seed);
        let neighbours = Neighbours::new(model, NEIGHBOURS);
        let mut recreate = Recreate::new(model);
        let mut state = State::new(model, constraint);
        let has_settled = (0..model.fleets.len()).any(|fleet| !model.settled(fleet).is_empty());
        if options.start.is_some() || has_settled {
            resume(&mut state, options.start.as_ref().unwrap_or(&Solution::default()));
            recreate.recreate(&mut state, &neighbours, None, 0, None, &mut random);
        } else {
            construct(&mut state, &neighbours, &mut recreate, &mut random);
        }
        let all: Vec<u32> = (0..state.routes.len() as u32).collect();
        let mut best = Best {
            value: state.value,
            vehicles: 0,
            routes: Vec::new(),
            absent: Vec::new(),
            is_stale: Vec::new(),
            stale: Vec::new(),
        };
        best.note(&all);
        best.copy(&state);
        let has_optional = model.requests.iter().any(|request| request.prize.is_some());
        let absences = vec![1; model.requests.len()];
        let (is_reducing, is_resigned) = (false, false);
        let anneal = Anneal::new(&state, options.start.is_some());
        Self { model, state, best, neighbours, recreate, random, anneal, absences, is_reducing, is_resigned, has_optional }
    }

    /// Searches until the budget is spent: for fewer vehicles first, where they come first, then for a lower cost.
    pub(super) fn run(mut self, budget: &mut dyn Budget) -> Solution {
        let mut anneal = self.anneal;
        let mut progress = Progress::new(0, 0, 0);
        self.report(&mut progress);
        let (mut next_look, mut cooling_from, mut first_look) = (0, 0.0, None);
        if self.model.vehicles_first {
            self.begin_reduction();
        }
        while self.model.tasks > 0 {
            if progress.iterations >= next_look {
                let spent = budget.spent(&progress);
                if spent.is_nan() || spent >= 1.0 {
                    break;
                }
                let searched = spent - *first_look.get_or_insert(spent);
                let expected = if searched > 0.0 { progress.iterations as f64 / searched } else { 0.0 };
                if self.is_reducing && spent >= REDUCTION {
                    self.end_reduction();
                    cooling_from = spent;
                } else if self.is_reducing && spent >= RESIGNATION {
                    self.resign();
                }
                let cooled = (spent - cooling_from) / (1.0 - cooling_from);
                let cooled = if self.is_reducing { WARMTH_OF_REDUCTION } else { cooled };
                anneal.cool(cooled, expected / self.model.tasks as f64);
                next_look = progress.iterations + STRIDE.min(budget.stride(&progress)).max(1);
            }
            progress.iterations += 1;
            progress.since_improvement += 1;
            if self.step(&anneal) {
                self.report(&mut progress);
                if self.is_reducing {
                    self.reduce();
                }
            }
        }
        self.model.solution(self.best.used(), self.best.absent.iter().copied())
    }

    fn report(&self, progress: &mut Progress) {
        progress.since_improvement = 0;
        progress.best_cost = self.model.cost(self.best.value.cost);
        progress.routes = self.best.vehicles;
        progress.unassigned = self.best.absent.len();
    }

    /// One ruin and recreate; whether it found a new best solution.
    fn step(&mut self, anneal: &Anneal) -> bool {
        let Self { state, random, .. } = self;
        let allowance = anneal.allowance(random);
        let chase = if self.is_reducing { CHASE_OF_REDUCTION } else { CHASE };
        let is_plain = state.value.missing == 0 && !self.has_optional;
        let limit = is_plain.then_some(state.value.cost + allowance);
        state.begin();
        let revisited = state.absent.len();
        let seed = ruin(state, &self.neighbours, chase, random);
        let is_within = self.recreate.recreate(state, &self.neighbours, seed, revisited, limit, random);
        if !is_within || !self.accepts(allowance) {
            self.state.undo();
            return false;
        }
        self.best.note(self.state.touched());
        self.state.keep();
        let is_best = self.state.value < self.best.value;
        if is_best {
            self.best.copy(&self.state);
        }
        is_best
    }

    fn accepts(&mut self, allowance: Cost) -> bool {
        let (before, after) = (self.state.value_before(), self.state.value);
        if before.missing == 0 && after.missing == 0 {
            if after.vehicles != before.vehicles {
                return after.vehicles < before.vehicles;
            }
            return after.cost - before.cost <= allowance;
        }
        self.accepts_missing(before, after, allowance)
    }

    /// While a required request has no place: fewer are better, then fewer vehicles where they come first,
    /// and of as many, those that are seldom left out.
    fn accepts_missing(&mut self, before: Value, after: Value, allowance: Cost) -> bool {
        let (model, absences) = (self.model, &self.absences);
        let required = |request: &RequestIndex| model.requests[*request as usize].prize.is_none();
        let hardness = |requests: &[RequestIndex]| -> u64 {
            requests.iter().filter(|request| required(request)).map(|&request| absences[request as usize]).sum()
        };
        let (harder, easier) = (hardness(&self.state.absent), hardness(self.state.absent_before()));
        for &request in self.state.absent.iter().filter(|request| required(request)) {
            self.absences[request as usize] += 1;
        }
        if after.missing == before.missing && after.vehicles != before.vehicles {
            return after.vehicles < before.vehicles;
        }
        if after.missing == before.missing && harder == easier {
            return after.cost - before.cost <= allowance;
        }
        before.missing > 0 && (after.missing < before.missing || harder < easier)
    }
}
