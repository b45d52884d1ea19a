//! Positions on WGS 84, checked for range, and the great-circle distance between them.

use geo::Point;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Mean radius of the earth in metres: R₁ of the IUGG, as used for great-circle distances.
pub const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A coordinate that is not on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[non_exhaustive]
pub enum PositionError {
    /// Latitude outside −90 to 90 degrees, or not a number.
    #[error("latitude {0} is not between -90 and 90 degrees")]
    Latitude(f64),
    /// Longitude outside −180 to 180 degrees, or not a number.
    #[error("longitude {0} is not between -180 and 180 degrees")]
    Longitude(f64),
}

impl PositionError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Latitude(_) => "position.latitude",
            Self::Longitude(_) => "position.longitude",
        }
    }
}

/// A position in degrees of WGS 84.
///
/// ```
/// use haulage_core::position::Position;
///
/// let rio = Position::new(-22.9068, -43.1729)?;
/// let sao_paulo = Position::new(-23.5505, -46.6333)?;
/// assert_eq!(rio.great_circle_m(&sao_paulo).round(), 360_749.0);
/// assert!(Position::new(-122.4, 37.8).is_err(), "latitude comes first");
/// # Ok::<(), haulage_core::position::PositionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "LatLon", into = "LatLon")]
pub struct Position(Point<f64>);

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Position", description = "Degrees of WGS 84."))]
#[serde(deny_unknown_fields)]
struct LatLon {
    /// Latitude in degrees, north positive.
    #[cfg_attr(feature = "schema", schemars(range(min = -90.0, max = 90.0)))]
    lat: f64,
    /// Longitude in degrees, east positive.
    #[cfg_attr(feature = "schema", schemars(range(min = -180.0, max = 180.0)))]
    lon: f64,
}

impl Position {
    /// A position from latitude and longitude in degrees.
    ///
    /// # Errors
    /// [`PositionError`] names the coordinate out of range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, PositionError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PositionError::Latitude(lat));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PositionError::Longitude(lon));
        }
        Ok(Self(Point::new(lon, lat)))
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub fn lat(&self) -> f64 {
        self.0.y()
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub fn lon(&self) -> f64 {
        self.0.x()
    }

    /// The point in `geo`'s order: x is longitude, y is latitude.
    #[must_use]
    pub const fn point(&self) -> Point<f64> {
        self.0
    }

    /// The unit vector from the centre of the earth; see [`great_circle_between`].
    #[must_use]
    pub fn unit_vector(&self) -> [f64; 3] {
        let (lat, lon) = (self.lat().to_radians(), self.lon().to_radians());
        [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
    }

    /// Great-circle distance in metres on a sphere of [`EARTH_RADIUS_M`].
    #[must_use]
    pub fn great_circle_m(&self, other: &Self) -> f64 {
        great_circle_between(self.unit_vector(), other.unit_vector())
    }
}

/// Great-circle distance in metres between two unit vectors: the haversine formula with the half chord as its root.
///
/// Positions turned into vectors once need no sine or cosine a pair, and `libm` gives every machine the same bits,
/// which the system's mathematics library does not promise.
#[must_use]
pub fn great_circle_between(a: [f64; 3], b: [f64; 3]) -> f64 {
    let square = |x: f64| x * x;
    let chord = (square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2])).sqrt();
    2.0 * EARTH_RADIUS_M * libm::asin((chord / 2.0).min(1.0))
}

impl TryFrom<LatLon> for Position {
    type Error = PositionError;

    fn try_from(value: LatLon) -> Result<Self, PositionError> {
        Self::new(value.lat, value.lon)
    }
}

impl From<Position> for LatLon {
    fn from(position: Position) -> Self {
        Self { lat: position.lat(), lon: position.lon() }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Position {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Position".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <LatLon as schemars::JsonSchema>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Distance, Haversine};
    use proptest::prelude::*;

    #[test]
    fn what_is_not_on_the_earth_is_refused_by_name() {
        assert_eq!(Position::new(f64::NAN, 0.0).unwrap_err().code(), "position.latitude");
        assert_eq!(Position::new(90.1, 0.0).unwrap_err().code(), "position.latitude");
        assert_eq!(Position::new(0.0, f64::INFINITY).unwrap_err().code(), "position.longitude");
        assert!(serde_json::from_str::<Position>(r#"{"lat": 91, "lon": 0}"#).is_err());
    }

    proptest! {
        #[test]
        fn the_chord_agrees_with_geos_haversine(a in (-90.0..=90.0, -180.0..=180.0), b in (-90.0..=90.0, -180.0..=180.0)) {
            let (a, b) = (Position::new(a.0, a.1).unwrap(), Position::new(b.0, b.1).unwrap());
            let difference = (a.great_circle_m(&b) - Haversine.distance(a.point(), b.point())).abs();
            // Both lose digits close to the antipode; a tenth of a metre in twenty thousand kilometres.
            prop_assert!(difference < 0.2, "{difference}");
        }

        #[test]
        fn the_way_back_is_as_long(a in (-90.0..=90.0, -180.0..=180.0), b in (-90.0..=90.0, -180.0..=180.0)) {
            let (a, b) = (Position::new(a.0, a.1).unwrap(), Position::new(b.0, b.1).unwrap());
            prop_assert_eq!(a.great_circle_m(&b).to_bits(), b.great_circle_m(&a).to_bits());
        }
    }
}
