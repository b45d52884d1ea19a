//! What the checker says.

use haulage_core::fault::{Faults, Path};
use serde::{Deserialize, Serialize};

use crate::plan::CostLines;

/// What a plan breaks, and what it really costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckReport {
    /// Whether nothing is broken and every figure is right.
    pub feasible: bool,
    /// Everything that is broken or wrong, in the order of the plan; the first thousand.
    pub violations: Vec<Violation>,
    /// The costs of the routes as driven and of the jobs left out.
    pub costs: CostLines,
}

/// A constraint that a plan breaks, or a figure that it gets wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Violation {
    /// Stable code (`check.capacity`).
    pub code: String,
    /// Where: a JSON pointer into the plan.
    pub path: String,
    /// What is wrong, with figures.
    pub detail: String,
}

/// Collects violations; a hopeless plan costs bounded memory.
#[derive(Debug, Default)]
pub(super) struct Violations(pub Vec<Violation>);

impl Violations {
    pub(super) fn report(&mut self, path: &Path<'_>, code: &str, detail: impl FnOnce() -> String) {
        if self.0.len() < Faults::LIMIT {
            self.0.push(Violation { code: code.into(), path: path.to_string(), detail: detail() });
        }
    }

    /// Reports a figure that is not what it should be.
    pub(super) fn compare<T: Copy + PartialEq + core::fmt::Display>(&mut self, path: &Path<'_>, code: &str, claimed: T, real: T) {
        if claimed != real {
            self.report(path, code, || format!("{claimed}, where {real} is right"));
        }
    }
}
