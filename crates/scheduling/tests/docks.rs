//! Docks against every assignment on a grid, and under re-planning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::collections::BTreeMap;

use haulage_core::time::TimeWindow;
use haulage_scheduling::{
    activity::{Minute, instant, minute},
    docks::{Arrival, DockPlan, Door, FreeRequest, Site, Slot, free, schedule},
};

/// Numbers as reproducible as they are arbitrary.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit) as i64
    }
}

const TICK: Minute = 10;

fn origin() -> Minute {
    minute("2026-11-23T06:00:00Z".parse().unwrap())
}

fn window(from: i64, until: i64) -> TimeWindow {
    let at = |tick: i64| instant(origin() + tick * TICK).unwrap().fixed_offset();
    TimeWindow::new(at(from), at(until)).unwrap()
}

fn drawn(draw: &mut Draw, arrivals: i64, doors: i64) -> Site {
    let goods = |draw: &mut Draw| ["dry", "chilled"][draw.below(2) as usize].to_owned();
    let door = |number: i64, draw: &mut Draw| Door {
        id: format!("d{number}"),
        goods: if number > 0 && draw.below(3) == 0 { vec![goods(draw)] } else { Vec::new() },
        max_height_mm: (number > 0 && draw.below(4) == 0).then_some(3_000),
        open: if draw.below(3) == 0 { vec![window(0, 3 + draw.below(4)), window(8, 60)] } else { Vec::new() },
        changeover_min: (draw.below(2) * TICK) as u32,
    };
    let arrival = |number: i64, draw: &mut Draw| {
        let at = draw.below(6);
        let opens = at + draw.below(3);
        Arrival {
            id: format!("a{number}"),
            at: instant(origin() + at * TICK).unwrap().fixed_offset(),
            unloading_min: ((1 + draw.below(3)) * TICK) as u32,
            goods: (draw.below(4) > 0).then(|| goods(draw)),
            height_mm: (draw.below(2) == 0).then_some(3_500),
            promised: (draw.below(2) == 0).then(|| window(opens, opens + draw.below(4))),
        }
    };
    Site {
        doors: (0..doors).map(|number| door(number, draw)).collect(),
        crews: (draw.below(3) == 0).then_some(1),
        arrivals: (0..arrivals).map(|number| arrival(number, draw)).collect(),
        current: Vec::new(),
    }
}

/// What a set of slots breaks, said without a word from the planner.
fn broken(site: &Site, slots: &[Slot]) -> Option<String> {
    let door = |slot: &Slot| site.doors.iter().find(|door| door.id == slot.door).unwrap();
    let load = |slot: &Slot| site.arrivals.iter().find(|arrival| arrival.id == slot.arrival).unwrap();
    for (number, slot) in slots.iter().enumerate() {
        let (gate, arrival) = (door(slot), load(slot));
        let fits = gate.goods.is_empty() || arrival.goods.as_ref().is_some_and(|goods| gate.goods.contains(goods));
        let is_low = gate.max_height_mm.is_none_or(|most| arrival.height_mm.is_none_or(|height| height <= most));
        let inside = |open: &TimeWindow| minute(open.earliest()) <= slot.start && slot.end <= minute(open.latest());
        let is_open = gate.open.is_empty() || gate.open.iter().any(inside);
        let from = arrival.promised.map_or(minute(arrival.at), |window| minute(arrival.at).max(minute(window.earliest())));
        if !fits || !is_low || !is_open || slot.start < from || slot.end - slot.start != Minute::from(arrival.unloading_min) {
            return Some(format!("{slot:?}"));
        }
        for other in &slots[..number] {
            let same = arrival.goods == load(other).goods;
            let gap = if same { 0 } else { Minute::from(gate.changeover_min) };
            if other.door == slot.door && slot.start < other.end + gap && other.start < slot.end + gap {
                return Some(format!("{slot:?} {other:?}"));
            }
        }
        let at_once = slots.iter().filter(|other| other.start <= slot.start && slot.start < other.end).count();
        if site.crews.is_some_and(|crews| at_once > crews as usize) {
            return Some(format!("{at_once} crews at {slot:?}"));
        }
    }
    None
}

fn worth(site: &Site, slot: &Slot) -> Value {
    let arrival = site.arrivals.iter().find(|arrival| arrival.id == slot.arrival).unwrap();
    let late = arrival.promised.map_or(0, |window| (slot.start - minute(window.latest())).max(0));
    let from = arrival.promised.map_or(minute(arrival.at), |window| minute(arrival.at).max(minute(window.earliest())));
    let moved = site
        .current
        .iter()
        .any(|current| current.arrival == slot.arrival && (&current.door, current.start) != (&slot.door, slot.start));
    (late, usize::from(moved), slot.start - from)
}

type Value = (Minute, usize, Minute);

/// Where a site stands at a tick: who has begun, and for each door when it is free and who was there (by goods: the first who has the
/// same).
type Stand = (u32, Vec<(i64, Option<usize>)>);

/// The best of all assignments on the grid that is no worse than what is claimed: tick by tick, whoever begins there, wherever a
/// door takes him. Of assignments that leave the same doors free at the same ticks for the same arrivals the best is kept.
fn enumerate(site: &Site, claimed: Value) -> Option<Value> {
    const LAST: i64 = 60;
    let all = (1_u32 << site.arrivals.len()) - 1;
    let plus = |a: Value, b: Value| (a.0 + b.0, a.1 + b.1, a.2 + b.2);
    let slot = |arrival: &Arrival, door: &Door, tick: i64| {
        let start = origin() + tick * TICK;
        let end = start + Minute::from(arrival.unloading_min);
        Slot { arrival: arrival.id.clone(), door: door.id.clone(), start, end }
    };
    let alike = |number: usize| site.arrivals.iter().position(|other| other.goods == site.arrivals[number].goods);
    let mut best = None;
    let mut stands: BTreeMap<Stand, Value> = BTreeMap::new();
    stands.insert((0, vec![(0, None); site.doors.len()]), (0, 0, 0));
    for tick in 0..=LAST {
        // What a beginning now would be worth; who cannot begin yet costs nothing so far.
        let begins = |arrival: &Arrival, door: &Door| {
            let slot = slot(arrival, door, tick);
            broken(site, core::slice::from_ref(&slot)).is_none().then(|| worth(site, &slot))
        };
        let worth_now: Vec<Vec<Option<Value>>> =
            site.arrivals.iter().map(|arrival| site.doors.iter().map(|door| begins(arrival, door)).collect()).collect();
        let least = |arrival: &Arrival| {
            let any = worth(site, &slot(arrival, &site.doors[0], tick));
            (any.0, 0, any.2.max(0))
        };
        let least: Vec<Value> = site.arrivals.iter().map(least).collect();
        let mut open: Vec<(Stand, Value)> = stands.iter().map(|(stand, value)| (stand.clone(), *value)).collect();
        while let Some((stand, value)) = open.pop() {
            if stands[&stand] < value {
                continue;
            }
            let busy = stand.1.iter().filter(|(free, _)| *free > tick).count();
            if site.crews.is_some_and(|crews| busy >= crews as usize) {
                continue;
            }
            for (number, arrival) in site.arrivals.iter().enumerate().filter(|(number, _)| stand.0 & (1 << number) == 0) {
                for (place, gate) in site.doors.iter().enumerate() {
                    let (free, before) = stand.1[place];
                    let gap = if before.is_some() && before != alike(number) { i64::from(gate.changeover_min) / TICK } else { 0 };
                    let Some(added) = worth_now[number][place].filter(|_| tick >= free + gap) else { continue };
                    let value = plus(value, added);
                    let mut after = (stand.0 | 1 << number, stand.1.clone());
                    after.1[place] = (tick + i64::from(arrival.unloading_min) / TICK, alike(number));
                    if value <= claimed && stands.get(&after).is_none_or(|known| value < *known) {
                        stands.insert(after.clone(), value);
                        open.push((after, value));
                    }
                }
            }
        }
        let mut next: BTreeMap<Stand, Value> = BTreeMap::new();
        for ((begun, mut doors), value) in stands {
            if begun == all {
                best = best.into_iter().chain([value]).min();
                continue;
            }
            let waiting = (0..least.len()).filter(|number| begun & (1 << number) == 0);
            if waiting.fold(value, |value, number| plus(value, least[number])) > claimed {
                continue;
            }
            for ((free, _), gate) in doors.iter_mut().zip(&site.doors) {
                *free = (*free).max(tick + 1 - i64::from(gate.changeover_min) / TICK);
            }
            let known = next.entry((begun, doors)).or_insert(value);
            *known = value.min(*known);
        }
        stands = next;
    }
    best
}

fn value(plan: &DockPlan) -> Value {
    (plan.lateness_min, plan.moved, plan.waiting_min)
}

#[test]
fn up_to_eight_arrivals_are_planned_as_well_as_can_be() {
    let mut judged = 0;
    for seed in 0..40 {
        let mut draw = Draw(seed);
        let (arrivals, doors) = (2 + draw.below(7), 1 + draw.below(2));
        let mut site = drawn(&mut draw, arrivals, doors);
        let plan = schedule(&site).unwrap();
        assert_eq!(broken(&site, &plan.slots), None, "seed {seed}");
        if !plan.refused.is_empty() {
            continue;
        }
        judged += 1;
        assert_eq!((Some(value(&plan)), plan.is_optimal), (enumerate(&site, value(&plan)), true), "seed {seed}: {site:?}");
        // One is late: the others keep their slots as far as that makes nobody later.
        site.current = plan.slots;
        let late = draw.below(arrivals as u64) as usize;
        site.arrivals[late].at = instant(origin() + (4 + draw.below(4)) * TICK).unwrap().fixed_offset();
        let again = schedule(&site).unwrap();
        assert_eq!(broken(&site, &again.slots), None, "seed {seed}");
        if again.refused.is_empty() {
            assert_eq!(
                (Some(value(&again)), again.is_optimal),
                (enumerate(&site, value(&again)), true),
                "seed {seed}: {site:?} {again:?}"
            );
        }
    }
    assert!(judged > 25, "{judged}");
}

#[test]
fn two_vehicles_are_never_at_one_door_and_a_busy_day_is_replanned() {
    for seed in 0..6 {
        let mut draw = Draw(100 + seed);
        let mut site = drawn(&mut draw, 40, 4);
        for _ in 0..3 {
            let plan = schedule(&site).unwrap();
            assert_eq!(broken(&site, &plan.slots), None, "seed {seed}");
            assert_eq!(plan.slots.len() + plan.refused.len(), 40);
            site.current = plan.slots;
            let late = draw.below(40) as usize;
            site.arrivals[late].at = instant(origin() + draw.below(20) * TICK).unwrap().fixed_offset();
        }
    }
}

#[test]
fn a_free_slot_can_be_taken_and_no_other_moment_can() {
    for seed in 0..40 {
        let mut draw = Draw(500 + seed);
        let mut site = drawn(&mut draw, 4, 2);
        let Some(load) = site.arrivals.pop() else { continue };
        site.current = schedule(&site).unwrap().slots;
        let until = instant(origin() + 20 * TICK).unwrap().fixed_offset();
        let found = free(&FreeRequest { site: site.clone(), load: load.clone(), until }).unwrap();
        let mut all = site.clone();
        all.arrivals.push(load.clone());
        for start in origin()..=origin() + 20 * TICK {
            for door in &site.doors {
                let end = start + Minute::from(load.unloading_min);
                let mut slots = site.current.clone();
                slots.push(Slot { arrival: load.id.clone(), door: door.id.clone(), start, end });
                slots.sort_by_key(|slot| slot.start);
                let is_free = found.iter().any(|slot| slot.door == door.id && slot.earliest <= start && start <= slot.latest);
                assert_eq!(is_free, broken(&all, &slots).is_none(), "seed {seed}, {} at {}", door.id, start - origin());
            }
        }
    }
}
