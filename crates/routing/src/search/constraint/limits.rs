//! Most metres, tasks and stops of a route.

use super::Constraint;
use crate::{
    problem::Cost,
    search::{Node, model::Model},
};

/// Limits of each fleet; metres, tasks and stops of a way add up.
#[derive(Debug)]
pub(crate) struct Limits {
    most: Vec<Way>,
    tasks: usize,
}

/// Metres, tasks and stops; a stop belongs to the leg that leads to it from another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    metres: i64,
    tasks: usize,
    stops: usize,
}

impl Way {
    const EMPTY: Self = Self { metres: 0, tasks: 0, stops: 0 };
}

impl Limits {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let vehicles = model.problem.vehicles().iter();
        Self {
            most: vehicles
                .map(|vehicle| Way { metres: vehicle.max_distance, tasks: vehicle.max_tasks, stops: vehicle.max_stops })
                .collect(),
            tasks: model.tasks,
        }
    }

    /// Whether any route could reach a limit.
    pub(crate) fn matter(&self) -> bool {
        self.most.iter().any(|most| most.metres < i64::MAX / 4 || most.tasks.min(most.stops) < self.tasks)
    }

    const fn count(&self, node: Node) -> usize {
        ((node as usize) < self.tasks) as usize
    }

    /// Whether the leg leads to a stop: from the start, or from a task at another place.
    fn stops(&self, model: &Model<'_>, from: Node, to: Node) -> usize {
        let is_stop = (to as usize) < self.tasks && (from as usize >= self.tasks || model.place(from) != model.place(to));
        usize::from(is_stop)
    }
}

impl Constraint for Limits {
    type Ahead = Way;
    type Rest = Way;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, _: usize) -> Way {
        Way::EMPTY
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> Way {
        Way::EMPTY
    }

    #[inline]
    fn extend(&self, model: &Model<'_>, fleet: usize, ahead: &Way, from: Node, to: Node) -> Option<Way> {
        let way = Way {
            metres: ahead.metres + model.legs(fleet).distance(from, to),
            tasks: ahead.tasks + self.count(to),
            stops: ahead.stops + self.stops(model, from, to),
        };
        let most = &self.most[fleet];
        (way.metres <= most.metres && way.tasks <= most.tasks && way.stops <= most.stops).then_some(way)
    }

    #[inline]
    fn prepend(&self, model: &Model<'_>, fleet: usize, from: Node, to: Node, rest: &Way) -> Way {
        Way {
            metres: rest.metres + model.legs(fleet).distance(from, to),
            tasks: rest.tasks + self.count(from),
            stops: rest.stops + self.stops(model, from, to),
        }
    }

    #[inline]
    fn close(&self, model: &Model<'_>, fleet: usize, ahead: &Way, from: Node, tail: &[Node], rest: &Way) -> Option<Cost> {
        let metres = ahead.metres + model.legs(fleet).distance(from, tail[0]) + rest.metres;
        let most = &self.most[fleet];
        let stops = ahead.stops + self.stops(model, from, tail[0]) + rest.stops;
        (metres <= most.metres && ahead.tasks + rest.tasks <= most.tasks && stops <= most.stops).then_some(0)
    }
}
