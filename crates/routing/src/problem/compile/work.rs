//! Breaks, reloads, depots, lateness and overtime, compiled.

use std::collections::BTreeSet;

use haulage_core::fault::Path;

use super::Compiler;
use crate::problem::{
    Break, Depot, DepotDocument, LatenessTerms, Moment, Pause, Reload, Reloading, Span, VehicleType, cost::UNITS, time::HORIZON,
    work::Lateness,
};

/// Most breaks of a vehicle: which are taken is tried in every combination.
const MOST_BREAKS: usize = 8;

impl Compiler {
    pub(super) fn depots(&mut self, depots: &[DepotDocument]) {
        let list = Path::ROOT.key("depots");
        let mut seen = BTreeSet::new();
        for (index, depot) in depots.iter().enumerate() {
            let path = list.index(index);
            let place = self.named_place(&path.key("place"), &depot.place);
            if !seen.insert(&depot.place) {
                let cause = format!("`{}` is described twice", depot.place);
                self.fault(&path.key("place"), "problem.duplicate_id", cause, "describe each depot once");
            }
            let stock = path.key("stock");
            self.width(&stock, depot.stock.len());
            let compiled = Depot {
                place,
                opening: self.windows(&path.key("opening"), &depot.opening),
                stock: self.amounts(&stock, &depot.stock, i64::MAX / 4),
            };
            self.problem.depots.push(compiled);
        }
    }

    pub(super) fn breaks(&mut self, path: &Path<'_>, breaks: &[Break]) -> Vec<Pause> {
        if breaks.len() > MOST_BREAKS {
            let cause = format!("{} breaks are more than {MOST_BREAKS}", breaks.len());
            self.fault(path, "problem.breaks", cause, "give fewer, or split the vehicle's day");
        }
        let mut pauses = Vec::with_capacity(breaks.len());
        for (index, pause) in breaks.iter().enumerate().take(MOST_BREAKS) {
            let path = path.index(index);
            let windows = path.key("windows");
            if pause.windows.is_empty() {
                self.fault(&windows, "problem.no_window", "the break has no window", "say when it may begin");
            }
            pauses.push(Pause {
                windows: self.windows(&windows, &pause.windows),
                duration: self.integer(&path.key("duration_s"), pause.duration_s, HORIZON),
                penalty: pause.penalty.map(|penalty| self.cost(&path.key("penalty"), penalty, UNITS)),
            });
        }
        pauses
    }

    pub(super) fn reload(&mut self, path: &Path<'_>, reload: &Reload) -> Reloading {
        let list = path.key("places");
        if reload.places.is_empty() {
            self.fault(&list, "problem.no_reload_place", "there is no place to reload at", "name one, or drop `reload`");
        }
        let mut places = Vec::with_capacity(reload.places.len());
        for (index, id) in reload.places.iter().enumerate() {
            places.push(self.named_place(&list.index(index), id));
        }
        Reloading {
            places,
            loading: self.integer(&path.key("loading_s"), reload.loading_s, HORIZON),
            most: reload.max.map_or(usize::MAX, |most| most as usize),
        }
    }

    pub(super) fn lateness(&mut self, path: &Path<'_>, lateness: Option<Lateness>) -> Option<LatenessTerms> {
        lateness.map(|lateness| LatenessTerms {
            per_second: self.cost(&path.key("per_hour"), lateness.per_hour, UNITS / 3_600),
            most: lateness.max_s.map_or(HORIZON, |most| self.integer(&path.key("max_s"), most, HORIZON)),
        })
    }

    /// When work is regular: until a moment, and for so many seconds.
    pub(super) fn regular(&mut self, path: &Path<'_>, document: &VehicleType, shift: Span) -> (i64, i64) {
        let until_path = path.key("regular_latest");
        let until = document.shift.regular_latest.map_or(HORIZON, |moment: Moment| self.second(&until_path, moment));
        if until < shift.earliest {
            self.fault(&until_path, "problem.reversed_window", "regular work ends before the shift begins", "mend one of them");
        }
        let duration = document.shift.regular_duration_s;
        (until, duration.map_or(HORIZON, |value| self.integer(&path.key("regular_duration_s"), value, HORIZON)))
    }
}
