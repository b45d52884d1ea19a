//! What a vehicle's work can be bound by: hours, trips, depots, breaks.

use super::Feature;
use crate::{
    problem::{Break, DepotDocument, Lateness, ProblemDocument, Reload, Shipment, ShipmentStop, VehicleType, Window},
    samples::Dice,
};

pub(super) const WORK: &[Feature] = &[
    Feature { name: "overtime", add: add_overtime, relax: |it| vehicles(it, |it| it.shift.regular_duration_s = None) },
    Feature { name: "waiting", add: add_waiting, relax: |it| vehicles(it, |it| it.costs.per_waiting_hour.0 = 0.into()) },
    Feature { name: "no lateness", add: add_windows, relax: relax_windows },
    Feature { name: "stops", add: add_stops, relax: |it| vehicles(it, |it| it.max_stops = None) },
    Feature { name: "initial load", add: add_initial, relax: |it| vehicles(it, |it| it.initial_load.clear()) },
    Feature { name: "breaks", add: add_breaks, relax: |it| vehicles(it, |it| it.breaks.clear()) },
    Feature { name: "optional breaks", add: add_optional, relax: |it| vehicles(it, |it| it.breaks.clear()) },
    Feature { name: "reloads", add: add_reloads, relax: relax_reloads },
    Feature { name: "no reloads", add: add_tight, relax: |it| vehicles(it, |it| it.reload = Some(Reload::at("p2"))) },
    Feature { name: "release", add: add_release, relax: |it| it.jobs.iter_mut().for_each(|job| job.release = None) },
    Feature { name: "opening hours", add: add_opening, relax: |it| it.depots.clear() },
    Feature { name: "stock", add: add_stock, relax: |it| it.depots.clear() },
    Feature { name: "last in, first out", add: add_lifo, relax: |it| vehicles(it, |it| it.lifo = false) },
];

pub(super) fn vehicles(document: &mut ProblemDocument, change: impl FnMut(&mut VehicleType)) {
    document.vehicles.iter_mut().for_each(change);
}

fn add_overtime(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| {
        it.shift.regular_duration_s = Some(10 + dice.roll(20));
        it.costs.per_overtime_hour = "5".parse().unwrap();
    });
}

fn add_waiting(_: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| it.costs.per_waiting_hour = "4".parse().unwrap());
}

fn add_windows(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| {
        it.shift.earliest.get_or_insert(0.into());
        it.shift.latest.get_or_insert(150.into());
    });
    for job in &mut document.jobs {
        let earliest = dice.roll(10) as i64;
        job.windows = vec![Window::new(earliest, earliest + dice.roll(10) as i64)];
    }
}

fn relax_windows(document: &mut ProblemDocument) {
    let lateness = Lateness::per_hour("0.5".parse().unwrap()).at_most_s(30);
    document.jobs.iter_mut().for_each(|job| job.lateness = Some(lateness));
}

fn add_stops(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| it.max_stops = Some(1 + dice.roll(2) as u32));
}

fn add_initial(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| {
        it.capacity = vec![6];
        it.initial_load = vec![1 + dice.roll(4)];
    });
}

/// Time without a price: the best departure is then the first.
pub(super) fn free_time(document: &mut ProblemDocument) {
    vehicles(document, |it| {
        it.costs.per_hour = "0".parse().unwrap();
        it.shift.max_duration_s = None;
    });
}

fn add_breaks(dice: &mut Dice, document: &mut ProblemDocument) {
    free_time(document);
    vehicles(document, |it| {
        let from = dice.roll(25) as i64;
        it.breaks.push(Break::new(Window::new(from, from + dice.roll(10) as i64), 5 + dice.roll(20)));
    });
}

fn add_optional(dice: &mut Dice, document: &mut ProblemDocument) {
    add_breaks(dice, document);
    vehicles(document, |it| it.breaks[0].penalty = Some("0.006".parse().unwrap()));
}

fn add_tight(dice: &mut Dice, document: &mut ProblemDocument) {
    free_time(document);
    vehicles(document, |it| {
        it.capacity = vec![3 + dice.roll(2)];
        it.max_tasks = None;
    });
}

fn add_reloads(dice: &mut Dice, document: &mut ProblemDocument) {
    add_tight(dice, document);
    vehicles(document, |it| it.reload = Some(Reload::at("p2").or_at("p0").loading_s(dice.roll(5)).max(1)));
}

fn relax_reloads(document: &mut ProblemDocument) {
    vehicles(document, |it| it.reload.iter_mut().for_each(|reload| reload.max = None));
}

fn add_release(dice: &mut Dice, document: &mut ProblemDocument) {
    for job in &mut document.jobs {
        job.release = Some((dice.roll(40) as i64).into());
    }
}

fn add_opening(dice: &mut Dice, document: &mut ProblemDocument) {
    free_time(document);
    for place in ["p0", "p1"] {
        let from = dice.roll(20) as i64;
        document.depots.push(DepotDocument::new(place).open(Window::new(from, from + 20 + dice.roll(30) as i64)));
    }
}

fn add_lifo(dice: &mut Dice, document: &mut ProblemDocument) {
    document.jobs.clear();
    document.vehicles.truncate(1);
    vehicles(document, |it| *it = VehicleType::new("v0").starts_at("p0").ends_at("p1").lifo());
    let mut stop = || ShipmentStop::new(format!("p{}", dice.roll(5)));
    document.shipments = ["a", "b"].map(|id| Shipment::new(id, vec![stop()], vec![stop()])).to_vec();
}

fn add_stock(dice: &mut Dice, document: &mut ProblemDocument) {
    document.depots.push(DepotDocument::new("p0").stock([1 + dice.roll(5), 2]));
}
