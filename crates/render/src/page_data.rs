//! What the page is told: the plan with what only the problem knows, in the shape its scripts read.

use haulage_core::money::Amount;
use haulage_routing::{
    plan::{CostLines, Plan, PlanRoute, PlanStop, Totals, UnassignedJob},
    problem::{Moment, Place, Problem, Span},
};
use rust_decimal::RoundingStrategy;
use serde::Serialize;

use crate::{
    lookup::{Lookup, kind_name, route_name},
    plane::{Mercator, planar},
};

/// What the coordinates of the page mean.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Surface {
    /// Mercator's plane in metres at the equator.
    Earth,
    /// The plane of a benchmark file, whose distances and durations are plain numbers.
    Plane,
    /// There are none.
    Nowhere,
}

#[derive(Serialize)]
pub(crate) struct PageData<'a> {
    surface: Surface,
    /// Whether moments are instants (Unix seconds) or seconds from zero.
    clock: bool,
    /// From which moment on which offset from UTC holds, so that the page needs no zone rules.
    offsets: Vec<[i64; 2]>,
    currency: Option<String>,
    costs: Costs,
    totals: &'a Totals,
    /// Vehicles there are.
    fleet: usize,
    routes: Vec<Route<'a>>,
    unassigned: Vec<Unassigned<'a>>,
}

/// Amounts to two decimals, for the eye.
#[derive(Serialize)]
struct Costs {
    total: String,
    fixed: String,
    distance: String,
    duration: String,
    prizes: String,
}

#[derive(Serialize)]
struct Route<'a> {
    name: String,
    costs: Costs,
    distance_m: u64,
    duration_s: u64,
    travel_s: u64,
    service_s: u64,
    waiting_s: u64,
    peak_load: &'a [u64],
    /// Capacity in each dimension; null where it is unlimited or unknown.
    capacity: Vec<Option<u64>>,
    stops: Vec<Stop<'a>>,
}

#[derive(Serialize)]
struct Stop<'a> {
    kind: &'static str,
    job: Option<&'a str>,
    part: Option<u32>,
    place: Option<&'a str>,
    /// On the page's plane.
    at: Option<[f64; 2]>,
    /// Latitude and longitude.
    position: Option<[f64; 2]>,
    arrival: i64,
    begin: i64,
    departure: i64,
    waiting_s: u64,
    distance_m: u64,
    load: &'a [u64],
    /// Windows in which service may begin; none: always.
    windows: Vec<[i64; 2]>,
    /// Service begins outside every window.
    late: bool,
}

#[derive(Serialize)]
struct Unassigned<'a> {
    job: &'a str,
    place: Option<&'a str>,
    at: Option<[f64; 2]>,
    windows: Vec<[i64; 2]>,
    reasons: Vec<&'a str>,
}

impl<'a> PageData<'a> {
    pub(crate) fn new(problem: &'a Problem, plan: &'a Plan) -> Self {
        let lookup = Lookup::new(problem);
        let drawing = Drawing::new(problem, plan, &lookup);
        let offsets = offsets(plan);
        Self {
            surface: drawing.surface(),
            clock: problem.clock().is_some() || !offsets.is_empty(),
            offsets,
            currency: plan.currency.map(|currency| currency.code().to_owned()),
            costs: costs(&plan.costs),
            totals: &plan.totals,
            fleet: problem.vehicles().iter().fold(0, |sum, vehicle| sum.saturating_add(vehicle.count)),
            routes: plan.routes.iter().map(|route| page_route(&lookup, &drawing, route)).collect(),
            unassigned: plan.unassigned.iter().map(|job| page_unassigned(&lookup, &drawing, job)).collect(),
        }
    }
}

/// How positions get onto the page.
enum Drawing {
    Earth(Mercator),
    Plane,
    Nowhere,
}

impl Drawing {
    fn new(problem: &Problem, plan: &Plan, lookup: &Lookup<'_>) -> Self {
        let mut stops = plan.routes.iter().flat_map(|route| &route.stops);
        let on_earth = stops.find_map(|stop| lookup.position(stop));
        match on_earth.or_else(|| problem.places().iter().find_map(|place| place.position)) {
            Some(position) => Self::Earth(Mercator::around(position)),
            None if problem.places().iter().any(|place| place.point.is_some()) => Self::Plane,
            None => Self::Nowhere,
        }
    }

    const fn surface(&self) -> Surface {
        match self {
            Self::Earth(_) => Surface::Earth,
            Self::Plane => Surface::Plane,
            Self::Nowhere => Surface::Nowhere,
        }
    }

    fn stop(&self, lookup: &Lookup<'_>, stop: &PlanStop) -> Option<[f64; 2]> {
        match self {
            Self::Earth(mercator) => lookup.position(stop).map(|position| mercator.point(position)),
            Self::Plane => lookup.point(stop).map(planar),
            Self::Nowhere => None,
        }
    }

    fn place(&self, place: &Place) -> Option<[f64; 2]> {
        match self {
            Self::Earth(mercator) => place.position.map(|position| mercator.point(position)),
            Self::Plane => place.point.map(planar),
            Self::Nowhere => None,
        }
    }
}

fn page_route<'a>(lookup: &Lookup<'_>, drawing: &Drawing, route: &'a PlanRoute) -> Route<'a> {
    let capacity = lookup.vehicle(&route.vehicle).map_or(&[][..], |vehicle| &vehicle.capacity);
    let known = |capacity: i64| u64::try_from(capacity).ok().filter(|&value| value <= haulage_core::quantity::MAX);
    Route {
        name: route_name(&route.vehicle, route.number),
        costs: costs(&route.costs),
        distance_m: route.distance_m,
        duration_s: route.duration_s,
        travel_s: route.travel_s,
        service_s: route.service_s,
        waiting_s: route.waiting_s,
        peak_load: &route.peak_load,
        capacity: capacity.iter().map(|&capacity| known(capacity)).collect(),
        stops: on_the_road(route.stops.iter().map(|stop| page_stop(lookup, drawing, stop)).collect()),
    }
}

/// Puts pauses that have no place of their own between the stops around them, as far along as their metres say.
fn on_the_road(mut stops: Vec<Stop<'_>>) -> Vec<Stop<'_>> {
    let known: Vec<(u64, Option<[f64; 2]>)> = stops.iter().map(|stop| (stop.distance_m, stop.at)).collect();
    for (index, stop) in stops.iter_mut().enumerate().filter(|(_, stop)| stop.at.is_none()) {
        let at = |&(metres, at): &(u64, Option<[f64; 2]>)| Some((metres, at?));
        let before = known[..index].iter().rev().find_map(at);
        let Some(((from, a), (to, b))) = before.zip(known[index..].iter().find_map(at)) else { continue };
        let share = stop.distance_m.saturating_sub(from) as f64 / to.saturating_sub(from).max(1) as f64;
        let share = share.min(1.0);
        stop.at = Some([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
    }
    stops
}

fn page_stop<'a>(lookup: &Lookup<'_>, drawing: &Drawing, stop: &'a PlanStop) -> Stop<'a> {
    let windows = lookup.task(stop).map_or_else(Vec::new, |task| windows(lookup, &task.windows));
    let begin = second(stop.service_start);
    Stop {
        kind: kind_name(stop.kind),
        job: stop.job.as_deref(),
        part: stop.part,
        place: stop.place.as_deref(),
        at: drawing.stop(lookup, stop),
        position: lookup.position(stop).map(|position| [position.lat(), position.lon()]),
        arrival: second(stop.arrival),
        begin,
        departure: second(stop.departure),
        waiting_s: stop.waiting_s,
        distance_m: stop.distance_m,
        load: &stop.load,
        late: !windows.is_empty() && !windows.iter().any(|&[earliest, latest]| (earliest..=latest).contains(&begin)),
        windows,
    }
}

fn page_unassigned<'a>(lookup: &Lookup<'a>, drawing: &Drawing, unassigned: &'a UnassignedJob) -> Unassigned<'a> {
    // The last task of a shipment is a delivery: where the goods were wanted.
    let task = lookup.tasks(&unassigned.job).last();
    let place = task.map(|task| lookup.place_of(task));
    Unassigned {
        job: &unassigned.job,
        place: place.map(|place| place.id.as_str()).filter(|id| !id.is_empty()),
        at: place.and_then(|place| drawing.place(place)),
        windows: task.map_or_else(Vec::new, |task| windows(lookup, &task.windows)),
        reasons: unassigned.reasons.iter().map(|reason| reason.detail.as_str()).collect(),
    }
}

fn windows(lookup: &Lookup<'_>, spans: &[Span]) -> Vec<[i64; 2]> {
    spans.iter().filter_map(|&span| lookup.window(span)).map(|window| window.map(second)).collect()
}

fn costs(lines: &CostLines) -> Costs {
    // For the eye only: the exact lines are in the plan's document.
    let cents = |amount: Amount| amount.0.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).to_string();
    Costs {
        total: cents(lines.total),
        fixed: cents(lines.fixed),
        distance: cents(lines.distance),
        duration: cents(lines.duration),
        prizes: cents(lines.prizes),
    }
}

fn second(moment: Moment) -> i64 {
    match moment {
        Moment::Second(second) => second,
        Moment::Instant(instant) => instant.timestamp(),
    }
}

/// Where the offset from UTC changes among the plan's moments.
fn offsets(plan: &Plan) -> Vec<[i64; 2]> {
    let stops = plan.routes.iter().flat_map(|route| &route.stops);
    let moments = stops.flat_map(|stop| [stop.arrival, stop.service_start, stop.departure]);
    let mut offsets: Vec<[i64; 2]> = moments
        .filter_map(|moment| match moment {
            Moment::Instant(instant) => Some([instant.timestamp(), instant.offset().local_minus_utc().into()]),
            Moment::Second(_) => None,
        })
        .collect();
    offsets.sort_unstable();
    offsets.dedup_by_key(|[_, offset]| *offset);
    offsets
}
