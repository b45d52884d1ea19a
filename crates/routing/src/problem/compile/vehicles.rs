//! Vehicles by type.

use std::collections::BTreeSet;

use haulage_core::{fault::Path, quantity};

use super::Compiler;
use crate::{
    problem::{Span, Vehicle, VehicleType, cost::UNITS, time::HORIZON},
    travel::USUAL_SPEED,
};

/// Most vehicles of all types.
const MOST_VEHICLES: u64 = 1_000_000;
/// Fastest that a vehicle may be, in per cent of its way of travelling.
const FASTEST: i64 = 1_000;

impl Compiler {
    pub(super) fn vehicles(&mut self, vehicles: &[VehicleType]) {
        let list = Path::ROOT.key("vehicles");
        if vehicles.is_empty() {
            self.fault(&list, "problem.no_vehicles", "there is no vehicle", "give at least one vehicle type");
        }
        self.fleet_size(&list, vehicles);
        let mut seen = BTreeSet::new();
        for (index, document) in vehicles.iter().enumerate() {
            let path = list.index(index);
            if document.id.trim().is_empty() {
                self.fault(&path.key("id"), "problem.blank_id", "the vehicle type has no name", "give it one");
            } else if !seen.insert(&document.id) {
                let cause = format!("`{}` names two vehicle types", document.id);
                self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each type a name of its own");
            }
            let vehicle = Vehicle { kind: index, ..self.vehicle(&path, document) };
            self.problem.vehicles.push(vehicle);
        }
    }

    /// Memory of a plan grows with its vehicles, so their number is bounded.
    fn fleet_size(&mut self, list: &Path<'_>, vehicles: &[VehicleType]) {
        let count: u64 = vehicles.iter().map(|vehicle| u64::from(vehicle.count)).sum();
        if count > MOST_VEHICLES {
            let cause = format!("{count} vehicles are more than {MOST_VEHICLES}");
            self.fault(list, "problem.fleet_size", cause, "give each type as many vehicles as there are jobs at most");
        }
    }

    fn vehicle(&mut self, path: &Path<'_>, document: &VehicleType) -> Vehicle {
        let shift_path = path.key("shift");
        let shift = &document.shift;
        let earliest = shift.earliest.map_or(0, |moment| self.second(&shift_path.key("earliest"), moment));
        let latest = shift.latest.map_or(HORIZON, |moment| self.second(&shift_path.key("latest"), moment));
        if latest < earliest {
            self.fault(&shift_path, "problem.reversed_window", "the shift ends before it begins", "swap its ends or mend one");
        }
        let (regular_latest, regular_duration) = self.regular(&shift_path, document, Span { earliest, latest });
        let costs = path.key("costs");
        let capacity = path.key("capacity");
        self.width(&capacity, document.capacity.len());
        Vehicle {
            id: document.id.clone(),
            count: document.count as usize,
            start: document.start.as_ref().map(|place| self.place(&path.key("start"), place)),
            end: document.end.as_ref().map(|place| self.place(&path.key("end"), place)),
            capacity: self.amounts(&capacity, &document.capacity, i64::MAX / 4),
            shift: Span { earliest, latest },
            max_duration: shift
                .max_duration_s
                .map_or(HORIZON, |value| self.integer(&shift_path.key("max_duration_s"), value, HORIZON)),
            max_distance: document
                .max_distance_m
                .map_or(i64::MAX / 4, |value| self.integer(&path.key("max_distance_m"), value, quantity::MAX as i64)),
            max_tasks: document.max_tasks.map_or(usize::MAX, |tasks| tasks as usize),
            max_stops: document.max_stops.map_or(usize::MAX, |stops| stops as usize),
            speed_percent: self.speed(&path.key("speed_percent"), document.speed_percent),
            initial_load: self.initial_load(&path.key("initial_load"), document),
            regular_latest,
            regular_duration,
            per_overtime: self.cost(&costs.key("per_overtime_hour"), document.costs.per_overtime_hour, UNITS / 3_600),
            per_waiting: self.cost(&costs.key("per_waiting_hour"), document.costs.per_waiting_hour, UNITS / 3_600),
            breaks: self.breaks(&path.key("breaks"), &document.breaks),
            reload: document.reload.as_ref().map(|reload| self.reload(&path.key("reload"), reload)),
            is_lifo: document.lifo,
            fixed: self.cost(&costs.key("fixed"), document.costs.fixed, UNITS),
            per_metre: self.cost(&costs.key("per_km"), document.costs.per_km, UNITS / 1_000),
            per_second: self.cost(&costs.key("per_hour"), document.costs.per_hour, UNITS / 3_600),
            profile: self.profile(&path.key("profile"), document.profile.as_deref()),
            travel: 0,
            skills: self.skills(&path.key("skills"), &document.skills),
            kind: 0,
            number: None,
            taken: Vec::new(),
            has_left: false,
            first: Vec::new(),
            driver: None,
        }
    }

    fn speed(&mut self, path: &Path<'_>, percent: Option<u32>) -> i64 {
        let percent = percent.map_or(USUAL_SPEED, i64::from);
        if (1..=FASTEST).contains(&percent) {
            return percent;
        }
        self.fault(path, "problem.speed", format!("{percent} % of the usual speed"), "give 1 to 1000");
        USUAL_SPEED
    }

    fn initial_load(&mut self, path: &Path<'_>, document: &VehicleType) -> Vec<i64> {
        self.width(path, document.initial_load.len());
        for (index, (load, capacity)) in document.initial_load.iter().zip(&document.capacity).enumerate() {
            if load > capacity {
                let cause = format!("{load} is on board from the start, {} more than the capacity", load - capacity);
                self.fault(&path.index(index), "problem.initial_load", cause, "take goods off, or give more capacity");
            }
        }
        self.amounts(path, &document.initial_load, 0)
    }
}
