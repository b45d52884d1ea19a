//! Docks against every assignment on a grid, and under re-planning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

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

fn worth(site: &Site, slot: &Slot) -> (Minute, usize, Minute) {
    let arrival = site.arrivals.iter().find(|arrival| arrival.id == slot.arrival).unwrap();
    let late = arrival.promised.map_or(0, |window| (slot.start - minute(window.latest())).max(0));
    let from = arrival.promised.map_or(minute(arrival.at), |window| minute(arrival.at).max(minute(window.earliest())));
    let moved = site
        .current
        .iter()
        .any(|current| current.arrival == slot.arrival && (&current.door, current.start) != (&slot.door, slot.start));
    (late, usize::from(moved), slot.start - from)
}

/// The best of all assignments on the grid.
fn enumerate(site: &Site, slots: &mut Vec<Slot>, value: (Minute, usize, Minute), best: &mut (Minute, usize, Minute)) {
    if value >= *best || broken(site, slots).is_some() {
        return;
    }
    let Some(arrival) = site.arrivals.get(slots.len()) else {
        *best = value;
        return;
    };
    for start in 0..24 {
        for door in &site.doors {
            let start = origin() + start * TICK;
            let end = start + Minute::from(arrival.unloading_min);
            let slot = Slot { arrival: arrival.id.clone(), door: door.id.clone(), start, end };
            let added = worth(site, &slot);
            slots.push(slot);
            enumerate(site, slots, (value.0 + added.0, value.1 + added.1, value.2 + added.2), best);
            slots.pop();
        }
    }
}

fn value(plan: &DockPlan) -> (Minute, usize, Minute) {
    (plan.lateness_min, plan.moved, plan.waiting_min)
}

#[test]
fn a_few_arrivals_are_planned_as_well_as_can_be() {
    let mut judged = 0;
    for seed in 0..60 {
        let mut draw = Draw(seed);
        let (arrivals, doors) = (2 + draw.below(3), 1 + draw.below(2));
        let mut site = drawn(&mut draw, arrivals, doors);
        let plan = schedule(&site).unwrap();
        assert_eq!(broken(&site, &plan.slots), None, "seed {seed}");
        if !plan.refused.is_empty() {
            continue;
        }
        judged += 1;
        let mut best = (Minute::MAX, 0, 0);
        enumerate(&site, &mut Vec::new(), (0, 0, 0), &mut best);
        assert_eq!((value(&plan), plan.is_optimal), (best, true), "seed {seed}: {site:?}");
        // One is late: the others keep their slots as far as that makes nobody later.
        site.current = plan.slots;
        let late = draw.below(arrivals as u64) as usize;
        site.arrivals[late].at = instant(origin() + (4 + draw.below(4)) * TICK).unwrap().fixed_offset();
        let again = schedule(&site).unwrap();
        assert_eq!(broken(&site, &again.slots), None, "seed {seed}");
        if again.refused.is_empty() {
            let mut best = (Minute::MAX, 0, 0);
            enumerate(&site, &mut Vec::new(), (0, 0, 0), &mut best);
            assert_eq!(value(&again), best, "seed {seed}: {site:?} {again:?}");
        }
    }
    assert!(judged > 30, "{judged}");
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
