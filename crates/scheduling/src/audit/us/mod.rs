//! 49 CFR part 395, property-carrying vehicles, one file a subject.

mod cycle;
mod exceptions;
mod interruption;
mod sleeper;
mod window;

pub(super) use cycle::past;

use serde::{Deserialize, Serialize};

use super::{AuditReport, Circumstances, State, report::Findings, spans::Log};
use crate::{
    activity::{Kind, Minute, Stretch, Timeline, as_instant, as_instant_if_any},
    clock::Clock,
    rules::UsLaw,
};

/// How a driver stands in the United States at the end of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UsState {
    /// The moment this describes.
    #[serde(with = "as_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "haulage_core::time::Instant"))]
    pub at: Minute,
    /// Minutes of driving left before an interruption; none left to count on short haul.
    pub left_before_interruption: Minute,
    /// Minutes of driving left before ten hours off duty.
    pub left_driving: Minute,
    /// Minutes left of the window in which driving is allowed.
    pub left_in_window: Minute,
    /// Minutes on duty left of the cycle.
    pub left_in_cycle: Minute,
    /// From when driving and window count: the end of the last rest of ten hours, or of the first period of the last pair of
    /// rests; absent after a rest of ten hours.
    #[serde(with = "as_instant_if_any")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<haulage_core::time::Instant>"))]
    pub counted_from: Option<Minute>,
}

pub(super) fn audit(law: &UsLaw, timeline: &Timeline, circumstances: &Circumstances) -> AuditReport {
    let mut findings = Findings::default();
    let log = Log::new(off_duty_beside_the_berth(law, timeline));
    let clock = Clock(circumstances.zone);
    let rests = log.rests(law.off_duty);
    let duties = log.duties(&rests);
    let limits = exceptions::limits(law, &log, &duties, (clock, circumstances), &mut findings);
    let window = window::audit(law, &log, &limits, &mut findings);
    let interruption = interruption::audit(law, &log, &limits, &mut findings);
    let left_in_cycle = cycle::audit(law, &log, (clock, circumstances), &mut findings);
    findings.sort();
    let shifts = log.shifts(&duties, &rests);
    AuditReport {
        in_scope: true,
        longest_continuous_driving: interruption.longest_driving,
        longest_daily_driving: shifts.iter().map(|shift| shift.driving).max().unwrap_or(0),
        shifts,
        state: State::Us(UsState {
            at: log.end(),
            left_before_interruption: interruption.left,
            left_driving: window.left_driving,
            left_in_window: window.left_elapsed,
            left_in_cycle,
            counted_from: window.counted_from,
        }),
        infringements: findings.broken,
        excused: findings.excused,
        declined: findings.declined,
        standing: None,
        ignored: timeline.ignored(),
    }
}

/// Riding beside the driver next to a long period in the berth is off duty (395.2, "on-duty time" (4)(iii)); availability
/// beside a driver is what the record calls it.
fn off_duty_beside_the_berth(law: &UsLaw, timeline: &Timeline) -> Vec<Stretch> {
    let mut view: Vec<Stretch> = timeline.stretches().to_vec();
    let rides = |stretch: &Stretch| stretch.crew && stretch.kind == Kind::Availability;
    let mut index = 0;
    while index < view.len() {
        let berth = view[index];
        index += 1;
        if berth.kind != Kind::Berth || berth.minutes() < law.sleeper.berth {
            continue;
        }
        let at = index - 1;
        let mut left = law.sleeper.passenger;
        if let Some(before) = at.checked_sub(1).filter(|before| rides(&view[*before])) {
            let ride = view[before];
            let off = ride.minutes().min(left);
            left -= off;
            if off == ride.minutes() {
                view[before].kind = Kind::Rest;
            } else {
                view[before].until -= off;
                view.insert(at, Stretch { kind: Kind::Rest, from: ride.until - off, ..ride });
                index += 1;
            }
        }
        if let Some(ride) = view.get(index).copied().filter(rides).filter(|_| left > 0) {
            let off = ride.minutes().min(left);
            view[index] = Stretch { kind: Kind::Rest, until: ride.from + off, ..ride };
            if off < ride.minutes() {
                view.insert(index + 1, Stretch { from: ride.from + off, ..ride });
            }
        }
    }
    view
}
