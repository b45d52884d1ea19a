//! One window a stop, and time that costs nothing: the earliest departure and the latest arrival say it all.

use super::{Constraint, timetable};
use crate::{
    problem::{Cost, Span},
    search::{Node, model::Model},
};

/// Windows and shifts.
#[derive(Debug)]
pub(crate) struct Windows {
    stops: Vec<Stop>,
    shifts: Vec<Span>,
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    earliest: i64,
    latest: i64,
    service: i64,
}

impl Windows {
    /// None where time is more than windows: several of them, set-ups, limits or prices on durations.
    pub(crate) fn new(model: &Model<'_>) -> Option<Self> {
        let problem = model.problem;
        let is_plain = !timetable::counts_durations(problem)
            && problem.tasks().iter().all(|task| task.windows.len() == 1 && task.setup == 0);
        if !is_plain {
            return None;
        }
        let stop = |node| match model.task(node) {
            Some(task) => Stop { earliest: task.windows[0].earliest, latest: task.windows[0].latest, service: task.service },
            None => Stop { earliest: 0, latest: i64::MAX, service: 0 },
        };
        Some(Self {
            stops: (0..model.nodes() as Node).map(stop).collect(),
            shifts: problem.vehicles().iter().map(|vehicle| vehicle.shift).collect(),
        })
    }
}

impl Constraint for Windows {
    /// Earliest departure.
    type Ahead = i64;
    /// Latest arrival.
    type Rest = i64;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, fleet: usize) -> i64 {
        self.shifts[fleet].earliest
    }

    fn arrive(&self, _: &Model<'_>, fleet: usize) -> i64 {
        self.shifts[fleet].latest
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, &departure: &i64, from: Node, to: Node) -> Option<i64> {
        let stop = &self.stops[to as usize];
        let arrival = departure + model.legs(fleet).duration(from, to);
        (arrival <= stop.latest).then(|| arrival.max(stop.earliest) + stop.service)
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, &latest: &i64) -> i64 {
        let stop = &self.stops[from as usize];
        stop.latest.min(latest - model.legs(fleet).duration(from, to) - stop.service)
    }

    #[inline]
    fn close(&self, model: &Model<'_>, fleet: usize, &departure: &i64, from: Node, tail: &[Node], &latest: &i64) -> Option<Cost> {
        (departure + model.legs(fleet).duration(from, tail[0]) <= latest).then_some(0)
    }

    #[inline]
    fn is_past(&self, &departure: &i64, node: Node) -> bool {
        departure > self.stops[node as usize].latest
    }

    #[inline]
    fn is_early(&self, &latest: &i64, node: Node) -> bool {
        let stop = &self.stops[node as usize];
        stop.earliest + stop.service > latest
    }
}
