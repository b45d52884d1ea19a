use haulage_core::position::Position;

use super::*;
use crate::{
    plan::{Solution, Tour},
    problem::{Job, Problem, ProfileDocument, VehicleType},
};

fn problem() -> Problem {
    let at = |lat| Position::new(lat, 8.0).unwrap();
    let day = Problem::builder().profile(ProfileDocument::great_circle("van", 1.3, 30.0)).place("depot", at(50.0));
    let day = day.vehicle(VehicleType::new("van").count(3).based_at("depot")).vehicle(VehicleType::new("bike").based_at("depot"));
    ["a", "b", "c", "d"].into_iter().fold(day, |day, job| day.job(Job::new(job, at(50.01)))).build().unwrap()
}

/// Tours of vehicle types with jobs by index; what is in none is unassigned.
fn plan(problem: &Problem, tours: &[(usize, &[usize])]) -> Plan {
    let served: BTreeSet<usize> = tours.iter().flat_map(|(_, tasks)| tasks.iter().copied()).collect();
    let tours = tours.iter().map(|&(vehicle, tasks)| Tour { vehicle, tasks: tasks.to_vec() }).collect();
    Plan::new(problem, &Solution { tours, unassigned: (0..4).filter(|job| !served.contains(job)).collect() })
}

fn names(row: &Row) -> Vec<&str> {
    row.moved.iter().map(|moved| moved.job.as_str()).collect()
}

#[test]
fn vans_that_swap_their_numbers_move_nothing() {
    let problem = problem();
    let base = plan(&problem, &[(0, &[0, 1]), (0, &[2, 3])]);
    let row = contrast("swapped", &base, &plan(&problem, &[(0, &[3, 2]), (0, &[0, 1])]));
    assert!(row.moved.is_empty() && row.extra_cost.0.is_zero(), "{row:?}");
}

#[test]
fn a_job_that_changes_its_van_has_moved_and_its_mates_have_not() {
    let problem = problem();
    let base = plan(&problem, &[(0, &[0, 1, 2]), (0, &[3])]);
    let row = contrast("evened", &base, &plan(&problem, &[(0, &[0, 1]), (0, &[2, 3])]));
    assert_eq!(names(&row), ["c"]);
}

#[test]
fn a_job_on_another_type_has_moved_and_one_left_out_has_no_ride() {
    let problem = problem();
    let base = plan(&problem, &[(0, &[0, 1, 2])]);
    let row = contrast("by bike", &base, &plan(&problem, &[(0, &[0, 1]), (1, &[3])]));
    assert_eq!(names(&row), ["c", "d"]);
    assert_eq!((&row.moved[0].to, &row.moved[1].from), (&None, &None));
    assert_eq!(row.moved[1].to, Some(Ride { vehicle: "bike".into(), number: 1 }));
    assert_eq!(row.unassigned.len(), 1);
}
