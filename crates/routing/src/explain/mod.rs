//! Why a job is not served: for each vehicle type the constraint that binds, with its figure.
//!
//! | code | stands against it |
//! |---|---|
//! | `unassigned.skills` | the type lacks a skill |
//! | `unassigned.vehicle` | the type, or the vehicle, may not serve it |
//! | `unassigned.goods` | every route of the type carries goods that may not travel with it |
//! | `unassigned.bound` | a group or a relation: it is served with others, or not at all |
//! | `unassigned.synchronised` | it begins together with others, or not at all |
//! | `unassigned.capacity` | too much for the vehicle, or for what its routes have left |
//! | `unassigned.window` | the vehicle, or every route of the type, comes too late |
//! | `unassigned.shift` | the shift ends too early |
//! | `unassigned.max_duration`, `unassigned.max_distance`, `unassigned.max_tasks`, `unassigned.max_stops` | the way would be too long |
//! | `unassigned.breaks`, `unassigned.reload`, `unassigned.release`, `unassigned.depot_hours`, `unassigned.lifo` | without that rule there would be a place |
//! | `unassigned.stock` | the depot of the type has too little left |
//! | `unassigned.rules` | several rules together leave no place |
//! | `unassigned.fleet` | there is no vehicle of the type |
//! | `unassigned.prize` | the cheapest place costs more than the prize |
//! | `unassigned.not_found` | there is a place; the search did not take it |

mod driven;

use crate::{
    insert::{Fleet, Line, MOST_STEPS, Place, Walk, stops},
    plan::{Solution, UnassignedJob, UnassignedReason, timed, timetable},
    problem::{JobIndex, Meeting, Problem, Request, Task, amount},
};

/// The unassigned jobs of a solution with the reasons that stand against each.
///
/// Looks at every place of every unassigned job. The looks are counted: of a plan that leaves out most of a great many jobs,
/// the later ones have no reasons.
#[must_use]
pub fn explain(problem: &Problem, solution: &Solution) -> Vec<UnassignedJob> {
    let timed = timed(problem, &solution.tours);
    let fleet = Fleet::new(problem, solution, &timed);
    let mut steps = MOST_STEPS;
    let jobs = solution.unassigned.iter().map(|&job| &problem.jobs()[job]);
    jobs.map(|job| {
        let members = &problem.tasks()[job.tasks.clone()];
        // Of a job with alternatives, the first speaks for all.
        let members = if job.is_choice { &members[..1] } else { members };
        let bound = bound(problem, job);
        let mut alone = reasons(&fleet, job, members, &mut steps);
        // A place that it has alone is none where it begins with others.
        let meets = bound.as_ref().is_some_and(|bound| bound.code == "unassigned.synchronised");
        alone.retain(|reason| !meets || reason.code != "unassigned.not_found");
        UnassignedJob { job: job.id.clone(), reasons: bound.into_iter().chain(alone).collect() }
    })
    .collect()
}

/// The reasons against a job beside a fleet's routes; none when the steps run out before they are known.
pub(crate) fn reasons(fleet: &Fleet<'_>, job: &Request, members: &[Task], steps: &mut u64) -> Vec<UnassignedReason> {
    if let Some(best) = fleet.cheapest(job, members, steps) {
        let cost = amount(best.cost);
        let vehicle = &fleet.lines[best.line].vehicle.id;
        let prize = job.prize.or_else(|| fleet.problem.choice_of(job).and_then(|union| union.prize));
        return vec![match prize {
            Some(prize) if prize <= best.cost => {
                let prize = amount(prize);
                reason("prize", format!("its cheapest place costs {cost} more, on `{vehicle}`; its prize is {prize}"))
            }
            _ => reason("not_found", format!("there is a place for {cost} more on `{vehicle}`; search longer")),
        }];
    }
    let kinds = 0..fleet.problem.vehicles().len();
    let reasons = kinds.map(|kind| against(fleet, kind, job, members, steps)).collect();
    if *steps > 0 { reasons } else { Vec::new() }
}

/// With whom a job is served or not at all.
fn bound(problem: &Problem, job: &Request) -> Option<UnassignedReason> {
    let others = |all: &[JobIndex]| {
        let ids = all.iter().map(|&other| &problem.jobs()[other].id).filter(|id| **id != job.id);
        ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
    };
    let is_here = |meeting: &&Meeting| meeting.jobs.iter().any(|&other| problem.jobs()[other].id == job.id);
    if let Some(Meeting { jobs, gap, .. }) = problem.meetings().iter().find(is_here) {
        return Some(reason("synchronised", format!("it begins within {gap} s of {} or not at all", others(jobs))));
    }
    let union = job.union.map(|union| &problem.unions()[union]).filter(|union| !union.is_exclusive).map(|union| &union.jobs);
    let all = union.or_else(|| job.alliance.map(|alliance| &problem.alliances()[alliance].jobs))?;
    Some(reason("bound", format!("it is served with {} or not at all", others(all))))
}

fn reason(code: &str, detail: String) -> UnassignedReason {
    UnassignedReason { code: format!("unassigned.{code}"), detail }
}

/// What stands against a job on vehicles of a type: on an empty one, else on all that are on their way.
fn against(fleet: &Fleet<'_>, kind: usize, job: &Request, members: &[Task], steps: &mut u64) -> UnassignedReason {
    let problem = fleet.problem;
    let vehicle = &problem.vehicles()[kind];
    let id = &vehicle.id;
    let lacking: Vec<&str> = job
        .skills
        .iter()
        .filter(|skill| vehicle.skills.binary_search(skill).is_err())
        .map(|&skill| problem.skills()[skill].as_str())
        .collect();
    if !lacking.is_empty() {
        return reason("skills", format!("`{id}` lacks {}", lacking.join(", ")));
    }
    if !problem.may_serve(kind, job) {
        return reason("vehicle", format!("`{id}` may not serve it"));
    }
    let empty = Line::new(problem, kind, None, Vec::new());
    if let Some((place, dimension, short)) = fleet.shortage(&empty, members) {
        let depot = &problem.places()[place].id;
        return reason("stock", format!("`{depot}` has {short} too little of dimension {dimension}"));
    }
    let is_driven = problem.needs_itineraries();
    let who = format!("an empty `{id}`");
    let reason_alone = if is_driven {
        driven::against(fleet, [&empty].into_iter(), members, &who, steps)
    } else {
        Miss::nearest([&empty].into_iter(), members, steps).reason(&who)
    };
    if let Some(reason) = reason_alone {
        return reason;
    }
    let lines = fleet.lines.iter().filter(|line| line.kind == kind && line.tour.is_some());
    let count = lines.clone().count();
    if count == 0 {
        return reason("fleet", format!("there is no `{id}`"));
    }
    let who = format!("every one of the {count} `{id}` on their way");
    let lines = lines.filter(|line| line.may_carry(job));
    if lines.clone().next().is_none() {
        return reason("goods", format!("{who} carries goods that may not travel with it"));
    }
    let miss = if is_driven {
        driven::against(fleet, lines, members, &who, steps)
    } else {
        Miss::nearest(lines, members, steps).reason(&who)
    };
    miss.unwrap_or_else(|| reason("max_duration", format!("{who} would be longer on its way than {} s", vehicle.max_duration)))
}

/// The least by which a job misses a place on some lines, constraint by constraint, each given the ones before it.
#[derive(Default)]
struct Miss {
    /// Tasks too many.
    tasks: Option<usize>,
    /// Stops too many.
    stops: Option<usize>,
    /// Load too much, and its dimension.
    excess: Option<(i64, usize)>,
    /// Seconds too late for a window.
    lateness: Option<i64>,
    /// Seconds too late for what follows.
    overrun: Option<i64>,
    /// Metres too many.
    metres: Option<i64>,
    /// Seconds on the way too many.
    duration: Option<i64>,
}

/// Keeps the least.
fn least<T: Ord>(slot: &mut Option<T>, value: T) {
    if slot.as_ref().is_none_or(|least| value < *least) {
        *slot = Some(value);
    }
}

impl Miss {
    fn nearest<'l, 'a: 'l>(lines: impl Iterator<Item = &'l Line<'a>>, members: &[Task], steps: &mut u64) -> Self {
        let mut miss = Self::default();
        for line in lines {
            let tasks = line.tasks.len() + members.len();
            least(&mut miss.tasks, tasks.saturating_sub(line.vehicle.max_tasks));
            if tasks > line.vehicle.max_tasks {
                continue;
            }
            let visit = |place: Place<'_>| {
                let stops = stops(&line.with(members, place.positions)).saturating_sub(line.vehicle.max_stops);
                least(&mut miss.stops, stops);
                if stops > 0 {
                    return;
                }
                least(&mut miss.excess, (place.excess, place.dimension));
                if place.excess > 0 {
                    return;
                }
                least(&mut miss.lateness, place.lateness);
                if place.lateness > 0 {
                    return;
                }
                least(&mut miss.overrun, place.overrun);
                if place.overrun > 0 {
                    return;
                }
                let metres = (line.metres + place.metres - line.vehicle.max_distance).max(0);
                least(&mut miss.metres, metres);
                if metres == 0 && line.needs_timetable() {
                    let table = timetable(line.problem, line.vehicle, &line.with(members, place.positions));
                    least(&mut miss.duration, (table.end - table.start - line.vehicle.max_duration).max(0));
                }
            };
            Walk { line, members, lenient: true, steps, positions: Vec::new(), visit }.run();
        }
        miss
    }

    /// The first constraint that is missed everywhere.
    fn reason(&self, who: &str) -> Option<UnassignedReason> {
        if let Some(tasks) = self.tasks.filter(|&tasks| tasks > 0) {
            return Some(reason("max_tasks", format!("{who} would have {tasks} tasks more than it may")));
        }
        if let Some(stops) = self.stops.filter(|&stops| stops > 0) {
            return Some(reason("max_stops", format!("{who} would have at best {stops} stops more than it may")));
        }
        if let Some((excess, dimension)) = self.excess.filter(|&(excess, _)| excess > 0) {
            return Some(reason("capacity", format!("{excess} too much for {who}, in dimension {dimension}")));
        }
        if let Some(seconds) = self.lateness.filter(|&seconds| seconds > 0) {
            return Some(reason("window", format!("{who} comes at best {seconds} s too late")));
        }
        if let Some(seconds) = self.overrun.filter(|&seconds| seconds > 0) {
            return Some(reason("shift", format!("{who} would finish at best {seconds} s too late what follows or its shift")));
        }
        if let Some(metres) = self.metres.filter(|&metres| metres > 0) {
            return Some(reason("max_distance", format!("{who} would drive at best {metres} m more than it may")));
        }
        let seconds = self.duration.filter(|&seconds| seconds > 0)?;
        Some(reason("max_duration", format!("{who} would be on its way at best {seconds} s longer than it may")))
    }
}

#[cfg(test)]
mod tests;
