//! Parts of a plan that are searched by themselves, and how they are put together again.

use super::{
    Node, RequestIndex,
    constraint::Constraint,
    model::Model,
    state::{State, Value},
};

/// Routes and absent requests, with what they are worth.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) value: Value,
    /// Fleet and nodes of each route that serves something.
    pub(crate) routes: Vec<(usize, Vec<Node>)>,
    pub(crate) absent: Vec<RequestIndex>,
}

impl Piece {
    /// Pieces of one plan, together.
    pub(crate) fn join(pieces: Vec<Self>) -> Self {
        let mut whole = Self { value: Value { missing: 0, vehicles: 0, cost: 0 }, routes: Vec::new(), absent: Vec::new() };
        for piece in pieces {
            whole.value.missing += piece.value.missing;
            whole.value.vehicles += piece.value.vehicles;
            whole.value.cost += piece.value.cost;
            whole.routes.extend(piece.routes);
            whole.absent.extend(piece.absent);
        }
        whole
    }

    /// Of several whole plans the best; of equals the first.
    pub(crate) fn least(plans: Vec<Self>) -> Self {
        plans.into_iter().min_by_key(|plan| plan.value).unwrap_or_else(|| Self::join(Vec::new()))
    }
}

/// What one search is to look after, and the vehicles that it may use.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) routes: Vec<(usize, Vec<Node>)>,
    pub(crate) absent: Vec<RequestIndex>,
    /// Vehicles of each fleet, those of the routes included.
    pub(crate) vehicles: Vec<usize>,
    /// Vehicles of all fleets together.
    pub(crate) most_vehicles: usize,
}

impl Part {
    /// All of a plan.
    pub(crate) fn whole(model: &Model<'_>, plan: &Piece, most_vehicles: usize) -> Self {
        Self {
            routes: plan.routes.clone(),
            absent: plan.absent.clone(),
            vehicles: model.fleets.iter().map(|fleet| fleet.count).collect(),
            most_vehicles,
        }
    }

    /// Shares the vehicles that are left evenly among parts of one plan; what cannot be shared goes to one of them.
    pub(crate) fn share_vehicles(parts: &mut [Self], model: &Model<'_>, most_vehicles: usize, lucky: usize) {
        let count = parts.len();
        let share = |spare: usize, part: usize| spare / count + if part == lucky { spare % count } else { 0 };
        let used = |part: &Self, fleet: usize| part.routes.iter().filter(|route| route.0 == fleet).count();
        for (fleet, vehicles) in model.fleets.iter().enumerate() {
            let all: usize = parts.iter().map(|part| used(part, fleet)).sum();
            for (index, part) in parts.iter_mut().enumerate() {
                part.vehicles.push(used(part, fleet) + share(vehicles.count.saturating_sub(all), index));
            }
        }
        let all: usize = parts.iter().map(|part| part.routes.len()).sum();
        for (index, part) in parts.iter_mut().enumerate() {
            part.most_vehicles = part.routes.len() + share(most_vehicles.saturating_sub(all), index);
        }
    }

    /// Every node that the part looks after.
    pub(super) fn nodes(&self, model: &Model<'_>) -> Vec<Node> {
        let served = self.routes.iter().flat_map(|(_, nodes)| nodes.iter().copied());
        served.chain(self.absent.iter().flat_map(|&request| model.members(request).iter().copied())).collect()
    }
}

impl<C: Constraint> State<'_, C> {
    /// The plan as it stands.
    pub(crate) fn piece(&self) -> Piece {
        let route = |&index: &u32| {
            let route = &self.routes[index as usize];
            (route.fleet, route.tasks().to_vec())
        };
        Piece { value: self.value, routes: self.active.iter().map(route).collect(), absent: self.absent.clone() }
    }
}
