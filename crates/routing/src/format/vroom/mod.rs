//! VROOM's documents as they are: its problem in, its solution out.
//!
//! | part | holds |
//! |---|---|
//! | [`Document`] | VROOM's problem, key by key |
//! | [`Case`] | a document made ready to solve, and the way back |
//! | [`Solution`] | VROOM's solution, key by key |
//!
//! What VROOM has and Haulage does not is refused by name (`vroom.unsupported`), never left out.
//!
//! Source: VROOM's `docs/API.md`, versions 1.14 and 1.15, and the answers of `vroom` 1.15.

mod document;
mod read;
mod solution;
mod travel;
mod write;

pub use document::{
    Break, Coordinates, Costs, Document, Flags, Job, Matrices, Shipment, ShipmentStep, StepKind, TimeWindow, Vehicle, VehicleStep,
};
pub use solution::{Figures, Route, Solution, Step, Summary, Unassigned};

use haulage_core::fault::{Fault, Faults, Path};
use serde::{Deserialize, Serialize};

use crate::{
    plan::{self, Plan, Tour},
    problem::{Problem, ProblemDocument, TaskKind},
};
use read::{Reading, Source};

/// How ways are computed where a document has no matrices. VROOM asks a routing engine; here it is a great circle × a detour.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Roads {
    /// Way on the road over way as the crow flies.
    pub detour: f64,
    /// Average speed in km/h.
    pub speed_kmh: f64,
}

impl Default for Roads {
    fn default() -> Self {
        Self { detour: 1.3, speed_kmh: 50.0 }
    }
}

/// A VROOM document made ready to solve, and the way back from the plan.
///
/// ```
/// use haulage_routing::{format::vroom, plan::Plan, solve::{Iterations, SolveOptions, solve}};
///
/// let document: vroom::Document = serde_json::from_str(r#"{
///     "vehicles": [{"id": 1, "start_index": 0, "end_index": 0}],
///     "jobs": [{"id": 7, "location_index": 1, "service": 300}],
///     "matrices": {"car": {"durations": [[0, 600], [500, 0]]}}
/// }"#)?;
/// let case = vroom::Case::new(document, vroom::Roads::default())?;
/// let plan = Plan::new(case.problem(), &solve(case.problem(), &SolveOptions::default(), &mut Iterations(10)));
/// let solution = case.solution(&plan);
/// assert_eq!(solution.summary.figures.cost, 1_100);
/// assert_eq!(solution.routes[0].steps[1].id, Some(7));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Case {
    document: Document,
    problem: Problem,
    fleet: Vec<Vec<usize>>,
    sources: Vec<Source>,
    start: Option<plan::Solution>,
}

/// A VROOM document as a problem document.
///
/// # Errors
/// Every fault of the document, each with its path in it: `vroom.*`, `position.*`.
pub fn problem(document: &Document, roads: Roads) -> Result<ProblemDocument, Faults> {
    read::read(document, roads).map(|reading| reading.problem)
}

impl Case {
    /// Reads and validates a document.
    ///
    /// # Errors
    /// Every fault of the document, each with its path in it: `vroom.*`, `position.*`, and those of the problem (`problem.*`).
    pub fn new(document: Document, roads: Roads) -> Result<Self, Faults> {
        let Reading { problem, fleet, sources } = read::read(&document, roads)?;
        let problem = Problem::new(problem).map_err(|faults| sourced(faults, &sources, &fleet))?;
        let mut case = Self { document, problem, fleet, sources, start: None };
        case.start = case.initial()?;
        Ok(case)
    }

    /// What is solved.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The document's flags.
    #[must_use]
    pub const fn flags(&self) -> Flags {
        self.document.options
    }

    /// The routes that the document's vehicles bring along, where any does: a start for the search, which need not hold.
    #[must_use]
    pub const fn start(&self) -> Option<&plan::Solution> {
        self.start.as_ref()
    }

    /// A plan as VROOM's solution document.
    #[must_use]
    pub fn solution(&self, plan: &Plan) -> Solution {
        write::Writer::new(self).solution(plan)
    }

    fn initial(&self) -> Result<Option<plan::Solution>, Faults> {
        let vehicles = &self.document.vehicles;
        if vehicles.iter().all(|vehicle| vehicle.steps.is_empty()) {
            return Ok(None);
        }
        let mut faults = Faults::new();
        let (mut tours, mut served) = (Vec::new(), vec![false; self.problem.jobs().len()]);
        let list = Path::ROOT.key("vehicles");
        for (kind, members) in self.fleet.iter().enumerate() {
            for &index in members {
                let path = list.index(index);
                let path = path.key("steps");
                let mut tasks = Vec::new();
                for (number, step) in vehicles[index].steps.iter().enumerate() {
                    if matches!(step.kind, StepKind::Start | StepKind::Break | StepKind::End) {
                        continue;
                    }
                    if let Some(task) = self.task(kind, step) {
                        served[self.problem.tasks()[task].job] = true;
                        tasks.push(task);
                    } else {
                        let cause = format!("there is no {:?} {}", step.kind, step.id.unwrap_or_default()).to_lowercase();
                        faults.report(&path.index(number), "vroom.unknown_step", cause, "name a task of the document");
                    }
                }
                if !tasks.is_empty() {
                    tours.push(Tour { vehicle: kind, tasks });
                }
            }
        }
        let unassigned = (0..served.len()).filter(|&job| !served[job]).collect();
        faults.into_result(Some(plan::Solution { tours, unassigned }))
    }

    /// The task of a step on vehicles of a kind.
    fn task(&self, kind: usize, step: &VehicleStep) -> Option<usize> {
        let (document, id) = (&self.document, step.id?);
        let wanted = match step.kind {
            StepKind::Pickup => TaskKind::Pickup,
            StepKind::Delivery => TaskKind::Delivery,
            _ => TaskKind::Job,
        };
        let is_meant = |source: &Source| match *source {
            Source::Job(index) => wanted == TaskKind::Job && document.jobs[index].id == id,
            Source::Shipment(index) => match wanted {
                TaskKind::Pickup => document.shipments[index].pickup.id == id,
                TaskKind::Delivery => document.shipments[index].delivery.id == id,
                TaskKind::Job => false,
            },
        };
        let jobs = self.problem.jobs().iter().zip(&self.sources);
        let mut jobs = jobs.filter(|(job, source)| is_meant(source) && job.allows(kind));
        let mut tasks = jobs.next()?.0.tasks.clone();
        tasks.find(|&task| self.problem.tasks()[task].kind == wanted)
    }
}

/// Faults of the problem at the place of the document that they come from.
fn sourced(faults: Faults, sources: &[Source], fleet: &[Vec<usize>]) -> Faults {
    let mut moved = Faults::new();
    for fault in faults {
        let list = Faults::from(Fault { path: place(&fault.path, sources, fleet), ..fault });
        moved.absorb(&Path::ROOT, list);
    }
    moved
}

/// The job, shipment or vehicle of the document that a path into the problem's document leads to.
fn place(path: &str, sources: &[Source], fleet: &[Vec<usize>]) -> String {
    let shipments = sources.iter().filter(|source| matches!(source, Source::Shipment(_)));
    let jobs = sources.len() - shipments.count();
    let mut parts = path.split('/').skip(1);
    let (list, index) = (parts.next().unwrap_or_default(), parts.next().and_then(|index| index.parse::<usize>().ok()));
    let source = |offset: usize| sources.get(index? + offset).copied();
    let known = match list {
        "jobs" => source(0).map(origin),
        "shipments" => source(jobs).map(origin),
        "vehicles" => index.and_then(|index| fleet.get(index)).map(|members| format!("/vehicles/{}", members[0])),
        "profiles" => Some("/matrices".into()),
        _ => None,
    };
    known.unwrap_or_else(|| format!("/{list}"))
}

fn origin(source: Source) -> String {
    match source {
        Source::Job(index) => format!("/jobs/{index}"),
        Source::Shipment(index) => format!("/shipments/{index}"),
    }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../../docs/vroom.md")]
struct Page;

#[cfg(test)]
mod tests;
