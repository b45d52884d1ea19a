//! The problem: places, travel, vehicles, jobs and shipments.
//!
//! A [`ProblemDocument`] is what people write and every language carries; a [`Problem`] is one that was found valid as a
//! whole, with names resolved to indices, moments to seconds and money to integer cost units. Solver, checker and
//! explanation share these types and nothing else.

mod builder;
mod choice;
mod compile;
mod cost;
mod day;
mod document;
mod driver;
mod time;
mod work;

pub use builder::ProblemBuilder;
pub use choice::{Alternative, Group, GroupRule, Relation, RelationRule};
pub use cost::{Cost, UNITS, amount};
pub use day::{Keep, KeptRoute, Running};
pub use document::{
    Balance, Compactness, Job, Objective, PlaceDocument, PlaceReference, PlanarPoint, ProblemDocument, ProfileDocument, Shift,
    Shipment, ShipmentStop, VehicleCosts, VehicleType,
};
pub use driver::{DriverHours, DriverState};
pub use time::{Clock, Moment, Window};
pub use work::{Break, DepotDocument, Lateness, Reload};

use std::sync::Arc;

use chrono::Timelike;
use haulage_core::{fault::Faults, money::Currency, position::Position};

use crate::travel::Travel;

/// Index of a place in [`Problem::places`].
pub type PlaceIndex = usize;
/// Index of a job or shipment in [`Problem::jobs`].
pub type JobIndex = usize;
/// Index of a task in [`Problem::tasks`].
pub type TaskIndex = usize;

/// A valid routing problem.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::problem::{Job, Problem, ProfileDocument, VehicleType};
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").count(3).based_at("depot").capacity([180]))
///     .job(Job::new("a", Position::new(-22.896, -43.268)?).delivery([3]).service_s(120))
///     .build()?;
/// assert_eq!(problem.tasks().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Problem {
    clock: Option<Clock>,
    currency: Option<Currency>,
    objective: Objective,
    dimensions: usize,
    /// What [`Self::asks_for_itineraries`] says; asked once for each route of a plan, it must not look at every task again.
    needs_itineraries: bool,
    places: Vec<Place>,
    profiles: Vec<Profile>,
    vehicles: Vec<Vehicle>,
    jobs: Vec<Request>,
    tasks: Vec<Task>,
    skills: Vec<String>,
    travels: Vec<Travel>,
    goods: Vec<GoodsClass>,
    /// What it costs that another vehicle serves a job than before.
    change: Cost,
    depots: Vec<Depot>,
    unions: Vec<Union>,
    alliances: Vec<Alliance>,
    meetings: Vec<Meeting>,
    strain: Strain,
    /// What a metre between the two tasks of a route that are farthest apart costs.
    compactness: Cost,
}

/// What the heaviest workload of a plan costs.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Strain {
    /// A second of the longest route.
    pub per_second: Cost,
    /// A metre of the longest way.
    pub per_metre: Cost,
    /// A task of the route that has most.
    pub per_task: Cost,
}

impl Strain {
    /// Whether it costs anything.
    #[must_use]
    pub const fn matters(&self) -> bool {
        self.per_second > 0 || self.per_metre > 0 || self.per_task > 0
    }

    /// What the heaviest workloads cost.
    #[must_use]
    pub const fn cost(&self, seconds: i64, metres: i64, tasks: i64) -> Cost {
        self.per_second * seconds + self.per_metre * metres + self.per_task * tasks
    }
}

/// A synchronised start: service of its jobs begins within a gap.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Meeting {
    /// Its jobs; all of them are served or none.
    pub jobs: Vec<JobIndex>,
    /// Most seconds between the first and the last to begin.
    pub gap: i64,
}

/// A group: one of its jobs is served, or all or none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Union {
    /// Whether one is served; else all or none.
    pub is_exclusive: bool,
    /// Its jobs.
    pub jobs: Vec<JobIndex>,
    /// Of an exclusive group: what leaving all of them out costs; `None`: one must be served.
    pub prize: Option<Cost>,
}

/// A relation: its jobs are on one route, all of them or none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Alliance {
    /// Its jobs.
    pub jobs: Vec<JobIndex>,
    /// Tasks in the order in which they must be served; empty: in any.
    pub order: Vec<TaskIndex>,
    /// Whether each of them comes directly after the one before.
    pub is_direct: bool,
}

/// A line of goods, and what it may not share a vehicle with.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct GoodsClass {
    /// Its identifier.
    pub id: String,
    /// The set of lines that may not be on the same route: bit i for line i.
    pub apart: u64,
}

/// Somewhere a vehicle can be.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Place {
    /// Its identifier, empty for a place that a job gave by position alone.
    pub id: String,
    /// Where it is on the earth.
    pub position: Option<Position>,
    /// Where it is on a plane (benchmark formats).
    pub point: Option<PlanarPoint>,
}

/// A named way of travelling.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Profile {
    /// Its identifier.
    pub id: String,
    /// Distances and durations, in hours of the usual speed.
    pub travel: Travel,
    /// Speed in each hour of the day, in per cent of the usual, from midnight on; `None`: always the usual.
    pub hourly_percents: Option<[i64; 24]>,
}

/// A time window in seconds of the problem's clock; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Span {
    /// Earliest second.
    pub earliest: i64,
    /// Latest second.
    pub latest: i64,
}

impl Span {
    /// Every second the engine counts with.
    pub const ALWAYS: Self = Self { earliest: 0, latest: time::HORIZON };
}

/// Vehicles of one kind.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Vehicle {
    /// Identifier of the type.
    pub id: String,
    /// How many there are.
    pub count: usize,
    /// Where a route begins; `None`: at its first stop.
    pub start: Option<PlaceIndex>,
    /// Where a route ends; `None`: at its last stop.
    pub end: Option<PlaceIndex>,
    /// Capacity in each dimension of the problem.
    pub capacity: Vec<i64>,
    /// When the vehicle may be on its way.
    pub shift: Span,
    /// Longest time from start to end, in seconds.
    pub max_duration: i64,
    /// Longest way, in metres.
    pub max_distance: i64,
    /// Most tasks on a route.
    pub max_tasks: usize,
    /// Most stops on a route: tasks in a row at one place are one stop.
    pub max_stops: usize,
    /// Speed in per cent of its profile's.
    pub speed_percent: i64,
    /// On board from start to end, in each dimension.
    pub initial_load: Vec<i64>,
    /// Moment after which work is overtime.
    pub regular_latest: i64,
    /// Seconds since departure after which work is overtime.
    pub regular_duration: i64,
    /// Cost of a second of overtime, over that of any second.
    pub per_overtime: Cost,
    /// Cost of a second of waiting, over that of any second.
    pub per_waiting: Cost,
    /// Breaks of its driver.
    pub breaks: Vec<Pause>,
    /// How it reloads between trips; `None`: it does not.
    pub reload: Option<Reloading>,
    /// Whether goods of shipments leave in the reverse order of coming on board.
    pub is_lifo: bool,
    /// Cost of using the vehicle at all.
    pub fixed: Cost,
    /// Cost of a metre.
    pub per_metre: Cost,
    /// Cost of a second between start and end.
    pub per_second: Cost,
    /// Index into [`Problem::profiles`].
    pub profile: usize,
    /// Index into the ways of travelling, each at its speed.
    pub(crate) travel: usize,
    /// Skills it has: indices into [`Problem::skills`], ascending.
    pub skills: Vec<usize>,
    /// Index of its type; types come first, then single vehicles of which a running day tells.
    pub kind: usize,
    /// Which one of its type, where it is a single vehicle.
    pub number: Option<u32>,
    /// Numbers of the type that single vehicles have, ascending.
    pub taken: Vec<u32>,
    /// Whether it has left its depot: then it takes on no more goods there.
    pub has_left: bool,
    /// Its first tasks, settled in this order.
    pub first: Vec<TaskIndex>,
    /// The law on hours that its driver keeps, where there is one.
    pub driver: Option<Arc<DriverHours>>,
}

/// A break of a driver.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Pause {
    /// When it may begin, ascending and apart; never empty.
    pub windows: Vec<Span>,
    /// Its seconds.
    pub duration: i64,
    /// What leaving it out costs when it is due; `None`: it must be taken.
    pub penalty: Option<Cost>,
}

impl Pause {
    /// The last moment at which it may begin.
    #[must_use]
    pub fn latest(&self) -> i64 {
        self.windows.last().map_or(Span::ALWAYS.latest, |window| window.latest)
    }
}

/// Where and how a vehicle reloads.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reloading {
    /// Where it may.
    pub places: Vec<PlaceIndex>,
    /// Seconds that it takes.
    pub loading: i64,
    /// Most of them on a route.
    pub most: usize,
}

/// A place with opening hours or a stock.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Depot {
    /// Where.
    pub place: PlaceIndex,
    /// When it is open, ascending and apart; never empty.
    pub opening: Vec<Span>,
    /// Most that is loaded there for deliveries of jobs, in each dimension.
    pub stock: Vec<i64>,
}

/// What beginning after a window costs.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LatenessTerms {
    /// Cost of a second.
    pub per_second: Cost,
    /// Most seconds.
    pub most: i64,
}

impl Vehicle {
    /// Whether overtime costs anything.
    pub(crate) const fn pays_overtime(&self) -> bool {
        self.per_overtime > 0 && (self.regular_latest < time::HORIZON || self.regular_duration < time::HORIZON)
    }

    /// Seconds of overtime of a route.
    #[must_use]
    pub fn overtime(&self, start: i64, end: i64) -> i64 {
        (end - self.regular_latest).max(end - start - self.regular_duration).max(0)
    }

    /// Capacity that the initial load leaves, in each dimension.
    pub(crate) fn room(&self) -> impl Iterator<Item = i64> {
        self.capacity.iter().zip(&self.initial_load).map(|(capacity, load)| capacity - load)
    }

    /// Whether the vehicle has every skill of the list.
    #[must_use]
    pub fn has_skills(&self, wanted: &[usize]) -> bool {
        wanted.iter().all(|skill| self.skills.binary_search(skill).is_ok())
    }

    /// Numbers of the vehicles of its kind, from 1, without those that are told of one by one.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        let own = self.number;
        (1..=u32::MAX).filter(move |number| own.map_or_else(|| self.taken.binary_search(number).is_err(), |own| own == *number))
    }
}

/// What is asked for: a job (one stop) or a shipment (pickups and deliveries on one route, pickups first).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Request {
    /// Its identifier.
    pub id: String,
    /// Its index in the document's list of jobs, or of shipments.
    pub entry: usize,
    /// Its tasks, consecutive indices into [`Problem::tasks`]: pickups before deliveries.
    pub tasks: core::ops::Range<TaskIndex>,
    /// Skills a vehicle must have, ascending.
    pub skills: Vec<usize>,
    /// What leaving it out costs; `None`: it is left out only when it cannot be served.
    pub prize: Option<Cost>,
    /// Among requests that must be served: how many plain ones it is worth, less one.
    pub priority: u32,
    /// Vehicle types that may serve it, ascending; `None`: any.
    pub kinds: Option<Vec<usize>>,
    /// Its goods: bit i for line i of [`Problem::goods`].
    pub goods: u64,
    /// Whether it brings goods from where routes begin.
    pub is_from_start: bool,
    /// Whether those are on board already.
    pub is_loaded: bool,
    /// The one vehicle that may serve it.
    pub pinned: Option<usize>,
    /// Whether its tasks are ways to serve it, of which one is taken.
    pub is_choice: bool,
    /// Index of its group in [`Problem::unions`].
    pub union: Option<usize>,
    /// Index of its relation in [`Problem::alliances`].
    pub alliance: Option<usize>,
    /// The vehicle that was to serve it before; on any other it costs [`Problem::change`].
    pub home: Option<usize>,
}

impl Request {
    /// Whether vehicles of a type are allowed.
    #[must_use]
    pub fn allows(&self, kind: usize) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.binary_search(&kind).is_ok())
    }
}

/// What a stop does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskKind {
    /// A job: goods from the route's start are delivered, goods for its end are taken.
    Job,
    /// Goods of a shipment are taken on board.
    Pickup,
    /// Goods of a shipment leave.
    Delivery,
}

/// One visit that a route can make.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Task {
    /// Its index in [`Problem::tasks`].
    pub index: TaskIndex,
    /// The job or shipment it belongs to.
    pub job: JobIndex,
    /// What it does.
    pub kind: TaskKind,
    /// Where.
    pub place: PlaceIndex,
    /// When service may begin, ascending and apart; never empty.
    pub windows: Vec<Span>,
    /// What beginning after a window costs; `None`: it is not allowed.
    pub lateness: Option<LatenessTerms>,
    /// When its goods can be had at the depot.
    pub release: i64,
    /// Seconds of service.
    pub service: i64,
    /// Seconds of set-up, spent when the stop before was at another place.
    pub setup: i64,
    /// Amounts that leave the vehicle here, in each dimension. Of a job: carried from the route's start.
    pub delivery: Vec<i64>,
    /// Amounts that come on board here, in each dimension. Of a job: carried to the route's end.
    pub pickup: Vec<i64>,
    /// Whether it must be the first of its route.
    pub is_first: bool,
    /// Whether it must be the last of its route.
    pub is_last: bool,
}

impl Task {
    /// When service may begin, late or not: each window as long as it may be late.
    pub(crate) fn begins(&self) -> Vec<Span> {
        let most = self.lateness.map_or(0, |terms| terms.most);
        let mut windows = self.windows.clone();
        for index in 0..windows.len() {
            let next_opens = windows.get(index + 1).map_or(Span::ALWAYS.latest, |next| next.earliest - 1);
            windows[index].latest = (windows[index].latest + most).min(next_opens).max(windows[index].latest);
        }
        windows
    }

    /// Seconds by which service that begins then is late, where it may be: after a window has closed and before the next
    /// opens.
    #[must_use]
    pub fn late(&self, begin: i64) -> i64 {
        let mut windows = self.windows.iter().rev().filter(|_| self.lateness.is_some());
        let window = windows.find(|window| window.earliest <= begin);
        window.map_or(0, |window| (begin - window.latest).max(0))
    }
}

impl Problem {
    /// Starts an empty problem.
    pub fn builder() -> ProblemBuilder {
        ProblemBuilder::default()
    }

    /// Validates a document as a whole.
    ///
    /// # Errors
    /// Every fault of the document, each with its JSON path, cause and remedy.
    pub fn new(document: ProblemDocument) -> Result<Self, Faults> {
        compile::compile(document)
    }

    /// The clock that ties seconds to instants, where there is one.
    #[must_use]
    pub const fn clock(&self) -> Option<&Clock> {
        self.clock.as_ref()
    }

    /// Currency of all costs, where one is named.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// What makes one plan better than another.
    #[must_use]
    pub const fn objective(&self) -> Objective {
        self.objective
    }

    /// Number of load dimensions.
    #[must_use]
    pub const fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// All places.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// All ways of travelling.
    #[must_use]
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// All places with opening hours or stocks.
    #[must_use]
    pub fn depots(&self) -> &[Depot] {
        &self.depots
    }

    /// Whether a depot can run out.
    pub(crate) fn has_stocks(&self) -> bool {
        self.depots.iter().any(|depot| depot.stock.iter().any(|&stock| stock < i64::MAX / 4))
    }

    /// When a place is open.
    #[must_use]
    pub fn opening(&self, place: PlaceIndex) -> &[Span] {
        self.depots.iter().find(|depot| depot.place == place).map_or(&[Span::ALWAYS], |depot| &depot.opening)
    }

    /// Whether a route's times, trips or costs hang on more than labels can hold, so that it must be driven as a whole.
    pub(crate) const fn needs_itineraries(&self) -> bool {
        self.needs_itineraries
    }

    fn asks_for_itineraries(&self) -> bool {
        let vehicle = |vehicle: &Vehicle| {
            let ends = [vehicle.start, vehicle.end];
            vehicle.per_waiting > 0
                || vehicle.pays_overtime()
                || !vehicle.breaks.is_empty()
                || vehicle.reload.is_some()
                || vehicle.is_lifo
                || vehicle.driver.is_some()
                || self.travels.get(vehicle.travel).is_some_and(Travel::changes)
                || ends.iter().flatten().any(|&place| self.opening(place) != [Span::ALWAYS])
        };
        self.vehicles.iter().any(vehicle) || self.tasks.iter().any(|task| task.lateness.is_some() || task.release > 0)
    }

    /// All vehicle types.
    #[must_use]
    pub fn vehicles(&self) -> &[Vehicle] {
        &self.vehicles
    }

    /// Jobs, then shipments, in the document's order.
    #[must_use]
    pub fn jobs(&self) -> &[Request] {
        &self.jobs
    }

    /// All tasks, grouped by job.
    #[must_use]
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// Names of the skills.
    #[must_use]
    pub fn skills(&self) -> &[String] {
        &self.skills
    }

    /// All goods.
    #[must_use]
    pub fn goods(&self) -> &[GoodsClass] {
        &self.goods
    }

    /// Groups of jobs.
    #[must_use]
    pub fn unions(&self) -> &[Union] {
        &self.unions
    }

    /// Relations between jobs.
    #[must_use]
    pub fn alliances(&self) -> &[Alliance] {
        &self.alliances
    }

    /// The same problem with other windows of its tasks.
    pub(crate) fn set_tasks(&mut self, tasks: Vec<Task>) {
        self.tasks = tasks;
        self.needs_itineraries = self.asks_for_itineraries();
    }

    /// The same problem with routes that last no longer, lead no farther and have no more tasks.
    pub(crate) fn limit_routes(&mut self, seconds: i64, metres: i64, tasks: i64) {
        for vehicle in &mut self.vehicles {
            vehicle.max_duration = vehicle.max_duration.min(seconds.max(0));
            vehicle.max_distance = vehicle.max_distance.min(metres.max(0));
            vehicle.max_tasks = vehicle.max_tasks.min(usize::try_from(tasks).unwrap_or(0));
        }
    }

    /// Synchronised starts.
    #[must_use]
    pub fn meetings(&self) -> &[Meeting] {
        &self.meetings
    }

    /// What the heaviest workload of a plan costs.
    #[must_use]
    pub const fn strain(&self) -> Strain {
        self.strain
    }

    /// What a metre between the two tasks of a route that are farthest apart costs.
    #[must_use]
    pub const fn compactness(&self) -> Cost {
        self.compactness
    }

    /// The exclusive group of a job, where it is in one.
    #[must_use]
    pub fn choice_of(&self, job: &Request) -> Option<&Union> {
        job.union.map(|union| &self.unions[union]).filter(|union| union.is_exclusive)
    }

    /// Whether one task must come directly after another.
    pub(crate) fn is_followed_by(&self, before: &Task, after: &Task) -> bool {
        let alliance = self.jobs[before.job].alliance.filter(|_| self.jobs[after.job].alliance == self.jobs[before.job].alliance);
        let alliance = alliance.map(|alliance| &self.alliances[alliance]).filter(|alliance| alliance.is_direct);
        alliance.is_some_and(|alliance| alliance.order.windows(2).any(|pair| pair == [before.index, after.index]))
    }

    /// What it costs that another vehicle serves a job than before.
    #[must_use]
    pub const fn change(&self) -> Cost {
        self.change
    }

    /// What it costs that a vehicle serves a job, beyond its way.
    #[must_use]
    pub fn change_of(&self, vehicle: usize, job: &Request) -> Cost {
        if job.home.is_some_and(|home| home != vehicle) { self.change } else { 0 }
    }

    /// Whether a vehicle may serve a job, whatever else it does: skills, types, a day under way.
    #[must_use]
    pub fn may_serve(&self, vehicle: usize, job: &Request) -> bool {
        let fleet = &self.vehicles[vehicle];
        fleet.has_skills(&job.skills)
            && job.allows(fleet.kind)
            && job.pinned.is_none_or(|pinned| pinned == vehicle)
            && (!fleet.has_left || !job.is_from_start || job.is_loaded)
    }

    /// The vehicle of a name and number: a single one of which the day tells, else its type.
    #[must_use]
    pub fn vehicle_of(&self, id: &str, number: u32) -> Option<usize> {
        let kind = self.vehicles.iter().position(|vehicle| vehicle.id == id)?;
        let is_single = |vehicle: &Vehicle| vehicle.kind == kind && vehicle.number == Some(number);
        Some(self.vehicles.iter().position(is_single).unwrap_or(kind))
    }

    /// Travel of a vehicle type, at its speed.
    #[must_use]
    pub fn travel(&self, vehicle: &Vehicle) -> &Travel {
        &self.travels[vehicle.travel]
    }

    /// The second of the day at the problem's second zero, by the clock's zone at its start; midnight without a clock.
    #[must_use]
    pub fn second_of_day(&self) -> i64 {
        let start = self.clock.map(|clock| match clock.zone {
            Some(zone) => clock.start.with_timezone(&zone).time(),
            None => clock.start.time(),
        });
        start.map_or(0, |time| i64::from(time.num_seconds_from_midnight()))
    }

    /// The ways of travelling that vehicles use: profiles, each at a speed.
    pub(crate) fn travels(&self) -> &[Travel] {
        &self.travels
    }

    /// A second of the problem's clock as documents write it.
    #[must_use]
    pub fn moment(&self, second: i64) -> Moment {
        Moment::from_second(second, self.clock.as_ref())
    }
}

#[cfg(test)]
mod compile_tests;
