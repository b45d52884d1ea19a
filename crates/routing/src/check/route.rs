//! One route driven again, stop by stop, from the problem's own figures.

use haulage_core::fault::Path;

use super::{costs::Costs, report::Violations};
use crate::{
    plan::{PlanRoute, PlanStop, StopKind},
    problem::{Moment, PlaceIndex, Problem, Span, Task, TaskIndex, TaskKind, Vehicle},
};

/// Seconds and metres that documents carry exactly.
const EXACT: i64 = 1 << 53;
/// Degrees that reading and writing a coordinate may cost.
const NEARLY: f64 = 1e-9;

/// A route and the vehicle that drives it.
pub(super) struct Drive<'a> {
    pub problem: &'a Problem,
    pub vehicle: &'a Vehicle,
    /// Index of the vehicle.
    pub index: usize,
    pub route: &'a PlanRoute,
    pub path: &'a Path<'a>,
    pub violations: &'a mut Violations,
}

/// What a route adds up to.
#[derive(Default)]
pub(super) struct Driven {
    pub costs: Costs,
    pub tasks: u64,
    pub stops: u64,
    pub distance: i64,
    pub duration: i64,
    pub travel: i64,
    pub service: i64,
    pub waiting: i64,
}

/// Arrival, start of service and departure.
type Times = [i64; 3];

impl Drive<'_> {
    /// Checks the route; `None` when it cannot be driven at all.
    pub(super) fn check(mut self, tasks: &[Option<TaskIndex>]) -> Option<Driven> {
        let places = self.places(tasks)?;
        let times = self.moments()?;
        self.skills(tasks);
        self.company(tasks);
        self.loads(tasks);
        let driven = self.drive(tasks, &places, &times);
        self.limits(&driven, &times);
        self.figures(&driven);
        Some(driven)
    }

    pub(super) fn task(&self, task: Option<TaskIndex>) -> Option<&Task> {
        task.map(|task| &self.problem.tasks()[task])
    }

    /// Where each stop is: start first and end last where the vehicle has them, tasks between.
    fn places(&mut self, tasks: &[Option<TaskIndex>]) -> Option<Vec<PlaceIndex>> {
        let stops = self.path.key("stops");
        let last = self.route.stops.len().wrapping_sub(1);
        let mut places = Vec::with_capacity(tasks.len());
        for (index, (stop, &task)) in self.route.stops.iter().zip(tasks).enumerate() {
            let place = match stop.kind {
                StopKind::Start => self.vehicle.start.filter(|_| index == 0),
                StopKind::End => self.vehicle.end.filter(|_| index == last),
                _ => self.task(task).map(|task| task.place),
            };
            let Some(place) = place else {
                let detail = || format!("`{}` has no {:?} here", self.vehicle.id, stop.kind);
                self.violations.report(&stops.index(index).key("kind"), "check.stop_kind", detail);
                return None;
            };
            let named = &self.problem.places()[place];
            let elsewhere = stop.position.zip(named.position).is_some_and(|(claimed, real)| {
                (claimed.lat() - real.lat()).abs() > NEARLY || (claimed.lon() - real.lon()).abs() > NEARLY
            });
            if stop.place.as_ref().is_some_and(|id| *id != named.id) || elsewhere {
                let detail = || format!("the stop is at `{}`", named.id);
                self.violations.report(&stops.index(index).key("place"), "check.place", detail);
            }
            places.push(place);
        }
        let has = |kind| self.route.stops.iter().any(|stop| stop.kind == kind);
        for (wanted, kind) in [(self.vehicle.start, StopKind::Start), (self.vehicle.end, StopKind::End)] {
            if wanted.is_some() && !has(kind) {
                self.violations.report(&stops, "check.stop_kind", || format!("the {kind:?} of `{}` is missing", self.vehicle.id));
                return None;
            }
        }
        Some(places)
    }

    /// The times of all stops as seconds.
    fn moments(&mut self) -> Option<Vec<Times>> {
        let stops = self.path.key("stops");
        let mut times = Vec::with_capacity(self.route.stops.len());
        for (index, stop) in self.route.stops.iter().enumerate() {
            let mut all = [0; 3];
            let moments = [("arrival", stop.arrival), ("service_start", stop.service_start), ("departure", stop.departure)];
            for (slot, (key, moment)) in all.iter_mut().zip(moments) {
                let second = moment.second(self.problem.clock()).filter(|second| second.unsigned_abs() <= EXACT as u64);
                let Some(second) = second else {
                    let detail = || format!("{moment} cannot be placed on the problem's clock");
                    self.violations.report(&stops.index(index).key(key), "check.moment", detail);
                    return None;
                };
                *slot = second;
            }
            times.push(all);
        }
        Some(times)
    }

    fn skills(&mut self, tasks: &[Option<TaskIndex>]) {
        let stops = self.path.key("stops");
        for (index, task) in tasks.iter().enumerate() {
            let Some(task) = self.task(*task) else { continue };
            let job = &self.problem.jobs()[task.job];
            let lacking: Vec<&str> = job
                .skills
                .iter()
                .filter(|skill| !self.vehicle.skills.contains(skill))
                .map(|&skill| self.problem.skills()[skill].as_str())
                .collect();
            if !lacking.is_empty() {
                let detail = || format!("`{}` lacks {} for `{}`", self.vehicle.id, lacking.join(", "), job.id);
                self.violations.report(&stops.index(index), "check.skills", detail);
            }
        }
    }

    fn loads(&mut self, tasks: &[Option<TaskIndex>]) {
        let stops = self.path.key("stops");
        let dimensions = self.problem.dimensions();
        let mut load: Vec<i128> = self.vehicle.initial_load.iter().copied().map(i128::from).collect();
        for task in tasks.iter().filter_map(|&task| self.task(task)).filter(|task| task.kind == TaskKind::Job) {
            for (load, &amount) in load.iter_mut().zip(&task.delivery) {
                *load += i128::from(amount);
            }
        }
        let mut peak = load.clone();
        let mut over = vec![false; dimensions];
        for (index, (stop, &task)) in self.route.stops.iter().zip(tasks).enumerate() {
            let path = stops.index(index);
            self.compare_loads(&path.key("load"), stop, task, &mut load, &mut peak, &mut over);
        }
        let path = self.path.key("peak_load");
        let claimed: Vec<i128> = self.route.peak_load.iter().map(|&amount| amount.into()).collect();
        if claimed != peak {
            self.violations.report(&path, "check.load", || format!("{claimed:?}, where {peak:?} is right"));
        }
    }

    /// Serves a stop: what was on board before it and is after it, against the capacity and the plan's own figures.
    fn compare_loads(
        &mut self,
        path: &Path<'_>,
        stop: &PlanStop,
        task: Option<TaskIndex>,
        load: &mut [i128],
        peak: &mut [i128],
        over: &mut [bool],
    ) {
        if stop.load.len() != load.len() {
            let detail = || format!("{} dimensions, where {} are right", stop.load.len(), load.len());
            self.violations.report(path, "check.load", detail);
        }
        let before = load.to_vec();
        if let Some(task) = task.map(|task| &self.problem.tasks()[task]) {
            for (dimension, load) in load.iter_mut().enumerate() {
                *load += i128::from(task.pickup[dimension]) - i128::from(task.delivery[dimension]);
            }
        }
        for dimension in 0..load.len() {
            let path = path.index(dimension);
            let (fullest, capacity) = (before[dimension].max(load[dimension]), i128::from(self.vehicle.capacity[dimension]));
            // Once for each stretch that is too full.
            let too_full = fullest > capacity;
            if too_full && !over[dimension] {
                let detail = || format!("{fullest} on board, {} more than the capacity of {capacity}", fullest - capacity);
                self.violations.report(&path, "check.capacity", detail);
            }
            over[dimension] = too_full;
            peak[dimension] = peak[dimension].max(load[dimension]);
            if let Some(&claimed) = stop.load.get(dimension) {
                self.violations.compare(&path, "check.load", i128::from(claimed), load[dimension]);
            }
        }
    }

    /// Follows the stops in time and space.
    fn drive(&mut self, tasks: &[Option<TaskIndex>], places: &[PlaceIndex], times: &[Times]) -> Driven {
        let travel = &self.problem.profiles()[self.vehicle.profile].travel;
        let stops = self.path.key("stops");
        let mut driven = Driven::default();
        for (index, (stop, &[arrival, begin, departure])) in self.route.stops.iter().zip(times).enumerate() {
            let path = stops.index(index);
            let before = index.checked_sub(1).map(|before| (places[before], times[before][2]));
            if let Some((from, left)) = before {
                let leg = self.at_speed(travel.duration(from, places[index]));
                driven.distance += travel.distance(from, places[index]);
                driven.travel += leg;
                if arrival != left + leg {
                    let (claimed, real) = (self.moment(arrival), self.moment(left + leg));
                    let detail = || format!("arrives at {claimed}; leaving the stop before and driving {leg} s gives {real}");
                    self.violations.report(&path.key("arrival"), "check.travel_time", detail);
                }
            }
            let service = self.task(tasks[index]).map_or(0, |task| {
                task.service + if before.is_some_and(|(place, _)| place == task.place) { 0 } else { task.setup }
            });
            if departure != begin.saturating_add(service) {
                let detail = || format!("{} s from start of service to departure, where {service} is right", departure - begin);
                self.violations.report(&path.key("departure"), "check.service_time", detail);
            }
            driven.service += service;
            driven.waiting += (begin - arrival).max(0);
            driven.tasks += u64::from(tasks[index].is_some());
            let is_same_stop = index > 0 && tasks[index - 1].is_some() && places[index - 1] == places[index];
            driven.stops += u64::from(tasks[index].is_some() && !is_same_stop);
            if begin < arrival || i128::from(stop.waiting_s) != i128::from(begin - arrival) {
                let detail = || format!("{} s of waiting, where {} is right", stop.waiting_s, begin - arrival);
                self.violations.report(&path.key("waiting_s"), "check.waiting", detail);
            }
            self.violations.compare(&path.key("distance_m"), "check.figure", stop.distance_m, driven.distance as u64);
            self.window(&path, tasks[index], begin);
        }
        let (first, last) = (times.first().map_or(0, |times| times[0]), times.last().map_or(0, |times| times[2]));
        driven.duration = (last - first).max(0);
        driven.costs = Costs {
            fixed: self.vehicle.fixed.into(),
            distance: i128::from(self.vehicle.per_metre) * i128::from(driven.distance),
            duration: i128::from(self.vehicle.per_second) * i128::from(driven.duration),
            prizes: 0,
            changes: self.changes(tasks),
        };
        driven
    }

    /// Seconds that the vehicle needs for what takes its profile `usual` seconds; what is begun counts.
    fn at_speed(&self, usual: i64) -> i64 {
        let hundredths = usual * 100;
        hundredths / self.vehicle.speed_percent + i64::from(hundredths % self.vehicle.speed_percent > 0)
    }

    fn window(&mut self, path: &Path<'_>, task: Option<TaskIndex>, begin: i64) {
        let Some(task) = task.map(|task| &self.problem.tasks()[task]) else { return };
        if task.windows.iter().any(|window| (window.earliest..=window.latest).contains(&begin)) {
            return;
        }
        let problem = self.problem;
        let span = |window: &Span| format!("{} to {}", problem.moment(window.earliest), problem.moment(window.latest));
        let windows: Vec<String> = task.windows.iter().map(span).collect();
        let detail = || format!("service begins at {}, outside {}", problem.moment(begin), windows.join(" and "));
        self.violations.report(&path.key("service_start"), "check.window", detail);
    }

    fn limits(&mut self, driven: &Driven, times: &[Times]) {
        let vehicle = self.vehicle;
        let (Some(first), Some(last)) = (times.first(), times.last()) else { return };
        if first[0] < vehicle.shift.earliest || last[2] > vehicle.shift.latest {
            let [earliest, latest, left, back] =
                [vehicle.shift.earliest, vehicle.shift.latest, first[0], last[2]].map(|second| self.moment(second));
            let detail = || format!("on its way from {left} to {back}, outside {earliest} to {latest}");
            self.violations.report(self.path, "check.shift", detail);
        }
        for (code, what, value, most) in [
            ("check.max_duration", "s on its way", driven.duration as u64, vehicle.max_duration as u64),
            ("check.max_distance", "m", driven.distance as u64, vehicle.max_distance as u64),
            ("check.max_tasks", "tasks", driven.tasks, vehicle.max_tasks as u64),
            ("check.max_stops", "stops", driven.stops, vehicle.max_stops as u64),
        ] {
            if value > most {
                self.violations.report(self.path, code, || format!("{value} {what}, {} more than {most}", value - most));
            }
        }
    }

    fn figures(&mut self, driven: &Driven) {
        let route = self.route;
        for (key, claimed, real) in [
            ("distance_m", route.distance_m, driven.distance),
            ("duration_s", route.duration_s, driven.duration),
            ("travel_s", route.travel_s, driven.travel),
            ("service_s", route.service_s, driven.service),
            ("waiting_s", route.waiting_s, driven.waiting),
        ] {
            self.violations.compare(&self.path.key(key), "check.figure", claimed, real as u64);
        }
        driven.costs.compare(&self.path.key("costs"), &route.costs, self.violations);
    }

    fn moment(&self, second: i64) -> Moment {
        self.problem.moment(second)
    }
}
