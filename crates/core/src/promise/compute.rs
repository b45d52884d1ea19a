//! From an order to a promise.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use thiserror::Error;

use super::document::{
    Because, Count, CutOff, CutOffDays, Delivery, Held, Leg, Origin, Promise, PromiseRequest, Span, Step, StepKind, Wanted, Way,
};
use crate::{
    calendar::{BusinessCalendar, CalendarDocument, Closed, Repeated},
    digest::Digest,
    fault::{Faults, Path},
    time::Instant,
};

/// Why there is no promise.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PromiseError {
    /// The request has faults.
    #[error("{0}")]
    Faults(Faults),
    /// The calendars hold no day for a step within two years.
    #[error("`{at}` has no day for this within the two years after the order")]
    NoDay {
        /// The place or leg.
        at: String,
    },
    /// The consignee wants the goods before they can be there.
    #[error("delivery on {wanted} is wanted, and {earliest} is the earliest")]
    WantedTooEarly {
        /// The day wanted.
        wanted: NaiveDate,
        /// The earliest day.
        earliest: NaiveDate,
    },
    /// Nothing is delivered on the wanted day.
    #[error("delivery on {wanted} is wanted, and nothing is delivered on that day")]
    WantedOnClosedDay {
        /// The day wanted.
        wanted: NaiveDate,
    },
}

impl PromiseError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Faults(_) => "promise.faults",
            Self::NoDay { .. } => "promise.no_day",
            Self::WantedTooEarly { .. } => "promise.wanted_too_early",
            Self::WantedOnClosedDay { .. } => "promise.wanted_on_closed_day",
        }
    }
}

/// Promises a delivery.
///
/// ```
/// use haulage_core::promise::promise;
///
/// let request = serde_json::from_str(r#"{
///     "ordered_at": "2026-11-20T14:10:00+01:00",
///     "origin": {"name": "Hamburg", "time_zone": "Europe/Berlin", "cut_offs": [
///         {"on": {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]}, "at": "14:00:00"}
///     ]},
///     "transit": [{"name": "road", "days": {"min_days": 1, "max_days": 2}}],
///     "delivery": {"name": "Lyon", "time_zone": "Europe/Paris", "from": "08:00:00", "until": "17:00:00"}
/// }"#)?;
/// let promise = promise(&request)?;
/// // Ten minutes past the cut-off of a Friday: the order counts as of Monday.
/// assert_eq!(promise.earliest.to_rfc3339(), "2026-11-24T08:00:00+01:00");
/// assert_eq!(promise.latest.to_rfc3339(), "2026-11-25T17:00:00+01:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`PromiseError`]: every fault of the request, or why no day can be promised.
pub fn promise(request: &PromiseRequest) -> Result<Promise, PromiseError> {
    let calendars = Calendars::of(request).map_err(PromiseError::Faults)?;
    let (accepted, order_by) = accept(request, &calendars.origin)?;
    let shortest = way(request, &calendars, &accepted, |span| span.min_days)?;
    let longest = way(request, &calendars, &accepted, |span| span.max_days)?;
    let delivery = &request.delivery;
    let opens = delivery.time_zone.at(shortest.delivered_on, delivery.from, Repeated::First);
    let wanted = request.wanted_on.map(|wanted| keeps(wanted, &shortest, &longest, &calendars.delivery)).transpose()?;
    let deadlines = match (&request.departure, &calendars.departure) {
        (Some(departure), Some(calendar)) => {
            departure.deadlines(calendar, request.ordered_at).ok_or_else(|| PromiseError::NoDay { at: "departure".into() })?
        }
        _ => Vec::new(),
    };
    Ok(Promise {
        order_by,
        // Delivery of the day may have begun when the order comes.
        earliest: opens.max(request.ordered_at.with_timezone(&opens.timezone())),
        latest: delivery.time_zone.at(longest.delivered_on, delivery.until, Repeated::Second),
        earliest_way: shortest,
        latest_way: longest,
        wanted,
        deadlines,
        request_digest: Digest::of(request),
    })
}

/// The calendars of a request, ready to ask.
struct Calendars {
    origin: BusinessCalendar,
    legs: Vec<BusinessCalendar>,
    delivery: BusinessCalendar,
    departure: Option<BusinessCalendar>,
}

impl Calendars {
    /// All calendars, or every fault of the request.
    fn of(request: &PromiseRequest) -> Result<Self, Faults> {
        let year = request.ordered_at.year();
        let mut faults = Faults::new();
        let root = Path::ROOT;
        let mut read = |document: &CalendarDocument, year: i32, at: &Path<'_>| {
            let years = year.saturating_sub(1)..=year.saturating_add(2);
            match BusinessCalendar::new(document, years, &at.key("calendar")) {
                Ok(calendar) => Some(calendar),
                Err(found) => {
                    faults.absorb(&Path::ROOT, found);
                    None
                }
            }
        };
        let legs_at = root.key("transit");
        let origin = read(&request.origin.calendar, year, &root.key("origin"));
        let legs: Vec<_> =
            request.transit.iter().enumerate().map(|(index, leg)| read(&leg.calendar, year, &legs_at.index(index))).collect();
        let delivery = read(&request.delivery.calendar, year, &root.key("delivery"));
        let departure = match &request.departure {
            None => Some(None),
            Some(departure) => read(&departure.calendar, departure.at.year(), &root.key("departure")).map(Some),
        };
        check(&mut faults, request);
        let legs: Option<Vec<_>> = legs.into_iter().collect();
        match (origin, legs, delivery, departure) {
            (Some(origin), Some(legs), Some(delivery), Some(departure)) => {
                faults.into_result(Self { origin, legs, delivery, departure })
            }
            _ => Err(faults),
        }
    }
}

fn check(faults: &mut Faults, request: &PromiseRequest) {
    let root = Path::ROOT;
    let origin = root.key("origin");
    let mut span = |path: &Path<'_>, span: Span| {
        if span.max_days < span.min_days {
            let cause = format!("at most {} days is less than at least {}", span.max_days, span.min_days);
            faults.report(path, "promise.span", cause, "exchange the two");
        }
    };
    span(&origin.key("handling"), request.origin.handling);
    let transit = root.key("transit");
    for (index, leg) in request.transit.iter().enumerate() {
        span(&transit.index(index).key("days"), leg.days);
    }
    if request.delivery.until <= request.delivery.from {
        let cause = format!("delivery ends at {}, and begins at {}", request.delivery.until, request.delivery.from);
        faults.report(&root.key("delivery").key("until"), "promise.window", cause, "let it end after it begins");
    }
    let cut_offs = origin.key("cut_offs");
    for (index, cut_off) in request.origin.cut_offs.iter().enumerate() {
        let before = &request.origin.cut_offs[..index];
        if before.iter().any(|other| share_a_day(&other.on, &cut_off.on)) {
            let cause = "a rule above has a cut-off for one of these days";
            faults.report(&cut_offs.index(index).key("on"), "promise.cut_off_twice", cause, "give each day one cut-off");
        }
    }
}

fn share_a_day(one: &CutOffDays, other: &CutOffDays) -> bool {
    match (one, other) {
        (CutOffDays::Weekdays(one), CutOffDays::Weekdays(other)) => !one.is_disjoint(other),
        (CutOffDays::Dates(one), CutOffDays::Dates(other)) => !one.is_disjoint(other),
        (CutOffDays::Holidays, CutOffDays::Holidays) => true,
        _ => false,
    }
}

fn held(day: NaiveDate, closed: &Closed<'_>) -> Held {
    let (because, detail) = match closed {
        Closed::Rest => (Because::Rest, ""),
        Closed::Holiday(name) => (Because::Holiday, *name),
        Closed::Closure(name) => (Because::Closure, *name),
    };
    Held { day, because, detail: detail.into() }
}

/// The cut-off of a day: that of the date, else on a holiday that of holidays, else that of the day of the week.
fn cut_off(origin: &Origin, calendar: &BusinessCalendar, day: NaiveDate) -> Result<NaiveTime, Held> {
    let rule = |applies: &dyn Fn(&CutOffDays) -> bool| origin.cut_offs.iter().find(|rule| applies(&rule.on));
    let of_date = rule(&|on| matches!(on, CutOffDays::Dates(dates) if dates.contains(&day)));
    let holiday = calendar.holiday(day);
    let found: Option<&CutOff> = of_date.or_else(|| match holiday {
        Some(_) => rule(&|on| matches!(on, CutOffDays::Holidays)),
        None => rule(&|on| matches!(on, CutOffDays::Weekdays(days) if days.contains(&day.weekday().into()))),
    });
    found.and_then(|rule| rule.at).ok_or_else(|| {
        let none = Held { day, because: Because::NoCutOff, detail: String::new() };
        calendar.closed(day).map_or(none, |closed| held(day, &closed))
    })
}

/// The day as of which the order counts, and the last moment at which an order still does.
fn accept(request: &PromiseRequest, calendar: &BusinessCalendar) -> Result<(Step, Instant), PromiseError> {
    let origin = &request.origin;
    let ordered = origin.time_zone.wall_clock(request.ordered_at);
    let mut waited = Vec::new();
    // A year and a day: a cut-off that holds on one date of the year is found.
    for day in ordered.date().iter_days().take(367) {
        match cut_off(origin, calendar, day) {
            Ok(time) => {
                let until = origin.time_zone.at(day, time, Repeated::First);
                if request.ordered_at <= until {
                    return Ok((Step { what: StepKind::Accepted, at: origin.name.clone(), on: day, held: waited }, until));
                }
                waited.push(Held { day, because: Because::AfterCutOff, detail: time.format("%H:%M").to_string() });
            }
            Err(reason) => waited.push(reason),
        }
    }
    Err(PromiseError::NoDay { at: origin.name.clone() })
}

/// Walks working days and notes those that are not worked.
struct Walk<'c> {
    calendar: &'c BusinessCalendar,
    name: &'c str,
    held: Vec<Held>,
}

impl<'c> Walk<'c> {
    const fn new(calendar: &'c BusinessCalendar, name: &'c str) -> Self {
        Self { calendar, name, held: Vec::new() }
    }

    fn no_day(&self) -> PromiseError {
        PromiseError::NoDay { at: self.name.into() }
    }

    /// The first working day from a day on.
    fn next(&mut self, from: NaiveDate) -> Result<NaiveDate, PromiseError> {
        let day = self.calendar.next(from).ok_or_else(|| self.no_day())?;
        let calendar = self.calendar;
        let waited = from.iter_days().take_while(|waited| *waited < day);
        self.held.extend(waited.filter_map(|day| calendar.closed(day).map(|closed| held(day, &closed))));
        Ok(day)
    }

    /// So many days later.
    fn add(&mut self, from: NaiveDate, days: u16, count: Count) -> Result<NaiveDate, PromiseError> {
        match count {
            Count::Calendar => from.checked_add_days(Days::new(days.into())).ok_or_else(|| self.no_day()),
            Count::Business => (0..days).try_fold(from, |day, _| {
                let tomorrow = day.succ_opt().ok_or_else(|| self.no_day())?;
                self.next(tomorrow)
            }),
        }
    }

    fn step(self, what: StepKind, on: NaiveDate) -> Step {
        Step { what, at: self.name.into(), on, held: self.held }
    }
}

/// From acceptance to delivery, every span taking as many days as `days` says.
fn way(request: &PromiseRequest, calendars: &Calendars, accepted: &Step, days: fn(Span) -> u16) -> Result<Way, PromiseError> {
    let mut steps = vec![accepted.clone()];
    let mut day = accepted.on;
    let handling = days(request.origin.handling);
    if handling > 0 {
        let mut walk = Walk::new(&calendars.origin, &request.origin.name);
        day = walk.add(day, handling, Count::Business)?;
        steps.push(walk.step(StepKind::Ready, day));
    }
    for (leg, calendar) in request.transit.iter().zip(&calendars.legs) {
        day = travel(leg, calendar, day, days(leg.days), &mut steps)?;
    }
    let step = deliver(request, &calendars.delivery, day)?;
    let delivered_on = step.on;
    steps.push(step);
    Ok(Way { delivered_on, steps })
}

fn travel(
    leg: &Leg,
    calendar: &BusinessCalendar,
    ready: NaiveDate,
    days: u16,
    steps: &mut Vec<Step>,
) -> Result<NaiveDate, PromiseError> {
    let mut walk = Walk::new(calendar, &leg.name);
    let departs = walk.next(ready)?;
    steps.push(walk.step(StepKind::Departed, departs));
    let mut walk = Walk::new(calendar, &leg.name);
    let arrives = walk.add(departs, days, leg.count)?;
    steps.push(walk.step(StepKind::Arrived, arrives));
    Ok(arrives)
}

fn deliver(request: &PromiseRequest, calendar: &BusinessCalendar, arrived: NaiveDate) -> Result<Step, PromiseError> {
    let Delivery { name, time_zone, until, .. } = &request.delivery;
    let mut walk = Walk::new(calendar, name);
    // The goods cannot be there before the order is, on the wall clock of the consignee.
    let ordered_on = time_zone.wall_clock(request.ordered_at).date();
    let mut day = walk.next(arrived.max(ordered_on))?;
    while time_zone.at(day, *until, Repeated::Second) <= request.ordered_at {
        walk.held.push(Held { day, because: Because::WindowPassed, detail: until.format("%H:%M").to_string() });
        let tomorrow = day.succ_opt().ok_or_else(|| walk.no_day())?;
        day = walk.next(tomorrow)?;
    }
    Ok(walk.step(StepKind::Delivered, day))
}

fn keeps(wanted: NaiveDate, shortest: &Way, longest: &Way, calendar: &BusinessCalendar) -> Result<Wanted, PromiseError> {
    if wanted < shortest.delivered_on {
        return Err(PromiseError::WantedTooEarly { wanted, earliest: shortest.delivered_on });
    }
    if calendar.closed(wanted).is_some() {
        return Err(PromiseError::WantedOnClosedDay { wanted });
    }
    Ok(if longest.delivered_on <= wanted { Wanted::Certain } else { Wanted::Possible })
}
