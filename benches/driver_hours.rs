//! Driver hours: how long a legal timetable takes to find (the bars are 50 µs for ten stops in a week and 1 ms for thirty in two);
//! docks: 500 arrivals at 20 doors (the bar is 1 s). `cargo bench --bench driver_hours`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use haulage::{
    core::time::TimeWindow,
    scheduling::{
        docks::{self, Arrival, Door, Site},
        plan::{Driver, Goal, Schedule, Trip, TripStop, schedule},
        rules::{Jurisdiction, RuleSet},
    },
};

/// Numbers as reproducible as they are arbitrary.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit) as i64
    }
}

/// Trips with a legal timetable: so many stops spread over so many days, windows of four to twelve hours at most of them.
fn trips(stops: usize, days: i64, count: usize) -> Vec<Trip> {
    let rules = RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse().unwrap()).unwrap();
    let mut draw = Draw(stops as u64);
    let mut trips = Vec::new();
    while trips.len() < count {
        let driver = Driver::rested("2026-11-23T05:00:00Z".parse().unwrap());
        let from = driver.from;
        let each = days * 24 * 60 / stops as i64;
        let stop = |number: i64| {
            let open = number * each + draw.below(each as u64 / 2);
            let at = |minutes: i64| from + chrono::TimeDelta::minutes(minutes);
            let window = TimeWindow::new(at(open), at(open + 240 + draw.below(480))).unwrap();
            TripStop {
                travel_min: 30 + draw.below(each as u64 / 3) as u32,
                service_min: 20 + draw.below(60) as u32,
                windows: if draw.below(4) > 0 { vec![window] } else { Vec::new() },
                parking_min: None,
            }
        };
        let stops = (0..stops as i64).map(stop).collect();
        let trip = Trip { driver, stops, goal: Goal::EarliestEnd };
        if matches!(schedule(rules, &trip), Ok(Schedule::Timetable(_))) {
            trips.push(trip);
        }
    }
    trips
}

fn planning(criterion: &mut Criterion) {
    let rules = RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse().unwrap()).unwrap();
    for (name, stops, days) in [("schedule 10 stops in a week", 10, 6), ("schedule 30 stops in two weeks", 30, 12)] {
        let trips = trips(stops, days, 200);
        let mut next = trips.iter().cycle();
        criterion.bench_function(name, |bencher| {
            bencher.iter_batched(|| next.next().unwrap(), |trip| schedule(rules, trip), BatchSize::SmallInput);
        });
    }
}

/// A day of 500 arrivals at 20 doors, most with a promise.
fn site() -> Site {
    let mut draw = Draw(7);
    let morning: haulage::core::time::Instant = "2026-11-23T05:00:00Z".parse().unwrap();
    let at = |minutes: i64| morning + chrono::TimeDelta::minutes(minutes);
    let goods = ["dry", "chilled", "frozen"];
    let door = |number: usize| Door {
        id: format!("d{number}"),
        goods: if number.is_multiple_of(4) { Vec::new() } else { vec![goods[number % 3].into()] },
        open: vec![TimeWindow::new(at(0), at(1_440)).unwrap()],
        changeover_min: 10,
        ..Door::default()
    };
    let arrival = |number: usize| {
        let arrives = draw.below(900);
        let promised = TimeWindow::new(at(arrives), at(arrives + 60 + draw.below(120))).unwrap();
        Arrival {
            id: format!("a{number}"),
            at: at(arrives),
            unloading_min: 20 + draw.below(30) as u32,
            goods: Some(goods[draw.below(3) as usize].into()),
            height_mm: None,
            promised: (draw.below(4) > 0).then_some(promised),
        }
    };
    Site { doors: (0..20).map(door).collect(), crews: Some(18), arrivals: (0..500).map(arrival).collect(), current: Vec::new() }
}

fn unloading(criterion: &mut Criterion) {
    let site = site();
    let mut group = criterion.benchmark_group("docks");
    group.sample_size(10);
    group.bench_function("500 arrivals at 20 doors", |bencher| bencher.iter(|| docks::schedule(&site)));
}

criterion_group!(benches, planning, unloading);
criterion_main!(benches);
