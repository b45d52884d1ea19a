//! When a tour happens.

use crate::{
    problem::{PlaceIndex, Problem, Task, Vehicle},
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

pub(super) fn is_late(tasks: &[&Task], table: &Timetable) -> bool {
    let lasts = tasks.iter().map(|task| task.windows.last().map_or(i64::MAX, |window| window.latest));
    lasts.zip(&table.visits).any(|(last, &(_, begin, _))| begin > last)
}

/// Drives a tour from a departure time, waiting where a window has yet to open.
pub(super) fn drive(travel: &Travel, vehicle: &Vehicle, tasks: &[&Task], start: i64) -> Timetable {
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
