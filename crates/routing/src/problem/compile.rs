//! From a document to a problem: names to indices, moments to seconds, money to cost units, every fault collected.

mod choice;
mod day;
mod fit;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use haulage_core::{
    fault::{Faults, Path},
    money::Amount,
    quantity,
};

use super::{
    Job, Moment, Place, PlaceDocument, PlaceIndex, PlaceReference, Problem, ProblemDocument, Profile, Request, Shipment, Span,
    Task, TaskKind, Vehicle, VehicleType, Window,
    cost::{self, Cost, UNITS},
    time::HORIZON,
};
use crate::travel::{Hours, LONGEST_LEG, Travel, TravelDocument, USUAL_SPEED};

/// Most load dimensions: more is a mistake in the document, and the solver's memory is proportional to them.
const MOST_DIMENSIONS: usize = 32;
/// Most vehicles of all types.
const MOST_VEHICLES: u64 = 1_000_000;
/// Fastest that a vehicle may be, in per cent of its way of travelling.
const FASTEST: i64 = 1_000;
/// Highest priority.
const HIGHEST_PRIORITY: u32 = 100;
/// Largest sum of costs that a plan may reach; leaves room for sums of a few.
const COST_RANGE: i128 = 1 << 61;

pub(super) fn compile(mut document: ProblemDocument) -> Result<Problem, Faults> {
    let mut compiler = Compiler::new(&document);
    compiler.places(&document.places);
    compiler.depots(&document.depots);
    compiler.vehicles(&document.vehicles);
    compiler.goods(&document.goods);
    compiler.begin_day(&document);
    compiler.jobs(&document);
    compiler.end_day(&document);
    compiler.bind(&document);
    let profiles = core::mem::take(&mut document.profiles);
    compiler.profiles(profiles);
    compiler.travels();
    compiler.totals();
    compiler.late_stops(&document);
    let Compiler { faults, problem, .. } = compiler;
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

    fn places(&mut self, places: &[PlaceDocument]) {
        let list = Path::ROOT.key("places");
        for (index, place) in places.iter().enumerate() {
            let path = list.index(index);
            if place.id.trim().is_empty() {
                self.fault(&path.key("id"), "problem.blank_id", "the place has no name", "give it one");
            } else if self.place_ids.insert(place.id.clone(), index).is_some() {
                let cause = format!("`{}` names two places", place.id);
                self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each place a name of its own");
            }
            if place.point.is_some_and(|point| !(point.x.is_finite() && point.y.is_finite())) {
                self.fault(
                    &path.key("point"),
                    "problem.not_finite",
                    "a coordinate is not a finite number",
                    "give finite numbers",
                );
            }
            self.problem.places.push(Place { id: place.id.clone(), position: place.position, point: place.point });
        }
    }

    fn vehicles(&mut self, vehicles: &[VehicleType]) {
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

    fn jobs(&mut self, document: &ProblemDocument) {
        let alternatives = choice::by_job(&document.alternatives);
        let list = Path::ROOT.key("jobs");
        for (index, job) in document.jobs.iter().enumerate() {
            let path = list.index(index);
            if self.day.done.contains(&job.id) {
                self.request_ids.insert(job.id.clone());
                continue;
            }
            let first = self.problem.tasks.len();
            self.width(&path.key("delivery"), job.delivery.len());
            self.width(&path.key("pickup"), job.pickup.len());
            let task = Task {
                job: self.problem.jobs.len(),
                kind: TaskKind::Job,
                place: self.place(&path.key("place"), &job.place),
                windows: self.windows(&path.key("windows"), &job.windows),
                lateness: self.lateness(&path.key("lateness"), job.lateness),
                release: job.release.map_or(0, |moment| self.second(&path.key("release"), moment)),
                service: self.integer(&path.key("service_s"), job.service_s, HORIZON),
                setup: self.integer(&path.key("setup_s"), job.setup_s, HORIZON),
                delivery: self.amounts(&path.key("delivery"), &job.delivery, 0),
                pickup: self.amounts(&path.key("pickup"), &job.pickup, 0),
                is_first: false,
                is_last: false,
            };
            self.problem.tasks.push(task);
            self.alternatives(document, job, &alternatives);
            self.request(&path, first, Terms::of_job(job));
        }
        let list = Path::ROOT.key("shipments");
        for (index, shipment) in document.shipments.iter().enumerate() {
            let path = list.index(index);
            if self.day.done.contains(&shipment.id) {
                self.request_ids.insert(shipment.id.clone());
                continue;
            }
            let first = self.problem.tasks.len();
            for (key, kind, stops) in
                [("pickups", TaskKind::Pickup, &shipment.pickups), ("deliveries", TaskKind::Delivery, &shipment.deliveries)]
            {
                let stops_path = path.key(key);
                if stops.is_empty() {
                    self.fault(&stops_path, "problem.empty_shipment", format!("there are no {key}"), "give at least one stop");
                }
                for (index, stop) in stops.iter().enumerate() {
                    let path = stops_path.index(index);
                    self.width(&path.key("amount"), stop.amount.len());
                    let amount = self.amounts(&path.key("amount"), &stop.amount, 0);
                    let none = vec![0; self.problem.dimensions];
                    let (pickup, delivery) = if kind == TaskKind::Pickup { (amount, none) } else { (none, amount) };
                    let task = Task {
                        job: self.problem.jobs.len(),
                        kind,
                        place: self.place(&path.key("place"), &stop.place),
                        windows: self.windows(&path.key("windows"), &stop.windows),
                        lateness: self.lateness(&path.key("lateness"), stop.lateness),
                        release: 0,
                        service: self.integer(&path.key("service_s"), stop.service_s, HORIZON),
                        setup: self.integer(&path.key("setup_s"), stop.setup_s, HORIZON),
                        delivery,
                        pickup,
                        is_first: false,
                        is_last: false,
                    };
                    self.problem.tasks.push(task);
                }
            }
            self.balance(&path, first);
            self.take_aboard(shipment, first);
            self.request(&path, first, Terms::of_shipment(shipment));
        }
    }

    /// What a shipment picks up is what it delivers.
    fn balance(&mut self, path: &Path<'_>, first: usize) {
        for dimension in 0..self.problem.dimensions {
            let tasks = &self.problem.tasks[first..];
            let picked: i128 = tasks.iter().map(|task| i128::from(task.pickup[dimension])).sum();
            let delivered: i128 = tasks.iter().map(|task| i128::from(task.delivery[dimension])).sum();
            if picked != delivered {
                let cause = format!("dimension {dimension}: {picked} picked up, {delivered} delivered");
                self.fault(path, "problem.unbalanced_shipment", cause, "make the amounts of deliveries equal those of pickups");
            }
        }
    }

    fn request(&mut self, path: &Path<'_>, first: usize, terms: Terms<'_>) {
        if terms.id.trim().is_empty() {
            self.fault(&path.key("id"), "problem.blank_id", "it has no name", "give it one");
        } else if !self.request_ids.insert(terms.id.to_owned()) {
            let cause = format!("`{}` names two jobs or shipments", terms.id);
            self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each a name of its own");
        }
        if terms.priority > HIGHEST_PRIORITY {
            let cause = format!("priority {} is above {HIGHEST_PRIORITY}", terms.priority);
            self.fault(&path.key("priority"), "problem.priority", cause, "give 0 to 100");
        }
        if terms.prize.is_some() && terms.priority > 0 {
            let remedy = "drop the priority, or drop the prize so that it must be served";
            self.fault(
                &path.key("priority"),
                "problem.priority_of_optional",
                "an optional job has a prize and no priority",
                remedy,
            );
        }
        let request = Request {
            id: terms.id.to_owned(),
            tasks: first..self.problem.tasks.len(),
            skills: self.skills(&path.key("skills"), terms.skills),
            prize: terms.prize.map(|prize| self.cost(&path.key("prize"), prize, UNITS)),
            priority: terms.priority,
            kinds: self.kinds(path, terms.vehicles, terms.forbidden_vehicles),
            goods: self.goods_of(&path.key("goods"), terms.goods),
            is_from_start: self.problem.tasks[first..].iter().any(day::is_from_start),
            is_loaded: false,
            pinned: None,
            home: None,
            is_choice: self.problem.tasks[first..].iter().filter(|task| task.kind == TaskKind::Job).count() > 1,
            union: None,
            alliance: None,
        };
        self.problem.jobs.push(request);
    }

    fn profiles(&mut self, profiles: Vec<super::ProfileDocument>) {
        let list = Path::ROOT.key("profiles");
        if profiles.is_empty() {
            self.fault(&list, "problem.no_profiles", "there is no way of travelling", "give at least one profile");
        }
        for (index, profile) in profiles.into_iter().enumerate() {
            let path = list.index(index);
            if profile.id.trim().is_empty() {
                self.fault(&path.key("id"), "problem.blank_id", "the profile has no name", "give it one");
            } else if self.profile_ids.get(&profile.id).is_some_and(|&last| last != index) {
                let cause = format!("`{}` names two profiles", profile.id);
                self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each profile a name of its own");
            }
            let travel = self.travel(&path.key("travel"), profile.travel);
            let hourly_percents = self.hours(&path.key("hourly_speed_percent"), &profile.hourly_speed_percent);
            self.problem.profiles.push(Profile { id: profile.id, travel, hourly_percents });
        }
    }

    /// The profiles that vehicles use, each at the speeds that they have.
    fn travels(&mut self) {
        let mut known = BTreeMap::new();
        let second_of_day = self.problem.second_of_day();
        let Problem { vehicles, travels, profiles, .. } = &mut self.problem;
        for vehicle in vehicles {
            let Some(profile) = profiles.get(vehicle.profile) else { continue };
            vehicle.travel = *known.entry((vehicle.profile, vehicle.speed_percent)).or_insert_with(|| {
                let paced = profile.travel.paced(vehicle.speed_percent);
                let hours = profile.hourly_percents.map(|percents| Hours::new(percents, second_of_day));
                travels.push(match hours {
                    Some(hours) => paced.by_the_hour(hours),
                    None => paced,
                });
                travels.len() - 1
            });
        }
    }

    fn travel(&mut self, path: &Path<'_>, document: TravelDocument) -> Travel {
        match document {
            TravelDocument::Matrix { distances_m, durations_s } => {
                let path = path.key("matrix");
                for (key, grid) in [("distances_m", Some(&distances_m)), ("durations_s", durations_s.as_ref())] {
                    let places = self.problem.places.len();
                    if grid.is_some_and(|grid| grid.size() != places) {
                        let cause =
                            format!("the matrix has {} rows for {places} places", grid.map_or(0, crate::travel::Grid::size));
                        self.fault(
                            &path.key(key),
                            "problem.matrix_size",
                            cause,
                            "give one row and column a place; name every place",
                        );
                    }
                }
                Travel::matrix(distances_m, durations_s)
            }
            TravelDocument::GreatCircle { detour, speed_kmh } => {
                let path = path.key("great_circle");
                if !(1.0..=10.0).contains(&detour) {
                    self.fault(&path.key("detour"), "problem.detour", format!("detour factor {detour}"), "give 1 to 10");
                }
                if !(0.1..=1_000.0).contains(&speed_kmh) {
                    self.fault(&path.key("speed_kmh"), "problem.speed", format!("speed {speed_kmh} km/h"), "give 0.1 to 1000");
                }
                let vectors = self.located(&path, |place| place.position.map(|position| position.unit_vector()), "position");
                Travel::great_circle(vectors, detour, speed_kmh / 3.6)
            }
            TravelDocument::Euclidean { scale, rounding } => {
                let path = path.key("euclidean");
                if !(1e-6..=1e9).contains(&scale) {
                    self.fault(&path.key("scale"), "problem.scale", format!("scale {scale}"), "give 0.000001 to 1000000000");
                }
                Travel::euclidean(self.located(&path, |place| place.point, "point"), scale, rounding)
            }
        }
    }

    /// What computed travel needs of every place; a fault for each place that lacks it.
    fn located<T>(&mut self, path: &Path<'_>, locate: impl Fn(&Place) -> Option<T>, what: &str) -> Vec<T> {
        let found: Vec<T> = self.problem.places.iter().filter_map(&locate).collect();
        if found.len() < self.problem.places.len() {
            let lacking = self.problem.places.iter().find(|place| locate(place).is_none()).map_or("", |place| &place.id);
            let cause = format!("place `{lacking}` has no {what}");
            self.fault(path, "problem.unlocated_place", cause, "locate every place, or travel by a matrix");
        }
        found
    }

    /// Sums that must stay in range, so that nothing the solver adds can overflow.
    fn totals(&mut self) {
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
        let day = self.prices_of_work();
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

    fn second(&mut self, path: &Path<'_>, moment: Moment) -> i64 {
        match moment.second(self.problem.clock.as_ref()) {
            Some(second) if (0..=HORIZON).contains(&second) => second,
            Some(second) => {
                let cause = format!("{moment} is second {second} of the problem's clock");
                self.fault(
                    path,
                    "problem.moment_range",
                    cause,
                    "give a moment between the clock's start and a hundred years later",
                );
                0
            }
            None => {
                let remedy = "give the problem a clock and whole seconds, or write seconds from zero";
                self.fault(path, "problem.moment", format!("{moment} cannot be placed on the problem's clock"), remedy);
                0
            }
        }
    }

    fn windows(&mut self, path: &Path<'_>, windows: &[Window]) -> Vec<Span> {
        let mut spans = Vec::with_capacity(windows.len().max(1));
        for (index, window) in windows.iter().enumerate() {
            let path = path.index(index);
            let earliest = self.second(&path.key("earliest"), window.earliest);
            let latest = self.second(&path.key("latest"), window.latest);
            if latest < earliest {
                self.fault(&path, "problem.reversed_window", "the window ends before it begins", "swap its ends or mend one");
            } else if spans.last().is_some_and(|before: &Span| earliest <= before.latest) {
                self.fault(
                    &path,
                    "problem.window_order",
                    "the window begins before the one above has ended",
                    "sort and merge them",
                );
            } else {
                spans.push(Span { earliest, latest });
            }
        }
        if spans.is_empty() {
            spans.push(Span::ALWAYS);
        }
        spans
    }

    fn place(&mut self, path: &Path<'_>, place: &PlaceReference) -> PlaceIndex {
        match place {
            PlaceReference::Id(id) => self.place_ids.get(id).copied().unwrap_or_else(|| {
                self.fault(
                    path,
                    "problem.unknown_place",
                    format!("there is no place `{id}`"),
                    "name a place of `places`, or give lat and lon",
                );
                0
            }),
            PlaceReference::Position(position) => {
                self.problem.places.push(Place { id: String::new(), position: Some(*position), point: None });
                self.problem.places.len() - 1
            }
        }
    }

    fn profile(&mut self, path: &Path<'_>, id: Option<&str>) -> usize {
        let Some(id) = id else { return 0 };
        self.profile_ids.get(id).copied().unwrap_or_else(|| {
            self.fault(path, "problem.unknown_profile", format!("there is no profile `{id}`"), "name a profile of `profiles`");
            0
        })
    }

    fn skills(&mut self, path: &Path<'_>, names: &[String]) -> Vec<usize> {
        let mut skills = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            if name.trim().is_empty() {
                self.fault(&path.index(index), "problem.blank_id", "the skill has no name", "give it one, or drop it");
            }
            let next = self.skill_ids.len();
            let skill = *self.skill_ids.entry(name.clone()).or_insert(next);
            if skill == self.problem.skills.len() {
                self.problem.skills.push(name.clone());
            }
            skills.push(skill);
        }
        skills.sort_unstable();
        skills.dedup();
        skills
    }

    fn width(&mut self, path: &Path<'_>, width: usize) {
        if width > MOST_DIMENSIONS {
            let cause = format!("{width} dimensions are more than {MOST_DIMENSIONS}");
            self.fault(path, "problem.dimensions", cause, "give fewer dimensions");
        }
    }

    /// Amounts in every dimension of the problem; `default` where the document gives none.
    fn amounts(&mut self, path: &Path<'_>, amounts: &[u64], default: i64) -> Vec<i64> {
        let mut all = vec![default; self.problem.dimensions];
        for (index, (slot, &amount)) in all.iter_mut().zip(amounts).enumerate() {
            *slot = self.integer(&path.index(index), amount, quantity::MAX as i64);
        }
        all
    }

    fn integer(&mut self, path: &Path<'_>, value: u64, most: i64) -> i64 {
        i64::try_from(value).ok().filter(|&value| value <= most).unwrap_or_else(|| {
            self.fault(path, "problem.integer_range", format!("{value} is above {most}"), "give a smaller number");
            0
        })
    }

    fn cost(&mut self, path: &Path<'_>, amount: Amount, per: Cost) -> Cost {
        cost::units(amount, per).filter(|&cost| cost >= 0).unwrap_or_else(|| {
            let remedy = "give 0 to 1000000000 with at most three decimals";
            self.fault(path, "problem.cost", format!("{amount} is not a cost that is counted exactly"), remedy);
            0
        })
    }
}

/// What a job and a shipment have in common.
#[derive(Clone, Copy)]
struct Terms<'a> {
    id: &'a str,
    skills: &'a [String],
    prize: Option<Amount>,
    priority: u32,
    vehicles: &'a [String],
    forbidden_vehicles: &'a [String],
    goods: &'a [String],
}

impl<'a> Terms<'a> {
    fn of_job(job: &'a Job) -> Self {
        let Job { id, skills, prize, priority, vehicles, forbidden_vehicles, goods, .. } = job;
        Self { id, skills, prize: *prize, priority: *priority, vehicles, forbidden_vehicles, goods }
    }

    fn of_shipment(shipment: &'a Shipment) -> Self {
        let Shipment { id, skills, prize, priority, vehicles, forbidden_vehicles, goods, .. } = shipment;
        Self { id, skills, prize: *prize, priority: *priority, vehicles, forbidden_vehicles, goods }
    }
}

/// Name to index; of equal names the last, which the caller reports.
fn named<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    ids.enumerate().map(|(index, id)| (id.clone(), index)).collect()
}
