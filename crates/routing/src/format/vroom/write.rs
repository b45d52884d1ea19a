//! From our plan to VROOM's solution.

use std::collections::BTreeMap;

use super::{
    Case,
    document::{Coordinates, StepKind, Stop, Vehicle},
    read::Source,
    solution::{Figures, Route, Solution, Step, Summary, Unassigned},
    travel::matrices,
};
use crate::{
    plan::{Plan, PlanRoute, PlanStop, StopKind, UnassignedReason},
    problem::Moment,
    travel::Grid,
};

pub(super) struct Writer<'a> {
    case: &'a Case,
    jobs: BTreeMap<&'a str, Source>,
    kinds: BTreeMap<&'a str, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
        let jobs = case.problem.jobs().iter().zip(&case.sources).map(|(job, &source)| (job.id.as_str(), source));
        let kinds = case.problem.vehicles().iter().enumerate().map(|(kind, vehicle)| (vehicle.id.as_str(), kind));
        Self { case, jobs: jobs.collect(), kinds: kinds.collect() }
    }

    pub(super) fn solution(&self, plan: &Plan) -> Solution {
        let (routes, costs): (Vec<Route>, Vec<u128>) = plan.routes.iter().filter_map(|route| self.route(route)).unzip();
        let unassigned = self.unassigned(plan);
        let mut figures = Figures::default();
        for route in &routes {
            figures.add(&route.figures);
        }
        figures.cost = whole(costs.iter().sum());
        let summary = Summary { routes: routes.len() as u64, unassigned: unassigned.len() as u64, figures };
        Solution { code: 0, summary, unassigned, routes }
    }

    /// A route of the plan and its exact cost; none of a vehicle that the document does not have.
    fn route(&self, route: &PlanRoute) -> Option<(Route, u128)> {
        let document = &self.case.document;
        let members = self.case.fleet.get(*self.kinds.get(route.vehicle.as_str())?)?;
        let vehicle = &document.vehicles[*members.get(route.number.checked_sub(1)? as usize)?];
        let mut drive = Drive::new(vehicle, matrices(document, vehicle).and_then(super::travel::Known::distances));
        let computed = document.matrices.is_empty() && document.matrix.is_none();
        for stop in &route.stops {
            let step = match stop.kind {
                StopKind::Start => drive.end_of_route(StepKind::Start, vehicle.start, vehicle.start_index, stop),
                StopKind::End => drive.end_of_route(StepKind::End, vehicle.end, vehicle.end_index, stop),
                StopKind::Break => drive.pause(stop),
                StopKind::Job | StopKind::Pickup | StopKind::Delivery => self.task(&mut drive, stop)?,
                StopKind::Rest | StopKind::Wait | StopKind::Reload => continue,
            };
            let step = if computed { Step { distance: Some(stop.distance_m), ..step } } else { step };
            drive.steps.push(step);
        }
        let Drive { mut figures, steps, work, .. } = drive;
        figures.distance = steps.last().and_then(|step| step.distance);
        let custom = matrices(document, vehicle).and_then(super::travel::Known::costs);
        let cost = cost(vehicle, &figures, work, custom.map(|_| route.distance_m));
        figures.cost = whole(cost);
        figures.amount.clone_from(&figures.delivery);
        Some((Route { vehicle: vehicle.id, description: vehicle.description.clone(), figures, steps }, cost))
    }

    /// Serves a job, a pickup or a delivery.
    fn task(&self, drive: &mut Drive<'a>, stop: &PlanStop) -> Option<Step> {
        let document = &self.case.document;
        let dimensions = self.case.problem.dimensions();
        let (kind, task, priority) = match *self.jobs.get(stop.job.as_deref()?)? {
            Source::Job(index) => {
                let job = &document.jobs[index];
                add(&mut drive.figures.delivery, job.brings(), dimensions);
                add(&mut drive.figures.pickup, &job.pickup, dimensions);
                (StepKind::Job, job.stop(), job.priority)
            }
            Source::Shipment(index) => {
                let shipment = &document.shipments[index];
                let is_pickup = stop.kind == StopKind::Pickup;
                let (kind, part) = part(is_pickup, shipment);
                let (taken, brought) = (&mut drive.figures.pickup, &mut drive.figures.delivery);
                add(taken, if is_pickup { &shipment.amount } else { &[] }, dimensions);
                add(brought, if is_pickup { &[] } else { &shipment.amount }, dimensions);
                (kind, part, shipment.priority)
            }
        };
        drive.figures.priority += u64::from(priority);
        Some(drive.serve(kind, &task, stop))
    }

    /// A reason in the words of the document: its own paths, and seconds on the way where those are limited.
    fn told(&self, reason: &UnassignedReason) -> UnassignedReason {
        let Case { document, fleet, sources, .. } = self.case;
        let conflict = reason.conflict.iter().map(|path| super::place(path, sources, fleet)).collect();
        let told = UnassignedReason { conflict, ..reason.clone() };
        let kind = reason.vehicle.as_deref().and_then(|vehicle| self.kinds.get(vehicle));
        let limit = kind.and_then(|&kind| document.vehicles[fleet[kind][0]].max_travel_time);
        match (reason.code.as_str(), limit, reason.missing) {
            ("unassigned.max_distance", Some(limit), Some(missing)) => UnassignedReason {
                code: "unassigned.max_travel_time".into(),
                detail: format!("it would take {missing} s more on the way than the {limit} s of `max_travel_time`"),
                ..told
            },
            _ => told,
        }
    }

    fn unassigned(&self, plan: &Plan) -> Vec<Unassigned> {
        // Ways to serve the same task have a reason each.
        let mut reasons: BTreeMap<Source, Vec<UnassignedReason>> = BTreeMap::new();
        for job in &plan.unassigned {
            let Some(&source) = self.jobs.get(job.job.as_str()) else { continue };
            let known = reasons.entry(source).or_default();
            for reason in job.reasons.iter().map(|reason| self.told(reason)) {
                if !known.contains(&reason) {
                    known.push(reason);
                }
            }
        }
        let document = &self.case.document;
        let mut tasks = Vec::new();
        for (source, reasons) in reasons {
            match source {
                Source::Job(index) => tasks.push(left_out(StepKind::Job, &document.jobs[index].stop(), &reasons)),
                Source::Shipment(index) => {
                    for is_pickup in [true, false] {
                        let (kind, part) = part(is_pickup, &document.shipments[index]);
                        tasks.push(left_out(kind, &part, &reasons));
                    }
                }
            }
        }
        tasks
    }
}

fn part(is_pickup: bool, shipment: &super::Shipment) -> (StepKind, Stop<'_>) {
    if is_pickup { (StepKind::Pickup, shipment.pickup.stop()) } else { (StepKind::Delivery, shipment.delivery.stop()) }
}

fn left_out(kind: StepKind, stop: &Stop<'_>, reasons: &[UnassignedReason]) -> Unassigned {
    Unassigned {
        id: stop.id,
        kind,
        description: stop.description.cloned(),
        location: stop.location,
        location_index: stop.location_index,
        reasons: reasons.to_vec(),
    }
}

/// Parts of one unit of cost: hours and kilometres are whole numbers of them.
const PARTS: u128 = 18_000;

/// An exact cost as VROOM prints it: rounded down.
fn whole(cost: u128) -> u64 {
    u64::try_from(cost / PARTS).unwrap_or(u64::MAX)
}

/// Costs as VROOM adds them up, exact.
fn cost(vehicle: &Vehicle, figures: &Figures, work: u64, custom: Option<u64>) -> u128 {
    let costs = vehicle.costs;
    let hours = u128::from(costs.per_hour) * u128::from(figures.duration);
    let metres = u128::from(costs.per_km) * u128::from(figures.distance.unwrap_or(0));
    let way = custom.map_or(5 * hours + 18 * metres, |cost| PARTS * u128::from(cost));
    let tasks = 5 * u128::from(costs.per_task_hour) * u128::from(work);
    PARTS * u128::from(costs.fixed) + way + tasks
}

fn add(sum: &mut Vec<u64>, amounts: &[u64], dimensions: usize) {
    sum.resize(dimensions, 0);
    sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
}

impl Figures {
    /// Adds those of a route, but for its cost, which is rounded.
    fn add(&mut self, route: &Self) {
        self.setup += route.setup;
        self.service += route.service;
        self.duration += route.duration;
        self.waiting_time += route.waiting_time;
        self.priority += route.priority;
        self.distance = route.distance.map(|distance| distance + self.distance.unwrap_or(0));
        for (sum, amounts) in
            [(&mut self.delivery, &route.delivery), (&mut self.amount, &route.amount), (&mut self.pickup, &route.pickup)]
        {
            add(sum, amounts, amounts.len());
        }
    }
}

/// A vehicle on its way.
struct Drive<'a> {
    vehicle: &'a Vehicle,
    distances: Option<&'a Grid>,
    row: Option<usize>,
    left: Option<u64>,
    metres: u64,
    figures: Figures,
    /// Seconds of set-up and service of tasks.
    work: u64,
    steps: Vec<Step>,
}

impl<'a> Drive<'a> {
    fn new(vehicle: &'a Vehicle, distances: Option<&'a Grid>) -> Self {
        let (figures, steps) = (Figures::default(), Vec::new());
        Self { vehicle, distances, row: None, left: None, metres: 0, figures, work: 0, steps }
    }

    /// Drives on, at whose end something happens.
    fn step(&mut self, kind: StepKind, stop: &PlanStop) -> Step {
        let (arrival, begin, departure) = (second(stop.arrival), second(stop.service_start), second(stop.departure));
        self.figures.duration += self.left.map_or(0, |left| arrival - left);
        self.figures.waiting_time += begin - arrival;
        self.left = Some(departure);
        Step {
            kind,
            id: None,
            job: None,
            description: None,
            location: None,
            location_index: None,
            arrival,
            duration: self.figures.duration,
            setup: 0,
            service: departure - begin,
            waiting_time: begin - arrival,
            load: stop.load.clone(),
            distance: self.distances.map(|_| self.metres),
            violations: [],
        }
    }

    /// Comes to a row of the matrices.
    fn come(&mut self, row: Option<usize>) {
        if let (Some(distances), Some(from), Some(to)) = (self.distances, self.row, row) {
            self.metres += u64::from(distances.get(from, to));
        }
        self.row = row.or(self.row);
    }

    fn end_of_route(&mut self, kind: StepKind, at: Option<Coordinates>, row: Option<usize>, stop: &PlanStop) -> Step {
        self.come(row);
        Step { location: at, location_index: row, ..self.step(kind, stop) }
    }

    fn pause(&mut self, stop: &PlanStop) -> Step {
        let pause = &self.vehicle.breaks[stop.part.unwrap_or(0) as usize];
        let step = self.step(StepKind::Break, stop);
        self.figures.service += step.service;
        Step { id: Some(pause.id), description: pause.description.clone(), ..step }
    }

    fn serve(&mut self, kind: StepKind, task: &Stop<'_>, stop: &PlanStop) -> Step {
        self.come(task.location_index);
        let step = self.step(kind, stop);
        let (_, service) = task.work(self.vehicle.kind.as_ref());
        let setup = step.service - service;
        self.work += step.service;
        self.figures.setup += setup;
        self.figures.service += service;
        Step {
            id: Some(task.id),
            job: Some(task.id),
            description: task.description.cloned(),
            location: task.location,
            location_index: task.location_index,
            setup,
            service,
            ..step
        }
    }
}

/// VROOM's clock starts at zero, so every moment of a plan is a second.
fn second(moment: Moment) -> u64 {
    moment.second(None).and_then(|second| u64::try_from(second).ok()).unwrap_or(0)
}
