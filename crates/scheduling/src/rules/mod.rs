//! Rule sets as dated data: the numbers of the law stand in `data/*.json`, never in the code.

mod eu;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use eu::{Bands, EuBreaks, EuCrew, EuDailyRest, EuDriving, EuFerry, EuLaw, EuSeverity, EuWeeklyRest};

/// Whose law it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Jurisdiction {
    /// European Union.
    Eu,
}

/// How bad an infringement is (Regulation (EU) 2016/403, annex I).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Below the first band of the annex.
    Minor,
    /// Serious infringement.
    Serious,
    /// Very serious infringement.
    VerySerious,
    /// Most serious infringement.
    MostSerious,
}

/// The law of one jurisdiction over one span of dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its name.
    pub id: String,
    /// The act and its amendments.
    pub title: String,
    /// Whose law it is.
    pub jurisdiction: Jurisdiction,
    /// First day on which it holds.
    pub effective_from: NaiveDate,
    /// Last day on which it holds; absent: it still does.
    #[serde(default)]
    pub effective_until: Option<NaiveDate>,
    /// Its numbers.
    pub law: Law,
}

/// The numbers of a law, in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Law {
    /// Regulation (EC) No 561/2006.
    Eu(Box<EuLaw>),
}

/// Not mutable state: data read once.
static SHIPPED: LazyLock<Vec<RuleSet>> = LazyLock::new(|| {
    // A test reads each of them; a file that ships cannot be broken.
    [include_str!("../../data/eu-561-2006.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

impl RuleSet {
    /// Every rule set that ships with the library.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &SHIPPED
    }

    /// The rule set of a jurisdiction on a date.
    ///
    /// ```
    /// use haulage_scheduling::rules::{Jurisdiction, RuleSet};
    ///
    /// let rules = RuleSet::on(Jurisdiction::Eu, "2026-11-20".parse()?);
    /// assert_eq!(rules.map(|rules| rules.id.as_str()), Some("eu-561-2006"));
    /// assert!(RuleSet::on(Jurisdiction::Eu, "1999-01-01".parse()?).is_none());
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[must_use]
    pub fn on(jurisdiction: Jurisdiction, date: NaiveDate) -> Option<&'static Self> {
        Self::shipped().iter().find(|rules| {
            rules.jurisdiction == jurisdiction
                && rules.effective_from <= date
                && rules.effective_until.is_none_or(|last| date <= last)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_set_that_ships_is_read() {
        assert_eq!(RuleSet::shipped().len(), 1);
    }
}
