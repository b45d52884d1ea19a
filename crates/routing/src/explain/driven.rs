//! Why a route that is driven as a whole has no place: the rule without which there would be one, and how much of it is missing.

use super::{miss::Miss, reason::reason};
use crate::{
    insert::{Fleet, Line, MOST_STEPS, stops},
    itinerary::Way,
    plan::UnassignedReason,
    problem::{Span, Task, Vehicle},
};

/// More than is ever missing; twice as much still fits in 64 bits.
const FAR: i64 = i64::MAX / 8;

/// Steps that a figure may take; where more are needed, it is left out.
const STEPS_OF_A_FIGURE: u64 = MOST_STEPS / 100;

/// A rule, what it says when it stands in the way, and how to do without.
struct Rule {
    code: &'static str,
    says: fn(&Vehicle, &[Task]) -> String,
    lift: Lift,
}

enum Lift {
    /// It holds or it does not.
    Whole(fn(&mut Vehicle, &mut [Task])),
    /// It is a limit, which is raised by an amount of some unit.
    By(fn(&mut Vehicle, &mut [Task], i64), &'static str),
    /// Depots count as open at all times.
    Open,
}

/// The rules that are lifted one at a time, in the order in which they are told.
const RULES: &[Rule] = &[
    Rule {
        code: "breaks",
        says: |vehicle, _| format!("its breaks of {} s", vehicle.breaks.iter().map(|pause| pause.duration).sum::<i64>()),
        lift: Lift::Whole(|vehicle, _| vehicle.breaks.clear()),
    },
    Rule {
        code: "driver_hours",
        says: |vehicle, _| {
            let title = vehicle.driver.as_ref().map_or("", |driver| driver.rules.title.as_str());
            format!("the hours of its driver ({title})")
        },
        lift: Lift::Whole(|vehicle, _| vehicle.driver = None),
    },
    Rule {
        code: "reload",
        says: |vehicle, _| format!("its {} reloads at most", vehicle.reload.as_ref().map_or(0, |reload| reload.most)),
        lift: Lift::By(
            |vehicle, _, by| vehicle.reload.iter_mut().for_each(|reload| reload.most = reload.most.saturating_add(by as usize)),
            "reloads",
        ),
    },
    Rule {
        code: "lifo",
        says: |_, _| "goods that lie behind others".into(),
        lift: Lift::Whole(|vehicle, _| vehicle.is_lifo = false),
    },
    Rule {
        code: "release",
        says: |_, tasks| {
            format!("its goods, which come {} s into the plan", tasks.iter().map(|task| task.release).max().unwrap_or(0))
        },
        lift: Lift::By(|_, tasks, by| tasks.iter_mut().for_each(|task| task.release = (task.release - by).max(0)), "s"),
    },
    Rule { code: "depot_hours", says: |_, _| "the opening hours of its depots".into(), lift: Lift::Open },
    Rule {
        code: "max_stops",
        says: |vehicle, _| format!("its {} stops at most", vehicle.max_stops),
        lift: Lift::By(|vehicle, _, by| vehicle.max_stops = vehicle.max_stops.saturating_add(by as usize), "stops"),
    },
    Rule {
        code: "max_tasks",
        says: |vehicle, _| format!("its {} tasks at most", vehicle.max_tasks),
        lift: Lift::By(|vehicle, _, by| vehicle.max_tasks = vehicle.max_tasks.saturating_add(by as usize), "tasks"),
    },
    Rule {
        code: "max_distance",
        says: |vehicle, _| format!("its {} m at most", vehicle.max_distance),
        lift: Lift::By(|vehicle, _, by| vehicle.max_distance = (vehicle.max_distance + by).min(i64::MAX / 4), "m"),
    },
    Rule {
        code: "max_duration",
        says: |vehicle, _| format!("its {} s at most", vehicle.max_duration),
        lift: Lift::By(|vehicle, _, by| vehicle.max_duration = (vehicle.max_duration + by).min(Span::ALWAYS.latest), "s"),
    },
    Rule {
        code: "shift",
        says: |_, _| "the end of its shift".into(),
        lift: Lift::By(|vehicle, _, by| vehicle.shift.latest = (vehicle.shift.latest + by).min(Span::ALWAYS.latest), "s"),
    },
    Rule { code: "window", says: |_, _| "the windows of the job".into(), lift: Lift::By(later, "s") },
    Rule { code: "window", says: |_, _| "the windows of the job".into(), lift: Lift::Whole(any_time) },
    Rule {
        code: "capacity",
        says: |_, _| "its capacity".into(),
        lift: Lift::By(
            |vehicle, _, by| vehicle.capacity.iter_mut().for_each(|capacity| *capacity = (*capacity + by).min(i64::MAX / 4)),
            "units",
        ),
    },
];

/// The last window of each stop closes later.
fn later(_: &mut Vehicle, tasks: &mut [Task], by: i64) {
    for window in tasks.iter_mut().filter_map(|task| task.windows.last_mut()) {
        window.latest = (window.latest + by).min(Span::ALWAYS.latest);
    }
}

/// Every stop can be served at any time.
fn any_time(_: &mut Vehicle, tasks: &mut [Task]) {
    for task in tasks {
        task.windows = vec![Span::ALWAYS];
    }
}

/// A job beside lines of one vehicle type.
struct Attempt<'t, 'a> {
    fleet: &'t Fleet<'a>,
    lines: &'t [&'t Line<'a>],
    members: &'t [Task],
}

impl Attempt<'_, '_> {
    /// Whether there is a place without a rule, or with its limit raised by an amount.
    fn succeeds(&self, rule: Option<&Rule>, by: i64, steps: &mut u64) -> bool {
        let mut found = false;
        for line in self.lines {
            let (mut vehicle, mut tasks) = (line.vehicle.clone(), self.members.to_vec());
            match rule.map(|rule| &rule.lift) {
                Some(Lift::Whole(lift)) => lift(&mut vehicle, &mut tasks),
                Some(Lift::By(lift, _)) => lift(&mut vehicle, &mut tasks, by),
                Some(Lift::Open) | None => {}
            }
            let is_open = rule.is_some_and(|rule| matches!(rule.lift, Lift::Open));
            line.visit_all(self.members, steps, |positions| {
                if found {
                    return;
                }
                let all = line.with(&tasks, positions);
                let is_short = all.len() <= vehicle.max_tasks && stops(&all) <= vehicle.max_stops;
                let way = Way::new(self.fleet.problem, &vehicle, &all).filter(|_| is_short);
                let way = if is_open { way.map(Way::always_open) } else { way };
                found = way.and_then(|way| way.cost()).is_some();
            });
        }
        found
    }

    /// The least amount by which a limit must be raised, and its unit; none where it is no limit, or would take too long.
    fn least(&self, rule: &Rule, steps: &mut u64) -> Option<(i64, &'static str)> {
        let Lift::By(_, unit) = rule.lift else { return None };
        let allowance = STEPS_OF_A_FIGURE.min(*steps / 2);
        let mut left = allowance;
        let (mut short, mut enough) = (0, 1);
        while left > 0 && enough < FAR && !self.succeeds(Some(rule), enough, &mut left) {
            (short, enough) = (enough, enough * 2);
        }
        while left > 0 && enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if self.succeeds(Some(rule), middle, &mut left) { enough = middle } else { short = middle }
        }
        *steps -= allowance - left;
        (left > 0 && enough < FAR).then_some((enough, unit))
    }
}

/// What stands against a job on lines of one vehicle type; none where it has a place on one.
pub(super) fn against(
    fleet: &Fleet<'_>,
    lines: &[&Line<'_>],
    members: &[Task],
    who: &str,
    steps: &mut u64,
) -> Option<UnassignedReason> {
    let attempt = Attempt { fleet, lines, members };
    if attempt.succeeds(None, 0, steps) {
        return None;
    }
    for rule in RULES {
        if !attempt.succeeds(Some(rule), FAR, steps) {
            continue;
        }
        let says = lines.first().map_or_else(String::new, |line| (rule.says)(line.vehicle, members));
        let detail = format!("{who} could serve it but for {says}");
        return Some(match attempt.least(rule, steps) {
            Some((amount, unit)) => reason(rule.code, format!("{detail}: {amount} {unit} more")).missing(amount),
            None => reason(rule.code, detail),
        });
    }
    let nearest = Miss::nearest(lines.iter().copied(), members, steps).reason(who);
    nearest.or_else(|| Some(reason("rules", format!("several rules together keep {who} from it"))))
}
