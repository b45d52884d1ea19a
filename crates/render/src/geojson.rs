//! The plan as `GeoJSON` (RFC 7946).

use haulage_core::position::Position;
use haulage_routing::{
    plan::{Plan, PlanRoute, PlanStop, UnassignedJob},
    problem::{Moment, Problem},
};
use serde::Serialize;

use crate::lookup::{Lookup, kind_name, route_name};

/// A feature collection of routes (lines), stops and unassigned jobs (points).
///
/// Each feature has the property `feature`: `route`, `stop` or `unassigned`. Lines are straight from stop to stop and
/// are cut at the antimeridian, as the standard asks. What has no position has the geometry `null`.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::{plan::{Plan, Solution, Tour}, problem::{Job, Problem, ProfileDocument, VehicleType}};
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").based_at("depot"))
///     .job(Job::new("a", Position::new(-22.896, -43.268)?))
///     .build()?;
/// let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![] };
/// let map: serde_json::Value =
///     serde_json::from_str(&haulage_render::geojson(&problem, &Plan::new(&problem, &solution)))?;
/// assert_eq!(map["features"][0]["geometry"]["coordinates"][1], serde_json::json!([-43.268, -22.896]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn geojson(problem: &Problem, plan: &Plan) -> String {
    let lookup = Lookup::new(problem);
    let mut features = Vec::new();
    for (route, index) in plan.routes.iter().zip(1..) {
        features.push(route_feature(&lookup, route, index));
        let stops = route.stops.iter().zip(0..);
        features.extend(stops.map(|(stop, sequence)| stop_feature(&lookup, route, index, stop, sequence)));
    }
    features.extend(plan.unassigned.iter().map(|unassigned| unassigned_feature(&lookup, unassigned)));
    let collection = FeatureCollection { kind: "FeatureCollection", features };
    serde_json::to_string(&collection).unwrap_or_default()
}

#[derive(Serialize)]
struct FeatureCollection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

impl<'a> Feature<'a> {
    const fn new(geometry: Option<Geometry>, properties: Properties<'a>) -> Self {
        Self { kind: "Feature", geometry, properties }
    }
}

/// Longitude, then latitude.
type Coordinate = [f64; 2];

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Coordinate),
    LineString(Vec<Coordinate>),
    MultiLineString(Vec<Vec<Coordinate>>),
}

#[derive(Serialize)]
#[serde(tag = "feature", rename_all = "snake_case")]
enum Properties<'a> {
    Route {
        route: u64,
        name: String,
        vehicle: &'a str,
        number: u32,
        tasks: usize,
        distance_m: u64,
        duration_s: u64,
        travel_s: u64,
        service_s: u64,
        waiting_s: u64,
        peak_load: &'a [u64],
        cost: String,
    },
    Stop {
        route: u64,
        name: String,
        stop: u64,
        kind: &'static str,
        job: Option<&'a str>,
        part: Option<u32>,
        place: Option<&'a str>,
        arrival: Moment,
        service_start: Moment,
        departure: Moment,
        waiting_s: u64,
        distance_m: u64,
        load: &'a [u64],
    },
    Unassigned {
        job: &'a str,
        reasons: Vec<&'a str>,
    },
}

fn route_feature<'a>(lookup: &Lookup<'_>, route: &'a PlanRoute, index: u64) -> Feature<'a> {
    let positions: Vec<Position> = route.stops.iter().filter_map(|stop| lookup.position(stop)).collect();
    let properties = Properties::Route {
        route: index,
        name: route_name(&route.vehicle, route.number),
        vehicle: &route.vehicle,
        number: route.number,
        tasks: route.stops.iter().filter(|stop| stop.job.is_some()).count(),
        distance_m: route.distance_m,
        duration_s: route.duration_s,
        travel_s: route.travel_s,
        service_s: route.service_s,
        waiting_s: route.waiting_s,
        peak_load: &route.peak_load,
        cost: route.costs.total.to_string(),
    };
    Feature::new(line(&positions), properties)
}

fn stop_feature<'a>(lookup: &Lookup<'_>, route: &'a PlanRoute, index: u64, stop: &'a PlanStop, sequence: u64) -> Feature<'a> {
    let properties = Properties::Stop {
        route: index,
        name: route_name(&route.vehicle, route.number),
        stop: sequence,
        kind: kind_name(stop.kind),
        job: stop.job.as_deref(),
        part: stop.part,
        place: stop.place.as_deref(),
        arrival: stop.arrival,
        service_start: stop.service_start,
        departure: stop.departure,
        waiting_s: stop.waiting_s,
        distance_m: stop.distance_m,
        load: &stop.load,
    };
    Feature::new(lookup.position(stop).map(point), properties)
}

fn unassigned_feature<'a>(lookup: &Lookup<'_>, unassigned: &'a UnassignedJob) -> Feature<'a> {
    let place = lookup.tasks(&unassigned.job).last().map(|task| lookup.place_of(task));
    let reasons = unassigned.reasons.iter().map(|reason| reason.detail.as_str()).collect();
    let properties = Properties::Unassigned { job: &unassigned.job, reasons };
    Feature::new(place.and_then(|place| place.position).map(point), properties)
}

fn coordinate(position: Position) -> Coordinate {
    [position.lon(), position.lat()]
}

fn point(position: Position) -> Geometry {
    Geometry::Point(coordinate(position))
}

/// The line through positions, cut where it crosses the antimeridian; none through fewer than two.
fn line(positions: &[Position]) -> Option<Geometry> {
    let (first, rest) = positions.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut piece = vec![coordinate(*first)];
    for (from, to) in positions.iter().zip(rest) {
        if (to.lon() - from.lon()).abs() > 180.0 {
            let edge = 180.0_f64.copysign(from.lon());
            let unwrapped = to.lon() + 2.0 * edge;
            let share = (edge - from.lon()) / (unwrapped - from.lon());
            let lat = from.lat() + share.clamp(0.0, 1.0) * (to.lat() - from.lat());
            piece.push([edge, lat]);
            pieces.push(core::mem::replace(&mut piece, vec![[-edge, lat]]));
        }
        piece.push(coordinate(*to));
    }
    if pieces.is_empty() {
        return Some(Geometry::LineString(piece));
    }
    pieces.push(piece);
    Some(Geometry::MultiLineString(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn a_route_over_the_date_line_is_cut_there() {
        let east_then_west = [at(0.0, 179.0), at(2.0, -179.0)];
        let cut = Geometry::MultiLineString(vec![vec![[179.0, 0.0], [180.0, 1.0]], vec![[-180.0, 1.0], [-179.0, 2.0]]]);
        assert_eq!(line(&east_then_west), Some(cut));
        assert_eq!(line(&east_then_west[..1]), None);
    }

    #[test]
    fn a_route_that_stays_is_one_line() {
        let line = line(&[at(1.0, 2.0), at(3.0, 4.0)]);
        assert_eq!(line, Some(Geometry::LineString(vec![[2.0, 1.0], [4.0, 3.0]])));
    }
}
