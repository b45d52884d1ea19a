//! Commands decided against the standing of a shipment: accepted, or refused with what is allowed instead.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, Event, Exception, History, Standing, fold};
use crate::{
    epcis::EventId,
    identifier::Sscc,
    lifecycle::{CommandRule, Guard, Lifecycle, Name, Pieces},
    time::Instant,
};

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its own identifier: the same command sent twice is accepted once.
    pub id: String,
    /// What is asked for: `deliver`.
    pub name: Name,
    /// Who asks.
    pub actor: Actor,
    /// When it takes effect.
    pub time: Instant,
    /// When it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_time: Option<Instant>,
    /// Which system sends it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// How many pieces, for a command that moves pieces; all that can be moved when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u64>,
    /// The handling units concerned, by SSCC. Carried without effect.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub handling_units: BTreeSet<Sscc>,
    /// Where. Carried without effect.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Documents handed in with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub documents: BTreeSet<Name>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Exception>,
    /// Events whose exceptions it settles.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub settles: BTreeSet<EventId>,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// It is done: record these events.
    Accepted {
        /// What it records.
        events: Vec<Event>,
        /// Whether it was accepted before: then the events are in the history already.
        repeated: bool,
        /// The state it leads to.
        state: Name,
    },
    /// It is not done.
    Refused(Box<Refusal>),
}

/// Why a command is refused, and what could be asked for instead.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// The command that is refused.
    pub command: String,
    /// Stable code for programs.
    pub code: &'static str,
    /// Why, for people.
    pub reason: String,
    /// The rules that are not kept.
    pub rules: Vec<String>,
    /// The state the shipment is in.
    pub state: Name,
    /// What the actor's role may ask for now.
    pub allowed: Vec<Allowed>,
}

/// A command that a role may give now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allowed {
    /// The command.
    pub command: Name,
    /// Where it leads.
    pub to: Name,
    /// What must hold for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<String>,
}

/// Decides a command.
///
/// An accepted command's events, added to the history, fold to the state it leads to. Refused are: a command the lifecycle
/// does not know, one from another state or by another role, one whose guards do not hold, one with pieces that are not
/// there, one dated before the state it acts on, and one that reuses another's identifier.
#[must_use]
pub fn decide(lifecycle: &Lifecycle, history: &History, command: &Command) -> Decision {
    let standing = fold(lifecycle, history);
    let case = Case { lifecycle, standing: &standing, command };
    let known: Vec<&Event> = history.events().values().filter(|event| event.command == command.id).collect();
    let refusal = match case.rule() {
        _ if command.id.trim().is_empty() => case.refuse("command.blank_id", "the command has no identifier", &[]),
        Err(refusal) => refusal,
        Ok(rule) if !known.is_empty() => {
            if known.iter().all(|event| case.is_recorded_by(rule, event)) {
                let events = known.into_iter().cloned().collect();
                return Decision::Accepted { events, repeated: true, state: standing.state };
            }
            let reason = format!("command `{}` was accepted before with another content", command.id);
            case.refuse("command.id_reused", reason, &[])
        }
        Ok(rule) => match case.judge(rule, history.shipment()) {
            Ok(event) => return Decision::Accepted { events: vec![event], repeated: false, state: rule.to.clone() },
            Err(refusal) => refusal,
        },
    };
    Decision::Refused(refusal)
}

/// A command, and where the shipment stands.
struct Case<'a> {
    lifecycle: &'a Lifecycle,
    standing: &'a Standing,
    command: &'a Command,
}

impl Case<'_> {
    fn rule(&self) -> Result<&CommandRule, Box<Refusal>> {
        let rule = self.lifecycle.command(self.command.name.as_str());
        rule.ok_or_else(|| {
            let reason = format!("the lifecycle has no command `{}`", self.command.name);
            self.refuse("command.unknown", reason, &[])
        })
    }

    fn judge(&self, rule: &CommandRule, shipment: &str) -> Result<Event, Box<Refusal>> {
        let Self { standing, command, .. } = *self;
        let (state, role) = (&standing.state, &command.actor.role);
        if !rule.from.contains(state) {
            let from = rule.from.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
            let reason = format!("`{}` is not allowed in state `{state}`", rule.name);
            return Err(self.refuse("command.wrong_state", reason, &[format!("state is one of: {from}")]));
        }
        if !rule.roles.contains(role) {
            let roles = rule.roles.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
            let reason = format!("`{}` is not for a {role}", rule.name);
            return Err(self.refuse("command.wrong_role", reason, &[format!("role is one of: {roles}")]));
        }
        let mut event = self.event(rule, shipment);
        let order = event.order();
        if let Some(last) = standing.last_order.filter(|last| order.0 <= last.0) {
            let since = standing.since.map(|since| since.to_rfc3339()).unwrap_or_default();
            if order.0 < last.0 {
                let reason = format!("`{}` is dated before the shipment came into `{state}`, at {since}", rule.name);
                return Err(self.refuse("command.backdated", reason, &[format!("time is not before {since}")]));
            }
            event.sequence = last.1.saturating_add(1);
        }
        let pieces = self.moved(rule, &mut event)?;
        let broken: Vec<String> =
            rule.guards.iter().filter(|guard| !self.holds(guard, &pieces)).map(ToString::to_string).collect();
        if !broken.is_empty() {
            let reason = format!("`{}` does not have what it needs: {}", rule.name, broken.join(", "));
            return Err(self.refuse("command.guard", reason, &broken));
        }
        Ok(event)
    }

    /// The pieces after the command; states in the event how many it moves.
    fn moved(&self, rule: &CommandRule, event: &mut Event) -> Result<Pieces, Box<Refusal>> {
        let pieces = self.standing.pieces;
        let Some(step) = rule.moves else {
            if self.command.pieces.is_some() {
                let reason = format!("`{}` moves no pieces", rule.name);
                return Err(self.refuse("command.pieces", reason, &["pieces is absent".to_owned()]));
            }
            return Ok(pieces);
        };
        let available = pieces.available(step);
        let count = self.command.pieces.unwrap_or(available);
        let after = pieces.after(step, count).filter(|_| count > 0);
        event.pieces = Some(count);
        after.ok_or_else(|| {
            let reason = format!("`{}` of {count} pieces, and {available} are there for it", rule.name);
            self.refuse("command.pieces", reason, &[format!("pieces is 1 to {available}")])
        })
    }

    fn holds(&self, guard: &Guard, pieces: &Pieces) -> bool {
        let Self { standing, command, .. } = *self;
        match guard {
            Guard::Document { name } => standing.documents.contains(name) || command.documents.contains(name),
            Guard::Pieces { of, is } => is.holds(pieces.count(*of), pieces.total()),
            Guard::Exception => command.exception.is_some(),
            Guard::Settled => standing.actions().all(|open| command.settles.contains(&open.event)),
        }
    }

    /// The event that would record the command.
    fn event(&self, rule: &CommandRule, shipment: &str) -> Event {
        let command = self.command;
        Event {
            record_time: command.record_time,
            source: command.source.clone(),
            actor: Some(command.actor.clone()),
            pieces: command.pieces,
            handling_units: command.handling_units.clone(),
            place: command.place.clone(),
            documents: command.documents.clone(),
            exception: command.exception.clone(),
            settles: command.settles.clone(),
            command: command.id.clone(),
            ..Event::new(shipment, rule.event.clone(), command.time)
        }
        .normalised()
    }

    /// Whether the recorded event is what this command would say, but for what only the standing of that time could tell.
    fn is_recorded_by(&self, rule: &CommandRule, recorded: &Event) -> bool {
        let event = self.event(rule, &recorded.shipment);
        let pieces = event.pieces.or(recorded.pieces);
        Event { pieces, sequence: recorded.sequence, record_time: recorded.record_time, ..event } == *recorded
    }

    #[expect(clippy::unnecessary_box_returns, reason = "it is the rare, large side of every result here")]
    fn refuse(&self, code: &'static str, reason: impl Into<String>, rules: &[String]) -> Box<Refusal> {
        let state = self.standing.state.clone();
        let allowed = self.lifecycle.commands_for(&state, &self.command.actor.role).map(|rule| Allowed {
            command: rule.name.clone(),
            to: rule.to.clone(),
            guards: rule.guards.iter().map(ToString::to_string).collect(),
        });
        Box::new(Refusal {
            command: self.command.id.clone(),
            code,
            reason: reason.into(),
            rules: rules.to_vec(),
            allowed: allowed.collect(),
            state,
        })
    }
}
