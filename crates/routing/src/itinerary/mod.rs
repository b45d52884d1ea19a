//! Itineraries: a route driven as a whole, with breaks and reloads put where they cost least.
//!
//! Given who serves what in which order, an itinerary says when the vehicle leaves, where its driver takes breaks, between
//! which stops it reloads and where, and in which window each stop is served. Breaks and reloads are placed here and are no
//! nodes of the search: an order of tasks then has one meaning, moves stay what they are, and a plan of orders can be kept.
//!
//! For one departure, a search over labels finds the cheapest way to serve the tasks in their order ([`drive`]); it is exact.
//! The departure itself is chosen among those at which the cost can have a corner ([`departure`]): exact where the order of
//! events is settled; with breaks, reloads and speeds by the hour, the best of the orders of events that were found.
//!
//! This is the seam for everything that no label can hold: [`Way::cost`] is the search's verdict on a route, [`Way::best`]
//! its timetable.

mod departure;
mod drive;
mod hours;
mod trips;

use haulage_scheduling::plan::{CountsAs, EntryKind};

use crate::{
    problem::{Cost, Depot, Pause, PlaceIndex, Problem, Span, Task, TaskKind, Vehicle},
    travel::Travel,
};

/// What happens at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// The vehicle leaves.
    Start,
    /// The task of this position is served.
    Task(usize),
    /// The break of this number is taken.
    Break(usize),
    /// The driver pauses because a law says so: a break, a rest, or waiting, and what it counts as.
    Pause(EntryKind, Option<CountsAs>),
    /// A trip ends and the next is loaded.
    Reload,
    /// The vehicle is back.
    End,
}

/// Something that happens on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) act: Act,
    /// Where; none at the missing end of an open route, and on the road.
    pub(crate) place: Option<PlaceIndex>,
    pub(crate) arrival: i64,
    /// When service, break or loading begins.
    pub(crate) begin: i64,
    pub(crate) departure: i64,
    /// Metres since the start.
    pub(crate) metres: i64,
}

/// A route with all that happens on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Itinerary {
    /// From [`Act::Start`] to [`Act::End`], both included.
    pub(crate) events: Vec<Event>,
    /// Penalties of the breaks that were due and are left out.
    pub(crate) omitted: Cost,
}

impl Itinerary {
    /// When the vehicle leaves.
    pub(crate) fn start(&self) -> i64 {
        self.events.first().map_or(0, |event| event.departure)
    }

    /// When its route is over.
    pub(crate) fn end(&self) -> i64 {
        self.events.last().map_or(0, |event| event.departure)
    }

    /// Metres of the whole.
    pub(crate) fn metres(&self) -> i64 {
        self.events.last().map_or(0, |event| event.metres)
    }
}

/// A vehicle and what it serves, in order.
#[derive(Debug)]
pub(crate) struct Way<'a> {
    vehicle: &'a Vehicle,
    travel: &'a Travel,
    /// The depots whose hours count.
    depots: &'a [Depot],
    tasks: &'a [&'a Task],
    /// Where a trip that begins at a position must have ended: with more tasks it would not fit on board.
    reach: Vec<usize>,
}

impl<'a> Way<'a> {
    /// None where the goods do not fit, or lie in each other's way, whenever the vehicle leaves.
    pub(crate) fn new(problem: &'a Problem, vehicle: &'a Vehicle, tasks: &'a [&'a Task]) -> Option<Self> {
        let reach = trips::reach(problem, vehicle, tasks);
        let fits = vehicle.reload.is_some() || reach.first().is_none_or(|&last| last == tasks.len());
        let is_in_reach = fits && (!vehicle.is_lifo || trips::is_lifo(problem, tasks));
        is_in_reach.then(|| Self { vehicle, travel: problem.travel(vehicle), depots: problem.depots(), tasks, reach })
    }

    /// The same where depots never close.
    pub(crate) fn always_open(self) -> Self {
        Self { depots: &[], ..self }
    }

    /// When a place is open; nowhere is always.
    fn opening(&self, place: Option<PlaceIndex>) -> &'a [Span] {
        let depot = place.and_then(|place| self.depots.iter().find(|depot| depot.place == place));
        depot.map_or(&[Span::ALWAYS], |depot| &depot.opening)
    }

    /// What the best itinerary costs beyond the vehicle's fixed cost; none where there is no feasible one.
    pub(crate) fn cost(&self) -> Option<Cost> {
        if let Some(driver) = &self.vehicle.driver {
            return self.lawful_cost(driver);
        }
        departure::search(self).map(|found| found.outcome.cost)
    }

    /// The best itinerary.
    pub(crate) fn best(&self) -> Option<Itinerary> {
        if let Some(driver) = &self.vehicle.driver {
            return self.lawful(driver);
        }
        departure::search(self).map(|found| Itinerary { events: found.events, omitted: found.outcome.omitted })
    }

    /// The first moment, not before `from`, at which the vehicle may leave.
    fn departure_from(&self, from: i64) -> Option<i64> {
        let from = from.max(self.vehicle.shift.earliest);
        first_moment(self.opening(self.vehicle.start), from).filter(|&start| start <= self.vehicle.shift.latest)
    }

    /// Whether leaving later can be cheaper than leaving early.
    const fn prices_time(&self) -> bool {
        let vehicle = self.vehicle;
        let counts = vehicle.per_second > 0 || vehicle.per_waiting > 0 || vehicle.max_duration < Span::ALWAYS.latest;
        counts || vehicle.pays_overtime()
    }
}

/// What the depots of a route give out for it: where it starts, and where it reloads.
pub(crate) fn given(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Vec<(PlaceIndex, Vec<i64>)> {
    let mut given: Vec<(PlaceIndex, Vec<i64>)> = Vec::new();
    let nothing = || vec![0; problem.dimensions()];
    let add = |given: &mut Vec<(PlaceIndex, Vec<i64>)>, task: &Task| {
        let Some((_, amounts)) = given.last_mut().filter(|_| task.kind == TaskKind::Job) else { return };
        amounts.iter_mut().zip(&task.delivery).for_each(|(sum, amount)| *sum += amount);
    };
    if vehicle.reload.is_none() {
        given.extend(vehicle.start.map(|place| (place, nothing())));
        for task in tasks {
            add(&mut given, task);
        }
        return given;
    }
    for event in crate::plan::itinerary(problem, vehicle, tasks).events {
        match event.act {
            Act::Start | Act::Reload => given.extend(event.place.map(|place| (place, nothing()))),
            Act::Task(index) => add(&mut given, tasks[index]),
            Act::Break(_) | Act::Pause(..) | Act::End => {}
        }
    }
    given
}

/// The first moment inside windows that is not before another.
fn first_moment(windows: &[Span], from: i64) -> Option<i64> {
    windows.iter().find(|window| from <= window.latest).map(|window| from.max(window.earliest))
}

/// The breaks that are due on a route and not in `taken`: the vehicle has left by the last moment at which they may begin,
/// and is still on its way after it.
pub(crate) fn due(vehicle: &Vehicle, start: i64, end: i64, taken: u32) -> impl Iterator<Item = &Pause> {
    let breaks = vehicle.breaks.iter().enumerate();
    let due = breaks.filter(move |(index, pause)| taken >> index & 1 == 0 && (start..end).contains(&pause.latest()));
    due.map(|(_, pause)| pause)
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/working-day.md")]
struct Page;

#[cfg(test)]
mod tests;
