//! Which tasks are near which.

use super::{Node, legs::Legs, model::Model};
use crate::problem::Place;

/// Most tasks for which all pairs are looked at.
const MOST_PAIRWISE: usize = 5_000;

/// The nearest tasks of each task, nearest first.
#[derive(Debug)]
pub(crate) struct Neighbours {
    width: usize,
    nodes: Vec<Node>,
}

impl Neighbours {
    /// The `width` nearest of each.
    pub(crate) fn new(model: &Model<'_>, width: usize) -> Self {
        let width = width.min(model.tasks.saturating_sub(1));
        let nodes = match plane(model) {
            Some(points) if model.tasks > MOST_PAIRWISE => Grid::new(&points).nearest(width),
            _ => pairwise(model, width),
        };
        Self { width, nodes }
    }

    #[inline]
    pub(crate) fn of(&self, node: Node) -> &[Node] {
        &self.nodes[node as usize * self.width..(node as usize + 1) * self.width]
    }
}

fn pairwise(model: &Model<'_>, width: usize) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(model.tasks * width);
    let mut others: Vec<(i64, Node)> = Vec::with_capacity(model.tasks);
    for node in 0..model.tasks as Node {
        others.clear();
        let others_of = (0..model.tasks as Node).filter(|&other| other != node);
        match model.legs(0) {
            Legs::Table(table) => {
                let (out, into) = table.around(node);
                let both = |other: Node| i64::from(out[other as usize]) + i64::from(into[other as usize]);
                others.extend(others_of.map(|other| (both(other), other)));
            }
            legs @ Legs::Computed { .. } => {
                others.extend(others_of.map(|other| (legs.distance(node, other) + legs.distance(other, node), other)));
            }
        }
        nodes.extend(least(&mut others, width));
    }
    nodes
}

/// The nodes of the `width` least, in order.
fn least<T: Ord + Copy>(candidates: &mut Vec<(T, Node)>, width: usize) -> impl Iterator<Item = Node> {
    if width < candidates.len() {
        candidates.select_nth_unstable(width);
    }
    candidates.truncate(width);
    candidates.sort_unstable();
    candidates.iter().map(|&(_, node)| node)
}

/// Tasks on a plane, where all of them are located: near enough for telling neighbours.
fn plane(model: &Model<'_>) -> Option<Vec<(f64, f64)>> {
    let flat = |place: &Place| match (place.point, place.position) {
        (Some(point), _) => Some((point.x, point.y)),
        (None, Some(position)) => Some((position.lon() * libm::cos(position.lat().to_radians()), position.lat())),
        (None, None) => None,
    };
    (0..model.tasks as Node).map(|node| flat(&model.problem.places()[model.place(node)])).collect()
}

/// Points in square cells, a few in each.
struct Grid<'a> {
    points: &'a [(f64, f64)],
    least: (f64, f64),
    cell: f64,
    columns: usize,
    rows: usize,
    /// Where each cell's members begin in `members`; one more at the end.
    starts: Vec<u32>,
    members: Vec<Node>,
}

impl<'a> Grid<'a> {
    fn new(points: &'a [(f64, f64)]) -> Self {
        let least = points.iter().fold((f64::INFINITY, f64::INFINITY), |least, at| (least.0.min(at.0), least.1.min(at.1)));
        let most = points.iter().fold(least, |most, at| (most.0.max(at.0), most.1.max(at.1)));
        let (width, height) = (most.0 - least.0, most.1 - least.1);
        let cell = libm::sqrt((width * height * 3.0 / points.len() as f64).max((width + height) * 1e-6)).max(f64::MIN_POSITIVE);
        let cell = cell.max((width + height) / 8_192.0).max(f64::MIN_POSITIVE);
        let (columns, rows) = ((width / cell) as usize + 1, (height / cell) as usize + 1);
        let mut grid = Self { points, least, cell, columns, rows, starts: vec![0; columns * rows + 1], members: Vec::new() };
        let cells: Vec<usize> = points.iter().map(|&point| grid.cell_of(point)).collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        let mut next = grid.starts.clone();
        grid.members = vec![0; points.len()];
        for (node, &cell) in cells.iter().enumerate() {
            grid.members[next[cell] as usize] = node as Node;
            next[cell] += 1;
        }
        grid
    }

    fn column_row(&self, (x, y): (f64, f64)) -> (usize, usize) {
        let at = |value: f64, least: f64, most: usize| (((value - least) / self.cell) as usize).min(most - 1);
        (at(x, self.least.0, self.columns), at(y, self.least.1, self.rows))
    }

    fn cell_of(&self, point: (f64, f64)) -> usize {
        let (column, row) = self.column_row(point);
        row * self.columns + column
    }

    fn nearest(&self, width: usize) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(self.points.len() * width);
        let mut found: Vec<(u64, Node)> = Vec::new();
        for (node, &(x, y)) in self.points.iter().enumerate() {
            let (column, row) = self.column_row((x, y));
            found.clear();
            for ring in 0..self.columns.max(self.rows) {
                self.ring(column, row, ring, |other| {
                    let (dx, dy) = (self.points[other as usize].0 - x, self.points[other as usize].1 - y);
                    if other as usize != node {
                        // The bits of floats that are not negative compare as the floats do.
                        found.push(((dx * dx + dy * dy).to_bits(), other));
                    }
                });
                let reach = ring as f64 * self.cell;
                let near = (reach * reach).to_bits();
                if found.len() >= width && found.iter().filter(|(far, _)| *far <= near).count() >= width {
                    break;
                }
            }
            nodes.extend(least(&mut found, width));
        }
        nodes
    }

    /// Visits the members of the cells at a distance of `ring` cells.
    fn ring(&self, column: usize, row: usize, ring: usize, mut visit: impl FnMut(Node)) {
        let rows = row.saturating_sub(ring)..=(row + ring).min(self.rows - 1);
        let columns = column.saturating_sub(ring)..=(column + ring).min(self.columns - 1);
        for at_row in rows {
            let is_edge = at_row.abs_diff(row) == ring;
            let mut at_column = *columns.start();
            while at_column <= *columns.end() {
                if is_edge || at_column.abs_diff(column) == ring {
                    let cell = at_row * self.columns + at_column;
                    let members = self.starts[cell] as usize..self.starts[cell + 1] as usize;
                    self.members[members].iter().for_each(|&node| visit(node));
                }
                at_column += 1;
            }
        }
    }
}
