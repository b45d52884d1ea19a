//! What is on board of a route, trip by trip, and whether it comes out as it went in.

use haulage_core::fault::Path;

use super::route::Drive;
use crate::{
    plan::{PlanStop, StopKind},
    problem::{PlaceIndex, TaskIndex, TaskKind},
};

/// What is on board while the stops of a route are gone through.
struct Hold {
    load: Vec<i128>,
    /// Of it, what leaves when the vehicle reloads.
    passing: Vec<i128>,
    peak: Vec<i128>,
    /// Whether the stretch so far is too full.
    over: Vec<bool>,
}

impl Drive<'_> {
    /// Follows the load of the route; what each place gave out for it.
    pub(super) fn loads(&mut self, tasks: &[Option<TaskIndex>], places: &[PlaceIndex]) -> Vec<(PlaceIndex, Vec<i128>)> {
        let stops = self.path.key("stops");
        let initial: Vec<i128> = self.vehicle.initial_load.iter().copied().map(i128::from).collect();
        let over = vec![false; initial.len()];
        let mut hold = Hold { load: initial.clone(), passing: initial, peak: Vec::new(), over };
        let mut given = Vec::new();
        let loaded = self.trip(tasks, 0);
        add(&mut hold.load, &loaded);
        hold.peak.clone_from(&hold.load);
        given.extend(self.vehicle.start.map(|place| (place, loaded)));
        for (index, (stop, &task)) in self.route.stops.iter().zip(tasks).enumerate() {
            let path = stops.index(index);
            let before = hold.load.clone();
            if stop.kind == StopKind::Reload {
                for (load, passing) in hold.load.iter_mut().zip(&mut hold.passing) {
                    *load -= core::mem::take(passing);
                }
                let loaded = self.trip(tasks, index + 1);
                add(&mut hold.load, &loaded);
                given.push((places[index], loaded));
            }
            if let Some(task) = self.task(task) {
                let change = |dimension: usize| i128::from(task.pickup[dimension]) - i128::from(task.delivery[dimension]);
                for dimension in 0..hold.load.len() {
                    hold.load[dimension] += change(dimension);
                    let leaves = if task.kind == TaskKind::Job { task.pickup[dimension] } else { 0 };
                    hold.passing[dimension] += i128::from(leaves);
                }
            }
            self.compare_loads(&path.key("load"), stop, &before, &mut hold);
        }
        let claimed: Vec<i128> = self.route.peak_load.iter().map(|&amount| amount.into()).collect();
        if claimed != hold.peak {
            let detail = || format!("{claimed:?}, where {:?} is right", hold.peak);
            self.violations.report(&self.path.key("peak_load"), "check.load", detail);
        }
        given
    }

    /// What the jobs of the trip from a stop on bring.
    fn trip(&self, tasks: &[Option<TaskIndex>], from: usize) -> Vec<i128> {
        let mut loaded = vec![0; self.problem.dimensions()];
        let trip = self.route.stops.iter().zip(tasks).skip(from).take_while(|(stop, _)| stop.kind != StopKind::Reload);
        let jobs = trip.filter_map(|(_, &task)| self.task(task)).filter(|task| task.kind == TaskKind::Job);
        for task in jobs {
            let amounts: Vec<i128> = task.delivery.iter().copied().map(i128::from).collect();
            add(&mut loaded, &amounts);
        }
        loaded
    }

    /// The load around a stop against the capacity and the plan's own figures.
    fn compare_loads(&mut self, path: &Path<'_>, stop: &PlanStop, before: &[i128], hold: &mut Hold) {
        if stop.load.len() != hold.load.len() {
            let detail = || format!("{} dimensions, where {} are right", stop.load.len(), hold.load.len());
            self.violations.report(path, "check.load", detail);
        }
        for (dimension, &load) in hold.load.iter().enumerate() {
            let path = path.index(dimension);
            let (fullest, capacity) = (before[dimension].max(load), i128::from(self.vehicle.capacity[dimension]));
            // Once for each stretch that is too full.
            let too_full = fullest > capacity;
            if too_full && !hold.over[dimension] {
                let detail = || format!("{fullest} on board, {} more than the capacity of {capacity}", fullest - capacity);
                self.violations.report(&path, "check.capacity", detail);
            }
            hold.over[dimension] = too_full;
            hold.peak[dimension] = hold.peak[dimension].max(load);
            if let Some(&claimed) = stop.load.get(dimension) {
                self.violations.compare(&path, "check.load", i128::from(claimed), load);
            }
        }
    }

    /// Last in, first out: nothing that came on board after a shipment's first goods is still there when it is delivered.
    pub(super) fn lifo(&mut self, tasks: &[Option<TaskIndex>]) {
        if !self.vehicle.is_lifo {
            return;
        }
        let stops = self.path.key("stops");
        let problem = self.problem;
        let at = |index: usize| tasks[index].map(|task| &problem.tasks()[task]).filter(|task| task.kind != TaskKind::Job);
        for index in 0..tasks.len() {
            let Some(delivery) = at(index).filter(|task| task.kind == TaskKind::Delivery) else { continue };
            let is_own = |&other: &usize| at(other).is_some_and(|task| task.job == delivery.job && task.kind == TaskKind::Pickup);
            let Some(first) = (0..index).find(is_own) else { continue };
            let mut between = (first..index).filter_map(at).filter(|task| task.job != delivery.job);
            let is_behind = |job: usize| {
                (index + 1..tasks.len()).filter_map(at).any(|task| task.job == job && task.kind == TaskKind::Delivery)
            };
            let blocking = between.find(|task| task.kind == TaskKind::Pickup && is_behind(task.job));
            if let Some(blocking) = blocking {
                let [own, other] = [delivery.job, blocking.job].map(|job| &problem.jobs()[job].id);
                let detail = || format!("`{other}` came on board after `{own}` and is still there");
                self.violations.report(&stops.index(index), "check.lifo", detail);
            }
        }
    }
}

fn add(sum: &mut [i128], amounts: &[i128]) {
    sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
}
