//! Every place of a request on a route: its stops in order, each at any position.

use super::line::{Line, first_begin, served, set_up};
use crate::{
    plan::Piece,
    problem::{PlaceIndex, Task, TaskKind},
};

/// A place: what it adds, and by how much it breaks what it may be allowed to break.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    /// For each stop, the position after which it goes.
    pub positions: &'p [usize],
    /// Metres more.
    pub metres: i64,
    /// Seconds of driving, set-up and service more.
    pub busy: i64,
    /// Seconds from start to end of the whole, as its pieces say; exact where each task has one window.
    pub duration: i64,
    /// How much too much is on board, in the dimension where it is worst.
    pub excess: i64,
    /// That dimension.
    pub dimension: usize,
    /// Seconds too late at the stop where it is worst, as far as the request's last stop.
    pub lateness: i64,
    /// Seconds by which what follows, the end of the shift included, is too late.
    pub overrun: i64,
}

/// Goes through all places of a request on a line.
pub(crate) struct Walk<'w, 'a, F> {
    pub line: &'w Line<'a>,
    pub members: &'w [Task],
    /// Whether places that break the capacity or come too late are told, with how much.
    pub lenient: bool,
    /// Steps left.
    pub steps: &'w mut u64,
    pub positions: Vec<usize>,
    pub visit: F,
}

/// How far a walk has come.
#[derive(Clone)]
struct Point {
    /// Tasks of the line that are done.
    at: usize,
    place: Option<PlaceIndex>,
    depart: i64,
    /// The way so far.
    piece: Piece,
    metres: i64,
    busy: i64,
    /// Load more than the line has here, by dimension.
    extra: Vec<i64>,
    excess: i64,
    dimension: usize,
    lateness: i64,
}

impl<F: FnMut(Place<'_>)> Walk<'_, '_, F> {
    /// Visits the places; fewer when the steps run out.
    pub(crate) fn run(mut self) {
        let dimensions = self.line.problem.dimensions();
        let mut carried = vec![0; dimensions];
        for task in self.members.iter().filter(|task| task.kind == TaskKind::Job) {
            carried.iter_mut().zip(&task.delivery).for_each(|(carried, amount)| *carried += amount);
        }
        // Settled stops come first; a vehicle that has some and serves none of them takes nothing else.
        for at in self.line.vehicle.first.len()..=self.line.tasks.len() {
            let mut point = Point {
                at,
                place: self.line.place(at),
                depart: self.line.early[at],
                piece: self.line.ahead[at],
                metres: 0,
                busy: 0,
                extra: carried.clone(),
                excess: 0,
                dimension: 0,
                lateness: 0,
            };
            // What is brought from the start is on board up to here; further along there is no less.
            if !self.fits(&mut point, &self.line.before[at]) || *self.steps == 0 {
                return;
            }
            self.stop(0, point);
        }
    }

    /// Whether a load, with what the request adds to it, fits; a lenient walk notes how much it does not.
    fn fits(&self, point: &mut Point, load: &[i64]) -> bool {
        for (dimension, (load, extra)) in load.iter().zip(&point.extra).enumerate() {
            let excess = load + extra - self.line.vehicle.capacity[dimension];
            if excess > point.excess {
                (point.excess, point.dimension) = (excess, dimension);
            }
        }
        self.lenient || point.excess == 0
    }

    /// Drives on to a task and serves it.
    fn serve(&self, point: &mut Point, task: &Task) -> bool {
        let (metres, seconds) = self.line.leg(point.place, Some(task.place));
        let arrival = point.depart + seconds;
        let work = task.service + set_up(task, point.place);
        let begin = first_begin(task, arrival);
        if begin.is_none() {
            let latest = task.windows.last().map_or(arrival, |window| window.latest);
            point.lateness = point.lateness.max(arrival - latest);
        }
        point.depart = begin.unwrap_or(arrival) + work;
        point.piece = point.piece.then(seconds, served(task, work));
        point.place = Some(task.place);
        point.metres += metres;
        point.busy += seconds + work;
        begin.is_some() || self.lenient
    }

    /// Puts the stop of this number here, and the later ones wherever they fit.
    fn stop(&mut self, number: usize, mut point: Point) {
        *self.steps = self.steps.saturating_sub(1);
        let task = &self.members[number];
        if !self.line.admits(task, point.at) {
            return;
        }
        if !self.serve(&mut point, task) {
            return;
        }
        for (dimension, extra) in point.extra.iter_mut().enumerate() {
            *extra += task.pickup[dimension] - task.delivery[dimension];
        }
        let at = point.at;
        if !self.fits(&mut point, &self.line.load[at]) {
            return;
        }
        self.positions.push(point.at);
        if number + 1 == self.members.len() {
            self.close(point);
        } else {
            while *self.steps > 0 {
                self.stop(number + 1, point.clone());
                if !self.pass(&mut point) {
                    break;
                }
            }
        }
        self.positions.pop();
    }

    /// Serves the line's next task.
    fn pass(&mut self, point: &mut Point) -> bool {
        let line = self.line;
        let Some(task) = line.tasks.get(point.at) else { return false };
        self.leave(point);
        let on_time = self.serve(point, task);
        point.at += 1;
        on_time && self.fits(point, &line.load[point.at])
    }

    /// The leg of the line that is not driven any more, and the set-up and service that are counted again.
    fn leave(&self, point: &mut Point) {
        let (metres, seconds) = self.line.leg(self.line.place(point.at), self.line.next(point.at));
        if !self.line.tasks.is_empty() {
            point.metres -= metres;
            point.busy -= seconds;
        }
        if let Some(task) = self.line.tasks.get(point.at) {
            point.busy -= task.service + set_up(task, self.line.place(point.at));
        }
    }

    /// Joins the rest of the line.
    fn close(&mut self, mut point: Point) {
        let line = self.line;
        let at = point.at;
        if !self.fits(&mut point, &line.after[at]) {
            return;
        }
        self.leave(&mut point);
        let latest = if let Some(task) = line.tasks.get(point.at) {
            if !self.serve(&mut point, task) {
                return;
            }
            point.piece = point.piece.then(0, line.rest[point.at + 1]);
            line.late[point.at + 1]
        } else {
            let (metres, seconds) = line.leg(point.place, line.vehicle.end);
            point.piece = point.piece.then(seconds, Piece::new(line.vehicle.shift, 0));
            point.metres += metres;
            point.busy += seconds;
            point.depart += seconds;
            line.vehicle.shift.latest
        };
        let overrun = (point.depart - latest).max(0);
        if self.lenient || overrun == 0 {
            let Point { piece, metres, busy, excess, dimension, lateness, .. } = point;
            let (positions, duration) = (&self.positions[..], piece.duration);
            (self.visit)(Place { positions, metres, busy, duration, excess, dimension, lateness, overrun });
        }
    }
}
