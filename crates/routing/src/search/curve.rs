//! Space-filling order: nodes that are near on the ground get near numbers, so that the search's tables stay in cache.

use crate::problem::{PlaceIndex, Problem};

/// Bits of each coordinate on the curve.
const BITS: u32 = 16;

/// The index of each place along a Hilbert curve; zero where nothing is known of its whereabouts.
pub(super) fn keys(problem: &Problem) -> Vec<u64> {
    let coordinates: Vec<Option<(f64, f64)>> = problem
        .places()
        .iter()
        .map(|place| match (place.point, place.position) {
            (Some(point), _) => Some((point.x, point.y)),
            (None, Some(position)) => Some((position.lon(), position.lat())),
            (None, None) => None,
        })
        .collect();
    let known = || coordinates.iter().flatten();
    let least = known().fold((f64::INFINITY, f64::INFINITY), |least, at| (least.0.min(at.0), least.1.min(at.1)));
    let most = known().fold((f64::NEG_INFINITY, f64::NEG_INFINITY), |most, at| (most.0.max(at.0), most.1.max(at.1)));
    let side = (most.0 - least.0).max(most.1 - least.1).max(f64::MIN_POSITIVE);
    let cell = |value: f64, least: f64| ((value - least) / side * f64::from((1_u32 << BITS) - 1)) as u32;
    coordinates.iter().map(|at| at.map_or(0, |(x, y)| hilbert(cell(x, least.0), cell(y, least.1)))).collect()
}

/// Nodes at these places, along the curve; of equal keys the first stays first.
pub(super) fn order(keys: &[u64], places: &[PlaceIndex]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&node| keys[places[node]]);
    order
}

/// Distance along the Hilbert curve of a cell.
const fn hilbert(mut x: u32, mut y: u32) -> u64 {
    let mut along = 0;
    let mut side = 1 << (BITS - 1);
    while side > 0 {
        let (right, upper) = (x & side > 0, y & side > 0);
        along += side as u64 * side as u64 * (if right { 3 } else { 0 } ^ upper as u64);
        if !upper {
            if right {
                x = ((1 << BITS) - 1) - x;
                y = ((1 << BITS) - 1) - y;
            }
            (x, y) = (y, x);
        }
        side >>= 1;
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_steps_to_a_touching_cell() {
        let side = 1_u32 << 5;
        let mut cells: Vec<(u32, u32)> = (0..side * side).map(|cell| (cell / side, cell % side)).collect();
        cells.sort_by_key(|&(x, y)| hilbert(x, y));
        assert!(cells.windows(2).all(|pair| pair[0].0.abs_diff(pair[1].0) + pair[0].1.abs_diff(pair[1].1) == 1));
    }
}
