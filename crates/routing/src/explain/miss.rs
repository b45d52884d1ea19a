//! By how much a job misses a place on routes whose times labels can hold.

use super::reason::reason;
use crate::{
    insert::{Line, Place, Walk, stops},
    plan::{UnassignedReason, timetable},
    problem::{Task, Vehicle},
};

/// What stands against a job on lines of one vehicle type; where it is the load, also what would if there were room.
pub(super) fn against(lines: &[&Line<'_>], members: &[Task], who: &str, steps: &mut u64) -> Vec<UnassignedReason> {
    let mut reasons = Vec::from_iter(Miss::nearest(lines.iter().copied(), members, steps).reason(who));
    if let Some(line) = lines.first().filter(|_| reasons.iter().any(|reason| reason.is("capacity"))) {
        let capacity = vec![i64::MAX / 4; line.vehicle.capacity.len()];
        let vehicle = Vehicle { capacity, ..line.vehicle.clone() };
        let roomy: Vec<_> = lines.iter().map(|&line| Line { vehicle: &vehicle, ..line.clone() }).collect();
        reasons.extend(Miss::nearest(roomy.iter(), members, steps).reason(who));
    }
    reasons
}

/// The least by which a job misses a place on some lines, constraint by constraint, each given the ones before it.
#[derive(Default)]
pub(super) struct Miss {
    /// Tasks too many.
    tasks: Option<usize>,
    /// Stops too many.
    stops: Option<usize>,
    /// Load too much, and its dimension.
    excess: Option<(i64, usize)>,
    /// Seconds too late for a window.
    lateness: Option<i64>,
    /// Seconds too late for what follows.
    overrun: Option<i64>,
    /// Metres too many.
    metres: Option<i64>,
    /// Seconds on the way too many.
    duration: Option<i64>,
}

/// Keeps the least.
fn least<T: Ord>(slot: &mut Option<T>, value: T) {
    if slot.as_ref().is_none_or(|least| value < *least) {
        *slot = Some(value);
    }
}

impl Miss {
    pub(super) fn nearest<'l, 'a: 'l>(lines: impl Iterator<Item = &'l Line<'a>>, members: &[Task], steps: &mut u64) -> Self {
        let mut miss = Self::default();
        for line in lines {
            let tasks = line.tasks.len() + members.len();
            least(&mut miss.tasks, tasks.saturating_sub(line.vehicle.max_tasks));
            if tasks > line.vehicle.max_tasks {
                continue;
            }
            let visit = |place: Place<'_>| {
                let stops = stops(&line.with(members, place.positions)).saturating_sub(line.vehicle.max_stops);
                least(&mut miss.stops, stops);
                if stops > 0 {
                    return;
                }
                least(&mut miss.excess, (place.excess, place.dimension));
                if place.excess > 0 {
                    return;
                }
                least(&mut miss.lateness, place.lateness);
                if place.lateness > 0 {
                    return;
                }
                least(&mut miss.overrun, place.overrun);
                if place.overrun > 0 {
                    return;
                }
                let metres = (line.metres + place.metres - line.vehicle.max_distance).max(0);
                least(&mut miss.metres, metres);
                if metres == 0 && line.needs_timetable() {
                    let table = timetable(line.problem, line.vehicle, &line.with(members, place.positions));
                    least(&mut miss.duration, (table.end - table.start - line.vehicle.max_duration).max(0));
                }
            };
            Walk { line, members, lenient: true, steps, positions: Vec::new(), visit }.run();
        }
        miss
    }

    /// The first constraint that is missed everywhere.
    pub(super) fn reason(&self, who: &str) -> Option<UnassignedReason> {
        if let Some(tasks) = self.tasks.filter(|&tasks| tasks > 0) {
            let detail = format!("{who} would have {tasks} tasks more than it may");
            return Some(reason("max_tasks", detail).missing(tasks as i64));
        }
        if let Some(stops) = self.stops.filter(|&stops| stops > 0) {
            let detail = format!("{who} would have at best {stops} stops more than it may");
            return Some(reason("max_stops", detail).missing(stops as i64));
        }
        if let Some((excess, dimension)) = self.excess.filter(|&(excess, _)| excess > 0) {
            let detail = format!("{excess} too much for {who}, in dimension {dimension}");
            return Some(reason("capacity", detail).missing(excess).in_dimension(dimension));
        }
        if let Some(seconds) = self.lateness.filter(|&seconds| seconds > 0) {
            return Some(reason("window", format!("{who} comes at best {seconds} s too late")).missing(seconds));
        }
        if let Some(seconds) = self.overrun.filter(|&seconds| seconds > 0) {
            let detail = format!("{who} would finish at best {seconds} s too late what follows or its shift");
            return Some(reason("shift", detail).missing(seconds));
        }
        if let Some(metres) = self.metres.filter(|&metres| metres > 0) {
            let detail = format!("{who} would drive at best {metres} m more than it may");
            return Some(reason("max_distance", detail).missing(metres));
        }
        let seconds = self.duration.filter(|&seconds| seconds > 0)?;
        let detail = format!("{who} would be on its way at best {seconds} s longer than it may");
        Some(reason("max_duration", detail).missing(seconds))
    }
}
