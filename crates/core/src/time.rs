//! Instants and time windows. An instant always travels with its offset; a wall time without one is refused.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A moment in time with the offset in which it was written down (RFC 3339).
pub type Instant = DateTime<FixedOffset>;

/// A window that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimeWindowError {
    /// The latest time is before the earliest.
    #[error("the window ends at {latest}, before it begins at {earliest}")]
    Reversed {
        /// Where the window begins.
        earliest: Instant,
        /// Where it ends.
        latest: Instant,
    },
}

impl TimeWindowError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Reversed { .. } => "time_window.reversed",
        }
    }
}

/// A window of time: both ends belong to it.
///
/// ```
/// use haulage_core::time::TimeWindow;
///
/// let window = TimeWindow::new("2026-11-20T09:00:00-03:00".parse()?, "2026-11-20T12:00:00-03:00".parse()?)?;
/// assert!(window.contains("2026-11-20T13:30:00+00:00".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawWindow", into = "RawWindow")]
#[cfg_attr(feature = "schema", schemars(with = "RawWindow"))]
pub struct TimeWindow {
    earliest: Instant,
    latest: Instant,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TimeWindow"))]
#[serde(deny_unknown_fields)]
struct RawWindow {
    /// First moment that is inside.
    earliest: Instant,
    /// Last moment that is inside.
    latest: Instant,
}

impl TimeWindow {
    /// A window from its two ends.
    ///
    /// # Errors
    /// [`TimeWindowError::Reversed`] when it ends before it begins.
    pub fn new(earliest: Instant, latest: Instant) -> Result<Self, TimeWindowError> {
        if latest < earliest {
            return Err(TimeWindowError::Reversed { earliest, latest });
        }
        Ok(Self { earliest, latest })
    }

    /// First moment that is inside.
    #[must_use]
    pub const fn earliest(&self) -> Instant {
        self.earliest
    }

    /// Last moment that is inside.
    #[must_use]
    pub const fn latest(&self) -> Instant {
        self.latest
    }

    /// Whether the moment is inside.
    #[must_use]
    pub fn contains(&self, moment: Instant) -> bool {
        self.earliest <= moment && moment <= self.latest
    }
}

impl TryFrom<RawWindow> for TimeWindow {
    type Error = TimeWindowError;

    fn try_from(raw: RawWindow) -> Result<Self, TimeWindowError> {
        Self::new(raw.earliest, raw.latest)
    }
}

impl From<TimeWindow> for RawWindow {
    fn from(window: TimeWindow) -> Self {
        Self { earliest: window.earliest, latest: window.latest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_compares_moments_and_not_wall_clocks() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let reversed = TimeWindow::new(at("2026-11-20T09:00:00+01:00"), at("2026-11-20T08:30:00+02:00"));
        assert_eq!(reversed.unwrap_err().code(), "time_window.reversed");
        assert!(TimeWindow::new(at("2026-11-20T09:00:00+01:00"), at("2026-11-20T08:30:00+00:00")).is_ok());
    }

    #[test]
    fn a_wall_time_without_its_offset_is_refused() {
        let naive = r#"{"earliest": "2026-11-20T09:00:00", "latest": "2026-11-20T10:00:00"}"#;
        assert!(serde_json::from_str::<TimeWindow>(naive).is_err());
    }
}
