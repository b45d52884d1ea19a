//! What VROOM prices and limits, as the metres of a profile.
//!
//! Haulage prices and limits a leg's metres; VROOM its seconds on the way, its metres, or a matrix of costs. So each way of pricing
//! becomes a profile of its own whose metres are what is priced, exactly: seconds, metres, or a whole number made of both.

use std::collections::BTreeMap;

use haulage_core::{
    fault::{Faults, Path},
    money::Amount,
};
use rust_decimal::Decimal;

use super::{
    Roads,
    document::{Document, Matrices, Vehicle},
};
use crate::{
    problem::{ProfileDocument, VehicleType},
    travel::{Grid, TravelDocument},
};

/// Money of the problem for one unit of VROOM's cost, where prices of hours and kilometres would not be whole otherwise.
const FINE: u32 = 18;

/// What a metre of the profile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Priced {
    /// A second on the way.
    Seconds,
    /// A metre.
    Metres,
    /// So many parts of a second and of a metre.
    Both(u64, u64),
    /// A unit of the matrix of costs.
    Costs,
}

/// Profiles as vehicles come to need them.
pub(super) struct Travel<'a> {
    document: &'a Document,
    roads: Roads,
    known: BTreeMap<(&'a str, u32, Priced), String>,
    /// Money of the problem for one unit of VROOM's cost.
    scale: u32,
    pub(super) profiles: Vec<ProfileDocument>,
}

impl<'a> Travel<'a> {
    pub(super) fn new(document: &'a Document, roads: Roads) -> Self {
        let is_whole = |vehicle: &Vehicle| match (vehicle.costs.per_hour, vehicle.costs.per_km) {
            (hour, 0) => hour % 3_600 == 0,
            (hour, _) => hour == 0,
        };
        let scale = if document.vehicles.iter().all(is_whole) { 1 } else { FINE };
        Self { document, roads, known: BTreeMap::new(), scale, profiles: Vec::new() }
    }

    /// A cost of VROOM's in the problem's money.
    pub(super) fn money(&self, cost: u32) -> Amount {
        Amount(Decimal::from(u64::from(cost) * u64::from(self.scale)))
    }

    /// How many places the matrices know; none where travel is computed.
    pub(super) fn size(document: &Document) -> Option<usize> {
        document.vehicles.iter().find_map(|vehicle| matrices(document, vehicle)).map(|matrices| matrices.durations().size())
    }

    /// Gives a vehicle its profile, its price and its longest way.
    pub(super) fn furnish(&mut self, path: &Path<'_>, vehicle: &'a Vehicle, kind: &mut VehicleType, faults: &mut Faults) {
        if let Some(matrices) = matrices(self.document, vehicle) {
            self.by_matrix(path, vehicle, matrices, kind, faults);
        } else if self.document.matrices.is_empty() && self.document.matrix.is_none() {
            self.by_air(path, vehicle, kind, faults);
        } else {
            let cause = format!("there are no matrices for profile `{}`", vehicle.profile());
            faults.report(&path.key("profile"), "vroom.matrices", cause, "give matrices for every profile, or for none");
        }
    }

    /// Great circles: seconds and metres go together, so both are priced by the metre.
    fn by_air(&mut self, path: &Path<'_>, vehicle: &Vehicle, kind: &mut VehicleType, faults: &mut Faults) {
        let Roads { detour, speed_kmh } = self.roads;
        if self.profiles.is_empty() {
            self.profiles.push(ProfileDocument::great_circle("road", detour, speed_kmh));
        }
        let percent = percent(path, vehicle, faults);
        kind.speed_percent = (percent != 100).then_some(percent);
        let hour = Decimal::try_from(speed_kmh).unwrap_or(Decimal::ONE) * Decimal::from(percent) / Decimal::from(100);
        let an_hour = Decimal::from(vehicle.costs.per_hour) / hour.max(Decimal::new(1, 3));
        let per_km = (Decimal::from(vehicle.costs.per_km) + an_hour) * Decimal::from(self.scale);
        kind.costs.per_km = Amount(per_km.round_dp(3).normalize());
        kind.max_distance_m = vehicle.max_distance;
        if vehicle.max_travel_time.is_some() {
            let cause = "without matrices, seconds on the way are not limited";
            faults.report(&path.key("max_travel_time"), "vroom.unsupported", cause, "give matrices, or `max_distance`");
        }
    }

    fn by_matrix(
        &mut self,
        path: &Path<'_>,
        vehicle: &'a Vehicle,
        matrices: Known<'a>,
        kind: &mut VehicleType,
        faults: &mut Faults,
    ) {
        let percent = duration_percent(percent(path, vehicle, faults));
        let Some((priced, per_unit)) = priced(path, vehicle, matrices, faults) else { return };
        let mut others = [matrices.distances(), matrices.costs()].into_iter().flatten();
        if others.any(|grid| grid.size() != matrices.durations().size()) {
            return; // Told already.
        }
        kind.costs.per_km = Amount((per_unit * Decimal::from(self.scale) / Decimal::from(FINE)).normalize());
        let limits = [
            ("max_travel_time", vehicle.max_travel_time, Priced::Seconds),
            ("max_distance", vehicle.max_distance, Priced::Metres),
        ];
        for (key, limit, needed) in limits {
            if limit.is_some() && priced == needed {
                kind.max_distance_m = limit;
            } else if limit.is_some() {
                let cause = format!("`{key}` limits another quantity than the one that is priced");
                let remedy = "price hours alone with `max_travel_time`, kilometres alone with `max_distance`, or drop it";
                faults.report(&path.key(key), "vroom.unsupported", cause, remedy);
            }
        }
        let key = (vehicle.profile(), percent, priced);
        if let Some(name) = self.known.get(&key) {
            kind.profile = Some(name.clone());
            return;
        }
        let name = match self.known.len() {
            0 => vehicle.profile().to_owned(),
            more => format!("{}-{more}", vehicle.profile()),
        };
        match travel(matrices, percent, priced) {
            Ok(travel) => self.profiles.push(ProfileDocument::new(name.clone(), travel)),
            Err(cause) => faults.report(&path.key("costs"), "vroom.range", cause, "use a coarser unit, or smaller rates"),
        }
        kind.profile = Some(name.clone());
        self.known.insert(key, name);
    }
}

/// Matrices of a profile, from either place where documents have them.
#[derive(Clone, Copy)]
pub(super) enum Known<'a> {
    Each(&'a Matrices),
    Durations(&'a Grid),
}

impl<'a> Known<'a> {
    pub(super) fn durations(self) -> &'a Grid {
        match self {
            Self::Each(matrices) => &matrices.durations,
            Self::Durations(grid) => grid,
        }
    }

    pub(super) fn distances(self) -> Option<&'a Grid> {
        match self {
            Self::Each(matrices) => matrices.distances.as_ref(),
            Self::Durations(_) => None,
        }
    }

    pub(super) fn costs(self) -> Option<&'a Grid> {
        match self {
            Self::Each(matrices) => matrices.costs.as_ref(),
            Self::Durations(_) => None,
        }
    }
}

/// The matrices of a vehicle.
pub(super) fn matrices<'a>(document: &'a Document, vehicle: &Vehicle) -> Option<Known<'a>> {
    let name = vehicle.profile();
    let older = document.matrix.as_ref().filter(|_| name == "car");
    document.matrices.get(name).map(Known::Each).or(older.map(Known::Durations))
}

/// Faults of the matrices themselves: their sizes.
pub(super) fn check(document: &Document, faults: &mut Faults) {
    let list = Path::ROOT.key("matrices");
    let size = Travel::size(document);
    for (name, matrices) in &document.matrices {
        let path = list.key(name);
        let grids = [("durations", Some(&matrices.durations)), ("distances", matrices.distances.as_ref())];
        for (key, grid) in grids.into_iter().chain([("costs", matrices.costs.as_ref())]) {
            let Some(grid) = grid else { continue };
            if size.is_some_and(|size| size != grid.size()) || grid.size() == 0 {
                let cause = format!("{} rows where {} belong", grid.size(), size.unwrap_or(1));
                faults.report(&path.key(key), "vroom.matrix_size", cause, "give every matrix the same rows, at least one");
            }
        }
    }
}

/// The speed in per cent; VROOM keeps two digits of the factor.
fn percent(path: &Path<'_>, vehicle: &Vehicle, faults: &mut Faults) -> u32 {
    let factor = vehicle.speed_factor.unwrap_or(1.0);
    if factor.is_finite() && (0.005..=5.0).contains(&factor) {
        return (factor * 100.0).round() as u32;
    }
    let cause = format!("speed factor {factor}");
    faults.report(&path.key("speed_factor"), "vroom.speed_factor", cause, "give a number above 0, at most 5");
    100
}

/// Durations in per cent of the usual, as VROOM rounds them.
fn duration_percent(speed: u32) -> u32 {
    (10_000 + speed / 2) / speed.max(1)
}

/// What is priced, and the price of a thousand of it in the finest money.
fn priced(path: &Path<'_>, vehicle: &Vehicle, matrices: Known<'_>, faults: &mut Faults) -> Option<(Priced, Decimal)> {
    let costs = vehicle.costs;
    let scale = Decimal::from(FINE);
    if matrices.costs().is_some() {
        if (costs.per_hour, costs.per_km) != (3_600, 0) {
            let cause = "a matrix of costs beside costs by the hour or the kilometre";
            faults.report(&path.key("costs"), "vroom.costs", cause, "give one of the two");
        }
        return Some((Priced::Costs, scale * Decimal::from(1_000)));
    }
    if costs.per_km > 0 && matrices.distances().is_none() {
        let cause = "kilometres are priced, and no matrix has distances";
        faults.report(&path.key("costs").key("per_km"), "vroom.distances", cause, "give `distances`, or drop `per_km`");
        return None;
    }
    let wants_metres = vehicle.max_distance.is_some() && matrices.distances().is_some();
    Some(match (costs.per_hour, costs.per_km) {
        (0, 0) if !wants_metres => (Priced::Seconds, Decimal::ZERO),
        (0, km) => (Priced::Metres, scale * Decimal::from(km)),
        // 18 / 3.6 of a thousand seconds is 5.
        (hour, 0) => (Priced::Seconds, Decimal::from(hour) * Decimal::from(5)),
        (hour, km) => {
            // A leg costs (5 hour seconds + 18 km metres) / 18,000.
            let (seconds, metres) = (5 * u64::from(hour), 18 * u64::from(km));
            let unit = divisor(seconds, metres);
            (Priced::Both(seconds / unit, metres / unit), Decimal::from(unit))
        }
    })
}

const fn divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn travel(matrices: Known<'_>, percent: u32, priced: Priced) -> Result<TravelDocument, String> {
    let usual = matrices.durations();
    let durations = match percent {
        100 => usual.clone(),
        _ => combined(usual.size(), |row, column| (u64::from(usual.get(row, column)) * u64::from(percent)).div_ceil(100))?,
    };
    let none = Grid::default();
    let distances = matrices.distances().unwrap_or(&none);
    let metres = match priced {
        Priced::Seconds => return Ok(TravelDocument::Matrix { distances_m: durations, durations_s: None }),
        Priced::Metres => distances.clone(),
        Priced::Costs => matrices.costs().unwrap_or(&none).clone(),
        Priced::Both(second, metre) => combined(usual.size(), |row, column| {
            let second = u64::from(durations.get(row, column)).saturating_mul(second);
            second.saturating_add(u64::from(distances.get(row, column)).saturating_mul(metre))
        })?,
    };
    Ok(TravelDocument::Matrix { distances_m: metres, durations_s: Some(durations) })
}

fn combined(size: usize, cell: impl Fn(usize, usize) -> u64) -> Result<Grid, String> {
    let cells = (0..size * size).map(|index| u32::try_from(cell(index / size, index % size)).unwrap_or(u32::MAX));
    Grid::from_cells(cells.collect()).map_err(|error| error.to_string())
}
