//! Published solutions (`.sol`): a line a route, then the cost.
//!
//! A stop is written as the index of its place among the file's places, so the depot of a file with one is 0 and
//! customers count from 1. Route `k` is driven by the `k`-th vehicle where vehicles differ.

use core::fmt::Write;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    FormatError,
    line::{Line, Word, lines},
};
use crate::{
    plan::{Plan, Solution, Tour},
    problem::{PlaceIndex, Problem, TaskIndex, TaskKind},
};

/// Reads a solution of a problem. Nothing is judged: a route may break any constraint.
///
/// # Errors
/// [`FormatError`] for a number that is no stop of the problem.
pub fn read(text: &str, problem: &Problem) -> Result<Solution, FormatError> {
    let stops = stops(problem);
    let reloads: BTreeSet<PlaceIndex> = problem
        .vehicles()
        .iter()
        .filter_map(|vehicle| vehicle.reload.as_ref())
        .flat_map(|reload| reload.places.clone())
        .collect();
    let mut served = vec![false; problem.jobs().len()];
    let mut tours = Vec::new();
    for line in lines(text) {
        let Some((number, list)) = route(line)? else { continue };
        let mut tasks = Vec::new();
        for text in list.split_whitespace() {
            let place: usize = Word { line: line.number, text }.count()?;
            // Where the vehicle reloads follows from its plan.
            if reloads.contains(&place) {
                continue;
            }
            let task = stops.get(&place).copied().flatten();
            let task = task.ok_or_else(|| FormatError::unknown(line.number, "stop with number", text))?;
            served[problem.tasks()[task].job] = true;
            tasks.push(task);
        }
        if !tasks.is_empty() {
            tours.push(Tour { vehicle: vehicle_of(problem, number), tasks });
        }
    }
    let unassigned = (0..served.len()).filter(|&job| !served[job]).collect();
    Ok(Solution { tours, unassigned })
}

/// Writes the routes and the total cost of a plan.
///
/// # Errors
/// [`FormatError`] when the plan is of another problem, or two stops of the problem share a place and so a number.
pub fn write(problem: &Problem, plan: &Plan) -> Result<String, FormatError> {
    let stops = stops(problem);
    let jobs: BTreeMap<&str, usize> = problem.jobs().iter().enumerate().map(|(index, job)| (job.id.as_str(), index)).collect();
    let mut text = String::new();
    for (index, route) in plan.routes.iter().enumerate() {
        let unknown = |what, id: &str| FormatError::unknown(index + 1, what, id);
        let vehicle = problem.vehicles().iter().position(|vehicle| vehicle.id == route.vehicle);
        let vehicle = vehicle.ok_or_else(|| unknown("vehicle", &route.vehicle))?;
        let before: usize = problem.vehicles()[..vehicle].iter().map(|vehicle| vehicle.count).sum();
        _ = write!(text, "Route #{}:", before + route.number as usize);
        for stop in &route.stops {
            let Some(id) = &stop.job else { continue };
            let job = *jobs.get(id.as_str()).ok_or_else(|| unknown("job", id))?;
            let kind = match stop.kind {
                crate::plan::StopKind::Pickup => TaskKind::Pickup,
                crate::plan::StopKind::Delivery => TaskKind::Delivery,
                _ => TaskKind::Job,
            };
            let range = problem.jobs()[job].tasks.clone();
            let task = range.filter(|&task| problem.tasks()[task].kind == kind).nth(stop.part.unwrap_or(0) as usize);
            let place = task.map(|task| problem.tasks()[task].place);
            let place = place.filter(|place| stops.get(place).copied().flatten() == task);
            _ = write!(text, " {}", place.ok_or_else(|| unknown("place of its own for", id))?);
        }
        text.push('\n');
    }
    _ = writeln!(text, "Cost {}", plan.costs.total);
    Ok(text)
}

/// The task at each place; none where there are several.
fn stops(problem: &Problem) -> BTreeMap<PlaceIndex, Option<TaskIndex>> {
    let mut stops = BTreeMap::new();
    for (index, task) in problem.tasks().iter().enumerate() {
        stops.entry(task.place).and_modify(|stop| *stop = None).or_insert(Some(index));
    }
    stops
}

/// `Route #3: 4 5`, `Route 3 : 4 5`: the number and the rest.
fn route(line: Line<'_>) -> Result<Option<(usize, &str)>, FormatError> {
    let Some(head) = line.text.get(..5).filter(|head| head.eq_ignore_ascii_case("route")) else { return Ok(None) };
    let (number, list) = line.text[head.len()..].split_once(':').ok_or_else(|| FormatError::missing(line.number, ":"))?;
    let number = Word { line: line.number, text: number.trim().trim_start_matches('#').trim() }.count()?;
    Ok(Some((number, list)))
}

/// The type of the `number`-th vehicle; past the fleet, the last type, which then has too many.
fn vehicle_of(problem: &Problem, number: usize) -> usize {
    let mut before = 0_usize;
    let found = problem.vehicles().iter().position(|vehicle| {
        before = before.saturating_add(vehicle.count);
        number <= before
    });
    found.unwrap_or(problem.vehicles().len() - 1)
}
