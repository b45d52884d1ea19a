//! What fits on board: which tasks a trip can serve, and whether goods come out in the reverse order of going in.

use crate::problem::{Problem, Task, TaskKind, Vehicle};

/// The load of a trip as it grows, by dimension: what jobs wait for, what has come on board since, and the fullest.
struct Hold {
    delivery: Vec<i64>,
    change: Vec<i64>,
    peak: Vec<i64>,
}

impl Hold {
    fn new(on_board: Vec<i64>) -> Self {
        Self { delivery: vec![0; on_board.len()], peak: on_board.clone(), change: on_board }
    }

    /// Serves one more task on the trip; whether everything still fits.
    fn take(&mut self, vehicle: &Vehicle, task: &Task) -> bool {
        let is_job = task.kind == TaskKind::Job;
        let mut fits = true;
        for dimension in 0..self.peak.len() {
            let (out, into) = (task.delivery[dimension], task.pickup[dimension]);
            let change = self.change[dimension];
            // A job's goods are on board from the trip's start, whatever is already there.
            let from_start = if is_job { out } else { 0 };
            let fullest = change + if is_job { out.max(into) } else { into };
            self.peak[dimension] = (self.peak[dimension] + from_start).max(fullest);
            self.delivery[dimension] += from_start;
            self.change[dimension] += into - if is_job { 0 } else { out };
            fits &= self.peak[dimension] <= vehicle.capacity[dimension];
        }
        fits
    }
}

/// For each position, the one where a trip that begins there must have ended.
pub(super) fn reach(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Vec<usize> {
    let trips = if vehicle.reload.is_some() { tasks.len() } else { tasks.len().min(1) };
    let mut carried = vec![0; problem.dimensions()];
    let mut reach = Vec::with_capacity(trips);
    for first in 0..trips {
        let initial = if first == 0 { vehicle.initial_load.clone() } else { carried.clone() };
        let mut hold = Hold::new(initial);
        let served = tasks[first..].iter().take_while(|task| hold.take(vehicle, task)).count();
        reach.push(first + served);
        let task = tasks[first];
        if task.kind != TaskKind::Job {
            for (dimension, carried) in carried.iter_mut().enumerate() {
                *carried += task.pickup[dimension] - task.delivery[dimension];
            }
        }
    }
    reach
}

/// Whether goods of shipments leave in the reverse order of coming on board: at a delivery, nothing of another shipment has
/// come on board since the first goods of this one.
pub(super) fn is_lifo(problem: &Problem, tasks: &[&Task]) -> bool {
    // Shipments on board in the order of their pickups, and how many deliveries each has still to make.
    let mut stack: Vec<usize> = Vec::new();
    let mut left = std::collections::BTreeMap::new();
    for task in tasks {
        match task.kind {
            TaskKind::Job => {}
            TaskKind::Pickup => stack.push(task.job),
            TaskKind::Delivery => {
                let Some(first) = stack.iter().position(|&job| job == task.job) else { return false };
                if stack[first..].iter().any(|&job| job != task.job) {
                    return false;
                }
                let siblings = &problem.tasks()[problem.jobs()[task.job].tasks.clone()];
                let deliveries = || siblings.iter().filter(|sibling| sibling.kind == TaskKind::Delivery).count();
                let left = left.entry(task.job).or_insert_with(deliveries);
                *left -= 1;
                if *left == 0 {
                    stack.truncate(first);
                }
            }
        }
    }
    true
}
