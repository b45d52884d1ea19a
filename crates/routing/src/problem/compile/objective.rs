//! Prices on a plan as a whole: how evenly work is shared, how close together the stops of a route lie.

use haulage_core::fault::Path;

use super::Compiler;
use crate::problem::{ProblemDocument, Strain, cost::UNITS};

impl Compiler {
    /// What balance and compactness cost.
    pub(super) fn prices(&mut self, document: &ProblemDocument) {
        if let Some(balance) = &document.balance {
            let path = Path::ROOT.key("balance");
            self.problem.strain = Strain {
                per_second: self.cost(&path.key("per_hour"), balance.per_hour, UNITS / 3_600),
                per_metre: self.cost(&path.key("per_km"), balance.per_km, UNITS / 1_000),
                per_task: self.cost(&path.key("per_task"), balance.per_task, UNITS),
            };
        }
        if let Some(compactness) = &document.compactness {
            let path = Path::ROOT.key("compactness");
            self.problem.compactness = self.cost(&path.key("per_km"), compactness.per_km, UNITS / 1_000);
        }
    }
}
