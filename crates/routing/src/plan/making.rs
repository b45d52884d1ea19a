//! From a solution to a plan: when everything happens, what is on board, what it costs.

use std::collections::BTreeSet;

use super::{
    costs::ExactCosts,
    meetings::{moments, settled},
};
use crate::{
    plan::{Plan, PlanRoute, Solution, Totals, Tour, UnassignedJob, route::route},
    problem::{Cost, Problem, Vehicle},
};

impl Plan {
    /// The plan of a solution: each route as short as its windows allow, and as early as that allows.
    #[must_use]
    pub fn new(problem: &Problem, solution: &Solution) -> Self {
        Self::priced(problem, solution, &moments(problem, &solution.tours)).0
    }

    /// The same with its exact cost, where meetings are held at moments that are known.
    pub(crate) fn priced(problem: &Problem, solution: &Solution, moments: &[Option<i64>]) -> (Self, Cost) {
        let mut exact = ExactCosts::default();
        let mut totals = Totals::default();
        let tours = numbered(problem, solution);
        let tasks = settled(problem, moments);
        let mut heaviest = Workload::default();
        let mut routes = Vec::with_capacity(tours.len());
        for (tour, number) in tours {
            let (route, costs) = route(problem, tour, number, &tour.of(&tasks));
            exact.add(&costs);
            heaviest = heaviest.or_more(&Workload::of(&route));
            totals.vehicles += 1;
            totals.tasks += tour.tasks.len() as u64;
            totals.distance_m += route.distance_m;
            totals.duration_s += route.duration_s;
            totals.travel_s += route.travel_s;
            totals.service_s += route.service_s;
            totals.waiting_s += route.waiting_s;
            totals.break_s += route.break_s;
            totals.rest_s += route.rest_s;
            totals.overtime_s += route.overtime_s;
            totals.late_s += route.late_s;
            routes.push(route);
        }
        exact.balance = heaviest.cost(problem);
        exact.prizes = prizes(problem, &solution.unassigned);
        let unassigned = solution.unassigned.iter();
        let plan = Self {
            currency: problem.currency(),
            costs: exact.lines(),
            totals,
            routes,
            unassigned: unassigned
                .map(|&job| UnassignedJob { job: problem.jobs()[job].id.clone(), binding: None, reasons: Vec::new() })
                .collect(),
        };
        (plan, exact.total())
    }
}

/// Seconds, metres and tasks of a route, or the most of each in a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Workload {
    pub(crate) seconds: i64,
    pub(crate) metres: i64,
    pub(crate) tasks: i64,
}

impl Workload {
    pub(crate) fn of(route: &PlanRoute) -> Self {
        let tasks = route.stops.iter().filter(|stop| stop.job.is_some()).count();
        Self { seconds: route.duration_s as i64, metres: route.distance_m as i64, tasks: tasks as i64 }
    }

    /// The mean of several.
    pub(crate) fn mean(loads: &[Self]) -> Self {
        let count = loads.len().max(1) as i64;
        let mean = |of: fn(&Self) -> i64| loads.iter().map(of).sum::<i64>() / count;
        Self { seconds: mean(|load| load.seconds), metres: mean(|load| load.metres), tasks: mean(|load| load.tasks) }
    }

    /// The more of each.
    pub(crate) fn or_more(self, other: &Self) -> Self {
        Self {
            seconds: self.seconds.max(other.seconds),
            metres: self.metres.max(other.metres),
            tasks: self.tasks.max(other.tasks),
        }
    }

    /// What they cost as the heaviest of a plan.
    pub(crate) const fn cost(&self, problem: &Problem) -> Cost {
        problem.strain().cost(self.seconds, self.metres, self.tasks)
    }
}

/// The tours that serve something, in the order of vehicle types, with the numbers of their vehicles.
fn numbered<'s>(problem: &Problem, solution: &'s Solution) -> Vec<(&'s Tour, u32)> {
    let mut numbers: Vec<_> = problem.vehicles().iter().map(Vehicle::numbers).collect();
    let mut tours: Vec<&Tour> = solution.tours.iter().filter(|tour| !tour.tasks.is_empty()).collect();
    tours.sort_by_key(|tour| tour.vehicle);
    let number = |tour: &'s Tour| (tour, numbers[tour.vehicle].next().unwrap_or(u32::MAX));
    let mut tours: Vec<(&Tour, u32)> = tours.into_iter().map(number).collect();
    tours.sort_by_key(|(tour, number)| (problem.vehicles()[tour.vehicle].kind, *number));
    tours
}

/// What it costs to leave jobs out; an exclusive group counts once.
fn prizes(problem: &Problem, unassigned: &[usize]) -> Cost {
    let jobs = || unassigned.iter().map(|&job| &problem.jobs()[job]);
    let groups: BTreeSet<usize> = jobs().filter(|job| problem.choice_of(job).is_some()).filter_map(|job| job.union).collect();
    let groups = groups.into_iter().filter_map(|group| problem.unions()[group].prize);
    jobs().filter_map(|job| job.prize).chain(groups).sum()
}

/// What it costs that jobs are served by another vehicle than before, each once.
pub(super) fn changes(problem: &Problem, tour: &Tour) -> Cost {
    if problem.change() == 0 {
        return 0;
    }
    let jobs: BTreeSet<usize> = tour.tasks.iter().map(|&task| problem.tasks()[task].job).collect();
    jobs.into_iter().map(|job| problem.change_of(tour.vehicle, &problem.jobs()[job])).sum()
}
