//! Temperatures that goods bear and vehicles keep.

use serde::{Deserialize, Serialize};

use crate::{
    fault::{Faults, Path},
    money::Amount,
};

/// A range of temperatures in degrees Celsius, both ends included; an end left out is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TemperatureRange {
    /// Coldest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_celsius: Option<Amount>,
    /// Warmest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_celsius: Option<Amount>,
}

impl TemperatureRange {
    /// What both ranges allow; `None` when that is nothing.
    ///
    /// ```
    /// use haulage_core::goods::TemperatureRange;
    ///
    /// let range = |json| serde_json::from_str::<TemperatureRange>(json).unwrap();
    /// let (vaccine, fruit) = (range(r#"{"min_celsius": 2, "max_celsius": 8}"#), range(r#"{"min_celsius": "7.5"}"#));
    /// assert_eq!(vaccine.common(fruit), Some(range(r#"{"min_celsius": "7.5", "max_celsius": 8}"#)));
    /// assert_eq!(vaccine.common(range(r#"{"max_celsius": -18}"#)), None);
    /// ```
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        let tighter = |a: Option<Amount>, b: Option<Amount>, pick: fn(Amount, Amount) -> Amount| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (one, None) | (None, one) => one,
        };
        let common = Self {
            min_celsius: tighter(self.min_celsius, other.min_celsius, Amount::max),
            max_celsius: tighter(self.max_celsius, other.max_celsius, Amount::min),
        };
        common.is_possible().then_some(common)
    }

    fn is_possible(self) -> bool {
        !matches!((self.min_celsius, self.max_celsius), (Some(min), Some(max)) if min > max)
    }

    pub(super) fn check(self, path: &Path<'_>, faults: &mut Faults) {
        if !self.is_possible() {
            faults.report(path, "goods.temperature", "the coldest is above the warmest", "exchange them, or leave one out");
        }
    }
}
