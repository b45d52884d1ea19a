//! What binds all routes of a plan: work that is shared, stops that are kept together, jobs that begin at the same time.

use super::{Feature, names};
use crate::{
    problem::{Balance, Compactness, ProblemDocument, Relation, RelationRule, Shift},
    samples::Dice,
};

pub(super) const WHOLE: &[Feature] = &[
    Feature { name: "balance of hours", add: |_, it| balance(it, "9", "0", "0"), relax: |it| it.balance = None },
    Feature { name: "balance of metres", add: |_, it| balance(it, "0", "2", "0"), relax: |it| it.balance = None },
    Feature { name: "balance of tasks", add: |_, it| balance(it, "0", "0", "0.01"), relax: |it| it.balance = None },
    Feature { name: "compactness", add: add_compactness, relax: |it| it.compactness = None },
    Feature { name: "compactness of a working day", add: add_compact_day, relax: |it| it.compactness = None },
    Feature { name: "synchronised start", add: add_meeting, relax: |it| it.relations.clear() },
    Feature { name: "synchronised start of paid drivers", add: add_paid_meeting, relax: |it| it.relations.clear() },
];

fn balance(document: &mut ProblemDocument, per_hour: &str, per_km: &str, per_task: &str) {
    let price = |text: &str| text.parse().unwrap();
    document.balance = Some(Balance { per_hour: price(per_hour), per_km: price(per_km), per_task: price(per_task) });
    document.jobs.iter_mut().for_each(|job| job.windows.truncate(1));
    // One vehicle alone has nothing to share.
    document.vehicles.iter_mut().for_each(|vehicle| vehicle.costs.fixed = "0.001".parse().unwrap());
}

fn add_compactness(dice: &mut Dice, document: &mut ProblemDocument) {
    document.compactness = Some(Compactness { per_km: (1 + dice.roll(3)).to_string().parse().unwrap() });
    document.jobs.iter_mut().for_each(|job| job.windows.truncate(1));
}

fn add_compact_day(dice: &mut Dice, document: &mut ProblemDocument) {
    add_compactness(dice, document);
    document.vehicles.iter_mut().for_each(|vehicle| vehicle.costs.per_waiting_hour = "1".parse().unwrap());
}

fn add_paid_meeting(dice: &mut Dice, document: &mut ProblemDocument) {
    document.jobs.iter_mut().for_each(|job| job.prize = None);
    let shipments = document.shipments.len();
    let jobs: Vec<String> = names(document).into_iter().rev().skip(shipments).take(2).collect();
    let relation = Relation::new(RelationRule::Synchronised, jobs);
    document.relations.push(Relation { max_gap_s: Some(dice.roll(12)), ..relation });
    for vehicle in &mut document.vehicles {
        vehicle.shift = Shift::between(0, 150);
    }
}

/// Without a price on time, so that any moment that is kept is as good.
fn add_meeting(dice: &mut Dice, document: &mut ProblemDocument) {
    add_paid_meeting(dice, document);
    document.vehicles.iter_mut().for_each(|vehicle| vehicle.costs.per_hour = "0".parse().unwrap());
}
