//! The wall clock of the driver's base, where a law counts days and nights on it.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use haulage_core::calendar::{Repeated, Zone};

use crate::activity::{DAY, Minute, instant, minute};

/// A wall clock; without a zone that of UTC.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock(pub(super) Option<Zone>);

impl Clock {
    /// The date that it shows at a moment.
    pub(crate) fn date(self, at: Minute) -> NaiveDate {
        let moment = instant(at).unwrap_or_default();
        self.0.map_or(moment.naive_utc(), |zone| zone.wall_clock(moment.fixed_offset())).date()
    }

    /// The moment at which it shows a minute of a day, which may lie past its midnight.
    pub(crate) fn at(self, date: NaiveDate, of_day: Minute) -> Minute {
        let date = date.checked_add_signed(TimeDelta::days(of_day.div_euclid(DAY))).unwrap_or(date);
        let of_day = of_day.rem_euclid(DAY) as u32;
        let time = NaiveTime::from_hms_opt(of_day / 60, of_day % 60, 0).unwrap_or_default();
        match self.0 {
            Some(zone) => minute(zone.at(date, time, Repeated::First)),
            None => date.and_time(time).and_utc().timestamp().div_euclid(60),
        }
    }

    /// The moments at which days that begin at a minute of the day begin: from the last not after `from` to the first after
    /// `until`.
    pub(crate) fn days(self, starts_at: Minute, from: Minute, until: Minute) -> Vec<Minute> {
        let mut date = self.date(from);
        if self.at(date, starts_at) > from {
            date = date.pred_opt().unwrap_or(date);
        }
        let mut days = vec![self.at(date, starts_at)];
        while days.last().is_some_and(|day| *day <= until) {
            let Some(next) = date.succ_opt() else { break };
            date = next;
            days.push(self.at(date, starts_at));
        }
        days
    }

    /// The stretches between two minutes of the day that touch a span; `until` may lie on the day after.
    pub(crate) fn nights(self, night: (Minute, Minute), from: Minute, until: Minute) -> Vec<(Minute, Minute)> {
        let ends = if night.1 > night.0 { night.1 } else { night.1 + DAY };
        let mut nights = Vec::new();
        let mut date = self.date(from - DAY);
        loop {
            let (begin, end) = (self.at(date, night.0), self.at(date, ends));
            if begin >= until {
                return nights;
            }
            if end > from {
                nights.push((begin, end));
            }
            let Some(next) = date.succ_opt() else { return nights };
            date = next;
        }
    }
}
