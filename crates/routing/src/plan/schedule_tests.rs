use proptest::prelude::*;

use super::*;
use crate::{
    problem::{Job, PlaceDocument, ProblemDocument, ProfileDocument, Shift, VehicleType, Window},
    samples::{self, Dice},
    travel::{Grid, TravelDocument},
};

/// One van and two jobs ten seconds apart in a row, with the windows given.
fn table_for(first: &[Window], second: &[Window], shift: Shift) -> Timetable {
    let grid = Grid::from_cells(vec![0, 10, 20, 10, 0, 10, 20, 10, 0]).unwrap();
    let place = |id: &str| PlaceDocument { id: id.into(), ..PlaceDocument::default() };
    let job = |id: &str, windows: &[Window]| Job { windows: windows.to_vec(), ..Job::new(id, id).service_s(5) };
    let problem = Problem::new(ProblemDocument {
        places: vec![place("depot"), place("a"), place("b")],
        profiles: vec![ProfileDocument {
            id: "road".into(),
            travel: TravelDocument::Matrix { distances_m: grid, durations_s: None },
            hourly_speed_percent: Vec::new(),
        }],
        vehicles: vec![VehicleType::new("van").based_at("depot").shift(shift)],
        jobs: vec![job("a", first), job("b", second)],
        ..ProblemDocument::default()
    });
    let problem = problem.unwrap();
    timetable(&problem, &problem.vehicles()[0], &problem.tasks().iter().collect::<Vec<_>>())
}

#[test]
fn a_driver_does_not_leave_early_to_wait() {
    let table = table_for(&[], &[Window::new(100, 120)], Shift::default());
    assert_eq!((table.start, table.visits[1], table.end), (75, (100, 100, 105), 125));
}

#[test]
fn a_window_that_closes_first_decides_the_departure() {
    let table = table_for(&[Window::new(0, 30)], &[Window::new(100, 120)], Shift::default());
    assert_eq!((table.start, table.visits[0].1, table.visits[1]), (20, 30, (45, 100, 105)));
}

#[test]
fn a_later_window_is_taken_when_that_makes_the_day_shorter() {
    let first = [Window::new(0, 30), Window::new(60, 90)];
    let table = table_for(&first, &[Window::new(100, 120)], Shift::default());
    assert_eq!((table.start, table.end), (75, 125));
    let table = table_for(&first, &[Window::new(100, 120)], Shift::between(0, 124));
    assert_eq!((table.start, table.end), (0, 125), "what cannot be kept is written as early as it can be");
}

#[test]
fn nothing_to_wait_for_means_leaving_at_once() {
    let table = table_for(&[Window::new(0, 300)], &[], Shift::between(7, 300));
    assert_eq!((table.start, table.end), (7, 57));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Shortest, and of equally short ones the earliest: as trying every second of departure finds it.
    #[test]
    fn no_departure_makes_a_shorter_day(seed: u64) {
        let mut dice = Dice(seed);
        let problem = Problem::new(samples::document(&mut dice, 5)).unwrap();
        for tour in samples::solution(&mut dice, &problem).tours {
            let vehicle = &problem.vehicles()[tour.vehicle];
            let tasks: Vec<&Task> = tour.tasks.iter().map(|&task| &problem.tasks()[task]).collect();
            let table = timetable(&problem, vehicle, &tasks);
            if let Some(best) = samples::shortest(&problem, vehicle, &tasks) {
                prop_assert_eq!((table.start, table.end - table.start), best);
            } else {
                prop_assert_eq!(table.start, vehicle.shift.earliest);
            }
        }
    }
}
