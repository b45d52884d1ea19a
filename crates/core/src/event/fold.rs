//! The standing of a shipment: a fold over its history that does not depend on arrival order or repetition.
//!
//! The records form a set; the fold takes the actual events that are not void in the order of their event times (then their
//! sequence, then their identity) and lets each act on the lifecycle. Three laws follow:
//!
//! 1. the same records in any order, any number of times, give the same standing;
//! 2. facts are forgiven their gaps: an event that skips steps (a missed scan) counts, and the skip is noted;
//! 3. an end is never taken back but by a correction, or by an end of higher rank: what arrives late, doubled or with a
//!    wrong clock is kept in the ledger and changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Classifier, Event, Exception, History};
use crate::{
    epcis::EventId,
    lifecycle::{CommandRule, Lifecycle, Move, Name, Pieces, Tally},
    time::Instant,
};

/// Where a shipment stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// The state.
    pub state: Name,
    /// Whether it has ended.
    pub terminal: bool,
    /// When it entered the state; absent where it has not left the initial one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// The pieces by where they are.
    pub pieces: Pieces,
    /// Documents handed in.
    pub documents: BTreeSet<Name>,
    /// By kind of event: when it was planned, is expected, happened.
    pub milestones: BTreeMap<Name, Milestone>,
    /// Exceptions that nobody has settled, by the event that reported them.
    pub exceptions: Vec<OpenException>,
    /// Every event in the order in which it counts, and what came of it; void ones too.
    pub ledger: Vec<Entry>,
    /// Events named by a correction that have not arrived: as what is void, or as what was true instead.
    pub awaited: BTreeSet<EventId>,
    #[serde(skip)]
    pub(super) last_order: Option<(i64, u32)>,
}

/// The times of one kind of event.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Milestone {
    /// The plan as last recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Timing>,
    /// The forecast as last recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<Timing>,
    /// The fact; the latest where it happened more than once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<Timing>,
}

/// A time and the event that says so.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timing {
    /// When.
    pub time: Instant,
    /// According to which event.
    pub event: EventId,
}

/// An exception that waits to be settled.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenException {
    /// The event that reported it.
    pub event: EventId,
    /// Since when.
    pub since: Instant,
    /// What went wrong.
    pub exception: Exception,
}

/// An event and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The event.
    pub event: EventId,
    /// What it says happened.
    pub kind: Name,
    /// When.
    pub event_time: Instant,
    /// When it was recorded, as far as is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_time: Option<Instant>,
    /// What came of it.
    pub outcome: Outcome,
    /// Pieces it claims beyond those there were to move.
    #[serde(skip_serializing_if = "is_zero")]
    pub excess_pieces: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// What came of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It changed the state, as the lifecycle foresees.
    Applied,
    /// It changed the state, though steps before it were not reported.
    Skipped,
    /// It says what the state already was.
    Repeated,
    /// It contradicts the state, which stands.
    Contradicted,
    /// The shipment had ended by then: it changes nothing.
    TooLate,
    /// It contradicts the end that was reached and outranks it: it stands until one of the two is corrected.
    Outranked,
    /// The lifecycle gives it no meaning: kept.
    Noted,
    /// It is a plan or a forecast: it sets a milestone.
    Foreseen,
    /// It was declared void.
    Void,
}

impl Outcome {
    /// Whether somebody should look at it.
    #[must_use]
    pub const fn is_anomaly(self) -> bool {
        matches!(self, Self::Skipped | Self::Contradicted | Self::TooLate | Self::Outranked)
    }
}

impl Standing {
    /// Events that somebody should look at.
    pub fn anomalies(&self) -> impl Iterator<Item = &Entry> {
        self.ledger.iter().filter(|entry| entry.outcome.is_anomaly() || entry.excess_pieces > 0)
    }

    /// Exceptions that wait for somebody's action.
    pub fn actions(&self) -> impl Iterator<Item = &OpenException> {
        self.exceptions.iter().filter(|open| open.exception.action.is_some())
    }

    /// Actions that should have been taken by then.
    pub fn overdue(&self, now: Instant) -> impl Iterator<Item = &OpenException> {
        self.actions()
            .filter(move |open| open.exception.action.as_ref().and_then(|action| action.due).is_some_and(|due| due < now))
    }
}

/// Folds a history over a lifecycle.
///
/// ```
/// use haulage_core::{event::{Event, History, fold}, lifecycle::{Lifecycle, Name}};
///
/// let event = |kind, time: &str| Ok::<_, Box<dyn std::error::Error>>(Event::new("4711", Name::new(kind)?, time.parse()?));
/// let mut history = History::new("4711", 1)?;
/// history.add(event("delivered", "2026-11-20T16:00:00Z")?).map_err(|_| "another shipment")?;
/// // The van's scan arrives after the signature, twice, once with a wrong clock.
/// for time in ["2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"] {
///     history.add(event("out_for_delivery", time)?).map_err(|_| "another shipment")?;
/// }
/// let standing = fold(Lifecycle::standard(), &history);
/// assert_eq!(standing.state.as_str(), "delivered");
/// assert_eq!(standing.ledger.len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn fold(lifecycle: &Lifecycle, history: &History) -> Standing {
    let void = history.void();
    let mut events: Vec<(&EventId, &Event)> = history.events().iter().collect();
    events.sort_by_key(|(id, event)| (event.order(), **id));
    let mut replay = Replay::new(lifecycle, history.pieces());
    for &(&id, event) in &events {
        replay.record(id, event, void.contains(&id));
    }
    let mut standing = replay.standing;
    standing.terminal = lifecycle.terminal_rank(&standing.state).is_some();
    standing.exceptions = open_exceptions(&events, &void);
    let named = history.corrections().iter().flat_map(|correction| correction.corrective.iter().chain([&correction.corrects]));
    standing.awaited = named.filter(|id| !history.events().contains_key(id)).copied().collect();
    standing
}

fn open_exceptions(events: &[(&EventId, &Event)], void: &BTreeSet<EventId>) -> Vec<OpenException> {
    let live = || events.iter().filter(|(id, event)| !void.contains(id) && event.classifier == Classifier::Actual);
    let settled: BTreeSet<&EventId> = live().flat_map(|(_, event)| &event.settles).collect();
    let open = live().filter(|(id, _)| !settled.contains(*id));
    let open = open.filter_map(|&(&id, event)| {
        let exception = event.exception.clone()?;
        Some(OpenException { event: id, since: event.event_time, exception })
    });
    open.collect()
}

/// The fold under way.
struct Replay<'a> {
    lifecycle: &'a Lifecycle,
    standing: Standing,
    /// Pieces that must have been picked up, since they were delivered, though nobody has said so yet.
    implied: u64,
    /// By kind, and whether planned: when the timing that stands was recorded.
    recorded: BTreeMap<(Name, bool), (Option<Instant>, i64)>,
}

impl<'a> Replay<'a> {
    fn new(lifecycle: &'a Lifecycle, pieces: u64) -> Self {
        let standing = Standing {
            state: lifecycle.initial().clone(),
            terminal: false,
            since: None,
            pieces: Pieces::ordered(pieces),
            documents: BTreeSet::new(),
            milestones: BTreeMap::new(),
            exceptions: Vec::new(),
            ledger: Vec::new(),
            awaited: BTreeSet::new(),
            last_order: None,
        };
        Self { lifecycle, standing, implied: 0, recorded: BTreeMap::new() }
    }

    fn record(&mut self, id: EventId, event: &Event, void: bool) {
        let (mut outcome, mut excess_pieces) = (Outcome::Void, 0);
        if !void && event.classifier != Classifier::Actual {
            self.foresee(id, event);
            outcome = Outcome::Foreseen;
        } else if !void {
            self.standing.documents.extend(event.documents.iter().cloned());
            let milestone = self.standing.milestones.entry(event.kind.clone()).or_default();
            milestone.actual = Some(Timing { time: event.event_time, event: id });
            outcome = match self.lifecycle.rule_of_event(event.kind.as_str()) {
                None => Outcome::Noted,
                Some(rule) => {
                    excess_pieces = rule.moves.map_or(0, |step| self.move_pieces(step, event.pieces));
                    self.enter(rule, event)
                }
            };
        }
        let (kind, event_time, record_time) = (event.kind.clone(), event.event_time, event.record_time);
        self.standing.ledger.push(Entry { event: id, kind, event_time, record_time, outcome, excess_pieces });
    }

    /// A plan or a forecast: the one recorded last stands, for what is said later is meant to replace what was said before.
    fn foresee(&mut self, id: EventId, event: &Event) {
        let planned = event.classifier == Classifier::Planned;
        let said = (event.record_time, event.order().0);
        let key = (event.kind.clone(), planned);
        if self.recorded.get(&key).is_some_and(|before| *before > said) {
            return;
        }
        self.recorded.insert(key, said);
        let milestone = self.standing.milestones.entry(event.kind.clone()).or_default();
        let timing = Some(Timing { time: event.event_time, event: id });
        *(if planned { &mut milestone.planned } else { &mut milestone.estimated }) = timing;
    }

    fn enter(&mut self, rule: &CommandRule, event: &Event) -> Outcome {
        let now = &self.standing.state;
        let rank = |state| self.lifecycle.terminal_rank(state);
        let outcome = match (rank(now), rank(&rule.to)) {
            (Some(_), _) if *now == rule.to => Outcome::Repeated,
            (Some(ended), Some(ends)) if ends > ended => Outcome::Outranked,
            (Some(_), _) => Outcome::TooLate,
            _ if rule.from.contains(now) => Outcome::Applied,
            _ if *now == rule.to => Outcome::Repeated,
            // An end is a fact whatever came before it; any other state must lie ahead.
            (None, Some(_)) => Outcome::Skipped,
            (None, None) if self.lifecycle.can_follow(now, &rule.to) => Outcome::Skipped,
            (None, None) => Outcome::Contradicted,
        };
        if matches!(outcome, Outcome::Applied | Outcome::Skipped | Outcome::Outranked) {
            self.standing.state = rule.to.clone();
            self.standing.since = Some(event.event_time);
            self.standing.last_order = Some(event.order());
        }
        outcome
    }

    /// Moves what can be moved, and says how many pieces were claimed beyond that.
    fn move_pieces(&mut self, step: Move, claimed: Option<u64>) -> u64 {
        let pieces = self.standing.pieces;
        let (moved, excess, implied) = if step == Move::PickedUp {
            let claimed = claimed.unwrap_or(self.implied + pieces.available(step));
            let known = claimed.min(self.implied);
            self.implied -= known;
            let moved = (claimed - known).min(pieces.available(step));
            (moved, claimed - known - moved, 0)
        } else {
            let on_hand = pieces.count(Tally::OnHand);
            let outside = pieces.available(Move::PickedUp);
            let claimed = claimed.unwrap_or(if on_hand > 0 { on_hand } else { outside });
            let moved = claimed.min(on_hand + outside);
            (moved, claimed - moved, moved.saturating_sub(on_hand))
        };
        self.implied += implied;
        let after = pieces.after(Move::PickedUp, implied).and_then(|pieces| pieces.after(step, moved));
        self.standing.pieces = after.unwrap_or(pieces);
        excess
    }
}
