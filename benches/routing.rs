//! The solver by kind of problem: `cargo bench --bench routing`. Construction alone, then iterations of ruin and recreate
//! (the difference between two runs is the price of an iteration: the same seed does the same work every time).

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use haulage::routing::{
    problem::{
        Job, PlaceDocument, PlanarPoint, Problem, ProblemDocument, ProfileDocument, Shift, Shipment, ShipmentStop, VehicleType,
        Window,
    },
    solve::{Iterations, SolveOptions, solve},
    travel::{Rounding, TravelDocument},
};

/// Places scattered by a multiplicative sequence: no pattern that a search could profit from, the same every time.
fn places(count: u32) -> Vec<PlaceDocument> {
    let scatter = |index: u32, factor: u64| f64::from((u64::from(index + 1) * factor % 10_007 % 1_000) as u32);
    let place = |index: u32| PlaceDocument {
        id: index.to_string(),
        position: None,
        point: Some(PlanarPoint { x: scatter(index, 4_409), y: scatter(index, 7_919) }),
    };
    (0..=count).map(place).collect()
}

fn window(index: u32) -> Window {
    let earliest = i64::from(index * 37 % 1_500) + 1_200;
    Window::new(earliest, earliest + 1_500)
}

fn document(stops: u32) -> ProblemDocument {
    let travel = TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest };
    ProblemDocument {
        places: places(stops),
        profiles: vec![ProfileDocument { id: "plane".into(), travel, hourly_speed_percent: Vec::new() }],
        vehicles: vec![VehicleType::new("van").count(stops).based_at("0").capacity([200])],
        ..ProblemDocument::default()
    }
}

fn job(index: u32) -> Job {
    Job::new(index.to_string(), index.to_string()).delivery([u64::from(index % 17) + 1])
}

/// Loads alone.
fn loads(stops: u32) -> ProblemDocument {
    ProblemDocument { jobs: (1..=stops).map(job).collect(), ..document(stops) }
}

/// Loads and one window a stop.
fn windows(stops: u32) -> ProblemDocument {
    let job = |index: u32| job(index).service_s(30).window(window(index));
    ProblemDocument { jobs: (1..=stops).map(job).collect(), ..document(stops) }
}

/// Windows, and durations that are limited and paid.
fn durations(stops: u32) -> ProblemDocument {
    let mut document = windows(stops);
    let vehicle = &mut document.vehicles[0];
    vehicle.shift = Shift { max_duration_s: Some(4_000), ..Shift::between(0, 20_000) };
    vehicle.costs.per_hour = "18".parse().unwrap_or_default();
    document
}

/// Pickups and deliveries with windows.
fn shipments(stops: u32) -> ProblemDocument {
    let stop = |index: u32| ShipmentStop {
        amount: vec![7],
        service_s: 30,
        windows: vec![Window::new(0, i64::from(index % 5) * 1_000 + 6_000)],
        ..ShipmentStop::new(index.to_string())
    };
    let shipment = |index: u32| Shipment::new(index.to_string(), vec![stop(2 * index - 1)], vec![stop(2 * index)]);
    ProblemDocument { shipments: (1..=stops / 2).map(shipment).collect(), ..document(stops) }
}

/// A document of so many stops.
type Make = fn(u32) -> ProblemDocument;

fn solver(criterion: &mut Criterion) {
    let kinds: [(&str, Make); 4] = [("loads", loads), ("windows", windows), ("durations", durations), ("shipments", shipments)];
    for (kind, document) in kinds {
        let mut group = criterion.benchmark_group(format!("solve/{kind}"));
        group.sample_size(10);
        for stops in [100, 1_000] {
            let Ok(problem) = Problem::new(document(stops)) else { continue };
            let run = |iterations| solve(black_box(&problem), &SolveOptions::default(), &mut Iterations(iterations));
            group.bench_function(BenchmarkId::new("construction", stops), |bencher| bencher.iter(|| run(0)));
            group.throughput(Throughput::Elements(2_000));
            group.bench_function(BenchmarkId::new("2,000 iterations", stops), |bencher| bencher.iter(|| run(2_000)));
        }
    }
}

criterion_group!(benches, solver);
criterion_main!(benches);
