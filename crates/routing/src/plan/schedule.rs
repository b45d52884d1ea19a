//! From a solution to a plan: when everything happens, what is on board, what it costs.

use std::collections::BTreeSet;

use crate::{
    plan::{CostLines, Plan, Solution, Totals, Tour, UnassignedJob, route::route},
    problem::{Cost, PlaceIndex, Problem, Task, Vehicle, amount},
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
pub(super) struct ExactCosts {
    pub(super) fixed: Cost,
    pub(super) distance: Cost,
    pub(super) duration: Cost,
    pub(super) prizes: Cost,
    pub(super) changes: Cost,
    pub(super) overtime: Cost,
    pub(super) waiting: Cost,
    pub(super) lateness: Cost,
    pub(super) breaks: Cost,
}

impl ExactCosts {
    fn add(&mut self, other: &Self) {
        self.fixed += other.fixed;
        self.distance += other.distance;
        self.duration += other.duration;
        self.prizes += other.prizes;
        self.changes += other.changes;
        self.overtime += other.overtime;
        self.waiting += other.waiting;
        self.lateness += other.lateness;
        self.breaks += other.breaks;
    }

    pub(super) fn lines(&self) -> CostLines {
        let day = self.overtime + self.waiting + self.lateness + self.breaks;
        CostLines {
            total: amount(self.fixed + self.distance + self.duration + self.prizes + self.changes + day),
            fixed: amount(self.fixed),
            distance: amount(self.distance),
            duration: amount(self.duration),
            prizes: amount(self.prizes),
            changes: amount(self.changes),
            overtime: amount(self.overtime),
            waiting: amount(self.waiting),
            lateness: amount(self.lateness),
            breaks: amount(self.breaks),
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
            totals.break_s += route.break_s;
            totals.overtime_s += route.overtime_s;
            totals.late_s += route.late_s;
            routes.push(route);
        }
        exact.prizes = prizes(problem, &solution.unassigned);
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

/// What it costs to leave jobs out; an exclusive group counts once.
fn prizes(problem: &Problem, unassigned: &[usize]) -> Cost {
    let jobs = || unassigned.iter().map(|&job| &problem.jobs()[job]);
    let groups: BTreeSet<usize> = jobs().filter(|job| problem.choice_of(job).is_some()).filter_map(|job| job.union).collect();
    let groups = groups.into_iter().filter_map(|group| problem.unions()[group].prize);
    jobs().filter_map(|job| job.prize).chain(groups).sum()
}

/// What it costs that jobs are served by another vehicle than before, each once.
pub(super) fn changes(problem: &Problem, tour: &Tour) -> Cost {
    if problem.change() == 0 {
        return 0;
    }
    let jobs: BTreeSet<usize> = tour.tasks.iter().map(|&task| problem.tasks()[task].job).collect();
    jobs.into_iter().map(|job| problem.change_of(tour.vehicle, &problem.jobs()[job])).sum()
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
        let arrival = place.map_or(time, |from| travel.arrival(from, task.place, time));
        let window = task.windows.iter().find(|window| arrival <= window.latest);
        let begin = window.map_or(arrival, |window| arrival.max(window.earliest));
        time = begin + setup(task, place) + task.service;
        visits.push((arrival, begin, time));
        place = Some(task.place);
    }
    let end = place.zip(vehicle.end).map_or(time, |(from, to)| travel.arrival(from, to, time));
    Timetable { start, visits, end }
}

fn setup(task: &Task, before: Option<PlaceIndex>) -> i64 {
    if before == Some(task.place) { 0 } else { task.setup }
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
