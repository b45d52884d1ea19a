//! One route of a plan, written from its itinerary.

use haulage_scheduling::plan::EntryKind;

use super::{
    costs::ExactCosts,
    document::{PlanRoute, PlanStop, StopKind},
    making::changes,
    schedule::timetable,
};
use crate::{
    itinerary::{Act, Event, Itinerary, Way, due},
    plan::Tour,
    problem::{Problem, Task, TaskKind, Vehicle},
};

/// The best itinerary of a tour; of one that no itinerary keeps, its stops driven as early as can be.
pub(crate) fn itinerary(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Itinerary {
    let way = problem.needs_itineraries().then(|| Way::new(problem, vehicle, tasks)).flatten();
    way.and_then(|way| way.best()).unwrap_or_else(|| plain(problem, vehicle, tasks))
}

/// The shortest timetable of a tour with neither breaks nor reloads, as an itinerary.
fn plain(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> Itinerary {
    let travel = problem.travel(vehicle);
    let table = timetable(problem, vehicle, tasks);
    let mut event = Event {
        act: Act::Start,
        place: vehicle.start,
        arrival: table.start,
        begin: table.start,
        departure: table.start,
        metres: 0,
    };
    let mut events = vec![event];
    let last = (Act::End, vehicle.end, (table.end, table.end, table.end));
    let visits = tasks.iter().zip(&table.visits).enumerate();
    let visits = visits.map(|(index, (task, &times))| (Act::Task(index), Some(task.place), times));
    for (act, place, (arrival, begin, departure)) in visits.chain([last]) {
        let metres = event.metres + event.place.zip(place).map_or(0, |(from, to)| travel.distance(from, to));
        event = Event { act, place, arrival, begin, departure, metres };
        events.push(event);
    }
    let omitted = due(vehicle, table.start, table.end, 0).filter_map(|pause| pause.penalty).sum();
    Itinerary { events, omitted }
}

/// Writes a route; `timed` are its tasks with the windows that their meetings leave.
pub(super) fn route(problem: &Problem, tour: &Tour, number: u32, timed: &[&Task]) -> (PlanRoute, ExactCosts) {
    let vehicle = &problem.vehicles()[tour.vehicle];
    let itinerary = itinerary(problem, vehicle, timed);
    let tasks = tour.of(problem.tasks());
    let mut writer = Writer::new(problem, vehicle, &tasks, &itinerary);
    let stops = writer.stops();
    let duration = itinerary.end() - itinerary.start();
    let overtime = vehicle.overtime(itinerary.start(), itinerary.end());
    let Writer { peak, waiting, working, pausing, resting, late, lateness, .. } = writer;
    let costs = ExactCosts {
        fixed: vehicle.fixed,
        distance: vehicle.per_metre * itinerary.metres(),
        duration: vehicle.per_second * duration,
        prizes: 0,
        changes: changes(problem, tour),
        overtime: vehicle.per_overtime * overtime,
        waiting: vehicle.per_waiting * waiting,
        lateness,
        breaks: itinerary.omitted,
        compactness: problem.compactness() * spread(problem, vehicle, &tasks),
        balance: 0,
    };
    let route = PlanRoute {
        vehicle: vehicle.id.clone(),
        number,
        costs: costs.lines(),
        distance_m: itinerary.metres() as u64,
        duration_s: duration as u64,
        travel_s: (duration - waiting - working - pausing - resting) as u64,
        service_s: working as u64,
        waiting_s: waiting as u64,
        break_s: pausing as u64,
        rest_s: resting as u64,
        overtime_s: overtime as u64,
        late_s: late as u64,
        peak_load: unsigned(&peak),
        stops,
    };
    (route, costs)
}

/// Goes along an itinerary and writes its stops, with what is on board.
struct Writer<'a> {
    problem: &'a Problem,
    vehicle: &'a Vehicle,
    tasks: &'a [&'a Task],
    events: &'a [Event],
    load: Vec<i64>,
    /// Of the load, what leaves at the next reload.
    unloaded: Vec<i64>,
    peak: Vec<i64>,
    waiting: i64,
    working: i64,
    /// In breaks.
    pausing: i64,
    /// In daily and weekly rests.
    resting: i64,
    late: i64,
    lateness: i64,
}

impl<'a> Writer<'a> {
    fn new(problem: &'a Problem, vehicle: &'a Vehicle, tasks: &'a [&'a Task], itinerary: &'a Itinerary) -> Self {
        let (load, events) = (vehicle.initial_load.clone(), &itinerary.events[..]);
        let (waiting, working, pausing, resting, late, lateness) = (0, 0, 0, 0, 0, 0);
        let (unloaded, peak) = (load.clone(), load.clone());
        let mut writer =
            Self { problem, vehicle, tasks, events, load, unloaded, peak, waiting, working, pausing, resting, late, lateness };
        writer.load_trip(1);
        writer
    }

    /// Takes on board what the jobs of a trip bring, from its first event on.
    fn load_trip(&mut self, from: usize) {
        let trip = self.events[from..].iter().take_while(|event| event.act != Act::Reload);
        for event in trip {
            let Act::Task(index) = event.act else { continue };
            let task = self.tasks[index];
            if task.kind == TaskKind::Job {
                self.load.iter_mut().zip(&task.delivery).for_each(|(load, amount)| *load += amount);
            }
        }
        self.note_peak();
    }

    fn note_peak(&mut self) {
        self.peak.iter_mut().zip(&self.load).for_each(|(peak, &load)| *peak = load.max(*peak));
    }

    fn stops(&mut self) -> Vec<PlanStop> {
        let events = self.events;
        let stops = events.iter().enumerate().map(|(index, event)| self.stop(index, event));
        stops.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// What happens at an event; no stop at the missing start or end of an open route.
    fn stop(&mut self, index: usize, event: &Event) -> Option<PlanStop> {
        let problem = self.problem;
        let (waiting, work) = (event.begin - event.arrival, event.departure - event.begin);
        self.waiting += waiting;
        let mut stop = self.at(event)?;
        match event.act {
            Act::Start => stop.kind = StopKind::Start,
            Act::End => stop.kind = StopKind::End,
            Act::Break(number) => {
                self.pausing += work;
                stop.kind = StopKind::Break;
                stop.part = (self.vehicle.breaks.len() > 1).then_some(number as u32);
            }
            Act::Pause(kind, counts_as) => {
                stop.kind = match kind {
                    EntryKind::Break => StopKind::Break,
                    EntryKind::Rest => StopKind::Rest,
                    _ => StopKind::Wait,
                };
                *if kind == EntryKind::Rest { &mut self.resting } else { &mut self.pausing } += work;
                stop.counts_as = counts_as;
            }
            Act::Reload => {
                self.working += work;
                self.load.iter_mut().zip(&mut self.unloaded).for_each(|(load, gone)| *load -= core::mem::take(gone));
                self.load_trip(index + 1);
                stop.kind = StopKind::Reload;
            }
            Act::Task(position) => {
                let task = self.tasks[position];
                self.working += work;
                let late = task.late(event.begin);
                self.late += late;
                self.lateness += task.lateness.map_or(0, |terms| terms.per_second * late);
                self.serve(task);
                stop.kind = match task.kind {
                    TaskKind::Job => StopKind::Job,
                    TaskKind::Pickup => StopKind::Pickup,
                    TaskKind::Delivery => StopKind::Delivery,
                };
                stop.job = Some(problem.jobs()[task.job].id.clone());
                stop.part = part(problem, task);
                stop.late_s = late as u64;
            }
        }
        Some(PlanStop { load: unsigned(&self.load), ..stop })
    }

    fn serve(&mut self, task: &Task) {
        for dimension in 0..self.load.len() {
            self.load[dimension] += task.pickup[dimension] - task.delivery[dimension];
            if task.kind == TaskKind::Job {
                self.unloaded[dimension] += task.pickup[dimension];
            }
        }
        self.note_peak();
    }

    /// Where and when an event is.
    fn at(&self, event: &Event) -> Option<PlanStop> {
        let is_missing = matches!(event.act, Act::Start | Act::End) && event.place.is_none();
        let place = event.place.map(|place| &self.problem.places()[place]);
        (!is_missing).then(|| PlanStop {
            kind: StopKind::Start,
            job: None,
            part: None,
            counts_as: None,
            place: place.filter(|place| !place.id.is_empty()).map(|place| place.id.clone()),
            position: place.and_then(|place| place.position),
            arrival: self.problem.moment(event.arrival),
            service_start: self.problem.moment(event.begin),
            departure: self.problem.moment(event.departure),
            waiting_s: (event.begin - event.arrival) as u64,
            late_s: 0,
            distance_m: event.metres as u64,
            load: Vec::new(),
        })
    }
}

/// Metres between the two tasks that are farthest apart.
pub(crate) fn spread(problem: &Problem, vehicle: &Vehicle, tasks: &[&Task]) -> i64 {
    if problem.compactness() == 0 {
        return 0;
    }
    let travel = problem.travel(vehicle);
    let between = |a: &Task, b: &Task| travel.distance(a.place, b.place).max(travel.distance(b.place, a.place));
    let pairs = tasks.iter().enumerate().flat_map(|(at, a)| tasks[..at].iter().map(move |b| between(a, b)));
    pairs.max().unwrap_or(0)
}

/// Which pickup or delivery of its shipment a task is, where there are several of its kind.
fn part(problem: &Problem, task: &Task) -> Option<u32> {
    let siblings = problem.tasks()[problem.jobs()[task.job].tasks.clone()].iter().filter(|sibling| sibling.kind == task.kind);
    let position = siblings.clone().position(|sibling| sibling.index == task.index)?;
    (siblings.count() > 1).then_some(position as u32)
}

fn unsigned(values: &[i64]) -> Vec<u64> {
    values.iter().map(|&value| value.max(0) as u64).collect()
}
