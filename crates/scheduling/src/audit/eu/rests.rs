//! Rest periods: unbroken rest, or on a ferry or train rest that was interrupted as article 9 (1) allows.

use crate::{
    activity::{Minute, Stretch, Timeline},
    rules::EuLaw,
};

/// A rest period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) from: Minute,
    pub(super) until: Minute,
    /// Minutes of rest in it, interruptions left out.
    pub(super) minutes: Minute,
    /// How often it was interrupted.
    pub(super) interruptions: usize,
}

impl Rest {
    pub(super) const fn unbroken(from: Minute, until: Minute) -> Self {
        Self { from, until, minutes: until - from, interruptions: 0 }
    }
}

/// All rest periods in order.
pub(super) fn rests(law: &EuLaw, timeline: &Timeline) -> Vec<Rest> {
    let mut rests = Vec::new();
    let mut crossing: Vec<Piece> = Vec::new();
    for piece in pieces(timeline) {
        let goes_on = crossing.last().is_some_and(|last| {
            (last.ferry || piece.ferry) && between(timeline, last.until, piece.from).all(|stretch| stretch.ferry)
        });
        if !goes_on {
            close(law, &mut crossing, &mut rests);
        }
        crossing.push(piece);
    }
    close(law, &mut crossing, &mut rests);
    rests
}

/// Ends a crossing: as many of its last pieces as the allowed interruptions join are one rest, those before stand alone.
fn close(law: &EuLaw, crossing: &mut Vec<Piece>, rests: &mut Vec<Rest>) {
    let mut first = crossing.len().saturating_sub(1);
    let interrupted = |first: usize| crossing[first..].windows(2).map(|pair| pair[1].from - pair[0].until).sum::<Minute>();
    while first > 0 && crossing.len() - first <= law.ferry.interruptions && interrupted(first - 1) <= law.ferry.minutes {
        first -= 1;
    }
    rests.extend(crossing[..first].iter().map(|piece| Rest::unbroken(piece.from, piece.until)));
    if let (Some(start), Some(end)) = (crossing.get(first), crossing.last()) {
        let minutes = end.until - start.from - interrupted(first);
        rests.push(Rest { from: start.from, until: end.until, minutes, interruptions: crossing.len() - first - 1 });
    }
    crossing.clear();
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    from: Minute,
    until: Minute,
    ferry: bool,
}

/// Unbroken rest: neighbouring stretches that all count as rest.
fn pieces(timeline: &Timeline) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for stretch in timeline.stretches().iter().filter(|stretch| stretch.kind.is_rest()) {
        match pieces.last_mut() {
            Some(last) if last.until == stretch.from => {
                last.until = stretch.until;
                last.ferry |= stretch.ferry;
            }
            _ => pieces.push(Piece { from: stretch.from, until: stretch.until, ferry: stretch.ferry }),
        }
    }
    pieces
}

/// The stretches between two minutes.
pub(super) fn between(timeline: &Timeline, from: Minute, until: Minute) -> impl Iterator<Item = Stretch> {
    let stretches = timeline.stretches();
    let first = stretches.partition_point(|stretch| stretch.until <= from);
    stretches[first..].iter().take_while(move |stretch| stretch.from < until).map(move |stretch| Stretch {
        from: stretch.from.max(from),
        until: stretch.until.min(until),
        ..*stretch
    })
}
