//! `plan.compare`: a family of scenarios solved and held against each other.

use std::collections::BTreeSet;

use haulage_core::{
    fault::{Faults, Path},
    patch,
};
use haulage_routing::{
    compare::{Row, contrast},
    plan::Plan,
    problem::{Problem, ProblemDocument},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    ApiError, Handler, document,
    run::{RunReport, SolveSettings, Solved, solve_from, solve_now},
};

/// Most scenarios of one comparison: each is solved.
const MOST_SCENARIOS: usize = 100;

/// The name of the first row.
const BASE: &str = "base";

/// `plan.compare`
pub(super) struct Compare;

/// A problem, what could be otherwise, and how long to search each.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The problem as it is.
    problem: ProblemDocument,
    /// What could be otherwise; at most 100.
    scenarios: Vec<Scenario>,
    /// How to search each of them and when to stop.
    options: SolveSettings,
}

/// What could be otherwise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    /// Its name; `base` is the problem as it is.
    name: String,
    /// Changes of the problem: a JSON merge patch (RFC 7386) in which an object names entries of a list, as in
    /// `{"vehicles": {"van": {"count": 3}}}`; null removes.
    change: Map<String, Value>,
}

/// The comparison.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// A row a scenario, in the order of the request; the first is the base.
    rows: Vec<Row>,
    /// The plan of each row.
    plans: Vec<Plan>,
    /// How each was found.
    runs: Vec<RunReport>,
}

impl Handler for Compare {
    const NAME: &'static str = "plan.compare";
    const SUMMARY: &'static str =
        "A family of scenarios solved and compared: costs, vehicles, ways, what is left out, what moved";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let Request { problem, scenarios, options } = request;
        let (base, problems) = problems(problem, scenarios, &options)?;
        let first = solve_now(&base, &options)?;
        let mut reply = Reply { rows: Vec::new(), plans: Vec::new(), runs: Vec::new() };
        // Each scenario begins where the base ended, so that what differs is the scenario and not the search's luck.
        for (name, problem) in &problems {
            let solved = solve_from(problem, Some(&first.plan), &options)?;
            reply.add(name, &first.plan, solved);
        }
        let Solved { plan, run } = first;
        reply.rows.insert(0, contrast(BASE, &plan, &plan));
        reply.plans.insert(0, plan);
        reply.runs.insert(0, run);
        Ok(reply)
    }
}

impl Reply {
    fn add(&mut self, name: &str, base: &Plan, Solved { plan, run }: Solved) {
        self.rows.push(contrast(name, base, &plan));
        self.plans.push(plan);
        self.runs.push(run);
    }
}

/// The problem as it is, and as it is in each scenario; or the faults of all.
fn problems(
    document: ProblemDocument,
    scenarios: Vec<Scenario>,
    options: &SolveSettings,
) -> Result<(Problem, Vec<(String, Problem)>), ApiError> {
    let mut faults = Faults::new();
    if let Err(found) = options.validate() {
        faults.absorb(&Path::ROOT.key("options"), found);
    }
    let list = Path::ROOT.key("scenarios");
    if scenarios.len() > MOST_SCENARIOS {
        let cause = format!("{} scenarios are more than {MOST_SCENARIOS}", scenarios.len());
        faults.report(&list, "compare.scenarios", cause, "compare fewer at a time");
        return Err(ApiError::invalid(faults));
    }
    let text = serde_json::to_value(&document).map_err(|error| ApiError::internal(error.to_string()))?;
    let base = Problem::new(document).map_err(|found| faults.absorb(&Path::ROOT.key("problem"), found));
    let mut names = BTreeSet::from([BASE.to_owned()]);
    let mut problems = Vec::with_capacity(scenarios.len());
    for (index, Scenario { name, change }) in scenarios.into_iter().enumerate() {
        let path = list.index(index);
        if !names.insert(name.clone()) {
            let cause = format!("`{name}` names two scenarios");
            faults.report(&path.key("name"), "compare.name", cause, "give each a name of its own, other than `base`");
        }
        match changed(text.clone(), change) {
            Ok(problem) => problems.push((name, problem)),
            Err(error) => faults.absorb(&path.key("change"), error.faults),
        }
    }
    match base {
        Ok(base) if faults.is_empty() => Ok((base, problems)),
        _ => Err(ApiError::invalid(faults)),
    }
}

/// The problem with a change; faults at their place in it.
fn changed(problem: Value, change: Map<String, Value>) -> Result<Problem, ApiError> {
    let changed = patch::merge(problem, Value::Object(change))?;
    let document = document::read::<ProblemDocument>(changed.to_string().as_bytes())?;
    Ok(Problem::new(document)?)
}
