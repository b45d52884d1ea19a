//! From a solution to a plan: when everything happens, what is on board, what it costs.

use std::collections::BTreeSet;

use crate::{
    plan::{CostLines, Plan, PlanRoute, PlanStop, Solution, StopKind, Totals, Tour, UnassignedJob},
    problem::{Cost, PlaceIndex, Problem, Task, TaskKind, Vehicle, amount},
    travel::Travel,
};

/// When a tour's stops happen, in seconds of the problem's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timetable {
    /// Departure from the start.
    pub(crate) start: i64,
    /// Arrival, start of service and departure of each task.
    pub(crate) visits: Vec<(i64, i64, i64)>,
    /// Arrival at the end.
    pub(crate) end: i64,
}

/// What a tour costs, in exact units.
#[derive(Debug, Clone, Copy, Default)]
struct ExactCosts {
    fixed: Cost,
    distance: Cost,
    duration: Cost,
    prizes: Cost,
    changes: Cost,
}

impl ExactCosts {
    fn add(&mut self, other: &Self) {
        self.fixed += other.fixed;
        self.distance += other.distance;
        self.duration += other.duration;
        self.prizes += other.prizes;
        self.changes += other.changes;
    }

    fn lines(&self) -> CostLines {
        CostLines {
            total: amount(self.fixed + self.distance + self.duration + self.prizes + self.changes),
            fixed: amount(self.fixed),
            distance: amount(self.distance),
            duration: amount(self.duration),
            prizes: amount(self.prizes),
            changes: amount(self.changes),
        }
    }
}

impl Plan {
    /// The plan of a solution: each route as short as its windows allow, and as early as that allows.
    #[must_use]
    pub fn new(problem: &Problem, solution: &Solution) -> Self {
        let mut exact = ExactCosts::default();
        let mut totals = Totals::default();
        let tours = numbered(problem, solution);
        let mut routes = Vec::with_capacity(tours.len());
        for (tour, number) in tours {
            let (route, costs) = route(problem, tour, number);
            exact.add(&costs);
            totals.vehicles += 1;
            totals.tasks += tour.tasks.len() as u64;
            totals.distance_m += route.distance_m;
            totals.duration_s += route.duration_s;
            totals.travel_s += route.travel_s;
            totals.service_s += route.service_s;
            totals.waiting_s += route.waiting_s;
            routes.push(route);
        }
        exact.prizes = solution.unassigned.iter().filter_map(|&job| problem.jobs()[job].prize).sum();
        let unassigned = solution.unassigned.iter();
        Self {
            currency: problem.currency(),
            costs: exact.lines(),
            totals,
            routes,
            unassigned: unassigned
                .map(|&job| UnassignedJob { job: problem.jobs()[job].id.clone(), reasons: Vec::new() })
                .collect(),
        }
    }
}

/// The tours that serve something, in the order of vehicle types, with the numbers of their vehicles.
fn numbered<'s>(problem: &Problem, solution: &'s Solution) -> Vec<(&'s Tour, u32)> {
    let mut numbers: Vec<_> = problem.vehicles().iter().map(Vehicle::numbers).collect();
    let mut tours: Vec<&Tour> = solution.tours.iter().filter(|tour| !tour.tasks.is_empty()).collect();
    tours.sort_by_key(|tour| tour.vehicle);
    let number = |tour: &'s Tour| (tour, numbers[tour.vehicle].next().unwrap_or(u32::MAX));
    let mut tours: Vec<(&Tour, u32)> = tours.into_iter().map(number).collect();
    tours.sort_by_key(|(tour, number)| (problem.vehicles()[tour.vehicle].kind, *number));
    tours
}

/// What it costs that jobs are served by another vehicle than before, each once.
fn changes(problem: &Problem, tour: &Tour) -> Cost {
    let jobs: BTreeSet<usize> = tour.tasks.iter().map(|&task| problem.tasks()[task].job).collect();
    jobs.into_iter().map(|job| problem.change_of(tour.vehicle, &problem.jobs()[job])).sum()
}

fn route(problem: &Problem, tour: &Tour, number: u32) -> (PlanRoute, ExactCosts) {
    let vehicle = &problem.vehicles()[tour.vehicle];
    let travel = problem.travel(vehicle);
    let tasks: Vec<&Task> = tour.tasks.iter().map(|&task| &problem.tasks()[task]).collect();
    let table = timetable(problem, vehicle, &tasks);
    let dimensions = problem.dimensions();
    let mut load = vehicle.initial_load.clone();
    for task in tasks.iter().filter(|task| task.kind == TaskKind::Job) {
        load.iter_mut().zip(&task.delivery).for_each(|(load, amount)| *load += amount);
    }
    let mut peak = load.clone();
    let mut place = vehicle.start;
    let mut distance = 0;
    let mut stops = Vec::with_capacity(tour.tasks.len() + 2);
    if let Some(start) = vehicle.start {
        stops.push(PlanStop { load: unsigned(&load), ..depot_stop(problem, StopKind::Start, start, table.start, 0) });
    }
    for (task, &(arrival, begin, departure)) in tasks.iter().zip(&table.visits) {
        distance += place.map_or(0, |from| travel.distance(from, task.place));
        place = Some(task.place);
        for dimension in 0..dimensions {
            load[dimension] += task.pickup[dimension] - task.delivery[dimension];
            peak[dimension] = peak[dimension].max(load[dimension]);
        }
        stops.push(PlanStop {
            kind: stop_kind(task.kind),
            job: Some(problem.jobs()[task.job].id.clone()),
            part: part(problem, task),
            arrival: problem.moment(arrival),
            service_start: problem.moment(begin),
            departure: problem.moment(departure),
            waiting_s: (begin - arrival) as u64,
            load: unsigned(&load),
            ..depot_stop(problem, StopKind::Job, task.place, arrival, distance)
        });
    }
    if let Some(end) = vehicle.end {
        distance += place.map_or(0, |from| travel.distance(from, end));
        stops.push(PlanStop { load: unsigned(&load), ..depot_stop(problem, StopKind::End, end, table.end, distance) });
    }
    let duration = table.end - table.start;
    let waiting: i64 = table.visits.iter().map(|(arrival, begin, _)| begin - arrival).sum();
    let service: i64 = table.visits.iter().map(|(_, begin, departure)| departure - begin).sum();
    let costs = ExactCosts {
        fixed: vehicle.fixed,
        distance: vehicle.per_metre * distance,
        duration: vehicle.per_second * duration,
        prizes: 0,
        changes: changes(problem, tour),
    };
    let route = PlanRoute {
        vehicle: vehicle.id.clone(),
        number,
        costs: costs.lines(),
        distance_m: distance as u64,
        duration_s: duration as u64,
        travel_s: (duration - waiting - service) as u64,
        service_s: service as u64,
        waiting_s: waiting as u64,
        peak_load: unsigned(&peak),
        stops,
    };
    (route, costs)
}

fn depot_stop(problem: &Problem, kind: StopKind, place: PlaceIndex, second: i64, distance: i64) -> PlanStop {
    let moment = problem.moment(second);
    let place = &problem.places()[place];
    PlanStop {
        kind,
        job: None,
        part: None,
        place: (!place.id.is_empty()).then(|| place.id.clone()),
        position: place.position,
        arrival: moment,
        service_start: moment,
        departure: moment,
        waiting_s: 0,
        distance_m: distance as u64,
        load: Vec::new(),
    }
}

const fn stop_kind(kind: TaskKind) -> StopKind {
    match kind {
        TaskKind::Job => StopKind::Job,
        TaskKind::Pickup => StopKind::Pickup,
        TaskKind::Delivery => StopKind::Delivery,
    }
}

/// Which pickup or delivery of its shipment a task is, where there are several of its kind.
fn part(problem: &Problem, task: &Task) -> Option<u32> {
    let siblings = problem.tasks()[problem.jobs()[task.job].tasks.clone()].iter().filter(|sibling| sibling.kind == task.kind);
    let position = siblings.clone().position(|sibling| core::ptr::eq(sibling, task))?;
    (siblings.count() > 1).then_some(position as u32)
}

fn unsigned(values: &[i64]) -> Vec<u64> {
    values.iter().map(|&value| value.max(0) as u64).collect()
}

/// The shortest timetable, and of equally short ones the earliest.
///
/// Seen from the departure time, the duration falls as waiting shrinks and jumps where a window is missed, so a best
/// departure is the earliest possible one or one that reaches some window, with no waiting before, exactly as it opens
/// (the waiting is over) or as it closes (a second later it is missed).
pub(crate) fn timetable(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Timetable {
    let travel = problem.travel(vehicle);
    let earliest = drive(travel, vehicle, tasks, vehicle.shift.earliest);
    let has_waiting = earliest.visits.iter().any(|(arrival, begin, _)| begin > arrival);
    if !has_waiting {
        return earliest;
    }
    let mut unhurried = 0;
    let mut place = vehicle.start;
    let mut departures = Vec::new();
    for &task in tasks {
        unhurried += place.map_or(0, |from| travel.duration(from, task.place));
        departures.extend(task.windows.iter().flat_map(|window| [window.earliest - unhurried, window.latest - unhurried]));
        unhurried += task.service + setup(task, place);
        place = Some(task.place);
    }
    departures.retain(|&departure| departure > vehicle.shift.earliest);
    departures.sort_unstable();
    departures.dedup();
    let later = departures.into_iter().map(|departure| drive(travel, vehicle, tasks, departure));
    let feasible = later.filter(|table| table.end <= vehicle.shift.latest && !is_late(tasks, table));
    core::iter::once(earliest.clone()).chain(feasible).min_by_key(|table| table.end - table.start).unwrap_or(earliest)
}

fn is_late(tasks: &[&Task], table: &Timetable) -> bool {
    let lasts = tasks.iter().map(|task| task.windows.last().map_or(i64::MAX, |window| window.latest));
    lasts.zip(&table.visits).any(|(last, &(_, begin, _))| begin > last)
}

/// Drives a tour from a departure time, waiting where a window has yet to open.
fn drive(travel: &Travel, vehicle: &Vehicle, tasks: &[&Task], start: i64) -> Timetable {
    let mut time = start;
    let mut place = vehicle.start;
    let mut visits = Vec::with_capacity(tasks.len());
    for &task in tasks {
        let arrival = time + place.map_or(0, |from| travel.duration(from, task.place));
        let window = task.windows.iter().find(|window| arrival <= window.latest);
        let begin = window.map_or(arrival, |window| arrival.max(window.earliest));
        time = begin + setup(task, place) + task.service;
        visits.push((arrival, begin, time));
        place = Some(task.place);
    }
    let end = time + place.zip(vehicle.end).map_or(0, |(from, to)| travel.duration(from, to));
    Timetable { start, visits, end }
}

fn setup(task: &Task, before: Option<PlaceIndex>) -> i64 {
    if before == Some(task.place) { 0 } else { task.setup }
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
