//! Time in a problem: whole seconds of its own clock, written as integers or, where the clock is tied to the world, as
//! instants.

use chrono::{SecondsFormat, TimeDelta};
use chrono_tz::Tz;
use haulage_core::time::Instant;
use serde::{Deserialize, Serialize};

/// Last second a problem counts: a hundred years. Sums of a thousand horizons stay far inside 64 bits.
pub(super) const HORIZON: i64 = 3_155_760_000;

/// Ties the seconds of a problem to instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The instant of second zero. No moment of the problem may be earlier.
    pub start: Instant,
    /// Time zone in which the plan is written (IANA name); without it, the offset of `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub zone: Option<Tz>,
}

/// A moment as documents write it: an integer second of the problem's clock, or an instant (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Moment {
    /// Seconds since the problem's clock started.
    Second(i64),
    /// An instant with its offset; needs a problem with a clock.
    Instant(Instant),
}

impl Moment {
    /// The moment of a second: an instant in the clock's zone when there is a clock.
    pub(super) fn from_second(second: i64, clock: Option<&Clock>) -> Self {
        let instant = clock.and_then(|clock| {
            let moment = clock.start.checked_add_signed(TimeDelta::try_seconds(second)?)?;
            Some(clock.zone.map_or(moment, |zone| moment.with_timezone(&zone).fixed_offset()))
        });
        instant.map_or(Self::Second(second), Self::Instant)
    }

    /// The second of the clock; `None` for an instant without a clock or with a fraction of a second.
    pub(crate) fn second(self, clock: Option<&Clock>) -> Option<i64> {
        match self {
            Self::Second(second) => Some(second),
            Self::Instant(instant) => {
                let since = instant.signed_duration_since(clock?.start);
                (since.subsec_nanos() == 0).then(|| since.num_seconds())
            }
        }
    }
}

impl core::fmt::Display for Moment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Second(second) => second.fmt(f),
            Self::Instant(instant) => f.write_str(&instant.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }
    }
}

impl From<i64> for Moment {
    fn from(second: i64) -> Self {
        Self::Second(second)
    }
}

impl From<Instant> for Moment {
    fn from(instant: Instant) -> Self {
        Self::Instant(instant)
    }
}

/// A window in which service may begin; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Earliest start of service.
    pub earliest: Moment,
    /// Latest start of service.
    pub latest: Moment,
}

impl Window {
    /// A window from its two ends.
    pub fn new(earliest: impl Into<Moment>, latest: impl Into<Moment>) -> Self {
        Self { earliest: earliest.into(), latest: latest.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        Clock { start: "2026-10-25T00:00:00+02:00".parse().unwrap(), zone: Some(chrono_tz::Europe::Berlin) }
    }

    #[test]
    fn the_night_the_clocks_go_back_has_an_hour_more() {
        let clock = clock();
        let noon = Moment::from_second(13 * 3_600, Some(&clock));
        assert_eq!(noon.to_string(), "2026-10-25T12:00:00+01:00");
        assert_eq!(noon.second(Some(&clock)), Some(13 * 3_600));
    }

    #[test]
    fn an_instant_needs_a_clock() {
        let moment: Moment = serde_json::from_str("\"2026-10-25T12:00:00+01:00\"").unwrap();
        assert_eq!(moment.second(None), None);
        assert_eq!(moment.second(Some(&clock())), Some(13 * 3_600));
    }
}
