//! A solution: who serves what in which order. Times, loads and costs follow from it.

use std::collections::BTreeMap;

use haulage_core::fault::{Faults, Path};

use super::{Plan, PlanRoute, PlanStop, StopKind};
use crate::problem::{JobIndex, Problem, Request, Task, TaskIndex, TaskKind};

/// The order of tasks of one vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    /// Index of the vehicle type.
    pub vehicle: usize,
    /// Tasks in order; never empty in a solution.
    pub tasks: Vec<TaskIndex>,
}

impl Tour {
    /// Its tasks, of a list of all.
    pub(crate) fn of<'t>(&self, tasks: &'t [Task]) -> Vec<&'t Task> {
        self.tasks.iter().map(|&task| &tasks[task]).collect()
    }
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
    /// What a problem knows of a plan's routes: who serves what, as a start for a search. Names that the problem does not
    /// have, of jobs that are done or were cancelled since, are passed over; so is what is served a second time.
    #[must_use]
    pub fn start(&self, problem: &Problem) -> Solution {
        let mut served = vec![false; problem.tasks().len()];
        let names = Names::new(problem);
        let mut tours = Vec::with_capacity(self.routes.len());
        for route in &self.routes {
            let Some(vehicle) = names.vehicle(route) else { continue };
            let tasks = route.stops.iter().filter_map(|stop| names.task(stop).ok().flatten());
            let tasks: Vec<TaskIndex> = tasks.filter(|&task| !core::mem::replace(&mut served[task], true)).collect();
            if !tasks.is_empty() {
                tours.push(Tour { vehicle, tasks });
            }
        }
        Solution { tours, unassigned: names.absent(&served) }
    }

    /// The order of tasks that a plan's routes name: who serves what. Times and figures are not read.
    ///
    /// # Errors
    /// Every fault: `plan.unknown_vehicle`, `plan.unknown_job`, `plan.unknown_part`, `plan.served_twice`.
    pub fn solution(&self, problem: &Problem) -> Result<Solution, Faults> {
        let names = Names::new(problem);
        let mut faults = Faults::new();
        let mut served = vec![false; problem.tasks().len()];
        let mut tours = Vec::with_capacity(self.routes.len());
        let list = Path::ROOT.key("routes");
        for (index, route) in self.routes.iter().enumerate() {
            let path = list.index(index);
            let vehicle = names.vehicle(route);
            if vehicle.is_none() {
                let cause = format!("there is no vehicle type `{}`", route.vehicle);
                faults.report(&path.key("vehicle"), "plan.unknown_vehicle", cause, "name a type of the problem");
            }
            let stops = path.key("stops");
            let mut tasks = Vec::with_capacity(route.stops.len());
            for (index, stop) in route.stops.iter().enumerate() {
                let path = stops.index(index);
                let task = match names.task(stop) {
                    Ok(Some(task)) => task,
                    Ok(None) => continue,
                    Err(Unknown::Job(id)) => {
                        let cause = format!("there is no job or shipment `{id}`");
                        faults.report(&path.key("job"), "plan.unknown_job", cause, "name one of the problem");
                        continue;
                    }
                    Err(Unknown::Part(id, kind)) => {
                        let cause = format!("`{id}` has no such {kind:?}");
                        faults.report(&path, "plan.unknown_part", cause, "name a stop that it has");
                        continue;
                    }
                };
                if core::mem::replace(&mut served[task], true) {
                    let cause = format!("this stop of `{}` is served before", stop.job.as_deref().unwrap_or_default());
                    faults.report(&path, "plan.served_twice", cause, "serve it once");
                }
                tasks.push(task);
            }
            if let Some(vehicle) = vehicle.filter(|_| !tasks.is_empty()) {
                tours.push(Tour { vehicle, tasks });
            }
        }
        faults.into_result(Solution { tours, unassigned: names.absent(&served) })
    }
}

/// What the names of a plan stand for in a problem.
struct Names<'a> {
    problem: &'a Problem,
    jobs: BTreeMap<&'a str, JobIndex>,
    vehicles: BTreeMap<(&'a str, Option<u32>), usize>,
}

/// A stop that the problem does not have.
enum Unknown<'p> {
    Job(&'p str),
    Part(&'p str, TaskKind),
}

impl<'a> Names<'a> {
    fn new(problem: &'a Problem) -> Self {
        let jobs = problem.jobs().iter().enumerate().map(|(index, job)| (job.id.as_str(), index)).collect();
        let vehicles = problem.vehicles().iter().enumerate();
        let vehicles = vehicles.map(|(index, vehicle)| ((vehicle.id.as_str(), vehicle.number), index)).collect();
        Self { problem, jobs, vehicles }
    }

    /// The single vehicle that the route names, else its type.
    fn vehicle(&self, route: &PlanRoute) -> Option<usize> {
        let single = self.vehicles.get(&(route.vehicle.as_str(), Some(route.number)));
        single.or_else(|| self.vehicles.get(&(route.vehicle.as_str(), None))).copied()
    }

    /// The task of a stop; none of one that serves nothing.
    fn task<'p>(&self, stop: &'p PlanStop) -> Result<Option<TaskIndex>, Unknown<'p>> {
        let kind = match stop.kind {
            StopKind::Start | StopKind::Break | StopKind::Rest | StopKind::Wait | StopKind::Reload | StopKind::End => {
                return Ok(None);
            }
            StopKind::Job => TaskKind::Job,
            StopKind::Pickup => TaskKind::Pickup,
            StopKind::Delivery => TaskKind::Delivery,
        };
        let id = stop.job.as_deref().unwrap_or_default();
        let &job = self.jobs.get(id).ok_or(Unknown::Job(id))?;
        let mut parts = self.problem.jobs()[job].tasks.clone().filter(|&task| self.problem.tasks()[task].kind == kind);
        let part = usize::try_from(stop.part.unwrap_or(0)).unwrap_or(usize::MAX);
        parts.nth(part).map(Some).ok_or(Unknown::Part(id, kind))
    }

    /// Jobs and shipments of which nothing is served.
    fn absent(&self, served: &[bool]) -> Vec<JobIndex> {
        let is_served = |job: &Request| job.tasks.clone().any(|task| served[task]);
        let jobs = self.problem.jobs();
        // Of an exclusive group, the others are not absent once one is served.
        let is_spared = |job: &Request| {
            let choice = self.problem.choice_of(job);
            choice.is_some_and(|union| union.jobs.iter().any(|&other| is_served(&jobs[other])))
        };
        let absent = |job: &Request| !is_served(job) && !is_spared(job);
        self.problem.jobs().iter().enumerate().filter(|(_, job)| absent(job)).map(|(index, _)| index).collect()
    }
}
