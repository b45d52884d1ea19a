//! Brazil, Portugal, Spain.

use chrono::NaiveDate;

use super::{CountryData, days, easter, fixed, listed};
use crate::calendar::rule::OnWeekend::{NoneOnSunday, SundayMovesToNextFree};

const SP: &[&str] = &["SP"];

/// Brazil (Leis 662/1949, 6.802/1980, 14.759/2023), and São Paulo.
pub(super) const BR: CountryData = CountryData {
    code: "BR",
    subdivisions: SP,
    rules: &[
        fixed("Universal Fraternization Day", 1, 1),
        easter("Good Friday", -2),
        fixed("Tiradentes' Day", 4, 21),
        fixed("Worker's Day", 5, 1),
        fixed("Constitutionalist Revolution", 7, 9).since(1997).only_in(SP),
        fixed("Independence Day", 9, 7),
        fixed("Our Lady of Aparecida", 10, 12),
        fixed("All Souls' Day", 11, 2),
        fixed("Republic Proclamation Day", 11, 15),
        fixed("National Day of Zumbi and Black Awareness", 11, 20).since(2024),
        fixed("Christmas Day", 12, 25),
    ],
    ..CountryData::NONE
};

/// Portugal (Código do Trabalho, article 234). Four holidays were suspended from 2013 to 2015.
pub(super) const PT: CountryData = CountryData {
    code: "PT",
    rules: &[
        fixed("New Year's Day", 1, 1),
        easter("Good Friday", -2),
        easter("Easter Sunday", 0),
        fixed("Freedom Day", 4, 25),
        fixed("Labor Day", 5, 1),
        easter("Corpus Christi", 60).until(2013),
        easter("Corpus Christi", 60).since(2016),
        fixed("Day of Portugal", 6, 10),
        fixed("Assumption Day", 8, 15),
        fixed("Republic Day", 10, 5).until(2013),
        fixed("Republic Day", 10, 5).since(2016),
        fixed("All Saints' Day", 11, 1).until(2013),
        fixed("All Saints' Day", 11, 1).since(2016),
        fixed("Restoration of Independence Day", 12, 1).until(2013),
        fixed("Restoration of Independence Day", 12, 1).since(2016),
        fixed("Immaculate Conception", 12, 8),
        fixed("Christmas Day", 12, 25),
    ],
    ..CountryData::NONE
};

const MD: &[&str] = &["MD"];

/// Spain (Real Decreto 2001/1983, article 45), and Madrid, whose government settles each year by decree which Sundays
/// are made up for. Years to come follow the latest practice.
pub(super) const ES: CountryData = CountryData {
    code: "ES",
    subdivisions: MD,
    rules: &[
        fixed("New Year's Day", 1, 1).on_weekend(NoneOnSunday),
        fixed("Epiphany", 1, 6).on_weekend(SundayMovesToNextFree),
        listed("Saint Joseph's Day", &SAINT_JOSEPH).only_in(MD),
        easter("Maundy Thursday", -3).only_in(MD),
        easter("Good Friday", -2),
        fixed("Labor Day", 5, 1).on_weekend(NoneOnSunday),
        fixed("Madrid Day", 5, 2).until(2011).on_weekend(NoneOnSunday).only_in(MD),
        fixed("Madrid Day", 5, 2).since(2011).on_weekend(SundayMovesToNextFree).only_in(MD),
        listed("Corpus Christi", &CORPUS_CHRISTI).only_in(MD),
        listed("Saint James' Day", &SAINT_JAMES).only_in(MD),
        fixed("Assumption Day", 8, 15).on_weekend(NoneOnSunday),
        fixed("National Day", 10, 12).on_weekend(NoneOnSunday),
        fixed("All Saints' Day", 11, 1).until(2016).on_weekend(NoneOnSunday),
        fixed("All Saints' Day", 11, 1).since(2016).on_weekend(SundayMovesToNextFree),
        fixed("Constitution Day", 12, 6).until(2016).on_weekend(NoneOnSunday),
        fixed("Constitution Day", 12, 6).since(2016).on_weekend(SundayMovesToNextFree),
        fixed("Immaculate Conception", 12, 8).on_weekend(NoneOnSunday),
        listed("Immaculate Conception (made up)", &IMMACULATE_MADE_UP).only_in(MD),
        fixed("Christmas Day", 12, 25).until(2012).on_weekend(NoneOnSunday),
        fixed("Christmas Day", 12, 25).since(2012).on_weekend(SundayMovesToNextFree),
    ],
    ..CountryData::NONE
};

const SAINT_JOSEPH: [NaiveDate; 15] = days([
    2009_03_19, 2010_03_19, 2012_03_19, 2013_03_18, 2015_03_19, 2017_03_20, 2021_03_19, 2023_03_20, 2027_03_19, 2032_03_19,
    2034_03_20, 2038_03_19, 2040_03_19, 2045_03_20, 2049_03_19,
]);
const CORPUS_CHRISTI: [NaiveDate; 4] = days([2009_06_11, 2010_06_03, 2011_06_23, 2014_06_19]);
const SAINT_JAMES: [NaiveDate; 10] = days([
    2008_07_25, 2011_07_25, 2016_07_25, 2022_07_25, 2024_07_25, 2025_07_25, 2033_07_25, 2039_07_25, 2044_07_25, 2050_07_25,
]);
const IMMACULATE_MADE_UP: [NaiveDate; 1] = days([2019_12_09]);
