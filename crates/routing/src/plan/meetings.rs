//! When jobs of a synchronised start begin, where their vehicles' ways are settled.
//!
//! The earliest moments at which all can begin follow from one another: a job begins when its vehicle is there and its window
//! is open, and not before the last of those it begins with, less the gap; who may be on the way for so long leaves no
//! earlier. These rules only ever move moments up, so applying them until nothing moves finds the earliest moments that keep
//! all of them, or that none do. From there on a meeting is a window of its jobs, and each route keeps its own timetable; of
//! the moments at which some job of the meeting would best begin, the one is taken with which the plan costs least.
//!
//! Exact as to whether there is a plan; with breaks, reloads and depots' hours, the best of the moments that were tried.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Tour,
    route::{itinerary, route},
    schedule::{drive, is_late},
};
use crate::{
    itinerary::{Act, Way},
    problem::{Cost, Meeting, Problem, Span, Task, TaskIndex},
};

/// Most moments that are tried for one meeting.
const MOST_TRIED: usize = 24;

/// The problem's tasks, those of meetings with the windows in which they can begin together; as they are where they cannot.
pub(crate) fn timed<'p>(problem: &'p Problem, tours: &[Tour]) -> Cow<'p, [Task]> {
    settled(problem, &moments(problem, tours))
}

/// The same for moments that are known.
pub(super) fn settled<'p>(problem: &'p Problem, moments: &[Option<i64>]) -> Cow<'p, [Task]> {
    if moments.iter().all(Option::is_none) { Cow::Borrowed(problem.tasks()) } else { Cow::Owned(at(problem, moments)) }
}

/// When each meeting begins; none for one that nobody comes to, and none at all where not all of them can be held.
pub(crate) fn moments(problem: &Problem, tours: &[Tour]) -> Vec<Option<i64>> {
    let none = vec![None; problem.meetings().len()];
    if problem.meetings().is_empty() {
        return none;
    }
    let agenda = Agenda::new(problem, tours);
    let Some(earliest) = agenda.earliest(&none) else { return none };
    let mut moments: Vec<Option<i64>> = agenda.held.iter().map(|tasks| tasks.iter().map(|task| earliest[task]).min()).collect();
    if agenda.cost(agenda.tours.iter(), &moments).is_none() {
        // Breaks and the like are in the way of the earliest moments.
        moments.clone_from(&none);
    }
    for number in 0..moments.len() {
        agenda.improve(number, &mut moments);
    }
    let is_held = |(moment, held): (&Option<i64>, &Vec<TaskIndex>)| moment.is_some() || held.is_empty();
    let are_held = moments.iter().zip(&agenda.held).all(is_held);
    if are_held && agenda.cost(agenda.tours.iter(), &moments).is_some() { moments } else { none }
}

/// Whether all meetings that tours come to can be held, breaks and the like apart.
pub(crate) fn can_be_held(problem: &Problem, tours: &[Tour]) -> bool {
    let none = vec![None; problem.meetings().len()];
    problem.meetings().is_empty() || Agenda::new(problem, tours).earliest(&none).is_some()
}

/// The problem's tasks, those of meetings narrowed to their moments.
pub(crate) fn at(problem: &Problem, moments: &[Option<i64>]) -> Vec<Task> {
    let mut tasks = problem.tasks().to_vec();
    for (meeting, moment) in problem.meetings().iter().zip(moments) {
        let Some(moment) = *moment else { continue };
        for job in &meeting.jobs {
            tasks[problem.jobs()[*job].tasks.clone()].iter_mut().for_each(|task| narrow(task, span(meeting, moment)));
        }
    }
    tasks
}

/// When jobs of a meeting may begin, once its moment is settled.
const fn span(meeting: &Meeting, moment: i64) -> Span {
    Span { earliest: moment, latest: moment + meeting.gap }
}

/// Lets a task begin within a span alone, where it may begin there at all.
fn narrow(task: &mut Task, span: Span) {
    let begins = task
        .begins()
        .into_iter()
        .map(|window| Span { earliest: window.earliest.max(span.earliest), latest: window.latest.min(span.latest) });
    let begins: Vec<Span> = begins.filter(|window| window.earliest <= window.latest).collect();
    // None: nothing can be served there, which a moment before all time says.
    task.windows = if begins.is_empty() { vec![Span { earliest: -1, latest: -1 }] } else { begins };
    task.lateness = None;
}

/// Meetings and the tours that come to them.
struct Agenda<'a> {
    problem: &'a Problem,
    /// Tours on which a meeting's task is.
    tours: Vec<&'a Tour>,
    /// Tasks of each meeting that are on a tour.
    held: Vec<Vec<TaskIndex>>,
    /// The meeting of each of these.
    meeting_of: BTreeMap<TaskIndex, usize>,
}

impl<'a> Agenda<'a> {
    fn new(problem: &'a Problem, tours: &'a [Tour]) -> Self {
        let mut meeting_of = BTreeMap::new();
        for (number, meeting) in problem.meetings().iter().enumerate() {
            let tasks = meeting.jobs.iter().flat_map(|&job| problem.jobs()[job].tasks.clone());
            meeting_of.extend(tasks.map(|task| (task, number)));
        }
        let mut held = vec![Vec::new(); problem.meetings().len()];
        let mut come = Vec::new();
        for tour in tours {
            let met = || tour.tasks.iter().filter_map(|task| Some((*task, *meeting_of.get(task)?)));
            met().for_each(|(task, number)| held[number].push(task));
            come.extend(met().next().map(|_| tour));
        }
        Self { problem, tours: come, held, meeting_of }
    }

    /// The tasks of a tour with the windows that moments leave them.
    fn own(&self, tour: &Tour, moments: &[Option<i64>]) -> Vec<Task> {
        let timed = tour.of(self.problem.tasks()).into_iter().map(|task| {
            let mut task = task.clone();
            let settled = self.meeting_of.get(&task.index).and_then(|&number| Some((number, moments[number]?)));
            if let Some((number, moment)) = settled {
                narrow(&mut task, span(&self.problem.meetings()[number], moment));
            }
            task
        });
        timed.collect()
    }

    /// When each task of a meeting can begin at the earliest, some meetings being settled; none where not all can be held.
    fn earliest(&self, settled: &[Option<i64>]) -> Option<BTreeMap<TaskIndex, i64>> {
        let mut earliest: BTreeMap<TaskIndex, i64> = self.held.iter().flatten().map(|&task| (task, 0)).collect();
        let mut ways: Vec<(&Tour, Vec<Task>, i64)> = Vec::with_capacity(self.tours.len());
        for &tour in &self.tours {
            ways.push((tour, self.own(tour, settled), self.problem.vehicles()[tour.vehicle].shift.earliest));
        }
        // Moments move along a chain of tours, and past closed windows, at most so often.
        let windows = ways.iter().flat_map(|(_, tasks, _)| tasks).map(|task| task.windows.len()).sum::<usize>();
        for _ in 0..2 + ways.len() + windows {
            let mut has_moved = false;
            for (tour, tasks, start) in &mut ways {
                let vehicle = &self.problem.vehicles()[tour.vehicle];
                for task in tasks.iter_mut() {
                    if let Some(&earliest) = earliest.get(&task.index) {
                        narrow(task, Span { earliest, latest: Span::ALWAYS.latest });
                    }
                }
                let tasks: Vec<&Task> = tasks.iter().collect();
                let table = drive(self.problem.travel(vehicle), vehicle, &tasks, *start);
                if table.end > vehicle.shift.latest || is_late(&tasks, &table) {
                    return None;
                }
                let leaves = table.end - vehicle.max_duration;
                has_moved |= leaves > *start;
                *start = leaves.max(*start);
                for (task, &(_, begin, _)) in tasks.iter().zip(&table.visits) {
                    if let Some(known) = earliest.get_mut(&task.index) {
                        has_moved |= begin > *known;
                        *known = begin.max(*known);
                    }
                }
            }
            for (meeting, tasks) in self.problem.meetings().iter().zip(&self.held) {
                let last = tasks.iter().map(|task| earliest[task]).max().unwrap_or(0);
                for task in tasks {
                    if let Some(known) = earliest.get_mut(task).filter(|known| **known < last - meeting.gap) {
                        *known = last - meeting.gap;
                        has_moved = true;
                    }
                }
            }
            if !has_moved {
                return Some(earliest);
            }
        }
        None
    }

    /// What some tours cost with meetings at their moments; none where one does not keep them.
    fn cost<'t>(&self, tours: impl Iterator<Item = &'t &'t Tour>, moments: &[Option<i64>]) -> Option<Cost> {
        let costs = tours.map(|tour| {
            let vehicle = &self.problem.vehicles()[tour.vehicle];
            let own = self.own(tour, moments);
            let own: Vec<&Task> = own.iter().collect();
            let keeps = if self.problem.needs_itineraries() {
                Way::new(self.problem, vehicle, &own).is_some_and(|way| way.cost().is_some())
            } else {
                let table = super::timetable(self.problem, vehicle, &own);
                let lasts = table.end - table.start;
                !is_late(&own, &table) && table.end <= vehicle.shift.latest && lasts <= vehicle.max_duration
            };
            keeps.then(|| route(self.problem, tour, 1, &own).1.total())
        });
        costs.sum()
    }

    /// Moves one meeting to where the tours cost least, the others standing.
    fn improve(&self, number: usize, moments: &mut [Option<i64>]) {
        let held = &self.held[number];
        let come = || self.tours.iter().filter(|tour| tour.tasks.iter().any(|task| held.contains(task)));
        let gap = self.problem.meetings()[number].gap;
        let standing = core::mem::take(&mut moments[number]);
        let mut tried: Vec<i64> = standing.into_iter().collect();
        for tour in come() {
            let own = self.own(tour, moments);
            let own: Vec<&Task> = own.iter().collect();
            for event in itinerary(self.problem, &self.problem.vehicles()[tour.vehicle], &own).events {
                let Act::Task(position) = event.act else { continue };
                if held.contains(&own[position].index) {
                    tried.extend([event.begin, event.begin - gap]);
                }
            }
        }
        let windows = held.iter().flat_map(|&task| &self.problem.tasks()[task].windows);
        tried.extend(windows.flat_map(|window| [window.earliest, window.latest - gap]));
        let mut best: Option<(Cost, i64)> = None;
        for moment in tried.into_iter().filter(|&moment| moment >= 0).take(MOST_TRIED) {
            moments[number] = Some(moment);
            // Meetings that have no moment yet must still find one.
            let holds = moments.iter().all(Option::is_some) || self.earliest(moments).is_some();
            let found = self.cost(come(), moments).filter(|_| holds).map(|cost| (cost, moment));
            best = [best, found].into_iter().flatten().min();
        }
        moments[number] = best.map(|(_, moment)| moment);
    }
}

#[cfg(test)]
#[path = "meetings_tests.rs"]
mod tests;
