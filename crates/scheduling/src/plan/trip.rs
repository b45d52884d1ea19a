//! The trip to plan, in minutes from its first, and what can be said of it without any law.

use super::{
    label::Standing,
    rules::{NEVER, Rules},
};

/// A stop and the way to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Minutes at the wheel from the stop before.
    pub(crate) drive: i32,
    /// Minutes of work at the stop.
    pub(crate) work: i32,
    /// When work may begin: windows in order, both ends included.
    pub(crate) windows: Vec<(i32, i32)>,
    /// Where the driver may pause on the way, in minutes from the stop before, in order; none: anywhere.
    pub(crate) parking: Option<Vec<i32>>,
}

/// Work at a stop and at those that follow without driving.
pub(super) fn work_on_the_spot(visits: &[Visit], stop: usize) -> i32 {
    let next = visits[stop + 1..].iter().take_while(|visit| visit.drive == 0);
    visits[stop].work + next.map(|visit| visit.work).sum::<i32>()
}

/// What lies ahead of each stop without any law.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    stops: Vec<Ahead>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// Work and driving from the beginning of work at the stop.
    toil: i32,
    /// Driving after the stop.
    driving: i32,
    /// Earliest end of the trip, whenever the stop is reached.
    end: i32,
    /// Latest beginning of work.
    latest: i32,
    /// Last moment until which one may wait, at the stop or where no driving lies between.
    waits_until: i32,
}

impl Outlook {
    pub(super) fn of(&mut self, visits: &[Visit]) {
        self.stops.clear();
        self.stops.resize(visits.len(), Ahead::default());
        let mut next: Option<(Ahead, i32)> = None;
        for (visit, stop) in visits.iter().zip(&mut self.stops).rev() {
            let (after, drive) = next.unwrap_or((Ahead { latest: NEVER, waits_until: -NEVER, ..Ahead::default() }, 0));
            let open = visit.windows.first().map_or(0, |window| window.0);
            let before_next = after.latest - drive - visit.work;
            let open_by = visit.windows.iter().rev().find(|window| window.0 <= before_next);
            stop.toil = visit.work + drive + after.toil;
            stop.driving = drive + after.driving;
            stop.end = after.end.max(open + stop.toil);
            stop.latest = open_by.map_or(-NEVER, |window| window.1.min(before_next));
            stop.waits_until = visit.windows.last().map_or(-NEVER, |window| window.0);
            if drive == 0 {
                stop.waits_until = stop.waits_until.max(after.waits_until);
            }
            next = Some((*stop, visit.drive));
        }
    }

    /// Whether a driver who is so many minutes of driving before a stop could finish in time if there were no law.
    pub(super) fn is_in_time(&self, stop: usize, left: i32, now: i32) -> bool {
        now + left <= self.stops[stop].latest
    }

    /// Last moment until which one may wait at a stop.
    pub(super) fn waits_until(&self, stop: usize) -> i32 {
        self.stops[stop].waits_until
    }

    /// The earliest end that the law could leave at best.
    pub(super) fn end(&self, rules: &Rules, stop: usize, left: i32, standing: &Standing) -> i32 {
        let ahead = &self.stops[stop];
        let idle = least_idle(rules, standing, left + ahead.driving, left + ahead.toil);
        ahead.end.max(standing.now + left + ahead.toil + idle)
    }

    /// The least duty that is left at best, past shifts included.
    pub(super) fn duty(&self, stop: usize, left: i32, standing: &Standing) -> i32 {
        standing.duty + standing.elapsed() + left + self.stops[stop].toil
    }
}

/// Idle time that driving and work ahead cannot do without: rests, then breaks that are not rests.
fn least_idle(rules: &Rules, standing: &Standing, driving: i32, toil: i32) -> i32 {
    let times = |excess: i32, each: i32| if excess > 0 { (excess - 1) / each.max(1) + 1 } else { 0 };
    let of_driving = times(standing.today + driving - rules.daily_extended, rules.daily_extended);
    let of_elapsed = times(standing.elapsed() + toil - rules.longest_shift(), rules.longest_shift());
    let rests = if rules.ends_driving_only { of_driving } else { of_driving.max(of_elapsed) };
    let resets = times(standing.driven + driving - rules.break_after, rules.break_after);
    let breaks = (resets - rests).max(0);
    let whole = rules.least_break();
    let saved = if standing.has_break_part { whole - rules.break_parts.1 } else { 0 };
    let pause = (breaks.saturating_mul(whole) - saved).max(0);
    rests.saturating_mul(rules.shortest_rest()).saturating_add(pause).min(NEVER)
}
