//! The numbers of a rule set as the planner reads them: a handful of limits that several laws share.

use haulage_core::fault::{Faults, Path};
use serde::{Deserialize, Serialize};

use crate::{
    activity::Minute,
    audit::UsCycle,
    rules::{EuLaw, Law, RuleSet, UsLaw},
};

/// More minutes than any trip has.
pub(super) const NEVER: i32 = i32::MAX / 8;

/// What can stand in the way of a trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlanRule {
    /// A time window: too late even without any law.
    TimeWindow,
    /// Breaks from driving.
    Break,
    /// Driving between two daily rests.
    DailyDriving,
    /// Daily rest, and the time within which it must be taken.
    DailyRest,
    /// Weekly rest, and the time within which it must begin.
    WeeklyRest,
    /// Driving in a week or in two.
    WeeklyDriving,
    /// Time on duty in a cycle of seven or eight days.
    Cycle,
    /// Several of these together: without any one of them alone it would still be too late.
    Several,
}

impl PlanRule {
    /// The rules that can be waived one by one to find the one that binds.
    pub(super) const LAWS: [Self; 6] =
        [Self::Break, Self::DailyDriving, Self::DailyRest, Self::WeeklyRest, Self::WeeklyDriving, Self::Cycle];
}

/// The limits, in minutes unless said. What a law does not have is `NEVER` for a limit and 0 for a pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rules {
    /// Driving after which a break is due.
    pub(super) break_after: i32,
    /// A break in one piece.
    pub(super) break_whole: i32,
    /// The two parts of a split break, in this order.
    pub(super) break_parts: (i32, i32),
    /// Driving between two daily rests.
    pub(super) daily: i32,
    /// The same on an extended day.
    pub(super) daily_extended: i32,
    /// Extended days a week, as a number.
    pub(super) extensions: i32,
    /// From the end of a rest to the end of the next.
    pub(super) window: i32,
    /// Regular daily rest.
    pub(super) regular: i32,
    /// Reduced daily rest.
    pub(super) reduced: i32,
    /// Reduced daily rests between two weekly rests, as a number.
    pub(super) reductions: i32,
    /// The two parts of a split daily rest, in this order.
    pub(super) rest_parts: (i32, i32),
    /// From the end of a weekly rest to the latest start of the next.
    pub(super) week_window: i32,
    /// Regular weekly rest.
    pub(super) week_regular: i32,
    /// Reduced weekly rest.
    pub(super) week_reduced: i32,
    /// Driving in a week.
    pub(super) weekly: i32,
    /// Driving in two weeks that follow each other.
    pub(super) fortnightly: i32,
    /// Time on duty since the last weekly rest after which nobody drives.
    pub(super) cycle: i32,
    /// Whether whatever is not driving makes a break once it lasts as long.
    pub(super) breaks_at_work: bool,
    /// Whether a shift may go on without driving after its last moment, and no rest be due at the end of it.
    pub(super) ends_driving_only: bool,
}

impl Rules {
    /// The limits of a rule set; none where the planner cannot plan under its law.
    pub(crate) fn of(rules: &RuleSet, cycle: UsCycle) -> Option<Self> {
        match &rules.law {
            Law::Eu(law) if law.working_time.is_none() => Some(Self::eu(law)),
            Law::Us(law) if law.interruption.counts_driving_only && law.interruption.may_be_work => Some(Self::us(law, cycle)),
            _ => None,
        }
    }

    /// The same; a fault, and no law at all, where there are none.
    pub(super) fn known(rules: &RuleSet, cycle: UsCycle, faults: &mut Faults) -> Self {
        Self::of(rules, cycle).unwrap_or_else(|| {
            let cause = format!("the planner does not know the law of `{}`", rules.id);
            let remedy = "plan under the law of driving and rest of the European Union, or of the United States since 2020";
            faults.report(&Path::ROOT, "hours.no_planner", cause, remedy);
            Self::none()
        })
    }

    fn eu(law: &EuLaw) -> Self {
        let rest = &law.daily_rest;
        Self {
            break_after: limit(law.breaks.driving),
            break_whole: limit(law.breaks.whole),
            break_parts: (limit(law.breaks.first_part), limit(law.breaks.second_part)),
            daily: limit(law.driving.daily),
            daily_extended: limit(law.driving.daily_extended),
            extensions: law.driving.extensions_a_week.min(7) as i32,
            window: limit(rest.window),
            regular: limit(rest.regular),
            reduced: limit(rest.reduced),
            reductions: rest.reduced_between_weekly_rests.min(100) as i32,
            rest_parts: (limit(rest.split_first_part), limit(rest.split_second_part)),
            week_window: limit(law.weekly_rest.window),
            week_regular: limit(law.weekly_rest.regular),
            week_reduced: limit(law.weekly_rest.reduced),
            weekly: limit(law.driving.weekly),
            fortnightly: limit(law.driving.fortnightly),
            cycle: NEVER,
            breaks_at_work: false,
            ends_driving_only: false,
        }
    }

    fn us(law: &UsLaw, cycle: UsCycle) -> Self {
        let cycle = match cycle {
            UsCycle::SevenDays => &law.cycles.seven_days,
            UsCycle::EightDays => &law.cycles.eight_days,
        };
        Self {
            break_after: limit(law.interruption.after),
            break_whole: limit(law.interruption.minutes),
            daily: limit(law.driving),
            daily_extended: limit(law.driving),
            window: limit(law.window + law.off_duty),
            regular: limit(law.off_duty),
            reduced: limit(law.off_duty),
            week_regular: limit(cycle.reset),
            cycle: limit(cycle.on_duty),
            breaks_at_work: true,
            ends_driving_only: true,
            ..Self::none()
        }
    }

    /// No law at all.
    pub(super) const fn none() -> Self {
        Self {
            break_after: NEVER,
            break_whole: 0,
            break_parts: (0, 0),
            daily: NEVER,
            daily_extended: NEVER,
            extensions: 0,
            window: NEVER,
            regular: 0,
            reduced: 0,
            reductions: 0,
            rest_parts: (0, 0),
            week_window: NEVER,
            week_regular: 0,
            week_reduced: 0,
            weekly: NEVER,
            fortnightly: NEVER,
            cycle: NEVER,
            breaks_at_work: false,
            ends_driving_only: false,
        }
    }

    /// The same without one rule.
    pub(super) fn without(&self, rule: PlanRule) -> Self {
        let mut relaxed = self.clone();
        match rule {
            PlanRule::Break => relaxed.break_after = NEVER,
            PlanRule::DailyDriving => (relaxed.daily, relaxed.daily_extended) = (NEVER, NEVER),
            PlanRule::DailyRest => relaxed.window = NEVER,
            PlanRule::WeeklyRest => relaxed.week_window = NEVER,
            PlanRule::WeeklyDriving => (relaxed.weekly, relaxed.fortnightly) = (NEVER, NEVER),
            PlanRule::Cycle => relaxed.cycle = NEVER,
            PlanRule::TimeWindow | PlanRule::Several => {}
        }
        relaxed
    }

    /// Whether breaks or rests may be taken in two parts.
    pub(super) const fn has_parts(&self) -> bool {
        self.break_parts.0 > 0 || self.rest_parts.0 > 0
    }

    /// The shortest pause after which driving counts anew.
    pub(super) fn shortest_break(&self) -> i32 {
        if self.break_parts.1 > 0 { self.break_whole.min(self.break_parts.1) } else { self.break_whole }
    }

    /// The latest moment of a shift, from its beginning, at which some daily rest may still begin.
    pub(super) const fn longest_shift(&self) -> i32 {
        self.window - self.shortest_rest()
    }

    /// The shortest rest that can end a shift.
    pub(super) const fn shortest_rest(&self) -> i32 {
        let is_split_shorter = self.rest_parts.1 > 0 && self.rest_parts.1 < self.reduced;
        if is_split_shorter { self.rest_parts.1 } else { self.reduced }
    }

    /// The shortest idle time, in one piece or in two, that driving cannot go on without.
    pub(super) fn least_break(&self) -> i32 {
        match self.break_parts {
            _ if self.breaks_at_work => 0,
            (0, _) => self.break_whole,
            (first, second) => self.break_whole.min(first + second),
        }
    }
}

fn limit(minutes: Minute) -> i32 {
    minutes.clamp(0, Minute::from(NEVER)) as i32
}
