//! Plans for the tests: a real day by the nearest neighbour, and a small one whose every text is hostile.
#![allow(dead_code, reason = "each test binary uses its share")]

use chrono_tz::America::Sao_Paulo;
use haulage_core::position::Position;
use haulage_routing::{
    plan::{Plan, Solution, Tour},
    problem::{Clock, Job, Problem, ProfileDocument, Shift, VehicleType, Window},
};

/// A text that would run, if anything of it were ever read as markup, script, attribute or formula.
pub(crate) const HOSTILE: &str = "=</script><img src=x onerror=alert(1)>\"'`${1}{{x}}&lt;\u{2028}\u{202e}";

pub(crate) fn problem_of_a_day() -> Problem {
    let text = include_str!("../../../../examples/data/loggibud/cvrp-0-rj-0.json");
    let day: serde_json::Value = serde_json::from_str(text).unwrap();
    let position =
        |point: &serde_json::Value| Position::new(point["lat"].as_f64().unwrap(), point["lng"].as_f64().unwrap()).unwrap();
    let at = |hour: u32| format!("2026-11-20T{hour:02}:00:00-03:00").parse::<haulage_core::time::Instant>().unwrap();
    let jobs = day["deliveries"].as_array().unwrap().iter().enumerate().map(|(index, delivery)| {
        // Two parcels of the day share their shipment's identifier with another.
        let job = Job::new(format!("{}-{index}", delivery["id"].as_str().unwrap()), position(&delivery["point"]))
            .delivery([delivery["size"].as_u64().unwrap()])
            .service_s(150);
        match index % 5 {
            0 => job.window(Window::new(at(8), at(12))),
            1 => job.window(Window::new(at(13), at(18))),
            _ => job,
        }
    });
    Problem::builder()
        .clock(Clock { start: at(0), zone: Some(Sao_Paulo) })
        .currency("BRL".parse().unwrap())
        .profile(ProfileDocument::great_circle("van", 1.4, 25.0))
        .place("depot", position(&day["origin"]))
        .vehicle(VehicleType::new("van").count(12).based_at("depot").capacity([180]).shift(Shift::between(at(8), at(18))))
        .jobs(jobs)
        .build()
        .unwrap()
}

/// Fills one vehicle after the other with the nearest task that still fits; the last three jobs stay behind.
pub(crate) fn nearest_neighbour(problem: &Problem) -> Solution {
    let vehicle = &problem.vehicles()[0];
    let travel = problem.travel(vehicle);
    let unassigned: Vec<usize> = (problem.jobs().len().saturating_sub(3)..problem.jobs().len()).collect();
    let mut open: Vec<usize> = (0..problem.tasks().len() - unassigned.len()).collect();
    let mut tours = Vec::new();
    while !open.is_empty() {
        let (mut place, mut room, mut tasks) = (vehicle.start.unwrap(), vehicle.capacity[0] / 2, Vec::new());
        loop {
            let fits = open.iter().filter(|&&task| problem.tasks()[task].delivery[0] <= room);
            let Some(&next) = fits.min_by_key(|&&task| travel.distance(place, problem.tasks()[task].place)) else { break };
            open.retain(|&task| task != next);
            room -= problem.tasks()[next].delivery[0];
            place = problem.tasks()[next].place;
            tasks.push(next);
        }
        tours.push(Tour { vehicle: 0, tasks });
    }
    Solution { tours, unassigned }
}

pub(crate) fn real_day() -> (Problem, Plan) {
    let problem = problem_of_a_day();
    let plan = Plan::new(&problem, &nearest_neighbour(&problem));
    (problem, plan)
}

/// Two stops, one job left out; all names hostile.
pub(crate) fn hostile_day() -> (Problem, Plan) {
    let at = |lat, lon| Position::new(lat, lon).unwrap();
    let problem = Problem::builder()
        .profile(ProfileDocument::great_circle("car", 1.3, 30.0))
        .place(HOSTILE, at(-18.0, 179.9))
        .vehicle(VehicleType::new(HOSTILE).based_at(HOSTILE).capacity([5]))
        .job(Job::new(format!("{HOSTILE}1"), at(-18.1, -179.9)).delivery([2]).window(Window::new(40_000, 50_000)))
        .job(Job::new(format!("{HOSTILE}2"), at(-18.2, 179.8)).delivery([2]))
        .job(Job::new(format!("{HOSTILE}3"), at(-18.3, 179.7)).delivery([2]))
        .build()
        .unwrap();
    let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0, 1] }], unassigned: vec![2] };
    let plan = Plan::new(&problem, &solution);
    (problem, plan)
}

/// A problem of matrices alone: nothing has a position.
pub(crate) fn day_without_positions() -> (Problem, Plan) {
    let document = serde_json::json!({
        "places": [{"id": "depot"}, {"id": "a"}, {"id": "b"}],
        "profiles": [{"id": "car", "travel": {"matrix": {"distances_m": [[0, 900, 800], [900, 0, 700], [800, 700, 0]]}}}],
        "vehicles": [{"id": "car", "start": "depot", "end": "depot"}],
        "jobs": [{"id": "first", "place": "a", "service_s": 60}, {"id": "second", "place": "b"}]
    });
    let problem = Problem::new(serde_json::from_value(document).unwrap()).unwrap();
    let plan = Plan::new(&problem, &Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0, 1] }], unassigned: vec![] });
    (problem, plan)
}

/// A lorry that is away for three days.
pub(crate) fn days_on_the_road() -> (Problem, Plan) {
    let document = serde_json::json!({
        "clock": {"start": "2026-11-20T06:00:00+01:00", "zone": "Europe/Berlin"},
        "places": [{"id": "Hamburg"}, {"id": "Lisboa"}, {"id": "Praha"}],
        "profiles": [{"id": "lorry", "travel": {"matrix": {
            "distances_m": [[0, 2_700_000, 640_000], [2_700_000, 0, 2_800_000], [640_000, 2_800_000, 0]],
            "durations_s": [[0, 110_000, 25_000], [110_000, 0, 115_000], [25_000, 115_000, 0]]
        }}}],
        "vehicles": [{"id": "lorry", "start": "Hamburg", "end": "Hamburg"}],
        "jobs": [{"id": "cork", "place": "Lisboa", "service_s": 3600}, {"id": "glass", "place": "Praha", "service_s": 1800}]
    });
    let problem = Problem::new(serde_json::from_value(document).unwrap()).unwrap();
    let plan = Plan::new(&problem, &Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0, 1] }], unassigned: vec![] });
    (problem, plan)
}

/// A problem on a plane, as the benchmark formats have it.
pub(crate) fn day_on_a_plane() -> (Problem, Plan) {
    let document = serde_json::json!({
        "places": [
            {"id": "0", "point": {"x": 40, "y": 50}}, {"id": "1", "point": {"x": 45, "y": 68}},
            {"id": "2", "point": {"x": 42, "y": 66}}, {"id": "3", "point": {"x": 20, "y": 10}}
        ],
        "profiles": [{"id": "euclid", "travel": {"euclidean": {"scale": 10, "rounding": "down"}}}],
        "vehicles": [{"id": "vehicle", "count": 2, "start": "0", "end": "0"}],
        "jobs": [{"id": "1", "place": "1"}, {"id": "2", "place": "2"}, {"id": "3", "place": "3"}]
    });
    let problem = Problem::new(serde_json::from_value(document).unwrap()).unwrap();
    let tours = vec![Tour { vehicle: 0, tasks: vec![0, 1] }, Tour { vehicle: 0, tasks: vec![2] }];
    let plan = Plan::new(&problem, &Solution { tours, unassigned: vec![] });
    (problem, plan)
}

/// No vehicle leaves.
pub(crate) fn empty_day() -> (Problem, Plan) {
    let (problem, _) = day_on_a_plane();
    let plan = Plan::new(&problem, &Solution { tours: vec![], unassigned: vec![0, 1, 2] });
    (problem, plan)
}
