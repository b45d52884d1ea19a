//! What a route is limited by.

use super::{
    Feature,
    work::{free_time, vehicles},
};
use crate::{
    problem::{Job, ProblemDocument, Shipment, Window},
    samples::Dice,
};

pub(super) const PLAIN: &[Feature] = &[
    Feature { name: "capacity", add: add_capacity, relax: |it| vehicles(it, |it| it.capacity.clear()) },
    Feature { name: "windows", add: |_, _| (), relax: |it| windows(it, Vec::clear) },
    Feature { name: "one of several windows", add: add_windows, relax: relax_windows },
    Feature { name: "set-ups", add: |_, _| (), relax: |it| it.jobs.iter_mut().for_each(|job| job.setup_s = 0) },
    Feature { name: "shift", add: |_, _| (), relax: |it| vehicles(it, |it| (it.shift.earliest, it.shift.latest) = (None, None)) },
    Feature { name: "longest duration", add: |_, _| (), relax: |it| vehicles(it, |it| it.shift.max_duration_s = None) },
    Feature { name: "longest way", add: |_, _| (), relax: |it| vehicles(it, |it| it.max_distance_m = None) },
    Feature { name: "most tasks", add: |_, _| (), relax: |it| vehicles(it, |it| it.max_tasks = None) },
    Feature { name: "skills", add: |_, _| (), relax: relax_skills },
    Feature { name: "fixed cost", add: |_, _| (), relax: |it| vehicles(it, |it| it.costs.fixed = "0".parse().unwrap()) },
    Feature { name: "ends", add: |_, _| (), relax: |it| vehicles(it, |it| it.end = None) },
    Feature { name: "speed", add: add_slow, relax: |it| vehicles(it, |it| it.speed_percent = None) },
    Feature { name: "speeds by the hour", add: add_hours, relax: |it| it.profiles[0].hourly_speed_percent.clear() },
    Feature { name: "no prizes", add: |_, it| no_prizes(it), relax: relax_prizes },
];

fn add_capacity(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| it.capacity = vec![3 + dice.roll(3), 3]);
}

fn windows(document: &mut ProblemDocument, change: impl Fn(&mut Vec<Window>)) {
    let stops = |shipment: &mut Shipment| {
        shipment.pickups.iter_mut().chain(&mut shipment.deliveries).for_each(|stop| change(&mut stop.windows));
    };
    document.shipments.iter_mut().for_each(stops);
    document.jobs.iter_mut().for_each(|job: &mut Job| change(&mut job.windows));
}

fn add_windows(dice: &mut Dice, document: &mut ProblemDocument) {
    let first = dice.roll(20) as i64;
    free_time(document);
    windows(document, |it| *it = vec![Window::new(first, first + 8), Window::new(first + 30, first + 45)]);
}

/// The two windows and the time between them are one.
fn relax_windows(document: &mut ProblemDocument) {
    windows(document, |it| *it = vec![Window { earliest: it[0].earliest, latest: it[1].latest }]);
}

fn relax_skills(document: &mut ProblemDocument) {
    document.jobs.iter_mut().for_each(|job| job.skills.clear());
    document.shipments.iter_mut().for_each(|shipment| shipment.skills.clear());
}

fn add_slow(dice: &mut Dice, document: &mut ProblemDocument) {
    vehicles(document, |it| it.speed_percent = Some(30 + dice.roll(70) as u32));
}

fn add_hours(dice: &mut Dice, document: &mut ProblemDocument) {
    let percents = (0..24).map(|_| 30 + 10 * dice.roll(8) as u32);
    document.profiles[0].hourly_speed_percent = percents.collect();
    free_time(document);
}

fn no_prizes(document: &mut ProblemDocument) {
    document.jobs.iter_mut().for_each(|job| job.prize = None);
}

fn relax_prizes(document: &mut ProblemDocument) {
    document.jobs.iter_mut().for_each(|job| job.prize = Some("0".parse().unwrap()));
}
