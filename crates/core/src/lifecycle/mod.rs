//! The lifecycle of a shipment as data: states, commands, guards, roles, terminal states.
//!
//! A [`LifecycleDocument`] is what a company writes; a [`Lifecycle`] is one that has been proven: every state can be
//! reached, every state that is not terminal can end, no command is guarded so that it can never be given. See [`proof`]
//! for what is proven and how. [`Lifecycle::standard`] ships with the library.

mod document;
mod draw;
mod name;
mod pieces;
pub mod proof;
mod standard;

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

pub use self::{
    document::{CommandRule, Guard, LifecycleDocument, StateRule},
    name::{Name, NameError},
    pieces::{Move, Pieces, Portion, Tally},
    proof::{Proof, Witness},
};
use crate::fault::{Faults, Path};

/// A proven lifecycle.
///
/// ```
/// use haulage_core::lifecycle::Lifecycle;
///
/// let lifecycle = Lifecycle::standard();
/// let way = lifecycle.proof().witness("delivered").unwrap();
/// assert_eq!(way.reached_by.last().map(|command| command.as_str()), Some("deliver"));
/// assert!(lifecycle.to_mermaid().starts_with("stateDiagram-v2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "LifecycleDocument", into = "LifecycleDocument")]
#[cfg_attr(feature = "schema", schemars(with = "LifecycleDocument"))]
pub struct Lifecycle {
    document: LifecycleDocument,
    graph: Graph,
    proof: Proof,
}

/// The document with its names resolved to indices.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Graph {
    initial: usize,
    states: BTreeMap<Name, usize>,
    /// By command: the states it may be given in, and the state it leads to.
    steps: Vec<(Vec<usize>, usize)>,
    /// By event: the first command that records it.
    events: BTreeMap<Name, usize>,
    /// By state: the states that can follow, at any distance and whatever the guards say.
    follows: Vec<Vec<bool>>,
}

/// Not mutable state: a constant that is too large to prove anew for every shipment.
static STANDARD: LazyLock<Lifecycle> = LazyLock::new(|| {
    let document = standard::document().expect("the names of the standard lifecycle are names");
    Lifecycle::new(document).expect("the standard lifecycle is proven by `the_standard_lifecycle_is_proven`")
});

impl Lifecycle {
    /// The lifecycle that ships with the library.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// Proves a lifecycle.
    ///
    /// # Errors
    /// Every fault of it, see [`proof`].
    pub fn new(document: LifecycleDocument) -> Result<Self, Faults> {
        let graph = Graph::resolve(&document)?;
        let proof = proof::prove(&document, &graph)?;
        Ok(Self { document, graph, proof })
    }

    /// As it was written.
    #[must_use]
    pub const fn document(&self) -> &LifecycleDocument {
        &self.document
    }

    /// What was proven of it.
    #[must_use]
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }

    /// The state in which a shipment begins.
    #[must_use]
    pub fn initial(&self) -> &Name {
        &self.document.initial
    }

    /// The command of that name.
    #[must_use]
    pub fn command(&self, name: &str) -> Option<&CommandRule> {
        self.document.commands.iter().find(|command| command.name.as_str() == name)
    }

    /// The rule by which an event of that name changes the state.
    #[must_use]
    pub fn rule_of_event(&self, event: &str) -> Option<&CommandRule> {
        self.graph.events.get(event).and_then(|&index| self.document.commands.get(index))
    }

    /// The rank of a terminal state; none for a state that goes on.
    #[must_use]
    pub fn terminal_rank(&self, state: &Name) -> Option<u32> {
        self.graph.states.get(state).and_then(|&index| self.document.states[index].terminal_rank)
    }

    /// Whether a shipment in `from` can be in `to` later on, at any distance and whatever the guards say.
    #[must_use]
    pub fn can_follow(&self, from: &Name, to: &Name) -> bool {
        let index = |name| self.graph.states.get(name);
        matches!((index(from), index(to)), (Some(&from), Some(&to)) if self.graph.follows[from][to])
    }

    /// The commands that a role may give in a state, whatever the guards say.
    pub fn commands_for<'a>(&'a self, state: &'a Name, role: &'a Name) -> impl Iterator<Item = &'a CommandRule> {
        self.document.commands.iter().filter(move |command| command.from.contains(state) && command.roles.contains(role))
    }
}

impl TryFrom<LifecycleDocument> for Lifecycle {
    type Error = Faults;

    fn try_from(document: LifecycleDocument) -> Result<Self, Faults> {
        Self::new(document)
    }
}

impl From<Lifecycle> for LifecycleDocument {
    fn from(lifecycle: Lifecycle) -> Self {
        lifecycle.document
    }
}

/// More of either and the proof would take a hostile document's word for how long to run.
const MOST_STATES: usize = 100;
const MOST_COMMANDS: usize = 200;

impl Graph {
    /// Resolves every name, or says which cannot be.
    fn resolve(document: &LifecycleDocument) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let root = Path::ROOT;
        for (key, count, most) in
            [("states", document.states.len(), MOST_STATES), ("commands", document.commands.len(), MOST_COMMANDS)]
        {
            if count > most {
                faults.report(&root.key(key), "lifecycle.too_large", format!("{count} {key}"), format!("keep to {most}"));
                return Err(faults);
            }
        }
        let states = index(&mut faults, &root.key("states"), document.states.iter().map(|state| &state.name));
        let roles = index(&mut faults, &root.key("roles"), document.roles.iter());
        let documents = index(&mut faults, &root.key("documents"), document.documents.iter());
        index(&mut faults, &root.key("commands"), document.commands.iter().map(|command| &command.name));
        let mut find = |path: &Path<'_>, what: &str, known: &BTreeMap<Name, usize>, name: &Name| {
            let found = known.get(name).copied();
            if found.is_none() {
                let code = format!("lifecycle.unknown_{what}");
                faults.report(path, &code, format!("no {what} `{name}`"), format!("declare the {what} or name a declared one"));
            }
            found.unwrap_or_default()
        };
        let initial = find(&root.key("initial"), "state", &states, &document.initial);
        let mut steps = Vec::new();
        let commands = root.key("commands");
        for (at, command) in document.commands.iter().enumerate() {
            let path = commands.index(at);
            for (at, role) in command.roles.iter().enumerate() {
                find(&path.key("roles").index(at), "role", &roles, role);
            }
            for (at, guard) in command.guards.iter().enumerate() {
                if let Guard::Document { name } = guard {
                    find(&path.key("guards").index(at), "document", &documents, name);
                }
            }
            let from = command.from.iter().enumerate();
            let from = from.map(|(at, name)| find(&path.key("from").index(at), "state", &states, name)).collect();
            steps.push((from, find(&path.key("to"), "state", &states, &command.to)));
        }
        let events = Self::shape(document, &mut faults);
        let follows = closure(states.len(), &steps);
        faults.into_result(()).map(|()| Self { initial, states, steps, events, follows })
    }

    /// The rules that need no search: ends, ranks, events. Gives the events by name.
    fn shape(document: &LifecycleDocument, faults: &mut Faults) -> BTreeMap<Name, usize> {
        let root = Path::ROOT;
        let states = root.key("states");
        let mut ranks = BTreeMap::new();
        for (at, state) in document.states.iter().enumerate() {
            let Some(rank) = state.terminal_rank else { continue };
            if let Some(other) = ranks.insert(rank, &state.name) {
                let cause = format!("`{other}` and `{}` both have rank {rank}", state.name);
                faults.report(&states.index(at), "lifecycle.equal_rank", cause, "give each terminal state a rank of its own");
            }
        }
        if ranks.is_empty() {
            faults.report(&states, "lifecycle.no_end", "no state is terminal", "give a state a terminal_rank");
        }
        let commands = root.key("commands");
        let mut events: BTreeMap<Name, usize> = BTreeMap::new();
        for (at, command) in document.commands.iter().enumerate() {
            let path = commands.index(at);
            for (key, empty) in [("roles", command.roles.is_empty()), ("from", command.from.is_empty())] {
                if empty {
                    let cause = format!("`{}` can never be given: `{key}` is empty", command.name);
                    faults.report(&path.key(key), "lifecycle.never", cause, "name at least one, or leave the command out");
                }
            }
            for (at, from) in command.from.iter().enumerate() {
                if ranks.values().any(|&terminal| terminal == from) {
                    let cause = format!("`{}` leaves the terminal state `{from}`", command.name);
                    let remedy = "take the state out of `from`, or its terminal_rank away";
                    faults.report(&path.key("from").index(at), "lifecycle.leaves_end", cause, remedy);
                }
            }
            let first = *events.entry(command.event.clone()).or_insert(at);
            let other = &document.commands[first];
            if (&other.to, other.moves) != (&command.to, command.moves) {
                let cause = format!("event `{}` of `{}` means another thing in `{}`", command.event, command.name, other.name);
                faults.report(
                    &path.key("event"),
                    "lifecycle.ambiguous_event",
                    cause,
                    "record another event, or the same outcome",
                );
            }
        }
        events
    }
}

/// The place of each name, and a fault for each that comes twice.
fn index<'a>(faults: &mut Faults, path: &Path<'_>, names: impl Iterator<Item = &'a Name>) -> BTreeMap<Name, usize> {
    let mut places = BTreeMap::new();
    for (at, name) in names.enumerate() {
        if places.insert(name.clone(), at).is_some() {
            faults.report(&path.index(at), "lifecycle.duplicate", format!("`{name}` comes twice"), "name each once");
        }
    }
    places
}

/// Warshall's transitive closure over the steps.
fn closure(states: usize, steps: &[(Vec<usize>, usize)]) -> Vec<Vec<bool>> {
    let mut follows = vec![vec![false; states]; states];
    for (from, to) in steps {
        for &from in from {
            if let Some(cell) = follows.get_mut(from).and_then(|row| row.get_mut(*to)) {
                *cell = true;
            }
        }
    }
    for middle in 0..states {
        let beyond = follows[middle].clone();
        for row in &mut follows {
            if row[middle] {
                row.iter_mut().zip(&beyond).for_each(|(cell, &further)| *cell |= further);
            }
        }
    }
    follows
}

#[cfg(test)]
#[path = "lifecycle_tests.rs"]
mod tests;
