//! An insertion quote on a plan of 1,000 stops, the plan checked first: `cargo bench --bench insert`. The bar is 1 ms.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use haulage::{
    core::position::Position,
    routing::{
        insert::{InsertionRequest, insert},
        plan::Plan,
        problem::{Job, Problem, ProfileDocument, Shift, Shipment, ShipmentStop, VehicleCosts, VehicleType, Window},
        solve::{Iterations, SolveOptions, solve},
    },
};

/// A thousand jobs around a depot, most with a window, and two more to insert; `per_hour` as an amount.
fn day(per_hour: &str) -> (Problem, Plan) {
    let mut state = 1_u64;
    let mut below = move |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut somewhere = move || (below(4_000) as f64 / 10_000.0, below(4_000) as f64 / 10_000.0, below(28_800) as i64);
    let at = |(north, east, _): (f64, f64, i64)| Position::new(50.0 + north, 8.0 + east).expect("within Germany");
    let van = VehicleType::new("van")
        .count(120)
        .based_at("depot")
        .capacity([40])
        .shift(Shift::between(0, 36_000))
        .costs(VehicleCosts { per_hour: per_hour.parse().expect("an amount"), ..VehicleCosts::default() });
    let mut builder = Problem::builder()
        .profile(ProfileDocument::great_circle("road", 1.3, 50.0))
        .place("depot", at((0.2, 0.2, 0)))
        .vehicle(van);
    for index in 0..1_000 {
        let spot = somewhere();
        let job = Job::new(format!("j{index}"), at(spot)).delivery([1]).service_s(180);
        builder = builder.job(if index % 4 == 0 { job } else { job.window(Window::new(spot.2, spot.2 + 7_200)) });
    }
    let stop = |position| ShipmentStop {
        amount: vec![1],
        service_s: 180,
        windows: vec![Window::new(3_600, 18_000)],
        ..ShipmentStop::new(at(position))
    };
    let (pickups, deliveries) = (vec![stop(somewhere())], vec![stop(somewhere())]);
    let pair = Shipment::new("pair", pickups, deliveries);
    let new = Job::new("new", at(somewhere())).delivery([1]).service_s(180).window(Window::new(7_200, 14_400));
    let whole = builder.clone().job(new.clone()).shipment(pair.clone()).build().expect("valid");
    let today = builder.build().expect("valid");
    let solution = solve(&today, &SolveOptions::default(), &mut Iterations(20_000));
    // The jobs of today come first in the whole as well, so the plan holds there.
    (whole, Plan::new(&today, &solution))
}

fn quotes(criterion: &mut Criterion) {
    for (name, per_hour) in [("paid by distance", "0"), ("paid by distance and hour", "18")] {
        let (problem, plan) = day(per_hour);
        let windows = (0..8).map(|slot| Window::new(slot * 3_600, slot * 3_600 + 3_600));
        let ask = |job: &str, offer: Vec<Window>| InsertionRequest { job: job.into(), offer, keep: Some(3) };
        for (what, request) in
            [("job", ask("new", vec![])), ("shipment", ask("pair", vec![])), ("8 windows", ask("new", windows.collect()))]
        {
            criterion.bench_function(&format!("{what}, {name}"), |bencher| {
                bencher.iter(|| insert(black_box(&problem), black_box(&plan), black_box(&request)).expect("a quote"));
            });
        }
    }
}

criterion_group!(benches, quotes);
criterion_main!(benches);
