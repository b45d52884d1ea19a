//! How bad an infringement is, and from which measure on.

use serde::{Deserialize, Serialize};

use crate::activity::Minute;

/// How bad an infringement is, in the words of the law that grades it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// European Union: below the first band of Regulation (EU) 2016/403. Australia: minor risk breach.
    Minor,
    /// European Union: serious infringement.
    Serious,
    /// European Union: very serious infringement.
    VerySerious,
    /// European Union: most serious infringement.
    MostSerious,
    /// Australia: substantial risk breach.
    Substantial,
    /// Australia: severe risk breach.
    Severe,
    /// Australia: critical risk breach.
    Critical,
    /// United States: driving more than three hours past the limit (49 CFR part 386, appendix B (a)(6)).
    Egregious,
}

/// Bands from the mildest to the gravest. For what must not be exceeded the least measure of each, for what must be
/// reached the measure below which it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Bands(Vec<(Minute, Severity)>);

impl Bands {
    /// The band of doing as much as `measured`; none below the first.
    #[must_use]
    pub fn of_excess(&self, measured: Minute) -> Option<Severity> {
        self.last(|bound| measured >= bound)
    }

    /// The band of resting no more than `measured`; none above the first.
    #[must_use]
    pub fn of_shortfall(&self, measured: Minute) -> Option<Severity> {
        self.last(|bound| measured < bound)
    }

    fn last(&self, holds: impl Fn(Minute) -> bool) -> Option<Severity> {
        self.0.iter().rev().find(|(bound, _)| holds(*bound)).map(|(_, severity)| *severity)
    }
}
