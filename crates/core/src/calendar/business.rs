//! Which days a place works, and why not.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DayOfWeek, HolidayDay, HolidayRule, Holidays};
use crate::{
    country::Country,
    fault::{Faults, Path},
    validity::Validity,
};

/// When a place works, as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CalendarDocument {
    /// Whose public holidays are kept; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays_of: Option<HolidaysOf>,
    /// Days of rest; absent for those of the country, or Saturday and Sunday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest_days: Option<BTreeSet<DayOfWeek>>,
    /// Holidays of one's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<HolidayRule>,
    /// Days that are not worked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<Closure>,
    /// Days that are worked, whatever else is said of them.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<NaiveDate>,
}

/// A country, or one of its subdivisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidaysOf {
    /// The country.
    pub country: Country,
    /// ISO 3166-2 without the country: `BY` for Bavaria.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subdivision: Option<String>,
}

/// Days that are not worked: a stocktaking, a summer break. `until` does not belong to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// Why.
    pub name: String,
    /// First day.
    pub since: NaiveDate,
    /// First day that is worked again.
    pub until: NaiveDate,
}

/// Why a day is not worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed<'c> {
    /// A day of rest.
    Rest,
    /// A holiday, by name.
    Holiday(&'c str),
    /// A closure, by name.
    Closure(&'c str),
}

/// When a place works, ready to ask.
///
/// ```
/// use haulage_core::{calendar::BusinessCalendar, fault::Path};
///
/// let document = serde_json::from_str(r#"{"holidays_of": {"country": "GB", "subdivision": "ENG"}}"#)?;
/// let london = BusinessCalendar::new(&document, 2026..=2027, &Path::ROOT)?;
/// let christmas_eve = "2026-12-24".parse()?;
/// assert_eq!(london.add(christmas_eve, 1).map(|day| day.to_string()).as_deref(), Some("2026-12-29"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct BusinessCalendar {
    holidays: Holidays,
    rest_days: Option<BTreeSet<DayOfWeek>>,
    by_day: BTreeMap<NaiveDate, Cow<'static, str>>,
    closures: Vec<Closure>,
    open: BTreeSet<NaiveDate>,
    years: RangeInclusive<i32>,
}

impl BusinessCalendar {
    /// The calendar for a span of years. Faults are reported below `at`.
    ///
    /// # Errors
    /// Every fault of the document: a country or subdivision whose holidays are not known, a rule without a day, an
    /// empty closure, a week of nothing but rest.
    pub fn new(document: &CalendarDocument, years: RangeInclusive<i32>, at: &Path<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let holidays = match &document.holidays_of {
            None => Holidays::default(),
            Some(of) => Holidays::of(of.country, of.subdivision.as_deref()).unwrap_or_else(|| {
                let part = of.subdivision.as_ref().map(|part| format!("-{part}")).unwrap_or_default();
                let cause = format!("the holidays of {}{part} are not known", of.country);
                let remedy = "give them as `holidays`, or name a subdivision that is known";
                faults.report(&at.key("holidays_of"), "calendar.unknown_holidays", cause, remedy);
                Holidays::default()
            }),
        };
        check_rules(&mut faults, &at.key("holidays"), &document.holidays);
        for (index, closure) in document.closures.iter().enumerate() {
            if closure.until <= closure.since {
                let cause = "the closure holds no day: `until` is the first day that is worked again";
                faults.report(&at.key("closures").index(index), "calendar.empty_closure", cause, "let `until` be after `since`");
            }
        }
        if document.rest_days.as_ref().is_some_and(|days| days.len() == 7) {
            faults.report(&at.key("rest_days"), "calendar.no_work", "every day is a day of rest", "leave a day to work");
        }
        let holidays = holidays.with(document.holidays.iter().cloned());
        let by_day = years.clone().flat_map(|year| holidays.in_year(year)).collect();
        faults.into_result(Self {
            holidays,
            rest_days: document.rest_days.clone(),
            by_day,
            closures: document.closures.clone(),
            open: document.open.clone(),
            years,
        })
    }

    /// Why a day is not worked; nothing for a working day.
    #[must_use]
    pub fn closed(&self, day: NaiveDate) -> Option<Closed<'_>> {
        if self.open.contains(&day) {
            return None;
        }
        self.holiday(day).or_else(|| self.rests(day).then_some(Closed::Rest))
    }

    /// Whether a day is a holiday or in a closure, whatever day of the week it is.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<Closed<'_>> {
        if self.open.contains(&day) {
            return None;
        }
        let closure = self.closures.iter().find(|closure| Validity::new(Some(closure.since), Some(closure.until)).contains(day));
        match closure {
            Some(closure) => Some(Closed::Closure(&closure.name)),
            None => self.by_day.get(&day).map(|name| Closed::Holiday(name)),
        }
    }

    fn rests(&self, day: NaiveDate) -> bool {
        match &self.rest_days {
            Some(days) => days.contains(&day.weekday().into()),
            None => self.holidays.weekend(day).contains(&day.weekday()),
        }
    }

    /// The first working day from a day on; nothing past the years of the calendar.
    #[must_use]
    pub fn next(&self, from: NaiveDate) -> Option<NaiveDate> {
        from.iter_days().take_while(|day| self.years.contains(&day.year())).find(|day| self.closed(*day).is_none())
    }

    /// The working day that is `days` after a day, that day itself not counted: one business day from a Monday is
    /// Tuesday, from a Saturday or Sunday it is Monday. Zero gives the first working day from the day on.
    #[must_use]
    pub fn add(&self, from: NaiveDate, days: u16) -> Option<NaiveDate> {
        let first = if days == 0 { self.next(from)? } else { from };
        (0..days).try_fold(first, |day, _| self.next(day.succ_opt()?))
    }

    /// The working day that is `days` before a day, that day itself not counted. Zero gives the day itself.
    #[must_use]
    pub fn subtract(&self, from: NaiveDate, days: u16) -> Option<NaiveDate> {
        (0..days).try_fold(from, |mut day, _| {
            loop {
                day = day.pred_opt().filter(|day| self.years.contains(&day.year()))?;
                if self.closed(day).is_none() {
                    return Some(day);
                }
            }
        })
    }
}

/// A rule of one's own must name a day that a year can hold.
fn check_rules(faults: &mut Faults, path: &Path<'_>, rules: &[HolidayRule]) {
    for (index, rule) in rules.iter().enumerate() {
        let in_month = |month: u32, day: u32| NaiveDate::from_ymd_opt(2000, month, day).is_some();
        let sound = match rule.day {
            HolidayDay::Fixed { month, day }
            | HolidayDay::OnOrAfter { month, day, .. }
            | HolidayDay::OnOrBefore { month, day, .. } => in_month(month, day),
            HolidayDay::Nth { month, nth, .. } => in_month(month, 1) && (1..=5).contains(&nth.unsigned_abs()),
            HolidayDay::Easter(days) | HolidayDay::OrthodoxEaster(days) => (-366..=366).contains(&days),
            HolidayDay::JapaneseVernalEquinox | HolidayDay::JapaneseAutumnalEquinox | HolidayDay::Listed(_) => true,
        };
        if !sound || rule.lasts == 0 || rule.every == 0 {
            let cause = format!("no year has a day like that of `{}`", rule.name);
            faults.report(&path.index(index), "calendar.rule", cause, "give a day that a year can hold, for one day or more");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn calendar(document: Value) -> BusinessCalendar {
        BusinessCalendar::new(&serde_json::from_value(document).unwrap(), 2025..=2027, &Path::ROOT).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn business_days_are_counted_after_the_day_they_start_from() {
        let plain = calendar(json!({}));
        assert_eq!(plain.add(day("2026-11-23"), 3), Some(day("2026-11-26")), "from a Monday");
        assert_eq!(plain.add(day("2026-11-20"), 1), Some(day("2026-11-23")), "over the weekend");
        assert_eq!(plain.add(day("2026-11-22"), 0), Some(day("2026-11-23")));
    }

    #[test]
    fn a_week_may_rest_on_friday_and_saturday() {
        let riyadh = calendar(json!({"holidays_of": {"country": "SA"}}));
        assert_eq!(riyadh.closed(day("2026-11-20")), Some(Closed::Rest), "a Friday");
        assert_eq!(riyadh.closed(day("2026-11-22")), None, "a Sunday");
    }

    #[test]
    fn an_open_day_beats_everything_and_a_closure_beats_a_holiday() {
        let shop = calendar(json!({
            "holidays_of": {"country": "DE", "subdivision": "BY"},
            "closures": [{"name": "stocktaking", "since": "2026-12-25", "until": "2026-12-29"}],
            "open": ["2026-12-26"]
        }));
        assert_eq!(shop.closed(day("2026-12-25")), Some(Closed::Closure("stocktaking")));
        assert_eq!(shop.closed(day("2026-12-26")), None);
        assert_eq!(shop.closed(day("2026-01-06")), Some(Closed::Holiday("Epiphany")));
        assert_eq!(shop.closed(day("2026-12-29")), None);
    }

    #[test]
    fn a_calendar_ends_with_its_years_instead_of_searching_for_ever() {
        let never = calendar(json!({"closures": [{"name": "for good", "since": "2026-01-01", "until": "2999-01-01"}]}));
        assert_eq!(never.next(day("2026-01-01")), None);
    }

    #[test]
    fn every_fault_of_a_calendar_is_found() {
        let document = json!({
            "holidays_of": {"country": "DE", "subdivision": "XX"},
            "rest_days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            "holidays": [{"name": "n", "day": {"fixed": {"month": 2, "day": 30}}}, {"name": "n", "day": {"easter": 1}, "lasts": 0}],
            "closures": [{"name": "c", "since": "2026-01-01", "until": "2026-01-01"}]
        });
        let faults = BusinessCalendar::new(&serde_json::from_value(document).unwrap(), 2026..=2026, &Path::ROOT).unwrap_err();
        let codes: Vec<_> = faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.path.as_str())).collect();
        assert_eq!(
            codes,
            [
                ("calendar.unknown_holidays", "/holidays_of"),
                ("calendar.rule", "/holidays/0"),
                ("calendar.rule", "/holidays/1"),
                ("calendar.empty_closure", "/closures/0"),
                ("calendar.no_work", "/rest_days"),
            ]
        );
    }
}
