//! What stops mean to one another beyond time and load: next stops that are settled, goods that may not travel together,
//! and what it costs that another vehicle serves a job than before.

use super::Constraint;
use crate::{
    problem::{Cost, Problem},
    search::{Node, model::Model},
};

/// No node.
const NONE: Node = Node::MAX;

/// Bonds of every node; all of them free where the problem has none.
#[derive(Debug)]
pub(crate) struct Bonds {
    /// Whether there are any: a problem without pays for this question alone.
    matter: bool,
    nodes: Vec<Bond>,
    /// The first settled stop of each fleet.
    first: Vec<Node>,
    tasks: usize,
}

#[derive(Debug, Clone, Copy)]
struct Bond {
    /// The node that must come right before.
    leader: Node,
    /// The node that must come right after, unless nothing does.
    follower: Node,
    /// Whether only the start may come before, only the end after.
    is_first: bool,
    is_last: bool,
    goods: u64,
    apart: u64,
    /// The fleet that was to serve it before, and what another costs.
    home: usize,
    change: Cost,
}

/// What a piece of a route carries, must not carry, and costs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Company {
    goods: u64,
    apart: u64,
    cost: Cost,
}

impl Company {
    const NOBODY: Self = Self { goods: 0, apart: 0, cost: 0 };
}

impl Bonds {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let problem = model.problem;
        let matter = Self::matter(problem);
        let bond = |node| Self::bond(model, node);
        let mut bonds = Self {
            matter,
            nodes: if matter { (0..model.nodes() as Node).map(bond).collect() } else { Vec::new() },
            first: vec![NONE; model.fleets.len()],
            tasks: model.tasks,
        };
        let nodes = if matter { model.nodes_of_tasks() } else { Vec::new() };
        for alliance in problem.alliances().iter().filter(|alliance| alliance.is_direct) {
            for pair in alliance.order.windows(2) {
                bonds.follow(nodes[pair[0]], nodes[pair[1]]);
            }
        }
        for fleet in 0..model.fleets.len() {
            let settled = model.settled(fleet);
            bonds.first[fleet] = settled.first().copied().unwrap_or(NONE);
            for pair in settled.windows(2) {
                bonds.follow(pair[0], pair[1]);
            }
        }
        bonds
    }

    fn follow(&mut self, leader: Node, follower: Node) {
        self.nodes[follower as usize].leader = leader;
        self.nodes[leader as usize].follower = follower;
    }

    /// Whether the problem has any bonds.
    pub(crate) fn matter(problem: &Problem) -> bool {
        problem.goods().iter().any(|goods| goods.apart != 0)
            || problem.jobs().iter().any(|job| job.home.is_some())
            || problem.vehicles().iter().any(|vehicle| !vehicle.first.is_empty())
            // Jobs that are put in place together need labels, whatever else there is.
            || !problem.alliances().is_empty()
            || problem.tasks().iter().any(|task| task.is_first || task.is_last)
    }

    fn bond(model: &Model<'_>, node: Node) -> Bond {
        let mut bond = Bond {
            leader: NONE,
            follower: NONE,
            is_first: false,
            is_last: false,
            goods: 0,
            apart: 0,
            home: usize::MAX,
            change: 0,
        };
        let Some(task) = model.task(node) else { return bond };
        let job = &model.problem.jobs()[task.job];
        (bond.is_first, bond.is_last) = (task.is_first, task.is_last);
        bond.goods = job.goods;
        let classes = model.problem.goods().iter().enumerate();
        bond.apart = classes.filter(|(line, _)| job.goods >> line & 1 == 1).fold(0, |apart, (_, class)| apart | class.apart);
        let is_first = task.index == job.tasks.start;
        if let Some(home) = job.home.filter(|_| is_first) {
            (bond.home, bond.change) = (home, model.reduced(model.problem.change()));
        }
        bond
    }

    /// Whether one node may come right before another.
    fn may_follow(&self, fleet: usize, from: Node, to: Node) -> bool {
        let is_terminal = |node: Node| node as usize >= self.tasks;
        if is_terminal(to) {
            return true;
        }
        if self.nodes[from as usize].is_last || self.nodes[to as usize].is_first && !is_terminal(from) {
            return false;
        }
        let (leader, follower) = (self.nodes[to as usize].leader, self.nodes[from as usize].follower);
        let follower = if is_terminal(from) { self.first[fleet] } else { follower };
        (leader == NONE || leader == from) && (follower == NONE || follower == to)
    }

    fn change(&self, fleet: usize, node: Node) -> Cost {
        let bond = &self.nodes[node as usize];
        if bond.home == fleet { 0 } else { bond.change }
    }
}

impl Constraint for Bonds {
    type Ahead = Company;
    type Rest = Company;
    type Sum = ();

    fn depart(&self, _: &Model<'_>, _: usize) -> Company {
        Company::NOBODY
    }

    fn arrive(&self, _: &Model<'_>, _: usize) -> Company {
        Company::NOBODY
    }

    #[inline]
    fn extend(&self, _: &Model<'_>, fleet: usize, ahead: &Company, from: Node, to: Node) -> Option<Company> {
        if !self.matter {
            return Some(Company::NOBODY);
        }
        let bond = &self.nodes[to as usize];
        let fits = self.may_follow(fleet, from, to) && ahead.apart & bond.goods == 0;
        fits.then(|| Company {
            goods: ahead.goods | bond.goods,
            apart: ahead.apart | bond.apart,
            cost: ahead.cost + self.change(fleet, to),
        })
    }

    #[inline]
    fn prepend(&self, _: &Model<'_>, fleet: usize, from: Node, _: Node, rest: &Company) -> Company {
        if !self.matter {
            return Company::NOBODY;
        }
        let bond = &self.nodes[from as usize];
        Company { goods: rest.goods | bond.goods, apart: rest.apart | bond.apart, cost: rest.cost + self.change(fleet, from) }
    }

    #[inline]
    fn close(&self, _: &Model<'_>, fleet: usize, ahead: &Company, from: Node, tail: &[Node], rest: &Company) -> Option<Cost> {
        if !self.matter {
            return Some(0);
        }
        let fits = self.may_follow(fleet, from, tail[0]) && ahead.apart & rest.goods == 0;
        fits.then_some(ahead.cost + rest.cost)
    }
}
