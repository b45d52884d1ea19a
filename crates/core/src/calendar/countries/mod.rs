//! Public holidays of countries as data: one file a country, one line a holiday, dated where the law changed.
//!
//! Only what the state makes a public holiday stands here; school breaks, bank holidays and half days do not.

#![allow(clippy::inconsistent_digit_grouping, clippy::unreadable_literal, reason = "numbers here are grouped as dates")]

use std::borrow::Cow;

use chrono::{NaiveDate, Weekday};

use super::rule::{DayOfWeek, HolidayDay, HolidayRule, OnWeekend};
use crate::country::Country;

mod asia;
mod british;
mod iberian;
mod india;
mod north_america;
mod northern_europe;
mod saudi_arabia;
mod western_europe;

/// A country's holidays.
#[derive(Debug)]
pub(super) struct CountryData {
    code: &'static str,
    pub(super) rules: &'static [Regional],
    /// Subdivisions whose own holidays stand among the rules.
    pub(super) subdivisions: &'static [&'static str],
    /// The days of rest from a day on, in the order of time.
    weekends: &'static [(NaiveDate, [Weekday; 2])],
    /// The name of a day between two holidays, where the law makes it a holiday.
    pub(super) between_two_holidays: Option<&'static str>,
}

impl CountryData {
    /// What most countries share.
    const NONE: Self = Self { code: "", rules: &[], subdivisions: &[], weekends: &[], between_two_holidays: None };

    pub(super) fn weekend(&self, day: NaiveDate) -> [Weekday; 2] {
        let after = self.weekends.partition_point(|(since, _)| *since <= day);
        after.checked_sub(1).map_or([Weekday::Sat, Weekday::Sun], |index| self.weekends[index].1)
    }
}

/// A rule and the subdivisions in which it holds; none for the whole country.
#[derive(Debug)]
pub(super) struct Regional {
    pub(super) rule: HolidayRule,
    only_in: &'static [&'static str],
    not_in: &'static [&'static str],
}

impl Regional {
    pub(super) fn holds_in(&self, subdivision: Option<&str>) -> bool {
        let listed = |list: &[&str]| subdivision.is_some_and(|subdivision| list.contains(&subdivision));
        (self.only_in.is_empty() || listed(self.only_in)) && !listed(self.not_in)
    }

    const fn new(name: &'static str, day: HolidayDay) -> Self {
        Self { rule: HolidayRule::new(name, day), only_in: &[], not_in: &[] }
    }

    const fn since(mut self, year: i32) -> Self {
        self.rule.since = Some(year);
        self
    }

    /// The first year in which it no longer holds.
    const fn until(mut self, year: i32) -> Self {
        self.rule.until = Some(year);
        self
    }

    const fn every(mut self, years: u8) -> Self {
        self.rule.every = years;
        self
    }

    const fn lasts(mut self, days: u8) -> Self {
        self.rule.lasts = days;
        self
    }

    const fn on_weekend(mut self, then: OnWeekend) -> Self {
        self.rule.on_weekend = then;
        self
    }

    const fn only_in(mut self, subdivisions: &'static [&'static str]) -> Self {
        self.only_in = subdivisions;
        self
    }

    const fn not_in(mut self, subdivisions: &'static [&'static str]) -> Self {
        self.not_in = subdivisions;
        self
    }
}

const fn fixed(name: &'static str, month: u32, day: u32) -> Regional {
    Regional::new(name, HolidayDay::Fixed { month, day })
}

/// Days after Easter Sunday of the western churches.
const fn easter(name: &'static str, days: i16) -> Regional {
    Regional::new(name, HolidayDay::Easter(days))
}

const fn nth(name: &'static str, nth: i8, weekday: DayOfWeek, month: u32) -> Regional {
    Regional::new(name, HolidayDay::Nth { month, weekday, nth })
}

const fn listed(name: &'static str, days: &'static [NaiveDate]) -> Regional {
    Regional::new(name, HolidayDay::Listed(Cow::Borrowed(days)))
}

/// Days from numbers that read as dates: `2026_11_20`.
const fn days<const N: usize>(numbers: [u32; N]) -> [NaiveDate; N] {
    let mut days = [NaiveDate::MIN; N];
    let mut index = 0;
    while index < N {
        let number = numbers[index];
        // A number that is no date stops the compiler, not the program.
        days[index] = NaiveDate::from_ymd_opt((number / 10_000) as i32, number / 100 % 100, number % 100).expect("a date");
        index += 1;
    }
    days
}

const COUNTRIES: &[CountryData] = &[
    british::AU,
    iberian::BR,
    north_america::CA,
    western_europe::DE,
    iberian::ES,
    northern_europe::FI,
    western_europe::FR,
    british::GB,
    india::IN,
    asia::JP,
    western_europe::NL,
    northern_europe::PL,
    iberian::PT,
    saudi_arabia::SA,
    north_america::US,
];

/// The data of a country.
pub(super) fn find(country: Country) -> Option<&'static CountryData> {
    COUNTRIES.iter().find(|data| data.code == country.code())
}
