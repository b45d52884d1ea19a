use super::*;
use crate::{
    plan::{Plan, Solution},
    problem::{
        Job, PlaceDocument, ProblemDocument, ProfileDocument, Relation, RelationRule, Shift, VehicleCosts, VehicleType, Window,
    },
    samples::{self, Dice},
    travel::{Grid, TravelDocument},
};

/// What tours cost when a meeting begins at a moment, by trying every second of departure.
fn by_trying(problem: &Problem, tours: &[Tour], moment: i64) -> Option<Cost> {
    let mut narrowed = problem.clone();
    narrowed.set_tasks(at(problem, &[Some(moment)]));
    let costs = tours.iter().map(|tour| {
        let vehicle = &narrowed.vehicles()[tour.vehicle];
        let tasks = tour.of(narrowed.tasks());
        let (_, duration) = samples::shortest(&narrowed, vehicle, &tasks)?;
        samples::is_feasible(&narrowed, tour).then_some(vehicle.per_second * duration)
    });
    costs.sum()
}

/// Two jobs that begin together, on tours made at random: there is a moment if and only if trying every second finds one,
/// and hardly ever is another one cheaper.
#[test]
fn a_meeting_is_held_if_it_can_be() {
    let (mut held, mut refused, mut dearer) = (0, 0, 0);
    for seed in 0..3_000 {
        let mut dice = Dice(seed);
        let mut document = samples::document(&mut dice, 5);
        let jobs: Vec<String> = document.jobs.iter().take(2).map(|job| job.id.clone()).collect();
        let relation = Relation::new(RelationRule::Synchronised, jobs);
        document.relations.push(Relation { max_gap_s: Some(dice.roll(9)), ..relation });
        document.vehicles.iter_mut().for_each(|vehicle| {
            let latest = 60 + dice.roll(40) as i64;
            vehicle.shift = Shift { max_duration_s: vehicle.shift.max_duration_s, ..Shift::between(0, latest) };
        });
        let problem = Problem::new(document).unwrap();
        let solution = samples::solution(&mut dice, &problem);
        let comes = |tour: &&Tour| tour.tasks.iter().any(|&task| problem.meetings()[0].jobs.contains(&problem.tasks()[task].job));
        let tours: Vec<Tour> = solution.tours.iter().filter(comes).cloned().collect();
        if tours.is_empty() || !tours.iter().all(|tour| samples::is_feasible(&problem, tour)) {
            continue;
        }
        let best = (0..100).filter_map(|moment| by_trying(&problem, &tours, moment)).min();
        let found = moments(&problem, &tours)[0];
        assert_eq!(found.is_some(), best.is_some(), "seed {seed}");
        held += usize::from(found.is_some());
        refused += usize::from(found.is_none());
        let cost = found.map(|moment| by_trying(&problem, &tours, moment).unwrap());
        dearer += usize::from(cost > best);
    }
    assert!(held > 100 && refused > 20, "{held} held, {refused} refused");
    assert!(dearer * 50 <= held, "{dearer} of {held} dearer than need be");
}

/// A driver who would wait for another leaves later instead.
#[test]
fn nobody_leaves_early_to_wait_for_the_others() {
    let place = |id: &str| PlaceDocument { id: id.into(), ..PlaceDocument::default() };
    let grid = Grid::from_cells(vec![0, 10, 10, 0]).unwrap();
    let travel = TravelDocument::Matrix { distances_m: grid, durations_s: None };
    let paid = VehicleCosts { per_hour: "18".parse().unwrap(), ..VehicleCosts::default() };
    let job = |id: &str, earliest: i64| Job::new(id, "site").window(Window::new(earliest, 140)).service_s(5);
    let problem = Problem::new(ProblemDocument {
        places: vec![place("depot"), place("site")],
        profiles: vec![ProfileDocument::new("road", travel)],
        vehicles: vec![VehicleType::new("van").count(2).based_at("depot").costs(paid)],
        jobs: vec![job("early", 0), job("late", 90)],
        relations: vec![Relation::new(RelationRule::Synchronised, ["early", "late"])],
        ..ProblemDocument::default()
    });
    let problem = problem.unwrap();
    let tours = [0, 1].map(|task| Tour { vehicle: 0, tasks: vec![task] }).to_vec();
    assert_eq!(moments(&problem, &tours), [Some(90)]);
    let plan = Plan::new(&problem, &Solution { tours, unassigned: vec![] });
    assert_eq!((plan.totals.waiting_s, plan.totals.duration_s), (0, 50));
}
