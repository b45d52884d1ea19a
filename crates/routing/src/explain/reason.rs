//! How a reason is put together: code, sentence, figure, and where in the document it stands.

use crate::{
    plan::UnassignedReason,
    problem::{Problem, Request, TaskKind},
};

/// A reason without a figure.
pub(super) fn reason(code: &str, detail: String) -> UnassignedReason {
    let code = format!("unassigned.{code}");
    UnassignedReason { code, detail, vehicle: None, missing: None, dimension: None, conflict: Vec::new() }
}

impl UnassignedReason {
    /// Whether it is of a code.
    pub(super) fn is(&self, code: &str) -> bool {
        self.code.strip_prefix("unassigned.") == Some(code)
    }

    /// With how much is missing.
    pub(super) fn missing(self, amount: i64) -> Self {
        Self { missing: u64::try_from(amount).ok(), ..self }
    }

    /// Of an amount in a dimension.
    pub(super) fn in_dimension(self, dimension: usize) -> Self {
        Self { dimension: u32::try_from(dimension).ok(), ..self }
    }

    /// Of vehicles of a type.
    pub(super) fn on(self, problem: &Problem, kind: usize) -> Self {
        Self { vehicle: Some(problem.vehicles()[kind].id.clone()), ..self }
    }

    /// What of the document is in conflict, whatever else a plan serves.
    pub(super) fn in_conflict(self, problem: &Problem, kind: usize, job: &Request) -> Self {
        let request = Entry::of(problem, job);
        let vehicle = format!("/vehicles/{}", problem.vehicles()[kind].kind);
        let of_vehicle = |field: &str| format!("{vehicle}/{field}");
        let conflict = match self.code.trim_start_matches("unassigned.") {
            "skills" => vec![request.field("skills"), of_vehicle("skills")],
            "vehicle" => vec![request.field("vehicles"), vehicle],
            "capacity" => vec![request.amounts(problem, job), of_vehicle("capacity")],
            "window" => vec![request.windows(), of_vehicle("shift")],
            "shift" => vec![request.path, of_vehicle("shift/latest")],
            "max_duration" => vec![request.path, of_vehicle("shift/max_duration_s")],
            "max_distance" => vec![request.path, of_vehicle("max_distance_m")],
            "max_tasks" => vec![request.path, of_vehicle("max_tasks")],
            "max_stops" => vec![request.path, of_vehicle("max_stops")],
            "breaks" => vec![request.path, of_vehicle("breaks")],
            "reload" => vec![request.path, of_vehicle("reload/max")],
            "lifo" => vec![request.path, of_vehicle("lifo")],
            "release" => vec![request.field("release"), of_vehicle("shift/latest")],
            "depot_hours" => vec![request.path, "/depots".into()],
            "fleet" => vec![request.path, of_vehicle("count")],
            _ => Vec::new(),
        };
        Self { conflict, ..self }
    }
}

/// A job or shipment of the document.
struct Entry {
    path: String,
    is_shipment: bool,
}

impl Entry {
    fn of(problem: &Problem, job: &Request) -> Self {
        let is_shipment = problem.tasks()[job.tasks.clone()].iter().any(|task| task.kind != TaskKind::Job);
        let list = if is_shipment { "shipments" } else { "jobs" };
        Self { path: format!("/{list}/{}", job.entry), is_shipment }
    }

    fn field(&self, field: &str) -> String {
        format!("{}/{field}", self.path)
    }

    /// What a shipment has at its stops stands there.
    fn windows(&self) -> String {
        if self.is_shipment { self.path.clone() } else { self.field("windows") }
    }

    fn amounts(&self, problem: &Problem, job: &Request) -> String {
        let takes = problem.tasks()[job.tasks.clone()].iter().any(|task| task.pickup.iter().any(|&amount| amount > 0));
        self.field(match (self.is_shipment, takes) {
            (true, _) => "pickups",
            (false, true) => "pickup",
            (false, false) => "delivery",
        })
    }
}
