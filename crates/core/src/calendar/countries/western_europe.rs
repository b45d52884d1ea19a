//! France, Germany, the Netherlands.

use super::{CountryData, Regional, days, easter, fixed, listed};
use crate::calendar::rule::{DayOfWeek, HolidayDay, OnWeekend};

/// Germany: holidays of the Länder; Unity Day is the only one of the federation (Einigungsvertrag, article 2).
pub(super) const DE: CountryData = CountryData {
    code: "DE",
    subdivisions: &["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"],
    rules: &[
        fixed("New Year's Day", 1, 1),
        fixed("Epiphany", 1, 6).only_in(&["BW", "BY", "ST"]),
        fixed("Women's Day", 3, 8).since(2019).only_in(&["BE"]),
        fixed("Women's Day", 3, 8).since(2023).only_in(&["MV"]),
        easter("Good Friday", -2),
        easter("Easter Sunday", 0).only_in(&["BB"]),
        easter("Easter Monday", 1),
        fixed("Labor Day", 5, 1),
        listed("Anniversary of the liberation", &LIBERATION).only_in(&["BE"]),
        listed("75th anniversary of the uprising of 1953", &UPRISING).only_in(&["BE"]),
        easter("Ascension Day", 39),
        easter("Pentecost", 49).only_in(&["BB"]),
        easter("Pentecost Monday", 50),
        easter("Corpus Christi", 60).only_in(&["BW", "BY", "HE", "NW", "RP", "SL"]),
        fixed("Assumption Day", 8, 15).only_in(&["SL"]),
        fixed("World Children's Day", 9, 20).since(2019).only_in(&["TH"]),
        fixed("German Unity Day", 10, 3).since(1990),
        fixed("Reformation Day", 10, 31).only_in(&["BB", "MV", "SN", "ST", "TH"]),
        fixed("Reformation Day", 10, 31).since(2018).only_in(&["HB", "HH", "NI", "SH"]),
        // The 500th anniversary, in the whole country.
        fixed("Reformation Day", 10, 31).since(2017).until(2018),
        fixed("All Saints' Day", 11, 1).only_in(&["BW", "BY", "NW", "RP", "SL"]),
        Regional::new("Repentance and Prayer Day", HolidayDay::OnOrBefore { month: 11, day: 22, weekday: DayOfWeek::Wednesday })
            .only_in(&["SN"]),
        fixed("Christmas Day", 12, 25),
        fixed("Second Day of Christmas", 12, 26),
    ],
    ..CountryData::NONE
};

const LIBERATION: [chrono::NaiveDate; 2] = days([2020_05_08, 2025_05_08]);
const UPRISING: [chrono::NaiveDate; 1] = days([2028_06_17]);

/// France (Code du travail, article L3133-1). Pentecost Monday was a working day of solidarity from 2005 to 2007.
pub(super) const FR: CountryData = CountryData {
    code: "FR",
    subdivisions: &["57", "6AE"],
    rules: &[
        fixed("New Year's Day", 1, 1),
        easter("Good Friday", -2).only_in(&["57", "6AE"]),
        easter("Easter Monday", 1),
        fixed("Labor Day", 5, 1),
        fixed("Victory Day", 5, 8),
        easter("Ascension Day", 39),
        easter("Pentecost Monday", 50).until(2005),
        easter("Pentecost Monday", 50).since(2008),
        fixed("National Day", 7, 14),
        fixed("Assumption Day", 8, 15),
        fixed("All Saints' Day", 11, 1),
        fixed("Armistice Day", 11, 11),
        fixed("Christmas Day", 12, 25),
        fixed("Second Day of Christmas", 12, 26).only_in(&["57", "6AE"]),
    ],
    ..CountryData::NONE
};

/// The Netherlands (Algemene termijnenwet, article 3). Liberation Day is free every fifth year.
pub(super) const NL: CountryData = CountryData {
    code: "NL",
    rules: &[
        fixed("New Year's Day", 1, 1),
        easter("Good Friday", -2),
        easter("Easter Sunday", 0),
        easter("Easter Monday", 1),
        fixed("Queen's Day", 4, 30).until(2014).on_weekend(OnWeekend::SundayMovesBack),
        fixed("King's Day", 4, 27).since(2014).on_weekend(OnWeekend::SundayMovesBack),
        fixed("Liberation Day", 5, 5).every(5),
        easter("Ascension Day", 39),
        easter("Pentecost", 49),
        easter("Pentecost Monday", 50),
        fixed("Christmas Day", 12, 25),
        fixed("Second Day of Christmas", 12, 26),
    ],
    ..CountryData::NONE
};
