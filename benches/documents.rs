//! Documents and matrices on their way in and out: `cargo bench --bench documents`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haulage::{
    api,
    core::position::Position,
    routing::{
        problem::{Job, Problem, ProblemDocument, ProfileDocument, VehicleType},
        travel::Grid,
    },
};
use serde_json::json;

/// A day around Rio with so many jobs, each at a place of its own.
fn day(jobs: u32) -> ProblemDocument {
    let place = |index: u32| {
        let (lat, lon) = (f64::from(index * 7_919 % 1_000), f64::from(index * 4_409 % 1_000));
        Position::new(-23.0 + lat / 5_000.0, -43.4 + lon / 5_000.0).unwrap_or_else(|error| unreachable!("{error}"))
    };
    Problem::builder()
        .profile(ProfileDocument::great_circle("street", 1.3, 30.0))
        .place("depot", place(0))
        .vehicle(VehicleType::new("van").count(jobs).based_at("depot").capacity([100]))
        .jobs((1..=jobs).map(|index| Job::new(index.to_string(), place(index)).delivery([3]).service_s(120)))
        .document()
        .clone()
}

fn documents(criterion: &mut Criterion) {
    let request = json!({ "problem": day(9_600) }).to_string();
    let mut group = criterion.benchmark_group("documents");
    group.throughput(Throughput::Bytes(request.len() as u64)).sample_size(20);
    group.bench_function("9,600 jobs: JSON in, validated, JSON out", |bencher| {
        bencher.iter(|| black_box(api::call("problem.validate", request.as_bytes())));
    });
    group.finish();
}

fn matrices(criterion: &mut Criterion) {
    let problem = Problem::new(day(1_000)).unwrap_or_else(|faults| unreachable!("{faults}"));
    let travel = problem.travel(&problem.vehicles()[0]);
    let places = problem.places().len();
    let cells = || (0..places).flat_map(|from| (0..places).map(move |to| (from, to)));
    let mut group = criterion.benchmark_group("matrices");
    group.throughput(Throughput::Elements((places * places) as u64)).sample_size(20);
    group.bench_function("1,001 places by great circles", |bencher| {
        bencher.iter(|| Grid::from_cells(cells().map(|(from, to)| travel.distance(from, to) as u32).collect()));
    });
    let rows: Vec<Vec<i64>> = (0..places).map(|from| (0..places).map(|to| travel.distance(from, to)).collect()).collect();
    let text = json!(rows).to_string();
    group.bench_function("1,001 places from JSON", |bencher| {
        bencher.iter(|| black_box(serde_json::from_str::<Grid>(&text)));
    });
    group.finish();
}

criterion_group!(benches, documents, matrices);
criterion_main!(benches);
