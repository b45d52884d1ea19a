//! Distances and least durations between nodes: tables of 32 bits up to a few thousand nodes, computed past that.

use super::Node;
use crate::{problem::PlaceIndex, travel::Travel};

/// Most cells of one table: 4,000 nodes, 64 MB.
const LARGEST_TABLE: usize = 4_000 * 4_000;

/// The place of a terminal that is nowhere: the missing end of an open route.
pub(super) const NOWHERE: PlaceIndex = PlaceIndex::MAX;

/// The legs of one profile.
#[derive(Debug)]
pub(crate) enum Legs {
    Table(Table),
    Computed {
        travel: Travel,
        places: Vec<PlaceIndex>,
        /// Whether a detour is never shorter, but for rounding, and a leg as long backwards.
        is_metric: bool,
    },
}

/// Square tables, rows by origin; every cell fits in 31 bits (see [`crate::travel::LONGEST_LEG`]).
#[derive(Debug)]
pub(crate) struct Table {
    size: usize,
    distances: Vec<i32>,
    /// Distances by destination; none where the matrix is its own mirror.
    mirrored: Option<Vec<i32>>,
    /// Durations; none where they are the distances.
    durations: Option<Vec<i32>>,
}

impl Legs {
    pub(super) fn new(travel: &Travel, places: &[PlaceIndex]) -> Self {
        let size = places.len();
        if size * size > LARGEST_TABLE {
            // A terminal that is nowhere is next to everything: no triangle holds there.
            let is_metric = travel.is_computed() && !places.contains(&NOWHERE);
            return Self::Computed { travel: travel.clone(), places: places.to_vec(), is_metric };
        }
        let table = |leg: &dyn Fn(PlaceIndex, PlaceIndex) -> i64| {
            let cell = |from, to| if from == NOWHERE || to == NOWHERE { 0 } else { leg(from, to) as i32 };
            let mut cells = Vec::with_capacity(size * size);
            for &from in places {
                cells.extend(places.iter().map(|&to| cell(from, to)));
            }
            cells
        };
        let distances = table(&|from, to| travel.distance(from, to));
        let is_symmetric = (0..size).all(|from| (0..from).all(|to| distances[from * size + to] == distances[to * size + from]));
        let mirror = || (0..size * size).map(|cell| distances[cell % size * size + cell / size]).collect();
        let mirrored = (!is_symmetric).then(mirror);
        let durations = (!travel.durations_are_distances()).then(|| table(&|from, to| travel.least_duration(from, to)));
        Self::Table(Table { size, distances, mirrored, durations })
    }

    #[inline]
    pub(crate) fn distance(&self, from: Node, to: Node) -> i64 {
        match self {
            Self::Table(table) => table.distances[from as usize * table.size + to as usize].into(),
            Self::Computed { travel, places, .. } => computed(places, from, to, |from, to| travel.distance(from, to)),
        }
    }

    #[inline]
    pub(crate) fn duration(&self, from: Node, to: Node) -> i64 {
        match self {
            Self::Table(table) => {
                let cells = table.durations.as_ref().unwrap_or(&table.distances);
                cells[from as usize * table.size + to as usize].into()
            }
            Self::Computed { travel, places, .. } => computed(places, from, to, |from, to| travel.least_duration(from, to)),
        }
    }

    pub(crate) fn is_symmetric(&self) -> bool {
        match self {
            Self::Table(table) => table.mirrored.is_none(),
            Self::Computed { travel, .. } => travel.is_symmetric(),
        }
    }
}

impl Table {
    /// Distances from a node, and to it.
    #[inline]
    pub(crate) fn around(&self, node: Node) -> (&[i32], &[i32]) {
        let row = node as usize * self.size..(node as usize + 1) * self.size;
        (&self.distances[row.clone()], &self.mirrored.as_ref().unwrap_or(&self.distances)[row])
    }
}

#[inline]
fn computed(places: &[PlaceIndex], from: Node, to: Node, leg: impl Fn(PlaceIndex, PlaceIndex) -> i64) -> i64 {
    let (from, to) = (places[from as usize], places[to as usize]);
    if from == NOWHERE || to == NOWHERE { 0 } else { leg(from, to) }
}
