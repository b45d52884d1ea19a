//! The lines of a solution and the idle vehicles beside them, and the cheapest place for a request among them.

use super::{
    line::{Line, has_one_window, stops},
    walk::{Place, Walk},
};
use crate::{
    itinerary::given,
    plan::{Solution, Workload, timetable},
    problem::{Cost, PlaceIndex, Problem, Request, Task, TaskKind},
};

/// All lines that could take a request.
pub(crate) struct Fleet<'a> {
    pub problem: &'a Problem,
    /// The tours of the solution, then an idle vehicle of each type that has one.
    pub lines: Vec<Line<'a>>,
    /// What the tours leave of depots' stocks.
    left: Vec<(PlaceIndex, Vec<i64>)>,
    /// What each tour has to do, where the heaviest workload has a price.
    loads: Vec<Workload>,
}

/// A place for a request.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Which of the fleet's lines.
    pub line: usize,
    /// For each stop, the position of the line after which it goes.
    pub positions: Vec<usize>,
    /// What the route costs more.
    pub cost: Cost,
    /// Metres more.
    pub metres: i64,
}

/// A place whose cost is not known yet but bounded from below.
struct Candidate {
    bound: Cost,
    line: usize,
    metres: i64,
    positions: Vec<usize>,
}

impl<'a> Fleet<'a> {
    /// The lines of a solution, of tasks with the windows that their meetings leave.
    pub(crate) fn new(problem: &'a Problem, solution: &Solution, timed: &'a [Task]) -> Self {
        let mut used = vec![0; problem.vehicles().len()];
        let mut lines = Vec::with_capacity(solution.tours.len() + used.len());
        for (index, tour) in solution.tours.iter().enumerate() {
            used[tour.vehicle] += 1;
            lines.push(Line::new(problem, tour.vehicle, Some(index), tour.of(timed)));
        }
        for (kind, vehicle) in problem.vehicles().iter().enumerate() {
            if used[kind] < vehicle.count {
                lines.push(Line::new(problem, kind, None, Vec::new()));
            }
        }
        let mut left: Vec<_> = problem.depots().iter().map(|depot| (depot.place, depot.stock.clone())).collect();
        for line in lines.iter().filter(|line| !problem.depots().is_empty() && line.tour.is_some()) {
            for (place, amounts) in given(problem, line.vehicle, &line.tasks) {
                let of_place = left.iter_mut().filter(|(depot, _)| *depot == place);
                of_place.for_each(|(_, left)| left.iter_mut().zip(&amounts).for_each(|(left, amount)| *left -= amount));
            }
        }
        let loads = if problem.strain().matters() { lines.iter().map(Line::workload).collect() } else { Vec::new() };
        Self { problem, lines, left, loads }
    }

    /// The heaviest workloads of all tours but one.
    pub(super) fn others(&self, line: usize) -> Workload {
        let others = self.loads.iter().enumerate().filter(|(other, _)| *other != line);
        others.fold(Workload::default(), |most, (_, load)| most.or_more(load))
    }

    /// What the plan costs more where a tour's workload changes and that of the others stays.
    pub(super) fn toll(&self, line: usize, others: Workload, load: Workload) -> Cost {
        let Some(before) = self.loads.get(line) else { return 0 };
        others.or_more(&load).cost(self.problem) - others.or_more(before).cost(self.problem)
    }

    /// By how much the depot of a line has too little for a request, and in which dimension; where a vehicle reloads, its
    /// itinerary chooses the depot.
    pub(crate) fn shortage(&self, line: &Line<'_>, members: &[Task]) -> Option<(PlaceIndex, usize, i64)> {
        let start = line.vehicle.start.filter(|_| line.vehicle.reload.is_none())?;
        let (place, left) = self.left.iter().find(|(place, _)| *place == start)?;
        let needs = |dimension: usize| {
            let jobs = members.iter().filter(|task| task.kind == TaskKind::Job);
            jobs.map(|task| task.delivery[dimension]).sum::<i64>() - left[dimension]
        };
        let short = (0..left.len()).map(|dimension| (*place, dimension, needs(dimension)));
        short.into_iter().find(|&(_, _, short)| short > 0)
    }

    /// The place that adds least to the cost, exactly while the steps last; of equally cheap ones the first.
    pub(crate) fn cheapest(&self, request: &Request, members: &[Task], steps: &mut u64) -> Option<Found> {
        if self.problem.needs_itineraries() {
            return self.cheapest_driven(request, members, steps);
        }
        let mut best: Option<Found> = None;
        let mut candidates: Vec<Candidate> = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let may_serve = self.problem.may_serve(line.kind, request) && line.may_carry(request);
            let may_serve = may_serve && self.shortage(line, members).is_none();
            if !may_serve || line.tasks.len() + members.len() > line.vehicle.max_tasks {
                continue;
            }
            let opening = line.opening(request, members);
            let others = self.others(index);
            let is_exact = has_one_window(line.tasks.iter().copied().chain(members));
            let needs_timetable = line.needs_timetable();
            let visit = |place: Place<'_>| {
                let too_far = line.metres + place.metres > line.vehicle.max_distance;
                if too_far || line.has_stops_too_many(members, place.positions) {
                    return;
                }
                let seconds = match needs_timetable {
                    true if is_exact => place.duration,
                    // No timetable is shorter than what there is to do.
                    true => line.busy + place.busy,
                    false => 0,
                };
                if seconds > line.vehicle.max_duration {
                    return;
                }
                let cost = opening + self.price(index, others, members, place.metres, seconds);
                if needs_timetable && !is_exact {
                    let positions = place.positions.to_vec();
                    candidates.push(Candidate { bound: cost, line: index, metres: place.metres, positions });
                } else if best.as_ref().is_none_or(|best| cost < best.cost) {
                    let (positions, metres) = (place.positions.to_vec(), place.metres);
                    best = Some(Found { line: index, positions, cost, metres });
                }
            };
            Walk { line, members, lenient: false, steps, positions: Vec::new(), visit }.run();
        }
        candidates.sort_by_key(|candidate| candidate.bound);
        for candidate in candidates {
            let better = |cost, line| best.as_ref().is_none_or(|best| (cost, line) < (best.cost, best.line));
            if !better(candidate.bound, candidate.line) {
                if best.as_ref().is_some_and(|best| best.cost < candidate.bound) {
                    break;
                }
                continue;
            }
            let line = &self.lines[candidate.line];
            let table = timetable(self.problem, line.vehicle, &line.with(members, &candidate.positions));
            let duration = table.end - table.start;
            let opening = line.opening(request, members);
            let others = self.others(candidate.line);
            let cost = opening + self.price(candidate.line, others, members, candidate.metres, duration);
            if duration <= line.vehicle.max_duration && better(cost, candidate.line) {
                let Candidate { line: index, metres, positions, .. } = candidate;
                best = Some(Found { line: index, positions, cost, metres });
            }
        }
        best
    }

    /// What metres more and a new duration cost on a line, beside the workload of the others.
    fn price(&self, index: usize, others: Workload, members: &[Task], metres: i64, seconds: i64) -> Cost {
        let line = &self.lines[index];
        let tasks = (line.tasks.len() + members.len()) as i64;
        let lasts = line.vehicle.per_second * (seconds - line.duration);
        line.price(metres) + lasts + self.toll(index, others, Workload { seconds, metres: line.metres + metres, tasks })
    }
}

impl<'a> Line<'a> {
    /// What the route has to do.
    fn workload(&self) -> Workload {
        if self.problem.needs_itineraries() {
            self.workload_with(&self.tasks)
        } else {
            Workload { seconds: self.duration, metres: self.metres, tasks: self.tasks.len() as i64 }
        }
    }

    fn has_stops_too_many(&self, members: &[Task], positions: &[usize]) -> bool {
        // No route has more stops than tasks.
        let most = self.vehicle.max_stops;
        self.tasks.len() + members.len() > most && stops(&self.with(members, positions)) > most
    }

    /// The tasks with those of a request at their positions.
    pub(crate) fn with<'t>(&self, members: &'t [Task], positions: &[usize]) -> Vec<&'t Task>
    where
        'a: 't,
    {
        let mut tasks = Vec::with_capacity(self.tasks.len() + members.len());
        let mut next = members.iter().zip(positions).peekable();
        for position in 0..=self.tasks.len() {
            while let Some((task, _)) = next.next_if(|&(_, &at)| at == position) {
                tasks.push(task);
            }
            tasks.extend(self.tasks.get(position));
        }
        tasks
    }
}
