//! Slots that are still free for a load.

use super::{document::FreeSlot, site::Yard};
use crate::activity::Minute;

/// What keeps a load from beginning: from (included) until (excluded).
type Closed = (Minute, Minute);

/// The moments at which the last arrival of the yard could begin at each door that takes it, until `until`.
pub(super) fn free(yard: &Yard, names: &[String], until: Minute) -> Vec<FreeSlot> {
    let Some((load, others)) = yard.loads.split_last() else { return Vec::new() };
    let taken: Vec<(usize, Minute, Minute, usize)> = others
        .iter()
        .filter_map(|other| other.current.map(|(door, start)| (door, start, start + other.minutes, other.goods)))
        .collect();
    let crowded = crowded(yard.crews, yard.gates.len(), &taken);
    let mut free = Vec::new();
    for &door in &load.doors {
        let gate = &yard.gates[door];
        let mut closed: Vec<Closed> = taken
            .iter()
            .filter(|slot| slot.0 == door)
            .map(|&(_, start, end, goods)| {
                let changeover = if goods == load.goods { 0 } else { gate.changeover };
                (start - load.minutes - changeover + 1, end + changeover)
            })
            .chain(crowded.iter().map(|&(from, until)| (from - load.minutes + 1, until)))
            .collect();
        closed.sort_unstable();
        let always = [(load.at, until.saturating_add(load.minutes))];
        let open = if gate.open.is_empty() { &always[..] } else { &gate.open };
        for &(opens, closes) in open {
            let mut from = opens.max(load.at);
            let last = (closes - load.minutes).min(until);
            for &(begin, end) in closed.iter().chain([&(Minute::MAX, Minute::MAX)]) {
                if from > last {
                    break;
                }
                let latest = last.min(begin.saturating_sub(1));
                if from <= latest {
                    free.push(FreeSlot { door: names[door].clone(), earliest: from, latest });
                }
                from = from.max(end);
            }
        }
    }
    free
}

/// When all crews are busy.
fn crowded(crews: usize, doors: usize, taken: &[(usize, Minute, Minute, usize)]) -> Vec<Closed> {
    if crews >= doors {
        return Vec::new();
    }
    let mut changes: Vec<(Minute, isize)> =
        taken.iter().filter(|slot| slot.2 > slot.1).flat_map(|slot| [(slot.1, 1), (slot.2, -1)]).collect();
    changes.sort_unstable();
    let (mut busy, mut since, mut crowded) = (0_isize, None, Vec::new());
    for (at, change) in changes {
        busy += change;
        match (busy.unsigned_abs() >= crews, since) {
            (true, None) => since = Some(at),
            (false, Some(from)) => {
                crowded.push((from, at));
                since = None;
            }
            _ => {}
        }
    }
    crowded
}
