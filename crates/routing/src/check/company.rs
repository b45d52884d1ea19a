//! Who may serve what, with what beside it, and what was settled before.

use std::collections::BTreeSet;

use super::route::Drive;
use crate::problem::{Request, TaskIndex};

impl Drive<'_> {
    /// Checks each job against the vehicle, the goods beside it, and the stops that were settled.
    pub(super) fn company(&mut self, tasks: &[Option<TaskIndex>]) {
        let stops = self.path.key("stops");
        let mut settled = self.vehicle.first.iter();
        let mut before: Vec<&Request> = Vec::new();
        let mut barred = 0;
        for (index, &stop) in tasks.iter().enumerate() {
            let Some(task) = stop else { continue };
            let job = &self.problem.jobs()[self.problem.tasks()[task].job];
            let path = stops.index(index);
            if let Some(why) = self.bar(job) {
                let detail =
                    || format!("`{}` may not be served by number {} of `{}`: {why}", job.id, self.route.number, self.vehicle.id);
                self.violations.report(&path, "check.vehicle", detail);
            }
            if let Some(&expected) = settled.next().filter(|&&expected| expected != task) {
                let expected = &self.problem.jobs()[self.problem.tasks()[expected].job].id;
                let detail = || format!("`{}` is served where `{expected}` was settled", job.id);
                self.violations.report(&path, "check.settled", detail);
                settled = [].iter();
            }
            if let Some(other) = before.iter().find(|other| barred & job.goods != 0 && self.are_apart(job, other)) {
                let detail = || format!("`{}` may not share a vehicle with `{}`", job.id, other.id);
                self.violations.report(&path, "check.goods", detail);
            }
            let lines = self.problem.goods().iter().enumerate().filter(|(line, _)| job.goods & (1 << line) != 0);
            barred = lines.fold(barred, |barred, (_, class)| barred | class.apart);
            before.push(job);
        }
    }

    /// What bars the vehicle from a job, skills apart.
    fn bar(&self, job: &Request) -> Option<&'static str> {
        if job.pinned.is_some_and(|pinned| pinned != self.index) {
            return Some("it stays with another vehicle");
        }
        if job.kinds.as_ref().is_some_and(|kinds| !kinds.contains(&self.vehicle.kind)) {
            return Some("the type is not among those that may");
        }
        let brings = self.problem.tasks()[job.tasks.clone()]
            .iter()
            .any(|task| task.kind == crate::problem::TaskKind::Job && task.delivery.iter().any(|&amount| amount > 0));
        (self.vehicle.has_left && brings && !job.is_loaded).then_some("it has left without its goods")
    }

    /// Whether the goods of two jobs may not share a vehicle.
    fn are_apart(&self, a: &Request, b: &Request) -> bool {
        let holds = |goods: u64, line: usize| goods & (1 << line) != 0;
        let lines = self.problem.goods().iter().enumerate();
        lines.filter(|(line, _)| holds(a.goods, *line)).any(|(_, class)| class.apart & b.goods != 0)
    }

    /// What the route costs more for jobs that another vehicle was to serve, each once.
    pub(super) fn changes(&self, tasks: &[Option<TaskIndex>]) -> i128 {
        let jobs: BTreeSet<usize> = tasks.iter().flatten().map(|&task| self.problem.tasks()[task].job).collect();
        let moved = jobs.into_iter().filter(|&job| self.problem.jobs()[job].home.is_some_and(|home| home != self.index));
        moved.count() as i128 * i128::from(self.problem.change())
    }
}
