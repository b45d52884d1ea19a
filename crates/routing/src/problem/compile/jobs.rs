//! Jobs and shipments.

use haulage_core::{fault::Path, money::Amount};

use super::{Compiler, choice, day};
use crate::problem::{
    Job, Lateness, PlaceReference, ProblemDocument, Request, Shipment, ShipmentStop, Task, TaskKind, Window, cost::UNITS,
    time::HORIZON,
};

/// Highest priority.
const HIGHEST_PRIORITY: u32 = 100;

impl Compiler {
    pub(super) fn jobs(&mut self, document: &ProblemDocument) {
        let alternatives = choice::by_job(&document.alternatives);
        let list = Path::ROOT.key("jobs");
        for (index, job) in document.jobs.iter().enumerate() {
            let path = list.index(index);
            if self.is_done(&job.id) {
                continue;
            }
            let first = self.problem.tasks.len();
            self.width(&path.key("delivery"), job.delivery.len());
            self.width(&path.key("pickup"), job.pickup.len());
            let mut task = self.task(&path, TaskKind::Job, &Visit::of_job(job));
            task.release = job.release.map_or(0, |moment| self.second(&path.key("release"), moment));
            task.delivery = self.amounts(&path.key("delivery"), &job.delivery, 0);
            task.pickup = self.amounts(&path.key("pickup"), &job.pickup, 0);
            self.problem.tasks.push(task);
            self.alternatives(document, job, &alternatives);
            self.request(&path, index, first, Terms::of_job(job));
        }
    }

    pub(super) fn shipments(&mut self, shipments: &[Shipment]) {
        let list = Path::ROOT.key("shipments");
        for (index, shipment) in shipments.iter().enumerate() {
            let path = list.index(index);
            if self.is_done(&shipment.id) {
                continue;
            }
            let first = self.problem.tasks.len();
            for (key, kind, stops) in
                [("pickups", TaskKind::Pickup, &shipment.pickups), ("deliveries", TaskKind::Delivery, &shipment.deliveries)]
            {
                let stops_path = path.key(key);
                if stops.is_empty() {
                    self.fault(&stops_path, "problem.empty_shipment", format!("there are no {key}"), "give at least one stop");
                }
                for (index, stop) in stops.iter().enumerate() {
                    let path = stops_path.index(index);
                    self.width(&path.key("amount"), stop.amount.len());
                    let amount = self.amounts(&path.key("amount"), &stop.amount, 0);
                    let mut task = self.task(&path, kind, &Visit::of_stop(stop));
                    *(if kind == TaskKind::Pickup { &mut task.pickup } else { &mut task.delivery }) = amount;
                    self.problem.tasks.push(task);
                }
            }
            self.balance(&path, first);
            self.take_aboard(shipment, first);
            self.request(&path, index, first, Terms::of_shipment(shipment));
        }
    }

    /// Whether a job or shipment is no part of the problem any more; its name stays taken.
    fn is_done(&mut self, id: &str) -> bool {
        let is_done = self.day.done.contains(id);
        if is_done {
            self.request_ids.insert(id.to_owned());
        }
        is_done
    }

    /// A task of the job that is read, with nothing to carry yet.
    fn task(&mut self, path: &Path<'_>, kind: TaskKind, visit: &Visit<'_>) -> Task {
        let nothing = vec![0; self.problem.dimensions];
        Task {
            index: 0,
            job: self.problem.jobs.len(),
            kind,
            place: self.place(&path.key("place"), visit.place),
            windows: self.windows(&path.key("windows"), visit.windows),
            lateness: self.lateness(&path.key("lateness"), visit.lateness),
            release: 0,
            service: self.integer(&path.key("service_s"), visit.service_s, HORIZON),
            setup: self.integer(&path.key("setup_s"), visit.setup_s, HORIZON),
            delivery: nothing.clone(),
            pickup: nothing,
            is_first: false,
            is_last: false,
        }
    }

    /// What a shipment picks up is what it delivers.
    fn balance(&mut self, path: &Path<'_>, first: usize) {
        for dimension in 0..self.problem.dimensions {
            let tasks = &self.problem.tasks[first..];
            let picked: i128 = tasks.iter().map(|task| i128::from(task.pickup[dimension])).sum();
            let delivered: i128 = tasks.iter().map(|task| i128::from(task.delivery[dimension])).sum();
            if picked != delivered {
                let cause = format!("dimension {dimension}: {picked} picked up, {delivered} delivered");
                self.fault(path, "problem.unbalanced_shipment", cause, "make the amounts of deliveries equal those of pickups");
            }
        }
    }

    fn request(&mut self, path: &Path<'_>, entry: usize, first: usize, terms: Terms<'_>) {
        if terms.id.trim().is_empty() {
            self.fault(&path.key("id"), "problem.blank_id", "it has no name", "give it one");
        } else if !self.request_ids.insert(terms.id.to_owned()) {
            let cause = format!("`{}` names two jobs or shipments", terms.id);
            self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each a name of its own");
        }
        if terms.priority > HIGHEST_PRIORITY {
            let cause = format!("priority {} is above {HIGHEST_PRIORITY}", terms.priority);
            self.fault(&path.key("priority"), "problem.priority", cause, "give 0 to 100");
        }
        if terms.prize.is_some() && terms.priority > 0 {
            let remedy = "drop the priority, or drop the prize so that it must be served";
            self.fault(
                &path.key("priority"),
                "problem.priority_of_optional",
                "an optional job has a prize and no priority",
                remedy,
            );
        }
        let request = Request {
            id: terms.id.to_owned(),
            entry,
            tasks: first..self.problem.tasks.len(),
            skills: self.skills(&path.key("skills"), terms.skills),
            prize: terms.prize.map(|prize| self.cost(&path.key("prize"), prize, UNITS)),
            priority: terms.priority,
            kinds: self.kinds(path, terms.vehicles, terms.forbidden_vehicles),
            goods: self.goods_of(&path.key("goods"), terms.goods),
            is_from_start: self.problem.tasks[first..].iter().any(day::is_from_start),
            is_loaded: false,
            pinned: None,
            home: None,
            is_choice: self.problem.tasks[first..].iter().filter(|task| task.kind == TaskKind::Job).count() > 1,
            union: None,
            alliance: None,
        };
        self.problem.jobs.push(request);
    }
}

/// What a job and a shipment have in common.
#[derive(Clone, Copy)]
struct Terms<'a> {
    id: &'a str,
    skills: &'a [String],
    prize: Option<Amount>,
    priority: u32,
    vehicles: &'a [String],
    forbidden_vehicles: &'a [String],
    goods: &'a [String],
}

impl<'a> Terms<'a> {
    fn of_job(job: &'a Job) -> Self {
        let Job { id, skills, prize, priority, vehicles, forbidden_vehicles, goods, .. } = job;
        Self { id, skills, prize: *prize, priority: *priority, vehicles, forbidden_vehicles, goods }
    }

    fn of_shipment(shipment: &'a Shipment) -> Self {
        let Shipment { id, skills, prize, priority, vehicles, forbidden_vehicles, goods, .. } = shipment;
        Self { id, skills, prize: *prize, priority: *priority, vehicles, forbidden_vehicles, goods }
    }
}

/// What a job and a stop of a shipment have in common.
struct Visit<'a> {
    place: &'a PlaceReference,
    windows: &'a [Window],
    lateness: Option<Lateness>,
    service_s: u64,
    setup_s: u64,
}

impl<'a> Visit<'a> {
    fn of_job(job: &'a Job) -> Self {
        let Job { place, windows, lateness, service_s, setup_s, .. } = job;
        Self { place, windows, lateness: *lateness, service_s: *service_s, setup_s: *setup_s }
    }

    fn of_stop(stop: &'a ShipmentStop) -> Self {
        let ShipmentStop { place, windows, lateness, service_s, setup_s, .. } = stop;
        Self { place, windows, lateness: *lateness, service_s: *service_s, setup_s: *setup_s }
    }
}
