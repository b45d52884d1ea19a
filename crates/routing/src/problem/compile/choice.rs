//! Alternatives, groups and relations: names to tasks, and what contradicts itself.

use std::collections::BTreeMap;

use haulage_core::fault::Path;

use super::Compiler;
use crate::problem::{
    Alliance, Alternative, Group, GroupRule, Job, JobIndex, Meeting, ProblemDocument, Relation, RelationRule, Task, TaskIndex,
    TaskKind, Union, cost::UNITS, time::HORIZON,
};

/// Most jobs of one relation, or ways of one choice: the search puts them in place one by one.
const MOST_BOUND: usize = 100;

impl Compiler {
    /// The other ways to serve a job, as further tasks of which one is served.
    pub(super) fn alternatives(&mut self, document: &ProblemDocument, job: &Job, of_job: &BTreeMap<&str, Vec<usize>>) {
        let list = Path::ROOT.key("alternatives");
        for &index in of_job.get(job.id.as_str()).into_iter().flatten() {
            let path = list.index(index);
            let Alternative { place, windows, service_s, .. } = &document.alternatives[index];
            let Some(own) = self.problem.tasks.last().cloned() else { return };
            let task = Task {
                place: place.as_ref().map_or(own.place, |place| self.place(&path.key("place"), place)),
                windows: self.windows(&path.key("windows"), windows),
                service: service_s.map_or(own.service, |value| self.integer(&path.key("service_s"), value, HORIZON)),
                ..own
            };
            self.problem.tasks.push(task);
        }
    }

    /// Resolves groups and relations, after jobs are read.
    pub(super) fn bind(&mut self, document: &ProblemDocument) {
        let jobs = self.problem.jobs.iter().enumerate().map(|(index, job)| (job.id.clone(), index));
        let jobs: BTreeMap<String, JobIndex> = jobs.collect();
        let list = Path::ROOT.key("alternatives");
        for (index, alternative) in document.alternatives.iter().enumerate() {
            let is_job = document.jobs.iter().any(|job| job.id == alternative.job);
            if !is_job {
                let cause = format!("there is no job `{}`", alternative.job);
                self.fault(&list.index(index).key("job"), "problem.unknown_job", cause, "name one of `jobs`");
            }
        }
        let list = Path::ROOT.key("groups");
        for (index, group) in document.groups.iter().enumerate() {
            self.group(&list.index(index), group, &jobs);
        }
        let list = Path::ROOT.key("relations");
        for (index, relation) in document.relations.iter().enumerate() {
            self.relation(&list.index(index), relation, &jobs);
        }
    }

    fn group(&mut self, path: &Path<'_>, group: &Group, jobs: &BTreeMap<String, JobIndex>) {
        let number = self.problem.unions.len();
        let is_exclusive = group.rule == GroupRule::Exclusive;
        let list = path.key("jobs");
        self.length(&list, group.jobs.len());
        let mut members = Vec::with_capacity(group.jobs.len());
        for (index, id) in group.jobs.iter().enumerate() {
            let path = list.index(index);
            let Some(&job) = jobs.get(id) else {
                self.unknown_job(&path, id);
                continue;
            };
            let request = &mut self.problem.jobs[job];
            if request.union.is_some() {
                let cause = format!("`{id}` is in a group already");
                self.fault(&path, "problem.two_groups", cause, "name it once");
                continue;
            }
            request.union = Some(number);
            let (has_terms, is_pinned) = (request.prize.is_some() || request.priority > 0, request.pinned.is_some());
            if is_exclusive && has_terms {
                let cause = format!("`{id}` has a prize or a priority of its own");
                self.fault(&path, "problem.prize_in_group", cause, "leave it to the group");
            }
            if is_exclusive && is_pinned {
                let cause = format!("`{id}` is settled, pinned or on board");
                self.fault(&path, "problem.settled_choice", cause, "take it out of the group: it is chosen");
            }
            members.push(job);
        }
        if !is_exclusive && group.prize.is_some() {
            let remedy = "give its jobs prizes";
            self.fault(&path.key("prize"), "problem.prize_of_group", "only an exclusive group has a prize", remedy);
        }
        let prize = group.prize.map(|prize| self.cost(&path.key("prize"), prize, UNITS));
        self.problem.unions.push(Union { is_exclusive, jobs: members, prize });
    }

    fn relation(&mut self, path: &Path<'_>, relation: &Relation, jobs: &BTreeMap<String, JobIndex>) {
        let list = path.key("jobs");
        self.length(&list, relation.jobs.len());
        if relation.rule == RelationRule::Synchronised {
            return self.meeting(path, relation, jobs);
        }
        if relation.max_gap_s.is_some() {
            let cause = "only a synchronised start has a gap";
            self.fault(&path.key("max_gap_s"), "problem.gap_of_relation", cause, "drop it, or let the jobs begin together");
        }
        let is_alone = matches!(relation.rule, RelationRule::First | RelationRule::Last);
        let is_ordered = matches!(relation.rule, RelationRule::InOrder | RelationRule::DirectlyAfter);
        let number = self.problem.alliances.len();
        let mut members: Vec<JobIndex> = Vec::with_capacity(relation.jobs.len());
        let mut order: Vec<TaskIndex> = Vec::new();
        let mut mentions: BTreeMap<JobIndex, usize> = BTreeMap::new();
        for (index, id) in relation.jobs.iter().enumerate() {
            let path = list.index(index);
            let Some(&job) = jobs.get(id) else {
                self.unknown_job(&path, id);
                continue;
            };
            let tasks = self.problem.jobs[job].tasks.clone();
            let mention = mentions.entry(job).or_default();
            let is_new = *mention == 0;
            let task = tasks.clone().nth(*mention);
            *mention += 1;
            if is_alone {
                let is_first = relation.rule == RelationRule::First;
                let task = if is_first { tasks.start } else { tasks.end - 1 };
                let task = &mut self.problem.tasks[task];
                (task.is_first, task.is_last) = (task.is_first || is_first, task.is_last || !is_first);
                continue;
            }
            let Some(task) = task.filter(|_| is_ordered || is_new) else {
                let cause = format!("`{id}` is named more often than it has stops");
                self.fault(&path, "problem.no_such_stop", cause, "name it once, or once for each stop where there is an order");
                continue;
            };
            order.extend(Some(task).filter(|_| is_ordered));
            let request = &self.problem.jobs[job];
            let in_choice = request.is_choice || request.union.is_some_and(|union| self.problem.unions[union].is_exclusive);
            let is_settled = request.pinned.is_some();
            if is_new && (in_choice || request.alliance.is_some() || is_settled) {
                let cause = format!("`{id}` is in another relation, is one of a choice, or is settled");
                self.fault(
                    &path,
                    "problem.relation_of_choice",
                    cause,
                    "bind each job once, and none that may be left for another",
                );
                continue;
            }
            if is_new {
                self.problem.jobs[job].alliance = Some(number);
                members.push(job);
            }
        }
        if is_alone {
            return;
        }
        let optional = members.iter().filter(|&&job| self.problem.jobs[job].prize.is_some()).count();
        if optional > 0 && optional < members.len() {
            let cause = format!("{optional} of {} have a prize", members.len());
            self.fault(&list, "problem.relation_mixed", cause, "give all of them a prize or none, for all are served or none");
        }
        let is_direct = relation.rule == RelationRule::DirectlyAfter;
        self.problem.alliances.push(Alliance { jobs: members, order, is_direct });
    }

    /// A synchronised start. Its jobs are a group as well: all of them are served, or none.
    fn meeting(&mut self, path: &Path<'_>, relation: &Relation, jobs: &BTreeMap<String, JobIndex>) {
        let gap = relation.max_gap_s.map_or(0, |gap| self.integer(&path.key("max_gap_s"), gap, HORIZON));
        let list = path.key("jobs");
        let number = self.problem.unions.len();
        let mut members = Vec::with_capacity(relation.jobs.len());
        for (index, id) in relation.jobs.iter().enumerate() {
            let path = list.index(index);
            let Some(&job) = jobs.get(id) else {
                self.unknown_job(&path, id);
                continue;
            };
            if self.problem.tasks[self.problem.jobs[job].tasks.start].kind != TaskKind::Job {
                let cause = format!("`{id}` is a shipment");
                self.fault(&path, "problem.synchronised_shipment", cause, "name jobs: a shipment begins at several stops");
                continue;
            }
            if self.problem.jobs[job].union.is_some() {
                let cause = format!("`{id}` is in a group, or in another synchronised start");
                self.fault(&path, "problem.two_groups", cause, "name it once: what begins together is a group of its own");
                continue;
            }
            self.problem.jobs[job].union = Some(number);
            members.push(job);
        }
        self.problem.unions.push(Union { is_exclusive: false, jobs: members.clone(), prize: None });
        self.problem.meetings.push(Meeting { jobs: members, gap });
    }

    fn length(&mut self, path: &Path<'_>, length: usize) {
        if length > MOST_BOUND {
            let cause = format!("{length} jobs are more than {MOST_BOUND}");
            self.fault(path, "problem.too_many_bound", cause, "make several groups or relations of it");
        }
    }
}

/// The alternatives of each job.
pub(super) fn by_job(alternatives: &[Alternative]) -> BTreeMap<&str, Vec<usize>> {
    let mut of_job: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        of_job.entry(&alternative.job).or_default().push(index);
    }
    of_job
}
