//! A route from one departure: the cheapest way to serve its tasks in their order, by a search over labels.
//!
//! A label is a way so far: when the vehicle can go on, and what it has cost. Of two with as much behind them, one that is
//! ready no later is as good wherever waiting until the other is ready costs no more than the other does.

use super::{Act, Event, Way, due, first_moment};
use crate::problem::{Cost, PlaceIndex, Span};

/// A way so far; its last event and what it adds up to.
#[derive(Debug, Clone, Copy)]
struct Label {
    event: Event,
    /// The label before.
    before: u32,
    /// Metres, waiting and lateness so far.
    cost: Cost,
    /// Which breaks are taken, a bit each.
    taken: u32,
    reloads: usize,
    /// Whether the last event is a break on arrival: the leg to what comes next is driven.
    has_arrived: bool,
}

/// How a way ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    /// When it is over.
    pub(super) end: i64,
    /// Seconds by which it lasts too long.
    pub(super) excess: i64,
    /// What it costs beyond the vehicle's fixed cost.
    pub(super) cost: Cost,
    /// Penalties among them, of breaks left out.
    pub(super) omitted: Cost,
    label: u32,
}

impl Outcome {
    /// What makes it better than another: the less, the better.
    pub(super) const fn rank(&self) -> (i64, Cost) {
        (self.excess, self.cost)
    }
}

/// All ways from one departure that may be the best.
#[derive(Debug)]
pub(super) struct Drive<'w> {
    way: &'w Way<'w>,
    start: i64,
    labels: Vec<Label>,
    pub(super) outcomes: Vec<Outcome>,
}

/// Labels of ways that have come as far as each other.
type Front = Vec<u32>;

impl<'w> Drive<'w> {
    pub(super) fn new(way: &'w Way<'_>, start: i64) -> Self {
        let event =
            Event { act: Act::Start, place: way.vehicle.start, arrival: start, begin: start, departure: start, metres: 0 };
        let root = Label { event, before: 0, cost: 0, taken: 0, reloads: 0, has_arrived: false };
        let mut drive = Self { way, start, labels: vec![root], outcomes: Vec::new() };
        drive.run();
        drive
    }

    /// Trip by trip: from each position where one can begin to each where it can end.
    fn run(&mut self) {
        let all = self.way.tasks.len();
        let can_reload = self.way.vehicle.reload.is_some();
        let mut at_depots: Vec<Front> = vec![Front::new(); all];
        for first in 0..self.way.reach.len() {
            if first > 0 && at_depots[first].is_empty() {
                continue;
            }
            let mut release = -1;
            let mut front = vec![0];
            for last in first..self.way.reach[first] {
                let needed = self.way.tasks[last].release.max(release);
                if first == 0 && needed > self.start {
                    break;
                }
                // Goods that are had later change the whole trip: the vehicle waits for them at the depot.
                if first > 0 && needed > release {
                    front = self.load(&at_depots[first], needed);
                    for position in first..last {
                        front = self.serve(front, position);
                    }
                }
                release = needed;
                front = self.serve(front, last);
                if front.is_empty() {
                    break;
                }
                if last + 1 == all {
                    self.finish(&front);
                } else if can_reload {
                    let mut arrived = core::mem::take(&mut at_depots[last + 1]);
                    self.go_to_depots(&front, &mut arrived);
                    at_depots[last + 1] = arrived;
                }
            }
        }
    }

    /// What happens on the way of an outcome.
    pub(super) fn events(&self, outcome: &Outcome) -> Vec<Event> {
        let mut at = outcome.label;
        let mut events = vec![self.labels[at as usize].event];
        while at != 0 {
            at = self.labels[at as usize].before;
            events.push(self.labels[at as usize].event);
        }
        events.reverse();
        events
    }

    /// When a way is at a place, with its metres so far.
    fn reach(&self, label: &Label, to: Option<PlaceIndex>) -> (i64, i64) {
        let leg = label.event.place.zip(to).filter(|_| !label.has_arrived);
        let travel = self.way.travel;
        leg.map_or((label.event.departure, label.event.metres), |(from, to)| {
            (travel.arrival(from, to, label.event.departure), label.event.metres + travel.distance(from, to))
        })
    }

    /// Lets something happen after a label. Arrival and metres are those of [`Self::reach`].
    fn then(&self, at: u32, act: Act, place: Option<PlaceIndex>, reached: (i64, i64), begin: i64, work: i64) -> Label {
        let label = &self.labels[at as usize];
        let (arrival, metres) = reached;
        let vehicle = self.way.vehicle;
        Label {
            event: Event { act, place, arrival, begin, departure: begin + work, metres },
            before: at,
            cost: label.cost + vehicle.per_metre * (metres - label.event.metres) + vehicle.per_waiting * (begin - arrival),
            has_arrived: false,
            ..*label
        }
    }

    /// Whether a label is as good as another in everything.
    fn dominates(&self, a: &Label, b: &Label) -> bool {
        let vehicle = self.way.vehicle;
        let earlier = b.event.departure - a.event.departure;
        earlier >= 0
            && a.cost + vehicle.per_waiting * earlier <= b.cost
            && a.taken & b.taken == b.taken
            && a.reloads <= b.reloads
            && (a.event.metres <= b.event.metres || vehicle.max_distance >= i64::MAX / 4)
            && a.event.place == b.event.place
            && a.has_arrived == b.has_arrived
    }

    /// Adds a label to a front unless another there is as good.
    fn add(&mut self, front: &mut Front, label: Label) {
        let vehicle = self.way.vehicle;
        let must = |index: usize| vehicle.breaks[index].penalty.is_none() && label.taken >> index & 1 == 0;
        let has_missed = |index| must(index) && (self.start..label.event.departure).contains(&vehicle.breaks[index].latest());
        let is_lost = label.event.metres > vehicle.max_distance || (0..vehicle.breaks.len()).any(has_missed);
        if is_lost || front.iter().any(|&other| self.dominates(&self.labels[other as usize], &label)) {
            return;
        }
        front.push(self.labels.len() as u32);
        self.labels.push(label);
    }

    /// The ways of a front, and those that take breaks here or on arrival at the next place.
    fn with_breaks(&mut self, mut front: Front, to: Option<PlaceIndex>) -> Front {
        let vehicle = self.way.vehicle;
        let mut next = 0;
        while next < front.len() && !vehicle.breaks.is_empty() {
            let at = front[next];
            next += 1;
            for (index, pause) in vehicle.breaks.iter().enumerate() {
                let label = self.labels[at as usize];
                if label.taken >> index & 1 == 1 {
                    continue;
                }
                let (here, there) = (label.event.place, to.filter(|_| !label.has_arrived && label.event.place != to));
                let is_on_its_way = label.event.act != Act::Start;
                for (place, is_there) in [(here.filter(|_| is_on_its_way), false), (there.filter(|_| here.is_some()), true)] {
                    let Some(place) = place else { continue };
                    let reached = if is_there { self.reach(&label, to) } else { (label.event.departure, label.event.metres) };
                    let Some(begin) = first_moment(&pause.windows, reached.0) else { continue };
                    let paused = self.then(at, Act::Break(index), Some(place), reached, begin, pause.duration);
                    let taken = label.taken | 1 << index;
                    self.add(&mut front, Label { taken, has_arrived: is_there || label.has_arrived, ..paused });
                }
            }
        }
        front
    }

    /// Serves the task of a position: in the first window that is open, or late in it, or in the next.
    fn serve(&mut self, front: Front, position: usize) -> Front {
        let task = self.way.tasks[position];
        let most_late = task.lateness.map_or(0, |terms| terms.most);
        let price = task.lateness.map_or(0, |terms| terms.per_second);
        let mut served = Front::new();
        for at in self.with_breaks(front, Some(task.place)) {
            let label = self.labels[at as usize];
            let reached = self.reach(&label, Some(task.place));
            let is_same_place = label.event.place == Some(task.place) && !label.has_arrived;
            let work = task.service + if is_same_place { 0 } else { task.setup };
            for (index, window) in task.windows.iter().enumerate() {
                let next_opens = task.windows.get(index + 1).map_or(Span::ALWAYS.latest, |next| next.earliest - 1);
                if reached.0 > (window.latest + most_late).min(next_opens).max(window.latest) {
                    continue;
                }
                let begin = reached.0.max(window.earliest);
                let late = (begin - window.latest).max(0);
                let label = self.then(at, Act::Task(position), Some(task.place), reached, begin, work);
                self.add(&mut served, Label { cost: label.cost + price * late, ..label });
                if late == 0 {
                    break;
                }
            }
        }
        served
    }

    /// Drives to every depot where the vehicle may reload.
    fn go_to_depots(&mut self, front: &Front, arrived: &mut Front) {
        let Some(reload) = &self.way.vehicle.reload else { return };
        for &depot in &reload.places {
            for at in self.with_breaks(front.clone(), Some(depot)) {
                let label = self.labels[at as usize];
                if label.reloads < reload.most {
                    let reached = self.reach(&label, Some(depot));
                    let label = self.then(at, Act::Reload, Some(depot), reached, reached.0, 0);
                    self.add(arrived, Label { reloads: label.reloads + 1, ..label });
                }
            }
        }
    }

    /// Loads a trip whose goods can be had at `release`.
    fn load(&mut self, arrived: &Front, release: i64) -> Front {
        let loading = self.way.vehicle.reload.as_ref().map_or(0, |reload| reload.loading);
        let mut loaded = Front::new();
        for &at in arrived {
            let label = self.labels[at as usize];
            let arrival = label.event.arrival;
            let open = self.way.opening(label.event.place);
            let Some(begin) = first_moment(open, arrival.max(release)) else { continue };
            let wait = self.way.vehicle.per_waiting * (begin - arrival);
            let event = Event { begin, departure: begin + loading, ..label.event };
            self.add(&mut loaded, Label { event, cost: label.cost + wait, ..label });
        }
        loaded
    }

    /// Drives to the end, and keeps the way if it is the best.
    fn finish(&mut self, front: &Front) {
        let vehicle = self.way.vehicle;
        for at in self.with_breaks(front.clone(), None) {
            let label = self.labels[at as usize];
            let reached = self.reach(&label, vehicle.end);
            let open = self.way.opening(vehicle.end);
            let Some(end) = first_moment(open, reached.0).filter(|&end| end <= vehicle.shift.latest) else { continue };
            let omitted: Option<Cost> = due(vehicle, self.start, end, label.taken).map(|pause| pause.penalty).sum();
            let Some(omitted) = omitted else { continue };
            let last = self.then(at, Act::End, vehicle.end, reached, end, 0);
            if last.event.metres > vehicle.max_distance {
                continue;
            }
            let duration = end - self.start;
            let cost =
                last.cost + omitted + vehicle.per_second * duration + vehicle.per_overtime * vehicle.overtime(self.start, end);
            let excess = (duration - vehicle.max_duration).max(0);
            self.outcomes.push(Outcome { end, excess, cost, omitted, label: self.labels.len() as u32 });
            self.labels.push(last);
        }
    }
}
