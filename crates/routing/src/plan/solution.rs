//! A solution: who serves what in which order. Times, loads and costs follow from it.

use std::collections::BTreeMap;

use haulage_core::fault::{Faults, Path};

use super::{Plan, StopKind};
use crate::problem::{JobIndex, Problem, Request, TaskIndex, TaskKind};

/// The order of tasks of one vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    /// Index of the vehicle type.
    pub vehicle: usize,
    /// Tasks in order; never empty in a solution.
    pub tasks: Vec<TaskIndex>,
}

/// Who serves what in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Solution {
    /// Tours that serve something.
    pub tours: Vec<Tour>,
    /// Jobs and shipments that no tour serves, ascending.
    pub unassigned: Vec<JobIndex>,
}

impl Plan {
    /// The order of tasks that a plan's routes name: who serves what. Times and figures are not read.
    ///
    /// # Errors
    /// Every fault: `plan.unknown_vehicle`, `plan.unknown_job`, `plan.unknown_part`, `plan.served_twice`.
    pub fn solution(&self, problem: &Problem) -> Result<Solution, Faults> {
        let jobs: BTreeMap<&str, usize> =
            problem.jobs().iter().enumerate().map(|(index, job)| (job.id.as_str(), index)).collect();
        let mut faults = Faults::new();
        let mut served = vec![false; problem.tasks().len()];
        let mut tours = Vec::with_capacity(self.routes.len());
        let list = Path::ROOT.key("routes");
        for (index, route) in self.routes.iter().enumerate() {
            let path = list.index(index);
            let vehicle = problem.vehicles().iter().position(|vehicle| vehicle.id == route.vehicle);
            if vehicle.is_none() {
                let cause = format!("there is no vehicle type `{}`", route.vehicle);
                faults.report(&path.key("vehicle"), "plan.unknown_vehicle", cause, "name a type of the problem");
            }
            let stops = path.key("stops");
            let mut tasks = Vec::with_capacity(route.stops.len());
            for (index, stop) in route.stops.iter().enumerate() {
                let path = stops.index(index);
                let kind = match stop.kind {
                    StopKind::Start | StopKind::End => continue,
                    StopKind::Job => TaskKind::Job,
                    StopKind::Pickup => TaskKind::Pickup,
                    StopKind::Delivery => TaskKind::Delivery,
                };
                let id = stop.job.as_deref().unwrap_or_default();
                let Some(&job) = jobs.get(id) else {
                    let cause = format!("there is no job or shipment `{id}`");
                    faults.report(&path.key("job"), "plan.unknown_job", cause, "name one of the problem");
                    continue;
                };
                let mut parts = problem.jobs()[job].tasks.clone().filter(|&task| problem.tasks()[task].kind == kind);
                let Some(task) = parts.nth(stop.part.unwrap_or(0) as usize) else {
                    let cause = format!("`{id}` has no such {kind:?}");
                    faults.report(&path, "plan.unknown_part", cause, "name a stop that it has");
                    continue;
                };
                if core::mem::replace(&mut served[task], true) {
                    let cause = format!("this stop of `{id}` is served before");
                    faults.report(&path, "plan.served_twice", cause, "serve it once");
                }
                tasks.push(task);
            }
            if let Some(vehicle) = vehicle.filter(|_| !tasks.is_empty()) {
                tours.push(Tour { vehicle, tasks });
            }
        }
        let absent = |job: &Request| job.tasks.clone().all(|task| !served[task]);
        let unassigned = problem.jobs().iter().enumerate().filter(|(_, job)| absent(job)).map(|(index, _)| index).collect();
        faults.into_result(Solution { tours, unassigned })
    }
}
