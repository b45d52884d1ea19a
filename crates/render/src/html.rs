//! The page: one file, its style, its data and its scripts inside.

use haulage_routing::{plan::Plan, problem::Problem};

use crate::page_data::PageData;

/// Everything above the data.
const HEAD: &str = concat!(
    "<!doctype html>\n<html lang=\"en\">\n<head>\n",
    include_str!("page/head.html"),
    "<style>\n",
    include_str!("page/style.css"),
    include_str!("page/panels.css"),
    "</style>\n</head>\n",
    include_str!("page/body.html"),
    "<script type=\"application/json\" id=\"plan\">",
);

/// Everything below it. One scope for all scripts, so that the page adds no global name to the notebook it may sit in.
const TAIL: &str = concat!(
    "</script>\n<script>\n(() => {\n\"use strict\";\n",
    include_str!("page/model.js"),
    include_str!("page/projection.js"),
    include_str!("page/map.js"),
    include_str!("page/timeline.js"),
    include_str!("page/list.js"),
    include_str!("page/details.js"),
    include_str!("page/main.js"),
    "})();\n</script>\n</body>\n</html>\n",
);

/// One self-contained page for the dispatcher: a map of the routes, a timeline of the vehicles, a list of the stops.
///
/// It asks for nothing from any network, and its content security policy forbids that it could. Without positions there
/// is no map; points of a plane are drawn as they are. Every text of the document stays text: the data is one block of
/// JSON in which no `<` is left, and the scripts write text nodes only.
///
/// ```
/// use haulage_core::position::Position;
/// use haulage_routing::{plan::{Plan, Solution, Tour}, problem::{Job, Problem, ProfileDocument, VehicleType}};
///
/// let problem = Problem::builder()
///     .profile(ProfileDocument::great_circle("van", 1.3, 30.0))
///     .place("depot", Position::new(-22.806, -43.378)?)
///     .vehicle(VehicleType::new("van").based_at("depot"))
///     .job(Job::new("</script>", Position::new(-22.896, -43.268)?))
///     .build()?;
/// let solution = Solution { tours: vec![Tour { vehicle: 0, tasks: vec![0] }], unassigned: vec![] };
/// let page = haulage_render::html(&problem, &Plan::new(&problem, &solution));
/// assert!(page.contains(r#""job":"\u003c/script\u003e""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn html(problem: &Problem, plan: &Plan) -> String {
    let data = serde_json::to_string(&PageData::new(problem, plan)).unwrap_or_default();
    [HEAD, &inert(&data), TAIL].concat()
}

/// JSON that can stand in a script block: nothing in it can end the block, open a comment or break a line.
fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => inert.push_str("\\u003c"),
            '>' => inert.push_str("\\u003e"),
            '&' => inert.push_str("\\u0026"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            _ => inert.push(character),
        }
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_document_can_leave_its_block() {
        let hostile = serde_json::to_string("</script><!--<script>&amp;\u{2028}").unwrap();
        let inert = inert(&hostile);
        assert!(!inert.contains(['<', '>', '&', '\u{2028}']), "{inert}");
        assert_eq!(serde_json::from_str::<String>(&inert).unwrap(), "</script><!--<script>&amp;\u{2028}");
    }

    #[test]
    fn the_page_reaches_for_no_network() {
        for part in [HEAD, TAIL] {
            for reach in ["http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML"] {
                assert!(!part.contains(reach), "{reach}");
            }
        }
    }
}
