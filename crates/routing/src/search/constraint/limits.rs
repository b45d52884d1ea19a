//! Most metres and most tasks of a route.

use super::Constraint;
use crate::{
    problem::Cost,
    search::{Node, model::Model},
};

/// Limits of each fleet; metres and tasks of a way add up.
#[derive(Debug)]
pub(crate) struct Limits {
    most: Vec<Way>,
    tasks: usize,
}

/// Metres and tasks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    metres: i64,
    tasks: usize,
}

impl Limits {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let vehicles = model.problem.vehicles().iter();
        Self {
            most: vehicles.map(|vehicle| Way { metres: vehicle.max_distance, tasks: vehicle.max_tasks }).collect(),
            tasks: model.tasks,
        }
    }

    /// Whether any route could reach a limit.
    pub(crate) fn matter(&self) -> bool {
        self.most.iter().any(|most| most.metres < i64::MAX / 4 || most.tasks < self.tasks)
    }

    const fn count(&self, node: Node) -> usize {
        ((node as usize) < self.tasks) as usize
    }
}

impl Constraint for Limits {
    type Ahead = Way;
    type Rest = Way;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, _: usize) -> Way {
        Way { metres: 0, tasks: 0 }
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> Way {
        Way { metres: 0, tasks: 0 }
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Way, from: Node, to: Node) -> Option<Way> {
        let way = Way { metres: ahead.metres + model.legs(fleet).distance(from, to), tasks: ahead.tasks + self.count(to) };
        let most = &self.most[fleet];
        (way.metres <= most.metres && way.tasks <= most.tasks).then_some(way)
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Way) -> Way {
        Way { metres: rest.metres + model.legs(fleet).distance(from, to), tasks: rest.tasks + self.count(from) }
    }

    #[inline]
    fn close(&self, model: &Model<'_>, fleet: usize, ahead: &Way, from: Node, tail: &[Node], rest: &Way) -> Option<Cost> {
        let metres = ahead.metres + model.legs(fleet).distance(from, tail[0]) + rest.metres;
        let most = &self.most[fleet];
        (metres <= most.metres && ahead.tasks + rest.tasks <= most.tasks).then_some(0)
    }
}
