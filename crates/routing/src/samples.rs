//! Small random problems and solutions for tests: every constraint occurs, and times are small enough to try them all.

use crate::{
    plan::{Solution, Tour},
    problem::{
        Break, Clock, DepotDocument, Job, Lateness, PlaceDocument, Problem, ProblemDocument, ProfileDocument, Reload, Shift,
        Shipment, ShipmentStop, Span, Task, TaskKind, Vehicle, VehicleCosts, VehicleType, Window,
    },
    travel::{Grid, TravelDocument},
};

/// The splitmix64 generator.
pub(crate) struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }
}

/// A problem of about `requests` jobs and shipments.
pub(crate) fn document(dice: &mut Dice, requests: u64) -> ProblemDocument {
    let places = 5;
    let mut grid = || Grid::from_cells((0..places * places).map(|_| dice.roll(15) as u32).collect()).unwrap();
    let travel = TravelDocument::Matrix { distances_m: grid(), durations_s: Some(grid()) };
    let mut document = ProblemDocument {
        places: (0..places).map(|place| PlaceDocument { id: format!("p{place}"), ..PlaceDocument::default() }).collect(),
        profiles: vec![ProfileDocument { id: "any".into(), travel, hourly_speed_percent: Vec::new() }],
        ..ProblemDocument::default()
    };
    for index in 0..2 {
        document.vehicles.push(vehicle(dice, index));
    }
    for index in 0..requests {
        if dice.one_in(3) {
            document.shipments.push(shipment(dice, index));
        } else {
            document.jobs.push(job(dice, index));
        }
    }
    document
}

fn vehicle(dice: &mut Dice, index: u64) -> VehicleType {
    let mut vehicle = VehicleType::new(format!("v{index}")).count(1 + dice.roll(2) as u32).costs(VehicleCosts {
        fixed: "2.5".parse().unwrap(),
        per_km: "1.001".parse().unwrap(),
        per_hour: "0.777".parse().unwrap(),
        ..VehicleCosts::default()
    });
    if !dice.one_in(4) {
        vehicle = vehicle.starts_at("p0");
    }
    if !dice.one_in(4) {
        vehicle = vehicle.ends_at("p1");
    }
    if !dice.one_in(3) {
        vehicle = vehicle.capacity([5 + dice.roll(10), 8]);
    }
    if !dice.one_in(3) {
        let earliest = dice.roll(20) as i64;
        vehicle = vehicle.shift(Shift::between(earliest, earliest + 40 + dice.roll(60) as i64));
    }
    vehicle.shift.max_duration_s = dice.one_in(3).then(|| 30 + dice.roll(40));
    vehicle.max_distance_m = dice.one_in(4).then(|| 20 + dice.roll(30));
    vehicle.max_stops = dice.one_in(4).then(|| 1 + dice.roll(3) as u32);
    vehicle.speed_percent = dice.one_in(3).then(|| 50 + 30 * dice.roll(6) as u32);
    if dice.one_in(4) && !vehicle.capacity.is_empty() {
        vehicle = vehicle.initial_load([dice.roll(4)]);
    }
    vehicle.max_tasks = dice.one_in(4).then(|| 2 + dice.roll(3) as u32);
    if dice.one_in(2) { vehicle.skills(["frigo"]) } else { vehicle }
}

fn windows(dice: &mut Dice) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut from = dice.roll(30) as i64;
    for _ in 0..dice.roll(3) {
        let latest = from + dice.roll(30) as i64;
        windows.push(Window::new(from, latest));
        from = latest + 1 + dice.roll(20) as i64;
    }
    windows
}

fn job(dice: &mut Dice, index: u64) -> Job {
    let mut job = Job::new(format!("j{index}"), format!("p{}", dice.roll(5))).service_s(dice.roll(5));
    job.delivery = vec![dice.roll(4), dice.roll(2)];
    job.pickup = vec![dice.roll(4)];
    job.setup_s = dice.roll(4);
    job.windows = windows(dice);
    if dice.one_in(5) {
        job = job.skills(["frigo"]);
    }
    if dice.one_in(3) { job.prize("1.25".parse().unwrap()) } else { job }
}

fn shipment(dice: &mut Dice, index: u64) -> Shipment {
    let mut stop = |amount| ShipmentStop {
        place: format!("p{}", dice.roll(5)).into(),
        amount: vec![amount],
        service_s: dice.roll(5),
        setup_s: dice.roll(3),
        windows: windows(dice),
        lateness: None,
    };
    let shared = index.is_multiple_of(2);
    let pickups = if shared { vec![stop(1), stop(2)] } else { vec![stop(3)] };
    Shipment::new(format!("s{index}"), pickups, vec![stop(3)])
}

/// A solution that puts requests anywhere, right or wrong; within the fleet.
pub(crate) fn solution(dice: &mut Dice, problem: &Problem) -> Solution {
    let kinds = problem.vehicles().iter().enumerate().flat_map(|(kind, vehicle)| core::iter::repeat_n(kind, vehicle.count));
    let mut tours: Vec<Tour> = kinds.map(|vehicle| Tour { vehicle, tasks: Vec::new() }).collect();
    let mut unassigned = Vec::new();
    for (index, job) in problem.jobs().iter().enumerate() {
        if dice.one_in(3) {
            unassigned.push(index);
            continue;
        }
        let tours_count = tours.len() as u64;
        let tour = &mut tours[dice.roll(tours_count) as usize].tasks;
        let mut from = 0;
        for task in job.tasks.clone() {
            let at = from + dice.roll((tour.len() - from) as u64 + 1) as usize;
            tour.insert(at, task);
            // Mostly in order.
            from = if dice.one_in(8) { 0 } else { at + 1 };
        }
    }
    tours.retain(|tour| !tour.tasks.is_empty());
    Solution { tours, unassigned }
}

/// Whether a tour keeps every constraint, by trying every second of departure.
pub(crate) fn is_feasible(problem: &Problem, tour: &Tour) -> bool {
    let vehicle = &problem.vehicles()[tour.vehicle];
    let tasks: Vec<&Task> = tour.tasks.iter().map(|&task| &problem.tasks()[task]).collect();
    let fits = (0..problem.dimensions()).all(|dimension| {
        let carried = tasks.iter().filter(|task| task.kind == TaskKind::Job).map(|task| task.delivery[dimension]);
        let mut load = vehicle.initial_load[dimension] + carried.sum::<i64>();
        let after = tasks.iter().map(|task| task.pickup[dimension] - task.delivery[dimension]);
        load <= vehicle.capacity[dimension]
            && after
                .map(|change| {
                    load += change;
                    load
                })
                .all(|load| load <= vehicle.capacity[dimension])
    });
    let skilled = tasks.iter().all(|task| vehicle.has_skills(&problem.jobs()[task.job].skills));
    let ordered = tour.tasks.iter().enumerate().all(|(at, &task)| {
        let task = &problem.tasks()[task];
        let later = tour.tasks[at..].iter().map(|&task| &problem.tasks()[task]);
        task.kind != TaskKind::Delivery
            || later.filter(|other| other.job == task.job).all(|other| other.kind == TaskKind::Delivery)
    });
    let stops = vehicle.start.into_iter().chain(tasks.iter().map(|task| task.place)).chain(vehicle.end);
    let stops: Vec<usize> = stops.collect();
    let way: i64 = stops.windows(2).map(|leg| problem.travel(vehicle).distance(leg[0], leg[1])).sum();
    fits && skilled
        && ordered
        && way <= vehicle.max_distance
        && tasks.len() <= vehicle.max_tasks
        && tasks.iter().zip(tasks.iter().skip(1)).filter(|(a, b)| a.place != b.place).count() < vehicle.max_stops
        && shortest(problem, vehicle, &tasks).is_some_and(|(_, duration)| duration <= vehicle.max_duration)
}

/// Departure and duration of the shortest timetable, and of these the earliest; by trying every second.
pub(crate) fn shortest(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Option<(i64, i64)> {
    let last = vehicle.shift.latest.min(300);
    let ends = (vehicle.shift.earliest..=last).filter_map(|start| Some((start, end(problem, vehicle, tasks, start)? - start)));
    ends.min_by_key(|&(start, duration)| (duration, start))
}

/// When a tour that starts at `start` is over; `None` when it comes too late somewhere.
fn end(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task], start: i64) -> Option<i64> {
    let travel = problem.travel(vehicle);
    let (mut now, mut here) = (start, vehicle.start);
    for task in tasks {
        now += here.map_or(0, |here| travel.duration(here, task.place));
        let Span { earliest, .. } = *task.windows.iter().find(|window| now <= window.latest)?;
        now = now.max(earliest) + task.service + if here == Some(task.place) { 0 } else { task.setup };
        here = Some(task.place);
    }
    now += here.zip(vehicle.end).map_or(0, |(from, to)| travel.duration(from, to));
    (now <= vehicle.shift.latest).then_some(now)
}

/// Gives a problem of [`document`] what labels cannot hold: breaks, reloads, depots' hours, lateness, prices of time.
pub(crate) fn day(dice: &mut Dice, document: &mut ProblemDocument) {
    let window = |dice: &mut Dice, from: u64, lasts: u64| {
        let from = dice.roll(from) as i64;
        Window::new(from, from + dice.roll(lasts) as i64)
    };
    if dice.one_in(3) {
        // The hour turns while vehicles are on their way.
        document.clock = Some(Clock { start: "2026-11-20T07:59:20-03:00".parse().unwrap(), zone: None });
        let percents = (0..24).map(|_| 40 + 20 * dice.roll(6) as u32).collect::<Vec<_>>();
        document.profiles[0].hourly_speed_percent = percents;
    }
    for vehicle in &mut document.vehicles {
        vehicle.shift.earliest.get_or_insert(0.into());
        vehicle.shift.latest.get_or_insert(140.into());
        vehicle.shift.regular_latest = dice.one_in(3).then(|| (40 + dice.roll(40) as i64).into());
        vehicle.shift.regular_duration_s = dice.one_in(3).then(|| 20 + dice.roll(30));
        vehicle.costs.per_overtime_hour = dice.roll(4).to_string().parse().unwrap();
        vehicle.costs.per_waiting_hour = dice.roll(3).to_string().parse().unwrap();
        if dice.one_in(2) {
            vehicle.costs.per_hour = "0".parse().unwrap();
        }
        for _ in 0..dice.roll(3) {
            let pause = Break::new(window(dice, 50, 20), 1 + dice.roll(8));
            let pause = if dice.one_in(3) { pause.or_in(Window::new(80, 95)) } else { pause };
            vehicle.breaks.push(if dice.one_in(3) { pause.penalty("0.003".parse().unwrap()) } else { pause });
        }
        if dice.one_in(2) {
            let reload = Reload::at("p2").loading_s(dice.roll(6));
            let reload = if dice.one_in(2) { reload.or_at("p0") } else { reload };
            vehicle.reload = Some(if dice.one_in(2) { reload.max(1) } else { reload });
        }
        vehicle.lifo = dice.one_in(4);
    }
    for place in ["p0", "p1", "p2"] {
        if dice.one_in(3) {
            let first = window(dice, 20, 70);
            document.depots.push(DepotDocument::new(place).open(first).open(Window::new(100, 150)));
        }
    }
    for job in &mut document.jobs {
        job.lateness = dice.one_in(3).then(|| Lateness::per_hour(dice.roll(5).to_string().parse().unwrap()).at_most_s(40));
        job.release = dice.one_in(4).then(|| (dice.roll(40) as i64).into());
    }
}
