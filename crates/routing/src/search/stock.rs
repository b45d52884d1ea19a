//! What depots with a stock have given out: the one rule that binds routes to one another.

use super::{Node, RouteIndex, model::Model};
use crate::{
    itinerary,
    problem::{Depot, Task, TaskKind},
};

/// Stocks of depots and what each route takes of them.
#[derive(Debug)]
pub(crate) struct Stock<'m> {
    depots: &'m [Depot],
    /// By depot and dimension, all routes together.
    given: Vec<i64>,
    of_route: Vec<Vec<i64>>,
    dimensions: usize,
}

impl<'m> Stock<'m> {
    pub(crate) fn new(model: &Model<'m>) -> Self {
        let (depots, dimensions) = (model.problem.depots(), model.problem.dimensions());
        let depots = if model.problem.has_stocks() { depots } else { &[] };
        Self { depots, given: vec![0; depots.len() * dimensions], of_route: Vec::new(), dimensions }
    }

    /// Notes what a route takes after it has changed.
    pub(crate) fn note(&mut self, model: &Model<'_>, index: RouteIndex, fleet: usize, nodes: &[Node]) {
        if self.depots.is_empty() {
            return;
        }
        let index = index as usize;
        if self.of_route.len() <= index {
            self.of_route.resize(index + 1, vec![0; self.given.len()]);
        }
        let before = core::mem::replace(&mut self.of_route[index], vec![0; self.given.len()]);
        let tasks: Vec<&Task> = nodes.iter().filter_map(|&node| model.task(node)).collect();
        for (place, amounts) in itinerary::given(model.problem, &model.problem.vehicles()[fleet], &tasks) {
            let Some(depot) = self.depots.iter().position(|depot| depot.place == place) else { continue };
            let taken = &mut self.of_route[index][depot * self.dimensions..];
            taken.iter_mut().zip(amounts).for_each(|(taken, amount)| *taken += amount);
        }
        let routes = before.iter().zip(&self.of_route[index]);
        self.given.iter_mut().zip(routes).for_each(|(given, (before, after))| *given += after - before);
    }

    fn limits(&self) -> impl Iterator<Item = i64> {
        self.depots.iter().flat_map(|depot| depot.stock.iter().copied())
    }

    /// Whether a depot has given out more than it has.
    pub(crate) fn is_short(&self) -> bool {
        self.given.iter().zip(self.limits()).any(|(&given, limit)| given > limit)
    }

    /// Whether a route takes of a depot that has given out too much.
    pub(crate) fn is_to_blame(&self, index: RouteIndex) -> bool {
        let taken = self.of_route.get(index as usize).into_iter().flatten();
        taken.zip(self.given.iter().zip(self.limits())).any(|(&taken, (&given, limit))| taken > 0 && given > limit)
    }

    /// Whether the depot of a fleet may have enough for a request; where a vehicle reloads, its itinerary chooses the depot.
    pub(crate) fn may_give(&self, model: &Model<'_>, fleet: usize, members: &[Node]) -> bool {
        if self.depots.is_empty() {
            return true;
        }
        let vehicle = &model.problem.vehicles()[fleet];
        let depot = self.depots.iter().position(|depot| vehicle.start == Some(depot.place) && vehicle.reload.is_none());
        depot.is_none_or(|depot| {
            let left = |dimension: usize| self.depots[depot].stock[dimension] - self.given[depot * self.dimensions + dimension];
            let jobs = members.iter().filter_map(|&node| model.task(node)).filter(|task| task.kind == TaskKind::Job);
            jobs.clone().all(|task| (0..self.dimensions).all(|dimension| task.delivery[dimension] <= left(dimension)))
        })
    }
}
