//! Rest periods: unbroken rest, or on a ferry or train rest that was interrupted as article 9 (1) allows; and what each
//! counts as.

use crate::{
    activity::{Kind, Minute, Stretch, Timeline, minute},
    audit::{Circumstances, DeclaredRest, Refusal, RestUse, report::Findings},
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
    /// What it counts as.
    pub(super) counts_as: RestUse,
    /// Whether its driver said what it counts as.
    pub(super) declared: bool,
    /// Whether it began abroad (article 8 (6)).
    pub(super) abroad: bool,
}

impl Rest {
    pub(super) const fn new(from: Minute, until: Minute, minutes: Minute, interruptions: usize) -> Self {
        Self { from, until, minutes, interruptions, counts_as: RestUse::Daily, declared: false, abroad: false }
    }

    pub(super) fn is_weekly(&self) -> bool {
        self.counts_as != RestUse::Daily
    }
}

/// All rest periods in order.
pub(super) fn rests(law: &EuLaw, timeline: &Timeline, circumstances: &Circumstances, findings: &mut Findings) -> Vec<Rest> {
    let mut rests = Vec::new();
    let mut crossing: Vec<Piece> = Vec::new();
    for piece in pieces(timeline) {
        let goes_on = crossing.last().is_some_and(|last| {
            (last.ferry || piece.ferry) && between(timeline, last.until, piece.from).all(|stretch| stretch.ferry)
        });
        if !goes_on {
            close(law, timeline, &mut crossing, &mut rests);
        }
        crossing.push(piece);
    }
    close(law, timeline, &mut crossing, &mut rests);
    for declared in &circumstances.rests {
        declare(declared, &mut rests, findings);
    }
    rests
}

fn declare(declared: &DeclaredRest, rests: &mut [Rest], findings: &mut Findings) {
    let at = minute(declared.at);
    let next = rests.partition_point(|rest| rest.until <= at);
    match rests.get_mut(next).filter(|rest| rest.from <= at) {
        Some(rest) => {
            rest.counts_as = declared.counts_as.unwrap_or(rest.counts_as);
            rest.declared = declared.counts_as.is_some();
            rest.abroad = declared.abroad;
        }
        None => findings.decline("8", at, Refusal::NoRest),
    }
}

/// Ends a crossing: as many of its last pieces as the allowed interruptions join are one rest, those before stand alone.
fn close(law: &EuLaw, timeline: &Timeline, crossing: &mut Vec<Piece>, rests: &mut Vec<Rest>) {
    let mut first = crossing.len().saturating_sub(1);
    let interrupted = |first: usize| crossing[first..].windows(2).map(|pair| pair[1].from - pair[0].until).sum::<Minute>();
    while first > 0 && crossing.len() - first <= law.ferry.interruptions && interrupted(first - 1) <= law.ferry.minutes {
        first -= 1;
    }
    let alone = crossing[..first].iter().map(|piece| Rest::new(piece.from, piece.until, piece.until - piece.from, 0));
    rests.extend(alone.map(|rest| Rest { counts_as: by_length(law, rest.minutes), ..rest }));
    if let (Some(start), Some(end)) = (crossing.get(first), crossing.last()) {
        let minutes = end.until - start.from - interrupted(first);
        let rest = Rest::new(start.from, end.until, minutes, crossing.len() - first - 1);
        let mut counts_as = by_length(law, minutes);
        if counts_as == RestUse::RegularWeekly && rest.interruptions > 0 && !may_hold_a_weekly_rest(law, timeline, &rest) {
            counts_as = RestUse::ReducedWeekly;
        }
        rests.push(Rest { counts_as, ..rest });
    }
    crossing.clear();
}

fn by_length(law: &EuLaw, minutes: Minute) -> RestUse {
    if minutes >= law.weekly_rest.regular {
        RestUse::RegularWeekly
    } else if minutes >= law.weekly_rest.reduced {
        RestUse::ReducedWeekly
    } else {
        RestUse::Daily
    }
}

/// A regular weekly rest may be interrupted only on a long crossing with a bed in a cabin (article 9 (1), second part).
fn may_hold_a_weekly_rest(law: &EuLaw, timeline: &Timeline, rest: &Rest) -> bool {
    let aboard = || between(timeline, rest.from, rest.until).filter(|stretch| stretch.ferry);
    let crossing = aboard().last().map_or(0, |last| last.until) - aboard().next().map_or(0, |first| first.from);
    crossing >= law.ferry.weekly_rest_crossing && aboard().any(|stretch| stretch.kind == Kind::Berth)
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
