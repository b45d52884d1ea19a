//! Time in full: several windows a stop, set-ups, shifts, and durations that are limited or paid.

use super::Constraint;
use crate::{
    plan::Piece,
    problem::{Cost, Problem, Span, Task},
    search::{Node, model::Model},
};

/// Whether a route's duration is limited or paid.
pub(super) fn counts_durations(problem: &Problem) -> bool {
    problem.vehicles().iter().any(|vehicle| vehicle.per_second > 0 || vehicle.max_duration < Span::ALWAYS.latest)
}

/// Whether nothing in the problem can be too late or cost time.
pub(crate) fn is_timeless(problem: &Problem) -> bool {
    let longest = problem.profiles().iter().map(|profile| profile.travel.longest()).max().unwrap_or(0);
    let work = problem.tasks().iter().map(|task| i128::from(task.service + task.setup)).sum::<i128>();
    let worst = i128::from(longest) * (problem.tasks().len() as i128 + 1) + work;
    worst <= i128::from(Span::ALWAYS.latest)
        && !counts_durations(problem)
        && problem.tasks().iter().all(|task| task.windows == [Span::ALWAYS])
        && problem.vehicles().iter().all(|vehicle| vehicle.shift == Span::ALWAYS)
}

/// Windows, service, set-ups, shifts and durations.
///
/// Where routes are driven as a whole this is a bound: windows are as wide as lateness allows, and durations count only as
/// far as they cannot be overrated.
///
/// With one window a stop, durations are exact. With several, feasibility is exact and each stop takes the first window
/// that its earliest arrival allows; the duration with these windows is one that the route can keep, so a limit holds
/// and a price is never too low. The plan's own timetable may still find a shorter one.
#[derive(Debug)]
pub(crate) struct Timetable {
    stops: Vec<Stop>,
    spans: Vec<Span>,
    shifts: Vec<Shift>,
    counts_durations: bool,
    has_choice: bool,
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    first_window: u32,
    windows: u32,
    place: usize,
    service: i64,
    setup: i64,
}

#[derive(Debug)]
struct Shift {
    span: Span,
    max_duration: i64,
    per_second: Cost,
}

impl Timetable {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let problem = model.problem;
        let mut spans = Vec::new();
        let mut stop = |node| {
            let first_window = spans.len() as u32;
            let task = model.task(node);
            spans.extend(task.map_or(vec![Span::ALWAYS], Task::begins));
            Stop {
                first_window,
                windows: spans.len() as u32 - first_window,
                place: model.place(node),
                service: task.map_or(0, |task| task.service),
                setup: task.map_or(0, |task| task.setup),
            }
        };
        let stops = (0..model.nodes() as Node).map(&mut stop).collect();
        let has_choice = problem.tasks().iter().any(|task| task.windows.len() > 1);
        let is_overrated = has_choice && problem.needs_itineraries();
        let shift = |(fleet, vehicle): (usize, &crate::problem::Vehicle)| Shift {
            span: vehicle.shift,
            max_duration: if is_overrated { Span::ALWAYS.latest } else { vehicle.max_duration },
            per_second: model.fleets[fleet].per_second,
        };
        Self {
            stops,
            spans,
            shifts: problem.vehicles().iter().enumerate().map(shift).collect(),
            counts_durations: counts_durations(problem) && !is_overrated,
            has_choice,
        }
    }

    fn windows(&self, stop: &Stop) -> &[Span] {
        &self.spans[stop.first_window as usize..(stop.first_window + stop.windows) as usize]
    }

    /// Seconds of work at `to` when the stop before is `from`.
    #[inline]
    fn work(&self, from: Node, to: Node) -> i64 {
        let stop = &self.stops[to as usize];
        stop.service + if self.stops[from as usize].place == stop.place { 0 } else { stop.setup }
    }

    /// A stop as a piece, served in the first window that has not closed at `arrival`.
    #[inline]
    fn visit(&self, fleet: usize, node: Node, arrival: i64, work: i64, is_end: bool) -> Option<Piece> {
        let window = if is_end {
            Some(&self.shifts[fleet].span).filter(|span| arrival <= span.latest)
        } else {
            self.windows(&self.stops[node as usize]).iter().find(|window| arrival <= window.latest)
        };
        window.map(|&window| Piece::new(window, work))
    }
}

impl Constraint for Timetable {
    /// From departure at the start to departure at the node.
    type Ahead = Piece;
    /// From departure at the node to arrival at the end.
    type Rest = Piece;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, fleet: usize) -> Piece {
        Piece::new(self.shifts[fleet].span, 0)
    }

    fn arrive(&self, model: &Model<'_>, fleet: usize) -> Piece {
        self.depart(model, fleet)
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Piece, from: Node, to: Node) -> Option<Piece> {
        let travel = model.legs(fleet).duration(from, to);
        let is_end = to as usize >= model.tasks;
        let visit = self.visit(fleet, to, ahead.end() + travel, self.work(from, to), is_end)?;
        let piece = ahead.then(travel, visit);
        (piece.duration <= self.shifts[fleet].max_duration).then_some(piece)
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Piece) -> Piece {
        let travel = model.legs(fleet).duration(from, to);
        let work = self.work(from, to);
        let piece = if to as usize >= model.tasks {
            *rest
        } else {
            let windows = self.windows(&self.stops[to as usize]);
            let open = windows.iter().rev().find(|window| window.earliest <= rest.latest - work);
            Piece::new(*open.unwrap_or(&windows[0]), work).then(0, *rest)
        };
        piece.after(travel)
    }

    #[inline]
    fn close(&self, model: &Model<'_>, fleet: usize, ahead: &Piece, from: Node, tail: &[Node], rest: &Piece) -> Option<Cost> {
        let first = self.extend(model, fleet, ahead, from, tail[0])?;
        if first.end() > rest.latest {
            return None;
        }
        if !self.counts_durations {
            return Some(0);
        }
        let whole = if self.has_choice {
            tail.windows(2).try_fold(first, |piece, pair| self.extend(model, fleet, &piece, pair[0], pair[1]))?
        } else {
            first.then(0, *rest)
        };
        let shift = &self.shifts[fleet];
        (whole.duration <= shift.max_duration).then_some(shift.per_second * whole.duration)
    }

    #[inline]
    fn is_past(&self, ahead: &Piece, node: Node) -> bool {
        let windows = self.windows(&self.stops[node as usize]);
        windows.last().is_some_and(|last| ahead.end() > last.latest)
    }

    #[inline]
    fn is_early(&self, rest: &Piece, node: Node) -> bool {
        let stop = &self.stops[node as usize];
        self.spans[stop.first_window as usize].earliest + stop.service > rest.latest
    }
}
