//! Taking strings of stops out of neighbouring routes: slack induction by string removals (Christiaens and
//! Vanden Berghe 2020), with the authors' names and settings.

use super::{ABSENT, Node, constraint::Constraint, neighbours::Neighbours, random::Random, state::State};

/// Stops removed on average.
const REMOVED_ON_AVERAGE: f64 = 10.0;
/// Longest string.
const LONGEST_STRING: f64 = 10.0;
/// How often a string keeps some stops in its middle.
const SPLIT: f64 = 0.5;
/// How often one more of them is kept: so often that what goes is mostly the head and the tail of a route, as if the string
/// ran over the depot. Seldom (0.01), as the paper can be read too, plans are a third further from the best known.
const SPLIT_DEEPER: f64 = 0.99;

/// Removes strings around a random task, and says which; around an absent one as often as `chase` says.
pub(crate) fn ruin<C: Constraint>(
    state: &mut State<'_, C>,
    neighbours: &Neighbours,
    chase: f64,
    random: &mut Random,
) -> Option<Node> {
    let model = state.model;
    if state.active.is_empty() {
        return None;
    }
    let tasks = if state.own.is_empty() { model.tasks } else { state.own.len() };
    let longest = (tasks as f64 / state.active.len() as f64).min(LONGEST_STRING);
    let most_strings = 4.0 * REMOVED_ON_AVERAGE / (1.0 + longest) - 1.0;
    let strings = (random.unit() * most_strings + 1.0) as usize;
    let seed = if state.value.missing > 0 && random.unit() < chase {
        model.members(state.absent[random.below(state.absent.len())])[0]
    } else {
        let pick = random.below(tasks);
        state.own.get(pick).copied().unwrap_or(pick as Node)
    };
    let mut ruined = 0;
    for &node in core::iter::once(&seed).chain(neighbours.of(seed)) {
        let route = state.route_of[node as usize];
        if route == ABSENT || state.is_touched(route) {
            continue;
        }
        let stops = state.routes[route as usize].tasks().len();
        let length = (random.unit() * longest.min(stops as f64) + 1.0) as usize;
        remove_string(state, node, length.min(stops), random);
        ruined += 1;
        if ruined == strings {
            break;
        }
    }
    Some(seed)
}

/// Removes `length` stops of the node's route, the node among them or close to them.
fn remove_string<C: Constraint>(state: &mut State<'_, C>, node: Node, length: usize, random: &mut Random) {
    let model = state.model;
    let route = state.route_of[node as usize];
    let tasks = state.routes[route as usize].tasks();
    let stops = tasks.len();
    let at = tasks.iter().position(|&other| other == node).unwrap_or(0);
    let mut kept = 0;
    if length > 1 && length < stops && random.unit() < SPLIT {
        kept = 1;
        while length + kept < stops && random.unit() < SPLIT_DEEPER {
            kept += 1;
        }
    }
    let span = length + kept;
    let (first, last) = ((at + 1).saturating_sub(span), at.min(stops - span));
    let start = first + random.below(last - first + 1);
    let gap = if kept > 0 { start + 1 + random.below(length - 1) } else { start + span };
    for position in (start..start + span).filter(|position| !(gap..gap + kept).contains(position)) {
        let node = state.routes[route as usize].tasks()[position];
        if state.route_of[node as usize] != ABSENT && !model.requests[model.request_of(node) as usize].is_settled {
            state.mark_absent(model.request_of(node));
        }
    }
    state.remove_marked(route);
}
