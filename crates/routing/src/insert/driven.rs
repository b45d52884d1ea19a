//! Places on routes that must be driven as a whole: every one by its itinerary.

use super::{
    fleet::{Fleet, Found},
    line::Line,
    walk::Walk,
};
use crate::{
    itinerary::Way,
    plan::{Workload, itinerary},
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
            let change = self.problem.change_of(line.kind, request) + line.scattering(members);
            let Some(before) = line.cost(vehicle, &line.tasks) else { continue };
            let others = self.others(index);
            line.visit_all(members, steps, |positions| {
                let tasks = line.with(members, positions);
                let Some(after) = line.cost(vehicle, &tasks) else { return };
                let cost = change + after - before + self.toll(index, others, line.workload_with(&tasks));
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

    /// What the route has to do with other tasks, where that has a price.
    pub(super) fn workload_with(&self, tasks: &[&Task]) -> Workload {
        if tasks.is_empty() || !self.problem.strain().matters() {
            return Workload::default();
        }
        let driven = itinerary(self.problem, self.vehicle, tasks);
        Workload { seconds: driven.end() - driven.start(), metres: driven.metres(), tasks: tasks.len() as i64 }
    }

    /// Visits every place of a request, whether it is feasible or not.
    pub(crate) fn visit_all(&self, members: &[Task], steps: &mut u64, mut visit: impl FnMut(&[usize])) {
        let visit = |place: super::Place<'_>| visit(place.positions);
        Walk { line: self, members, lenient: true, steps, positions: Vec::new(), visit }.run();
    }
}
