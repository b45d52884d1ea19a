//! Solving: a solution as good as the budget allows.

mod budget;
mod crew;
mod driver;
mod fleet;
mod rounds;

pub use budget::{Budget, Iterations, Progress};

use crate::{
    itinerary::Way,
    plan::Solution,
    problem::{Problem, Task},
    search::{
        constraint::{self, Bonds, Bulk, Constraint, Limits, Load, Simulated, Spread, Timetable, Windows},
        model::Model,
        neighbours::Neighbours,
    },
};

/// Neighbours known of each task; of a plan whose lists would fill the memory, fewer.
const NEIGHBOURS: usize = 100;
const NEIGHBOURS_OF_MANY: usize = 40;
const MANY: usize = 100_000;

/// How to search. The defaults are good; the seed makes runs differ.
///
/// ```
/// use haulage_routing::solve::SolveOptions;
/// assert_eq!(SolveOptions::default().seed(7).seed, 7);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SolveOptions {
    /// Seed of the search's random numbers.
    pub seed: u64,
    /// Threads that search; none of them outlives the search. Zero counts as one.
    pub threads: usize,
    /// Where the search starts; none: from a plan of its own.
    pub start: Option<Solution>,
}

impl SolveOptions {
    /// Seed of the search's random numbers.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Searches with several threads: more iterations in the same time. For the same number of threads and iterations (those
    /// of one thread) the plan is the same every time.
    #[must_use]
    pub const fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Starts from a solution, which need not be feasible: what of it holds is kept, the rest finds another place. A start
    /// that holds as a whole is never made worse.
    #[must_use]
    pub fn start(mut self, start: Solution) -> Self {
        self.start = Some(start);
        self
    }
}

/// Searches for a solution until the budget is spent: slack induction by string removals (Christiaens and
/// Vanden Berghe 2020) from a plan of savings.
///
/// Every tour of the answer is feasible. A required job is left out only when no place was found for it.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::problem::{Job, Problem, ProfileDocument, VehicleType};
/// use haulage_routing::solve::{Iterations, SolveOptions, solve};
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").count(3).based_at("depot").capacity([180]))
///     .job(Job::new("a", Position::new(-22.896, -43.268)?).delivery([3]))
///     .job(Job::new("b", Position::new(-22.897, -43.267)?).delivery([5]))
///     .build()?;
/// let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(1_000));
/// assert_eq!(solution.tours.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn solve(problem: &Problem, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let solution =
        if rounds::are_needed(problem) { rounds::search(problem, options, budget) } else { search(problem, options, budget) };
    timed(problem, solution)
}

/// The search for a problem whose routes are bound to one another by stocks at most.
fn search(problem: &Problem, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let model = Model::new(problem);
    if problem.compactness() > 0 {
        return compact(&model, options, budget);
    }
    if problem.needs_itineraries() {
        return driven(&model, options, budget);
    }
    let limits = Limits::new(&model);
    if limits.matter() || Bonds::matter(problem) {
        return general(&model, options, budget);
    }
    let bulk = Bulk::new(&model);
    match (bulk, constraint::is_timeless(problem), Windows::new(&model)) {
        (Some(bulk), true, _) => run(&model, &bulk, options, budget),
        (Some(bulk), false, Some(windows)) => run(&model, &(bulk, windows), options, budget),
        (None, false, Some(windows)) if problem.dimensions() == 1 => {
            run(&model, &(Load::<1>::new(&model), windows), options, budget)
        }
        _ => general(&model, options, budget),
    }
}

/// A solution without tours that no timetable keeps.
fn timed(problem: &Problem, mut solution: Solution) -> Solution {
    let unassigned = &mut solution.unassigned;
    solution.tours.retain(|tour| {
        let vehicle = &problem.vehicles()[tour.vehicle];
        let served: Vec<&Task> = tour.tasks.iter().map(|&task| &problem.tasks()[task]).collect();
        let is_kept = vehicle.driver.is_none() || Way::new(problem, vehicle, &served).is_some_and(|way| way.has_moments());
        if !is_kept {
            unassigned.extend(served.iter().map(|task| task.job));
        }
        is_kept
    });
    unassigned.sort_unstable();
    unassigned.dedup();
    solution
}

/// The search with every constraint in it, for the load dimensions that there are.
fn general(model: &Model<'_>, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let rules = (Timetable::new(model), (Limits::new(model), Bonds::new(model)));
    match model.problem.dimensions() {
        0..=2 => run(model, &(Load::<2>::new(model), rules), options, budget),
        3..=8 => run(model, &(Load::<8>::new(model), rules), options, budget),
        _ => run(model, &(Load::<32>::new(model), rules), options, budget),
    }
}

/// The same for routes that are driven as a whole.
fn driven(model: &Model<'_>, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let (rules, bonds) = ((Timetable::new(model), Limits::new(model)), Bonds::new(model));
    match model.problem.dimensions() {
        0..=2 => run(model, &(Simulated((Load::<2>::new(model), rules)), bonds), options, budget),
        3..=8 => run(model, &(Simulated((Load::<8>::new(model), rules)), bonds), options, budget),
        _ => run(model, &(Simulated((Load::<32>::new(model), rules)), bonds), options, budget),
    }
}

/// The same where it costs something that stops of a route lie far apart.
fn compact(model: &Model<'_>, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let (times, bonds) = ((Timetable::new(model), Limits::new(model)), (Bonds::new(model), Spread::new(model)));
    let load = Load::<32>::new(model);
    if model.problem.needs_itineraries() {
        run(model, &(Simulated((load, times)), bonds), options, budget)
    } else {
        run(model, &((load, times), bonds), options, budget)
    }
}

pub(crate) fn run<C: Constraint>(model: &Model<'_>, constraint: &C, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let neighbours = Neighbours::new(model, if model.tasks > MANY { NEIGHBOURS_OF_MANY } else { NEIGHBOURS });
    // Threads look after parts of a plan that do not touch; a stock that all routes share is in none of them.
    let threads = if model.problem.has_stocks() { 1 } else { options.threads.max(1) };
    driver::Driver::new(model, constraint, &neighbours, options).run(threads, budget)
}

#[cfg(test)]
mod fleet_tests;
#[cfg(test)]
mod start_tests;

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/replanning.md")]
struct Page;
