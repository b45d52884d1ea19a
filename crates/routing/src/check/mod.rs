//! The independent checker: recomputes a whole plan from the problem alone.
//!
//! What optimises never judges itself: nothing here is shared with the search or with the making of plans but the
//! types of the problem and of the plan. A plan may come from anywhere, so every claim in it is checked: who is served
//! by whom, when, with what on board, at what cost.
//!
//! | code | broken |
//! |---|---|
//! | `check.unknown_vehicle`, `check.unknown_job` | a name that the problem does not have |
//! | `check.vehicle_count`, `check.vehicle_twice` | more vehicles than there are, one vehicle on two routes |
//! | `check.stop_kind` | a start, end or part that the vehicle or job does not have |
//! | `check.served_twice`, `check.missing`, `check.incomplete`, `check.unassigned` | jobs not served exactly once or listed |
//! | `check.shipment_split`, `check.shipment_order` | pickups and deliveries on two routes, or in the wrong order |
//! | `check.place` | another place than the job's |
//! | `check.moment`, `check.travel_time`, `check.service_time`, `check.waiting` | times that do not follow from one another |
//! | `check.window`, `check.shift`, `check.depot_hours`, `check.release` | too early or too late |
//! | `check.break`, `check.reload` | breaks left out or taken wrongly, reloads that may not be |
//! | `check.load`, `check.capacity`, `check.lifo` | wrong load figures, too much on board, goods behind others |
//! | `check.stock` | a depot gives out more than it has |
//! | `check.skills`, `check.max_duration`, `check.max_distance`, `check.max_tasks`, `check.max_stops` | a vehicle asked for more than it can |
//! | `check.vehicle`, `check.settled`, `check.goods` | a vehicle that may not serve it, next stops that were settled, goods apart |
//! | `check.group`, `check.relation`, `check.meeting` | groups of which one or all are served, jobs that are bound to one another, or begin together |
//! | `check.figure`, `check.costs`, `check.currency` | sums that are wrong |

mod company;
mod costs;
mod hours;
mod ledger;
mod loads;
mod report;
mod route;
mod work;

pub use report::{CheckReport, Violation};

use std::collections::{BTreeMap, BTreeSet};

use haulage_core::fault::Path;

use crate::{
    plan::{Plan, Totals},
    problem::{PlaceIndex, Problem},
};
use costs::Costs;
use ledger::Ledger;
use report::Violations;

/// Checks a plan against its problem.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::{
///     check::check,
///     plan::{Plan, Solution, Tour},
///     problem::{Job, Problem, ProfileDocument, VehicleType},
/// };
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").based_at("depot").capacity([10]))
///     .job(Job::new("a", Position::new(-22.896, -43.268)?).delivery([12]))
///     .build()?;
/// let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![] };
/// let report = check(&problem, &Plan::new(&problem, &solution));
/// assert_eq!(report.violations[0].code, "check.capacity");
/// assert_eq!(report.violations[0].path, "/routes/0/stops/0/load/0");
/// assert_eq!(report.violations[0].detail, "12 on board, 2 more than the capacity of 10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn check(problem: &Problem, plan: &Plan) -> CheckReport {
    let mut judge = Judge::new(problem);
    judge.routes(plan);
    judge.stocks();
    judge.ledger.settle(&plan.unassigned, &mut judge.violations);
    judge.ledger.bonds(&mut judge.violations);
    judge.ledger.meetings(plan, &mut judge.violations);
    judge.sums(plan);
    let violations = judge.violations.0;
    CheckReport { feasible: violations.is_empty(), violations, costs: judge.costs.lines() }
}

struct Judge<'a> {
    problem: &'a Problem,
    ledger: Ledger<'a>,
    violations: Violations,
    costs: Costs,
    totals: Totals,
    /// Seconds of the longest route, metres of the longest way, tasks of the fullest route.
    longest: i64,
    farthest: i64,
    fullest: u64,
    /// What each depot gave out.
    given: BTreeMap<PlaceIndex, Vec<i128>>,
    /// Whether every route could be driven to its end, so that sums mean something.
    driven: bool,
}

impl<'a> Judge<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            ledger: Ledger::new(problem),
            violations: Violations::default(),
            costs: Costs::default(),
            totals: Totals::default(),
            longest: 0,
            farthest: 0,
            fullest: 0,
            given: BTreeMap::new(),
            driven: true,
        }
    }

    fn routes(&mut self, plan: &Plan) {
        let vehicles = self.problem.vehicles().iter().enumerate();
        let vehicles: BTreeMap<(&str, Option<u32>), usize> =
            vehicles.map(|(index, vehicle)| ((vehicle.id.as_str(), vehicle.number), index)).collect();
        let mut used = BTreeSet::new();
        let list = Path::ROOT.key("routes");
        for (index, route) in plan.routes.iter().enumerate() {
            let path = list.index(index);
            let tasks = self.ledger.enter(&path, index, route, &mut self.violations);
            let single = vehicles.get(&(route.vehicle.as_str(), Some(route.number)));
            let Some(&kind) = single.or_else(|| vehicles.get(&(route.vehicle.as_str(), None))) else {
                let detail = || format!("there is no vehicle type `{}`", route.vehicle);
                self.violations.report(&path.key("vehicle"), "check.unknown_vehicle", detail);
                self.driven = false;
                continue;
            };
            let vehicle = &self.problem.vehicles()[kind];
            let number = path.key("number");
            let family = &self.problem.vehicles()[vehicle.kind];
            let count = family.count + family.taken.len();
            if !(1..=count).contains(&(route.number as usize)) {
                let detail = || format!("number {} of {count} vehicles `{}`", route.number, vehicle.id);
                self.violations.report(&number, "check.vehicle_count", detail);
            }
            if !used.insert((kind, route.number)) {
                let detail = || format!("number {} of `{}` already drives another route", route.number, vehicle.id);
                self.violations.report(&number, "check.vehicle_twice", detail);
            }
            let Some(driven) = tasks.and_then(|tasks| {
                route::Drive { problem: self.problem, vehicle, index: kind, route, path: &path, violations: &mut self.violations }
                    .check(&tasks)
            }) else {
                self.driven = false;
                continue;
            };
            self.costs += driven.costs;
            self.longest = self.longest.max(driven.duration);
            self.farthest = self.farthest.max(driven.distance);
            self.fullest = self.fullest.max(driven.tasks);
            self.totals.vehicles += 1;
            self.totals.tasks += driven.tasks;
            self.totals.distance_m += driven.distance as u64;
            self.totals.duration_s += driven.duration as u64;
            self.totals.travel_s += driven.travel as u64;
            self.totals.service_s += driven.service as u64;
            self.totals.waiting_s += driven.waiting as u64;
            self.totals.break_s += driven.breaks as u64;
            self.totals.rest_s += driven.rests as u64;
            self.totals.overtime_s += driven.overtime as u64;
            self.totals.late_s += driven.late as u64;
            for (place, amounts) in driven.given {
                let given = self.given.entry(place).or_insert_with(|| vec![0; amounts.len()]);
                given.iter_mut().zip(amounts).for_each(|(given, amount)| *given += amount);
            }
        }
        self.costs.prizes = self.ledger.prizes(&plan.unassigned);
        let strain = self.problem.strain();
        self.costs.balance = i128::from(strain.per_second) * i128::from(self.longest)
            + i128::from(strain.per_metre) * i128::from(self.farthest)
            + i128::from(strain.per_task) * i128::from(self.fullest);
    }

    /// No depot gives out more than it has.
    fn stocks(&mut self) {
        for depot in self.problem.depots() {
            let Some(given) = self.given.get(&depot.place) else { continue };
            for (dimension, (&given, &stock)) in given.iter().zip(&depot.stock).enumerate() {
                let over = given - i128::from(stock);
                if over > 0 {
                    let id = &self.problem.places()[depot.place].id;
                    let detail = || format!("`{id}` gives out {given} of dimension {dimension}, {over} more than it has");
                    self.violations.report(&Path::ROOT.key("routes"), "check.stock", detail);
                }
            }
        }
    }

    fn sums(&mut self, plan: &Plan) {
        if plan.currency != self.problem.currency() {
            let name = |currency: Option<_>| currency.map_or_else(|| "none".into(), |currency| format!("{currency}"));
            let detail = || format!("{}, where {} is right", name(plan.currency), name(self.problem.currency()));
            self.violations.report(&Path::ROOT.key("currency"), "check.currency", detail);
        }
        if !self.driven {
            return;
        }
        self.costs.compare(&Path::ROOT.key("costs"), &plan.costs, &mut self.violations);
        let path = Path::ROOT.key("totals");
        let (claimed, real) = (&plan.totals, &self.totals);
        for (key, claimed, real) in [
            ("vehicles", claimed.vehicles, real.vehicles),
            ("tasks", claimed.tasks, real.tasks),
            ("distance_m", claimed.distance_m, real.distance_m),
            ("duration_s", claimed.duration_s, real.duration_s),
            ("travel_s", claimed.travel_s, real.travel_s),
            ("service_s", claimed.service_s, real.service_s),
            ("waiting_s", claimed.waiting_s, real.waiting_s),
            ("break_s", claimed.break_s, real.break_s),
            ("rest_s", claimed.rest_s, real.rest_s),
            ("overtime_s", claimed.overtime_s, real.overtime_s),
            ("late_s", claimed.late_s, real.late_s),
        ] {
            self.violations.compare(&path.key(key), "check.figure", claimed, real);
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod work_tests;
