//! Dangerous goods packed in limited quantities (ADR chapter 3.4).

use serde::{Deserialize, Serialize};

use super::document::Quantity;
use crate::{
    fault::{Faults, Path},
    quantity::Mass,
};

/// A package of inner packagings, each of them small: exempt from most of ADR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitedQuantity {
    /// What an inner packaging or article may hold: column 7a of table A.
    pub limit: Quantity,
    /// What an inner packaging or article holds.
    pub inner: Quantity,
    /// How many packages.
    pub packages: u32,
    /// Gross mass of a package: 30 kg at the most (3.4.2).
    pub package_gross_mass_g: Mass,
    /// Whether the package is a shrink-wrapped or stretch-wrapped tray: 20 kg at the most (3.4.3).
    #[serde(default)]
    pub tray: bool,
}

impl LimitedQuantity {
    /// Gross mass of all packages.
    #[must_use]
    pub fn gross_mass(&self) -> Option<Mass> {
        self.package_gross_mass_g.checked_mul(self.packages.into())
    }

    pub(super) fn check(&self, path: &Path<'_>, faults: &mut Faults) {
        const CODE: &str = "goods.limited_quantity";
        let most_g = if self.tray { 20_000 } else { 30_000 };
        if self.package_gross_mass_g.grams() > most_g {
            let cause = format!("a package of {} is above {most_g} g (ADR 3.4.2, 3.4.3)", self.package_gross_mass_g);
            faults.report(&path.key("package_gross_mass_g"), CODE, cause, "pack smaller, or declare the goods in full");
        }
        let fits = match (&self.limit, &self.inner) {
            (Quantity::Kilograms(limit), Quantity::Kilograms(inner)) | (Quantity::Litres(limit), Quantity::Litres(inner)) => {
                inner.0 <= limit.0 && !limit.0.is_zero()
            }
            _ => {
                faults.report(&path.key("inner"), CODE, "the limit has another unit", "state both in kg or both in l");
                return;
            }
        };
        if !fits {
            let cause = format!("an inner packaging of {} is above column 7a's {}", self.inner, self.limit);
            faults.report(&path.key("inner"), CODE, cause, "pack smaller, or declare the goods in full");
        }
        self.limit.check(&path.key("limit"), faults);
        self.inner.check(&path.key("inner"), faults);
    }
}
