//! Goods that only leave, or only come on board, in one dimension: the order of stops does not matter, their sum does.

use super::Constraint;
use crate::{
    problem::{Cost, Problem, TaskKind},
    search::{Node, model::Model},
};

/// Capacity against a sum of amounts.
#[derive(Debug)]
pub(crate) struct Bulk {
    amounts: Vec<i64>,
    capacities: Vec<i64>,
}

impl Bulk {
    /// None where the problem has more to say about loads than a sum can.
    pub(crate) fn new(model: &Model<'_>) -> Option<Self> {
        let problem = model.problem;
        if !is_plain(problem) {
            return None;
        }
        let amount = |node| model.task(node).and_then(|task| Some(*task.delivery.first()? + *task.pickup.first()?));
        Some(Self {
            amounts: (0..model.nodes() as Node).map(|node| amount(node).unwrap_or(0)).collect(),
            capacities: problem.vehicles().iter().map(|vehicle| vehicle.room().next().unwrap_or(0)).collect(),
        })
    }
}

fn is_plain(problem: &Problem) -> bool {
    let one_way = |amounts: fn(&crate::problem::Task) -> &[i64]| {
        problem.tasks().iter().all(|task| amounts(task).iter().all(|&amount| amount == 0))
    };
    problem.dimensions() <= 1
        && problem.tasks().iter().all(|task| task.kind == TaskKind::Job)
        && (one_way(|task| &task.delivery) || one_way(|task| &task.pickup))
}

impl Constraint for Bulk {
    type Ahead = ();
    type Rest = ();
    type Sum = i64;

    const HAS_LABELS: bool = false;

    fn depart(&self, _: &Model<'_>, _: usize) -> Self::Ahead {}

    fn arrive(&self, _: &Model<'_>, _: usize) -> Self::Rest {}

    fn extend(&self, _: &Model<'_>, _: usize, (): &(), _: Node, _: Node) -> Option<()> {
        Some(())
    }

    fn prepend(&self, _: &Model<'_>, _: usize, _: Node, _: Node, (): &()) {}

    fn close(&self, _: &Model<'_>, _: usize, (): &(), _: Node, _: &[Node], (): &()) -> Option<Cost> {
        Some(0)
    }

    #[inline]
    fn add(&self, sum: &mut i64, node: Node) {
        *sum += self.amounts[node as usize];
    }

    #[inline]
    fn subtract(&self, sum: &mut i64, node: Node) {
        *sum -= self.amounts[node as usize];
    }

    #[inline]
    fn has_room(&self, fleet: usize, sum: &i64, node: Node) -> bool {
        sum + self.amounts[node as usize] <= self.capacities[fleet]
    }

    fn can_join(&self, fleet: usize, a: &i64, b: &i64) -> bool {
        a + b <= self.capacities[fleet]
    }
}
