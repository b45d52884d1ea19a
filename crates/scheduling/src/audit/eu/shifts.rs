//! Shifts and daily rests, articles 4 (g), (k) and 8 (2) to (5).

use super::{
    Standing, article, of_shortfall,
    rests::{Rest, between},
};
use crate::{
    activity::{Kind, Minute, Timeline},
    audit::{
        RestKind, RestUse, Rule, ShiftReport,
        report::Findings,
        spans::{Span, sum},
    },
    rules::EuLaw,
};

/// The time between two rests.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    pub(super) from: Minute,
    pub(super) until: Minute,
    /// End of the rest after it; the end of the record for the last.
    pub(super) rested: Minute,
    /// Minutes driven in it before the record begins.
    pub(super) driven_before: Minute,
    /// Stretches of driving that count: those that interrupt a rest on a ferry do not.
    pub(super) drives: Vec<Span>,
    pub(super) rest: RestKind,
    pub(super) rest_inside: Minute,
    /// What the rest after it counts as, whatever it is worth as a daily rest.
    pub(super) rest_use: RestUse,
    /// Where a first part of a split rest began in it.
    pub(super) first_part: Option<Minute>,
    pub(super) crew: bool,
    /// Whether the driver was alone at the wheel where article 4 (o) does not allow it.
    pub(super) driven_alone: bool,
}

impl Shift {
    pub(super) fn driving(&self) -> Minute {
        self.driven_before + sum(&self.drives)
    }

    /// Whether a weekly rest comes after it.
    pub(super) fn ends_a_week(&self) -> bool {
        self.rest_use != RestUse::Daily
    }

    /// Whether the record ends before a rest that ends it.
    pub(super) fn is_under_way(&self, end: Minute) -> bool {
        self.rested == end && (self.until == end || self.rest == RestKind::Open)
    }

    pub(super) fn report(&self) -> ShiftReport {
        ShiftReport {
            from: self.from,
            until: self.until,
            driving: self.driving(),
            rest: self.rest,
            rest_inside: self.rest_inside,
        }
    }
}

/// Where a shift begins, and what was done in it before the record.
#[derive(Debug, Clone, Copy)]
struct Start {
    from: Minute,
    driven: Minute,
    first_part: Option<Minute>,
    /// Whether the driver has been alone at the wheel where article 4 (o) does not allow it.
    driven_alone: bool,
}

impl Start {
    const fn at(from: Minute) -> Self {
        Self { from, driven: 0, first_part: None, driven_alone: false }
    }
}

/// Cuts the record into shifts. A shift ends with a rest that is long enough to be one, or, where none is, with one that
/// enforcement takes as the end of the day.
pub(super) fn shifts(law: &EuLaw, timeline: &Timeline, rests: &[Rest], before: &Standing) -> Vec<Shift> {
    let (Some(first), Some(last)) = (timeline.stretches().first(), timeline.stretches().last()) else {
        return Vec::new();
    };
    let mut shifts = Vec::new();
    let mut start = before.shift.map_or(Start::at(first.from), |shift| Start {
        from: shift.from,
        driven: shift.driven,
        first_part: shift.first_part_of_rest.then_some(shift.from),
        driven_alone: shift.driven_alone,
    });
    let mut inside: Vec<Rest> = Vec::new();
    for (index, &rest) in rests.iter().enumerate() {
        if rest.from <= start.from {
            // The record begins with rest: the day begins when it ends.
            start.from = start.from.max(rest.until);
            continue;
        }
        if rest.minutes >= law.daily_rest.ends_a_day && !is_first_part(law, start.from, &rest, &rests[index + 1..]) {
            let mut done = shift(law, timeline, start, rest, &inside);
            let (window, due) =
                if done.crew { (law.crew.window, law.crew.rest) } else { (law.daily_rest.window, law.daily_rest.reduced) };
            if done.rest == RestKind::Insufficient && rest.until == last.until && rest.from + due <= start.from + window {
                // The rest may go on after the record and be long enough.
                done.rest = RestKind::Open;
            }
            shifts.push(done);
            start = Start::at(rest.until);
            inside.clear();
        } else {
            inside.push(rest);
        }
    }
    if start.from < last.until {
        let end = Rest::new(last.until, last.until, 0, 0);
        let mut open = shift(law, timeline, start, end, &inside);
        let window = if open.crew { law.crew.window } else { law.daily_rest.window };
        if last.until - start.from <= window {
            open.rest = RestKind::Open;
        }
        shifts.push(open);
    }
    shifts
}

/// A rest that alone would end a day, too short for a daily rest, is the first part of one where the second follows in time.
fn is_first_part(law: &EuLaw, from: Minute, rest: &Rest, later: &[Rest]) -> bool {
    let end = from + law.daily_rest.window;
    rest.minutes < law.daily_rest.reduced
        && rest.minutes >= law.daily_rest.split_first_part
        && later.iter().take_while(|rest| rest.from < end).any(|rest| portion(rest, end) >= law.daily_rest.split_second_part)
}

/// Minutes of a rest before a moment.
fn portion(rest: &Rest, end: Minute) -> Minute {
    end.min(rest.until).saturating_sub(rest.from).min(rest.minutes).max(0)
}

fn shift(law: &EuLaw, timeline: &Timeline, start: Start, rest: Rest, inside: &[Rest]) -> Shift {
    let Start { from, driven, first_part, .. } = start;
    let driven_alone = start.driven_alone || is_driven_alone(law, timeline, from, rest.from);
    let crew = !driven_alone && between(timeline, from, rest.from).any(|stretch| stretch.crew);
    let interrupted: Vec<Span> =
        inside.iter().filter(|rest| rest.interruptions > 0).map(|rest| (rest.from, rest.until)).collect();
    let counts = |minute: Minute| !interrupted.iter().any(|rest| rest.0 <= minute && minute < rest.1);
    let drives = between(timeline, from, rest.from).filter(|stretch| stretch.kind == Kind::Drive && counts(stretch.from));
    let drives = drives.map(|stretch| (stretch.from, stretch.until)).collect();
    let daily = &law.daily_rest;
    let first_part =
        first_part.or_else(|| inside.iter().find(|rest| rest.minutes >= daily.split_first_part).map(|rest| rest.from));
    let inside_day = portion(&rest, from + daily.window);
    let inside_crew_window = portion(&rest, from + law.crew.window);
    let (kind, rest_inside) = if rest.is_weekly() && inside_day >= daily.reduced {
        (RestKind::Weekly, inside_day)
    } else if inside_day >= daily.regular {
        (RestKind::Regular, inside_day)
    } else if first_part.is_some() && inside_day >= daily.split_second_part {
        (RestKind::Split, inside_day)
    } else if crew && inside_crew_window >= law.crew.rest {
        (if rest.is_weekly() { RestKind::Weekly } else { RestKind::Crew }, inside_crew_window)
    } else if inside_day >= daily.reduced && rest.interruptions == 0 {
        (RestKind::Reduced, inside_day)
    } else {
        // The longest rest that lies in the window is what was rested.
        let end = from + if crew { law.crew.window } else { daily.window };
        let longest = inside.iter().map(|rest| portion(rest, end)).max().unwrap_or(0);
        (RestKind::Insufficient, longest.max(portion(&rest, end)))
    };
    Shift {
        from,
        until: rest.from,
        rested: rest.until,
        driven_before: driven,
        drives,
        rest: kind,
        rest_inside,
        rest_use: rest.counts_as,
        first_part,
        crew,
        driven_alone,
    }
}

/// In multi-manning a second driver is on board whenever the vehicle is driven, but for the first hour (article 4 (o)).
fn is_driven_alone(law: &EuLaw, timeline: &Timeline, from: Minute, until: Minute) -> bool {
    between(timeline, from + law.crew.alone_at_first, until).any(|stretch| stretch.kind == Kind::Drive && !stretch.crew)
}

/// Daily rests that are missing, too short, or reduced too often.
pub(super) fn audit(law: &EuLaw, shifts: &[Shift], before: &Standing, findings: &mut Findings) {
    let mut reduced = before.reduced_daily_rests;
    let most = law.daily_rest.reduced_between_weekly_rests;
    for shift in shifts {
        let window = if shift.crew { law.crew.window } else { law.daily_rest.window };
        if shift.rest == RestKind::Insufficient {
            let (article, allowed, bands) = if shift.crew {
                ("8(5)", law.crew.rest, &law.severity.daily_rest_reduced)
            } else if shift.first_part.is_some() {
                ("8(2)", law.daily_rest.split_second_part, &law.severity.daily_rest_split)
            } else if reduced < most {
                ("8(2)", law.daily_rest.reduced, &law.severity.daily_rest_reduced)
            } else {
                ("8(2)", law.daily_rest.regular, &law.severity.daily_rest)
            };
            let at = shift.from + window - allowed;
            let severity = of_shortfall(bands, shift.rest_inside);
            findings.add((Rule::DailyRest, article), at, (shift.rest_inside, allowed), severity);
        } else if shift.rest == RestKind::Reduced {
            reduced += 1;
            if reduced > most {
                let rule = Rule::ReducedDailyRests;
                let at = shift.from + window - law.daily_rest.regular;
                let severity = of_shortfall(&law.severity.daily_rest, shift.rest_inside);
                findings.add((rule, article(rule)), at, (shift.rest_inside, law.daily_rest.regular), severity);
            }
        }
        if shift.ends_a_week() {
            reduced = 0;
        }
    }
}

/// Reduced daily rests since the last weekly rest.
pub(super) fn reduced_since_weekly(shifts: &[Shift], before: &Standing) -> usize {
    let since = shifts.iter().rposition(Shift::ends_a_week).map_or(0, |last| last + 1);
    let earlier = if since == 0 { before.reduced_daily_rests } else { 0 };
    earlier + shifts[since..].iter().filter(|shift| shift.rest == RestKind::Reduced).count()
}
