//! Published instances and solutions: read, planned, and priced exactly as published.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test stops at what it did not expect")]

use std::{collections::BTreeMap, fs, path::Path};

use haulage_routing::{
    format::{self, Convention},
    plan::Plan,
    problem::Problem,
};
use rust_decimal::Decimal;

fn problem(path: &Path, convention: Option<Convention>) -> Problem {
    let text = fs::read_to_string(path).unwrap();
    let document = format::read_with(&text, convention).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Problem::new(document).unwrap_or_else(|faults| panic!("{}: {faults}", path.display()))
}

/// Best-known costs of a family by instance, as the table writes them.
fn best_known(folder: &Path, family: &str, convention: &str) -> BTreeMap<String, String> {
    let table = fs::read_to_string(folder.join("bks.csv")).unwrap();
    let rows = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let rows = rows.filter(|row| row[0] == family && row[4].starts_with(convention));
    rows.map(|row| (row[1].to_owned(), row[3].to_owned())).collect()
}

/// Reads every instance of a family that has a solution, plans the solution and compares the cost with the best known
/// one, times one of `scales`: exactly.
fn agree(family: &str, solution: &str, convention: Option<Convention>, table: &str, scales: &[Decimal]) {
    agree_within(Decimal::ZERO, family, solution, convention, table, scales);
}

fn agree_within(
    tolerance: Decimal,
    family: &str,
    solution: &str,
    convention: Option<Convention>,
    table: &str,
    scales: &[Decimal],
) {
    let Some(folder) = haulage_testdata::shared("data/instances") else { return };
    let known = best_known(&folder, family, table);
    let mut compared = 0;
    for entry in fs::read_dir(folder.join(family)).unwrap() {
        let path = entry.unwrap().path();
        let published = path.with_extension(solution);
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (Some(known), true) = (known.get(&name), published.is_file() && path != published) else { continue };
        if path.extension().is_none_or(|extension| extension != "vrp" && extension != "txt") {
            continue;
        }
        let problem = problem(&path, convention);
        let text = fs::read_to_string(&published).unwrap();
        let solution = format::solution::read(&text, &problem).unwrap_or_else(|error| panic!("{name}: {error}"));
        let plan = Plan::new(&problem, &solution);
        let known: Decimal = known.parse().unwrap();
        let agrees = |scale: &Decimal| (plan.costs.total.0 * scale - known).abs() <= known * tolerance;
        assert!(scales.iter().any(agrees), "{family} {name}: {} for {known}", plan.costs.total);
        let written = format::solution::write(&problem, &plan).unwrap();
        assert_eq!(Plan::new(&problem, &format::solution::read(&written, &problem).unwrap()), plan, "{name}");
        compared += 1;
    }
    assert!(compared > 0, "{family}: nothing was compared");
    println!("{family}: {compared} solutions cost what was published");
}

#[test]
fn capacitated_solutions_of_uchoa() {
    agree("x", "sol", None, "round", &[Decimal::ONE]);
}

#[test]
fn large_capacitated_solutions_of_belgium_and_italy() {
    agree("belgium", "sol", None, "round", &[Decimal::ONE]);
    agree("italy", "sol", None, "round", &[Decimal::ONE]);
}

#[test]
fn road_matrices_in_triangles_and_in_full() {
    agree("dimacs-realroad-cvrp", "sol", None, "explicit", &[Decimal::ONE]);
    agree("ortec-realroad-vrptw", "sol", None, "explicit", &[Decimal::ONE]);
}

#[test]
fn solutions_with_time_windows_in_the_dimacs_convention() {
    agree("solomon", "dimacs.sol", None, "dimacs", &[Decimal::ONE]);
    agree("homberger", "dimacs.sol", None, "dimacs", &[Decimal::ONE]);
}

#[test]
fn solutions_with_several_depots_and_mixed_fleets() {
    agree("mdvrptw", "sol", Some(Convention::Thousandths), "exact", &[Decimal::ONE_THOUSAND]);
    agree("sdvrptw-sitedep", "sol", Some(Convention::Thousandths), "", &[Decimal::ONE_THOUSAND]);
    // Published from doubles, some in hundredths and some in the thousandths that were counted.
    agree_within(
        Decimal::new(5, 7),
        "hfvrp-x",
        "sol",
        Some(Convention::Thousandths),
        "exact",
        &[Decimal::new(1, 2), Decimal::ONE_THOUSAND],
    );
}

#[test]
fn prizes_that_were_not_collected_count() {
    agree("pcvrptw", "sol", None, "dimacs", &[Decimal::TEN]);
}

#[test]
fn backhauls_after_linehauls() {
    agree("vrpb", "sol", None, "round", &[Decimal::ONE]);
}

#[test]
fn several_trips_with_windows_and_release_times() {
    agree("mtvrptwr", "sol", None, "dimacs", &[Decimal::TEN]);
}

#[test]
fn travelling_salesmen() {
    agree("tsp", "sol", None, "round", &[Decimal::ONE]);
}

#[test]
fn every_file_of_the_families_that_can_be_expressed_is_a_valid_problem() {
    let Some(folder) = haulage_testdata::shared("data/instances") else { return };
    let mut read = 0;
    for family in ["abefmp", "cmt-golden", "xml100", "lilim", "mdvrp-cordeau"] {
        for entry in fs::read_dir(folder.join(family)).unwrap() {
            let problem = problem(&entry.unwrap().path(), None);
            assert!(!problem.jobs().is_empty());
            read += 1;
        }
    }
    println!("{read} files are valid problems");
}

#[test]
fn what_cannot_be_expressed_is_refused_with_its_line() {
    let Some(folder) = haulage_testdata::shared("data/instances") else { return };
    let text = fs::read_to_string(folder.join("gvrp/M-n101-k10-C34-V4.vrp")).unwrap();
    let error = format::read(&text).unwrap_err();
    assert_eq!(error.code(), "format.unsupported");
    assert!(error.line > 1 && error.to_string().contains("MUTUALLY_EXCLUSIVE_GROUP_SECTION"), "{error}");
}
