//! Who is served: every job by one route and wholly, or listed as unassigned.

use std::collections::BTreeMap;

use haulage_core::fault::Path;

use super::report::Violations;
use crate::{
    plan::{Plan, PlanRoute, PlanStop, StopKind, UnassignedJob},
    problem::{JobIndex, Problem, TaskIndex, TaskKind},
};

pub(super) struct Ledger<'a> {
    problem: &'a Problem,
    names: BTreeMap<&'a str, JobIndex>,
    /// Route and stop at which each task was first served.
    served: Vec<Option<(usize, usize)>>,
    /// Tasks of each route in the order of service.
    orders: Vec<Vec<TaskIndex>>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let names = problem.jobs().iter().enumerate().map(|(index, job)| (job.id.as_str(), index)).collect();
        Self { problem, names, served: vec![None; problem.tasks().len()], orders: Vec::new() }
    }

    /// Enters what a route serves. The task of each stop, none where it serves nothing; nothing when a stop is no task of the problem.
    pub(super) fn enter(
        &mut self,
        path: &Path<'_>,
        index: usize,
        route: &PlanRoute,
        violations: &mut Violations,
    ) -> Option<Vec<Option<TaskIndex>>> {
        let stops = path.key("stops");
        let mut tasks = Vec::with_capacity(route.stops.len());
        let mut whole = true;
        self.orders.resize(index + 1, Vec::new());
        for (position, stop) in route.stops.iter().enumerate() {
            let path = stops.index(position);
            let Ok(task) = self.task(&path, stop, violations) else {
                whole = false;
                continue;
            };
            tasks.push(task);
            let Some(task) = task else { continue };
            self.orders[index].push(task);
            if let Some((other, at)) = self.served[task] {
                violations.report(&path, "check.served_twice", || format!("stop {at} of route {other} serves it already"));
                continue;
            }
            self.served[task] = Some((index, position));
            self.order(&path, task, index, violations);
        }
        whole.then_some(tasks)
    }

    /// The task that a stop serves; none for start, break, reload and end.
    fn task(&self, path: &Path<'_>, stop: &PlanStop, violations: &mut Violations) -> Result<Option<TaskIndex>, ()> {
        let kind = match stop.kind {
            StopKind::Start | StopKind::Break | StopKind::Rest | StopKind::Wait | StopKind::Reload | StopKind::End => {
                return Ok(None);
            }
            StopKind::Job => TaskKind::Job,
            StopKind::Pickup => TaskKind::Pickup,
            StopKind::Delivery => TaskKind::Delivery,
        };
        let name = stop.job.as_deref().unwrap_or_default();
        let Some(&job) = self.names.get(name) else {
            violations.report(&path.key("job"), "check.unknown_job", || format!("there is no job or shipment `{name}`"));
            return Err(());
        };
        let mut tasks = self.problem.jobs()[job].tasks.clone().filter(|&task| self.problem.tasks()[task].kind == kind);
        let part = stop.part.unwrap_or(0);
        let task = tasks.nth(part as usize);
        if task.is_none() {
            violations.report(&path.key("kind"), "check.stop_kind", || format!("`{name}` has no {kind:?} number {part}"));
        }
        task.map(Some).ok_or(())
    }

    /// A shipment stays on one route, pickups first: compares a new task with those of its job that were served before.
    fn order(&self, path: &Path<'_>, task: TaskIndex, route: usize, violations: &mut Violations) {
        let job = &self.problem.jobs()[self.problem.tasks()[task].job];
        if job.is_choice {
            let twice = job.tasks.clone().filter(|&other| other != task).find_map(|other| self.served[other]);
            if let Some((other, at)) = twice {
                violations
                    .report(path, "check.served_twice", || format!("stop {at} of route {other} serves `{}` already", job.id));
            }
            return;
        }
        for sibling in job.tasks.clone().filter(|&sibling| sibling != task) {
            let Some((other, at)) = self.served[sibling] else { continue };
            let kind = |task: TaskIndex| self.problem.tasks()[task].kind;
            if other != route {
                violations
                    .report(path, "check.shipment_split", || format!("stop {at} of route {other} serves a part of `{}`", job.id));
                return;
            }
            if kind(task) == TaskKind::Pickup && kind(sibling) == TaskKind::Delivery {
                violations.report(path, "check.shipment_order", || format!("`{}` is delivered before, at stop {at}", job.id));
                return;
            }
        }
    }

    /// Compares what was served with what the plan lists as not served.
    pub(super) fn settle(&self, unassigned: &[UnassignedJob], violations: &mut Violations) {
        let mut listed = vec![false; self.problem.jobs().len()];
        let list = Path::ROOT.key("unassigned");
        for (index, entry) in unassigned.iter().enumerate() {
            let entry_path = list.index(index);
            let path = &entry_path.key("job");
            let Some(&job) = self.names.get(entry.job.as_str()) else {
                violations.report(path, "check.unknown_job", || format!("there is no job or shipment `{}`", entry.job));
                continue;
            };
            if core::mem::replace(&mut listed[job], true) {
                violations.report(path, "check.unassigned", || format!("`{}` is listed twice", entry.job));
            }
            if self.problem.jobs()[job].tasks.clone().any(|task| self.served[task].is_some()) {
                violations.report(path, "check.unassigned", || format!("a route serves `{}`", entry.job));
            }
        }
        for (job, listed) in self.problem.jobs().iter().zip(listed) {
            let served = job.tasks.clone().filter(|&task| self.served[task].is_some()).count();
            let is_spared = || {
                let group = job.union.map(|union| &self.problem.unions()[union]).filter(|union| union.is_exclusive);
                group.is_some_and(|group| group.jobs.iter().any(|&other| self.is_served(other)))
            };
            if served == 0 && !listed && !is_spared() {
                let detail = || format!("`{}` is neither served nor listed as unassigned", job.id);
                violations.report(&Path::ROOT.key("unassigned"), "check.missing", detail);
            } else if served > 0 && served < job.tasks.len() && !job.is_choice {
                let detail = || format!("{served} of {} stops of `{}` are served", job.tasks.len(), job.id);
                violations.report(&Path::ROOT.key("routes"), "check.incomplete", detail);
            }
        }
    }

    pub(super) fn is_served(&self, job: JobIndex) -> bool {
        self.problem.jobs()[job].tasks.clone().any(|task| self.served[task].is_some())
    }

    /// Groups: one, or all or none. Relations: one route, in order, directly after. First and last stops.
    pub(super) fn bonds(&self, violations: &mut Violations) {
        let id = |job: JobIndex| &self.problem.jobs()[job].id;
        let routes = Path::ROOT.key("routes");
        for union in self.problem.unions() {
            let served: Vec<JobIndex> = union.jobs.iter().copied().filter(|&job| self.is_served(job)).collect();
            if union.is_exclusive && served.len() > 1 {
                violations.report(&routes, "check.group", || {
                    format!("`{}` and `{}` exclude one another", id(served[0]), id(served[1]))
                });
            }
            if !union.is_exclusive && !served.is_empty() && served.len() < union.jobs.len() {
                let detail =
                    || format!("{} of {} jobs of the group of `{}` are served", served.len(), union.jobs.len(), id(served[0]));
                violations.report(&routes, "check.group", detail);
            }
        }
        for alliance in self.problem.alliances() {
            let names = || alliance.jobs.iter().map(|&job| format!("`{}`", id(job))).collect::<Vec<_>>().join(", ");
            let tasks = alliance.jobs.iter().flat_map(|&job| self.problem.jobs()[job].tasks.clone());
            let places: Vec<Option<(usize, usize)>> = tasks.map(|task| self.served[task]).collect();
            let Some(&(route, _)) = places.iter().flatten().next() else { continue };
            if places.iter().any(|place| place.is_none_or(|(other, _)| other != route)) {
                violations.report(&routes.index(route), "check.relation", || format!("{} are not all on one route", names()));
                continue;
            }
            let at = |task: &TaskIndex| self.orders[route].iter().position(|other| other == task);
            let order: Vec<usize> = alliance.order.iter().filter_map(at).collect();
            let is_kept = |pair: &[usize]| if alliance.is_direct { pair[1] == pair[0] + 1 } else { pair[0] < pair[1] };
            if !order.windows(2).all(is_kept) {
                let how = if alliance.is_direct { "directly after one another" } else { "in this order" };
                violations.report(&routes.index(route), "check.relation", || format!("{} are not served {how}", names()));
            }
        }
        for (route, order) in self.orders.iter().enumerate() {
            for (at, &task) in order.iter().enumerate() {
                let (first, last) = (self.problem.tasks()[task].is_first, self.problem.tasks()[task].is_last);
                let job = self.problem.tasks()[task].job;
                if first && at > 0 || last && at + 1 < order.len() {
                    let which = if first && at > 0 { "first" } else { "last" };
                    violations
                        .report(&routes.index(route), "check.relation", || format!("`{}` is not its {which} stop", id(job)));
                }
            }
        }
    }

    /// Synchronised starts: from the plan's own moments, wherever jobs are served.
    pub(super) fn meetings(&self, plan: &Plan, violations: &mut Violations) {
        let list = Path::ROOT.key("routes");
        for meeting in self.problem.meetings() {
            let tasks = meeting.jobs.iter().flat_map(|&job| self.problem.jobs()[job].tasks.clone());
            let begins = tasks.filter_map(|task| {
                let (route, stop) = self.served[task]?;
                let begin = plan.routes[route].stops[stop].service_start.second(self.problem.clock())?;
                Some((begin, route, stop, task))
            });
            let mut begins: Vec<(i64, usize, usize, TaskIndex)> = begins.collect();
            begins.sort_unstable();
            let Some((&first, &last)) = begins.first().zip(begins.last()) else { continue };
            let apart = i128::from(last.0) - i128::from(first.0);
            if apart > meeting.gap.into() {
                let [early, late] = [first.3, last.3].map(|task| &self.problem.jobs()[self.problem.tasks()[task].job].id);
                let (gap, more) = (meeting.gap, apart - i128::from(meeting.gap));
                let detail = || format!("`{late}` begins {apart} s after `{early}`, {more} more than the gap of {gap}");
                violations.report(&list.index(last.1).key("stops").index(last.2).key("service_start"), "check.meeting", detail);
            }
        }
    }

    /// Prizes of the jobs that the plan lists as not served, each once.
    pub(super) fn prizes(&self, unassigned: &[UnassignedJob]) -> i128 {
        let jobs = unassigned.iter().filter_map(|entry| self.names.get(entry.job.as_str()));
        let jobs: std::collections::BTreeSet<_> = jobs.collect();
        let own = jobs.iter().filter_map(|&&job| self.problem.jobs()[job].prize);
        let left = |jobs: &[JobIndex]| !jobs.is_empty() && jobs.iter().all(|&job| !self.is_served(job));
        let groups = self.problem.unions().iter().filter(|union| union.is_exclusive && left(&union.jobs));
        own.chain(groups.filter_map(|union| union.prize)).map(i128::from).sum()
    }
}
