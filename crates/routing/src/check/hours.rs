//! Routes whose drivers keep a law on hours: legs in pieces, whole minutes, and the audit of the whole.
//!
//! The audit shares no code with what plans hours.

use haulage_scheduling::{
    activity::{Kind, Minute, Stretch, Timeline},
    audit::{Circumstances, audit_timeline_under},
};

use super::route::{Drive, Driven, Times};
use crate::{plan::StopKind, problem::PlaceIndex};

/// A leg that pauses may interrupt.
#[derive(Default)]
pub(super) struct Road {
    /// Seconds at the wheel since the last stop that is no pause.
    driven: i64,
    /// Metres up to that stop.
    metres: i64,
    from: Option<PlaceIndex>,
}

/// Whether nothing but the driver's time is spent there.
pub(super) const fn is_pause(kind: StopKind) -> bool {
    matches!(kind, StopKind::Break | StopKind::Rest | StopKind::Wait)
}

impl Drive<'_> {
    /// Seconds in whole minutes where a law counts them; what is begun counts.
    pub(super) fn in_minutes(&self, seconds: i64) -> i64 {
        if self.vehicle.driver.is_none() { seconds } else { (seconds + 59).div_euclid(60) * 60 }
    }

    /// Follows the road to a stop: the pieces of a leg add up to the whole.
    pub(super) fn by_law(&mut self, index: usize, places: &[PlaceIndex], times: &[Times], road: &mut Road, driven: &mut Driven) {
        let stops = &self.route.stops;
        let path = self.path.key("stops");
        let path = path.index(index);
        let arrival = times[index][0];
        let left = index.checked_sub(1).map_or(arrival, |before| times[before][2]);
        let piece = arrival - left;
        let next = (index..stops.len()).find(|&next| !is_pause(stops[next].kind)).map(|next| places[next]);
        let leg = road.from.zip(next);
        let travel = &self.problem.profiles()[self.vehicle.profile].travel;
        let whole = leg.map_or(0, |(from, to)| self.in_minutes(self.at_speed(travel.duration(from, to))));
        let metres = leg.map_or(0, |(from, to)| travel.distance(from, to));
        road.driven += piece;
        driven.travel += piece;
        let is_pause = is_pause(stops[index].kind);
        let is_right = piece >= 0 && if is_pause { road.driven <= whole } else { road.driven == whole };
        if !is_right {
            let so_far = road.driven;
            let detail = || format!("{so_far} s at the wheel since the last stop, where the leg lasts {whole}");
            self.violations.report(&path.key("arrival"), "check.travel_time", detail);
        }
        let is_named = stops[index].place.is_some() || stops[index].position.is_some();
        if is_pause && is_named && road.driven != 0 && road.driven != whole {
            let detail = || "a pause on the road has no place".into();
            self.violations.report(&path.key("place"), "check.place", detail);
        }
        if is_pause {
            let so_far = i128::from(metres) * i128::from(road.driven.max(0)) / i128::from(whole.max(1));
            driven.distance = road.metres + so_far as i64;
        } else {
            driven.distance = road.metres + metres;
            *road = Road { driven: 0, metres: driven.distance, from: next };
        }
    }

    /// Audits the route as a driver's record.
    pub(super) fn law(&mut self, times: &[Times]) {
        let Some(driver) = &self.vehicle.driver else { return };
        let zero = driver.clock_starts.timestamp();
        let minute = |second: i64| (second + zero).div_euclid(60);
        if times.iter().flatten().any(|second| (second + zero).rem_euclid(60) != 0) {
            let detail = || "a driver's hours are counted in whole minutes".into();
            self.violations.report(self.path, "check.driver_hours", detail);
        }
        let mut record: Vec<Stretch> = Vec::new();
        let mut left: Option<Minute> = None;
        for (stop, times) in self.route.stops.iter().zip(times) {
            let [arrival, begin, departure] = times.map(minute);
            let kind = match stop.kind {
                StopKind::Break | StopKind::Rest => Kind::Rest,
                StopKind::Wait => Kind::Availability,
                _ => Kind::Work,
            };
            record.extend(left.map(|left| Stretch::new(Kind::Drive, left, arrival)));
            record.extend([Stretch::new(Kind::Availability, arrival, begin), Stretch::new(kind, begin, departure)]);
            left = Some(departure);
        }
        let begins = times.first().map_or(0, |times| minute(times[0]));
        let before = driver.state.as_ref().map(|state| state.standing(begins));
        let circumstances = Circumstances { before, ..Circumstances::default() };
        match audit_timeline_under(driver.rules, &Timeline::new(record), &circumstances) {
            Ok(report) => {
                for broken in report.infringements {
                    let at = self.moment(broken.at * 60 - zero);
                    let (article, measured, allowed) = (&broken.article, broken.measured, broken.allowed);
                    let detail =
                        || format!("{article}: {:?}, {measured} min where {allowed} are right, from {at} on", broken.rule);
                    self.violations.report(self.path, "check.driver_hours", detail);
                }
            }
            Err(faults) => {
                let detail = || faults.to_string();
                self.violations.report(self.path, "check.driver_hours", detail);
            }
        }
    }
}
