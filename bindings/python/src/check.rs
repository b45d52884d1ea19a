//! The independent checker.

use haulage_routing::{check as routing, plan::CostLines};
use pyo3::prelude::*;

use crate::{plan::Plan, problem::Problem, record::record};

record! {
    /// A rule that a plan breaks.
    Violation = routing::Violation {
        /// Which rule: stable, dotted (`check.capacity`).
        code: String,
        /// Where: a JSON pointer into the plan.
        path: String,
        /// What is wrong, with figures.
        detail: String,
    }
}

record! {
    /// What the independent checker found.
    CheckReport = routing::CheckReport {
        /// Whether the plan breaks no rule.
        feasible: bool,
        /// Every rule that it breaks.
        violations: Vec<routing::Violation>,
        /// What it costs, recomputed from the problem alone.
        costs: CostLines,
    }
}

/// Checks a plan against a problem: recomputes everything from the problem alone, and shares no code with the search.
#[pyfunction]
#[pyo3(signature = (problem, plan, /))]
pub(crate) fn check(py: Python<'_>, problem: &Bound<'_, Problem>, plan: &Bound<'_, Plan>) -> CheckReport {
    let (problem, plan) = (problem.get().valid(), plan.get().document());
    CheckReport(py.detach(|| routing::check(problem, plan)))
}
