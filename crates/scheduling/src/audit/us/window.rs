//! Eleven hours of driving in a window of fourteen, 395.3 (a)(2), (3)(i), and pairs of rests that move both, 395.1 (g).
//!
//! A pair counts from the end of its first rest, and its rests lie outside the window (before 2020: the one in the berth). Which
//! rests make pairs is the driver's choice; of all choices the one with the fewest infringements counts, then the one with the
//! fewest minutes too many, then the one that leaves most time, as FMCSA answers. The choice is a shortest path over the rests in
//! order: a rest is skipped, ends a pair with the one used before, or waits for its partner.

use super::{
    exceptions::Limits,
    sleeper::{Off, times_off},
};
use crate::{
    activity::Minute,
    audit::{Rule, report::Findings, spans::Log},
    rules::UsLaw,
};

/// How the driver stands with both at the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) left_driving: Minute,
    pub(super) left_elapsed: Minute,
    pub(super) counted_from: Option<Minute>,
}

/// Rests between two of a pair that are looked at; a longer search finds no better pair in any record that a driver keeps.
const LOOKED_BACK: usize = 6;

/// What a choice costs, the worse the larger: infringements, minutes too many, time used.
type Cost = (usize, Minute, Minute);

/// A rest that was used, and how the driver stands after it.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Index of the rest; none before the first.
    rest: Option<usize>,
    /// From when driving and window count.
    anchor: Minute,
    driven: Minute,
    elapsed: Minute,
    /// Whether it still needs a partner.
    waits: bool,
    cost: Cost,
    /// The node before.
    before: Option<usize>,
}

/// Driving from one used rest to the next.
#[derive(Debug, Clone, Copy)]
struct Leg {
    from: Minute,
    until: Minute,
    anchor: Minute,
    driven: Minute,
    elapsed: Minute,
}

pub(super) fn audit(law: &UsLaw, log: &Log, limits: &[Limits], findings: &mut Findings) -> Window {
    let mut times_off = times_off(law, log);
    // Rest with which the record begins goes on from the ten hours that are taken to lie before it.
    times_off.retain(|off| off.from > log.begin() || off.resets(law));
    let on_duty = log.stretches().iter().find(|stretch| !stretch.kind.is_rest());
    let begin = times_off.first().map_or(Minute::MAX, |off| off.from).min(on_duty.map_or(log.end(), |first| first.from));
    let search = Search { law, log, limits, times_off, begin };
    let (nodes, last) = search.best();
    let mut legs = Vec::new();
    let mut at = Some(last);
    let mut until = log.end();
    while let Some(node) = at.map(|index| nodes[index]) {
        let from = node.rest.map_or(search.begin, |rest| search.times_off[rest].until);
        legs.push(Leg { from, until, anchor: node.anchor, driven: node.driven, elapsed: node.elapsed });
        until = node.rest.map_or(from, |rest| search.times_off[rest].from);
        at = node.before;
    }
    legs.reverse();
    search.report(&legs, findings);
    search.left(legs.last())
}

struct Search<'a> {
    law: &'a UsLaw,
    log: &'a Log,
    limits: &'a [Limits],
    times_off: Vec<Off>,
    begin: Minute,
}

impl Search<'_> {
    /// Every state that a choice of rests leads to, and which of the last is best.
    fn best(&self) -> (Vec<Node>, usize) {
        let begin = self.begin;
        let first = Node { rest: None, anchor: begin, driven: 0, elapsed: 0, waits: false, cost: (0, 0, 0), before: None };
        let mut nodes = vec![first];
        // The nodes of each rest lie together; these are where they begin.
        let mut starts = vec![0, 1];
        for (index, off) in self.times_off.iter().enumerate() {
            let mut found: Vec<Node> = Vec::new();
            for earlier in self.reach(index).flat_map(|group| starts[group]..starts[group + 1]) {
                self.extend(&nodes, earlier, index, off, &mut found);
            }
            nodes.append(&mut found);
            starts.push(nodes.len());
        }
        let last = self.reach(self.times_off.len()).flat_map(|group| starts[group]..starts[group + 1]);
        let ends = last.filter(|index| !nodes[*index].waits).map(|index| {
            let (cost, after) = self.drive(&nodes[index], self.log.end());
            ((cost.0, cost.1, after.driven + after.elapsed), index)
        });
        let best = ends.min().map_or(0, |(_, index)| index);
        (nodes, best)
    }

    /// Groups of nodes from which a rest can be the next that is used. Group 0 is the beginning, group `i + 1` the rest `i`.
    fn reach(&self, index: usize) -> impl Iterator<Item = usize> + use<> {
        let reset = self.times_off[..index].iter().rposition(|off| off.resets(self.law)).map_or(0, |reset| reset + 1);
        reset.max(index.saturating_sub(LOOKED_BACK))..=index
    }

    fn extend(&self, nodes: &[Node], earlier: usize, index: usize, off: &Off, found: &mut Vec<Node>) {
        let node = &nodes[earlier];
        let (cost, after) = self.drive(node, off.from);
        let pairs = node.rest.is_some_and(|rest| self.times_off[rest].pairs_with(off, self.law));
        let base = Node { rest: Some(index), cost, before: Some(earlier), waits: false, ..*node };
        let mut keep = |node: Node| {
            let same = |other: &&mut Node| {
                (other.anchor, other.driven, other.elapsed, other.waits) == (node.anchor, node.driven, node.elapsed, node.waits)
            };
            match found.iter_mut().find(same) {
                Some(other) if node.cost < other.cost => *other = node,
                Some(_) => {}
                None => found.push(node),
            }
        };
        if off.resets(self.law) {
            if pairs || !node.waits {
                keep(Node { anchor: off.until, driven: 0, elapsed: 0, ..base });
            }
            return;
        }
        let inside = off.minutes() - off.left_out(self.law);
        if pairs {
            let from = node.rest.map_or(node.anchor, |rest| self.times_off[rest].until);
            let elapsed = off.from - from - self.left_out_alone(from, off.from) + inside;
            keep(Node { anchor: from, driven: self.log.driven(from, off.from), elapsed, ..base });
        }
        if !node.waits {
            keep(Node { driven: after.driven, elapsed: after.elapsed + inside, waits: true, ..base });
        }
    }

    /// What driving from a node to a moment costs, and how the driver stands then.
    fn drive(&self, node: &Node, until: Minute) -> (Cost, Leg) {
        let from = node.rest.map_or(self.begin, |rest| self.times_off[rest].until);
        let leg = Leg { from, until, anchor: node.anchor, driven: node.driven, elapsed: node.elapsed };
        let (driven, elapsed) = (self.log.driven(from, until), until - from - self.left_out_alone(from, until));
        let limits = self.limits_at(from, until);
        let past = |before: Minute, more: Minute, limit: Minute| (before + more - limit).max(0) - (before - limit).max(0);
        let too_long = past(node.driven, driven, limits.0);
        let too_late = if elapsed > 0 { self.log.driven(self.window_end(&leg, limits.1), until) } else { 0 };
        let cost =
            (node.cost.0 + usize::from(too_long > 0) + usize::from(too_late > 0), node.cost.1 + too_long + too_late, node.cost.2);
        (cost, Leg { driven: node.driven + driven, elapsed: node.elapsed + elapsed, ..leg })
    }

    /// Limits of driving and window in the duty of a span.
    fn limits_at(&self, from: Minute, until: Minute) -> (Minute, Minute) {
        let next = self.limits.partition_point(|limits| limits.duty.1 <= from);
        let of_duty = self.limits.get(next).filter(|limits| limits.duty.0 < until);
        of_duty.map_or((self.law.driving, self.law.window), |limits| (limits.driving, limits.window))
    }

    /// What the window leaves out between two moments for rests without a partner.
    fn left_out_alone(&self, from: Minute, until: Minute) -> Minute {
        if self.law.sleeper.leaves_out_both {
            return 0;
        }
        self.within(from, until).iter().map(|off| off.left_out_alone(self.law)).sum()
    }

    fn within(&self, from: Minute, until: Minute) -> &[Off] {
        let first = self.times_off.partition_point(|off| off.from < from);
        let last = self.times_off.partition_point(|off| off.until <= until).max(first);
        &self.times_off[first..last]
    }

    /// The moment at which the window of a leg ends.
    fn window_end(&self, leg: &Leg, window: Minute) -> Minute {
        let mut end = leg.from + (window - leg.elapsed).max(0);
        if !self.law.sleeper.leaves_out_both {
            for off in self.within(leg.from, leg.until) {
                if off.from < end {
                    end += off.left_out_alone(self.law);
                }
            }
        }
        end
    }

    /// One finding for each limit and each moment from which it counts.
    fn report(&self, legs: &[Leg], findings: &mut Findings) {
        for of_anchor in legs.chunk_by(|one, other| one.anchor == other.anchor) {
            let mut driving: Option<(Minute, Minute, Minute)> = None;
            let mut late: Option<(Minute, Minute, Minute)> = None;
            for leg in of_anchor {
                let (driving_limit, window) = self.limits_at(leg.from, leg.until);
                let mut driven = leg.driven;
                let end = self.window_end(leg, window);
                for (from, until) in self.log.drives(leg.from, leg.until) {
                    driven += until - from;
                    if driven > driving_limit {
                        let at = until - (driven - driving_limit).min(until - from);
                        driving = Some((driving.map_or(at, |(first, ..)| first), driven, driving_limit));
                    }
                    if until > end {
                        let at = from.max(end);
                        let elapsed = leg.elapsed + until - leg.from - self.left_out_alone(leg.from, until);
                        late = Some((late.map_or(at, |(first, ..)| first), elapsed, window));
                    }
                }
            }
            if let Some((at, measured, allowed)) = driving {
                let severity = self.law.severity.of_excess(measured - allowed);
                findings.add((Rule::DrivingTime, "395.3(a)(3)(i)"), at, (measured, allowed), severity);
            }
            if let Some((at, measured, allowed)) = late {
                findings.add((Rule::DutyWindow, "395.3(a)(2)"), at, (measured, allowed), None);
            }
        }
    }

    fn left(&self, last: Option<&Leg>) -> Window {
        let Some(leg) = last else {
            return Window { left_driving: self.law.driving, left_elapsed: self.law.window, counted_from: None };
        };
        let end = leg.until;
        let (driving, window) = self.limits_at(leg.from.min(end - 1), end);
        let driven = leg.driven + self.log.driven(leg.from, end);
        let elapsed = leg.elapsed + end - leg.from - self.left_out_alone(leg.from, end);
        Window {
            left_driving: (driving - driven).max(0),
            left_elapsed: (window - elapsed).max(0),
            counted_from: (leg.anchor < end).then_some(leg.anchor),
        }
    }
}
