//! Japan.

use chrono::NaiveDate;

use super::{CountryData, Regional, days, fixed, listed, nth};
use crate::calendar::rule::{DayOfWeek::Monday, HolidayDay, OnWeekend::AlsoNextFreeFromSunday};

/// A holiday whose Sunday is made up for (Act on National Holidays, 1948, article 3, paragraph 2).
const fn made_up(holiday: Regional) -> Regional {
    holiday.on_weekend(AlsoNextFreeFromSunday)
}

/// Japan (Act on National Holidays, 1948, as amended; the Olympic moves of 2020 and 2021 by special act).
pub(super) const JP: CountryData = CountryData {
    code: "JP",
    between_two_holidays: Some("National Holiday"),
    rules: &[
        made_up(fixed("New Year's Day", 1, 1)),
        nth("Coming of Age Day", 2, Monday, 1).since(2000),
        made_up(fixed("Foundation Day", 2, 11)),
        made_up(fixed("Emperor's Birthday", 2, 23)).since(2020),
        made_up(Regional::new("Vernal Equinox Day", HolidayDay::JapaneseVernalEquinox)),
        made_up(fixed("Greenery Day", 4, 29)).until(2007),
        made_up(fixed("Showa Day", 4, 29)).since(2007),
        listed("Emperor's Enthronement Day", &ENTHRONEMENT),
        made_up(fixed("Constitution Day", 5, 3)),
        made_up(fixed("Greenery Day", 5, 4)).since(2007),
        made_up(fixed("Children's Day", 5, 5)),
        made_up(fixed("Marine Day", 7, 20)).since(1996).until(2003),
        nth("Marine Day", 3, Monday, 7).since(2003).until(2020),
        listed("Marine Day", &MARINE_MOVED),
        nth("Marine Day", 3, Monday, 7).since(2022),
        made_up(fixed("Mountain Day", 8, 11)).since(2016).until(2020),
        made_up(listed("Mountain Day", &MOUNTAIN_MOVED)),
        made_up(fixed("Mountain Day", 8, 11)).since(2022),
        made_up(fixed("Respect for the Aged Day", 9, 15)).until(2003),
        nth("Respect for the Aged Day", 3, Monday, 9).since(2003),
        made_up(Regional::new("Autumnal Equinox Day", HolidayDay::JapaneseAutumnalEquinox)),
        nth("Sports Day", 2, Monday, 10).since(2000).until(2020),
        listed("Sports Day", &SPORTS_MOVED),
        nth("Sports Day", 2, Monday, 10).since(2022),
        made_up(fixed("Culture Day", 11, 3)),
        made_up(fixed("Labor Thanksgiving Day", 11, 23)),
        made_up(fixed("Emperor's Birthday", 12, 23)).since(1989).until(2019),
    ],
    ..CountryData::NONE
};

const ENTHRONEMENT: [NaiveDate; 2] = days([2019_05_01, 2019_10_22]);
const MARINE_MOVED: [NaiveDate; 2] = days([2020_07_23, 2021_07_22]);
const MOUNTAIN_MOVED: [NaiveDate; 2] = days([2020_08_10, 2021_08_08]);
const SPORTS_MOVED: [NaiveDate; 2] = days([2020_07_24, 2021_07_23]);
