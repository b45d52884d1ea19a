//! Backhauls after linehauls: goods are taken only when all that the vehicle brings is delivered, and never on a route that brings
//! nothing (Goetschalckx and Jacobs-Blecha 1989).

use crate::{
    format::{FormatCause, FormatError},
    problem::{Job, PlaceDocument, PlanarPoint, ProblemDocument},
    travel::{Grid, Travel, TravelDocument},
};

/// Most nodes: the matrix that forbids legs has their square of cells.
const MOST: usize = 4_096;

/// Makes the legs that would break the order longer than any route may be: from the depot to a backhaul, and from a backhaul to a
/// linehaul.
pub(super) fn after_every_linehaul(line: usize, document: &mut ProblemDocument, depots: &[usize]) -> Result<(), FormatError> {
    let size = document.places.len();
    if size > MOST {
        return Err(FormatError::new(line, FormatCause::Unsupported(format!("VRPB with more than {MOST} nodes"))));
    }
    let takes = |job: &Job| job.pickup.iter().any(|&amount| amount > 0);
    if let Some(both) = document.jobs.iter().find(|job| takes(job) && job.delivery.iter().any(|&amount| amount > 0)) {
        let what = format!("node {} that both takes and brings goods", both.id);
        return Err(FormatError::new(line, FormatCause::Unsupported(what)));
    }
    let mut kinds = vec![Kind::Linehaul; size];
    for &depot in depots {
        kinds[depot] = Kind::Depot;
    }
    // A job is named by its node, from 1.
    for job in document.jobs.iter().filter(|job| takes(job)) {
        if let Some(node) = job.id.parse::<usize>().ok().and_then(|node| node.checked_sub(1)).filter(|&node| node < size) {
            kinds[node] = Kind::Backhaul;
        }
    }
    let is_forbidden = |from: usize, to: usize| match kinds[to] {
        Kind::Backhaul => kinds[from] == Kind::Depot,
        Kind::Linehaul => kinds[from] == Kind::Backhaul,
        Kind::Depot => false,
    };
    let travel = travel(document);
    let legs: Vec<u64> = (0..size * size).map(|cell| travel.distance(cell / size, cell % size).unsigned_abs()).collect();
    // No route without a forbidden leg is as long as one such leg.
    let longest = legs.iter().copied().max().unwrap_or(0).saturating_mul(size as u64 + 1);
    let cells =
        legs.iter().enumerate().map(|(cell, &leg)| if is_forbidden(cell / size, cell % size) { longest + 1 } else { leg });
    let cells = cells.map(|leg| u32::try_from(leg).unwrap_or(u32::MAX)).collect();
    let unsupported = |cause: String| FormatError::new(line, FormatCause::Unsupported(cause));
    let distances_m = Grid::from_cells(cells).map_err(|error| unsupported(error.to_string()))?;
    if let Some(profile) = document.profiles.first_mut() {
        profile.travel = TravelDocument::Matrix { distances_m, durations_s: None };
    }
    for vehicle in &mut document.vehicles {
        vehicle.max_distance_m = Some(vehicle.max_distance_m.unwrap_or(longest).min(longest));
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Depot,
    Linehaul,
    Backhaul,
}

/// How the file travels before any leg is forbidden.
fn travel(document: &ProblemDocument) -> Travel {
    match document.profiles.first().map(|profile| &profile.travel) {
        Some(TravelDocument::Matrix { distances_m, .. }) => Travel::matrix(distances_m.clone(), None),
        Some(&TravelDocument::Euclidean { scale, rounding }) => {
            let point = |place: &PlaceDocument| place.point.unwrap_or(PlanarPoint { x: 0.0, y: 0.0 });
            Travel::euclidean(document.places.iter().map(point).collect(), scale, rounding)
        }
        _ => Travel::matrix(Grid::default(), None),
    }
}
