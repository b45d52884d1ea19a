//! Several threads on one plan.
//!
//! The plan is cut into parts whose routes lie together, one for each thread; each searches its part alone for a fixed
//! number of iterations, then the parts are put together and cut elsewhere. Iterations add up, which is what a large plan
//! lacks. A small plan lacks luck instead: all threads search the whole of it, and the cheapest goes on. What a round
//! does depends on its random numbers and iterations alone, so a budget of iterations gives the same plan every time for
//! the same number of threads.

use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use super::{
    Budget,
    driver::{Course, Driver},
};
use crate::search::{
    anneal::Anneal,
    constraint::Constraint,
    model::Model,
    neighbours::Neighbours,
    part::{Part, Piece},
    random::Random,
};

/// Iterations of a round, for each thread: as many as there are tasks, twice, within these.
const SHORTEST_ROUND: u64 = 1_000;
const LONGEST_ROUND: u64 = 16_384;
/// Fewest routes and tasks of a part: a smaller one loses more at its borders than it gains in iterations.
const FEWEST_ROUTES: usize = 4;
const FEWEST_TASKS: usize = 400;

/// What a thread is to do.
struct Round {
    part: Part,
    anneal: Anneal,
    iterations: u64,
}

/// What it has found.
struct Outcome {
    now: Piece,
    best: Piece,
}

/// The other end of a thread.
struct Member {
    rounds: Sender<Round>,
    outcomes: Receiver<Outcome>,
}

/// Searches on with so many threads, which end with it, until the budget is spent.
pub(super) fn search<C: Constraint>(
    driver: &mut Driver<'_, C>,
    neighbours: &Neighbours,
    threads: usize,
    course: &mut Course,
    budget: &mut dyn Budget,
) {
    let (model, constraint) = (driver.model, driver.state.constraint);
    let mut random = Random::new(driver.random.next());
    thread::scope(|scope| {
        let mut crew = Vec::new();
        for _ in 0..threads {
            let seed = random.next();
            let ((rounds, orders), (reports, outcomes)) = (channel(), channel());
            let work = move || work(Driver::idle(model, constraint, neighbours, seed), &orders, &reports);
            if thread::Builder::new().name("haulage-search".into()).spawn_scoped(scope, work).is_err() {
                break;
            }
            crew.push(Member { rounds, outcomes });
        }
        if crew.is_empty() {
            // The system gives no thread: the caller's own does the work.
            driver.search_alone(course, budget);
            return;
        }
        let mut plan = driver.state.piece();
        course.threads = crew.len();
        while driver.look(course, budget) {
            let round = (2 * model.tasks as u64).clamp(SHORTEST_ROUND, LONGEST_ROUND);
            let iterations = round.min(budget.stride(&course.progress)).max(1);
            let is_cut = model.together.is_empty()
                && plan.routes.len() >= FEWEST_ROUTES * crew.len()
                && model.tasks >= FEWEST_TASKS * crew.len();
            let parts = if is_cut { cut(model, &plan, driver.state.most_vehicles, crew.len(), &mut random) } else { Vec::new() };
            let whole = || Part::whole(model, &plan, driver.state.most_vehicles);
            let mut parts = parts.into_iter();
            for member in &crew {
                let part = parts.next().unwrap_or_else(whole);
                // A thread that is gone has panicked, which the scope tells.
                let _ = member.rounds.send(Round { part, anneal: driver.anneal, iterations });
            }
            let outcomes: Vec<Outcome> = crew.iter().filter_map(|member| member.outcomes.recv().ok()).collect();
            if outcomes.len() < crew.len() {
                return;
            }
            let (now, best): (Vec<Piece>, Vec<Piece>) = outcomes.into_iter().map(|outcome| (outcome.now, outcome.best)).unzip();
            let together = if is_cut { Piece::join } else { Piece::least };
            plan = together(now);
            course.done(iterations);
            driver.improve(together(best), course);
        }
    });
}

/// A thread's work: round after round, until there are no more.
fn work<C: Constraint>(mut driver: Driver<'_, C>, rounds: &Receiver<Round>, outcomes: &Sender<Outcome>) {
    for Round { part, anneal, iterations } in rounds {
        driver.take(&part, anneal);
        for _ in 0..iterations {
            driver.step();
        }
        let outcome = Outcome { now: driver.state.piece(), best: driver.best.piece() };
        if outcomes.send(outcome).is_err() {
            return;
        }
    }
}

/// Cuts a plan into parts of about as many tasks, each of routes that lie together: nodes are numbered along a
/// space-filling curve, and so are routes by their nodes' mean. Where the first part begins is drawn.
fn cut(model: &Model<'_>, plan: &Piece, most_vehicles: usize, parts: usize, random: &mut Random) -> Vec<Part> {
    let mut order: Vec<(u64, usize)> = plan.routes.iter().enumerate().map(|(index, (_, nodes))| (mean(nodes), index)).collect();
    order.sort_unstable();
    let first = random.below(order.len());
    let keys: Vec<u64> = order.iter().map(|&(key, _)| key).collect();
    order.rotate_left(first);
    let tasks: usize = plan.routes.iter().map(|(_, nodes)| nodes.len()).sum();
    let mut part_of = vec![0; order.len()];
    let mut cut: Vec<Part> = (0..parts).map(|_| Part::default()).collect();
    let mut passed = 0;
    for (rank, &(_, index)) in order.iter().enumerate() {
        let part = (passed * parts / tasks.max(1)).min(parts - 1);
        passed += plan.routes[index].1.len();
        part_of[(first + rank) % keys.len()] = part;
        cut[part].routes.push(plan.routes[index].clone());
    }
    for &request in &plan.absent {
        let nearest = keys.partition_point(|&key| key < u64::from(model.members(request)[0]));
        cut[part_of[nearest.min(keys.len() - 1)]].absent.push(request);
    }
    let lucky = random.below(parts);
    Part::share_vehicles(&mut cut, model, most_vehicles, lucky);
    cut
}

fn mean(nodes: &[u32]) -> u64 {
    nodes.iter().copied().map(u64::from).sum::<u64>() / nodes.len().max(1) as u64
}
