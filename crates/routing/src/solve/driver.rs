//! The loop: ruin, recreate, accept or go back, cool down, remember the best.

use super::{Budget, Progress, SolveOptions, crew};
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
        part::{Part, Piece},
        random::Random,
        recreate::Recreate,
        resume::resume,
        retype::{SELDOM, cheapen, retype},
        ruin::ruin,
        state::{State, Value},
    },
};

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
    neighbours: &'m Neighbours,
    recreate: Recreate,
    pub(super) random: Random,
    pub(super) anneal: Anneal,
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

    fn replace(&mut self, piece: Piece) {
        self.value = piece.value;
        self.vehicles = piece.routes.len();
        self.absent = piece.absent;
        self.routes = piece.routes;
    }

    pub(super) fn piece(&self) -> Piece {
        let routes = self.used().map(|(fleet, nodes)| (fleet, nodes.to_vec())).collect();
        Piece { value: self.value, routes, absent: self.absent.clone() }
    }

    pub(super) fn used(&self) -> impl Iterator<Item = (usize, &[Node])> {
        self.routes.iter().filter(|(_, nodes)| !nodes.is_empty()).map(|(fleet, nodes)| (*fleet, &nodes[..]))
    }
}

/// How far the search has come.
pub(super) struct Course {
    pub(super) progress: Progress,
    /// Threads whose iterations add up.
    pub(super) threads: usize,
    /// What was spent when the search began, and when it turned to lower costs.
    first_look: Option<f64>,
    cooling_from: f64,
}

impl Course {
    pub(super) const fn done(&mut self, iterations: u64) {
        self.progress.iterations += iterations;
        self.progress.since_improvement += iterations;
    }
}

impl<'m, C: Constraint> Driver<'m, C> {
    /// A search that has a first plan.
    pub(super) fn new(model: &'m Model<'m>, constraint: &'m C, neighbours: &'m Neighbours, options: &SolveOptions) -> Self {
        let mut driver = Self::idle(model, constraint, neighbours, options.seed);
        let Self { state, recreate, random, .. } = &mut driver;
        let has_settled = (0..model.fleets.len()).any(|fleet| !model.settled(fleet).is_empty());
        if options.start.is_some() || has_settled {
            resume(state, options.start.as_ref().unwrap_or(&Solution::default()));
            recreate.recreate(state, neighbours, None, 0, None, random);
        } else {
            construct(state, neighbours, recreate, random);
        }
        if state.is_short() {
            state.relieve();
            recreate.recreate(state, neighbours, None, 0, None, random);
        }
        recreate.may_leap = true;
        driver.anneal = Anneal::new(&driver.state, options.start.is_some());
        driver.remember();
        driver
    }

    /// A search that has no plan yet.
    pub(super) fn idle(model: &'m Model<'m>, constraint: &'m C, neighbours: &'m Neighbours, seed: u64) -> Self {
        let state = State::new(model, constraint);
        let best = Best {
            value: state.value,
            vehicles: 0,
            routes: Vec::new(),
            absent: Vec::new(),
            is_stale: Vec::new(),
            stale: Vec::new(),
        };
        Self {
            model,
            best,
            neighbours,
            recreate: Recreate::new(model),
            random: Random::new(seed),
            anneal: Anneal::new(&state, false),
            absences: vec![1; model.requests.len()],
            is_reducing: false,
            is_resigned: false,
            has_optional: !model.together.is_empty() || model.requests.iter().any(|request| request.prize.is_some()),
            state,
        }
    }

    /// Looks after a part of a plan from now on.
    pub(super) fn take(&mut self, part: &Part, anneal: Anneal) {
        self.anneal = anneal;
        self.recreate.may_leap = true;
        self.state.confine(part);
        self.remember();
    }

    /// Takes the plan as it stands for the best.
    fn remember(&mut self) {
        let all: Vec<u32> = (0..self.state.routes.len() as u32).collect();
        self.best.note(&all);
        self.best.copy(&self.state);
    }

    /// Searches until the budget is spent: for fewer vehicles first, where they come first, then for a lower cost. With
    /// several threads, which end with the search, the second part is theirs.
    pub(super) fn run(mut self, threads: usize, budget: &mut dyn Budget) -> Solution {
        let mut course = Course { progress: Progress::new(0, 0, 0), threads: 1, first_look: None, cooling_from: 0.0 };
        self.report(&mut course.progress);
        if self.model.tasks > 0 {
            if self.model.vehicles_first {
                self.begin_reduction();
            }
            if threads == 1 {
                self.search_alone(&mut course, budget);
            } else if !self.is_reducing || self.reduce_alone(&mut course, budget) {
                let neighbours = self.neighbours;
                crew::search(&mut self, neighbours, threads, &mut course, budget);
            }
        }
        self.model.solution(self.best.used(), self.best.absent.iter().copied())
    }

    /// Searches in this thread until the budget is spent.
    pub(super) fn search_alone(&mut self, course: &mut Course, budget: &mut dyn Budget) {
        while self.stride(course, budget) {}
    }

    /// Searches in this thread until the search for fewer vehicles has ended; false when the budget is spent before.
    fn reduce_alone(&mut self, course: &mut Course, budget: &mut dyn Budget) -> bool {
        while self.is_reducing {
            if !self.stride(course, budget) {
                return false;
            }
        }
        true
    }

    /// Some iterations; false when the budget is spent.
    fn stride(&mut self, course: &mut Course, budget: &mut dyn Budget) -> bool {
        if !self.look(course, budget) {
            return false;
        }
        for _ in 0..STRIDE.min(budget.stride(&course.progress)).max(1) {
            course.done(1);
            if self.step() {
                self.report(&mut course.progress);
                if self.is_reducing {
                    self.reduce();
                }
            }
        }
        true
    }

    /// Asks the budget how far the search is, and cools down to there; false when it is spent.
    pub(super) fn look(&mut self, course: &mut Course, budget: &mut dyn Budget) -> bool {
        let spent = budget.spent(&course.progress);
        if spent.is_nan() || spent >= 1.0 {
            return false;
        }
        let searched = spent - *course.first_look.get_or_insert(spent);
        let done = course.progress.iterations as f64 * course.threads as f64;
        let expected = if searched > 0.0 { done / searched } else { 0.0 };
        if self.is_reducing && spent >= REDUCTION {
            self.end_reduction();
            course.cooling_from = spent;
        } else if self.is_reducing && spent >= RESIGNATION {
            self.resign();
        }
        let cooled = (spent - course.cooling_from) / (1.0 - course.cooling_from);
        let cooled = if self.is_reducing { WARMTH_OF_REDUCTION } else { cooled };
        self.anneal.cool(cooled, expected / self.model.tasks as f64);
        true
    }

    /// Takes a plan for the best, if it is better.
    pub(super) fn improve(&mut self, plan: Piece, course: &mut Course) {
        if plan.value < self.best.value {
            self.best.replace(plan);
            self.report(&mut course.progress);
        }
    }

    fn report(&self, progress: &mut Progress) {
        progress.since_improvement = 0;
        progress.best_cost = self.model.cost(self.best.value.cost);
        progress.routes = self.best.vehicles;
        progress.unassigned = self.best.absent.len();
    }

    /// One ruin and recreate; whether it found a new best solution.
    pub(super) fn step(&mut self) -> bool {
        let Self { state, random, .. } = self;
        let allowance = self.anneal.allowance(random);
        let chase = if self.is_reducing { CHASE_OF_REDUCTION } else { CHASE };
        let is_retyping = self.model.fleets.len() > 1 && random.below(SELDOM) == 0;
        let is_plain = state.value.missing == 0 && !self.has_optional && !is_retyping;
        let limit = is_plain.then_some(state.value.cost + allowance);
        state.begin();
        let revisited = state.absent.len();
        let seed = ruin(state, self.neighbours, chase, random);
        if is_retyping {
            retype(state, random);
        }
        let is_within = self.recreate.recreate(state, self.neighbours, seed, revisited, limit, random);
        if is_retyping {
            cheapen(state);
        }
        if !is_within || self.state.is_short() || !self.accepts(allowance) {
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
