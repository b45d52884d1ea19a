//! What a driver may decide where driving pauses: nothing, a break, a rest, or to wait for another week.

use super::{label::Standing, rules::Rules};

/// What a pause counts as. Its length is the least that it must last; waiting may make it longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pause {
    /// No pause.
    None,
    /// First part of a split break.
    BreakPart,
    /// Second part of a split break.
    BreakRest,
    /// A break in one piece.
    Break,
    /// First part of a split daily rest; a break as well.
    RestPart,
    /// Second part of a split daily rest.
    SplitRest,
    /// Regular daily rest.
    RegularRest,
    /// Reduced daily rest.
    ReducedRest,
    /// Reduced weekly rest.
    ReducedWeeklyRest,
    /// Regular weekly rest.
    WeeklyRest,
    /// Idle until the calendar's next week, for its driving time.
    UntilMonday,
}

impl Pause {
    pub(super) const ALL: [Self; 11] = [
        Self::None,
        Self::BreakPart,
        Self::BreakRest,
        Self::Break,
        Self::RestPart,
        Self::SplitRest,
        Self::ReducedRest,
        Self::RegularRest,
        Self::ReducedWeeklyRest,
        Self::WeeklyRest,
        Self::UntilMonday,
    ];

    /// Whether it ends the shift.
    pub(super) const fn is_rest(self) -> bool {
        matches!(self, Self::SplitRest | Self::RegularRest | Self::ReducedRest) || self.is_weekly()
    }

    pub(super) const fn is_weekly(self) -> bool {
        matches!(self, Self::ReducedWeeklyRest | Self::WeeklyRest)
    }

    /// Whether after it, and a minute at the wheel, a first part of another pause counts that would not have counted before.
    pub(super) const fn can_come_before_a_part(self) -> bool {
        !matches!(self, Self::None | Self::BreakPart | Self::UntilMonday)
    }

    /// Minutes that it lasts at least.
    pub(super) const fn least(self, rules: &Rules) -> i32 {
        match self {
            Self::None | Self::UntilMonday => 0,
            Self::BreakPart => rules.break_parts.0,
            Self::BreakRest => rules.break_parts.1,
            Self::Break => rules.break_whole,
            Self::RestPart => rules.rest_parts.0,
            Self::SplitRest => rules.rest_parts.1,
            Self::RegularRest => rules.regular,
            Self::ReducedRest => rules.reduced,
            Self::ReducedWeeklyRest => rules.week_reduced,
            Self::WeeklyRest => rules.week_regular,
        }
    }

    /// Minutes that it lasts at least where so many minutes of work follow at once, which may be part of it.
    pub(super) fn least_before(self, rules: &Rules, standing: &Standing, work: i32) -> i32 {
        match self {
            Self::Break if rules.breaks_at_work => (rules.break_whole - standing.still - work).max(0),
            _ => self.least(rules),
        }
    }

    /// Whether the law allows it now, and it is of any use.
    fn is_open(self, rules: &Rules, standing: &Standing) -> bool {
        let ends_by = |rest: i32| rules.ends_driving_only || standing.elapsed() <= rules.window - rest;
        match self {
            Self::None => true,
            Self::BreakPart => rules.break_parts.0 > 0 && standing.driven > 0 && !standing.has_break_part,
            Self::Break => standing.driven > 0 && !standing.has_break_part,
            Self::BreakRest => standing.has_break_part,
            Self::RestPart => {
                let ends_in_time = ends_by(rules.rest_parts.0 + rules.rest_parts.1);
                rules.rest_parts.0 > 0 && standing.is_begun && !standing.has_rest_part && ends_in_time
            }
            Self::SplitRest => {
                // Without a gap the two parts are one rest, and a long day has ended where the first begins.
                let is_one_week = standing.today <= rules.daily || standing.now <= standing.monday;
                let is_apart = !standing.is_pausing || is_one_week;
                standing.has_rest_part && is_apart && standing.is_begun && ends_by(rules.rest_parts.1)
            }
            Self::RegularRest => standing.is_begun && !standing.has_rest_part && ends_by(rules.regular),
            Self::ReducedRest => {
                standing.is_begun && !standing.has_rest_part && ends_by(rules.reduced) && standing.reduced < rules.reductions
            }
            Self::ReducedWeeklyRest => {
                rules.week_reduced > 0 && !standing.was_week_reduced && Self::WeeklyRest.is_open(rules, standing)
            }
            Self::WeeklyRest => ends_by(rules.reduced) && standing.elapsed_of_week() <= rules.week_window,
            Self::UntilMonday => standing.on_the_way().left_of_weeks(rules) <= 0,
        }
    }

    /// The standing after the least of it; none where it cannot be taken.
    pub(super) fn apply(self, rules: &Rules, standing: &Standing) -> Option<Standing> {
        self.apply_before(rules, standing, 0)
    }

    /// The same where so many minutes of work follow at once.
    pub(super) fn apply_before(self, rules: &Rules, standing: &Standing, work: i32) -> Option<Standing> {
        if !self.is_open(rules, standing) {
            return None;
        }
        let mut after = *standing;
        let least = self.least_before(rules, standing, work);
        match self {
            Self::None => {}
            Self::BreakPart => after.has_break_part = true,
            Self::BreakRest | Self::Break | Self::RestPart => {
                after.driven = 0;
                after.has_break_part = false;
                after.has_rest_part |= self == Self::RestPart;
            }
            Self::UntilMonday => {
                after = standing.on_the_way();
                after.wait(after.monday - after.now);
            }
            _ => {
                after.wait(standing.minutes_to_end(rules)?);
                if !self.is_open(rules, &after) {
                    return None;
                }
                after.rest(rules, least);
                self.count(&mut after);
                return Some(after);
            }
        }
        after.now += least;
        after.still += least;
        after.is_pausing |= self != Self::None && self != Self::UntilMonday;
        Some(after)
    }

    /// Counts a rest.
    fn count(self, after: &mut Standing) {
        match self {
            Self::ReducedRest => after.reduced += 1,
            Self::ReducedWeeklyRest | Self::WeeklyRest => {
                after.reduced = 0;
                after.week = after.shift;
                after.was_week_reduced = self == Self::ReducedWeeklyRest;
                after.on_duty = 0;
            }
            _ => {}
        }
    }
}
