//! The plan as `GeoJSON`, CSV and page: nothing lost, nothing injected, the same bytes again.

#![allow(clippy::unwrap_used, reason = "helpers of a test")]

mod support;

use haulage_routing::plan::{Plan, StopKind};
use serde_json::Value;
use support::HOSTILE;

fn geojson((problem, plan): &(haulage_routing::problem::Problem, Plan)) -> Value {
    serde_json::from_str(&haulage_render::geojson(problem, plan)).unwrap()
}

fn features<'a>(map: &'a Value, kind: &str) -> Vec<&'a Value> {
    map["features"].as_array().unwrap().iter().filter(|feature| feature["properties"]["feature"] == kind).collect()
}

/// Reads CSV by the letter of RFC 4180.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'), "lines end in CRLF");
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(character),
        }
    }
    assert!(!quoted && record.is_empty() && cell.is_empty(), "the last line ends, too");
    records
}

#[test]
fn every_stop_of_a_real_day_is_on_the_map_and_in_the_list() {
    let day = support::real_day();
    let map = geojson(&day);
    let stops: usize = day.1.routes.iter().map(|route| route.stops.len()).sum();
    assert_eq!(features(&map, "route").len(), day.1.routes.len());
    assert_eq!(features(&map, "stop").len(), stops);
    assert_eq!(features(&map, "unassigned").len(), 3);
    let csv = read_csv(&haulage_render::stops_csv(&day.0, &day.1));
    assert_eq!(csv.len(), stops + 1);
    assert!(csv.iter().all(|record| record.len() == csv[0].len()));
}

#[test]
fn a_route_line_runs_through_its_stops_in_order() {
    let day = support::real_day();
    let map = geojson(&day);
    for (feature, route) in features(&map, "route").iter().zip(&day.1.routes) {
        let line = feature["geometry"]["coordinates"].as_array().unwrap();
        assert_eq!(line.len(), route.stops.len());
        for (point, stop) in line.iter().zip(&route.stops) {
            let position = stop.position.unwrap();
            assert_eq!(point, &serde_json::json!([position.lon(), position.lat()]));
        }
        assert_eq!(feature["properties"]["distance_m"], route.distance_m);
    }
}

#[test]
fn hostile_names_come_through_whole_and_harmless() {
    let day = support::hostile_day();
    let map = geojson(&day);
    let jobs: Vec<_> = features(&map, "stop").iter().filter_map(|stop| stop["properties"]["job"].as_str()).collect();
    assert_eq!(jobs, [format!("{HOSTILE}1"), format!("{HOSTILE}2")]);
    assert_eq!(features(&map, "route")[0]["geometry"]["type"], "MultiLineString", "the route crosses the date line");
    let csv = read_csv(&haulage_render::stops_csv(&day.0, &day.1));
    assert_eq!(csv[2][5], format!("'{HOSTILE}1"));
    for cell in csv.iter().skip(1).flatten() {
        assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell}");
    }
    let page = haulage_render::html(&day.0, &day.1);
    assert!(!page.contains("<img"));
    assert_eq!(page.matches("</script>").count(), 2, "the data block and the script block end where they should");
}

#[test]
fn a_plan_of_another_problem_is_drawn_as_far_as_it_goes() {
    let (problem, _) = support::day_without_positions();
    let (_, mut plan) = support::real_day();
    plan.routes[0].stops[0].kind = StopKind::Pickup;
    plan.routes[0].stops[1].part = Some(u32::MAX);
    plan.routes[1].stops.clear();
    let day = (problem, plan);
    assert_eq!(features(&geojson(&day), "route")[1]["geometry"], Value::Null);
    assert!(haulage_render::stops_csv(&day.0, &day.1).starts_with("route,"));
    assert!(haulage_render::html(&day.0, &day.1).contains("\"surface\":\"earth\""));
}

#[test]
fn without_positions_the_geometry_is_null() {
    let map = geojson(&support::day_without_positions());
    assert!(map["features"].as_array().unwrap().iter().all(|feature| feature["geometry"].is_null()));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (problem, plan) = support::real_day();
    assert_eq!(haulage_render::html(&problem, &plan), haulage_render::html(&problem, &plan.clone()));
}
