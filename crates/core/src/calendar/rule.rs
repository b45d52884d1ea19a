//! Holidays as rules: which day of a year, in which years, and what follows when it falls on a weekend.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::feast;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<DayOfWeek> for Weekday {
    fn from(day: DayOfWeek) -> Self {
        match day {
            DayOfWeek::Monday => Self::Mon,
            DayOfWeek::Tuesday => Self::Tue,
            DayOfWeek::Wednesday => Self::Wed,
            DayOfWeek::Thursday => Self::Thu,
            DayOfWeek::Friday => Self::Fri,
            DayOfWeek::Saturday => Self::Sat,
            DayOfWeek::Sunday => Self::Sun,
        }
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Monday,
            Weekday::Tue => Self::Tuesday,
            Weekday::Wed => Self::Wednesday,
            Weekday::Thu => Self::Thursday,
            Weekday::Fri => Self::Friday,
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
        }
    }
}

/// A holiday that recurs.
///
/// ```
/// use haulage_core::calendar::HolidayRule;
///
/// let rule: HolidayRule = serde_json::from_str(
///     r#"{"name": "Company day", "day": {"nth": {"month": 9, "weekday": "friday", "nth": -1}}, "since": 2024}"#,
/// )?;
/// assert_eq!(rule.days(2026).next().map(|day| day.to_string()).as_deref(), Some("2026-09-25"));
/// assert_eq!(rule.days(2023).count(), 0);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidayRule {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Which day of the year.
    pub day: HolidayDay,
    /// Days that it lasts, the first included.
    #[serde(default = "one")]
    pub lasts: u8,
    /// First year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i32>,
    /// First year no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i32>,
    /// Only in years that this divides.
    #[serde(default = "one")]
    pub every: u8,
    /// What follows when it falls on a weekend.
    #[serde(default)]
    pub on_weekend: OnWeekend,
}

const fn one() -> u8 {
    1
}

/// Which day of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum HolidayDay {
    /// The same day of every year.
    Fixed {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// Days after (below zero: before) Easter Sunday of the western churches.
    Easter(i16),
    /// Days after (below zero: before) Easter Sunday of the orthodox churches.
    OrthodoxEaster(i16),
    /// A weekday counted within a month.
    Nth {
        /// 1 to 12.
        month: u32,
        /// Which weekday.
        weekday: DayOfWeek,
        /// From 1; below zero from the end: −1 is the last.
        nth: i8,
    },
    /// The first such weekday from a day on.
    OnOrAfter {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// Which weekday.
        weekday: DayOfWeek,
    },
    /// The last such weekday up to a day.
    OnOrBefore {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// Which weekday.
        weekday: DayOfWeek,
    },
    /// The vernal equinox in Japan, 1980 to 2099.
    JapaneseVernalEquinox,
    /// The autumnal equinox in Japan, 1980 to 2099.
    JapaneseAutumnalEquinox,
    /// These days: feasts of calendars that are observed rather than computed, and days proclaimed once.
    Listed(Cow<'static, [NaiveDate]>),
}

/// What follows when a holiday falls on a weekend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OnWeekend {
    /// Nothing.
    #[default]
    Stays,
    /// On the first day of the weekend the day before is free too, on the last the day after.
    AlsoNearest,
    /// The next day that is neither weekend nor holiday is free too.
    AlsoNextFree,
    /// Only from a Sunday: the next day that is neither weekend nor holiday is free too.
    AlsoNextFreeFromSunday,
    /// The next day that is neither weekend nor holiday is free instead.
    MovesToNextFree,
    /// From a Sunday it moves to the next day that is neither weekend nor holiday.
    SundayMovesToNextFree,
    /// From a Sunday it moves to the Saturday before.
    SundayMovesBack,
    /// On a Sunday there is none.
    NoneOnSunday,
}

impl HolidayRule {
    pub(super) const fn new(name: &'static str, day: HolidayDay) -> Self {
        Self { name: Cow::Borrowed(name), day, lasts: 1, since: None, until: None, every: 1, on_weekend: OnWeekend::Stays }
    }

    /// Its first days that a year holds, before weekends are considered. Most rules have one; a lunar feast may have two.
    pub fn days(&self, year: i32) -> impl Iterator<Item = NaiveDate> + '_ {
        let in_force = self.since.is_none_or(|since| since <= year)
            && self.until.is_none_or(|until| year < until)
            && (self.every == 0 || year.rem_euclid(self.every.into()) == 0);
        let listed: &[NaiveDate] = if let HolidayDay::Listed(days) = &self.day { days } else { &[] };
        let listed = listed.iter().copied().filter(move |day| day.year() == year);
        self.day.computed(year).into_iter().chain(listed).filter(move |_| in_force)
    }
}

impl HolidayDay {
    fn computed(&self, year: i32) -> Option<NaiveDate> {
        let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        let shifted = |easter: Option<NaiveDate>, days: i16| {
            let distance = Days::new(days.unsigned_abs().into());
            if days < 0 { easter?.checked_sub_days(distance) } else { easter?.checked_add_days(distance) }
        };
        match *self {
            Self::Fixed { month, day } => fixed(month, day),
            Self::Easter(days) => shifted(feast::western_easter(year), days),
            Self::OrthodoxEaster(days) => shifted(feast::orthodox_easter(year), days),
            Self::Nth { month, weekday, nth } => feast::nth_weekday(year, month, weekday.into(), nth),
            Self::OnOrAfter { month, day, weekday } => feast::weekday_from(fixed(month, day)?, weekday.into()),
            Self::OnOrBefore { month, day, weekday } => feast::weekday_until(fixed(month, day)?, weekday.into()),
            Self::JapaneseVernalEquinox => feast::japanese_equinox(year, false),
            Self::JapaneseAutumnalEquinox => feast::japanese_equinox(year, true),
            Self::Listed(_) => None,
        }
    }
}
