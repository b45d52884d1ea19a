//! The stops of a plan as CSV (RFC 4180).

use haulage_routing::{plan::Plan, problem::Problem};

use crate::lookup::{Lookup, kind_name};

/// Columns before the loads.
const COLUMNS: &str =
    "route,vehicle,number,stop,kind,job,part,place,lat,lon,arrival,service_start,departure,waiting_s,distance_m";

/// One line a stop, in the order of the routes, with a header and lines that end in CRLF (RFC 4180).
///
/// `route` counts from 1, `stop` from 0 at the start of a route; there is one column `load_<n>` for each dimension.
/// A text that a spreadsheet would read as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) is written
/// with an apostrophe before it, as OWASP recommends against CSV injection; numbers are written as they are.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::{plan::{Plan, Solution, Tour}, problem::{Job, Problem, ProfileDocument, VehicleType}};
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").based_at("depot"))
///     .job(Job::new("=1+1", Position::new(-22.896, -43.268)?))
///     .build()?;
/// let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![] };
/// let csv = haulage_render::stops_csv(&problem, &Plan::new(&problem, &solution));
/// assert!(csv.lines().nth(2).unwrap().starts_with("1,van,1,1,job,'=1+1,,,-22.896,-43.268,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn stops_csv(problem: &Problem, plan: &Plan) -> String {
    let lookup = Lookup::new(problem);
    let mut csv = String::from(COLUMNS);
    for dimension in 1..=problem.dimensions() {
        csv.push_str(",load_");
        csv.push_str(&dimension.to_string());
    }
    csv += "\r\n";
    for (route, index) in plan.routes.iter().zip(1..) {
        for (stop, sequence) in route.stops.iter().zip(0_u64..) {
            let position = lookup.position(stop);
            let coordinate = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
            let mut cells = vec![
                u64::to_string(&index),
                text(&route.vehicle),
                route.number.to_string(),
                sequence.to_string(),
                kind_name(stop.kind).to_owned(),
                stop.job.as_deref().map(text).unwrap_or_default(),
                stop.part.map(|part| part.to_string()).unwrap_or_default(),
                stop.place.as_deref().map(text).unwrap_or_default(),
                coordinate(position.map(|position| position.lat())),
                coordinate(position.map(|position| position.lon())),
                stop.arrival.to_string(),
                stop.service_start.to_string(),
                stop.departure.to_string(),
                stop.waiting_s.to_string(),
                stop.distance_m.to_string(),
            ];
            let loads = (0..problem.dimensions()).map(|dimension| stop.load.get(dimension));
            cells.extend(loads.map(|load| load.map(u64::to_string).unwrap_or_default()));
            csv += &cells.join(",");
            csv += "\r\n";
        }
    }
    csv
}

/// A text as a cell: no formula, quoted where the format needs it.
fn text(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\r', '\n']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_name_cannot_become_a_formula_or_break_a_line() {
        assert_eq!(text("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(text("+1,2"), "\"'+1,2\"");
        assert_eq!(text("a \"b\"\r\nc"), "\"a \"\"b\"\"\r\nc\"");
        assert_eq!(text("Rua São João 12"), "Rua São João 12");
    }
}
