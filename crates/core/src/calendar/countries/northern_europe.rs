//! Finland, Poland.

use super::{CountryData, Regional, days, easter, fixed, listed};
use crate::calendar::rule::{DayOfWeek, HolidayDay};

/// The Saturday, or another weekday, from a day on.
const fn from_day(name: &'static str, weekday: DayOfWeek, month: u32, day: u32) -> Regional {
    Regional::new(name, HolidayDay::OnOrAfter { month, day, weekday })
}

/// Finland. Midsummer and All Saints' moved to Saturdays in 1955.
pub(super) const FI: CountryData = CountryData {
    code: "FI",
    rules: &[
        fixed("New Year's Day", 1, 1),
        fixed("Epiphany", 1, 6),
        easter("Good Friday", -2),
        easter("Easter Sunday", 0),
        easter("Easter Monday", 1),
        fixed("May Day", 5, 1),
        easter("Ascension Day", 39),
        easter("Pentecost", 49),
        from_day("Midsummer Eve", DayOfWeek::Friday, 6, 19),
        from_day("Midsummer Day", DayOfWeek::Saturday, 6, 20),
        from_day("All Saints' Day", DayOfWeek::Saturday, 10, 31),
        fixed("Independence Day", 12, 6),
        fixed("Christmas Eve", 12, 24),
        fixed("Christmas Day", 12, 25),
        fixed("Second Day of Christmas", 12, 26),
    ],
    ..CountryData::NONE
};

/// Poland (Ustawa o dniach wolnych od pracy, 18 January 1951, as amended).
pub(super) const PL: CountryData = CountryData {
    code: "PL",
    rules: &[
        fixed("New Year's Day", 1, 1),
        fixed("Epiphany", 1, 6).since(2011),
        easter("Easter Sunday", 0),
        easter("Easter Monday", 1),
        fixed("National Day", 5, 1),
        fixed("National Day of the Third of May", 5, 3),
        easter("Pentecost", 49),
        easter("Corpus Christi", 60),
        fixed("Assumption Day", 8, 15),
        fixed("All Saints' Day", 11, 1),
        fixed("National Independence Day", 11, 11),
        listed("Centenary of independence", &CENTENARY),
        fixed("Christmas Eve", 12, 24).since(2025),
        fixed("Christmas Day", 12, 25),
        fixed("Second Day of Christmas", 12, 26),
    ],
    ..CountryData::NONE
};

const CENTENARY: [chrono::NaiveDate; 1] = days([2018_11_12]);
