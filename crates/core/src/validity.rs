//! Validity: the days on which a rule, a price or a rate is in force.

use chrono::NaiveDate;

/// Half-open range of days: `since` belongs to it, `until` does not, so that one rule's `until` is the next one's
/// `since` and no day falls between or into both. A side left out is unbounded.
///
/// ```
/// use haulage_core::validity::Validity;
///
/// let year = Validity::new("2026-01-01".parse().ok(), "2027-01-01".parse().ok());
/// assert!(year.contains("2026-12-31".parse()?) && !year.contains("2027-01-01".parse()?));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Validity {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Validity {
    /// From the first day in force to the first day no longer in force.
    #[must_use]
    pub const fn new(since: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self { since, until }
    }

    /// First day in force.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.since.unwrap_or(NaiveDate::MIN)
    }

    /// First day no longer in force.
    #[must_use]
    pub fn until(&self) -> NaiveDate {
        self.until.unwrap_or(NaiveDate::MAX)
    }

    /// Whether the rule is in force on a day.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether the rule is in force on no day at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.until() <= self.since()
    }

    /// Whether there is a day on which both are in force.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.since().max(other.since()) < self.until().min(other.until())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_no_day_and_leave_none_out() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let before = Validity::new(None, Some(day("2026-07-01")));
        let after = Validity::new(Some(day("2026-07-01")), None);
        assert!(!before.overlaps(&after));
        for text in ["2026-06-30", "2026-07-01"] {
            assert_ne!(before.contains(day(text)), after.contains(day(text)), "{text}");
        }
        assert!(Validity::new(Some(day("2026-07-01")), Some(day("2026-07-01"))).is_empty());
    }
}
