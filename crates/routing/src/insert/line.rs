//! A route made ready for questions: what is known at each position of it, so that a place for a request is judged
//! without driving the whole.

use crate::plan::{Piece, spread, timetable};
use crate::problem::{Cost, PlaceIndex, Problem, Request, Task, Vehicle};

/// Before any time; leaves room for sums.
const NEVER: i64 = i64::MIN / 4;

/// A route; position `i` is after its first `i` tasks.
#[derive(Clone)]
pub(crate) struct Line<'a> {
    pub problem: &'a Problem,
    pub vehicle: &'a Vehicle,
    /// Index of the vehicle.
    pub kind: usize,
    /// Which tour of the solution this is; none for a vehicle that is idle.
    pub tour: Option<usize>,
    pub tasks: Vec<&'a Task>,
    /// Earliest departure from each position.
    pub early: Vec<i64>,
    /// Latest departure from each position with which all that follows is in time.
    pub late: Vec<i64>,
    /// From the start's departure to the departure from each position.
    pub ahead: Vec<Piece>,
    /// From the departure from each position to the end.
    pub rest: Vec<Piece>,
    /// Load on leaving each position, by dimension.
    pub load: Vec<Vec<i64>>,
    /// The fullest before and at each position, by dimension.
    pub before: Vec<Vec<i64>>,
    /// The fullest after each position, by dimension.
    pub after: Vec<Vec<i64>>,
    /// Metres of the whole.
    pub metres: i64,
    /// Seconds of driving, set-up and service.
    pub busy: i64,
    /// Seconds of the shortest timetable, where they matter.
    pub duration: i64,
}

/// The latest start of service that ends by `until` with `work` seconds of it, in some window.
fn latest_begin(task: &Task, until: i64, work: i64) -> Option<i64> {
    let begins = task.windows.iter().map(|window| (window.earliest, window.latest.min(until - work)));
    begins.filter(|(earliest, latest)| earliest <= latest).map(|(_, latest)| latest).max()
}

/// The first start of service for an arrival; none when it is too late.
pub(super) fn first_begin(task: &Task, arrival: i64) -> Option<i64> {
    task.windows.iter().find(|window| arrival <= window.latest).map(|window| arrival.max(window.earliest))
}

impl<'a> Line<'a> {
    pub(crate) fn new(problem: &'a Problem, kind: usize, tour: Option<usize>, tasks: Vec<&'a Task>) -> Self {
        let vehicle = &problem.vehicles()[kind];
        let positions = tasks.len() + 1;
        let mut line = Self {
            problem,
            vehicle,
            kind,
            tour,
            tasks,
            early: Vec::with_capacity(positions),
            late: vec![NEVER; positions],
            ahead: Vec::with_capacity(positions),
            rest: Vec::new(),
            load: Vec::with_capacity(positions),
            before: Vec::with_capacity(positions),
            after: vec![vec![NEVER; problem.dimensions()]; positions],
            metres: 0,
            busy: 0,
            duration: 0,
        };
        line.look_ahead();
        line.look_back();
        if line.needs_timetable() && !line.tasks.is_empty() {
            line.duration = if has_one_window(line.tasks.iter().copied()) {
                line.ahead[0].then(0, line.rest[0]).duration
            } else {
                let table = timetable(problem, vehicle, &line.tasks);
                table.end - table.start
            };
        }
        line
    }

    /// Whether costs or limits depend on the departure, so that only a whole timetable has the last word.
    pub(crate) fn needs_timetable(&self) -> bool {
        let is_priced = self.vehicle.per_second > 0 || self.problem.strain().per_second > 0;
        is_priced || self.vehicle.max_duration < self.vehicle.shift.latest - self.vehicle.shift.earliest
    }

    /// What a request costs on this route beyond its way: the vehicle, where it is idle, the change, and that tasks lie
    /// farther apart.
    pub(crate) fn opening(&self, request: &Request, members: &[Task]) -> Cost {
        let fixed = if self.tour.is_none() { self.vehicle.fixed } else { 0 };
        fixed + self.problem.change_of(self.kind, request) + self.scattering(members)
    }

    /// What it costs that tasks lie farther apart with a request.
    pub(crate) fn scattering(&self, members: &[Task]) -> Cost {
        let all: Vec<&Task> = self.tasks.iter().copied().chain(members).collect();
        let farthest = |tasks: &[&Task]| spread(self.problem, self.vehicle, tasks);
        self.problem.compactness() * (farthest(&all) - farthest(&self.tasks))
    }

    /// Whether the goods of a request may travel with those of the route.
    pub(crate) fn may_carry(&self, request: &Request) -> bool {
        let classes = self.problem.goods().iter().enumerate();
        let apart = classes.filter(|(line, _)| request.goods >> line & 1 == 1).fold(0, |apart, (_, class)| apart | class.apart);
        apart == 0 || self.tasks.iter().all(|task| self.problem.jobs()[task.job].goods & apart == 0)
    }

    /// Whether a task may be served at a position: not between stops that follow one another, nor before a first one.
    pub(crate) fn admits(&self, task: &Task, position: usize) -> bool {
        let before = position.checked_sub(1).map(|before| self.tasks[before]);
        let after = self.tasks.get(position).copied();
        let is_bound = || before.zip(after).is_some_and(|(before, after)| self.problem.is_followed_by(before, after));
        !before.is_some_and(|before| before.is_last || task.is_first)
            && !after.is_some_and(|after| after.is_first || task.is_last)
            && !is_bound()
    }

    /// Where the vehicle is at a position.
    pub(crate) fn place(&self, position: usize) -> Option<PlaceIndex> {
        position.checked_sub(1).map_or(self.vehicle.start, |task| Some(self.tasks[task].place))
    }

    /// Where it goes from a position.
    pub(crate) fn next(&self, position: usize) -> Option<PlaceIndex> {
        self.tasks.get(position).map_or(self.vehicle.end, |task| Some(task.place))
    }

    /// Metres and seconds between two places.
    pub(crate) fn leg(&self, from: Option<PlaceIndex>, to: Option<PlaceIndex>) -> (i64, i64) {
        let travel = self.problem.travel(self.vehicle);
        from.zip(to).map_or((0, 0), |(from, to)| (travel.distance(from, to), travel.duration(from, to)))
    }

    /// Cost of metres more.
    pub(crate) fn price(&self, metres: i64) -> Cost {
        self.vehicle.per_metre * metres
    }

    fn look_ahead(&mut self) {
        let dimensions = self.problem.dimensions();
        let jobs = self.tasks.iter().filter(|task| task.kind == crate::problem::TaskKind::Job);
        let mut load = self.vehicle.initial_load.clone();
        for task in jobs {
            load.iter_mut().zip(&task.delivery).for_each(|(load, amount)| *load += amount);
        }
        let mut fullest = load.clone();
        let mut now = self.vehicle.shift.earliest;
        let mut piece = Piece::new(self.vehicle.shift, 0);
        self.early.push(now);
        self.ahead.push(piece);
        self.load.push(load.clone());
        self.before.push(fullest.clone());
        for position in 0..self.tasks.len() {
            let task = self.tasks[position];
            let from = self.place(position);
            let (metres, seconds) = self.leg(from, Some(task.place));
            let work = task.service + set_up(task, from);
            // A route that is late already stays so: nothing fits after that.
            now = first_begin(task, now + seconds).unwrap_or(-NEVER) + work;
            piece = piece.then(seconds, served(task, work));
            self.metres += metres;
            self.busy += seconds + work;
            for dimension in 0..dimensions {
                load[dimension] += task.pickup[dimension] - task.delivery[dimension];
                fullest[dimension] = fullest[dimension].max(load[dimension]);
            }
            self.early.push(now.min(-NEVER));
            self.ahead.push(piece);
            self.load.push(load.clone());
            self.before.push(fullest.clone());
        }
        let (metres, seconds) = self.leg(self.place(self.tasks.len()), self.vehicle.end);
        // An idle vehicle that serves nothing drives nothing.
        if !self.tasks.is_empty() {
            self.metres += metres;
            self.busy += seconds;
        }
    }

    fn look_back(&mut self) {
        let last = self.tasks.len();
        let home = self.leg(self.place(last), self.vehicle.end).1;
        self.late[last] = self.vehicle.shift.latest - home;
        self.rest = vec![Piece::new(self.vehicle.shift, 0).after(home); last + 1];
        for position in (0..last).rev() {
            let task = self.tasks[position];
            let from = self.place(position);
            let (work, way) = (task.service + set_up(task, from), self.leg(from, Some(task.place)).1);
            let begin = latest_begin(task, self.late[position + 1], work);
            self.late[position] = begin.map_or(NEVER, |begin| begin - way);
            self.rest[position] = served(task, work).then(0, self.rest[position + 1]).after(way);
            for dimension in 0..self.problem.dimensions() {
                self.after[position][dimension] = self.after[position + 1][dimension].max(self.load[position + 1][dimension]);
            }
        }
    }
}

/// A task as a piece of its route, in its first window.
pub(super) fn served(task: &Task, work: i64) -> Piece {
    Piece::new(task.windows[0], work)
}

/// Whether each task has one window: then pieces of a route say exactly how long the whole lasts.
pub(super) fn has_one_window<'t>(mut tasks: impl Iterator<Item = &'t Task>) -> bool {
    tasks.all(|task| task.windows.len() == 1)
}

/// Stops of a route: tasks in a row at one place are one.
pub(crate) fn stops(tasks: &[&Task]) -> usize {
    tasks.chunk_by(|before, task| before.place == task.place).count()
}

/// Seconds of set-up after a stop at `before`.
pub(super) fn set_up(task: &Task, before: Option<PlaceIndex>) -> i64 {
    if before == Some(task.place) { 0 } else { task.setup }
}
