//! Speeds that change by the hour of the day: who leaves later never arrives earlier (FIFO).
//!
//! A leg of `d` seconds at the usual speed is `100 d` to be done; every second of an hour does as much as the hour's per cent
//! (the travel speed model of Ichoua, Gendreau and Potvin 2003, in integers). What is begun of a second counts.

/// Seconds of an hour, and of a day.
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Speeds of the 24 hours of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hours {
    /// Per cent of the usual speed, from midnight on.
    percents: [i64; 24],
    /// The second of the day at the problem's second zero.
    offset: i64,
    /// What a whole day does.
    day: i64,
}

impl Hours {
    /// Speeds from midnight on, each at least 1; `offset` is the time of day at second zero.
    pub(crate) fn new(percents: [i64; 24], offset: i64) -> Self {
        Self { percents, offset, day: percents.iter().sum::<i64>() * HOUR }
    }

    /// The fastest and the slowest hour.
    pub(super) fn extremes(&self) -> (i64, i64) {
        let most = self.percents.iter().copied().max().unwrap_or(1);
        (most, self.percents.iter().copied().min().unwrap_or(1))
    }

    fn percent(&self, second: i64) -> i64 {
        self.percents[((second + self.offset).rem_euclid(DAY) / HOUR) as usize]
    }

    /// When what takes `usual` seconds at the usual speed and is begun at `from` is done.
    pub(super) fn arrival(&self, from: i64, usual: i64) -> i64 {
        let mut left = usual * 100;
        let mut now = from + left / self.day * DAY;
        left %= self.day;
        while left > 0 {
            let percent = self.percent(now);
            let until = HOUR - (now + self.offset).rem_euclid(HOUR);
            if left <= until * percent {
                return now + (left + percent - 1) / percent;
            }
            left -= until * percent;
            now += until;
        }
        now
    }

    /// The latest moment at which it can be begun to be done by `by`.
    pub(super) fn departure(&self, by: i64, usual: i64) -> i64 {
        let mut left = usual * 100;
        let mut now = by - left / self.day * DAY;
        left %= self.day;
        while left > 0 {
            let percent = self.percent(now - 1);
            let since = HOUR - (-now - self.offset).rem_euclid(HOUR);
            if left <= since * percent {
                return now - (left + percent - 1) / percent;
            }
            left -= since * percent;
            now -= since;
        }
        now
    }

    /// The first moment after another at which the speed may change.
    pub(super) const fn next_change(&self, after: i64) -> i64 {
        after + HOUR - (after + self.offset).rem_euclid(HOUR)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours() -> impl Strategy<Value = Hours> {
        (prop::collection::vec(1_i64..300, 24), 0..DAY)
            .prop_map(|(percents, offset)| Hours::new(percents.try_into().unwrap(), offset))
    }

    #[test]
    fn the_rush_hour_is_half_as_fast() {
        let mut percents = [100; 24];
        percents[8] = 50;
        let hours = Hours::new(percents, 7 * HOUR);
        assert_eq!(hours.arrival(0, 600), 600, "before it");
        assert_eq!(hours.arrival(HOUR, 600), HOUR + 1_200, "in it");
        assert_eq!(hours.arrival(HOUR - 300, 600), HOUR + 600, "into it");
        assert_eq!(hours.departure(HOUR + 600, 600), HOUR - 300);
    }

    proptest! {
        /// Second by second it comes to the same.
        #[test]
        fn an_arrival_is_where_every_second_adds_up(hours in hours(), from in 0..3 * DAY, usual in 0_i64..20_000) {
            let (mut done, mut now) = (0, from);
            while done < usual * 100 {
                done += hours.percent(now);
                now += 1;
            }
            prop_assert_eq!(hours.arrival(from, usual), now);
        }

        /// Later is never earlier, and the latest departure is the last that arrives in time.
        #[test]
        fn who_leaves_later_never_arrives_earlier(hours in hours(), from in DAY..3 * DAY, usual in 1_i64..100_000) {
            prop_assert!(hours.arrival(from, usual) <= hours.arrival(from + 1, usual));
            let latest = hours.departure(from, usual);
            prop_assert!(hours.arrival(latest, usual) <= from && hours.arrival(latest + 1, usual) > from);
        }
    }
}
