//! Shifts and daily rests, articles 4 (g), (k) and 8 (2) to (5).

use serde::{Deserialize, Serialize};

use super::{
    Findings,
    rests::{Rest, between},
};
use crate::{
    activity::{Kind, Minute, Timeline, as_instant},
    audit::Rule,
    rules::EuLaw,
};

/// How the rest after a shift counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RestKind {
    /// Regular daily rest.
    Regular,
    /// Regular daily rest in two parts.
    Split,
    /// Reduced daily rest.
    Reduced,
    /// Daily rest of a crew.
    Crew,
    /// Weekly rest.
    Weekly,
    /// Too short or too late.
    Insufficient,
    /// The record ends before it is due.
    Open,
}

/// A shift as the report shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShiftReport {
    /// When it begins.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub from: Minute,
    /// When the rest after it begins.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub until: Minute,
    /// Minutes driven.
    pub driving: Minute,
    /// How the rest after it counts.
    pub rest: RestKind,
    /// Minutes of that rest that lie inside the 24 (crew: 30) hours.
    pub rest_inside: Minute,
}

/// The time between two rests.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    pub(super) from: Minute,
    pub(super) until: Minute,
    /// End of the rest after it; the end of the record for the last.
    pub(super) rested: Minute,
    /// Stretches of driving that count: those that interrupt a rest on a ferry do not.
    pub(super) drives: Vec<(Minute, Minute)>,
    pub(super) rest: RestKind,
    pub(super) rest_inside: Minute,
    /// Whether a first part of a split rest was taken in it.
    pub(super) has_first_part: bool,
    pub(super) crew: bool,
}

impl Shift {
    pub(super) fn driving(&self) -> Minute {
        self.drives.iter().map(|(from, until)| until - from).sum()
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

/// Cuts the record into shifts. A shift ends with a rest that is long enough to be one, or, where none is, with one that
/// enforcement takes as the end of the day.
pub(super) fn shifts(law: &EuLaw, timeline: &Timeline, rests: &[Rest]) -> Vec<Shift> {
    let (Some(first), Some(last)) = (timeline.stretches().first(), timeline.stretches().last()) else {
        return Vec::new();
    };
    let mut shifts = Vec::new();
    let mut from = first.from;
    let mut inside: Vec<Rest> = Vec::new();
    for &rest in rests {
        if rest.from <= from {
            // The record begins with rest: the day begins when it ends.
            from = from.max(rest.until);
            continue;
        }
        if rest.minutes >= law.daily_rest.ends_a_day {
            shifts.push(shift(law, timeline, from, rest, &inside));
            from = rest.until;
            inside.clear();
        } else {
            inside.push(rest);
        }
    }
    if from < last.until {
        let end = Rest::unbroken(last.until, last.until);
        let mut open = shift(law, timeline, from, end, &inside);
        let window = if open.crew { law.crew.window } else { law.daily_rest.window };
        if last.until - from <= window {
            open.rest = RestKind::Open;
        }
        shifts.push(open);
    }
    shifts
}

fn shift(law: &EuLaw, timeline: &Timeline, from: Minute, rest: Rest, inside: &[Rest]) -> Shift {
    let crew = is_crewed(timeline, from, rest.from);
    let counts = |minute: Minute| !inside.iter().any(|rest| rest.interruptions > 0 && rest.from <= minute && minute < rest.until);
    let drives = between(timeline, from, rest.from).filter(|stretch| stretch.kind == Kind::Drive && counts(stretch.from));
    let drives = drives.map(|stretch| (stretch.from, stretch.until)).collect();
    let daily = &law.daily_rest;
    let has_first_part = inside.iter().any(|rest| rest.minutes >= daily.split_first_part);
    let inside_window = |window: Minute| (from + window).min(rest.until).saturating_sub(rest.from).min(rest.minutes).max(0);
    let portion = inside_window(daily.window);
    let (kind, rest_inside) = if rest.minutes >= law.weekly_rest.reduced && inside_window(daily.window) >= daily.reduced {
        (RestKind::Weekly, portion)
    } else if portion >= daily.regular {
        (RestKind::Regular, portion)
    } else if has_first_part && portion >= daily.split_second_part {
        (RestKind::Split, portion)
    } else if crew && inside_window(law.crew.window) >= law.crew.rest {
        (RestKind::Crew, inside_window(law.crew.window))
    } else if portion >= daily.reduced && rest.interruptions == 0 {
        (RestKind::Reduced, portion)
    } else {
        // The longest rest that lies in the window is what was rested.
        let window = if crew { law.crew.window } else { daily.window };
        let longest = inside.iter().map(|rest| (from + window).min(rest.until) - rest.from).max().unwrap_or(0);
        (RestKind::Insufficient, longest.max(inside_window(window)).max(0))
    };
    Shift { from, until: rest.from, rested: rest.until, drives, rest: kind, rest_inside, has_first_part, crew }
}

/// Multi-manning: a second driver is on board whenever the vehicle moves, but for the first hour (article 4 (o)).
fn is_crewed(timeline: &Timeline, from: Minute, until: Minute) -> bool {
    const FIRST_HOUR: Minute = 60;
    let mut moving =
        between(timeline, from + FIRST_HOUR, until).filter(|stretch| matches!(stretch.kind, Kind::Drive | Kind::Work));
    let after_first_hour: Vec<bool> = moving.by_ref().map(|stretch| stretch.crew).collect();
    !after_first_hour.is_empty() && after_first_hour.iter().all(|crew| *crew)
}

/// Daily rests that are missing, too short, or reduced too often.
pub(super) fn audit(law: &EuLaw, shifts: &[Shift], findings: &mut Findings) {
    let mut reduced = 0;
    for shift in shifts {
        let window = if shift.crew { law.crew.window } else { law.daily_rest.window };
        match shift.rest {
            RestKind::Insufficient => {
                let allows_reduced = reduced < law.daily_rest.reduced_between_weekly_rests || shift.crew;
                let (allowed, bands) = if shift.has_first_part && !shift.crew {
                    (law.daily_rest.split_second_part, &law.severity.daily_rest_split)
                } else if allows_reduced {
                    (law.daily_rest.reduced, &law.severity.daily_rest_reduced)
                } else {
                    (law.daily_rest.regular, &law.severity.daily_rest)
                };
                let at = shift.from + window - allowed;
                findings.add(Rule::DailyRest, at, shift.rest_inside, allowed, bands.of_shortfall(shift.rest_inside));
            }
            RestKind::Reduced => {
                reduced += 1;
                if reduced > law.daily_rest.reduced_between_weekly_rests {
                    let severity = law.severity.daily_rest.of_shortfall(shift.rest_inside);
                    let at = shift.from + window - law.daily_rest.regular;
                    findings.add(Rule::ReducedDailyRests, at, shift.rest_inside, law.daily_rest.regular, severity);
                }
            }
            RestKind::Weekly => reduced = 0,
            RestKind::Regular | RestKind::Split | RestKind::Crew | RestKind::Open => {}
        }
    }
}

/// Reduced daily rests since the last weekly rest.
pub(super) fn reduced_since_weekly(shifts: &[Shift]) -> usize {
    let since = shifts.iter().rev().take_while(|shift| shift.rest != RestKind::Weekly);
    since.filter(|shift| shift.rest == RestKind::Reduced).count()
}
