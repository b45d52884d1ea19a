//! Breaks, reloads, depots and release times of a route.

use haulage_core::fault::Path;

use super::{
    hours::is_pause,
    route::{Drive, Driven, Times, nearly_same},
};
use crate::{
    plan::{PlanStop, StopKind},
    problem::{Pause, PlaceIndex, Span, TaskIndex},
};

impl Drive<'_> {
    /// Where a break is taken: where the stop before is, or where the next one is that is no break.
    pub(super) fn break_place(&self, index: usize, before: &[PlaceIndex], tasks: &[Option<TaskIndex>]) -> Option<PlaceIndex> {
        let stop = &self.route.stops[index];
        let mut later = self.route.stops.iter().zip(tasks).skip(index + 1);
        let next = later.find(|(stop, _)| !is_pause(stop.kind)).and_then(|(stop, &task)| match stop.kind {
            StopKind::End => self.vehicle.end,
            StopKind::Reload => self.reload_place(stop),
            _ => self.task(task).map(|task| task.place),
        });
        let is_there = |place: &PlaceIndex| {
            let named = &self.problem.places()[*place];
            stop.place.as_deref().unwrap_or_default() == named.id && nearly_same(stop.position, named.position)
        };
        let found = before.last().copied().into_iter().chain(next).find(is_there);
        // On the road a pause has no place; it stands for the one before.
        let is_on_road = self.vehicle.driver.is_some() && stop.place.is_none() && stop.position.is_none();
        found.or_else(|| before.last().copied().filter(|_| is_on_road))
    }

    /// The place of the vehicle's reloads that a stop names.
    pub(super) fn reload_place(&self, stop: &PlanStop) -> Option<PlaceIndex> {
        let reload = self.vehicle.reload.as_ref()?;
        let places = self.problem.places();
        reload.places.iter().copied().find(|&place| stop.place.as_deref() == Some(places[place].id.as_str()))
    }

    /// The break that a stop claims to be.
    pub(super) fn pause(&self, stop: &PlanStop) -> Option<&Pause> {
        self.vehicle.breaks.get(stop.part.unwrap_or(0) as usize).filter(|_| stop.kind == StopKind::Break)
    }

    /// Each break at most once and in a window, none that is due left out; what leaving out the optional ones costs.
    pub(super) fn breaks(&mut self, times: &[Times]) -> i128 {
        if self.vehicle.driver.is_some() {
            return 0;
        }
        let stops = self.path.key("stops");
        let mut taken = vec![false; self.vehicle.breaks.len()];
        for (index, stop) in self.route.stops.iter().enumerate().filter(|(_, stop)| stop.kind == StopKind::Break) {
            let path = stops.index(index);
            let number = stop.part.unwrap_or(0) as usize;
            let Some(pause) = self.pause(stop) else {
                let detail = || format!("`{}` has no break number {number}", self.vehicle.id);
                self.violations.report(&path.key("part"), "check.break", detail);
                continue;
            };
            let begin = times[index][1];
            if !pause.windows.iter().any(|window| (window.earliest..=window.latest).contains(&begin)) {
                let begin = self.moment(begin);
                let detail = || format!("the break begins at {begin}, outside its windows");
                self.violations.report(&path.key("service_start"), "check.break", detail);
            }
            if core::mem::replace(&mut taken[number], true) {
                let detail = || format!("break number {number} is taken a second time");
                self.violations.report(&path, "check.break", detail);
            }
        }
        let (Some(first), Some(last)) = (times.first(), times.last()) else { return 0 };
        let mut penalties = 0;
        for (number, pause) in self.vehicle.breaks.iter().enumerate().filter(|(number, _)| !taken[*number]) {
            let latest = pause.latest();
            let is_due = first[0] <= latest && latest < last[2];
            match pause.penalty {
                Some(penalty) if is_due => penalties += i128::from(penalty),
                None if is_due => {
                    let latest = self.moment(latest);
                    let detail = || format!("break number {number} of {} s, due by {latest}, is left out", pause.duration);
                    self.violations.report(self.path, "check.break", detail);
                }
                _ => {}
            }
        }
        penalties
    }

    /// Vehicles leave, reload and are back while depots are open; no more reloads than may be; goods when they can be had.
    pub(super) fn depots(&mut self, tasks: &[Option<TaskIndex>], places: &[PlaceIndex], times: &[Times]) {
        let stops = self.path.key("stops");
        let mut loaded = times.first().map_or(0, |times| times[0]);
        let mut reloads = 0;
        for (index, stop) in self.route.stops.iter().enumerate() {
            let path = stops.index(index);
            match stop.kind {
                StopKind::Start | StopKind::End => self.is_open(&path, places[index], times[index][2]),
                StopKind::Reload => {
                    loaded = times[index][1];
                    reloads += 1;
                    self.is_open(&path, places[index], loaded);
                }
                _ => {}
            }
            let late = self.task(tasks[index]).map(|task| task.release).filter(|&release| release > loaded);
            if let Some(release) = late {
                let [release, loaded] = [release, loaded].map(|second| self.moment(second));
                let detail = || format!("its goods can be had from {release} on; the vehicle is loaded at {loaded}");
                self.violations.report(&path, "check.release", detail);
            }
        }
        let most = self.vehicle.reload.as_ref().map_or(0, |reload| reload.most);
        if reloads > most {
            self.violations
                .report(self.path, "check.reload", || format!("{reloads} reloads, {} more than {most}", reloads - most));
        }
    }

    fn is_open(&mut self, path: &Path<'_>, place: PlaceIndex, second: i64) {
        let depot = self.problem.depots().iter().find(|depot| depot.place == place);
        let is_inside = |window: &Span| window.earliest <= second && second <= window.latest;
        if depot.is_some_and(|depot| !depot.opening.iter().any(is_inside)) {
            let (second, id) = (self.moment(second), &self.problem.places()[place].id);
            self.violations.report(path, "check.depot_hours", || format!("`{id}` is not open at {second}"));
        }
    }

    /// Seconds by which service begins after the last window that had closed.
    pub(super) fn lateness(&mut self, path: &Path<'_>, stop: &PlanStop, task: TaskIndex, begin: i64, driven: &mut Driven) {
        let task = &self.problem.tasks()[task];
        let is_inside = |window: &Span| (window.earliest..=window.latest).contains(&begin);
        let closed = task.windows.iter().rev().find(|window| window.latest < begin);
        let late = closed.filter(|_| !task.windows.iter().any(is_inside)).map_or(0, |window| begin - window.latest);
        let late = if task.lateness.is_some() { late } else { 0 };
        let is_allowed = late > 0 && task.lateness.is_some_and(|terms| late <= terms.most);
        if !is_allowed && !task.windows.iter().any(is_inside) {
            let problem = self.problem;
            let span = |window: &Span| format!("{} to {}", problem.moment(window.earliest), problem.moment(window.latest));
            let windows: Vec<String> = task.windows.iter().map(span).collect();
            let detail = || format!("service begins at {}, outside {}", problem.moment(begin), windows.join(" and "));
            self.violations.report(&path.key("service_start"), "check.window", detail);
        }
        driven.late += late;
        driven.costs.lateness += task.lateness.map_or(0, |terms| i128::from(terms.per_second) * i128::from(late));
        self.violations.compare(&path.key("late_s"), "check.figure", stop.late_s, late as u64);
    }
}
