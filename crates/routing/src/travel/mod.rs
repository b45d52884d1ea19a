//! Travel: distances in metres and durations in seconds between places.

mod document;
mod grid;
mod hours;

pub use document::{Rounding, TravelDocument};
pub use grid::{Grid, GridError};
pub(crate) use hours::Hours;

use std::sync::Arc;

use haulage_core::position::{EARTH_RADIUS_M, great_circle_between};

use crate::problem::{PlaceIndex, PlanarPoint};

/// Longest distance or duration of one leg that the engine counts with; see [`Grid`] for why it fits in 32 bits.
pub const LONGEST_LEG: i64 = u32::MAX as i64 / 2;

/// Distances and durations between all pairs of places, from a matrix or computed at each question.
///
/// Computed travel needs memory for the places alone, so a million of them fit where a matrix would not. Clones share it.
#[derive(Debug, Clone)]
pub struct Travel {
    kind: Kind,
    /// Speed in per cent of the usual.
    percent: i64,
    /// Speeds by the hour of the day, where they differ.
    hours: Option<Arc<Hours>>,
}

/// The usual speed.
pub(crate) const USUAL_SPEED: i64 = 100;

#[derive(Debug, Clone)]
enum Kind {
    Matrix { distances: Grid, durations: Option<Grid> },
    GreatCircle { vectors: Arc<Vec<[f64; 3]>>, detour: f64, metres_per_second: f64 },
    Euclidean { points: Arc<Vec<PlanarPoint>>, scale: f64, rounding: Rounding },
}

impl Travel {
    /// From matrices; without durations a leg lasts as many seconds as it has metres.
    pub(crate) const fn matrix(distances: Grid, durations: Option<Grid>) -> Self {
        Self { kind: Kind::Matrix { distances, durations }, percent: USUAL_SPEED, hours: None }
    }

    /// Great-circle distance × `detour` at a constant speed, between unit vectors.
    pub(crate) fn great_circle(vectors: Vec<[f64; 3]>, detour: f64, metres_per_second: f64) -> Self {
        Self {
            kind: Kind::GreatCircle { vectors: Arc::new(vectors), detour, metres_per_second },
            percent: USUAL_SPEED,
            hours: None,
        }
    }

    /// Euclidean distance × `scale`, rounded; as many seconds as metres.
    pub(crate) fn euclidean(points: Vec<PlanarPoint>, scale: f64, rounding: Rounding) -> Self {
        Self { kind: Kind::Euclidean { points: Arc::new(points), scale, rounding }, percent: USUAL_SPEED, hours: None }
    }

    /// The same ways at another speed, in per cent of this one.
    pub(crate) fn paced(&self, percent: i64) -> Self {
        Self { percent, ..self.clone() }
    }

    /// The same ways with speeds that change by the hour.
    pub(crate) fn by_the_hour(self, hours: Hours) -> Self {
        Self { hours: Some(Arc::new(hours)), ..self }
    }

    /// Whether speeds change by the hour.
    pub(crate) const fn changes(&self) -> bool {
        self.hours.is_some()
    }

    /// When a vehicle that leaves one place at a moment is at another.
    #[must_use]
    pub fn arrival(&self, from: PlaceIndex, to: PlaceIndex, departure: i64) -> i64 {
        let usual = self.duration(from, to);
        self.hours.as_ref().map_or(departure + usual, |hours| hours.arrival(departure, usual))
    }

    /// The latest moment at which a vehicle leaves one place to be at another by a moment.
    pub(crate) fn departure(&self, from: PlaceIndex, to: PlaceIndex, arrival: i64) -> i64 {
        let usual = self.duration(from, to);
        self.hours.as_ref().map_or(arrival - usual, |hours| hours.departure(arrival, usual))
    }

    /// The first moment after another at which speeds may change.
    pub(crate) fn next_change(&self, after: i64) -> Option<i64> {
        self.hours.as_ref().map(|hours| hours.next_change(after))
    }

    /// Seconds that no departure makes fewer.
    pub(crate) fn least_duration(&self, from: PlaceIndex, to: PlaceIndex) -> i64 {
        let usual = self.duration(from, to);
        self.hours.as_ref().map_or(usual, |hours| {
            let (fastest, _) = hours.extremes();
            stretched(usual, fastest)
        })
    }

    /// Metres from one place to another; zero from a place to itself unless a matrix says otherwise.
    #[must_use]
    pub fn distance(&self, from: PlaceIndex, to: PlaceIndex) -> i64 {
        match &self.kind {
            Kind::Matrix { distances, .. } => distances.get(from, to).into(),
            Kind::GreatCircle { vectors, detour, .. } => {
                clamp((great_circle_between(vectors[from], vectors[to]) * detour).round())
            }
            Kind::Euclidean { points, scale, rounding } => clamp(rounding.apply(planar(points[from], points[to]) * scale)),
        }
    }

    /// Seconds from one place to another, in hours of the usual speed: at another speed than the profile's, rounded up.
    #[must_use]
    pub fn duration(&self, from: PlaceIndex, to: PlaceIndex) -> i64 {
        let usual = match &self.kind {
            Kind::Matrix { durations: Some(durations), .. } => durations.get(from, to).into(),
            Kind::GreatCircle { metres_per_second, .. } => clamp((self.distance(from, to) as f64 / metres_per_second).ceil()),
            Kind::Matrix { durations: None, .. } | Kind::Euclidean { .. } => self.distance(from, to),
        };
        if self.percent == USUAL_SPEED { usual } else { self.pace(usual) }
    }

    /// Seconds at this speed of what takes `usual` seconds at the usual one.
    fn pace(&self, usual: i64) -> i64 {
        stretched(usual, self.percent)
    }

    /// No leg is longer, in metres or seconds.
    #[must_use]
    pub fn longest(&self) -> i64 {
        let usual = match &self.kind {
            Kind::Matrix { distances, durations } => distances.longest().max(durations.as_ref().map_or(0, Grid::longest)).into(),
            Kind::GreatCircle { detour, metres_per_second, .. } => {
                let half_way_round = core::f64::consts::PI * EARTH_RADIUS_M * detour;
                half_way_round.max(half_way_round / metres_per_second).ceil() as i64
            }
            Kind::Euclidean { points, scale, .. } => {
                let corner = |pick: fn(f64, f64) -> f64, start: f64| {
                    points.iter().fold(PlanarPoint { x: start, y: start }, |corner, point| PlanarPoint {
                        x: pick(corner.x, point.x),
                        y: pick(corner.y, point.y),
                    })
                };
                let diagonal = planar(corner(f64::min, f64::INFINITY), corner(f64::max, f64::NEG_INFINITY)) * scale;
                if points.is_empty() { 0 } else { diagonal.ceil() as i64 }
            }
        };
        let paced = usual.max(self.pace(usual));
        self.hours.as_ref().map_or(paced, |hours| paced.max(stretched(paced, hours.extremes().1).saturating_add(1)))
    }

    /// Whether legs come from where places are: then they are symmetric, and detours longer.
    pub(crate) const fn is_computed(&self) -> bool {
        !matches!(self.kind, Kind::Matrix { .. })
    }

    /// Whether every leg is as long backwards.
    pub(crate) fn is_symmetric(&self) -> bool {
        match &self.kind {
            Kind::Matrix { distances, .. } => {
                (0..distances.size()).all(|from| (0..from).all(|to| distances.get(from, to) == distances.get(to, from)))
            }
            Kind::GreatCircle { .. } | Kind::Euclidean { .. } => true,
        }
    }

    /// Whether a leg lasts as many seconds as it has metres, so that one matrix serves for both.
    #[must_use]
    pub const fn durations_are_distances(&self) -> bool {
        self.percent == USUAL_SPEED
            && self.hours.is_none()
            && matches!(self.kind, Kind::Matrix { durations: None, .. } | Kind::Euclidean { .. })
    }
}

/// Seconds at a speed in per cent of what takes `usual` at the usual one, rounded up. Legs that are too long to be valid are
/// measured too, to be refused: they must not overflow.
fn stretched(usual: i64, percent: i64) -> i64 {
    let seconds = (i128::from(usual) * i128::from(USUAL_SPEED) + i128::from(percent) - 1) / i128::from(percent);
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

fn planar(a: PlanarPoint, b: PlanarPoint) -> f64 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

/// A float to a leg's range; casts of Rust saturate, and `NaN` cannot come from checked coordinates.
fn clamp(value: f64) -> i64 {
    (value as i64).clamp(0, LONGEST_LEG)
}
