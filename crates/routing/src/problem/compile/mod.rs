//! From a document to a problem: names to indices, moments to seconds, money to cost units, every fault collected.

mod choice;
mod day;
mod driver;
mod fit;
mod jobs;
mod objective;
mod places;
mod totals;
mod values;
mod vehicles;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use haulage_core::fault::{Faults, Path};

use super::{PlaceIndex, Problem, ProblemDocument, Strain};

/// Most load dimensions: more is a mistake in the document, and the solver's memory is proportional to them.
const MOST_DIMENSIONS: usize = 32;

pub(super) fn compile(mut document: ProblemDocument) -> Result<Problem, Faults> {
    let mut compiler = Compiler::new(&document);
    compiler.places(&document.places);
    compiler.depots(&document.depots);
    compiler.vehicles(&document.vehicles);
    compiler.goods(&document.goods);
    compiler.begin_day(&document);
    compiler.jobs(&document);
    compiler.shipments(&document.shipments);
    compiler.end_day(&document);
    compiler.bind(&document);
    compiler.prices(&document);
    let profiles = core::mem::take(&mut document.profiles);
    compiler.profiles(profiles);
    compiler.travels();
    compiler.drivers(&document);
    compiler.totals();
    compiler.late_stops(&document);
    let Compiler { faults, mut problem, .. } = compiler;
    problem.tasks.iter_mut().enumerate().for_each(|(index, task)| task.index = index);
    problem.needs_itineraries = problem.asks_for_itineraries();
    faults.into_result(problem)
}

struct Compiler {
    faults: Faults,
    problem: Problem,
    place_ids: BTreeMap<String, PlaceIndex>,
    profile_ids: BTreeMap<String, usize>,
    skill_ids: BTreeMap<String, usize>,
    request_ids: BTreeSet<String>,
    goods_ids: BTreeMap<String, usize>,
    day: day::Day,
}

impl Compiler {
    fn new(document: &ProblemDocument) -> Self {
        let widths = document.vehicles.iter().flat_map(|vehicle| [vehicle.capacity.len(), vehicle.initial_load.len()]);
        let widths = widths.chain(document.jobs.iter().flat_map(|job| [job.delivery.len(), job.pickup.len()]));
        let stops = document.shipments.iter().flat_map(|shipment| shipment.pickups.iter().chain(&shipment.deliveries));
        let widths = widths.chain(document.depots.iter().map(|depot| depot.stock.len()));
        let dimensions = widths.chain(stops.map(|stop| stop.amount.len())).max().unwrap_or(0).min(MOST_DIMENSIONS);
        Self {
            faults: Faults::new(),
            problem: Problem {
                clock: document.clock,
                currency: document.currency,
                objective: document.objective,
                dimensions,
                needs_itineraries: false,
                places: Vec::new(),
                profiles: Vec::new(),
                vehicles: Vec::new(),
                jobs: Vec::new(),
                tasks: Vec::new(),
                skills: Vec::new(),
                travels: Vec::new(),
                goods: Vec::new(),
                change: 0,
                depots: Vec::new(),
                unions: Vec::new(),
                alliances: Vec::new(),
                meetings: Vec::new(),
                strain: Strain::default(),
                compactness: 0,
            },
            place_ids: BTreeMap::new(),
            profile_ids: named(document.profiles.iter().map(|profile| &profile.id)),
            skill_ids: BTreeMap::new(),
            request_ids: BTreeSet::new(),
            goods_ids: BTreeMap::new(),
            day: day::Day::default(),
        }
    }

    fn fault(&mut self, path: &Path<'_>, code: &str, cause: impl Into<String>, remedy: &str) {
        self.faults.report(path, code, cause, remedy);
    }
}

/// Name to index; of equal names the last, which the caller reports.
fn named<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    ids.enumerate().map(|(index, id)| (id.clone(), index)).collect()
}
