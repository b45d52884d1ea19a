//! What binds all routes of a plan to one another, as rounds of a search that knows of none of it.
//!
//! A synchronised start is, once its moment is chosen, a window of its jobs; the heaviest workload of a plan is, once it is
//! chosen, a limit of every route. So each round fixes moments and limits, searches a problem of plain windows and limits from
//! the best plan so far, and prices what it finds by what it is really worth; the next round moves a moment or a limit. The
//! search pays nothing for either, and every rule of a route holds in every round as it always does.

use super::{Budget, Progress, SolveOptions, search as search_alone};
use crate::{
    plan::{Plan, Solution, Workload, at, can_be_held, moments},
    problem::{Cost, Objective, Problem, Span},
    search::random::Random,
};

/// Rounds of a search.
const ROUNDS: u64 = 32;

/// Most meetings that are moved to better moments in every plan that is found, and not in the best alone.
const MOST_MOVED: usize = 8;

/// Whether routes are bound to one another by more than a stock.
pub(super) fn are_needed(problem: &Problem) -> bool {
    problem.strain().matters() || !problem.meetings().is_empty()
}

/// Searches in rounds until the budget is spent.
pub(super) fn search(problem: &Problem, options: &SolveOptions, budget: &mut dyn Budget) -> Solution {
    let mut rounds = Rounds { problem, random: Random::new(options.seed), best: None, step: 0.5 };
    let mut clock = Clock { budget, done: 0, improved_at: 0, spent: 0.0, until: 0.0 };
    // A start is taken as it is before anything is changed.
    let first = u64::from(options.start.is_none());
    let mut start = options.start.clone();
    for round in 0..ROUNDS {
        clock.until = (round + first) as f64 / (ROUNDS - 1 + first) as f64;
        let terms = rounds.terms(round, start.as_ref());
        let narrowed = terms.apply(problem);
        let options = SolveOptions { seed: options.seed.wrapping_add(round), threads: options.threads, start };
        let found = search_alone(&narrowed, &options, &mut clock);
        if rounds.judge(&terms, found) {
            clock.improved_at = clock.done;
        }
        if clock.spent >= 1.0 {
            break;
        }
        start = rounds.best.as_ref().map(|best| best.solution.clone());
    }
    rounds.best.map_or_else(Solution::default, |best| best.solution)
}

/// What a round takes for settled.
#[derive(Debug, Clone, Default)]
struct Terms {
    /// When each meeting begins.
    moments: Vec<Option<i64>>,
    /// The heaviest workload that any route may have.
    most: Option<Workload>,
}

impl Terms {
    fn apply(&self, problem: &Problem) -> Problem {
        let mut narrowed = problem.clone();
        narrowed.set_tasks(at(problem, &self.moments));
        if let Some(most) = self.most {
            narrowed.limit_routes(most.seconds, most.metres, most.tasks);
        }
        narrowed
    }
}

/// The best plan so far.
struct Best {
    worth: (i64, usize, Cost),
    solution: Solution,
    moments: Vec<Option<i64>>,
    heaviest: Workload,
    mean: Workload,
}

struct Rounds<'p> {
    problem: &'p Problem,
    random: Random,
    best: Option<Best>,
    /// How far a limit is drawn from the heaviest workload towards the mean.
    step: f64,
}

impl Rounds<'_> {
    /// What to settle in a round: at first no limit, and the moments of the start where there is one.
    fn terms(&mut self, round: u64, start: Option<&Solution>) -> Terms {
        let Some(best) = &self.best else {
            let none = || vec![None; self.problem.meetings().len()];
            return Terms { moments: start.map_or_else(none, |start| moments(self.problem, &start.tours)), most: None };
        };
        let (step, strain, problem) = (self.step, self.problem.strain(), self.problem);
        let most = |heaviest: i64, mean: i64, is_priced: bool| {
            let drawn = ((heaviest - mean) as f64 * step) as i64;
            match round % 4 {
                _ if !is_priced => i64::MAX / 4,
                1 => heaviest - 1,
                2 => heaviest - drawn.max(1),
                3 => heaviest,
                _ => heaviest.saturating_add(drawn.max(1)),
            }
        };
        let most = strain.matters().then(|| Workload {
            seconds: most(best.heaviest.seconds, best.mean.seconds, strain.per_second > 0),
            metres: most(best.heaviest.metres, best.mean.metres, strain.per_metre > 0),
            tasks: most(best.heaviest.tasks, best.mean.tasks, strain.per_task > 0),
        });
        let mut moments = best.moments.clone();
        for (number, moment) in moments.iter_mut().enumerate() {
            // Where the best plan holds a meeting, it stays in every other round; who does not meet yet tries another time.
            if moment.is_none() || round.is_multiple_of(2) {
                *moment = another_moment(problem, number, *moment, &mut self.random);
            }
        }
        Terms { moments, most }
    }

    /// Keeps what was found if it is the best; whether it is.
    fn judge(&mut self, terms: &Terms, found: Solution) -> bool {
        let (found, held) = self.held(terms, found);
        let (plan, cost) = Plan::priced(self.problem, &found, &held);
        let jobs = self.problem.jobs();
        let missing = found.unassigned.iter().map(|&job| &jobs[job]).filter(|job| job.prize.is_none());
        let missing = missing.filter(|job| self.problem.choice_of(job).is_none_or(|union| union.prize.is_none()));
        let missing = missing.map(|job| 1 + i64::from(job.priority)).sum();
        let vehicles = if self.problem.objective() == Objective::VehiclesFirst { plan.routes.len() } else { 0 };
        let worth = (missing, vehicles, cost);
        let is_better = self.best.as_ref().is_none_or(|best| worth < best.worth);
        if is_better {
            let loads: Vec<Workload> = plan.routes.iter().map(Workload::of).collect();
            // Where many meetings are left as they were, the best plan alone is worth finding better moments for.
            let held = if held == terms.moments { moments(self.problem, &found.tours) } else { held };
            self.best = Some(Best {
                worth,
                moments: held,
                heaviest: loads.iter().fold(Workload::default(), Workload::or_more),
                mean: Workload::mean(&loads),
                solution: found,
            });
        } else if terms.most.is_some() {
            self.step = (self.step * 0.7).max(0.02);
        }
        is_better
    }

    /// What was found without the jobs of meetings that cannot be held, and when the others begin.
    fn held(&self, terms: &Terms, mut found: Solution) -> (Solution, Vec<Option<i64>>) {
        let problem = self.problem;
        // Who was searched for at a moment can begin then.
        if terms.moments.len() > MOST_MOVED && terms.moments.iter().all(Option::is_some) {
            return (found, terms.moments.clone());
        }
        for meeting in problem.meetings().iter().rev() {
            if can_be_held(problem, &found.tours) {
                let held = moments(problem, &found.tours);
                let comes =
                    |job: &usize| found.tours.iter().any(|tour| tour.tasks.iter().any(|&task| problem.tasks()[task].job == *job));
                let is_held = |number: usize| held[number].is_some() || !problem.meetings()[number].jobs.iter().any(comes);
                if (0..held.len()).all(is_held) {
                    return (found, held);
                }
            }
            for &job in &meeting.jobs {
                let tasks = &problem.jobs()[job].tasks;
                found.tours.iter_mut().for_each(|tour| tour.tasks.retain(|task| !tasks.contains(task)));
                found.unassigned.push(job);
            }
            found.tours.retain(|tour| !tour.tasks.is_empty());
            found.unassigned.sort_unstable();
            found.unassigned.dedup();
        }
        let none = vec![None; problem.meetings().len()];
        (found, none)
    }
}

/// Another moment for a meeting: near the one that it has, or anywhere within the windows of one of its jobs.
fn another_moment(problem: &Problem, number: usize, now: Option<i64>, random: &mut Random) -> Option<i64> {
    let meeting = &problem.meetings()[number];
    let tasks = meeting.jobs.iter().flat_map(|&job| problem.tasks()[problem.jobs()[job].tasks.clone()].iter());
    let windows: Vec<Span> = tasks.flat_map(|task| task.windows.iter().copied()).collect();
    let latest = problem.vehicles().iter().map(|vehicle| vehicle.shift.latest).max().unwrap_or(0);
    let earliest = problem.vehicles().iter().map(|vehicle| vehicle.shift.earliest).min().unwrap_or(0);
    let window = windows.get(random.below(windows.len().max(1)))?;
    let (from, to) = (window.earliest.max(earliest), window.latest.min(latest));
    let within = |from: i64, to: i64, random: &mut Random| from + (random.unit() * (to - from + 1).max(1) as f64) as i64;
    match now {
        Some(now) if random.below(2) == 0 => {
            let reach = ((to - from) / 8).max(2);
            Some(within(now - reach, now + reach, random).max(0))
        }
        _ if to < from => now,
        _ => Some(within(from, to, random)),
    }
}

/// A budget that is handed from round to round.
struct Clock<'b> {
    budget: &'b mut dyn Budget,
    /// Iterations of the rounds before.
    done: u64,
    /// Iterations when the best plan last improved.
    improved_at: u64,
    spent: f64,
    /// Where this round ends.
    until: f64,
}

impl Clock<'_> {
    /// A round's progress as that of the whole.
    fn whole(&self, progress: &Progress) -> Progress {
        let iterations = self.done + progress.iterations;
        Progress { iterations, since_improvement: iterations - self.improved_at, ..*progress }
    }
}

impl Budget for Clock<'_> {
    fn stride(&self, progress: &Progress) -> u64 {
        self.budget.stride(&self.whole(progress))
    }

    fn spent(&mut self, progress: &Progress) -> f64 {
        let whole = self.whole(progress);
        self.spent = self.budget.spent(&whole);
        if self.spent >= self.until || self.spent.is_nan() {
            self.done = whole.iterations;
            return 1.0;
        }
        self.spent
    }
}
