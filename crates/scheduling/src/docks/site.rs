//! The site in numbers: doors and arrivals by index, moments in minutes.

use std::collections::BTreeMap;

use haulage_core::{
    fault::{Faults, Path},
    time::{Instant, TimeWindow},
};

use super::document::{Arrival, Door, Refusal, Site};
use crate::activity::{Minute, minute};

/// Most doors, and most arrivals.
const MOST: usize = 10_000;
/// Longest unloading and changeover: a week.
const LONGEST: u32 = 7 * 1_440;

/// A door that takes some of the arrivals.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) open: Vec<(Minute, Minute)>,
    pub(super) changeover: Minute,
}

/// A vehicle.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) at: Minute,
    pub(super) minutes: Minute,
    /// Number of its goods; zero for none.
    pub(super) goods: usize,
    /// Last moment that is not late.
    pub(super) due: Minute,
    /// Doors that take it.
    pub(super) doors: Vec<usize>,
    /// Door and beginning of the slot it has.
    pub(super) current: Option<(usize, Minute)>,
}

/// The site as the search sees it.
#[derive(Debug)]
pub(super) struct Yard {
    pub(super) gates: Vec<Gate>,
    pub(super) loads: Vec<Load>,
    pub(super) crews: usize,
}

/// The first whole minute that is not before an instant.
pub(super) fn minute_after(instant: Instant) -> Minute {
    -((-instant.timestamp()).div_euclid(60))
}

impl Gate {
    /// The earliest beginning from `from` on that the opening hours allow.
    pub(super) fn opens(&self, from: Minute, minutes: Minute) -> Option<Minute> {
        if self.open.is_empty() {
            return Some(from);
        }
        let first = self.open.partition_point(|window| window.1 < from + minutes);
        self.open[first..].iter().find(|window| window.0.max(from) + minutes <= window.1).map(|window| window.0.max(from))
    }
}

impl Yard {
    pub(super) fn new(site: &Site) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let doors = names(&mut faults, "doors", site.doors.iter().map(|door| &door.id));
        let arrivals = names(&mut faults, "arrivals", site.arrivals.iter().map(|arrival| &arrival.id));
        if site.crews == Some(0) {
            faults.report(&Path::ROOT.key("crews"), "docks.no_crew", "there is no crew", "give at least one, or leave it out");
        }
        let mut goods: BTreeMap<&str, usize> = BTreeMap::new();
        let gates = site.doors.iter().enumerate().map(|(index, door)| {
            long(&mut faults, "doors", index, "changeover_min", door.changeover_min);
            Gate { open: opening(&door.open), changeover: door.changeover_min.min(LONGEST).into() }
        });
        let gates: Vec<Gate> = gates.collect();
        let mut loads = Vec::with_capacity(site.arrivals.len());
        for (index, arrival) in site.arrivals.iter().enumerate() {
            long(&mut faults, "arrivals", index, "unloading_min", arrival.unloading_min);
            let next = goods.len() + 1;
            let number = arrival.goods.as_deref().map_or(0, |name| *goods.entry(name).or_insert(next));
            loads.push(load(&site.doors, &gates, arrival, number));
        }
        for (index, slot) in site.current.iter().enumerate() {
            let path = Path::ROOT.key("current");
            if let (Some(&arrival), Some(&door)) = (arrivals.get(slot.arrival.as_str()), doors.get(slot.door.as_str())) {
                loads[arrival].current = Some((door, slot.start));
            } else {
                let cause = format!("`{}` or `{}` is not of this site", slot.arrival, slot.door);
                faults.report(&path.index(index), "docks.unknown", cause, "name arrivals and doors of the site");
            }
        }
        let crews = site.crews.map_or(usize::MAX, |crews| crews as usize).min(gates.len().max(1));
        faults.into_result(Self { gates, loads, crews })
    }
}

/// Why no door takes an arrival.
pub(super) fn refusal(doors: &[Door], arrival: &Arrival) -> Refusal {
    let takes = |door: &&Door| takes_goods(door, arrival);
    let (code, reason) = if !doors.iter().any(|door| takes(&door)) {
        ("docks.goods", format!("no door takes {}", arrival.goods.as_deref().unwrap_or("goods without a name")))
    } else if !doors.iter().filter(takes).any(|door| is_high_enough(door, arrival)) {
        ("docks.height", format!("no door for these goods is {} mm high", arrival.height_mm.unwrap_or(0)))
    } else {
        ("docks.closed", "no door for it is open long enough from its arrival on".to_owned())
    };
    Refusal { arrival: arrival.id.clone(), code: code.into(), reason }
}

fn takes_goods(door: &Door, arrival: &Arrival) -> bool {
    door.goods.is_empty() || arrival.goods.as_ref().is_some_and(|goods| door.goods.contains(goods))
}

fn is_high_enough(door: &Door, arrival: &Arrival) -> bool {
    door.max_height_mm.is_none_or(|most| arrival.height_mm.is_none_or(|height| height <= most))
}

fn load(doors: &[Door], gates: &[Gate], arrival: &Arrival, goods: usize) -> Load {
    let promised = |at: Minute| arrival.promised.map_or(at, |window| at.max(minute_after(window.earliest())));
    let at = minute_after(arrival.at);
    let minutes = Minute::from(arrival.unloading_min.min(LONGEST));
    let fits = |&door: &usize| {
        takes_goods(&doors[door], arrival)
            && is_high_enough(&doors[door], arrival)
            && gates[door].open.last().is_none_or(|last| gates[door].opens(promised(at), minutes).is_some() && at <= last.1)
    };
    Load {
        at: promised(at),
        minutes,
        goods,
        due: arrival.promised.map_or(Minute::MAX, |window| minute(window.latest())),
        doors: (0..doors.len()).filter(fits).collect(),
        current: None,
    }
}

/// Opening hours in order, those that touch as one.
fn opening(windows: &[TimeWindow]) -> Vec<(Minute, Minute)> {
    let both = |window: &TimeWindow| (minute_after(window.earliest()), minute(window.latest()));
    let mut open: Vec<(Minute, Minute)> = windows.iter().map(both).collect();
    open.sort_unstable();
    open.dedup_by(|next, last| {
        let joins = next.0 <= last.1;
        if joins {
            last.1 = last.1.max(next.1);
        }
        joins
    });
    open
}

fn long(faults: &mut Faults, list: &str, index: usize, name: &str, minutes: u32) {
    if minutes > LONGEST {
        let cause = format!("{minutes} minutes are more than a week");
        faults.report(&Path::ROOT.key(list).index(index).key(name), "docks.too_long", cause, "give minutes");
    }
}

fn names<'s>(faults: &mut Faults, list: &str, ids: impl ExactSizeIterator<Item = &'s String>) -> BTreeMap<&'s str, usize> {
    let path = Path::ROOT.key(list);
    let mut known = BTreeMap::new();
    if ids.len() > MOST {
        let cause = format!("{} are more than {MOST}", ids.len());
        faults.report(&path, "docks.too_many", cause, "plan a day at a time");
        return known;
    }
    for (index, id) in ids.enumerate() {
        if known.insert(id.as_str(), index).is_some() {
            let cause = format!("`{id}` is there twice");
            faults.report(&path.index(index).key("id"), "docks.twice", cause, "give each its own name");
        }
    }
    known
}
