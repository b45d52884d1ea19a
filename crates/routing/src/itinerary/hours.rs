//! A route whose driver keeps a law on hours.
//!
//! The search asks [`Way::lawful_cost`], which follows a driver of fixed habits and answers in a microsecond; a plan is written from
//! [`Way::lawful`], the best of the timetables that are known. Both count whole minutes.

use core::cmp::Reverse;

use haulage_core::time::TimeWindow;
use haulage_scheduling::plan::{CountsAs, Entry, EntryKind, Opening, Timetable, TripStop};

use super::{Act, Event, Itinerary, Way};
use crate::problem::{Cost, DriverHours, PlaceIndex, Span};

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/driver-routes.md")]
struct Page;

/// Most stops of a route, and how many minutes ahead one may lie: what the planner of trips takes.
const MOST_STOPS: usize = 500;
const FARTHEST: i32 = 366 * 24 * 60;

/// The way to something that is visited, and the visit.
struct Visit<'w> {
    act: Act,
    place: Option<PlaceIndex>,
    drive: i32,
    work: i32,
    metres: i64,
    windows: &'w [Span],
    /// Bounds of all windows.
    bounds: Span,
}

impl Visit<'_> {
    /// The windows inside the bounds.
    fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let Span { earliest, latest } = self.bounds;
        self.windows.iter().map(move |window| Span { earliest: window.earliest.max(earliest), latest: window.latest.min(latest) })
    }

    /// The first window that has not closed at a minute.
    fn opening(&self, driver: &DriverHours, now: i32) -> Option<Opening> {
        let minutes = self.spans().map(|span| (driver.minute_after(span.earliest), driver.minute_before(span.latest)));
        let mut open = minutes.enumerate().filter(|(_, (open, close))| now <= *close && open <= close);
        let (number, (open, close)) = open.next()?;
        (open <= FARTHEST).then_some((number as u32, open, close))
    }

    fn stop(&self, driver: &DriverHours) -> Option<TripStop> {
        let window = |span: Span| TimeWindow::new(driver.instant(span.earliest), driver.instant(span.latest)).ok();
        let windows: Vec<TimeWindow> = self.spans().filter(|span| span.earliest <= span.latest).filter_map(window).collect();
        let (travel_min, service_min) = (self.drive as u32, self.work as u32);
        (!windows.is_empty()).then_some(TripStop { travel_min, service_min, windows, parking_min: None })
    }
}

/// Whole minutes of seconds; what is begun counts.
fn minutes(seconds: i64) -> i32 {
    i32::try_from(seconds.saturating_add(59) / 60).unwrap_or(i32::MAX / 8).min(i32::MAX / 8)
}

impl Way<'_> {
    /// The start, the tasks, the end.
    fn visits(&self) -> impl Iterator<Item = Visit<'_>> {
        let vehicle = self.vehicle;
        let shift = vehicle.shift;
        let release = self.tasks.iter().map(|task| task.release).max().unwrap_or(0);
        let left = Span { earliest: shift.earliest.max(release), ..shift };
        let start = (Act::Start, vehicle.start, 0, self.opening(vehicle.start), left);
        let tasks = self.tasks.iter().enumerate().map(|(index, task)| {
            let before = if index == 0 { vehicle.start } else { Some(self.tasks[index - 1].place) };
            let setup = if before == Some(task.place) { 0 } else { task.setup };
            (Act::Task(index), Some(task.place), task.service + setup, &task.windows[..], Span::ALWAYS)
        });
        let back = Span { earliest: 0, ..shift };
        let end = (Act::End, vehicle.end, 0, self.opening(vehicle.end), back);
        let mut here = vehicle.start;
        let visits = core::iter::once(start).chain(tasks).chain([end]);
        visits.map(move |(act, place, work, windows, bounds)| {
            let leg = core::mem::replace(&mut here, place).zip(place).filter(|_| act != Act::Start);
            let (drive, metres) =
                leg.map_or((0, 0), |(from, to)| (minutes(self.travel.duration(from, to)), self.travel.distance(from, to)));
            Visit { act, place, drive, work: minutes(work), metres, windows, bounds }
        })
    }

    /// What the route costs beyond the vehicle's fixed cost when its driver goes on by habit; none where that is not legal.
    pub(super) fn lawful_cost(&self, driver: &DriverHours) -> Option<Cost> {
        if self.tasks.len() + 2 > MOST_STOPS {
            return None;
        }
        let (planner, mut metres) = (&driver.planner, 0);
        let mut stand = planner.start();
        for visit in self.visits() {
            if visit.drive.max(visit.work) > FARTHEST {
                return None;
            }
            metres += visit.metres;
            stand = planner.go_on(&stand, visit.drive, visit.work, |now| visit.opening(driver, now))?;
        }
        let spans = planner.finish(&stand)?;
        let prices = spans.spans().filter_map(|(begins, ends)| self.price(driver, begins.into(), ends.into(), metres));
        prices.min()
    }

    /// What a route costs that lasts from one of the planner's minutes to another; none where it may not.
    fn price(&self, driver: &DriverHours, begins: i64, ends: i64, metres: i64) -> Option<Cost> {
        let vehicle = self.vehicle;
        let (start, end) = (driver.second(begins), driver.second(ends));
        let is_allowed = end - start <= vehicle.max_duration && metres <= vehicle.max_distance;
        let time = || vehicle.per_second * (end - start) + vehicle.per_overtime * vehicle.overtime(start, end);
        is_allowed.then(|| vehicle.per_metre * metres + time())
    }

    /// The route in moments: of the timetables that are known the cheapest, and of equals the one that ends first.
    pub(super) fn lawful(&self, driver: &DriverHours) -> Option<Itinerary> {
        let trip = Trip::of(self, driver)?;
        let (habitual, best) = (driver.planner.habitual(&trip.stops).ok()?, driver.planner.best(&trip.stops).ok()?);
        let itineraries = habitual.iter().chain(&best).filter_map(|timetable| trip.itinerary(timetable));
        itineraries.min_by_key(|(rank, _)| *rank).map(|(_, itinerary)| itinerary)
    }

    /// Whether it can be put into moments. What habits allow can be, but for weeks that a shift later than it could be overfills.
    pub(crate) fn has_moments(&self) -> bool {
        let Some(driver) = &self.vehicle.driver else { return true };
        let has = |trip: &Trip<'_>, timetable: &Timetable| trip.itinerary(timetable).is_some();
        Trip::of(self, driver).is_some_and(|trip| {
            let habitual = driver.planner.habitual(&trip.stops).unwrap_or_default();
            habitual.iter().any(|timetable| has(&trip, timetable)) || {
                let best = driver.planner.best(&trip.stops).ok().flatten();
                best.is_some_and(|timetable| has(&trip, &timetable))
            }
        })
    }
}

/// What a timetable costs, when it ends and, the later the better, when it begins.
type Rank = (Cost, i64, Reverse<i64>);

/// A route as a trip to plan.
struct Trip<'w> {
    way: &'w Way<'w>,
    driver: &'w DriverHours,
    visits: Vec<Visit<'w>>,
    stops: Vec<TripStop>,
}

impl<'w> Trip<'w> {
    fn of(way: &'w Way<'w>, driver: &'w DriverHours) -> Option<Self> {
        let visits: Vec<Visit<'_>> = way.visits().collect();
        let stops = visits.iter().map(|visit| visit.stop(driver)).collect::<Option<_>>()?;
        Some(Self { way, driver, visits, stops })
    }

    /// A timetable as events, with its rank.
    fn itinerary(&self, timetable: &Timetable) -> Option<(Rank, Itinerary)> {
        let origin = self.driver.planner.from();
        let (begins, itinerary) = Log::new(self.driver, &self.visits).write(timetable)?;
        let price = self.way.price(self.driver, begins - origin, timetable.end - origin, itinerary.metres())?;
        Some(((price, timetable.end, Reverse(begins)), itinerary))
    }
}

/// Writes a timetable as events.
struct Log<'a> {
    driver: &'a DriverHours,
    visits: &'a [Visit<'a>],
    events: Vec<Event>,
    /// Where the last visit was, and metres up to it.
    place: Option<PlaceIndex>,
    metres: i64,
    /// Minutes at the wheel since.
    driven: i64,
    /// Since when the driver waits.
    waits: Option<i64>,
    now: i64,
}

impl<'a> Log<'a> {
    fn new(driver: &'a DriverHours, visits: &'a [Visit<'a>]) -> Self {
        Self { driver, visits, events: Vec::new(), place: None, metres: 0, driven: 0, waits: None, now: 0 }
    }

    /// When the route begins, in minutes since 1970, and what happens on it; none where the timetable is no route: something of it
    /// would begin outside its windows.
    fn write(mut self, timetable: &Timetable) -> Option<(i64, Itinerary)> {
        let is_on_duty = self.driver.state.as_ref().is_some_and(|state| state.shift_began.is_some());
        let is_idle = |entry: &&Entry| {
            let is_weekly = matches!(entry.counts_as, Some(CountsAs::WeeklyRest | CountsAs::ReducedWeeklyRest));
            let is_pause = !matches!(entry.kind, EntryKind::Drive | EntryKind::Work);
            entry.stop <= 1 && is_pause && (entry.kind == EntryKind::Wait || !is_on_duty && !is_weekly)
        };
        // What comes before the driver leaves is no part of the route, unless the law counts on it.
        let idle = timetable.entries.iter().take_while(is_idle).count();
        let entries = &timetable.entries[idle..];
        let begins = entries.first().map_or(timetable.end, |entry| entry.from);
        self.now = begins;
        for (stop, visit) in self.visits.iter().enumerate() {
            if stop == 0 {
                self.arrive(visit, None)?;
            }
            let mut served = None;
            for entry in entries.iter().filter(|entry| entry.stop == stop) {
                served = self.enter(entry, visit).or(served);
            }
            if stop > 0 {
                self.arrive(visit, served)?;
            }
        }
        Some((begins, Itinerary { events: self.events, omitted: 0 }))
    }

    /// Enters a visit; none where it would begin outside its windows.
    fn arrive(&mut self, visit: &Visit<'_>, served: Option<(i64, i64)>) -> Option<()> {
        let arrival = self.waits.take().unwrap_or(self.now);
        let (begin, departure) = served.unwrap_or((self.now, self.now));
        self.metres += visit.metres;
        (self.place, self.driven) = (visit.place, 0);
        self.event(visit.act, visit.place, self.metres, [arrival.min(begin), begin, departure]);
        let begin = self.events.last()?.begin;
        visit.spans().any(|span| (span.earliest..=span.latest).contains(&begin)).then_some(())
    }

    /// Enters a line; begin and end of the work at a stop.
    fn enter(&mut self, entry: &Entry, visit: &Visit<'_>) -> Option<(i64, i64)> {
        let mut served = None;
        match entry.kind {
            EntryKind::Drive => {
                if let Some(since) = self.waits.take() {
                    self.pause(Act::Pause(EntryKind::Wait, None), visit, [since, entry.from, entry.from]);
                }
                self.driven += entry.until - entry.from;
            }
            EntryKind::Work => served = Some((entry.from, entry.until)),
            EntryKind::Break | EntryKind::Rest => {
                let since = self.waits.take().unwrap_or(entry.from);
                self.pause(Act::Pause(entry.kind, entry.counts_as), visit, [since, entry.from, entry.until]);
            }
            _ => self.waits = self.waits.or(Some(entry.from)),
        }
        self.now = entry.until;
        served
    }

    /// A pause: where the stop before is, where the next one is, or somewhere on the way.
    fn pause(&mut self, act: Act, visit: &Visit<'_>, minutes: [i64; 3]) {
        let whole = i64::from(visit.drive);
        let place = if self.driven == 0 { self.place } else { visit.place.filter(|_| self.driven == whole) };
        let driven = if whole > 0 { visit.metres * self.driven / whole } else { 0 };
        self.event(act, place, self.metres + driven, minutes);
    }

    fn event(&mut self, act: Act, place: Option<PlaceIndex>, metres: i64, minutes: [i64; 3]) {
        let origin = self.driver.planner.from();
        let [arrival, begin, departure] = minutes.map(|minute| self.driver.second(minute - origin));
        self.events.push(Event { act, place, arrival, begin, departure, metres });
    }
}
