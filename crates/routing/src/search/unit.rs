//! What is served as a whole: relations, alternatives and exclusive groups all become requests with ways to serve them, so
//! that the search knows one notion instead of five.

use std::collections::BTreeSet;

use crate::problem::{Cost, JobIndex, Problem, Request, TaskIndex};

/// A request to be.
pub(super) struct Unit {
    /// The tasks of each way to serve it.
    pub(super) ways: Vec<Vec<TaskIndex>>,
    pub(super) prize: Option<Cost>,
    pub(super) weight: i64,
    pub(super) is_settled: bool,
    pub(super) is_bound: bool,
}

impl Unit {
    /// The units of a job, with all jobs that are bound to it: one, or two where a part of it is settled.
    pub(super) fn all(problem: &Problem, job: JobIndex, settled: &BTreeSet<TaskIndex>) -> Vec<Self> {
        let asked = &problem.jobs()[job];
        let weight = 1 + i64::from(asked.priority);
        if let Some(alliance) = asked.alliance.map(|alliance| &problem.alliances()[alliance]) {
            let jobs = || alliance.jobs.iter().map(|&job| &problem.jobs()[job]);
            return vec![Self {
                ways: vec![jobs().flat_map(|job| job.tasks.clone()).collect()],
                prize: jobs().map(|job| job.prize).sum(),
                weight: jobs().map(|job| 1 + i64::from(job.priority)).sum(),
                is_settled: false,
                is_bound: true,
            }];
        }
        if let Some(union) = problem.choice_of(asked) {
            let ways = union.jobs.iter().flat_map(|&job| ways(&problem.jobs()[job])).collect();
            return vec![Self { ways, prize: union.prize, weight: 1, is_settled: false, is_bound: false }];
        }
        if asked.is_choice {
            return vec![Self { ways: ways(asked), prize: asked.prize, weight, is_settled: false, is_bound: false }];
        }
        // Of a shipment whose pickup is settled and its delivery is not, the two are asked for one by one.
        let part = |is_settled| {
            let way: Vec<TaskIndex> = asked.tasks.clone().filter(|task| settled.contains(task) == is_settled).collect();
            (!way.is_empty()).then(|| Self { ways: vec![way], prize: asked.prize, weight, is_settled, is_bound: false })
        };
        if settled.is_empty() { part(false).into_iter().collect() } else { [true, false].into_iter().filter_map(part).collect() }
    }
}

/// The ways to serve a job: each of its alternatives, else all its tasks.
fn ways(job: &Request) -> Vec<Vec<TaskIndex>> {
    if job.is_choice { job.tasks.clone().map(|task| vec![task]).collect() } else { vec![job.tasks.clone().collect()] }
}
