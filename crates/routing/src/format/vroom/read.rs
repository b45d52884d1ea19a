//! From VROOM's problem to ours.

use std::collections::BTreeSet;

use haulage_core::{
    fault::{Faults, Path},
    position::Position,
};

use super::{
    Roads,
    document::{Coordinates, Document, Stop, TimeWindow},
    travel::{self, Travel},
};
use crate::problem::{
    Break, Group, GroupRule, Job, Moment, PlaceDocument, PlaceReference, ProblemDocument, Shift, Shipment, ShipmentStop,
    VehicleType, Window,
};

/// Highest priority, there as here.
const HIGHEST_PRIORITY: u32 = 100;

/// Where a job or shipment of the problem comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// Index among the document's jobs.
    Job(usize),
    /// Index among its shipments.
    Shipment(usize),
}

/// A problem with the way back to the document.
pub(super) struct Reading {
    pub(super) problem: ProblemDocument,
    /// For each vehicle type, its vehicles in the document.
    pub(super) fleet: Vec<Vec<usize>>,
    /// Of the problem's jobs, then of its shipments.
    pub(super) sources: Vec<Source>,
}

pub(super) fn read(document: &Document, roads: Roads) -> Result<Reading, Faults> {
    let mut reader = Reader {
        document,
        size: Travel::size(document),
        places: BTreeSet::new(),
        faults: Faults::new(),
        problem: ProblemDocument::default(),
    };
    travel::check(document, &mut reader.faults);
    reader.name_rows();
    let fleet = reader.vehicles(roads);
    reader.unique();
    let jobs = reader.jobs(&fleet);
    let shipments = reader.shipments(&fleet);
    let sources = jobs.into_iter().map(Source::Job).chain(shipments.into_iter().map(Source::Shipment)).collect();
    let Reader { problem, faults, .. } = reader;
    faults.into_result(Reading { problem, fleet, sources })
}

struct Reader<'a> {
    document: &'a Document,
    /// Rows of the matrices; none without them.
    size: Option<usize>,
    /// Names of the places known by coordinates.
    places: BTreeSet<String>,
    faults: Faults,
    problem: ProblemDocument,
}

impl Reader<'_> {
    /// With matrices, every row is a place: named by its index, and where the first that is there says it is.
    fn name_rows(&mut self) {
        let rows = (0..self.size.unwrap_or(0)).map(|row| PlaceDocument { id: row.to_string(), ..PlaceDocument::default() });
        self.problem.places = rows.collect();
    }

    /// The place of a stop or a vehicle's end; a fault where it has none.
    fn place(&mut self, path: &Path<'_>, at: Option<Coordinates>, row: Option<usize>) -> Option<PlaceReference> {
        let position = at.and_then(|[lon, lat]| {
            let position = Position::new(lat, lon);
            position.map_err(|error| self.faults.report(path, error.code(), error.to_string(), "give [longitude, latitude]")).ok()
        });
        if let Some(size) = self.size {
            let Some(row) = row.filter(|&row| row < size) else {
                let cause = row.map_or_else(|| "no row in the matrices".into(), |row| format!("there is no row {row}"));
                self.faults.report(path, "vroom.location_index", cause, "give a row of the matrices, from 0");
                return None;
            };
            let place = &mut self.problem.places[row];
            place.position = place.position.or(position);
            return Some(place.id.as_str().into());
        }
        let Some(([lon, lat], position)) = at.zip(position) else {
            if at.is_none() {
                self.faults.report(path, "vroom.location", "no coordinates", "give [longitude, latitude], or matrices");
            }
            return None;
        };
        // Two stops at the same coordinates are at one place: between them there is no set-up.
        let name = format!("{lon},{lat}");
        if self.places.insert(name.clone()) {
            self.problem.places.push(PlaceDocument::new(name.clone(), position));
        }
        Some(name.into())
    }

    /// The vehicles, alike ones as one type.
    fn vehicles(&mut self, roads: Roads) -> Vec<Vec<usize>> {
        let document = self.document;
        let mut travel = Travel::new(document, roads);
        let mut fleet: Vec<Vec<usize>> = Vec::new();
        let list = Path::ROOT.key("vehicles");
        let width = self.width();
        for (index, vehicle) in document.vehicles.iter().enumerate() {
            if let Some(kind) = fleet.iter().position(|kind| document.vehicles[kind[0]].is_like(vehicle)) {
                fleet[kind].push(index);
                self.problem.vehicles[kind].count += 1;
                continue;
            }
            let path = list.index(index);
            let mut kind = VehicleType::new(format!("vehicle-{}", vehicle.id));
            let has = |at: Option<Coordinates>, row: Option<usize>| at.is_some() || row.is_some();
            if has(vehicle.start, vehicle.start_index) {
                kind.start = self.place(&path.key("start"), vehicle.start, vehicle.start_index);
            }
            if has(vehicle.end, vehicle.end_index) {
                kind.end = self.place(&path.key("end"), vehicle.end, vehicle.end_index);
            }
            if !has(vehicle.start, vehicle.start_index) && !has(vehicle.end, vehicle.end_index) {
                self.faults.report(&path, "vroom.vehicle_ends", "neither a start nor an end", "give at least one of them");
            }
            self.amounts(&path.key("capacity"), &vehicle.capacity, width);
            if vehicle.capacity.is_empty() && width > 0 {
                let cause = format!("no capacity, where amounts have {width} dimensions");
                self.faults.report(&path.key("capacity"), "vroom.amounts", cause, "give it a capacity");
            }
            kind.capacity.clone_from(&vehicle.capacity);
            kind.skills = skills(&vehicle.skills);
            kind.max_tasks = vehicle.max_tasks;
            kind.costs.fixed = travel.money(vehicle.costs.fixed);
            if let Some([earliest, latest]) = vehicle.time_window {
                kind.shift = Shift::between(moment(earliest), moment(latest));
            }
            self.task_hours(&path, vehicle.costs.per_task_hour);
            self.breaks(&path.key("breaks"), index, &mut kind);
            travel.furnish(&path, vehicle, &mut kind, &mut self.faults);
            self.problem.vehicles.push(kind);
            fleet.push(vec![index]);
        }
        self.problem.profiles = travel.profiles;
        fleet
    }

    /// The price of set-up and service decides nothing where every plan pays the same; else it cannot be expressed.
    fn task_hours(&mut self, path: &Path<'_>, per_task_hour: u32) {
        if per_task_hour == 0 {
            return;
        }
        let document = self.document;
        let steps = document.shipments.iter().flat_map(|shipment| [&shipment.pickup, &shipment.delivery]);
        let mut stops =
            document.jobs.iter().map(super::document::Job::stop).chain(steps.map(super::document::ShipmentStep::stop));
        let is_same = document.vehicles.iter().all(|vehicle| vehicle.costs.per_task_hour == per_task_hour);
        let varies = stops.any(|stop| stop.setup > 0 || !stop.setup_per_type.is_empty() || !stop.service_per_type.is_empty());
        if !is_same || varies {
            let path = path.key("costs");
            let cause = "a price of set-up and service that depends on the plan";
            let remedy = "give every vehicle the same, without set-up or durations by type, or drop it";
            self.faults.report(&path.key("per_task_hour"), "vroom.unsupported", cause, remedy);
        }
    }

    fn breaks(&mut self, list: &Path<'_>, vehicle: usize, kind: &mut VehicleType) {
        for (index, pause) in self.document.vehicles[vehicle].breaks.iter().enumerate() {
            let path = list.index(index);
            if !pause.max_load.is_empty() {
                let cause = "a break that may be taken with little load only";
                self.faults.report(&path.key("max_load"), "vroom.unsupported", cause, "drop `max_load`");
            }
            if pause.time_windows.is_empty() {
                let remedy = "say when it may begin";
                self.faults.report(&path.key("time_windows"), "vroom.unsupported", "a break at any time", remedy);
            }
            let windows = windows(&pause.time_windows);
            kind.breaks.push(Break { windows, duration_s: pause.service, penalty: None });
        }
    }

    /// Dimensions of the amounts: those of the first that there are.
    fn width(&self) -> usize {
        let document = self.document;
        let capacities = document.vehicles.iter().map(|vehicle| vehicle.capacity.len());
        let jobs = document.jobs.iter().flat_map(|job| [job.brings().len(), job.pickup.len()]);
        let shipments = document.shipments.iter().map(|shipment| shipment.amount.len());
        capacities.chain(jobs).chain(shipments).find(|&width| width > 0).unwrap_or(0)
    }

    fn amounts(&mut self, path: &Path<'_>, amounts: &[u64], width: usize) {
        if !amounts.is_empty() && amounts.len() != width {
            let cause = format!("{} amounts where {width} belong", amounts.len());
            self.faults.report(path, "vroom.amounts", cause, "give all amounts and capacities the same dimensions");
        }
    }

    /// Numbers name one thing each.
    fn unique(&mut self) {
        let document = self.document;
        let each = [
            ("vehicles", "", document.vehicles.iter().map(|vehicle| vehicle.id).collect::<Vec<_>>()),
            ("jobs", "", document.jobs.iter().map(|job| job.id).collect()),
            ("shipments", "/pickup", document.shipments.iter().map(|shipment| shipment.pickup.id).collect()),
            ("shipments", "/delivery", document.shipments.iter().map(|shipment| shipment.delivery.id).collect()),
        ];
        for (key, part, ids) in each {
            let (mut seen, list) = (BTreeSet::new(), Path::ROOT.key(key));
            for (index, id) in ids.into_iter().enumerate().filter(|&(_, id)| !seen.insert(id)) {
                let path = list.index(index);
                let path = if part.is_empty() { path } else { path.key(&part[1..]) };
                self.faults.report(&path.key("id"), "vroom.duplicate_id", format!("{id} comes twice"), "give each its own");
            }
        }
    }

    fn jobs(&mut self, fleet: &[Vec<usize>]) -> Vec<usize> {
        let document = self.document;
        let (list, width) = (Path::ROOT.key("jobs"), self.width());
        let mut sources = Vec::with_capacity(document.jobs.len());
        for (index, job) in document.jobs.iter().enumerate() {
            let path = list.index(index);
            if !job.delivery.is_empty() && !job.amount.is_empty() {
                let cause = "`amount` is an older name of `delivery`";
                self.faults.report(&path.key("amount"), "vroom.amounts", cause, "give one of the two");
            }
            self.amounts(&path.key("delivery"), job.brings(), width);
            self.amounts(&path.key("pickup"), &job.pickup, width);
            let Some(place) = self.place(&path.key("location"), job.location, job.location_index) else { continue };
            let mut plain = Job::new(format!("job-{}", job.id), place).delivery(job.brings()).pickup(&*job.pickup);
            plain = plain.skills(skills(&job.skills)).priority(job.priority);
            plain.windows = windows(&job.time_windows);
            let variants = self.variants(fleet, &[job.stop()]);
            for Variant { suffix, work, vehicles } in &variants {
                let (setup, service) = work[0];
                let named = Job { id: format!("{}{suffix}", plain.id), vehicles: vehicles.clone(), ..plain.clone() };
                self.problem.jobs.push(named.setup_s(setup).service_s(service));
                sources.push(index);
            }
            self.one_of(&plain.id, &variants);
        }
        sources
    }

    fn shipments(&mut self, fleet: &[Vec<usize>]) -> Vec<usize> {
        let document = self.document;
        let (list, width) = (Path::ROOT.key("shipments"), self.width());
        let mut sources = Vec::with_capacity(document.shipments.len());
        for (index, shipment) in document.shipments.iter().enumerate() {
            let path = list.index(index);
            self.amounts(&path.key("amount"), &shipment.amount, width);
            let stops = [("pickup", shipment.pickup.stop()), ("delivery", shipment.delivery.stop())];
            let parts = stops.map(|(key, stop)| {
                let path = path.key(key);
                let place = self.place(&path.key("location"), stop.location, stop.location_index);
                place.map(|place| {
                    let mut part = ShipmentStop::new(place);
                    part.amount.clone_from(&shipment.amount);
                    part.windows = windows(stop.time_windows);
                    part
                })
            });
            let [Some(pickup), Some(delivery)] = parts else { continue };
            let id = format!("shipment-{}-{}", shipment.pickup.id, shipment.delivery.id);
            let variants = self.variants(fleet, &stops.map(|(_, stop)| stop));
            for Variant { suffix, work, vehicles } in &variants {
                let timed = |part: &ShipmentStop, (setup_s, service_s)| ShipmentStop { service_s, setup_s, ..part.clone() };
                let (pickup, delivery) = (timed(&pickup, work[0]), timed(&delivery, work[1]));
                let named = Shipment::new(format!("{id}{suffix}"), vec![pickup], vec![delivery]).vehicles(vehicles.clone());
                self.problem.shipments.push(named.skills(skills(&shipment.skills)).priority(of_two(shipment.priority)));
                sources.push(index);
            }
            self.one_of(&id, &variants);
        }
        sources
    }

    /// The ways in which vehicles serve a request, by the set-up and service that they take.
    fn variants(&self, fleet: &[Vec<usize>], stops: &[Stop<'_>]) -> Vec<Variant> {
        let mut ways: Vec<Variant> = Vec::new();
        for (kind, vehicles) in self.problem.vehicles.iter().zip(fleet) {
            let vehicle = &self.document.vehicles[vehicles[0]];
            let work: Vec<_> = stops.iter().map(|stop| stop.work(vehicle.kind.as_ref())).collect();
            match ways.iter_mut().find(|way| way.work == work) {
                Some(way) => way.vehicles.push(kind.id.clone()),
                None => ways.push(Variant { suffix: format!("/{}", ways.len() + 1), work, vehicles: vec![kind.id.clone()] }),
            }
        }
        if let [only] = &mut ways[..] {
            only.suffix.clear();
            only.vehicles.clear();
        }
        ways
    }

    /// Of several ways one is taken.
    fn one_of(&mut self, id: &str, variants: &[Variant]) {
        if variants.len() > 1 {
            let jobs = variants.iter().map(|variant| format!("{id}{}", variant.suffix)).collect();
            self.problem.groups.push(Group { rule: GroupRule::Exclusive, jobs, prize: None });
        }
    }
}

/// A way to serve a request.
struct Variant {
    /// What its name ends with.
    suffix: String,
    /// Set-up and service of each stop.
    work: Vec<(u64, u64)>,
    /// The vehicle types that serve it so; none: all.
    vehicles: Vec<String>,
}

/// The priority of a shipment, which counts as two tasks: of priority p it is worth 2 (p + 1) plain ones, as far as priorities go.
fn of_two(priority: u32) -> u32 {
    if priority > HIGHEST_PRIORITY { priority } else { (2 * priority + 1).min(HIGHEST_PRIORITY) }
}

fn skills(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

fn windows(windows: &[TimeWindow]) -> Vec<Window> {
    windows.iter().map(|&[earliest, latest]| Window::new(moment(earliest), moment(latest))).collect()
}

/// What is out of range is a fault of the problem.
fn moment(second: u64) -> Moment {
    Moment::Second(i64::try_from(second).unwrap_or(i64::MAX))
}
