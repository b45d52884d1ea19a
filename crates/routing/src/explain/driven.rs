//! Why a route that is driven as a whole has no place: the rule without which there would be one.

use super::{Miss, reason};
use crate::{
    insert::{Fleet, Line},
    itinerary::Way,
    plan::UnassignedReason,
    problem::{Span, Task, Vehicle},
};

/// A rule, what it says when it stands in the way, and how to do without.
struct Rule {
    code: &'static str,
    says: fn(&Vehicle, &[Task]) -> String,
    lift: fn(&mut Vehicle, &mut [Task]),
    /// Whether depots count as open at all times.
    opens_depots: bool,
}

impl Rule {
    const fn new(code: &'static str, says: fn(&Vehicle, &[Task]) -> String, lift: fn(&mut Vehicle, &mut [Task])) -> Self {
        Self { code, says, lift, opens_depots: false }
    }
}

/// The rules that are lifted one at a time, in the order in which they are told.
const RULES: &[Rule] = &[
    Rule::new(
        "breaks",
        |vehicle, _| format!("its breaks of {} s", vehicle.breaks.iter().map(|pause| pause.duration).sum::<i64>()),
        |vehicle, _| vehicle.breaks.clear(),
    ),
    Rule::new(
        "reload",
        |vehicle, _| format!("its {} reloads at most", vehicle.reload.as_ref().map_or(0, |reload| reload.most)),
        |vehicle, _| vehicle.reload.iter_mut().for_each(|reload| reload.most = usize::MAX),
    ),
    Rule::new("lifo", |_, _| "goods that lie behind others".into(), |vehicle, _| vehicle.is_lifo = false),
    Rule::new(
        "release",
        |_, tasks| format!("its goods, which come {} s into the plan", tasks.iter().map(|task| task.release).max().unwrap_or(0)),
        |_, tasks| tasks.iter_mut().for_each(|task| task.release = 0),
    ),
    Rule { opens_depots: true, ..Rule::new("depot_hours", |_, _| "the opening hours of its depots".into(), |_, _| ()) },
    Rule::new(
        "max_stops",
        |vehicle, _| format!("its {} stops at most", vehicle.max_stops),
        |vehicle, _| vehicle.max_stops = usize::MAX,
    ),
    Rule::new(
        "max_tasks",
        |vehicle, _| format!("its {} tasks at most", vehicle.max_tasks),
        |vehicle, _| vehicle.max_tasks = usize::MAX,
    ),
    Rule::new(
        "max_distance",
        |vehicle, _| format!("its {} m at most", vehicle.max_distance),
        |vehicle, _| vehicle.max_distance = i64::MAX / 4,
    ),
    Rule::new(
        "max_duration",
        |vehicle, _| format!("its {} s at most", vehicle.max_duration),
        |vehicle, _| vehicle.max_duration = Span::ALWAYS.latest,
    ),
    Rule::new("shift", |_, _| "the end of its shift".into(), |vehicle, _| vehicle.shift.latest = Span::ALWAYS.latest),
    Rule::new(
        "window",
        |_, _| "the windows of the job".into(),
        |_, tasks| tasks.iter_mut().for_each(|task| task.windows = vec![Span::ALWAYS]),
    ),
    Rule::new(
        "capacity",
        |_, _| "its capacity".into(),
        |vehicle, _| vehicle.capacity.iter_mut().for_each(|capacity| *capacity = i64::MAX / 4),
    ),
];

/// What stands against a job on some lines; none where it has a place on one.
pub(super) fn against<'l, 'a: 'l>(
    fleet: &Fleet<'_>,
    lines: impl Iterator<Item = &'l Line<'a>> + Clone,
    members: &[Task],
    who: &str,
    steps: &mut u64,
) -> Option<UnassignedReason> {
    let has_place = |rule: Option<&Rule>, steps: &mut u64| {
        let mut found = false;
        for line in lines.clone() {
            let (mut vehicle, mut tasks) = (line.vehicle.clone(), members.to_vec());
            if let Some(rule) = rule {
                (rule.lift)(&mut vehicle, &mut tasks);
            }
            let open = rule.is_some_and(|rule| rule.opens_depots);
            line.visit_all(members, steps, |positions| {
                if found {
                    return;
                }
                let all = line.with(&tasks, positions);
                let is_short = all.len() <= vehicle.max_tasks && crate::insert::stops(&all) <= vehicle.max_stops;
                let way = Way::new(fleet.problem, &vehicle, &all).filter(|_| is_short);
                let way = if open { way.map(Way::always_open) } else { way };
                found = way.and_then(|way| way.cost()).is_some();
            });
        }
        found
    };
    if has_place(None, steps) {
        return None;
    }
    for rule in RULES {
        if has_place(Some(rule), steps) {
            let line = lines.clone().next();
            let says = line.map_or_else(String::new, |line| (rule.says)(line.vehicle, members));
            return Some(reason(rule.code, format!("{who} could serve it but for {says}")));
        }
    }
    let nearest = Miss::nearest(lines, members, steps).reason(who);
    nearest.or_else(|| Some(reason("rules", format!("several rules together keep {who} from it"))))
}
