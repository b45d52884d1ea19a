//! All reasons against a job in one sentence: what is missing least, and on which vehicles.

use crate::{
    plan::UnassignedReason,
    problem::{Problem, Request},
};

/// The reasons of one vehicle type.
type Against<'r> = Vec<&'r UnassignedReason>;

/// What would have to change, as a dispatcher says it: `needs 38 more of dimension 0 on every vehicle with frigo whose shift
/// reaches it`.
pub(super) fn binding(problem: &Problem, job: &Request, reasons: &[UnassignedReason]) -> Option<String> {
    let types = by_vehicle(reasons);
    if types.is_empty() {
        return reasons.last().map(|reason| reason.detail.clone());
    }
    let fit = types.iter().filter(|against| !against.iter().any(|reason| is_unfit(reason)));
    let Some(fewest) = fit.clone().map(Vec::len).min() else { return Some(unfit(problem, job, &types)) };
    // Those against which least stands come first into question.
    let (near, far): (Vec<&Against<'_>>, Vec<&Against<'_>>) = fit.partition(|against| against.len() == fewest);
    let Some(needs) = common(&near) else {
        let details: Vec<&str> = near.iter().flat_map(|against| against.iter().map(|reason| reason.detail.as_str())).collect();
        return Some(details.join("; "));
    };
    let whose = match near[..] {
        [only] if types.len() == 1 => format!("every `{}`", only[0].vehicle.as_deref().unwrap_or_default()),
        _ => "every vehicle".into(),
    };
    let with = if near.len() + far.len() < types.len() { terms(problem, job) } else { String::new() };
    let which = if far.is_empty() { "" } else { beside(&far, &near[0][0].code) };
    Some(format!("{needs} on {whose}{with}{which}"))
}

/// The reasons of each vehicle type, in their order; without those that stand against all.
fn by_vehicle(reasons: &[UnassignedReason]) -> Vec<Against<'_>> {
    let mut types: Vec<Against<'_>> = Vec::new();
    // That a type has no more vehicles says nothing where one of them is on its way, with reasons of its own.
    let is_said = |reason: &&UnassignedReason| {
        let mut others = reasons.iter().filter(|other| other.vehicle == reason.vehicle);
        reason.vehicle.is_some() && !(reason.is("fleet") && others.any(|other| !other.is("fleet")))
    };
    for reason in reasons.iter().filter(is_said) {
        match types.iter_mut().find(|against| against[0].vehicle == reason.vehicle) {
            Some(against) => against.push(reason),
            None => types.push(vec![reason]),
        }
    }
    types
}

/// The least that is missing where one and the same rule stands against all, and nothing else.
fn common(near: &[&Against<'_>]) -> Option<String> {
    let first = near.first()?.first()?;
    let is_alone = |against: &&Against<'_>| against.len() == 1 && against[0].code == first.code && against[0].missing.is_some();
    let least = near.iter().all(is_alone).then(|| near.iter().min_by_key(|against| against[0].missing))?;
    needs(least?[0])
}

/// What a figure counts.
fn needs(reason: &UnassignedReason) -> Option<String> {
    let missing = reason.missing?;
    Some(match reason.code.trim_start_matches("unassigned.") {
        "capacity" => match reason.dimension {
            Some(dimension) => format!("needs {missing} more of dimension {dimension}"),
            None => format!("needs {missing} more room"),
        },
        "window" => format!("needs {missing} s more before its windows close"),
        "shift" => format!("needs {missing} s more before the shift ends"),
        "max_duration" => format!("needs {missing} s more on the way"),
        "max_distance" => format!("needs {missing} m more on the way"),
        "max_tasks" => format!("needs {missing} tasks more"),
        "max_stops" => format!("needs {missing} stops more"),
        "reload" => format!("needs {missing} reloads more"),
        "release" => format!("needs its goods {missing} s earlier"),
        _ => return None,
    })
}

/// What sets the vehicles apart that may serve the job.
fn terms(problem: &Problem, job: &Request) -> String {
    if job.skills.is_empty() { " that may serve it".into() } else { format!(" with {}", skills(problem, job)) }
}

fn skills(problem: &Problem, job: &Request) -> String {
    let skills: Vec<&str> = job.skills.iter().map(|&skill| problem.skills()[skill].as_str()).collect();
    skills.join(", ")
}

/// Whether it keeps a vehicle from the job whatever the job asks for.
fn is_unfit(reason: &UnassignedReason) -> bool {
    ["skills", "vehicle", "fleet"].iter().any(|code| reason.is(code))
}

/// What the other vehicles lack besides.
fn beside(far: &[&Against<'_>], code: &str) -> &'static str {
    let mut others = far.iter().flat_map(|against| against.iter()).filter(|reason| reason.code != code);
    let is_time = |reason: &&UnassignedReason| ["window", "shift", "max_duration"].iter().any(|code| reason.is(code));
    if others.all(is_time) { " whose shift reaches it" } else { " that comes closest" }
}

/// No vehicle at all may serve it.
fn unfit(problem: &Problem, job: &Request, types: &[Against<'_>]) -> String {
    let all = |code: &str| types.iter().all(|against| against.iter().any(|reason| reason.is(code)));
    if all("skills") { format!("no vehicle has {}", skills(problem, job)) } else { "no vehicle that may serve it is left".into() }
}
