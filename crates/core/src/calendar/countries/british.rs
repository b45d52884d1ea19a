//! Great Britain, Australia.

use chrono::NaiveDate;

use super::{CountryData, days, easter, fixed, listed, nth};
use crate::calendar::rule::{
    DayOfWeek::Monday,
    OnWeekend::{AlsoNextFree, AlsoNextFreeFromSunday, MovesToNextFree},
};

const SCOTLAND: &[&str] = &["SCT"];

/// Great Britain (Banking and Financial Dealings Act 1971, schedule 1, and proclamations). What is bank holiday there is
/// the public holiday.
pub(super) const GB: CountryData = CountryData {
    code: "GB",
    subdivisions: &["ENG", "WLS", "SCT"],
    rules: &[
        fixed("New Year's Day", 1, 1).on_weekend(AlsoNextFree),
        fixed("New Year Holiday", 1, 2).on_weekend(AlsoNextFree).only_in(SCOTLAND),
        easter("Good Friday", -2),
        easter("Easter Monday", 1).not_in(SCOTLAND),
        // Moved once, to the 75th anniversary of the end of the war in Europe.
        nth("May Day", 1, Monday, 5).until(2020),
        listed("May Day", &MAY_DAY_MOVED),
        nth("May Day", 1, Monday, 5).since(2021),
        nth("Spring Bank Holiday", -1, Monday, 5).until(2002),
        nth("Spring Bank Holiday", -1, Monday, 5).since(2003).until(2012),
        nth("Spring Bank Holiday", -1, Monday, 5).since(2013).until(2022),
        nth("Spring Bank Holiday", -1, Monday, 5).since(2023),
        listed("Spring Bank Holiday", &SPRING_MOVED),
        listed("Royal occasion", &ROYAL),
        listed("Football World Cup", &WORLD_CUP).only_in(SCOTLAND),
        nth("Late Summer Bank Holiday", -1, Monday, 8).not_in(SCOTLAND),
        nth("Summer Bank Holiday", 1, Monday, 8).only_in(SCOTLAND),
        fixed("Saint Andrew's Day", 11, 30).since(2006).on_weekend(AlsoNextFree).only_in(SCOTLAND),
        fixed("Christmas Day", 12, 25).on_weekend(AlsoNextFree),
        fixed("Boxing Day", 12, 26).on_weekend(AlsoNextFree),
    ],
    ..CountryData::NONE
};

const MAY_DAY_MOVED: [NaiveDate; 1] = days([2020_05_08]);
/// The years of the three jubilees.
const SPRING_MOVED: [NaiveDate; 3] = days([2002_06_04, 2012_06_04, 2022_06_02]);
/// Golden Jubilee, a wedding, Diamond Jubilee, Platinum Jubilee, a funeral, a coronation.
const ROYAL: [NaiveDate; 6] = days([2002_06_03, 2011_04_29, 2012_06_05, 2022_06_03, 2022_09_19, 2023_05_08]);
const WORLD_CUP: [NaiveDate; 1] = days([2026_06_15]);

const NSW: &[&str] = &["NSW"];

/// Australia: what holds in every state, and New South Wales (Public Holidays Act 2010, in force from 2011).
pub(super) const AU: CountryData = CountryData {
    code: "AU",
    subdivisions: NSW,
    rules: &[
        fixed("New Year's Day", 1, 1).until(2006),
        fixed("New Year's Day", 1, 1).since(2006).on_weekend(AlsoNextFree),
        fixed("Australia Day", 1, 26).until(2011).on_weekend(AlsoNextFreeFromSunday),
        fixed("Australia Day", 1, 26).since(2011).on_weekend(MovesToNextFree),
        easter("Good Friday", -2),
        easter("Easter Saturday", -1).only_in(NSW),
        easter("Easter Sunday", 0).since(2011).only_in(NSW),
        easter("Easter Monday", 1),
        fixed("ANZAC Day", 4, 25),
        listed("ANZAC Day (additional)", &ANZAC_ADDITIONAL).only_in(NSW),
        nth("Sovereign's Birthday", 2, Monday, 6).only_in(NSW),
        nth("Bank Holiday", 1, Monday, 8).until(2011).only_in(NSW),
        nth("Labor Day", 1, Monday, 10).only_in(NSW),
        listed("National Day of Mourning", &MOURNING),
        fixed("Christmas Day", 12, 25).until(2011).on_weekend(AlsoNextFreeFromSunday),
        fixed("Christmas Day", 12, 25).since(2011).on_weekend(AlsoNextFree),
        fixed("Boxing Day", 12, 26).until(2011).on_weekend(AlsoNextFreeFromSunday),
        fixed("Boxing Day", 12, 26).since(2011).on_weekend(AlsoNextFree),
    ],
    ..CountryData::NONE
};

const ANZAC_ADDITIONAL: [NaiveDate; 4] = days([2004_04_26, 2010_04_26, 2026_04_27, 2027_04_26]);
const MOURNING: [NaiveDate; 1] = days([2022_09_22]);
