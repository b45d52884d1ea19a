//! Insertion quotes: where one more job or shipment fits best into a plan, at what extra cost, without solving again.
//!
//! Exact: every position on every route and on an idle vehicle of each type is judged, for shipments every combination
//! of positions. Routes keep their order; their times move.

mod driven;
mod fleet;
mod line;
mod walk;

pub(crate) use fleet::Fleet;
pub(crate) use line::{Line, stops};
pub(crate) use walk::{Place, Walk};

use haulage_core::{
    fault::{Fault, Faults, Path},
    money::Amount,
};
use serde::{Deserialize, Serialize};

use crate::{
    check::{Violation, check},
    explain,
    itinerary::{Act, Itinerary},
    plan::{Plan, Solution, StopKind, UnassignedReason, itinerary, timed},
    problem::{JobIndex, Moment, Problem, Span, Task, TaskKind, Window, amount},
};
use fleet::Found;

/// Most steps of a search: beyond any job and any pair on a day's plan, short of what many stops of one shipment could ask.
pub(crate) const MOST_STEPS: u64 = 20_000_000;

/// What is to be inserted, and when it may be delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InsertionRequest {
    /// A job or shipment of the problem that no route of the plan serves.
    pub job: String,
    /// Windows to choose from for the job's stop, or a shipment's last delivery, in place of its own; none: its own.
    #[serde(default)]
    pub offer: Vec<Window>,
    /// How many of the offered windows to give back, the cheapest first; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<u32>,
}

/// Where it fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InsertionReply {
    /// The best place, or the best place in each offered window that has one; the cheapest first.
    pub places: Vec<InsertionPlace>,
    /// Whether every combination of positions was judged; a shipment of very many stops may have too many.
    pub exact: bool,
    /// Why there is no place, when there is none.
    pub reasons: Vec<UnassignedReason>,
}

/// A place for a job or shipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InsertionPlace {
    /// The offered window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Type of the vehicle.
    pub vehicle: String,
    /// Which one of its type.
    pub number: u32,
    /// Index of the route in the plan; none: the vehicle is idle so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<u32>,
    /// What the plan costs more, prizes aside.
    pub extra_cost: Amount,
    /// Metres more.
    pub extra_distance_m: i64,
    /// Seconds from start to end more.
    pub extra_duration_s: i64,
    /// The new stops.
    pub stops: Vec<InsertedStop>,
}

/// A new stop of a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InsertedStop {
    /// What happens.
    pub kind: StopKind,
    /// Its index among the stops of the new route, the start included.
    pub index: u32,
    /// When the vehicle arrives.
    pub arrival: Moment,
    /// When set-up and service begin.
    pub service_start: Moment,
    /// When the vehicle leaves.
    pub departure: Moment,
}

/// Finds the best place for a job or shipment in a plan.
///
/// The routes of the plan are driven again in their order, each as short as its windows allow. Jobs that the plan neither
/// serves nor lists are no fault: the one to insert is new.
///
/// # Errors
/// Every fault of the plan (`plan.*`, `check.*`) and of the question: `insert.unknown_job`, `insert.served`,
/// `insert.window`.
pub fn insert(problem: &Problem, plan: &Plan, request: &InsertionRequest) -> Result<InsertionReply, Faults> {
    let solution = plan.solution(problem).and_then(|solution| kept(problem, plan).map(|()| solution));
    let question = Question::new(problem, solution.as_ref().ok(), request);
    let (solution, question) = match (solution, question) {
        (Ok(solution), Ok(question)) => (solution, question),
        (solution, question) => {
            let mut faults = Faults::new();
            faults.absorb(&Path::ROOT.key("plan"), solution.err().unwrap_or_default());
            faults.absorb(&Path::ROOT, question.err().unwrap_or_default());
            return Err(faults);
        }
    };
    let timed = timed(problem, &solution.tours);
    let fleet = Fleet::new(problem, &solution, &timed);
    let job = &problem.jobs()[question.job];
    let own: Vec<Task> = problem.tasks()[job.tasks.clone()].to_vec();
    // Of a job with alternatives, each is a way of its own.
    let ways: Vec<Vec<Task>> =
        if job.is_choice { own.iter().map(|task| vec![task.clone()]).collect() } else { vec![own.clone()] };
    let mut steps = MOST_STEPS;
    let mut found: Vec<(Found, Option<Window>, Vec<Task>)> = Vec::new();
    let windows = request.offer.iter().copied().zip(&question.spans).map(|(window, &span)| (Some(window), vec![span]));
    let choices: Vec<_> = if request.offer.is_empty() { vec![(None, Vec::new())] } else { windows.collect() };
    for (window, spans) in choices {
        let placed = ways.iter().filter_map(|way| {
            let mut members = way.clone();
            if let Some(last) = members.last_mut().filter(|_| window.is_some()) {
                last.windows.clone_from(&spans);
            }
            fleet.cheapest(job, &members, &mut steps).map(|best| (best, window, members))
        });
        found.extend(placed.min_by_key(|(best, ..)| best.cost));
    }
    found.sort_by_key(|(best, ..)| best.cost);
    found.truncate(request.keep.map_or(usize::MAX, |keep| keep as usize));
    let places = found.iter().map(|(best, window, members)| place(plan, &fleet, best, *window, members)).collect::<Vec<_>>();
    let exact = steps > 0;
    let reasons = if places.is_empty() {
        let mut members = ways.into_iter().next().unwrap_or_default();
        if let Some(last) = members.last_mut().filter(|_| !question.spans.is_empty()) {
            last.windows = question.spans;
            last.windows.sort_by_key(|span| span.earliest);
        }
        explain::reasons(&fleet, job, &members, &mut steps)
    } else {
        Vec::new()
    };
    Ok(InsertionReply { places, exact, reasons })
}

/// Whether a plan keeps the rules of its problem: a quote on a broken one would be worth nothing.
fn kept(problem: &Problem, plan: &Plan) -> Result<(), Faults> {
    let violations = check(problem, plan).violations.into_iter().filter(|violation| violation.code != "check.missing");
    let faults = violations.map(|Violation { code, path, detail }| {
        let remedy = "mend the plan, or solve again".to_owned();
        Faults::from(Fault { path, code, cause: detail, remedy })
    });
    let mut all = Faults::new();
    faults.for_each(|fault| all.absorb(&Path::ROOT, fault));
    all.into_result(())
}

/// The question, understood.
struct Question {
    job: JobIndex,
    spans: Vec<Span>,
}

impl Question {
    fn new(problem: &Problem, solution: Option<&Solution>, request: &InsertionRequest) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let path = Path::ROOT.key("job");
        let job = problem.jobs().iter().position(|job| job.id == request.job);
        if job.is_none() {
            let cause = format!("there is no job or shipment `{}`", request.job);
            faults.report(&path, "insert.unknown_job", cause, "add it to the problem");
        }
        let is_served = |job| {
            let mut tours = solution.iter().flat_map(|solution| &solution.tours);
            tours.any(|tour| tour.tasks.iter().any(|&task| problem.tasks()[task].job == job))
        };
        if job.is_some_and(is_served) {
            let cause = format!("a route serves `{}` already", request.job);
            faults.report(&path, "insert.served", cause, "take it out of the plan first");
        }
        if job.is_some_and(|job| is_bound(problem, solution, job)) {
            let cause = format!("`{}` is bound to others, or one of them is served in its place", request.job);
            faults.report(&path, "insert.bound", cause, "solve again from the plan");
        }
        let list = Path::ROOT.key("offer");
        let mut spans = Vec::with_capacity(request.offer.len());
        for (index, window) in request.offer.iter().enumerate() {
            let inside = |moment: Moment| {
                let second = moment.second(problem.clock());
                second.filter(|second| (Span::ALWAYS.earliest..=Span::ALWAYS.latest).contains(second))
            };
            match (inside(window.earliest), inside(window.latest)) {
                (Some(earliest), Some(latest)) if earliest <= latest => spans.push(Span { earliest, latest }),
                _ => {
                    let cause = format!("{} to {} is no window of the problem's clock", window.earliest, window.latest);
                    faults.report(&list.index(index), "insert.window", cause, "give moments of the problem's clock in order");
                }
            }
        }
        faults.into_result(Self { job: job.unwrap_or_default(), spans })
    }
}

/// Whether a job cannot be inserted alone: others must be served with it, or one is served in its place.
fn is_bound(problem: &Problem, solution: Option<&Solution>, job: JobIndex) -> bool {
    let job = &problem.jobs()[job];
    let Some(union) = job.union.map(|union| &problem.unions()[union]) else { return job.alliance.is_some() };
    let absent = |other: &JobIndex| solution.is_none_or(|solution| solution.unassigned.contains(other));
    !union.is_exclusive || !union.jobs.iter().all(absent)
}

fn place(plan: &Plan, fleet: &Fleet<'_>, found: &Found, window: Option<Window>, members: &[Task]) -> InsertionPlace {
    let line = &fleet.lines[found.line];
    let problem = fleet.problem;
    let tasks = line.with(members, &found.positions);
    let driven = itinerary(problem, line.vehicle, &tasks);
    let stops = found.positions.iter().zip(members).enumerate().filter_map(|(number, (&position, task))| {
        let mut events = driven.events.iter().enumerate();
        let (index, event) = events.find(|(_, event)| event.act == Act::Task(position + number))?;
        Some(InsertedStop {
            kind: match task.kind {
                TaskKind::Job => StopKind::Job,
                TaskKind::Pickup => StopKind::Pickup,
                TaskKind::Delivery => StopKind::Delivery,
            },
            // An open route has no stop at its start.
            index: (index - usize::from(line.vehicle.start.is_none())) as u32,
            arrival: problem.moment(event.arrival),
            service_start: problem.moment(event.begin),
            departure: problem.moment(event.departure),
        })
    });
    // Tours are the plan's routes that serve something, in order.
    let serving = |route: &crate::plan::PlanRoute| route.stops.iter().any(|stop| stop.job.is_some());
    let route = line.tour.and_then(|tour| plan.routes.iter().enumerate().filter(|(_, route)| serving(route)).nth(tour));
    let taken = |number: u32| plan.routes.iter().any(|route| route.vehicle == line.vehicle.id && route.number == number);
    let idle = || line.vehicle.numbers().find(|&number| !taken(number)).unwrap_or(u32::MAX);
    let lasts = |itinerary: &Itinerary| itinerary.end() - itinerary.start();
    let was = if line.tasks.is_empty() { 0 } else { lasts(&itinerary(problem, line.vehicle, &line.tasks)) };
    InsertionPlace {
        window,
        vehicle: line.vehicle.id.clone(),
        number: route.map_or_else(idle, |(_, route)| route.number),
        route: route.map(|(index, _)| index as u32),
        extra_cost: amount(found.cost),
        extra_distance_m: found.metres,
        extra_duration_s: lasts(&driven) - was,
        stops: stops.collect(),
    }
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/insertion.md")]
struct Page;

#[cfg(test)]
mod tests;
