//! Places on routes that must be driven as a whole: every one by its itinerary.

use super::{
    fleet::{Fleet, Found},
    line::Line,
    walk::Walk,
};
use crate::{
    itinerary::Way,
    plan::itinerary,
    problem::{Cost, Request, Task, Vehicle},
};

impl Fleet<'_> {
    /// As [`Self::cheapest`], by driving every route with every place.
    pub(super) fn cheapest_driven(&self, request: &Request, members: &[Task], steps: &mut u64) -> Option<Found> {
        let mut best: Option<Found> = None;
        for (index, line) in self.lines.iter().enumerate() {
            let vehicle = line.vehicle;
            let may_serve = self.problem.may_serve(line.kind, request) && self.shortage(line, members).is_none();
            if !may_serve || !line.may_carry(request) {
                continue;
            }
            let change = self.problem.change_of(line.kind, request);
            let Some(before) = line.cost(vehicle, &line.tasks) else { continue };
            line.visit_all(members, steps, |positions| {
                let Some(after) = line.cost(vehicle, &line.with(members, positions)) else { return };
                let cost = change + after - before;
                if best.as_ref().is_none_or(|best| cost < best.cost) {
                    best = Some(Found { line: index, positions: positions.to_vec(), cost, metres: 0 });
                }
            });
        }
        best.map(|found| {
            let line = &self.lines[found.line];
            let metres = |tasks: &[&Task]| itinerary(line.problem, line.vehicle, tasks).metres();
            let before = if line.tasks.is_empty() { 0 } else { metres(&line.tasks) };
            Found { metres: metres(&line.with(members, &found.positions)) - before, ..found }
        })
    }
}

impl Line<'_> {
    /// What tasks cost on a vehicle, nothing where there are none; none where it cannot serve them.
    pub(crate) fn cost(&self, vehicle: &Vehicle, tasks: &[&Task]) -> Option<Cost> {
        if tasks.is_empty() {
            return Some(0);
        }
        if tasks.len() > vehicle.max_tasks || super::stops(tasks) > vehicle.max_stops {
            return None;
        }
        Some(vehicle.fixed + Way::new(self.problem, vehicle, tasks)?.cost()?)
    }

    /// Visits every place of a request, whether it is feasible or not.
    pub(crate) fn visit_all(&self, members: &[Task], steps: &mut u64, mut visit: impl FnMut(&[usize])) {
        let visit = |place: super::Place<'_>| visit(place.positions);
        Walk { line: self, members, lenient: true, steps, positions: Vec::new(), visit }.run();
    }
}
