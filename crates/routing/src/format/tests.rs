use proptest::prelude::*;

use super::*;
use crate::{
    plan::Plan,
    problem::{Moment, Problem, Window},
};

const CAPACITATED: &str = "NAME : tiny\nTYPE : CVRP\nDIMENSION : 4\nCAPACITY : 10\nEDGE_WEIGHT_TYPE : EUC_2D\n\
    NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\n4 0 1.4\nDEMAND_SECTION\n1 0\n2 6\n3 4\n4 6\nDEPOT_SECTION\n 1\n -1\nEOF\n";

const MATRIX: &str = "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: LOWER_ROW\nCAPACITY: 9\n\
    EDGE_WEIGHT_SECTION\n7\n8 9\nDEMAND_SECTION\n1 0\n2 1\n3 1\n";

const FLEET: &str = "DIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nVEHICLES: 3\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\n4 9 9\n\
    DEMAND_SECTION\n1 0\n2 0\n3 5\n4 5\nTIME_WINDOW_SECTION\n1 0 100\n2 0 90\n3 10 20.55\n4 0 50\nSERVICE_TIME_SECTION\n1 0\n2 0\n\
    3 2.5\n4 2\nCAPACITY_SECTION\n1 10\n2 10\n3 20\nVEHICLES_DEPOT_SECTION\n1 1\n2 1\n3 2\nVEHICLES_FIXED_COST_SECTION\n1 5\n2 5\n\
    3 7.5\nVEHICLES_ALLOWED_CLIENTS_SECTION\n1 3 4\n2 3 4\n3 4\nVEHICLES_MAX_DURATION: 60\nPRIZE_SECTION\n1 0\n2 0\n3 12\n4 0\n\
    DEPOT_SECTION\n1\n2\n-1\nEOF\n";

const SOLOMON: &str = "R1\n\nVEHICLE\nNUMBER     CAPACITY\n  2         20\n\nCUSTOMER\nCUST NO.   XCOORD.   YCOORD.    DEMAND   READY \
    TIME   DUE DATE   SERVICE TIME\n \n 0 0 0 0 0 100 0\n 1 3 4 7 5 9 10\n 2 1 1 8 0 50 10\n";

const LI_LIM: &str = "3 200 1\n0 0 0 0 0 100 0 0 0\n1 3 4 10 0 40 5 0 2\n2 6 8 -10 0 60 5 1 0\n";

const CORDEAU: &str = "2 2 2 2\n0 80\n60 90\n1 1 1 3 7 1 2 1 2\n2 2 2 0 30 1 2 1 2\n3 0 0 0 0 0 0\n4 5 5 0 0 0 0\n";

const SAMPLES: [&str; 6] = [CAPACITATED, MATRIX, FLEET, SOLOMON, LI_LIM, CORDEAU];

fn problem(text: &str) -> Problem {
    Problem::new(read(text).unwrap()).unwrap()
}

#[test]
fn a_capacitated_file_rounds_to_the_nearest() {
    let problem = problem(CAPACITATED);
    let travel = problem.travel(&problem.vehicles()[0]);
    assert_eq!((travel.distance(0, 1), travel.distance(0, 3)), (5, 1));
    assert_eq!(problem.vehicles()[0].count, 3, "no fleet is announced: a vehicle for each customer");
    assert_eq!(problem.tasks()[0].delivery, [6]);
}

#[test]
fn triangles_of_a_matrix_are_mirrored() {
    let rows = [
        ("LOWER_ROW", "7 8 9"),
        ("UPPER_COL", "7 8 9"),
        ("UPPER_ROW", "7 8\n9"),
        ("LOWER_COL", "7 8 9"),
        ("LOWER_DIAG_ROW", "0\n7 0\n8 9 0"),
        ("UPPER_DIAG_COL", "0 7 0 8 9 0"),
        ("UPPER_DIAG_ROW", "0 7 8 0 9 0"),
        ("LOWER_DIAG_COL", "0 7 8 0 9 0"),
        ("FULL_MATRIX", "0 7 8\n7 0 9\n8 9 0"),
    ];
    for (layout, numbers) in rows {
        let text = MATRIX.replace("LOWER_ROW", layout).replace("7\n8 9", numbers);
        let problem = problem(&text);
        let travel = problem.travel(&problem.vehicles()[0]);
        let legs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1), (1, 1)].map(|(from, to)| travel.distance(from, to));
        assert_eq!(legs, [7, 7, 8, 8, 9, 9, 0], "{layout}");
    }
}

#[test]
fn vehicles_that_differ_become_types_and_keep_to_their_clients() {
    let document = read(FLEET).unwrap();
    let Window { earliest, latest } = document.jobs[0].windows[0];
    assert_eq!((earliest, latest), (Moment::Second(100), Moment::Second(205)), "tenths, never wider than the file's");
    assert_eq!((document.jobs[0].service_s, document.jobs[0].prize), (25, Some("12".parse().unwrap())));
    assert_eq!(document.jobs[1].prize, None, "a prize of zero is none: it must be served");
    let problem = Problem::new(document).unwrap();
    let [pair, single] = problem.vehicles() else { panic!("two types") };
    assert_eq!((pair.count, pair.start, pair.shift.latest, pair.max_duration), (2, Some(0), 1_000, 600));
    assert_eq!((single.count, single.start, single.shift.latest), (1, Some(1), 900));
    assert!(pair.has_skills(&problem.jobs()[0].skills) && !single.has_skills(&problem.jobs()[0].skills));
    assert!(problem.jobs()[1].skills.is_empty());
}

#[test]
fn costs_are_in_the_unit_of_the_file() {
    let problem = problem(SOLOMON);
    let plan = Plan::new(&problem, &solution::read("Route #1: 2\nRoute #2: 1\nCost 12.8", &problem).unwrap());
    assert_eq!(plan.costs.total.to_string(), "12.8", "twice 1.4 and twice 5, each leg cut to one decimal");
    assert_eq!(solution::write(&problem, &plan).unwrap(), "Route #1: 2\nRoute #2: 1\nCost 12.8\n");
}

#[test]
fn a_pickup_and_its_delivery_are_one_shipment() {
    let problem = problem(LI_LIM);
    assert_eq!((problem.jobs().len(), problem.jobs()[0].id.as_str(), problem.tasks().len()), (1, "1", 2));
    assert_eq!((problem.tasks()[0].pickup[0], problem.tasks()[1].delivery[0]), (10, 10));
    assert_eq!(problem.tasks()[1].windows[0].latest, 60_000);
}

#[test]
fn each_depot_has_its_vehicles() {
    let problem = problem(CORDEAU);
    let vehicles = problem.vehicles().iter().map(|vehicle| (vehicle.id.as_str(), vehicle.count, vehicle.capacity[0]));
    assert_eq!(vehicles.collect::<Vec<_>>(), [("depot-3", 2, 80), ("depot-4", 2, 90)]);
    assert_eq!(problem.vehicles()[1].max_duration, 60_000);
    let windows =
        CORDEAU.replace("2 2 2 2\n", "6 2 2 2\n").replace("1 2 1 2\n", "1 2 1 2 5 9\n").replace("0 0 0 0\n", "0 0 0 0 0 99\n");
    let problem = self::problem(&windows);
    assert_eq!((problem.tasks()[0].windows[0].latest, problem.vehicles()[0].shift.latest), (9_000, 99_000));
}

#[test]
fn every_error_names_its_line_and_its_code() {
    let swap = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    let cases = [
        (String::new(), 1, "format.unrecognised"),
        ("hello\nworld\n".into(), 1, "format.unrecognised"),
        (swap(CAPACITATED, "3 6 8\n", "3 six 8\n"), 9, "format.number"),
        (swap(CAPACITATED, "3 6 8\n", "3 NaN 8\n"), 9, "format.number"),
        (swap(CAPACITATED, "3 4\n", "3 -4\n"), 14, "format.number"),
        (swap(CAPACITATED, "3 4\n", "3 4.5\n"), 14, "format.number"),
        (swap(CAPACITATED, "3 6 8\n", "3 6\n"), 9, "format.columns"),
        (swap(CAPACITATED, "3 6 8\n", ""), 6, "format.count"),
        (swap(CAPACITATED, "DIMENSION : 4", "DIMENSION : 4000000000"), 6, "format.count"),
        (swap(CAPACITATED, "3 6 8\n", "2 6 8\n"), 9, "format.repeated"),
        (swap(CAPACITATED, "3 6 8\n", "5 6 8\n"), 9, "format.unknown"),
        (swap(CAPACITATED, "DIMENSION : 4\n", ""), 1, "format.missing"),
        (swap(CAPACITATED, "EUC_2D", "GEO"), 5, "format.unsupported"),
        (
            swap(CAPACITATED, "DEPOT_SECTION", "BACKHAUL_SECTION\n1 0\n2 1\n3 0\n4 0\nDEPOT_SECTION").replace("CVRP", "VRPB"),
            2,
            "format.unsupported",
        ),
        (swap(CAPACITATED, "DEPOT_SECTION", "DRONE_SECTION"), 16, "format.unsupported"),
        (swap(CAPACITATED, " 1\n -1", " 9\n -1"), 17, "format.unknown"),
        (swap(MATRIX, "8 9", "8"), 5, "format.count"),
        (swap(MATRIX, "8 9", "8 4294967295"), 5, "format.unsupported"),
        (swap(FLEET, "VEHICLES: 3", "VEHICLES: 4000000000"), 24, "format.count"),
        (swap(SOLOMON, " 1 3 4 7 5 9 10", " 1 3 4 7 5 9"), 11, "format.columns"),
        (swap(LI_LIM, "-10", "-9"), 3, "format.unpaired"),
        (swap(LI_LIM, "0 2\n", "0 9\n"), 3, "format.unpaired"),
        (swap(CORDEAU, "2 2 2 2\n0 80", "1 2 2 2\n0 80"), 1, "format.unsupported"),
        (swap(CORDEAU, "2 2 2 2\n0 80", "2 2 9999999999999 2\n0 80"), 1, "format.count"),
    ];
    for (text, line, code) in cases {
        let error = read(&text).unwrap_err();
        assert_eq!((error.line, error.code()), (line, code), "{error}\n{text}");
    }
}

#[test]
fn a_solution_of_another_problem_is_refused() {
    let problem = problem(CAPACITATED);
    let error = solution::read("Route #1: 1 2\nRoute #2: 7\n", &problem).unwrap_err();
    assert_eq!((error.line, error.code()), (2, "format.unknown"));
    let partly = solution::read("Route #1: 3 1\nOptimal: True\n", &problem).unwrap();
    assert_eq!(partly.unassigned, [1]);
}

proptest! {
    /// Damaged files, damaged anywhere, end in a document or an error.
    #[test]
    fn a_damaged_file_never_panics(
        sample in 0..SAMPLES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), "[-0-9A-Z_a-z.: \n]{0,12}", 0..3_usize), 1..4),
    ) {
        let mut text = SAMPLES[sample].to_owned();
        for (at, insert, drop) in cuts {
            let start = at.index(text.len());
            let end = (start + drop).min(text.len());
            text.replace_range(start..end, &insert);
        }
        if let Ok(problem) = read(&text).map_err(drop).and_then(|document| Problem::new(document).map_err(drop)) {
            _ = solution::read(&text, &problem);
        }
    }
}
