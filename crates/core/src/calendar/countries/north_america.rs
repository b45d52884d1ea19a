//! Canada, the United States.

use super::{CountryData, Regional, easter, fixed, listed, nth};
use crate::calendar::rule::{DayOfWeek, HolidayDay, OnWeekend};

/// The United States (5 U.S.C. § 6103): from a Saturday the Friday before is observed too, from a Sunday the Monday after.
pub(super) const US: CountryData = CountryData {
    code: "US",
    subdivisions: &["CA"],
    rules: &[
        fixed("New Year's Day", 1, 1).on_weekend(OnWeekend::AlsoNearest),
        nth("Martin Luther King Jr. Day", 3, DayOfWeek::Monday, 1).since(1986),
        fixed("Lincoln's Birthday", 2, 12).until(2010).on_weekend(OnWeekend::AlsoNearest).only_in(&["CA"]),
        fixed("Susan B. Anthony Day", 2, 15).since(2014).only_in(&["CA"]),
        nth("Washington's Birthday", 3, DayOfWeek::Monday, 2),
        fixed("Cesar Chavez Day", 3, 31).since(1995).on_weekend(OnWeekend::AlsoNextFreeFromSunday).only_in(&["CA"]),
        nth("Memorial Day", -1, DayOfWeek::Monday, 5),
        fixed("Juneteenth National Independence Day", 6, 19).since(2021).on_weekend(OnWeekend::AlsoNearest),
        fixed("Independence Day", 7, 4).on_weekend(OnWeekend::AlsoNearest),
        nth("Labor Day", 1, DayOfWeek::Monday, 9),
        nth("Columbus Day", 2, DayOfWeek::Monday, 10).until(2009),
        nth("Columbus Day", 2, DayOfWeek::Monday, 10).since(2009).not_in(&["CA"]),
        listed("Diwali", &super::india::DIWALI).since(2026).only_in(&["CA"]),
        fixed("Veterans Day", 11, 11).on_weekend(OnWeekend::AlsoNearest),
        nth("Thanksgiving Day", 4, DayOfWeek::Thursday, 11),
        // The Friday after the fourth Thursday, which is not always the fourth Friday.
        Regional::new("Day After Thanksgiving", HolidayDay::OnOrAfter { month: 11, day: 23, weekday: DayOfWeek::Friday })
            .only_in(&["CA"]),
        fixed("Christmas Day", 12, 25).on_weekend(OnWeekend::AlsoNearest),
    ],
    ..CountryData::NONE
};

/// Canada: what holds in every province, and Québec (Loi sur les normes du travail, article 60).
pub(super) const CA: CountryData = CountryData {
    code: "CA",
    subdivisions: &["QC"],
    rules: &[
        fixed("New Year's Day", 1, 1).on_weekend(OnWeekend::AlsoNextFree),
        easter("Good Friday", -2),
        Regional::new("National Patriots' Day", HolidayDay::OnOrBefore { month: 5, day: 24, weekday: DayOfWeek::Monday })
            .since(2003)
            .only_in(&["QC"]),
        fixed("Saint John the Baptist Day", 6, 24).on_weekend(OnWeekend::AlsoNextFreeFromSunday).only_in(&["QC"]),
        fixed("Canada Day", 7, 1).on_weekend(OnWeekend::AlsoNextFreeFromSunday),
        nth("Labor Day", 1, DayOfWeek::Monday, 9),
        nth("Thanksgiving Day", 2, DayOfWeek::Monday, 10),
        fixed("Christmas Day", 12, 25).on_weekend(OnWeekend::AlsoNextFree),
    ],
    ..CountryData::NONE
};
