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
//! | `unassigned.breaks`, `unassigned.driver_hours`, `unassigned.reload`, `unassigned.release`, `unassigned.depot_hours`, `unassigned.lifo` | without that rule there would be a place |
//! | `unassigned.stock` | the depot of the type has too little left |
//! | `unassigned.rules` | several rules together leave no place |
//! | `unassigned.fleet` | there is no vehicle of the type |
//! | `unassigned.prize` | the cheapest place costs more than the prize |
//! | `unassigned.not_found` | there is a place; the search did not take it |

mod binding;
mod driven;
mod miss;
mod reason;

use crate::{
    insert::{Fleet, Line, MOST_STEPS},
    plan::{Solution, UnassignedJob, UnassignedReason, timed},
    problem::{JobIndex, Meeting, Problem, Request, Task, amount},
};
use binding::binding;
use reason::reason;

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
        let reasons: Vec<_> = bound.into_iter().chain(alone).collect();
        UnassignedJob { job: job.id.clone(), binding: binding(problem, job, &reasons), reasons }
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
    let reasons = kinds.flat_map(|kind| against(fleet, kind, job, members, steps)).collect();
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

/// What stands against a job on vehicles of a type: on an empty one, which no other job is to blame for, else on all that are
/// on their way.
fn against(fleet: &Fleet<'_>, kind: usize, job: &Request, members: &[Task], steps: &mut u64) -> Vec<UnassignedReason> {
    let problem = fleet.problem;
    let vehicle = &problem.vehicles()[kind];
    let id = &vehicle.id;
    let conflict = |reason: UnassignedReason| reason.on(problem, kind).in_conflict(problem, kind, job);
    let lacking: Vec<&str> = job
        .skills
        .iter()
        .filter(|skill| vehicle.skills.binary_search(skill).is_err())
        .map(|&skill| problem.skills()[skill].as_str())
        .collect();
    if !lacking.is_empty() {
        return vec![conflict(reason("skills", format!("`{id}` lacks {}", lacking.join(", "))))];
    }
    if !problem.may_serve(kind, job) {
        return vec![conflict(reason("vehicle", format!("`{id}` may not serve it")))];
    }
    let empty = Line::new(problem, kind, None, Vec::new());
    if let Some((place, dimension, short)) = fleet.shortage(&empty, members) {
        let detail = format!("`{}` has {short} too little of dimension {dimension}", problem.places()[place].id);
        return vec![reason("stock", detail).on(problem, kind).missing(short).in_dimension(dimension)];
    }
    let mut on = |lines: &[&Line<'_>], who: &str| {
        if problem.needs_itineraries() {
            driven::against(fleet, lines, members, who, steps).into_iter().collect()
        } else {
            miss::against(lines, members, who, steps)
        }
    };
    let alone = on(&[&empty], &format!("an empty `{id}`"));
    if !alone.is_empty() {
        return alone.into_iter().map(conflict).collect();
    }
    let lines: Vec<&Line<'_>> = fleet.lines.iter().filter(|line| line.kind == kind && line.tour.is_some()).collect();
    if lines.is_empty() {
        return vec![conflict(reason("fleet", format!("there is no `{id}`")))];
    }
    let who = format!("every one of the {} `{id}` on their way", lines.len());
    let lines: Vec<&Line<'_>> = lines.into_iter().filter(|line| line.may_carry(job)).collect();
    if lines.is_empty() {
        let detail = format!("{who} carries goods that may not travel with it");
        return vec![reason("goods", detail).on(problem, kind)];
    }
    let mut found = on(&lines, &who);
    if found.is_empty() {
        let detail = format!("{who} would be longer on its way than {} s", vehicle.max_duration);
        found.push(reason("max_duration", detail));
    }
    found.into_iter().map(|reason| reason.on(problem, kind)).collect()
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/explanation.md")]
struct Page;

#[cfg(test)]
mod tests;
