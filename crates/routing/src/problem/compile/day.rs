//! A day under way: vehicles become individuals, jobs are done, pinned or on board, next stops are settled.
//!
//! An individual is a vehicle of its own behind the types: one of its type, with its own start, its own time and its own
//! rules for who is served. Its type has one less. So the search knows nothing of days; it sees vehicles.

use std::collections::{BTreeMap, BTreeSet};

use haulage_core::{fault::Path, quantity};

use super::Compiler;
use crate::problem::{JobIndex, ProblemDocument, Running, Shipment, TaskIndex, TaskKind, cost::UNITS, time::HORIZON};

/// Most individuals: each is a vehicle type to the search.
const MOST_INDIVIDUALS: usize = 2_000;

/// What a day under way says of vehicles and jobs.
#[derive(Default)]
pub(super) struct Day {
    /// Jobs and shipments that are no part of the problem any more.
    pub(super) done: BTreeSet<String>,
    /// Shipments that are on board, and the individual that carries them.
    pub(super) aboard: BTreeMap<String, usize>,
    individuals: BTreeMap<(usize, u32), usize>,
    /// The individual of each running vehicle; none where there was a fault.
    running: Vec<Option<usize>>,
}

impl Compiler {
    /// Makes individuals, before jobs are read.
    pub(super) fn begin_day(&mut self, document: &ProblemDocument) {
        let list = Path::ROOT.key("running");
        for (index, running) in document.running.iter().enumerate() {
            let path = list.index(index);
            let kind = document.vehicles.iter().position(|vehicle| vehicle.id == running.vehicle);
            let Some(kind) = kind else {
                let cause = format!("there is no vehicle type `{}`", running.vehicle);
                self.fault(&path.key("vehicle"), "problem.unknown_vehicle", cause, "name a type of `vehicles`");
                self.day.running.push(None);
                continue;
            };
            let count = document.vehicles[kind].count;
            if !(1..=count).contains(&running.number) {
                let cause = format!("number {} of {count} vehicles `{}`", running.number, running.vehicle);
                self.fault(&path.key("number"), "problem.vehicle_number", cause, "give a number of the type, from 1");
                self.day.running.push(None);
                continue;
            }
            if self.day.individuals.contains_key(&(kind, running.number)) {
                let cause = format!("number {} of `{}` is told of twice", running.number, running.vehicle);
                self.fault(&path.key("number"), "problem.duplicate_vehicle", cause, "merge the two");
            }
            let individual = self.individual(kind, running.number);
            self.day.running.push(Some(individual));
            self.day.done.extend(running.done.iter().cloned());
            let shipments = running.aboard.iter().filter(|id| document.shipments.iter().any(|shipment| shipment.id == **id));
            self.day.aboard.extend(shipments.map(|id| (id.clone(), individual)));
            self.set_out(&path, running, individual);
        }
        for route in document.keep.iter().flat_map(|keep| &keep.routes) {
            let kind = document.vehicles.iter().position(|vehicle| vehicle.id == route.vehicle);
            if let Some(kind) = kind.filter(|&kind| (1..=document.vehicles[kind].count).contains(&route.number)) {
                self.individual(kind, route.number);
            }
        }
        if self.day.individuals.len() > MOST_INDIVIDUALS {
            let cause = format!("{} vehicles are told of one by one, more than {MOST_INDIVIDUALS}", self.day.individuals.len());
            self.fault(&list, "problem.fleet_size", cause, "tell of fewer, or split the problem");
        }
    }

    /// The individual of this number, made when it is first told of.
    fn individual(&mut self, kind: usize, number: u32) -> usize {
        let vehicles = &mut self.problem.vehicles;
        *self.day.individuals.entry((kind, number)).or_insert_with(|| {
            let mut individual = vehicles[kind].clone();
            individual.count = 1;
            individual.number = Some(number);
            individual.taken.clear();
            vehicles[kind].count = vehicles[kind].count.saturating_sub(1);
            vehicles[kind].taken.push(number);
            vehicles[kind].taken.sort_unstable();
            vehicles.push(individual);
            vehicles.len() - 1
        })
    }

    /// Where and when a running vehicle is, and what it has spent of its limits.
    fn set_out(&mut self, path: &Path<'_>, running: &Running, index: usize) {
        let place = running.place.as_ref().map(|place| self.place(&path.key("place"), place));
        let ready = running.ready.map(|moment| self.second(&path.key("ready"), moment));
        let driven = self.integer(&path.key("driven_m"), running.driven_m, quantity::MAX as i64);
        let on_duty = self.integer(&path.key("on_duty_s"), running.on_duty_s, HORIZON);
        self.width(&path.key("load"), running.load.len());
        let load = self.amounts(&path.key("load"), &running.load, 0);
        let vehicle = &mut self.problem.vehicles[index];
        if place.is_some() {
            vehicle.start = place;
            vehicle.has_left = true;
            // What it cost to use it at all is spent.
            vehicle.fixed = 0;
        }
        vehicle.shift.earliest = ready.unwrap_or(0).max(vehicle.shift.earliest);
        vehicle.max_distance = (vehicle.max_distance - driven).max(0);
        vehicle.max_duration = (vehicle.max_duration - on_duty).max(0);
        vehicle.max_tasks = vehicle.max_tasks.saturating_sub(running.served as usize);
        if !running.load.is_empty() {
            vehicle.initial_load = load;
        }
        let (earliest, latest) = (vehicle.shift.earliest, vehicle.shift.latest);
        if earliest > latest {
            let cause = format!("it is ready {} s after its shift has ended", earliest - latest);
            self.fault(&path.key("ready"), "problem.reversed_window", cause, "extend the shift, or leave the vehicle out");
        }
    }

    /// Whether a shipment is on board already: then its pickups are no tasks any more, and its goods are load.
    pub(super) fn take_aboard(&mut self, shipment: &Shipment, first: usize) {
        let Some(&carrier) = self.day.aboard.get(&shipment.id) else { return };
        for task in self.problem.tasks.drain(first..first + shipment.pickups.len()) {
            let load = &mut self.problem.vehicles[carrier].initial_load;
            load.iter_mut().zip(&task.pickup).for_each(|(load, amount)| *load = load.saturating_add(*amount));
        }
    }

    /// Resolves what was said of jobs, after they are read.
    pub(super) fn end_day(&mut self, document: &ProblemDocument) {
        if document.running.is_empty() && document.keep.is_none() {
            return;
        }
        let jobs = self.problem.jobs.iter().enumerate().map(|(index, job)| (job.id.clone(), index));
        let jobs: BTreeMap<String, JobIndex> = jobs.collect();
        let list = Path::ROOT.key("running");
        for (index, running) in document.running.iter().enumerate() {
            let Some(individual) = self.day.running[index] else { continue };
            let path = list.index(index);
            for (position, id) in running.done.iter().enumerate() {
                if !self.request_ids.contains(id) {
                    self.unknown_job(&path.key("done").index(position), id);
                }
            }
            for (key, ids) in [("aboard", &running.aboard), ("pinned", &running.pinned)] {
                for (position, id) in ids.iter().enumerate() {
                    let path = path.key(key);
                    let path = path.index(position);
                    if let Some(&job) = jobs.get(id) {
                        self.pin(&path, job, individual);
                        self.problem.jobs[job].is_loaded |= key == "aboard";
                    } else {
                        self.unknown_job(&path, id);
                    }
                }
            }
            self.settle(&path.key("next"), &jobs, &running.next, individual);
            self.fill(&path, individual);
        }
        let Some(keep) = &document.keep else { return };
        self.problem.change = self.cost(&Path::ROOT.key("keep").key("price"), keep.price, UNITS);
        for route in &keep.routes {
            let kind = document.vehicles.iter().position(|vehicle| vehicle.id == route.vehicle);
            let home = kind.and_then(|kind| self.day.individuals.get(&(kind, route.number)).copied());
            // What is gone since cannot be kept, and is passed over.
            for &job in route.jobs.iter().filter_map(|id| jobs.get(id)) {
                self.problem.jobs[job].home = home;
            }
        }
    }

    pub(super) fn unknown_job(&mut self, path: &Path<'_>, id: &str) {
        let cause = format!("there is no job or shipment `{id}`, or it is done");
        self.fault(path, "problem.unknown_job", cause, "name one of `jobs` or `shipments` that is not done");
    }

    /// A job that only this vehicle may serve.
    fn pin(&mut self, path: &Path<'_>, job: JobIndex, individual: usize) {
        let request = &mut self.problem.jobs[job];
        if request.pinned.is_some_and(|other| other != individual) {
            let cause = format!("`{}` stays with two vehicles", request.id);
            self.fault(path, "problem.pinned_twice", cause, "leave it with one");
            return;
        }
        request.pinned = Some(individual);
        let (request, vehicle) = (&self.problem.jobs[job], &self.problem.vehicles[individual]);
        if !vehicle.has_skills(&request.skills) || !request.allows(vehicle.kind) {
            let cause = format!("`{}` may not be served by `{}`", request.id, vehicle.id);
            self.fault(path, "problem.pinned_unfit", cause, "give it to a vehicle that may serve it, or change what it asks for");
        }
    }

    /// The next stops of a vehicle: of a job named again, its next task.
    fn settle(&mut self, path: &Path<'_>, jobs: &BTreeMap<String, JobIndex>, next: &[String], individual: usize) {
        let mut mentions: BTreeMap<JobIndex, usize> = BTreeMap::new();
        let mut first: Vec<TaskIndex> = Vec::with_capacity(next.len());
        for (position, id) in next.iter().enumerate() {
            let path = path.index(position);
            let Some(&job) = jobs.get(id) else {
                self.unknown_job(&path, id);
                continue;
            };
            let mention = mentions.entry(job).or_default();
            if self.problem.jobs[job].is_choice {
                let cause = format!("`{id}` has alternatives");
                self.fault(&path, "problem.settled_choice", cause, "leave the one that is settled");
                continue;
            }
            let Some(task) = self.problem.jobs[job].tasks.clone().nth(*mention) else {
                let cause = format!("`{id}` has {mention} stops");
                self.fault(&path, "problem.no_such_stop", cause, "name it once for each of its stops");
                continue;
            };
            *mention += 1;
            self.pin(&path, job, individual);
            // What is settled is not optional any more.
            self.problem.jobs[job].prize = None;
            first.push(task);
        }
        self.problem.vehicles[individual].first = first;
    }

    /// What is on board must fit.
    fn fill(&mut self, path: &Path<'_>, individual: usize) {
        let vehicle = &self.problem.vehicles[individual];
        let full = vehicle.initial_load.iter().zip(&vehicle.capacity).position(|(load, capacity)| load > capacity);
        if let Some(dimension) = full {
            let load = vehicle.initial_load[dimension];
            let cause = format!("{load} on board in dimension {dimension}, where {} fit", vehicle.capacity[dimension]);
            self.fault(&path.key("load"), "problem.initial_load", cause, "give what is on board, in the units of the capacity");
        }
    }

    /// Next stops that cannot be reached in time are told with what they miss by, once travel is known.
    pub(super) fn late_stops(&mut self, document: &ProblemDocument) {
        let list = Path::ROOT.key("running");
        for (index, running) in document.running.iter().enumerate() {
            let Some(individual) = self.day.running[index] else { continue };
            let vehicle = &self.problem.vehicles[individual];
            if vehicle.first.len() != running.next.len() || !self.faults.is_empty() {
                continue;
            }
            let travel = self.problem.travel(vehicle);
            let (mut now, mut here) = (vehicle.shift.earliest, vehicle.start);
            let mut late = None;
            for (position, &task) in vehicle.first.iter().enumerate() {
                let task = &self.problem.tasks[task];
                now = now.saturating_add(here.map_or(0, |here| travel.duration(here, task.place)));
                let Some(window) = task.windows.iter().find(|window| now <= window.latest) else {
                    let last = task.windows.last().map_or(0, |window| window.latest);
                    late = Some((position, now - last));
                    break;
                };
                now = now.max(window.earliest) + task.service + if here == Some(task.place) { 0 } else { task.setup };
                here = Some(task.place);
            }
            if let Some((position, seconds)) = late {
                let cause = format!("`{}` is reached {seconds} s after its last window has closed", running.next[position]);
                let path = list.index(index);
                let remedy = "widen its window, or do not settle the stops before it";
                self.fault(&path.key("next").index(position), "problem.late_next", cause, remedy);
            }
        }
    }
}

/// Whether a job brings goods from where routes begin.
pub(super) fn is_from_start(task: &crate::problem::Task) -> bool {
    task.kind == TaskKind::Job && task.delivery.iter().any(|&amount| amount > 0)
}
