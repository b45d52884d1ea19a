//! One million texts of mixed kinds on one thread, recognised and read as one kind: `cargo bench --bench identifiers`.
//! The floor is 0.2 seconds.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haulage::core::identifier::{Cell, Kind, read_column};

/// Ten thousand texts as a column of a carrier's export holds them: most valid, some with a slip, some no identifier.
fn mixed() -> Vec<String> {
    const TEXTS: [&str; 16] = [
        "340123450000000017",
        "CSQU3054383",
        "csqu 305438-4",
        "RB123456785GB",
        "020-12345675",
        "4012345678901",
        "GB82 WEST 1234 5698 7654 32",
        "1M8GDM9AXKP042788",
        "DEHAM",
        "8471.30",
        "1Z8V92A70367203024",
        "9400111206206406260787",
        "986578788855",
        "n/a",
        "Weight captured separately",
        "9319466",
    ];
    TEXTS.iter().cycle().take(10_000).map(ToString::to_string).collect()
}

/// Ten thousand SSCC, one in ten with a wrong check digit.
fn labels() -> Vec<String> {
    (0..10_000_u64)
        .map(|serial| {
            let payload = format!("34012345{serial:09}");
            let sum: u32 =
                payload.bytes().enumerate().map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
            format!("{payload}{}", (10 - sum % 10 + u32::from(serial % 10 == 0)) % 10)
        })
        .collect()
}

fn identifiers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("identifiers");
    group.sample_size(10).throughput(Throughput::Elements(1_000_000));
    for (name, column, kind) in [("one_million_of_any_kind", mixed(), None), ("one_million_sscc", labels(), Some(Kind::Sscc))] {
        let valid =
            read_column(column.iter().map(String::as_str), kind).filter(|cell| matches!(cell, Cell::Valid { .. })).count();
        assert!(valid >= column.len() * 3 / 4, "{name}: {valid} valid");
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for _ in 0..100 {
                    for cell in read_column(black_box(&column).iter().map(String::as_str), kind) {
                        black_box(cell);
                    }
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, identifiers);
criterion_main!(benches);
