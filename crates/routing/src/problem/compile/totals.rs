//! Sums that must stay in range, so that nothing the solver adds can overflow.

use haulage_core::{fault::Path, quantity};

use super::Compiler;
use crate::travel::LONGEST_LEG;

/// Largest sum of costs that a plan may reach; leaves room for sums of a few.
const COST_RANGE: i128 = 1 << 61;

impl Compiler {
    /// Sums that must stay in range, so that nothing the solver adds can overflow.
    pub(super) fn totals(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        for dimension in 0..self.problem.dimensions {
            let tasks = self.problem.tasks.iter();
            let total: i128 = tasks.map(|task| i128::from(task.delivery[dimension]) + i128::from(task.pickup[dimension])).sum();
            if total > i128::from(quantity::MAX) {
                let cause = format!("the amounts of dimension {dimension} add up to {total}");
                self.fault(&Path::ROOT.key("jobs"), "problem.amount_range", cause, "use a coarser unit");
            }
        }
        let legs = self.problem.tasks.len() as i128
            + self.legs_of_reloads()
            + 2 * self.problem.vehicles.iter().map(|vehicle| vehicle.count as i128).sum::<i128>();
        let prizes: i128 = self.problem.jobs.iter().filter_map(|job| job.prize).map(i128::from).sum();
        let prizes = prizes + self.problem.unions.iter().filter_map(|union| union.prize).map(i128::from).sum::<i128>();
        let prizes = prizes + i128::from(self.problem.change) * self.problem.jobs.len() as i128;
        let day = self.prices_of_work() + self.prices_of_plan(legs);
        let list = Path::ROOT.key("vehicles");
        for index in 0..self.problem.vehicles.len() {
            let vehicle = &self.problem.vehicles[index];
            let longest = self.problem.travel(vehicle).longest();
            let vehicles = i128::from(vehicle.fixed.unsigned_abs()) * vehicle.count as i128;
            let way = legs * i128::from(longest) * i128::from(vehicle.per_metre);
            let rates = [vehicle.per_second, vehicle.per_overtime, vehicle.per_waiting].map(i128::from);
            let longest_day = i128::from(vehicle.shift.latest - vehicle.shift.earliest);
            let time = longest_day * vehicle.count as i128 * rates.iter().sum::<i128>();
            let profile = vehicle.profile;
            if longest > LONGEST_LEG {
                let path = Path::ROOT.key("profiles");
                let cause = format!("places are up to {longest} m apart");
                self.fault(&path.index(profile), "problem.leg_range", cause, "use a coarser unit or a smaller scale");
            }
            if vehicles + way + time + prizes + day > COST_RANGE {
                let cause = "the cost of a plan could leave the range of 64-bit integers";
                self.fault(&list.index(index).key("costs"), "problem.cost_range", cause, "use smaller rates or a coarser unit");
            }
        }
    }

    /// Sums of what a day costs beyond metres and seconds; none is beyond what shifts allow.
    fn prices_of_work(&self) -> i128 {
        let latest = self.problem.vehicles.iter().map(|vehicle| vehicle.shift.latest).max().unwrap_or(0);
        let lateness = self.problem.tasks.iter().filter_map(|task| {
            let terms = task.lateness?;
            Some(i128::from(terms.per_second) * i128::from(terms.most.min(latest)))
        });
        let penalties = self.problem.vehicles.iter().flat_map(|vehicle| {
            vehicle.breaks.iter().filter_map(|pause| Some(i128::from(pause.penalty?) * vehicle.count as i128))
        });
        lateness.sum::<i128>() + penalties.sum::<i128>()
    }

    /// Most that balance and compactness can cost.
    fn prices_of_plan(&self, legs: i128) -> i128 {
        let vehicles = || self.problem.vehicles.iter();
        let longest_leg = vehicles().map(|vehicle| self.problem.travel(vehicle).longest()).max().map_or(0, i128::from);
        let longest_day = vehicles().map(|vehicle| vehicle.shift.latest - vehicle.shift.earliest).max().map_or(0, i128::from);
        let strain = self.problem.strain;
        let balance = i128::from(strain.per_second) * longest_day
            + i128::from(strain.per_metre) * legs * longest_leg
            + i128::from(strain.per_task) * self.problem.tasks.len() as i128;
        let routes = vehicles().map(|vehicle| vehicle.count as i128).sum::<i128>();
        balance + i128::from(self.problem.compactness) * longest_leg * routes
    }

    /// Most legs that reloads can add to a plan: one there and one back before every task.
    fn legs_of_reloads(&self) -> i128 {
        let can_reload = self.problem.vehicles.iter().any(|vehicle| vehicle.reload.is_some());
        if can_reload { 2 * self.problem.tasks.len() as i128 } else { 0 }
    }
}
