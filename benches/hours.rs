//! The audit of a thousand drivers over a month, and one driver's chart: `cargo bench --bench hours`. A thousand drivers have a
//! second, from Python too.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haulage::scheduling::{
    activity::{Kind, Minute, Stretch, Timeline},
    audit::audit_timeline,
    chart::{ChartOptions, chart},
    rules::{Duty, Jurisdiction, RuleSet},
};

/// A month of days on the road: some twenty changes a day, no two drivers alike.
fn month(driver: u64) -> Timeline {
    const MONDAY: Minute = 29_852_640;
    let mut state = driver.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut between = move |low: Minute, high: Minute| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + ((state >> 33) as Minute) % (high - low)
    };
    let mut at = MONDAY + 300;
    let mut stretches = Vec::new();
    let mut push = |kind: Kind, minutes: Minute| {
        stretches.push(Stretch::new(kind, at, at + minutes));
        at += minutes;
    };
    for day in 0..30 {
        for _ in 0..6 {
            push(Kind::Drive, between(20, 90));
            push(Kind::Work, between(1, 20));
            push(Kind::Rest, between(5, 50));
        }
        push(Kind::Availability, between(5, 40));
        push(Kind::Rest, if day % 6 == 5 { 2_700 } else { between(560, 720) });
    }
    Timeline::new(stretches)
}

fn hours(criterion: &mut Criterion) {
    let drivers: Vec<Timeline> = (0..1_000).map(month).collect();
    let mut group = criterion.benchmark_group("hours");
    group.throughput(Throughput::Elements(drivers.len() as u64));
    group.sample_size(20);
    let laws = [
        ("eu", Jurisdiction::Eu, Duty::Goods),
        ("eu_working_time", Jurisdiction::Eu, Duty::GoodsWorkingTime),
        ("us", Jurisdiction::Us, Duty::Property),
        ("ca", Jurisdiction::Ca, Duty::SouthOf60),
        ("au", Jurisdiction::Au, Duty::StandardSolo),
    ];
    for (name, jurisdiction, duty) in laws {
        let rules = "2026-10-05".parse().ok().and_then(|date| RuleSet::chosen(jurisdiction, date, duty));
        let rules = rules.expect("each of them holds on that day");
        group.bench_function(format!("audit_1000_drivers_a_month_{name}"), |bencher| {
            bencher.iter(|| {
                drivers.iter().map(|driver| audit_timeline(rules, black_box(driver)).infringements.len()).sum::<usize>()
            });
        });
    }
    group.finish();
    criterion.bench_function("chart_of_a_month", |bencher| {
        bencher.iter(|| chart(black_box(&drivers[0]), &ChartOptions::default()).len());
    });
}

criterion_group!(benches, hours);
criterion_main!(benches);
