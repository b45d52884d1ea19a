//! The search: slots are given in the order in which they begin, each as early as its door and a crew allow, or where it was.
//!
//! Lateness and waiting never fall when a slot begins later, so some best plan is one in which nothing can begin earlier
//! unless it stays where it was; and that plan is built by giving slots in the order of their beginnings. A few
//! arrivals are therefore proven by trying all orders that a bound does not exclude, each set of arrivals that leaves the same doors
//! and crews once; many are improved from good orders.

use std::collections::BTreeMap;

use super::site::{Load, Yard};
use crate::activity::Minute;

/// Lateness, slots that moved, waiting.
pub(super) type Value = (Minute, usize, Minute);
const WORST: Value = (Minute::MAX, usize::MAX, Minute::MAX);

/// Steps of the proof before it is given up.
const MOST_NODES: usize = 3_000_000;
/// Arrivals up to which a proof is tried.
const PROVEN: usize = 10;
/// Slots that are tried altogether while orders are improved.
const EFFORT: usize = 5_000_000;

/// A slot: arrival, door and beginning.
pub(super) type Given = (usize, usize, Minute);

/// A plan and what it is worth.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) value: Value,
    pub(super) slots: Vec<Given>,
    pub(super) is_optimal: bool,
}

/// Doors and crews while slots are given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Hands {
    /// When each door is free, and the goods before.
    doors: Vec<(Minute, usize)>,
    /// When each crew is free.
    crews: Vec<Minute>,
    /// Beginning of the slot before.
    last: Minute,
}

impl Hands {
    fn new(yard: &Yard) -> Self {
        let crews = if yard.crews < yard.gates.len() { yard.crews } else { 0 };
        Self { doors: vec![(Minute::MIN / 4, 0); yard.gates.len()], crews: vec![Minute::MIN / 4; crews], last: Minute::MIN / 4 }
    }

    /// The earliest beginning at a door.
    fn earliest(&self, yard: &Yard, load: &Load, door: usize) -> Option<Minute> {
        let (free, goods) = self.doors[door];
        let changeover = if goods > 0 && goods != load.goods + 1 { yard.gates[door].changeover } else { 0 };
        let crew = self.crews.iter().min().copied().unwrap_or(Minute::MIN / 4);
        let from = load.at.max(free + changeover).max(crew).max(self.last);
        yard.gates[door].opens(from, load.minutes)
    }

    fn give(&mut self, load: &Load, door: usize, start: Minute) {
        self.doors[door] = (start + load.minutes, load.goods + 1);
        if let Some(crew) = self.crews.iter_mut().min() {
            *crew = start + load.minutes;
        }
        self.last = start;
    }
}

/// What a slot adds.
fn worth(load: &Load, door: usize, start: Minute) -> Value {
    let moved = load.current.is_some_and(|current| current != (door, start));
    ((start - load.due).max(0), usize::from(moved), start - load.at)
}

fn sum(a: Value, b: Value) -> Value {
    (a.0 + b.0, a.1 + b.1, a.2 + b.2)
}

/// The beginnings worth trying at a door: the earliest, and where the slot was.
fn beginnings(yard: &Yard, hands: &Hands, load: &Load, door: usize) -> impl Iterator<Item = Minute> {
    let earliest = hands.earliest(yard, load, door);
    let kept = load.current.filter(|&(kept, _)| kept == door).map(|(_, start)| start);
    let kept = kept.filter(|&start| {
        earliest.is_some_and(|earliest| start > earliest) && yard.gates[door].opens(start, load.minutes) == Some(start)
    });
    kept.into_iter().chain(earliest)
}

/// The best plan that can be found for arrivals that some door takes.
pub(super) fn search(yard: &Yard, arrivals: &[usize]) -> Found {
    let mut best = improve(yard, arrivals);
    if arrivals.len() <= PROVEN {
        let (slots, seen) = (Vec::new(), BTreeMap::new());
        let mut proof = Proof { yard, arrivals, best: best.clone(), nodes: 0, slots, seen };
        proof.extend(&Hands::new(yard), (0, 0, 0), (1 << arrivals.len()) - 1);
        best = Found { is_optimal: proof.nodes <= MOST_NODES, ..proof.best };
    }
    best
}

/// Gives slots in an order; none where one finds no slot.
fn decode(yard: &Yard, order: &[usize], limit: Value) -> Option<Found> {
    let mut hands = Hands::new(yard);
    let mut value = (0, 0, 0);
    let mut slots = Vec::with_capacity(order.len());
    for &arrival in order {
        let load = &yard.loads[arrival];
        let choices = load
            .doors
            .iter()
            .flat_map(|&door| beginnings(yard, &hands, load, door).map(move |start| (worth(load, door, start), start, door)));
        let (added, start, door) = choices.min()?;
        value = sum(value, added);
        if value >= limit {
            return None;
        }
        hands.give(load, door, start);
        slots.push((arrival, door, start));
    }
    Some(Found { value, slots, is_optimal: false })
}

/// What arrivals are put in order by.
type Key = fn(&Load) -> (Minute, Minute);

/// Orders that are often good, and changes of the best of them that do not make it worse.
fn improve(yard: &Yard, arrivals: &[usize]) -> Found {
    let mut best = Found { value: WORST, slots: Vec::new(), is_optimal: arrivals.is_empty() };
    if arrivals.is_empty() {
        return Found { value: (0, 0, 0), ..best };
    }
    let mut order = arrivals.to_vec();
    let keys: [Key; 4] = [
        |load| (load.current.map_or(load.at, |(_, start)| start), load.due),
        |load| (load.due, load.at),
        |load| (load.at, load.minutes),
        |load| (load.at.saturating_add(load.due.min(load.at + 100_000)), load.minutes),
    ];
    for key in keys {
        let mut tried = arrivals.to_vec();
        tried.sort_by_key(|&arrival| key(&yard.loads[arrival]));
        if let Some(found) = decode(yard, &tried, best.value) {
            (best, order) = (found, tried);
        }
    }
    let doors: usize = arrivals.iter().map(|&arrival| yard.loads[arrival].doors.len()).sum();
    let mut random = 0x5DEE_CE66_D1CE_5EED_u64;
    let mut below = |limit: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % limit.max(1)
    };
    for _ in 0..(EFFORT / doors.max(1)).min(400 * arrivals.len()) {
        if best.value.0 == 0 && best.value.1 == 0 && best.value.2 == 0 {
            break;
        }
        let mut tried = order.clone();
        let (from, width) = (below(tried.len()), 1 + below(12));
        let moved = tried.remove(from);
        let to = (from + width).min(tried.len());
        let to = if below(2) == 0 { from.saturating_sub(width) } else { to };
        tried.insert(to, moved);
        let limit = (best.value.0, best.value.1, best.value.2.saturating_add(1));
        if let Some(found) = decode(yard, &tried, limit) {
            (best, order) = (found, tried);
        }
    }
    best
}

/// All orders and doors that could still be better.
struct Proof<'y> {
    yard: &'y Yard,
    arrivals: &'y [usize],
    best: Found,
    nodes: usize,
    slots: Vec<Given>,
    /// What was spent to get to where the rest is the same: who is left, and when doors and crews are free.
    seen: BTreeMap<(u32, Hands), Value>,
}

impl Proof<'_> {
    /// Gives the arrivals that are `left`, one bit each, their slots.
    fn extend(&mut self, hands: &Hands, value: Value, left: u32) {
        self.nodes += 1;
        if self.nodes > MOST_NODES || self.bound(hands, value, left) >= self.best.value || self.is_seen(hands, value, left) {
            return;
        }
        if left == 0 {
            self.best = Found { value, slots: self.slots.clone(), is_optimal: true };
            return;
        }
        for (position, arrival) in waiting(self.arrivals, left) {
            let load = &self.yard.loads[arrival];
            for (number, &door) in load.doors.iter().enumerate() {
                let is_twin = |&other: &usize| self.is_same(hands, load, other, door);
                if load.doors[..number].iter().any(is_twin) {
                    continue;
                }
                for start in beginnings(self.yard, hands, load, door) {
                    let mut after = hands.clone();
                    after.give(load, door, start);
                    self.slots.push((arrival, door, start));
                    self.extend(&after, sum(value, worth(load, door, start)), left & !(1 << position));
                    self.slots.pop();
                }
            }
        }
    }

    /// Whether the same was reached before for no more.
    fn is_seen(&mut self, hands: &Hands, value: Value, left: u32) -> bool {
        let mut alike = hands.clone();
        for ((free, _), gate) in alike.doors.iter_mut().zip(&self.yard.gates) {
            *free = (*free).max(hands.last - gate.changeover);
        }
        alike.crews.iter_mut().for_each(|free| *free = (*free).max(hands.last));
        alike.crews.sort_unstable();
        let spent = self.seen.entry((left, alike)).or_insert(WORST);
        let is_seen = *spent <= value;
        *spent = value.min(*spent);
        is_seen
    }

    /// Whether two doors are alike in what they take, were and will be, so that one of them need not be tried.
    fn is_same(&self, hands: &Hands, load: &Load, a: usize, b: usize) -> bool {
        let (one, other) = (&self.yard.gates[a], &self.yard.gates[b]);
        hands.doors[a] == hands.doors[b]
            && one.open == other.open
            && one.changeover == other.changeover
            && load.current.is_none()
            && self.yard.loads.iter().all(|load| {
                load.doors.contains(&a) == load.doors.contains(&b) && load.current.is_none_or(|(door, _)| door != a && door != b)
            })
    }

    /// The value if nobody were in anybody's way from here on.
    fn bound(&self, hands: &Hands, value: Value, left: u32) -> Value {
        waiting(self.arrivals, left).fold(value, |value, (_, arrival)| {
            let load = &self.yard.loads[arrival];
            let earliest = load.doors.iter().filter_map(|&door| hands.earliest(self.yard, load, door)).min();
            let Some(start) = earliest else { return (Minute::MAX / 2, 0, 0) };
            sum(value, ((start - load.due).max(0), 0, start - load.at))
        })
    }
}

/// Arrivals whose bits are set, and the bits.
fn waiting(arrivals: &[usize], left: u32) -> impl Iterator<Item = (usize, usize)> {
    arrivals.iter().copied().enumerate().filter(move |(position, _)| left & (1 << position) != 0)
}
