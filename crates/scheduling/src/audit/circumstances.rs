//! What a record alone does not say: how the driver stood before, what was declared, whose clock counts.

use chrono::NaiveDate;
use haulage_core::{
    calendar::Zone,
    fault::{Faults, Path},
    time::Instant,
};
use serde::{Deserialize, Serialize};

use super::{LONGEST, Standing};
use crate::{activity::Minute, rules::EuLaw};

/// What a record alone does not say. Everything may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Circumstances {
    /// Zone of the driver's base, for what the law counts on the wall clock: nights, and days outside Europe. Absent: UTC.
    pub zone: Option<Zone>,
    /// Minute of the day at which the carrier's day begins (United States, Canada).
    pub day_starts_at: DayMinute,
    /// The vehicle; absent: one that the law is about.
    pub vehicle: Option<Vehicle>,
    /// How the driver stood before the record; absent: after a regular weekly rest that ended where the record begins.
    pub before: Option<Standing>,
    /// What a rest is used for, where the law leaves the choice.
    pub rests: Vec<DeclaredRest>,
    /// Exceptions under article 12 of Regulation (EC) No 561/2006.
    pub departures: Vec<Departure>,
    /// Which debt a long rest pays first.
    pub compensation: CompensationOrder,
    /// Reference period and leave for the average of Directive 2002/15/EC.
    pub working_time: Option<ReferencePeriod>,
    /// United States.
    pub us: UsCircumstances,
    /// Canada.
    pub ca: CaCircumstances,
}

/// A minute of the day, 0 to 1439.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u16", into = "u16")]
pub struct DayMinute(#[cfg_attr(feature = "schema", schemars(range(max = 1439)))] u16);

impl DayMinute {
    /// The minute, as a number.
    #[must_use]
    pub const fn get(self) -> Minute {
        self.0 as Minute
    }
}

impl TryFrom<u16> for DayMinute {
    type Error = String;

    fn try_from(minute: u16) -> Result<Self, String> {
        if minute < 1_440 { Ok(Self(minute)) } else { Err(format!("a day has no minute {minute}")) }
    }
}

impl From<DayMinute> for u16 {
    fn from(minute: DayMinute) -> Self {
        minute.0
    }
}

/// What decides whether Regulation (EC) No 561/2006 is about a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Greatest permissible mass with its trailer, in kilograms.
    pub permissible_mass_kg: i64,
    /// Whether on international transport or cabotage.
    #[serde(default)]
    pub international: bool,
}

impl Vehicle {
    /// Whether the law is about it on a date (article 2 (1)).
    #[must_use]
    pub fn is_in_scope(&self, law: &EuLaw, date: NaiveDate) -> bool {
        let meant = law.scope.iter().filter(|scope| scope.from <= date && (self.international || !scope.international_only));
        meant.into_iter().any(|scope| self.permissible_mass_kg > scope.mass_over_kg)
    }
}

/// What a rest is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclaredRest {
    /// Any moment of the rest.
    pub at: Instant,
    /// What it counts as; absent: what its length says.
    #[serde(default)]
    pub counts_as: Option<RestUse>,
    /// Whether it began outside the Member State of establishment and the driver's country of residence, on international
    /// transport (article 8 (6)).
    #[serde(default)]
    pub abroad: bool,
}

/// What a rest counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RestUse {
    /// A daily rest; what is beyond nine hours is compensation.
    Daily,
    /// A reduced weekly rest; what is beyond 24 hours is compensation.
    ReducedWeekly,
    /// A regular weekly rest; what is beyond 45 hours is compensation.
    RegularWeekly,
}

/// An exception under article 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// From when the driver departed from the rules.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
    /// What for.
    pub reason: DepartureReason,
}

/// What a driver departs from the rules for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DepartureReason {
    /// To reach a suitable stopping place (first paragraph).
    SafeStop,
    /// To reach home or the operational centre for a weekly rest (second paragraph).
    Home,
    /// The same after a break, for a regular weekly rest (third paragraph).
    HomeAfterBreak,
}

/// Which debt a long rest pays first. Each is paid in one piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CompensationOrder {
    /// The oldest. One that the rest cannot pay keeps the later ones waiting.
    #[default]
    OldestFirst,
    /// The oldest that the rest can pay.
    OldestThatFits,
}

/// For the average of Directive 2002/15/EC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferencePeriod {
    /// Its first day, a Monday; absent: that of the period without agreement in which the record ends.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Its last day, a Sunday; absent: with `from`, the end of the record's last week.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Minutes worked in it before the record begins.
    #[serde(default)]
    pub worked_before: Minute,
    /// Days of leave or illness in it that are no whole weeks.
    #[serde(default)]
    pub leave_days: u16,
    /// Whole weeks of leave or illness in it.
    #[serde(default)]
    pub leave_weeks: u16,
}

/// Circumstances in the United States.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct UsCircumstances {
    /// Which cycle counts.
    pub cycle: UsCycle,
    /// A moment of each duty in which adverse conditions were met that nobody knew at dispatch, 395.1 (b)(1).
    pub adverse: Vec<Instant>,
    /// A moment of each duty on short haul, within the radius and back at the place of work, 395.1 (e)(1).
    pub short_haul: Vec<Instant>,
    /// Duties for which the sixteenth hour is claimed, 395.1 (o).
    pub sixteen_hour: Vec<SixteenHourClaim>,
}

/// Cycle in the United States.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UsCycle {
    /// 60 hours in seven days: the carrier does not operate every day of the week.
    SevenDays,
    /// 70 hours in eight days: it does.
    #[default]
    EightDays,
}

/// A claim of the sixteenth hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SixteenHourClaim {
    /// Any moment of the duty.
    pub at: Instant,
    /// Whether this duty and the five before it ended where they began.
    #[serde(default)]
    pub same_place: bool,
}

/// Circumstances in Canada.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CaCircumstances {
    /// Which cycle counts.
    pub cycle: CaCycle,
    /// Days on which time off is moved to the next, section 16.
    pub deferred: Vec<NaiveDate>,
}

/// Cycle in Canada.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CaCycle {
    /// 70 hours in seven days.
    #[default]
    Cycle1,
    /// 120 hours in fourteen days.
    Cycle2,
}

impl Circumstances {
    /// Reports what no record can follow or no sum can hold.
    pub(super) fn check(&self, first: Option<Minute>, faults: &mut Faults) {
        let below = Path::ROOT.key("circumstances");
        if let Some(before) = &self.before {
            let at = below.key("before");
            let remedy = "give what an audit gave as `standing`";
            if first.is_some_and(|first| first < before.at || first - before.at > LONGEST) {
                let cause = "the record does not follow the moment at which the driver stood so";
                faults.report(&at.key("at"), "hours.not_after_standing", cause, remedy);
            }
            if !before.is_plausible() {
                faults.report(&at, "hours.standing", "no driver can stand so: a number is negative or beyond ten years", remedy);
            }
        }
        if self.working_time.as_ref().is_some_and(|period| !(0..=LONGEST).contains(&period.worked_before)) {
            let at = below.key("working_time");
            faults.report(&at.key("worked_before"), "hours.worked_before", "no driver has worked so long", "give minutes");
        }
    }
}
