//! One million quotes on one thread: `cargo bench --bench quotes`. The floor is two seconds.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haulage::core::tariff::{CompiledTariff, QuoteRequest, Tariff};
use serde_json::{Value, json};

/// A national road tariff: a hundred areas of two postal digits, ten zones of eight breaks, three surcharges and a tax.
fn tariff() -> CompiledTariff {
    let two = |number: usize| format!("{number:02}");
    let areas: Vec<Value> =
        (1..100).map(|area| json!({"id": two(area), "country": "DE", "postal_codes": [{"first": two(area)}]})).collect();
    let lanes: Vec<Value> = (1..100).map(|area| json!({"to": two(area), "zone": two(area / 10)})).collect();
    let starts = [0, 50, 100, 200, 500, 1_000, 2_000, 5_000];
    let rates: Vec<Value> = (0..10)
        .map(|zone| {
            let breaks: Vec<Value> = starts
                .iter()
                .enumerate()
                .map(|(index, from)| {
                    let price = format!("{}.{:02}", 40 + zone - 4 * index, 7 * zone);
                    json!({"from": from, "until": starts.get(index + 1), "price": price, "per": "100_kg"})
                })
                .collect();
            json!({"zone": two(zone), "next_break_if_cheaper": true, "minimum": "19.50", "breaks": breaks})
        })
        .collect();
    let cent = json!({"step": "0.01", "mode": "half_up"});
    let document = json!({
        "id": "bench", "currency": "EUR",
        "versions": [{
            "id": "2026", "since": "2026-01-01",
            "rounding": {"line": cent, "total": cent},
            "chargeable_weight": {"volumetric": {"kg_per_m3": "333"}, "rounding": {"step": "1", "mode": "up"}},
            "areas": areas, "lanes": lanes, "rates": rates,
            "surcharges": [
                {"id": "fuel", "charge": {"percent_of": ["freight"]}, "rates": [{"value": "11.5"}]},
                {"id": "toll", "charge": {"per": "100_kg"}, "rates": [{"value": "1.20"}], "minimum": "2.50"},
                {"id": "tail_lift", "charge": {"per": "shipment"}, "rates": [{"value": "25"}], "when": [{"feature": "tail_lift"}]}
            ],
            "taxes": [{"id": "vat", "charge": {"percent_of": ["net"]}, "rates": [{"value": "19"}]}]
        }]
    });
    let tariff: Tariff = serde_json::from_value(document).expect("the document is well formed");
    CompiledTariff::compile(&tariff).expect("the tariff has no fault")
}

/// Shipments of one to four kinds of handling units, spread over the country.
fn requests(count: u64) -> Vec<QuoteRequest> {
    (0..count)
        .map(|number| {
            let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
            let units: Vec<Value> = (0..=scattered % 4)
                .map(
                    |kind| json!({"count": 1 + kind, "mass_g": 1_000 + scattered % 400_000, "volume_cm3": scattered % 1_500_000}),
                )
                .collect();
            let features: &[&str] = if scattered.is_multiple_of(5) { &["tail_lift"] } else { &[] };
            let request = json!({
                "on": "2026-11-20", "from": {"country": "DE", "postal_code": "80331"},
                "to": {"country": "DE", "postal_code": format!("{:05}", 1_000 + scattered % 99_000)},
                "handling_units": units, "features": features
            });
            serde_json::from_value(request).expect("the request is well formed")
        })
        .collect()
}

fn quotes(criterion: &mut Criterion) {
    let tariff = tariff();
    let requests = requests(10_000);
    let mut group = criterion.benchmark_group("quotes");
    group.sample_size(10).throughput(Throughput::Elements(1_000_000));
    group.bench_function("one_million", |bencher| {
        bencher.iter(|| {
            for _ in 0..100 {
                for request in &requests {
                    black_box(tariff.quote(black_box(request)).expect("every request has a price"));
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, quotes);
criterion_main!(benches);
