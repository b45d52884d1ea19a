//! The plane on which the page draws: x to the east, y to the south, in metres at the equator or units of the file.

use haulage_core::position::{EARTH_RADIUS_M, Position};
use haulage_routing::problem::PlanarPoint;

/// Mercator's plane ends here, as on the maps that people are used to: the latitude that makes it a square.
const LAST_LATITUDE: f64 = 85.051_128;

/// Mercator's projection around a meridian, so that a plan over the date line is drawn in one piece.
#[derive(Clone, Copy)]
pub(crate) struct Mercator {
    meridian: f64,
}

impl Mercator {
    pub(crate) const fn around(position: Position) -> Self {
        Self { meridian: position.point().0.x }
    }

    /// The point of a position, to a tenth of a metre.
    pub(crate) fn point(self, position: Position) -> [f64; 2] {
        let mut lon = position.lon() - self.meridian;
        if lon > 180.0 {
            lon -= 360.0;
        } else if lon < -180.0 {
            lon += 360.0;
        }
        let lat = position.lat().clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
        let north = libm::asinh(libm::tan(lat));
        [tenths(lon.to_radians() * EARTH_RADIUS_M), tenths(-north * EARTH_RADIUS_M)]
    }
}

/// The point of a planar point: a screen's y goes down.
pub(crate) fn planar(point: PlanarPoint) -> [f64; 2] {
    [point.x, -point.y]
}

fn tenths(value: f64) -> f64 {
    // Adding zero turns a negative zero, which JSON would carry along, into a plain one.
    (value * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn a_day_on_both_sides_of_the_date_line_lies_together() {
        let suva = at(-18.14, 178.44);
        let plane = Mercator::around(suva);
        let [x, _] = plane.point(at(-18.14, -179.0));
        assert!((x - 284_949.0).abs() < 1_000.0, "{x}");
    }

    #[test]
    fn the_poles_are_drawn_at_the_edge() {
        let plane = Mercator::around(at(0.0, 0.0));
        let [_, y] = plane.point(at(90.0, 0.0));
        assert!((-20_100_000.0..-20_000_000.0).contains(&y), "{y}");
    }
}
