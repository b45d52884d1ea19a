//! Saudi Arabia.

use chrono::{NaiveDate, Weekday};

use super::{CountryData, days, fixed, listed};
use crate::calendar::rule::OnWeekend::{AlsoNearest, AlsoNextFree};

/// The weekend moved by royal decree on 29 June 2013.
const WEEKENDS: [(NaiveDate, [Weekday; 2]); 2] =
    [(NaiveDate::MIN, [Weekday::Thu, Weekday::Fri]), (days([2013_06_29])[0], [Weekday::Fri, Weekday::Sat])];

/// Saudi Arabia (Labor Law, implementing regulations, article 24). The four days of the first feast begin on the day
/// after 29 Ramadan, those of the second with the day of Arafat; a day of a feast that falls on the weekend is made up
/// for after it.
pub(super) const SA: CountryData = CountryData {
    code: "SA",
    weekends: &WEEKENDS,
    rules: &[
        fixed("Founding Day", 2, 22).since(2022).on_weekend(AlsoNearest),
        fixed("National Day", 9, 23).since(2005).on_weekend(AlsoNearest),
        listed("Eid al-Fitr", &FITR).lasts(4).on_weekend(AlsoNextFree),
        listed("Eid al-Adha", &ARAFAT).lasts(4).on_weekend(AlsoNextFree),
        listed("Proclaimed once", &PROCLAIMED),
    ],
    ..CountryData::NONE
};

/// A return, a death, a victory.
const PROCLAIMED: [NaiveDate; 3] = days([2011_02_26, 2015_01_25, 2022_11_23]);

// Days of the Umm al-Qura calendar as celebrated to 2025 and as computed by its authority after.
const FITR: [NaiveDate; 53] = days([
    2000_01_07, 2000_12_26, 2001_12_15, 2002_12_05, 2003_11_24, 2004_11_13, 2005_11_02, 2006_10_23, 2007_10_12, 2008_09_30,
    2009_09_20, 2010_09_09, 2011_08_30, 2012_08_18, 2013_08_07, 2014_07_27, 2015_07_17, 2016_07_05, 2017_06_25, 2018_06_14,
    2019_06_04, 2020_05_23, 2021_05_12, 2022_05_01, 2023_04_21, 2024_04_09, 2025_03_30, 2026_03_19, 2027_03_09, 2028_02_26,
    2029_02_14, 2030_02_03, 2031_01_24, 2032_01_13, 2033_01_02, 2033_12_22, 2034_12_11, 2035_11_30, 2036_11_18, 2037_11_08,
    2038_10_29, 2039_10_18, 2040_10_06, 2041_09_26, 2042_09_15, 2043_09_04, 2044_08_24, 2045_08_13, 2046_08_03, 2047_07_23,
    2048_07_11, 2049_07_01, 2050_06_20,
]);

const ARAFAT: [NaiveDate; 53] = days([
    2000_03_15, 2001_03_04, 2002_02_21, 2003_02_10, 2004_01_31, 2005_01_20, 2006_01_09, 2006_12_30, 2007_12_19, 2008_12_07,
    2009_11_26, 2010_11_15, 2011_11_05, 2012_10_25, 2013_10_14, 2014_10_03, 2015_09_23, 2016_09_10, 2017_08_31, 2018_08_20,
    2019_08_10, 2020_07_30, 2021_07_19, 2022_07_08, 2023_06_27, 2024_06_15, 2025_06_05, 2026_05_26, 2027_05_15, 2028_05_04,
    2029_04_23, 2030_04_12, 2031_04_01, 2032_03_21, 2033_03_10, 2034_02_28, 2035_02_17, 2036_02_06, 2037_01_25, 2038_01_15,
    2039_01_04, 2039_12_25, 2040_12_13, 2041_12_03, 2042_11_22, 2043_11_11, 2044_10_30, 2045_10_20, 2046_10_09, 2047_09_29,
    2048_09_18, 2049_09_07, 2050_08_27,
]);
