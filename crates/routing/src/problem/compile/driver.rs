//! The laws that drivers keep.

use std::sync::Arc;

use haulage_core::fault::Path;
use haulage_scheduling::rules::{Law, RuleSet};

use super::Compiler;
use crate::problem::{DriverHours, DriverState, ProblemDocument, RelationRule, Running, VehicleType};

impl Compiler {
    /// Gives each vehicle its driver, once everything that a law could stand beside is known.
    pub(super) fn drivers(&mut self, document: &ProblemDocument) {
        let list = Path::ROOT.key("vehicles");
        for (index, kind) in document.vehicles.iter().enumerate() {
            let path = list.index(index);
            if let Some(rules) = self.law(&path, kind) {
                self.alone(&path, document, index);
                self.hire(&path.key("driver_state"), index, rules, kind.driver_state);
            }
        }
        let list = Path::ROOT.key("running");
        for index in document.vehicles.len()..self.problem.vehicles.len() {
            let (kind, number) = (self.problem.vehicles[index].kind, self.problem.vehicles[index].number);
            let Some(rules) = self.problem.vehicles[kind].driver.as_ref().map(|driver| driver.rules) else { continue };
            let is_told = |running: &Running| running.vehicle == document.vehicles[kind].id && Some(running.number) == number;
            let told = document.running.iter().position(is_told);
            let state = told.and_then(|told| document.running[told].driver_state);
            let path = list.index(told.unwrap_or(0));
            self.hire(&path.key("driver_state"), index, rules, state.or(document.vehicles[kind].driver_state));
        }
    }

    /// The rule set that a type names, if it holds when the problem's clock starts.
    fn law(&mut self, path: &Path<'_>, kind: &VehicleType) -> Option<&'static RuleSet> {
        let Some(name) = &kind.driver_rules else {
            if kind.driver_state.is_some() {
                let cause = "a driver's state without a law that counts it";
                self.fault(&path.key("driver_state"), "problem.driver_rules", cause, "name `driver_rules`, or drop it");
            }
            return None;
        };
        let path = path.key("driver_rules");
        let Some(rules) = RuleSet::shipped().iter().find(|rules| rules.id == *name) else {
            let known: Vec<&str> = RuleSet::shipped().iter().map(|rules| rules.id.as_str()).collect();
            let cause = format!("there is no rule set `{name}`, only {}", known.join(", "));
            self.fault(&path, "problem.unknown_rules", cause, "name one of them");
            return None;
        };
        if !matches!(&rules.law, Law::Eu(law) if law.working_time.is_none()) {
            let cause = format!("routes are not planned under `{name}` yet");
            self.fault(
                &path,
                "problem.driver_rules",
                cause,
                "name `eu-561-2006`, or plan trips one by one with `hours.schedule`",
            );
            return None;
        }
        let Some(clock) = self.problem.clock else {
            let cause = "a law counts days and weeks of the calendar, and the problem has no clock";
            self.fault(&path, "problem.no_clock", cause, "give the problem a clock");
            return None;
        };
        let date = clock.start.naive_utc().date();
        if date < rules.effective_from || rules.effective_until.is_some_and(|last| date > last) {
            let cause = format!("`{name}` does not hold on {date}");
            self.fault(&path, "problem.rules_date", cause, "name the rule set of that day");
            return None;
        }
        Some(rules)
    }

    /// What cannot yet be planned together with a law is refused, never passed over.
    fn alone(&mut self, path: &Path<'_>, document: &ProblemDocument, index: usize) {
        let (kind, profile) = (&document.vehicles[index], self.problem.vehicles[index].profile);
        let by_the_hour = self.problem.profiles.get(profile).is_some_and(|profile| profile.hourly_percents.is_some());
        let stops = document.shipments.iter().flat_map(|shipment| shipment.pickups.iter().chain(&shipment.deliveries));
        let mut lateness = document.jobs.iter().map(|job| job.lateness).chain(stops.map(|stop| stop.lateness));
        for (is_there, what) in [
            (!kind.breaks.is_empty(), "breaks at fixed times"),
            (kind.reload.is_some(), "reloads"),
            (!kind.costs.per_waiting_hour.0.is_zero(), "a price for waiting"),
            (by_the_hour, "speeds by the hour"),
            (document.relations.iter().any(|relation| relation.rule == RelationRule::Synchronised), "synchronised starts"),
            (lateness.any(|lateness| lateness.is_some()), "jobs that may be served late"),
        ] {
            if is_there {
                let cause = format!("{what} are not planned together with a law on driving hours");
                self.fault(&path.key("driver_rules"), "problem.driver_rules", cause, "drop one of the two");
            }
        }
    }

    fn hire(&mut self, path: &Path<'_>, index: usize, rules: &'static RuleSet, state: Option<DriverState>) {
        let Some(clock) = self.problem.clock else { return };
        for (key, moment) in
            state.iter().flat_map(|state| [("shift_began", state.shift_began), ("weekly_rest_ended", state.weekly_rest_ended)])
        {
            if moment.is_some_and(|moment| moment.second(Some(&clock)).is_none()) {
                self.fault(&path.key(key), "problem.moment", "the moment has a fraction of a second", "give whole seconds");
            }
        }
        let vehicle = &mut self.problem.vehicles[index];
        match DriverHours::new(rules, state, &clock, vehicle.shift.earliest) {
            Ok(driver) => vehicle.driver = Some(Arc::new(driver)),
            Err(faults) => self.faults.absorb(path, faults),
        }
    }
}
