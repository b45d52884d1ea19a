//! Business calendars: which days are worked where, and why not.
//!
//! Holidays are data, per country and subdivision, dated where a law changed. Feasts that can be computed are (western and
//! orthodox Easter, the Japanese equinoxes); Islamic and Hindu feasts, which are observed, are listed. What was compared,
//! with what and how far it agrees is in `docs/promise.md`.

mod business;
mod countries;
mod feast;
mod holidays;
mod rule;
mod zone;

pub use self::{
    business::{BusinessCalendar, CalendarDocument, Closed, Closure, HolidaysOf},
    holidays::{Holidays, YEARS},
    rule::{DayOfWeek, HolidayDay, HolidayRule, OnWeekend},
    zone::{Repeated, Zone, ZoneError},
};
