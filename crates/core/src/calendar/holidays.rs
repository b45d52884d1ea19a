//! The public holidays of a country or one of its subdivisions.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{
    countries::{self, CountryData},
    rule::{HolidayRule, OnWeekend},
};
use crate::country::Country;

/// Years for which holidays are known: the data was compared over 2000 to 2050, and rules are carried a little further.
pub const YEARS: core::ops::RangeInclusive<i32> = 1990..=2099;

/// Public holidays: the rules of a country, of a subdivision, and of a company.
///
/// ```
/// use haulage_core::{calendar::Holidays, country::Country};
///
/// let bavaria = Holidays::of(Country::new("DE")?, Some("BY")).expect("Germany is known");
/// let year = bavaria.in_year(2026);
/// assert_eq!(year[&"2026-06-04".parse()?], "Corpus Christi");
/// assert!(!year.contains_key(&"2026-03-08".parse()?), "Women's Day is one of Berlin");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Holidays {
    rules: Vec<HolidayRule>,
    country: Option<&'static CountryData>,
}

impl Holidays {
    /// The holidays of a country, or of one of its subdivisions (ISO 3166-2 without the country: `BY`). Nothing for a
    /// country or a subdivision whose holidays are not known: fewer holidays than there are would make a wrong promise.
    #[must_use]
    pub fn of(country: Country, subdivision: Option<&str>) -> Option<Self> {
        let country = countries::find(country)?;
        if subdivision.is_some_and(|subdivision| !country.subdivisions.contains(&subdivision)) {
            return None;
        }
        let rules = country.rules.iter().filter(|regional| regional.holds_in(subdivision)).map(|regional| regional.rule.clone());
        Some(Self { rules: rules.collect(), country: Some(country) })
    }

    /// Adds rules of one's own.
    #[must_use]
    pub fn with(mut self, rules: impl IntoIterator<Item = HolidayRule>) -> Self {
        self.rules.extend(rules);
        self
    }

    /// Days of the week on which the country rests, on a day of history.
    #[must_use]
    pub fn weekend(&self, day: NaiveDate) -> [Weekday; 2] {
        self.country.map_or([Weekday::Sat, Weekday::Sun], |country| country.weekend(day))
    }

    /// The holidays of a year with their names, substitutes included; none outside of [`YEARS`].
    #[must_use]
    pub fn in_year(&self, year: i32) -> BTreeMap<NaiveDate, Cow<'static, str>> {
        let mut days = BTreeMap::new();
        if YEARS.contains(&year) {
            // A holiday of the first days of next year can free the last day of this one, and a long feast cross New Year.
            for neighbour in year - 1..=year + 1 {
                days.extend(self.generate(neighbour).into_iter().filter(|(day, _)| day.year() == year));
            }
        }
        days
    }

    /// Days that the rules give for a year, some of which may lie just outside it.
    fn generate(&self, year: i32) -> BTreeMap<NaiveDate, Cow<'static, str>> {
        let mut days: BTreeMap<NaiveDate, Cow<'static, str>> = BTreeMap::new();
        let mut moving: Vec<(NaiveDate, &HolidayRule)> = Vec::new();
        for rule in &self.rules {
            for first in rule.days(year) {
                for day in first.iter_days().take(rule.lasts.into()) {
                    match self.placed(day, rule.on_weekend) {
                        Placed::On(place) => {
                            days.entry(place).or_insert_with(|| rule.name.clone());
                        }
                        Placed::Nowhere => {}
                        Placed::Later => moving.push((day, rule)),
                    }
                    if self.also_later(day, rule.on_weekend) {
                        moving.push((day, rule));
                    }
                    if let Some(near) = self.also_near(day, rule.on_weekend) {
                        days.entry(near).or_insert_with(|| rule.name.clone());
                    }
                }
            }
        }
        // In the order of days, so that of two holidays on one weekend the first takes the first free day.
        moving.sort_by_key(|(day, _)| *day);
        for (day, rule) in moving {
            let free = day.iter_days().skip(1).take(14).find(|day| !days.contains_key(day) && !self.rests(*day));
            if let Some(free) = free {
                days.insert(free, rule.name.clone());
            }
        }
        self.between_two_holidays(&mut days);
        days
    }

    /// Where the law makes it one, a day between two holidays is a holiday.
    fn between_two_holidays(&self, days: &mut BTreeMap<NaiveDate, Cow<'static, str>>) {
        let Some(name) = self.country.and_then(|country| country.between_two_holidays) else { return };
        let two_later = |day: &NaiveDate| day.checked_add_days(Days::new(2));
        let between: Vec<NaiveDate> = days
            .keys()
            .filter(|day| two_later(day).is_some_and(|later| days.contains_key(&later)))
            .filter_map(NaiveDate::succ_opt)
            .filter(|day| !days.contains_key(day) && day.weekday() != Weekday::Sun)
            .collect();
        days.extend(between.into_iter().map(|day| (day, Cow::Borrowed(name))));
    }

    fn rests(&self, day: NaiveDate) -> bool {
        self.weekend(day).contains(&day.weekday())
    }

    fn placed(&self, day: NaiveDate, on_weekend: OnWeekend) -> Placed {
        let sunday = day.weekday() == Weekday::Sun;
        match on_weekend {
            OnWeekend::MovesToNextFree if self.rests(day) => Placed::Later,
            OnWeekend::SundayMovesToNextFree if sunday => Placed::Later,
            OnWeekend::NoneOnSunday if sunday => Placed::Nowhere,
            OnWeekend::SundayMovesBack if sunday => day.pred_opt().map_or(Placed::Nowhere, Placed::On),
            _ => Placed::On(day),
        }
    }

    fn also_later(&self, day: NaiveDate, on_weekend: OnWeekend) -> bool {
        match on_weekend {
            OnWeekend::AlsoNextFree => self.rests(day),
            OnWeekend::AlsoNextFreeFromSunday => day.weekday() == Weekday::Sun,
            _ => false,
        }
    }

    fn also_near(&self, day: NaiveDate, on_weekend: OnWeekend) -> Option<NaiveDate> {
        let [first, last] = self.weekend(day);
        match on_weekend {
            OnWeekend::AlsoNearest if day.weekday() == first => day.pred_opt(),
            OnWeekend::AlsoNearest if day.weekday() == last => day.succ_opt(),
            _ => None,
        }
    }
}

/// Where a holiday falls.
enum Placed {
    On(NaiveDate),
    Nowhere,
    /// On the next free day, once all others are placed.
    Later,
}
