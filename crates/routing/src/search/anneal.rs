//! Which changes are accepted: simulated annealing whose temperatures come from the problem and whose cooling follows
//! what is spent of the budget.

use super::{constraint::Constraint, random::Random, state::State};
use crate::problem::Cost;

/// First temperature, in mean legs' costs, where there is time enough for it.
const HOT: f64 = 1.0;
/// Iterations for each task that are enough.
const ENOUGH: f64 = 500.0;
/// The first temperature where there is hardly any time: improve what there is.
const LUKEWARM: f64 = 0.05;
/// The first temperature where a plan was given: hotter, and nothing of it would be left.
const RESUMED: f64 = 0.1;
/// Last temperature, in mean legs' costs.
const COLD: f64 = 0.01;

/// The temperature of the search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anneal {
    unit: f64,
    hottest: f64,
    temperature: f64,
}

impl Anneal {
    /// Scaled to what a leg of the solution costs on average, fixed costs apart.
    pub(crate) fn new<C: Constraint>(state: &State<'_, C>, is_resumed: bool) -> Self {
        let routes = || state.active.iter().map(|&index| &state.routes[index as usize]);
        let fixed = |fleet: usize| state.model.fleets[fleet].fixed as f64;
        let cost: f64 = routes().map(|route| route.cost(state.model) as f64 - fixed(route.fleet)).sum();
        let legs: usize = routes().map(|route| route.nodes.len() - 1).sum();
        let unit = (cost / legs.max(1) as f64).max(1e-9);
        Self { unit, hottest: if is_resumed { RESUMED } else { HOT }, temperature: unit * LUKEWARM }
    }

    /// Cools to where `spent` of the budget has gone, when so many iterations are expected for each task in the whole: too
    /// few to cool from the top would end in the middle.
    pub(crate) fn cool(&mut self, spent: f64, iterations_for_each: f64) {
        let hot = (HOT * libm::pow(iterations_for_each / ENOUGH, 0.6)).clamp(LUKEWARM, self.hottest);
        self.temperature = self.unit * hot * libm::pow(COLD / hot, spent.clamp(0.0, 1.0));
    }

    /// How much more the next change may cost.
    pub(crate) fn allowance(&self, random: &mut Random) -> Cost {
        (-self.temperature * libm::log(1.0 - random.unit())) as Cost
    }
}
