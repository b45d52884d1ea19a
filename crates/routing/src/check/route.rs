//! One route driven again, stop by stop, from the problem's own figures.

use haulage_core::{fault::Path, position::Position};

use super::{
    costs::Costs,
    hours::{Road, is_pause},
    report::Violations,
};
use crate::{
    plan::{PlanRoute, StopKind},
    problem::{Moment, PlaceIndex, Problem, Task, TaskIndex, Vehicle},
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
    pub breaks: i64,
    pub rests: i64,
    pub overtime: i64,
    pub late: i64,
    /// What each place gave out.
    pub given: Vec<(PlaceIndex, Vec<i128>)>,
}

/// Arrival, start of service and departure.
pub(super) type Times = [i64; 3];

impl Drive<'_> {
    /// Checks the route; `None` when it cannot be driven at all.
    pub(super) fn check(mut self, tasks: &[Option<TaskIndex>]) -> Option<Driven> {
        let places = self.places(tasks)?;
        let times = self.moments()?;
        self.skills(tasks);
        self.company(tasks);
        let given = self.loads(tasks, &places);
        self.lifo(tasks);
        self.depots(tasks, &places, &times);
        let mut driven = self.drive(tasks, &places, &times);
        driven.given = given;
        self.law(&times);
        self.limits(&driven, &times);
        self.figures(&driven);
        Some(driven)
    }

    pub(super) fn task(&self, task: Option<TaskIndex>) -> Option<&Task> {
        task.map(|task| &self.problem.tasks()[task])
    }

    /// Where each stop is: start first and end last where the vehicle has them, all else between.
    fn places(&mut self, tasks: &[Option<TaskIndex>]) -> Option<Vec<PlaceIndex>> {
        let stops = self.path.key("stops");
        let last = self.route.stops.len().wrapping_sub(1);
        let mut places = Vec::with_capacity(tasks.len());
        for (index, (stop, &task)) in self.route.stops.iter().zip(tasks).enumerate() {
            let place = match stop.kind {
                StopKind::Start => self.vehicle.start.filter(|_| index == 0),
                StopKind::End => self.vehicle.end.filter(|_| index == last),
                StopKind::Break => self.break_place(index, &places, tasks),
                StopKind::Rest | StopKind::Wait if self.vehicle.driver.is_some() => self.break_place(index, &places, tasks),
                StopKind::Reload => self.reload_place(stop),
                _ => self.task(task).map(|task| task.place),
            };
            let Some(place) = place else {
                let detail = || format!("`{}` has no {:?} here", self.vehicle.id, stop.kind);
                self.violations.report(&stops.index(index).key("kind"), "check.stop_kind", detail);
                return None;
            };
            let named = &self.problem.places()[place];
            let is_elsewhere = !nearly_same(stop.position, named.position);
            if stop.place.as_ref().is_some_and(|id| *id != named.id) || is_elsewhere {
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

    /// Follows the stops in time and space.
    fn drive(&mut self, tasks: &[Option<TaskIndex>], places: &[PlaceIndex], times: &[Times]) -> Driven {
        let travel = &self.problem.profiles()[self.vehicle.profile].travel;
        let stops = self.path.key("stops");
        let mut driven = Driven::default();
        // Whether the leg to what comes next is driven: the stop before is a break on arrival.
        let mut has_arrived = false;
        // Where the last stop was that is no pause.
        let mut last_place = None;
        let mut road = Road::default();
        for (index, (stop, &[arrival, begin, departure])) in self.route.stops.iter().zip(times).enumerate() {
            let path = stops.index(index);
            let before = index.checked_sub(1).map(|before| (places[before], times[before][2]));
            let is_here = before.is_some_and(|(place, _)| place == places[index]);
            let is_break = is_pause(stop.kind);
            let is_lawful = self.vehicle.driver.is_some();
            if is_lawful {
                self.by_law(index, places, times, &mut road, &mut driven);
            }
            let has_leg = !(is_here && (is_break || has_arrived));
            has_arrived = is_break && (has_arrived || !is_here);
            let before = before.filter(|_| !is_lawful);
            if let Some((_, left)) = before.filter(|(_, left)| !has_leg && arrival != *left) {
                let (claimed, real) = (self.moment(arrival), self.moment(left));
                let detail = || format!("arrives at {claimed}, where the vehicle is since {real}");
                self.violations.report(&path.key("arrival"), "check.travel_time", detail);
            }
            if let Some((from, left)) = before.filter(|_| has_leg) {
                let leg = self.by_the_hour(left, self.at_speed(travel.duration(from, places[index])));
                driven.distance += travel.distance(from, places[index]);
                driven.travel += leg;
                if arrival != left + leg {
                    let (claimed, real) = (self.moment(arrival), self.moment(left + leg));
                    let detail = || format!("arrives at {claimed}; leaving the stop before and driving {leg} s gives {real}");
                    self.violations.report(&path.key("arrival"), "check.travel_time", detail);
                }
            }
            let reload = self.vehicle.reload.as_ref().filter(|_| stop.kind == StopKind::Reload);
            let rest = if is_lawful && is_break {
                (departure - begin).max(0)
            } else {
                self.pause(stop).map_or(0, |pause| pause.duration)
            };
            let work = self
                .task(tasks[index])
                .map_or(0, |task| task.service + if last_place == Some(task.place) { 0 } else { task.setup });
            let service = rest + reload.map_or(0, |reload| reload.loading) + self.in_minutes(work);
            if !is_break {
                last_place = Some(places[index]);
            }
            if departure != begin.saturating_add(service) {
                let detail = || format!("{} s from start of service to departure, where {service} is right", departure - begin);
                self.violations.report(&path.key("departure"), "check.service_time", detail);
            }
            driven.service += service - rest;
            *if stop.kind == StopKind::Rest { &mut driven.rests } else { &mut driven.breaks } += rest;
            driven.waiting += (begin - arrival).max(0);
            driven.tasks += u64::from(tasks[index].is_some());
            let task_before = tasks[..index].iter().rev().find_map(|&task| self.task(task));
            let is_same_stop = task_before.is_some_and(|task| task.place == places[index]);
            driven.stops += u64::from(tasks[index].is_some() && !is_same_stop);
            if begin < arrival || i128::from(stop.waiting_s) != i128::from(begin - arrival) {
                let detail = || format!("{} s of waiting, where {} is right", stop.waiting_s, begin - arrival);
                self.violations.report(&path.key("waiting_s"), "check.waiting", detail);
            }
            self.violations.compare(&path.key("distance_m"), "check.figure", stop.distance_m, driven.distance as u64);
            if let Some(task) = tasks[index] {
                self.lateness(&path, stop, task, begin, &mut driven);
            }
        }
        let (first, last) = (times.first().map_or(0, |times| times[0]), times.last().map_or(0, |times| times[2]));
        driven.duration = (last - first).max(0);
        let vehicle = self.vehicle;
        driven.overtime = (last - vehicle.regular_latest).max(driven.duration - vehicle.regular_duration).max(0);
        let price = |rate: i64, amount: i64| i128::from(rate) * i128::from(amount);
        driven.costs = Costs {
            fixed: vehicle.fixed.into(),
            distance: price(vehicle.per_metre, driven.distance),
            duration: price(vehicle.per_second, driven.duration),
            prizes: 0,
            changes: self.changes(tasks),
            overtime: price(vehicle.per_overtime, driven.overtime),
            waiting: price(vehicle.per_waiting, driven.waiting),
            lateness: driven.costs.lateness,
            breaks: self.breaks(times),
            compactness: i128::from(self.problem.compactness()) * self.farthest_apart(tasks),
            balance: 0,
        };
        driven
    }

    /// Metres between the two tasks that are farthest apart.
    fn farthest_apart(&self, tasks: &[Option<TaskIndex>]) -> i128 {
        if self.problem.compactness() == 0 {
            return 0;
        }
        let travel = &self.problem.profiles()[self.vehicle.profile].travel;
        let places: Vec<PlaceIndex> = tasks.iter().filter_map(|&task| Some(self.task(task)?.place)).collect();
        let mut farthest = 0;
        for (one, &from) in places.iter().enumerate() {
            for (other, &to) in places.iter().enumerate() {
                if one != other {
                    farthest = travel.distance(from, to).max(farthest);
                }
            }
        }
        farthest.into()
    }

    /// Seconds that the vehicle needs for what takes its profile `usual` seconds; what is begun counts.
    pub(super) fn at_speed(&self, usual: i64) -> i64 {
        let hundredths = usual * 100;
        hundredths / self.vehicle.speed_percent + i64::from(hundredths % self.vehicle.speed_percent > 0)
    }

    /// Seconds that a leg lasts which takes `usual` seconds at the usual speed and begins at `start`: hour by hour, as much as
    /// the speed of each allows.
    fn by_the_hour(&self, start: i64, usual: i64) -> i64 {
        let Some(percents) = &self.problem.profiles()[self.vehicle.profile].hourly_percents else { return usual };
        let of_day = start.saturating_add(self.problem.second_of_day()).rem_euclid(86_400);
        let (first_hour, into_it) = (of_day / 3_600, of_day % 3_600);
        let a_day: i64 = percents.iter().map(|percent| percent * 3_600).sum();
        let whole_days = usual * 100 / a_day;
        let mut hundredths = usual * 100 - whole_days * a_day;
        let mut lasts = whole_days * 86_400;
        for hour in 0..=24 {
            let percent = percents[((first_hour + hour) % 24) as usize];
            let seconds = if hour == 0 { 3_600 - into_it } else { 3_600 };
            let needed = hundredths / percent + i64::from(hundredths % percent > 0);
            if needed <= seconds {
                return lasts + needed;
            }
            hundredths -= seconds * percent;
            lasts += seconds;
        }
        lasts
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
            ("break_s", route.break_s, driven.breaks),
            ("rest_s", route.rest_s, driven.rests),
            ("overtime_s", route.overtime_s, driven.overtime),
            ("late_s", route.late_s, driven.late),
        ] {
            self.violations.compare(&self.path.key(key), "check.figure", claimed, real as u64);
        }
        driven.costs.compare(&self.path.key("costs"), &route.costs, self.violations);
    }

    pub(super) fn moment(&self, second: i64) -> Moment {
        self.problem.moment(second)
    }
}

/// Whether two positions, where both are known, are the same but for reading and writing.
pub(super) fn nearly_same(a: Option<Position>, b: Option<Position>) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a.lat() - b.lat()).abs() <= NEARLY && (a.lon() - b.lon()).abs() <= NEARLY)
}
