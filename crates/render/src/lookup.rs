//! What the problem knows of the names in a plan.

use std::collections::BTreeMap;

use haulage_core::position::Position;
use haulage_routing::{
    plan::{PlanStop, StopKind},
    problem::{Moment, Place, PlanarPoint, Problem, Request, Span, Task, TaskKind, Vehicle},
};

/// Names of a problem, by which a plan speaks of it.
pub(crate) struct Lookup<'a> {
    problem: &'a Problem,
    places: BTreeMap<&'a str, &'a Place>,
    jobs: BTreeMap<&'a str, &'a Request>,
    vehicles: BTreeMap<&'a str, &'a Vehicle>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            places: problem.places().iter().map(|place| (place.id.as_str(), place)).collect(),
            jobs: problem.jobs().iter().map(|job| (job.id.as_str(), job)).collect(),
            vehicles: problem.vehicles().iter().map(|vehicle| (vehicle.id.as_str(), vehicle)).collect(),
        }
    }

    pub(crate) fn vehicle(&self, id: &str) -> Option<&'a Vehicle> {
        self.vehicles.get(id).copied()
    }

    /// The task that a stop serves.
    pub(crate) fn task(&self, stop: &PlanStop) -> Option<&'a Task> {
        let kind = match stop.kind {
            StopKind::Job => TaskKind::Job,
            StopKind::Pickup => TaskKind::Pickup,
            StopKind::Delivery => TaskKind::Delivery,
            _ => return None,
        };
        let mut tasks = self.tasks(stop.job.as_deref()?).iter().filter(|task| task.kind == kind);
        tasks.nth(stop.part.unwrap_or(0) as usize)
    }

    /// The tasks of a job or shipment; none when the problem does not know it.
    pub(crate) fn tasks(&self, job: &str) -> &'a [Task] {
        self.jobs.get(job).map_or(&[], |job| &self.problem.tasks()[job.tasks.clone()])
    }

    /// Where a stop is on the earth.
    pub(crate) fn position(&self, stop: &PlanStop) -> Option<Position> {
        stop.position.or_else(|| self.place(stop)?.position)
    }

    /// Where a stop is on the plane of a benchmark file.
    pub(crate) fn point(&self, stop: &PlanStop) -> Option<PlanarPoint> {
        self.place(stop)?.point
    }

    /// Where a task is.
    pub(crate) fn place_of(&self, task: &Task) -> &'a Place {
        &self.problem.places()[task.place]
    }

    /// A window as documents write it; none when it is open at both ends.
    pub(crate) fn window(&self, span: Span) -> Option<[Moment; 2]> {
        (span != Span::ALWAYS).then(|| [self.problem.moment(span.earliest), self.problem.moment(span.latest)])
    }

    fn place(&self, stop: &PlanStop) -> Option<&'a Place> {
        self.places.get(stop.place.as_deref()?).copied()
    }
}

/// What people call a route: its vehicle's type and number.
pub(crate) fn route_name(vehicle: &str, number: u32) -> String {
    format!("{vehicle} {number}")
}

/// The word for what happens at a stop, as documents write it.
pub(crate) const fn kind_name(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Start => "start",
        StopKind::Job => "job",
        StopKind::Pickup => "pickup",
        StopKind::Delivery => "delivery",
        StopKind::Break => "break",
        StopKind::Rest => "rest",
        StopKind::Wait => "wait",
        StopKind::Reload => "reload",
        StopKind::End => "end",
        _ => "stop",
    }
}
