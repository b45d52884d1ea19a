//! The proof of a lifecycle, by walking all of it.
//!
//! Proven: every state is reached from the initial one; from wherever a shipment can get, an end can be reached; every
//! command can be given in each of the states it names.
//!
//! A drawing of states and arrows proves none of this once guards count pieces: `deliver` may demand that all pieces be
//! delivered where some were never picked up. So the walk is over pairs of state and pieces. Guards see only whether a
//! count is none, part or all of the pieces ordered, and there are five counts; shipments of one, two and five pieces
//! (in five, each of the four places a piece can be holds one, and one is still to come) show every such case. Documents,
//! exceptions and their settlement can be supplied at any time and are never taken back, so the walk supposes them there.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::{CommandRule, Graph, Guard, LifecycleDocument, Name, Pieces};
use crate::fault::{Faults, Path};

/// Pieces of the shipments that are walked.
const SIZES: [u64; 3] = [1, 2, 5];

/// What was proven, with a witness for each state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// One for each state, in the order of the document.
    pub states: Vec<Witness>,
    /// Pairs of state and pieces that were walked.
    pub situations: u64,
}

/// How a state is reached and left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Witness {
    /// The state.
    pub state: Name,
    /// A shortest run of commands that leads there from the initial state.
    pub reached_by: Vec<Name>,
    /// A shortest run of commands that ends it from there; empty for a terminal state.
    pub ends_by: Vec<Name>,
}

impl Proof {
    /// The witness of a state.
    #[must_use]
    pub fn witness(&self, state: &str) -> Option<&Witness> {
        self.states.iter().find(|witness| witness.state.as_str() == state)
    }
}

/// A shipment of one size in one place.
type Situation = (usize, Pieces);

/// What the walk found of a situation.
struct Visit {
    /// The command and the situation it was first reached by.
    back: Option<(usize, usize)>,
    /// Commands that can be given here, with the situation each leads to.
    steps: Vec<(usize, usize)>,
    /// Steps to the nearest end, with the command that takes the first of them.
    end: Option<(u32, Option<(usize, usize)>)>,
}

/// All situations that a shipment of one size can get into, in the order in which they were reached.
struct Walk {
    situations: Vec<Situation>,
    visits: Vec<Visit>,
}

/// Whether the guards that count pieces hold.
pub(super) fn counts_hold(command: &CommandRule, pieces: &Pieces) -> bool {
    command.guards.iter().all(|guard| match guard {
        Guard::Pieces { of, is } => is.holds(pieces.count(*of), pieces.total()),
        Guard::Document { .. } | Guard::Exception | Guard::Settled => true,
    })
}

/// The pieces after a command, in every way in which it may be given.
fn outcomes(command: &CommandRule, pieces: Pieces) -> impl Iterator<Item = Pieces> {
    let most = command.moves.map(|step| pieces.available(step));
    let counts = most.map_or(0..=0, |most| 1..=most);
    counts
        .filter_map(move |count| command.moves.map_or(Some(pieces), |step| pieces.after(step, count)))
        .filter(|after| counts_hold(command, after))
}

impl Walk {
    fn over(document: &LifecycleDocument, graph: &Graph, size: u64) -> Self {
        let start = (graph.initial, Pieces::ordered(size));
        let mut known = BTreeMap::from([(start, 0)]);
        let mut walk = Self { situations: vec![start], visits: vec![Visit { back: None, steps: Vec::new(), end: None }] };
        let mut next = 0;
        while let Some(&(state, pieces)) = walk.situations.get(next) {
            for (command, (from, to)) in graph.steps.iter().enumerate() {
                if !from.contains(&state) {
                    continue;
                }
                for after in outcomes(&document.commands[command], pieces) {
                    let there = *known.entry((*to, after)).or_insert_with(|| {
                        walk.situations.push((*to, after));
                        walk.visits.push(Visit { back: Some((command, next)), steps: Vec::new(), end: None });
                        walk.situations.len() - 1
                    });
                    walk.visits[next].steps.push((command, there));
                }
            }
            next += 1;
        }
        walk.find_ends(document);
        walk
    }

    /// Breadth first backwards from the terminal situations.
    fn find_ends(&mut self, document: &LifecycleDocument) {
        let mut into = vec![Vec::new(); self.visits.len()];
        for (here, visit) in self.visits.iter().enumerate() {
            for &(command, there) in &visit.steps {
                into[there].push((command, here));
            }
        }
        let terminal = |&(state, _): &Situation| document.states[state].terminal_rank.is_some();
        let mut queue: VecDeque<usize> = (0..self.visits.len()).filter(|&at| terminal(&self.situations[at])).collect();
        for &at in &queue {
            self.visits[at].end = Some((0, None));
        }
        while let Some(there) = queue.pop_front() {
            let distance = self.visits[there].end.map_or(0, |(distance, _)| distance);
            for &(command, here) in &into[there] {
                if self.visits[here].end.is_none() {
                    self.visits[here].end = Some((distance + 1, Some((command, there))));
                    queue.push_back(here);
                }
            }
        }
    }

    /// The commands from the start to a situation.
    fn way_to(&self, mut at: usize) -> Vec<usize> {
        let mut way = Vec::new();
        while let Some((command, before)) = self.visits[at].back {
            way.push(command);
            at = before;
        }
        way.reverse();
        way
    }

    /// The commands from a situation to its nearest end.
    fn way_out(&self, mut at: usize) -> Vec<usize> {
        let mut way = Vec::new();
        while let Some((_, Some((command, there)))) = self.visits[at].end {
            way.push(command);
            at = there;
        }
        way
    }
}

/// Walks every size and reports what does not hold.
pub(super) fn prove(document: &LifecycleDocument, graph: &Graph) -> Result<Proof, Faults> {
    let walks = SIZES.map(|size| Walk::over(document, graph, size));
    let mut faults = Faults::new();
    let root = Path::ROOT;
    let name = |way: Vec<usize>| -> Vec<Name> { way.iter().map(|&command| document.commands[command].name.clone()).collect() };
    let mut states = Vec::new();
    for (at, state) in document.states.iter().enumerate() {
        let path = root.key("states");
        let path = path.index(at);
        let visits = || {
            let all = walks.iter().flat_map(|walk| (0..walk.visits.len()).map(move |visit| (walk, visit)));
            all.filter(|(walk, visit)| walk.situations[*visit].0 == at)
        };
        let Some(reached_by) = visits().map(|(walk, visit)| walk.way_to(visit)).min_by_key(Vec::len) else {
            let cause = format!("no run of commands from `{}` reaches `{}`", document.initial, state.name);
            faults.report(
                &path,
                "lifecycle.unreachable",
                cause,
                "add a command that leads there, ease its guards, or drop the state",
            );
            continue;
        };
        if let Some((walk, stuck)) = visits().find(|(walk, visit)| walk.visits[*visit].end.is_none()) {
            let way = name(walk.way_to(stuck)).iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
            let pieces = describe(&walk.situations[stuck].1);
            let cause = format!("a shipment in `{}` with {pieces} can never end; it gets there by: {way}", state.name);
            faults.report(&path, "lifecycle.cannot_end", cause, "add a command that leads on, or ease the guards of one");
        }
        let ends_by = visits().map(|(walk, visit)| walk.way_out(visit)).min_by_key(Vec::len).unwrap_or_default();
        states.push(Witness { state: state.name.clone(), reached_by: name(reached_by), ends_by: name(ends_by) });
    }
    report_dead_commands(document, graph, &walks, &mut faults);
    let situations = walks.iter().map(|walk| walk.situations.len() as u64).sum();
    faults.into_result(Proof { states, situations })
}

/// A command that its guards forbid in a state that is reached, whatever the pieces.
fn report_dead_commands(document: &LifecycleDocument, graph: &Graph, walks: &[Walk], faults: &mut Faults) {
    let mut reached = vec![false; document.states.len()];
    let mut given: Vec<Vec<bool>> = document.commands.iter().map(|_| reached.clone()).collect();
    for (walk, visit) in walks.iter().flat_map(|walk| (0..walk.visits.len()).map(move |visit| (walk, visit))) {
        let state = walk.situations[visit].0;
        reached[state] = true;
        for &(command, _) in &walk.visits[visit].steps {
            given[command][state] = true;
        }
    }
    let root = Path::ROOT;
    let commands = root.key("commands");
    for (at, (from, _)) in graph.steps.iter().enumerate() {
        for (place, &state) in from.iter().enumerate() {
            if reached[state] && !given[at][state] {
                let command = &document.commands[at];
                let guards = command.guards.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let cause =
                    format!("in `{}` the guards of `{}` can never hold: {guards}", document.states[state].name, command.name);
                let path = commands.index(at);
                let remedy = "ease the guards, or take the state out of `from`";
                faults.report(&path.key("from").index(place), "lifecycle.guard_never_holds", cause, remedy);
            }
        }
    }
}

fn describe(pieces: &Pieces) -> String {
    use super::Tally::{Delivered, Lost, OnHand, PickedUp, Returned};
    let counts = [PickedUp, Delivered, Returned, Lost, OnHand].map(|tally| format!("{} {}", pieces.count(tally), tally.word()));
    format!("{} of {} pieces", counts.join(", "), pieces.total())
}
