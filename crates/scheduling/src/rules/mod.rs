//! Rule sets as dated data: the numbers of the law stand in `data/*.json`, never in the code.

/// Declares a struct of numbers as the files in `data` hold them.
macro_rules! numbers {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),+ }
    };
}

mod au;
mod bands;
mod ca;
mod eu;
mod us;
mod working_time;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::{
    au::{AuLaw, AuNightRest, AuPeriod},
    bands::{Bands, Severity},
    ca::{CaLaw, LongRest},
    eu::{EuBreaks, EuCrew, EuDailyRest, EuDriving, EuExceptions, EuFerry, EuLaw, EuScope, EuSeverity, EuWeeklyRest},
    us::{Cycle, UsAdverse, UsCycles, UsInterruption, UsLaw, UsShortHaul, UsSixteenHour, UsSleeper},
    working_time::{BreakDue, NightWork, WorkingTimeLaw, WorkingTimeSeverity},
};

/// Whose law it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Jurisdiction {
    /// European Union.
    Eu,
    /// United States.
    Us,
    /// Canada.
    Ca,
    /// Australia.
    Au,
}

/// What kind of driving it is. Each jurisdiction knows some of them; the first is meant where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Duty {
    /// European Union: driving and rest, Regulation (EC) No 561/2006.
    Goods,
    /// European Union: the same with Directive 2002/15/EC on top.
    GoodsWorkingTime,
    /// United States: property-carrying vehicles.
    Property,
    /// Canada: south of latitude 60° N.
    #[serde(rename = "south_of_60")]
    SouthOf60,
    /// Australia: standard hours, solo.
    StandardSolo,
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
    /// What kind of driving it is about.
    pub duty: Duty,
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
    /// Regulation (EC) No 561/2006, and Directive 2002/15/EC where it is on top.
    Eu(Box<EuLaw>),
    /// 49 CFR part 395.
    Us(Box<UsLaw>),
    /// SOR/2005-313.
    Ca(Box<CaLaw>),
    /// Heavy Vehicle (Fatigue Management) National Regulation.
    Au(Box<AuLaw>),
}

/// Not mutable state: data read once.
static SHIPPED: LazyLock<Vec<RuleSet>> = LazyLock::new(|| {
    // A test reads each of them; a file that ships cannot be broken.
    let mut sets: Vec<RuleSet> = FILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    let working_time: Option<WorkingTimeLaw> = serde_json::from_str(WORKING_TIME).ok();
    let both = sets.iter().filter_map(|rules| working_time.clone().and_then(|law| rules.with_working_time(law)));
    let both: Vec<RuleSet> = both.collect();
    sets.extend(both);
    sets
});

const FILES: [&str; 5] = [
    include_str!("../../data/eu-561-2006.json"),
    include_str!("../../data/us-395-2014.json"),
    include_str!("../../data/us-395-2020.json"),
    include_str!("../../data/ca-2005-313.json"),
    include_str!("../../data/au-standard.json"),
];
const WORKING_TIME: &str = include_str!("../../data/eu-2002-15.json");

impl RuleSet {
    /// Every rule set that ships with the library.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &SHIPPED
    }

    /// The rule set of a jurisdiction on a date, for the duty that is meant where none is named.
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
        Self::shipped().iter().find(|rules| rules.jurisdiction == jurisdiction && rules.holds_on(date))
    }

    /// The rule set of a jurisdiction on a date for a duty.
    ///
    /// ```
    /// use haulage_scheduling::rules::{Duty, Jurisdiction, RuleSet};
    ///
    /// let on = |date: &str| RuleSet::chosen(Jurisdiction::Us, date.parse().ok()?, Duty::Property).map(|rules| rules.id.as_str());
    /// assert_eq!((on("2020-09-28"), on("2020-09-29")), (Some("us-395-2014"), Some("us-395-2020")));
    /// ```
    #[must_use]
    pub fn chosen(jurisdiction: Jurisdiction, date: NaiveDate, duty: Duty) -> Option<&'static Self> {
        let mut of_duty = Self::shipped().iter().filter(|rules| rules.jurisdiction == jurisdiction && rules.duty == duty);
        of_duty.find(|rules| rules.holds_on(date))
    }

    fn holds_on(&self, date: NaiveDate) -> bool {
        self.effective_from <= date && self.effective_until.is_none_or(|last| date <= last)
    }

    /// The same law of driving and rest with a law of working time on top; none for laws that are not of the Union.
    fn with_working_time(&self, working_time: WorkingTimeLaw) -> Option<Self> {
        let Law::Eu(law) = &self.law else { return None };
        Some(Self {
            id: format!("{}+2002-15", self.id),
            title: format!("{}; {}", self.title, working_time.act),
            duty: Duty::GoodsWorkingTime,
            effective_from: self.effective_from.max(working_time.effective_from),
            law: Law::Eu(Box::new(EuLaw { working_time: Some(working_time), ..(**law).clone() })),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_set_that_ships_is_read() {
        assert_eq!(RuleSet::shipped().len(), FILES.len() + 1);
        for text in FILES {
            serde_json::from_str::<RuleSet>(text).unwrap();
        }
    }

    #[test]
    fn working_time_lies_on_top_of_the_same_numbers() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let plain = RuleSet::chosen(Jurisdiction::Eu, date, Duty::Goods).unwrap();
        let both = RuleSet::chosen(Jurisdiction::Eu, date, Duty::GoodsWorkingTime).unwrap();
        assert_eq!((plain.id.as_str(), both.id.as_str()), ("eu-561-2006", "eu-561-2006+2002-15"));
        let (Law::Eu(plain), Law::Eu(both)) = (&plain.law, &both.law) else { unreachable!("both are of the Union") };
        assert_eq!((&plain.driving, both.working_time.is_some()), (&both.driving, true));
    }
}
