//! Small random problems with one feature each, and the best plan of each by trying every plan.

mod plain;
mod whole;
mod work;

use std::collections::BTreeSet;

use haulage_core::goods::GoodsDocument;

use crate::{
    check::check,
    plan::{Plan, Solution, Tour},
    problem::{
        Alternative, Cost, Group, GroupRule, Keep, KeptRoute, PlaceReference, Problem, ProblemDocument, Relation, RelationRule,
        Running, TaskKind, Window,
    },
    samples::{self, Dice},
};

/// What is added to a plain problem, and how it is taken away again.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) add: fn(&mut Dice, &mut ProblemDocument),
    pub(crate) relax: fn(&mut ProblemDocument),
}

pub(crate) const FEATURES: &[Feature] = &[
    Feature { name: "allowed and forbidden vehicles", add: add_kinds, relax: relax_kinds },
    Feature { name: "goods apart", add: add_goods, relax: |it| it.goods.iter_mut().for_each(|goods| goods.temperature = None) },
    Feature { name: "pinned", add: add_pins, relax: |it| it.running.iter_mut().for_each(|running| running.pinned.clear()) },
    Feature { name: "settled next stops", add: add_settled, relax: relax_settled },
    Feature { name: "on the road", add: add_departed, relax: |it| it.jobs.iter_mut().for_each(|job| job.delivery.clear()) },
    Feature { name: "alternatives", add: add_alternatives, relax: |it| it.jobs.iter_mut().for_each(|job| job.windows.clear()) },
    Feature { name: "exclusive", add: |dice, it| add_group(dice, it, GroupRule::Exclusive), relax: relax_exclusive },
    Feature { name: "together", add: |dice, it| add_group(dice, it, GroupRule::Together), relax: |it| it.groups.clear() },
    Feature { name: "same vehicle", add: |dice, it| relate(dice, it, RelationRule::SameVehicle), relax: unrelate },
    Feature { name: "in order", add: |dice, it| relate(dice, it, RelationRule::InOrder), relax: unrelate },
    Feature { name: "directly after", add: |dice, it| relate(dice, it, RelationRule::DirectlyAfter), relax: unrelate },
    Feature { name: "first", add: |dice, it| relate(dice, it, RelationRule::First), relax: unrelate },
    Feature { name: "last", add: |dice, it| relate(dice, it, RelationRule::Last), relax: unrelate },
    Feature { name: "changes at a price", add: add_keep, relax: |it| it.keep = None },
];

/// A small problem with one feature, valid or not.
pub(crate) fn document(dice: &mut Dice, feature: &Feature, requests: u64) -> ProblemDocument {
    let mut document = samples::document(dice, requests);
    // A few vehicles are enough to try them all.
    document.vehicles.iter_mut().for_each(|vehicle| vehicle.count = 1);
    (feature.add)(dice, &mut document);
    document
}

fn add_kinds(dice: &mut Dice, document: &mut ProblemDocument) {
    for job in &mut document.jobs {
        let kind = format!("v{}", dice.roll(2));
        match dice.roll(3) {
            0 => job.vehicles = vec![kind],
            1 => job.forbidden_vehicles = vec![kind],
            _ => {}
        }
    }
}

fn relax_kinds(document: &mut ProblemDocument) {
    for job in &mut document.jobs {
        job.vehicles.clear();
        job.forbidden_vehicles.clear();
    }
}

fn add_goods(dice: &mut Dice, document: &mut ProblemDocument) {
    for (id, min, max) in [("frozen", -25, -18), ("cool", 2, 7), ("any", -30, 30)] {
        let text = format!(r#"{{"id": "{id}", "temperature": {{"min_celsius": "{min}", "max_celsius": "{max}"}}}}"#);
        document.goods.push(serde_json::from_str::<GoodsDocument>(&text).unwrap());
    }
    let names = ["frozen", "cool", "any"];
    let mut some = || names.iter().filter(|_| dice.roll(3) == 0).take(1).map(|&name| name.to_owned()).collect::<Vec<_>>();
    document.jobs.iter_mut().for_each(|job| job.goods = some());
    document.shipments.iter_mut().for_each(|shipment| shipment.goods = some());
}

fn names(document: &ProblemDocument) -> Vec<String> {
    let jobs = document.jobs.iter().map(|job| job.id.clone());
    jobs.chain(document.shipments.iter().map(|shipment| shipment.id.clone())).collect()
}

fn add_pins(dice: &mut Dice, document: &mut ProblemDocument) {
    let pinned = names(document).into_iter().filter(|_| dice.roll(2) == 0);
    let pinned = pinned.collect::<Vec<_>>();
    document.running.push(Running::new("v0", 1).pinned(pinned));
}

fn add_settled(dice: &mut Dice, document: &mut ProblemDocument) {
    let names = names(document);
    let mut next = Vec::new();
    for _ in 0..=dice.roll(2) {
        next.push(names[dice.roll(names.len() as u64) as usize].clone());
    }
    document.running.push(Running::new("v0", 1).next(next));
}

fn relax_settled(document: &mut ProblemDocument) {
    document.running.iter_mut().for_each(|running| running.next.clear());
}

fn add_departed(dice: &mut Dice, document: &mut ProblemDocument) {
    let (place, ready) = (PlaceReference::Id(format!("p{}", dice.roll(5))), dice.roll(10) as i64);
    let aboard = names(document).into_iter().filter(|_| dice.roll(3) == 0).take(1);
    let running = Running::new("v0", 1).at(place, ready).aboard(aboard);
    document.running.push(running);
}

fn add_keep(dice: &mut Dice, document: &mut ProblemDocument) {
    let names = names(document);
    let route = |vehicle: &str, jobs: Vec<String>| KeptRoute { vehicle: vehicle.into(), number: 1, jobs };
    let (first, second) = names.into_iter().partition(|_| dice.roll(2) == 0);
    let price = format!("0.0{}", dice.roll(9)).parse().unwrap();
    document.keep = Some(Keep { price, routes: vec![route("v0", first), route("v1", second)] });
}

fn add_alternatives(dice: &mut Dice, document: &mut ProblemDocument) {
    let Some(job) = document.jobs.first().map(|job| job.id.clone()) else { return };
    for _ in 0..=dice.roll(2) {
        let (place, earliest) = (format!("p{}", dice.roll(5)), dice.roll(20) as i64);
        let windows = vec![Window::new(earliest, earliest + 25)];
        document.alternatives.push(Alternative {
            job: job.clone(),
            place: Some(place.into()),
            windows,
            service_s: Some(dice.roll(4)),
        });
    }
}

fn add_group(dice: &mut Dice, document: &mut ProblemDocument, rule: GroupRule) {
    let jobs = names(document).into_iter().filter(|_| dice.roll(3) > 0).collect();
    let prize = (rule == GroupRule::Exclusive && dice.roll(2) == 0).then(|| "0.02".parse().unwrap());
    if rule == GroupRule::Exclusive {
        document.jobs.iter_mut().for_each(|job| job.prize = None);
    }
    document.groups.push(Group { rule, jobs, prize });
}

/// With a prize of nothing, none of the group need be served.
fn relax_exclusive(document: &mut ProblemDocument) {
    document.groups.iter_mut().for_each(|group| group.prize = Some("0".parse().unwrap()));
}

fn relate(dice: &mut Dice, document: &mut ProblemDocument, rule: RelationRule) {
    document.jobs.iter_mut().for_each(|job| job.prize = None);
    let mut jobs: Vec<String> = names(document).into_iter().filter(|_| dice.roll(3) > 0).collect();
    let is_alone = matches!(rule, RelationRule::First | RelationRule::Last);
    if dice.roll(2) == 0 {
        jobs.reverse();
    }
    jobs.truncate(if is_alone { 1 } else { 3 });
    document.relations.push(Relation::new(rule, jobs));
}

fn unrelate(document: &mut ProblemDocument) {
    document.relations.clear();
}

/// What a solution is worth: weight of what must be served and is not, then cost.
pub(crate) fn worth(problem: &Problem, solution: &Solution) -> (i64, Cost) {
    let plan = Plan::new(problem, solution);
    let missing = solution.unassigned.iter().map(|&job| &problem.jobs()[job]);
    let alone = missing.clone().filter(|job| problem.choice_of(job).is_none() && job.prize.is_none());
    let groups = missing.filter(|job| problem.choice_of(job).is_some_and(|union| union.prize.is_none()));
    let groups: BTreeSet<Option<usize>> = groups.map(|job| job.union).collect();
    let missing = alone.map(|job| 1 + i64::from(job.priority)).sum::<i64>() + groups.len() as i64;
    let units = plan.costs.total.0 * rust_decimal::Decimal::from(1_000_000);
    (missing, i64::try_from(units.mantissa() / 10_i128.pow(units.scale())).unwrap())
}

/// The best solution by trying every one, judged by the checker.
pub(crate) fn best(problem: &Problem) -> (i64, Cost) {
    let mut tours: Vec<Tour> = Vec::new();
    for (vehicle, fleet) in problem.vehicles().iter().enumerate() {
        tours.extend((0..fleet.count).map(|_| Tour { vehicle, tasks: Vec::new() }));
    }
    let mut search = Search { problem, tours, unassigned: Vec::new(), best: (i64::MAX, Cost::MAX) };
    search.place(0);
    search.best
}

/// Whether a pickup is settled whose delivery nobody can make any more: no plan is right then, and the checker says so.
pub(crate) fn is_torn(problem: &Problem, solution: &Solution) -> bool {
    let settled = || problem.vehicles().iter().flat_map(|vehicle| &vehicle.first);
    solution.unassigned.iter().any(|&job| {
        let tasks = &problem.jobs()[job].tasks;
        settled().any(|task| tasks.contains(task)) && !tasks.clone().all(|task| settled().any(|other| *other == task))
    })
}

struct Search<'a> {
    problem: &'a Problem,
    tours: Vec<Tour>,
    unassigned: Vec<usize>,
    best: (i64, Cost),
}

impl Search<'_> {
    /// Puts a job everywhere, and each later one.
    fn place(&mut self, job: usize) {
        let Some(request) = self.problem.jobs().get(job) else { return self.judge() };
        self.unassigned.push(job);
        self.place(job + 1);
        self.unassigned.pop();
        let tasks: Vec<usize> = request.tasks.clone().collect();
        let ways: Vec<&[usize]> = if request.is_choice { tasks.chunks(1).collect() } else { vec![&tasks] };
        for tour in 0..self.tours.len() {
            for way in &ways {
                self.put(job, tour, way);
            }
        }
    }

    fn put(&mut self, job: usize, tour: usize, left: &[usize]) {
        let Some((&task, rest)) = left.split_first() else { return self.place(job + 1) };
        for at in 0..=self.tours[tour].tasks.len() {
            self.tours[tour].tasks.insert(at, task);
            let siblings = |kind| self.tours[tour].tasks.iter().position(|&other| self.is(other, job, kind));
            let is_late_pickup = siblings(TaskKind::Delivery)
                .is_some_and(|delivery| self.problem.tasks()[task].kind == TaskKind::Pickup && at > delivery);
            let is_early_delivery = self.problem.tasks()[task].kind == TaskKind::Delivery
                && self.tours[tour].tasks[at + 1..].iter().any(|&other| self.is(other, job, TaskKind::Pickup));
            if !is_late_pickup && !is_early_delivery {
                self.put(job, tour, rest);
            }
            self.tours[tour].tasks.remove(at);
        }
    }

    fn is(&self, task: usize, job: usize, kind: TaskKind) -> bool {
        let task = &self.problem.tasks()[task];
        task.job == job && task.kind == kind
    }

    fn judge(&mut self) {
        let tours = self.tours.iter().filter(|tour| !tour.tasks.is_empty()).cloned().collect();
        let mut solution = Solution { tours, unassigned: self.unassigned.clone() };
        // Of an exclusive group the others are not missing once one is served.
        let jobs = self.problem.jobs();
        solution.unassigned.retain(|&job| {
            let spared = |others: &[usize]| others.iter().any(|other| !self.unassigned.contains(other));
            self.problem.choice_of(&jobs[job]).is_none_or(|union| !spared(&union.jobs))
        });
        let worth = worth(self.problem, &solution);
        if worth < self.best && check(self.problem, &Plan::new(self.problem, &solution)).feasible {
            self.best = worth;
        }
    }
}

mod laws {
    use super::*;
    use crate::solve::{Iterations, SolveOptions, solve};

    /// Of each feature a few hundred problems: the plan passes the checker, and no plan is better than the best.
    #[test]
    fn every_plan_with_a_bond_passes_the_checker() {
        every_plan_passes(FEATURES, 400);
    }

    #[test]
    fn every_plan_of_bounded_work_passes_the_checker() {
        every_plan_passes(work::WORK, 150);
    }

    #[test]
    fn every_plan_that_is_priced_as_a_whole_passes_the_checker() {
        every_plan_passes(whole::WHOLE, 150);
    }

    fn every_plan_passes(features: &[Feature], problems: u64) {
        for feature in features {
            let mut valid = 0;
            for seed in 0..problems {
                let mut dice = Dice(seed * 7_919 + 13);
                let Ok(problem) = Problem::new(document(&mut dice, feature, 6)) else { continue };
                valid += 1;
                let solution = solve(&problem, &SolveOptions::default().seed(seed), &mut Iterations(150));
                let report = check(&problem, &Plan::new(&problem, &solution));
                if is_torn(&problem, &solution) {
                    continue;
                }
                assert!(report.feasible, "{}, seed {seed}: {:#?}", feature.name, report.violations);
            }
            assert!(valid * 4 > problems, "{}: {valid} valid problems", feature.name);
        }
    }

    /// A bond costs: without it the best plan is as good or better. The search finds the best nearly always.
    #[test]
    fn relaxing_a_bond_never_makes_the_best_plan_worse() {
        relaxing_never_harms(FEATURES, 200, 70);
    }

    #[test]
    fn relaxing_a_bound_of_work_never_makes_the_best_plan_worse() {
        relaxing_never_harms(work::WORK, 80, 30);
    }

    #[test]
    fn relaxing_what_binds_a_whole_plan_never_makes_the_best_plan_worse() {
        relaxing_never_harms(whole::WHOLE, 80, 10);
    }

    #[test]
    fn relaxing_a_limit_never_makes_the_best_plan_worse() {
        relaxing_never_harms(plain::PLAIN, 60, 40);
    }

    fn relaxing_never_harms(features: &[Feature], problems: u64, one_missed_in: usize) {
        for feature in features {
            let (mut solved, mut found, mut dearer) = (0, 0, 0);
            for seed in 0..problems {
                let mut dice = Dice(seed * 104_729 + 7);
                let mut document = document(&mut dice, feature, 3);
                let Ok(problem) = Problem::new(document.clone()) else { continue };
                if problem.tasks().len() > 5 {
                    continue;
                }
                (feature.relax)(&mut document);
                let relaxed = best(&Problem::new(document).unwrap());
                let bound = best(&problem);
                assert!(relaxed <= bound, "{}, seed {seed}: {relaxed:?} without, {bound:?} with", feature.name);
                let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(1_000));
                if is_torn(&problem, &solution) {
                    continue;
                }
                let reached = worth(&problem, &solution);
                assert!(reached >= bound, "{}, seed {seed}: {reached:?} is better than the best {bound:?}", feature.name);
                solved += 1;
                found += usize::from(reached == bound);
                dearer += usize::from(relaxed < bound);
            }
            assert!(solved * 8 > problems as usize && dearer > 0, "{}: {solved} solved, {dearer} dearer", feature.name);
            assert!((solved - found) * one_missed_in <= solved, "{}: {found} of {solved}", feature.name);
        }
    }
}
