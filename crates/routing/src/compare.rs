//! Plans side by side: what another scenario costs more, and what it moves.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use crate::plan::{CostLines, Plan, Totals, UnassignedJob};

/// A row of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The scenario.
    pub scenario: String,
    /// What its plan costs, line by line.
    pub costs: CostLines,
    /// What it costs more than the base; below zero: less.
    pub extra_cost: Amount,
    /// What it adds up to.
    pub totals: Totals,
    /// What no route serves, and why.
    pub unassigned: Vec<UnassignedJob>,
    /// Jobs and shipments that another vehicle serves than in the base.
    pub moved: Vec<Move>,
}

/// A job or shipment that another vehicle serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Its name.
    pub job: String,
    /// Who serves it in the base; absent: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Ride>,
    /// Who serves it in the scenario; absent: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Ride>,
}

/// A vehicle of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ride {
    /// Its type.
    pub vehicle: String,
    /// Which one of its type, from 1.
    pub number: u32,
}

/// A plan beside that of the base.
///
/// Vehicles of a type are alike, so their numbers say nothing: a route is held against the one of its type in the base with
/// which it shares most jobs, and only what is then on another route has moved.
#[must_use]
pub fn contrast(scenario: &str, base: &Plan, plan: &Plan) -> Row {
    Row {
        scenario: scenario.to_owned(),
        costs: plan.costs,
        extra_cost: Amount((plan.costs.total.0 - base.costs.total.0).normalize()),
        totals: plan.totals.clone(),
        unassigned: plan.unassigned.clone(),
        moved: moved(base, plan),
    }
}

fn moved(base: &Plan, plan: &Plan) -> Vec<Move> {
    let (before, after) = (riders(base), riders(plan));
    let twins = twins(base, plan, &before, &after);
    let ride = |plan: &Plan, route: Option<usize>| {
        let route = &plan.routes[route?];
        Some(Ride { vehicle: route.vehicle.clone(), number: route.number })
    };
    let jobs: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let moved = jobs.into_iter().filter_map(|job| {
        let (from, to) = (before.get(job).copied(), after.get(job).copied());
        let stays = from.is_some() && to.is_some_and(|to| twins.get(&to).copied() == from);
        (!stays).then(|| Move { job: job.to_owned(), from: ride(base, from), to: ride(plan, to) })
    });
    moved.collect()
}

/// The route of each job.
fn riders(plan: &Plan) -> BTreeMap<&str, usize> {
    let mut riders = BTreeMap::new();
    for (index, route) in plan.routes.iter().enumerate() {
        riders.extend(route.stops.iter().filter_map(|stop| Some((stop.job.as_deref()?, index))));
    }
    riders
}

/// For routes of a plan the one of the base that each is held against: pairs that share most jobs first.
fn twins(base: &Plan, plan: &Plan, before: &BTreeMap<&str, usize>, after: &BTreeMap<&str, usize>) -> BTreeMap<usize, usize> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (job, &to) in after {
        if let Some(&from) = before.get(job).filter(|&&from| base.routes[from].vehicle == plan.routes[to].vehicle) {
            *shared.entry((from, to)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().collect();
    pairs.sort_by_key(|&(pair, jobs)| (Reverse(jobs), pair));
    let (mut twins, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for ((from, to), _) in pairs {
        if !twins.contains_key(&to) && taken.insert(from) {
            twins.insert(to, from);
        }
    }
    twins
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/scenarios.md")]
struct Page;

#[cfg(test)]
mod tests;
