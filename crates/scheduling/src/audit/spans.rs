//! Spans of minutes: how long they are together, and where a sum goes past a limit.

use super::{RestKind, ShiftReport};
use crate::activity::{Kind, Minute, Stretch};

/// From one minute to the first after.
pub(super) type Span = (Minute, Minute);

/// Minutes of all.
pub(super) fn sum(spans: &[Span]) -> Minute {
    spans.iter().map(|(from, until)| until - from).sum()
}

/// The minute at which the sum of spans in order goes past a limit that it does go past.
pub(super) fn reached(spans: &[Span], limit: Minute) -> Minute {
    let mut left = limit.max(0);
    for (from, until) in spans {
        if until - from > left {
            return from + left;
        }
        left -= until - from;
    }
    spans.last().map_or(0, |(_, until)| *until)
}

/// The spans as far as they lie within another.
pub(super) fn clipped(spans: &[Span], (from, until): Span) -> impl Iterator<Item = Span> {
    let near = &spans[spans.partition_point(|span| span.1 <= from)..];
    near.iter().take_while(move |span| span.0 < until).map(move |span| (span.0.max(from), span.1.min(until)))
}

/// Where the last of spans in order ended at a moment.
pub(super) fn ended_before(spans: &[Span], at: Minute) -> Option<Minute> {
    spans.partition_point(|span| span.1 <= at).checked_sub(1).map(|last| spans[last].1)
}

/// A record whose sums between any two minutes are looked up.
#[derive(Debug)]
pub(super) struct Log {
    stretches: Vec<Stretch>,
    /// Minutes driven before each stretch, and one entry more.
    driven: Vec<Minute>,
    /// Minutes not rested before each stretch, and one entry more.
    on_duty: Vec<Minute>,
}

impl Log {
    pub(super) fn new(stretches: Vec<Stretch>) -> Self {
        let (mut driven, mut on_duty) = (vec![0], vec![0]);
        for stretch in &stretches {
            let drives = stretch.kind == Kind::Drive;
            driven.push(driven[driven.len() - 1] + if drives { stretch.minutes() } else { 0 });
            on_duty.push(on_duty[on_duty.len() - 1] + if stretch.kind.is_rest() { 0 } else { stretch.minutes() });
        }
        Self { stretches, driven, on_duty }
    }

    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    pub(super) fn begin(&self) -> Minute {
        self.stretches.first().map_or(0, |first| first.from)
    }

    pub(super) fn end(&self) -> Minute {
        self.stretches.last().map_or(0, |last| last.until)
    }

    /// Minutes driven between two minutes.
    pub(super) fn driven(&self, from: Minute, until: Minute) -> Minute {
        if until <= from { 0 } else { self.until(&self.driven, until) - self.until(&self.driven, from) }
    }

    /// Minutes on duty between two minutes.
    pub(super) fn on_duty(&self, from: Minute, until: Minute) -> Minute {
        if until <= from { 0 } else { self.until(&self.on_duty, until) - self.until(&self.on_duty, from) }
    }

    fn until(&self, sums: &[Minute], at: Minute) -> Minute {
        let index = self.stretches.partition_point(|stretch| stretch.until <= at);
        let before = sums[index];
        match self.stretches.get(index).filter(|stretch| stretch.from < at) {
            Some(stretch) if sums[index + 1] > before => before + at - stretch.from,
            _ => before,
        }
    }

    /// The stretches between two minutes.
    pub(super) fn between(&self, from: Minute, until: Minute) -> impl DoubleEndedIterator<Item = Stretch> {
        let first = self.stretches.partition_point(|stretch| stretch.until <= from);
        let last = self.stretches.partition_point(|stretch| stretch.from < until).max(first);
        self.stretches[first..last].iter().map(move |stretch| Stretch {
            from: stretch.from.max(from),
            until: stretch.until.min(until),
            ..*stretch
        })
    }

    /// Driving between two minutes.
    pub(super) fn drives(&self, from: Minute, until: Minute) -> impl DoubleEndedIterator<Item = Span> {
        let drives = self.between(from, until).filter(|stretch| stretch.kind == Kind::Drive);
        drives.map(|stretch| (stretch.from, stretch.until))
    }

    /// Unbroken time off of a length and more, in order.
    pub(super) fn rests(&self, at_least: Minute) -> Vec<Span> {
        let mut rests: Vec<Span> = Vec::new();
        for stretch in self.stretches.iter().filter(|stretch| stretch.kind.is_rest()) {
            match rests.last_mut() {
                Some(last) if last.1 == stretch.from => last.1 = stretch.until,
                _ => rests.push((stretch.from, stretch.until)),
            }
        }
        rests.retain(|(from, until)| until - from >= at_least);
        rests
    }

    /// What lies before, between and after rests, where the driver was on duty at all.
    pub(super) fn duties(&self, rests: &[Span]) -> Vec<Span> {
        let mut duties = Vec::new();
        let mut from = self.begin();
        for rest in rests {
            duties.push((from, rest.0));
            from = rest.1;
        }
        duties.push((from, self.end()));
        duties.retain(|(from, until)| until > from && self.on_duty(*from, *until) > 0);
        duties
    }

    /// Duties as a report shows them, each with the rest that follows.
    pub(super) fn shifts(&self, duties: &[Span], rests: &[Span]) -> Vec<ShiftReport> {
        let shift = |&(from, until): &Span| {
            let next = rests.get(rests.partition_point(|rest| rest.0 < until));
            ShiftReport {
                from,
                until,
                driving: self.driven(from, until),
                rest: next.map_or(RestKind::Open, |_| RestKind::Regular),
                rest_inside: next.map_or(0, |rest| rest.1 - rest.0),
            }
        };
        duties.iter().map(shift).collect()
    }
}
