//! Giving routes to vehicles of other types. Insertion never does: where a larger vehicle costs more, no single request pays
//! for it, and a route that has lost some keeps a vehicle that is too large.

use super::{RouteIndex, constraint::Constraint, random::Random, state::State};

/// One iteration in so many gives a route to another type, where there are several.
pub(crate) const SELDOM: usize = 4;
/// How often one of the routes beside it is dissolved as well: what a larger vehicle is for.
const DISSOLVE: f64 = 0.5;

/// Gives one of the routes that the ruin touched to a vehicle that is drawn, whatever that costs, and may dissolve the
/// shortest of the others.
pub(crate) fn retype<C: Constraint>(state: &mut State<'_, C>, random: &mut Random) {
    let touched: Vec<RouteIndex> = used(state).collect();
    if touched.is_empty() {
        return;
    }
    let route = touched[random.below(touched.len())];
    let fleets: Vec<usize> = (0..state.model.fleets.len()).filter(|&fleet| state.may_give(route, fleet)).collect();
    if fleets.is_empty() || !state.give(route, fleets[random.below(fleets.len())]) {
        return;
    }
    let others = touched.into_iter().filter(|&other| other != route);
    let shortest = others.min_by_key(|&other| state.routes[other as usize].nodes.len());
    if let Some(shortest) = shortest.filter(|_| random.unit() < DISSOLVE) {
        state.clear(shortest);
    }
}

/// Gives every route that the change touched to the vehicle that drives it at the least cost.
pub(crate) fn cheapen<C: Constraint>(state: &mut State<'_, C>) {
    for route in used(state).collect::<Vec<_>>() {
        for fleet in 0..state.model.fleets.len() {
            let (cost, was) = (state.value.cost, state.routes[route as usize].fleet);
            if is_promising(state, route, fleet) && state.give(route, fleet) && state.value.cost >= cost {
                state.give(route, was);
            }
        }
    }
}

fn used<C: Constraint>(state: &State<'_, C>) -> impl Iterator<Item = RouteIndex> {
    state.touched().iter().copied().filter(|&route| !state.routes[route as usize].is_empty())
}

/// Whether a route may cost less with a vehicle of the fleet.
fn is_promising<C: Constraint>(state: &State<'_, C>, route: RouteIndex, fleet: usize) -> bool {
    let (model, driven) = (state.model, &state.routes[route as usize]);
    model.fleets[fleet].drives_for(driven, model) < driven.cost(model) && state.may_give(route, fleet)
}
