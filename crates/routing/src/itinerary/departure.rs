//! When to leave: the departures at which the cost of a route can have a corner.
//!
//! While the order of events stays as it is, the cost is piecewise linear in the departure. It has corners where, with no
//! waiting before, some event begins just as a window opens, just as it closes or just as lateness ends; and where
//! the duration passes what is regular, or allowed. So the best departure is the first possible one or one of these.

use super::{
    Act, Event, Way,
    drive::{Drive, Outcome},
};
use crate::problem::{PlaceIndex, Span};

/// How often departures are derived anew from orders of events that were found.
const ROUNDS: usize = 6;

/// What happens with the best departure of an order of events.
pub(super) struct Found {
    pub(super) outcome: Outcome,
    pub(super) events: Vec<Event>,
    /// Whether its corners were looked at.
    is_settled: bool,
}

/// The best departure that was found.
pub(super) fn search(way: &Way<'_>) -> Option<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut tried = Vec::new();
    let mut queue = first_departures(way);
    for _ in 0..ROUNDS {
        let mut next = Vec::new();
        for from in queue {
            let Some(start) = way.departure_from(from).filter(|start| !tried.contains(start)) else { continue };
            tried.push(start);
            let drive = Drive::new(way, start);
            for outcome in &drive.outcomes {
                next.extend([way.vehicle.regular_duration, way.vehicle.max_duration].map(|limit| outcome.end - limit));
                keep(&mut found, &drive, outcome);
            }
        }
        if !way.prices_time() {
            break;
        }
        for found in &mut found {
            // Who never waits gains nothing by leaving later, unless the road is faster then.
            let waits = way.travel.changes() || found.events.iter().any(|event| event.begin > event.arrival);
            if !core::mem::replace(&mut found.is_settled, true) && waits {
                corners(way, &found.events, &mut next);
            }
        }
        next.retain(|&start| start > way.vehicle.shift.earliest);
        next.sort_unstable();
        next.dedup();
        queue = next;
    }
    found.into_iter().filter(|found| found.outcome.excess == 0).min_by_key(|found| found.outcome.rank())
}

/// Keeps an outcome that is the best of its order of events.
fn keep(found: &mut Vec<Found>, drive: &Drive<'_>, outcome: &Outcome) {
    let new = Found { outcome: *outcome, events: drive.events(outcome), is_settled: false };
    let is_same = |a: &Event, b: &Event| (a.act, a.place) == (b.act, b.place);
    let has_order = |other: &Found| {
        other.events.len() == new.events.len() && other.events.iter().zip(&new.events).all(|(a, b)| is_same(a, b))
    };
    match found.iter_mut().find(|other| has_order(other)) {
        Some(other) if new.outcome.rank() < other.outcome.rank() => *other = Found { is_settled: other.is_settled, ..new },
        Some(_) => {}
        None => found.push(new),
    }
}

/// The first possible departure, those that goods wait for, those with which a break is not due any more, and the last ones
/// before the depot closes.
fn first_departures(way: &Way<'_>) -> Vec<i64> {
    let mut starts = vec![way.vehicle.shift.earliest];
    starts.extend(way.tasks.iter().map(|task| task.release));
    starts.extend(way.vehicle.breaks.iter().map(|pause| pause.latest() + 1));
    if way.prices_time() {
        starts.extend(way.travel.next_change(way.vehicle.shift.earliest));
        let closing = way.opening(way.vehicle.start).iter().map(|window| window.latest);
        starts.extend(closing.filter(|&closing| closing < Span::ALWAYS.latest));
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&start| start >= way.vehicle.shift.earliest);
    starts
}

/// The departures from which, without waiting, some event begins at an edge.
fn corners(way: &Way<'_>, events: &[Event], starts: &mut Vec<i64>) {
    for (index, event) in events.iter().enumerate() {
        edges(way, event, &mut |edge| {
            let mut moment = edge;
            for leg in events[..=index].windows(2).rev() {
                moment = leave_by(way, leg, moment) - (leg[0].departure - leg[0].begin);
            }
            starts.push(moment);
        });
    }
}

/// The latest departure from the first of two events with which the second is reached by a moment.
fn leave_by(way: &Way<'_>, leg: &[Event], moment: i64) -> i64 {
    // A break before leaving, and what follows one on arrival, are where the event before was.
    let ends: Option<(PlaceIndex, PlaceIndex)> = leg[0].place.zip(leg[1].place).filter(|_| leg[1].arrival > leg[0].departure);
    ends.map_or(moment, |(from, to)| way.travel.departure(from, to, moment))
}

/// The moments at which something changes for an event that begins then.
fn edges(way: &Way<'_>, event: &Event, visit: &mut impl FnMut(i64)) {
    let mut see = |moment: i64| {
        if moment > Span::ALWAYS.earliest && moment < Span::ALWAYS.latest {
            visit(moment);
        }
    };
    // A leg that begins as the speed changes is a corner of its own.
    way.travel.next_change(event.departure).into_iter().for_each(|change| see(change - (event.departure - event.begin)));
    let mut spans = |windows: &[Span], late: i64| {
        for window in windows {
            see(window.earliest);
            see(window.latest);
            if late > 0 {
                see(window.latest + late);
            }
        }
    };
    let vehicle = way.vehicle;
    match event.act {
        Act::Start | Act::Pause(..) => {}
        Act::Task(index) => {
            let task = way.tasks[index];
            spans(&task.windows, task.lateness.map_or(0, |terms| terms.most));
        }
        Act::Break(index) => spans(&vehicle.breaks[index].windows, 0),
        Act::Reload => {
            spans(way.opening(event.place), 0);
            way.tasks.iter().for_each(|task| see(task.release));
        }
        Act::End => {
            spans(way.opening(event.place), 0);
            see(vehicle.shift.latest);
            see(vehicle.regular_latest);
        }
    }
}
