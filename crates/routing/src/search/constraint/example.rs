//! The worked example of `docs/adding-a-constraint.md`, and the law that every constraint keeps.

use super::Constraint;
use crate::{
    problem::Cost,
    search::{Node, model::Model},
};

// The page shows from here
/// Metres of ascent on a route: at most so many, each at a price.
#[derive(Debug)]
struct Climb {
    /// Height of each node.
    heights: Vec<i64>,
    most: i64,
    per_metre: Cost,
}

impl Climb {
    fn ascent(&self, from: Node, to: Node) -> i64 {
        (self.heights[to as usize] - self.heights[from as usize]).max(0)
    }
}

impl Constraint for Climb {
    /// Metres climbed since the start.
    type Ahead = i64;
    /// Metres still to climb.
    type Rest = i64;
    /// The order of stops matters, so their sum says nothing.
    type Sum = ();

    fn depart(&self, _: &Model<'_>, _: usize) -> i64 {
        0
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> i64 {
        0
    }

    fn extend(&self, _: &Model<'_>, _: usize, climbed: &i64, from: Node, to: Node) -> Option<i64> {
        let climbed = climbed + self.ascent(from, to);
        (climbed <= self.most).then_some(climbed)
    }

    fn prepend(&self, _: &Model<'_>, _: usize, from: Node, to: Node, rest: &i64) -> i64 {
        self.ascent(from, to) + rest
    }

    fn close(&self, _: &Model<'_>, _: usize, climbed: &i64, from: Node, tail: &[Node], rest: &i64) -> Option<Cost> {
        let whole = climbed + self.ascent(from, tail[0]) + rest;
        (whole <= self.most).then_some(self.per_metre * whole)
    }
}
// to here.

use super::{Limits, Load};
use crate::{
    problem::{Job, PlaceDocument, PlanarPoint, Problem, ProblemDocument, ProfileDocument, VehicleType},
    samples::{self, Dice},
    solve::{Iterations, SolveOptions, run},
    travel::{Rounding, TravelDocument},
};

/// The law: wherever a route is cut, the label of what is before and the label of what is after say together what the
/// whole route says when it is walked from its start.
fn cuts_agree<C: Constraint>(model: &Model<'_>, constraint: &C, fleet: usize, tasks: &[Node]) {
    let nodes: Vec<Node> =
        [model.fleets[fleet].start].into_iter().chain(tasks.iter().copied()).chain([model.fleets[fleet].end]).collect();
    let last = nodes.len() - 1;
    let mut rest = vec![constraint.arrive(model, fleet)];
    for leg in nodes.windows(2).rev() {
        let label = constraint.prepend(model, fleet, leg[0], leg[1], &rest[rest.len() - 1]);
        rest.push(label);
    }
    rest.reverse();
    let whole = constraint.verdict(model, fleet, &nodes);
    let mut ahead = Some(constraint.depart(model, fleet));
    for at in 0..last {
        let closed = ahead.and_then(|ahead| constraint.close(model, fleet, &ahead, nodes[at], &nodes[at + 1..], &rest[at + 1]));
        assert_eq!(closed, whole, "cut after {at} of {nodes:?}");
        ahead = ahead.filter(|_| at + 1 < last).and_then(|it| constraint.extend(model, fleet, &it, nodes[at], nodes[at + 1]));
    }
}

#[test]
fn what_is_before_and_what_is_after_a_cut_say_what_the_whole_route_says() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let problem = Problem::new(samples::document(&mut dice, 6)).unwrap();
        let model = Model::new(&problem);
        let mut tasks: Vec<Node> = (0..model.tasks as Node).filter(|_| dice.roll(2) == 0).collect();
        tasks.sort_by_key(|_| dice.roll(1_000));
        let heights = (0..model.nodes()).map(|_| dice.roll(50) as i64).collect();
        let climb = Climb { heights, most: 20 + dice.roll(100) as i64, per_metre: 3 };
        for fleet in 0..model.fleets.len() {
            cuts_agree(&model, &climb, fleet, &tasks);
            cuts_agree(&model, &Load::<2>::new(&model), fleet, &tasks);
            cuts_agree(&model, &Limits::new(&model), fleet, &tasks);
        }
    }
}

#[test]
fn the_search_keeps_the_example() {
    let place = |index: u32| PlaceDocument {
        id: index.to_string(),
        position: None,
        point: Some(PlanarPoint { x: f64::from(index * 37 % 101), y: f64::from(index * 53 % 103) }),
    };
    let travel = TravelDocument::Euclidean { scale: 1.0, rounding: Rounding::Nearest };
    let problem = Problem::new(ProblemDocument {
        places: (0..=20).map(place).collect(),
        profiles: vec![ProfileDocument::new("hills", travel)],
        vehicles: vec![VehicleType::new("bike").count(20).based_at("0")],
        jobs: (1..=20).map(|index: u32| Job::new(index.to_string(), index.to_string())).collect(),
        ..ProblemDocument::default()
    })
    .unwrap();
    let model = Model::new(&problem);
    let height = |place: usize| (place * 31 % 90) as i64;
    let ascent = |most: i64| {
        let heights = (0..model.nodes() as Node).map(|node| height(model.place(node))).collect();
        let solution = run(&model, &Climb { heights, most, per_metre: 0 }, &SolveOptions::default(), &mut Iterations(2_000));
        assert!(solution.unassigned.is_empty());
        let climbed = |tour: &crate::plan::Tour| {
            let stops = tour.tasks.iter().map(|&task| height(problem.tasks()[task].place));
            let way: Vec<i64> = core::iter::once(height(0)).chain(stops).chain([height(0)]).collect();
            way.windows(2).map(|leg| (leg[1] - leg[0]).max(0)).sum::<i64>()
        };
        solution.tours.iter().map(climbed).max().unwrap()
    };
    let (free, limited) = (ascent(1_000_000), ascent(200));
    assert!(free > 200 && limited <= 200, "{free} m where all are free, else {limited} m");
}

#[test]
fn the_page_shows_the_example_as_it_is() {
    let (file, page) = (include_str!("example.rs"), include_str!("../../../../../docs/adding-a-constraint.md"));
    let (_, rest) = file.split_once("// The page shows from here\n").unwrap();
    let (example, _) = rest.split_once("// to here.\n").unwrap();
    assert!(page.contains(example), "docs/adding-a-constraint.md shows another example");
}
