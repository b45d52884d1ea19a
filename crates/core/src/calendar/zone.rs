//! Zones: a wall clock becomes a moment, also where the clock skips or repeats an hour.

use core::str::FromStr;

use chrono::{DateTime, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::Instant;

/// Not a zone of the IANA time zone database.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a zone of the IANA time zone database such as Europe/Berlin")]
pub struct ZoneError(String);

impl ZoneError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "zone.name"
    }
}

/// A zone by its name in the IANA time zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Zone(Tz);

/// Which moment a wall clock means that it shows twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// The first time.
    First,
    /// The second time.
    Second,
}

impl Zone {
    /// Reads a name.
    ///
    /// # Errors
    /// [`ZoneError`] for an unknown one.
    pub fn new(name: &str) -> Result<Self, ZoneError> {
        Tz::from_str(name).map(Self).map_err(|_| ZoneError(name.into()))
    }

    /// What the wall clock shows at a moment.
    #[must_use]
    pub fn wall_clock(&self, moment: Instant) -> NaiveDateTime {
        moment.with_timezone(&self.0).naive_local()
    }

    /// The moment at which the wall clock shows a time. One that it skips is the moment of the skip: the first at which
    /// it shows that time or later.
    ///
    /// ```
    /// use haulage_core::calendar::{Repeated, Zone};
    ///
    /// let berlin = Zone::new("Europe/Berlin")?;
    /// let at = |day: &str, repeated| berlin.at(day.parse().unwrap(), "02:30:00".parse().unwrap(), repeated).to_rfc3339();
    /// assert_eq!(at("2026-03-29", Repeated::First), "2026-03-29T03:00:00+02:00", "there is no 02:30");
    /// assert_eq!(at("2026-10-25", Repeated::First), "2026-10-25T02:30:00+02:00");
    /// assert_eq!(at("2026-10-25", Repeated::Second), "2026-10-25T02:30:00+01:00");
    /// # Ok::<(), haulage_core::calendar::ZoneError>(())
    /// ```
    #[must_use]
    pub fn at(&self, day: NaiveDate, time: NaiveTime, repeated: Repeated) -> Instant {
        let wall = day.and_time(time);
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(moment) => moment.fixed_offset(),
            MappedLocalTime::Ambiguous(first, second) => match repeated {
                Repeated::First => first.fixed_offset(),
                Repeated::Second => second.fixed_offset(),
            },
            MappedLocalTime::None => self.after_skip(wall),
        }
    }

    /// The first moment at which the wall clock shows a skipped time or later: between the moments that the time would be
    /// under the offsets of the day before and the day after.
    fn after_skip(self, wall: NaiveDateTime) -> Instant {
        let offset_at = |days: i64| {
            let near = wall.checked_add_signed(Duration::days(days)).unwrap_or(wall);
            i64::from(self.0.offset_from_utc_datetime(&near).fix().local_minus_utc())
        };
        let seconds = wall.and_utc().timestamp();
        let (one, other) = (offset_at(-1), offset_at(1));
        let (mut early, mut late) = (seconds - one.max(other), seconds - one.min(other));
        let moment = |seconds: i64| DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default().with_timezone(&self.0);
        while early < late {
            let middle = early + (late - early) / 2;
            if moment(middle).naive_local() >= wall { late = middle } else { early = middle + 1 }
        }
        moment(late).fixed_offset()
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;

    fn try_from(name: String) -> Result<Self, ZoneError> {
        Self::new(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0.name().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_day_ends_where_the_next_begins() {
        // Samoa went over the date line: there was no 30 December 2011.
        let apia = Zone::new("Pacific/Apia").unwrap();
        let moment = apia.at("2011-12-30".parse().unwrap(), "12:00:00".parse().unwrap(), Repeated::First);
        assert_eq!(moment.to_rfc3339(), "2011-12-31T00:00:00+14:00");
    }

    #[test]
    fn half_an_hour_is_skipped_and_repeated_as_an_hour_is() {
        let howe = Zone::new("Australia/Lord_Howe").unwrap();
        let at = |day: &str, time: &str, repeated| howe.at(day.parse().unwrap(), time.parse().unwrap(), repeated).to_rfc3339();
        assert_eq!(at("2026-10-04", "02:10:00", Repeated::First), "2026-10-04T02:30:00+11:00");
        assert_eq!(at("2026-04-05", "01:40:00", Repeated::Second), "2026-04-05T01:40:00+10:30");
    }

    #[test]
    fn a_zone_is_named_and_not_guessed() {
        assert_eq!(Zone::new("CEST").unwrap_err().code(), "zone.name");
        assert!(serde_json::from_str::<Zone>("\"Mars/Olympus\"").is_err());
    }
}
