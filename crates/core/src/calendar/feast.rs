//! Movable feasts that are computed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Easter Sunday of the western churches, by the Gregorian computus (the algorithm known as Meeus–Jones–Butcher;
/// J. Meeus, *Astronomical Algorithms*, chapter 8).
pub(super) fn western_easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let lunar_shift = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - lunar_shift + 1) / 3 + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31).try_into().ok()?, (days % 31 + 1).try_into().ok()?)
}

/// Easter Sunday of the orthodox churches: the Julian computus (Meeus, chapter 8), written in the Gregorian calendar.
pub(super) fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let golden = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let weekday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - golden + 34).rem_euclid(7);
    let days = golden + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, (days / 31).try_into().ok()?, (days % 31 + 1).try_into().ok()?)?;
    // Days by which the Julian calendar is behind in March to May.
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    julian.checked_add_days(Days::new(behind.try_into().ok()?))
}

/// Day of the equinox in Japan, by the formula of the almanacs for 1980 to 2099 (the fraction is the moment of the
/// equinox in 1980 in Japanese time, the slope the tropical year). The government announces each year's day a year before.
pub(super) fn japanese_equinox(year: i32, autumnal: bool) -> Option<NaiveDate> {
    if !(1980..2100).contains(&year) {
        return None;
    }
    let since = i64::from(year - 1980);
    let (month, base_ppm) = if autumnal { (9, 23_248_800) } else { (3, 20_843_100) };
    // 20.8431 + 0.242194 × (year − 1980) − floor((year − 1980) / 4), in millionths of a day.
    let day = (base_ppm + 242_194 * since) / 1_000_000 - since / 4;
    NaiveDate::from_ymd_opt(year, month, day.try_into().ok()?)
}

/// The `nth` weekday of a month, from 1; below zero from the end: −1 is the last.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: i8) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth.unsigned_abs());
    }
    let (next_year, next_month) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()?;
    let back = u64::from(last.weekday().days_since(weekday)) + 7 * (u64::from(nth.unsigned_abs()).checked_sub(1)?);
    last.checked_sub_days(Days::new(back)).filter(|day| day.month() == month)
}

/// The first such weekday from a day on.
pub(super) fn weekday_from(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(weekday.days_since(day.weekday()).into()))
}

/// The last such weekday up to a day.
pub(super) fn weekday_until(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().days_since(weekday).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(date: Option<NaiveDate>) -> String {
        date.unwrap().to_string()
    }

    #[test]
    fn easter_falls_where_the_churches_celebrate_it() {
        for (year, western, orthodox) in [
            (1818, "1818-03-22", "1818-04-26"),
            (1943, "1943-04-25", "1943-04-25"),
            (2000, "2000-04-23", "2000-04-30"),
            (2008, "2008-03-23", "2008-04-27"),
            (2025, "2025-04-20", "2025-04-20"),
            (2026, "2026-04-05", "2026-04-12"),
            (2038, "2038-04-25", "2038-04-25"),
        ] {
            assert_eq!([text(western_easter(year)), text(orthodox_easter(year))], [western, orthodox]);
        }
    }

    #[test]
    fn the_last_weekday_counts_from_the_end() {
        assert_eq!(text(nth_weekday(2026, 5, Weekday::Mon, -1)), "2026-05-25");
        assert_eq!(text(nth_weekday(2026, 12, Weekday::Thu, -1)), "2026-12-31");
        assert_eq!(text(nth_weekday(2026, 11, Weekday::Thu, 4)), "2026-11-26");
        assert_eq!(nth_weekday(2026, 2, Weekday::Mon, 5), None);
        assert_eq!(nth_weekday(2026, 2, Weekday::Mon, -5), None);
        assert_eq!(nth_weekday(2026, 2, Weekday::Mon, 0), None);
    }

    #[test]
    fn the_japanese_equinoxes_are_those_announced() {
        for (year, spring, autumn) in [(2000, 20, 23), (2012, 20, 22), (2023, 21, 23), (2026, 20, 23)] {
            assert_eq!(japanese_equinox(year, false).unwrap().day(), spring, "{year}");
            assert_eq!(japanese_equinox(year, true).unwrap().day(), autumn, "{year}");
        }
        assert_eq!(japanese_equinox(2100, false), None, "the formula ends with the century");
    }
}
