//! Fewer vehicles: a route is taken away and its requests are looked after until all have a place again, then the next.
//!
//! Which absent requests are worse is told by how often each was absent before (the absence counters of Christiaens and
//! Vanden Berghe 2020). What could not be served with vehicles to spare is given up after a while: a route is then taken away
//! as well, and only as much as the best solution serves must have a place again.

use super::driver::Driver;
use crate::search::constraint::Constraint;

impl<C: Constraint> Driver<'_, C> {
    /// Turns to the search for fewer vehicles.
    pub(super) fn begin_reduction(&mut self) {
        self.is_reducing = true;
        self.reduce();
    }

    /// Takes no more absent requests for a reason to keep vehicles.
    pub(super) fn resign(&mut self) {
        if !self.is_resigned && self.best.value.missing > 0 {
            self.is_resigned = true;
            self.return_to_best();
            self.reduce();
        }
    }

    /// Takes a route away, once everything has a place or what has none is given up; stops where no plan that serves as
    /// much can have fewer vehicles.
    pub(super) fn reduce(&mut self) {
        if self.best.value.missing > 0 && !self.is_resigned {
            return;
        }
        if self.state.active.len() <= self.fewest_vehicles() {
            self.end_reduction();
            return;
        }
        let hardness = |&route: &u32| -> u64 {
            let tasks = self.state.routes[route as usize].tasks().iter();
            tasks.map(|&node| self.absences[self.model.request_of(node) as usize]).sum()
        };
        let can_go = |route: &u32| self.model.settled(self.state.routes[*route as usize].fleet).is_empty();
        let Some(easiest) = self.state.active.iter().copied().filter(can_go).min_by_key(hardness) else {
            self.end_reduction();
            return;
        };
        self.best.note(&[easiest]);
        self.state.clear(easiest);
        self.state.most_vehicles = self.state.active.len();
    }

    /// Goes back to the best solution, to lower its cost with as many vehicles.
    pub(super) fn end_reduction(&mut self) {
        self.is_reducing = false;
        self.return_to_best();
        // To serve what is absent counts more than a vehicle, should a place be found yet.
        let is_complete = self.best.value.missing == 0;
        self.state.most_vehicles = if is_complete { self.state.active.len() } else { usize::MAX };
    }

    fn return_to_best(&mut self) {
        self.state.restore(self.best.used());
        let all: Vec<u32> = (0..self.state.routes.len() as u32).collect();
        self.best.note(&all);
    }

    /// As many vehicles are needed for the goods alone; where some stay behind, which is open: one, if any must be served.
    fn fewest_vehicles(&self) -> usize {
        let problem = self.model.problem;
        let required = self.model.requests.iter().filter(|request| request.prize.is_none());
        let any = usize::from(required.map(|request| request.weight).sum::<i64>() > self.best.value.missing);
        // A vehicle that reloads carries any sum.
        if self.best.value.missing > 0 || problem.vehicles().iter().any(|vehicle| vehicle.reload.is_some()) {
            return any;
        }
        let needed = |dimension: usize| {
            let most = problem.vehicles().iter().map(|vehicle| vehicle.capacity[dimension]).max().unwrap_or(0).max(1);
            let is_needed = |job: &crate::problem::Request| job.prize.is_none() && !job.is_choice && job.union.is_none();
            let required = problem.tasks().iter().filter(|task| is_needed(&problem.jobs()[task.job]));
            let jobs = required.filter(|task| task.kind == crate::problem::TaskKind::Job);
            let (out, into) = jobs.fold((0_i64, 0_i64), |(out, into), task| {
                (out.saturating_add(task.delivery[dimension]), into.saturating_add(task.pickup[dimension]))
            });
            (out.max(into) / most + i64::from(out.max(into) % most > 0)) as usize
        };
        (0..problem.dimensions()).map(needed).max().unwrap_or(0).max(any)
    }
}
