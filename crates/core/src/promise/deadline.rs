//! The many cut-offs of one shipment: documents, weighing, gate, customs each have their own.

use chrono::{Days, NaiveTime};
use serde::{Deserialize, Serialize};

use super::document::Count;
use crate::{
    calendar::{BusinessCalendar, CalendarDocument, Repeated, Zone},
    time::Instant,
};

/// A departure and the cut-offs that it imposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// The planned moment.
    pub at: Instant,
    /// The wall clock of the place it leaves from.
    pub time_zone: Zone,
    /// The working days of that place.
    #[serde(default)]
    pub calendar: CalendarDocument,
    /// Its cut-offs.
    pub cut_offs: Vec<DepartureCutOff>,
}

/// A cut-off, so many days before the departure at a time of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DepartureCutOff {
    /// Which cut-off.
    pub code: CutOffCode,
    /// Days before the day of departure.
    pub days_before: u16,
    /// Which days count.
    #[serde(default)]
    pub count: Count,
    /// The time of that day.
    pub at: NaiveTime,
}

/// Kinds of cut-offs (DCSA, *Cut-off date time code list* 1.0.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum CutOffCode {
    /// Shipping instructions.
    Dco,
    /// Verified gross mass.
    Vco,
    /// Full container at the terminal.
    Fco,
    /// Less than a container at the freight station.
    Lco,
    /// Cargo at the port.
    Pco,
    /// Pick-up of empty containers.
    Ecp,
    /// Earliest delivery of full containers: the gate opens.
    Efc,
    /// Refrigerated containers.
    Rco,
    /// Dangerous goods.
    Dgc,
    /// Out of gauge and break bulk.
    Obc,
    /// Transhipment bookings.
    Tco,
    /// Standard bookings.
    Sta,
    /// Special bookings.
    Spa,
    /// Customs declaration.
    Cua,
    /// Advance filing with the country of destination.
    Afc,
}

/// A cut-off as a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Which cut-off.
    pub code: CutOffCode,
    /// The moment.
    pub at: Instant,
    /// Whether an order of the moment asked for is on the right side of it: before, or for `EFC` after.
    pub met: bool,
}

impl Departure {
    /// Its cut-offs as moments, in the order of time; nothing when one lies outside of the calendar's years.
    pub(super) fn deadlines(&self, calendar: &BusinessCalendar, ordered_at: Instant) -> Option<Vec<Deadline>> {
        let departs_on = self.time_zone.wall_clock(self.at).date();
        let mut deadlines = self
            .cut_offs
            .iter()
            .map(|cut_off| {
                let day = match cut_off.count {
                    Count::Calendar => departs_on.checked_sub_days(Days::new(cut_off.days_before.into()))?,
                    Count::Business => calendar.subtract(departs_on, cut_off.days_before)?,
                };
                let at = self.time_zone.at(day, cut_off.at, Repeated::First);
                let met = if cut_off.code == CutOffCode::Efc { at <= ordered_at } else { ordered_at <= at };
                Some(Deadline { code: cut_off.code, at, met })
            })
            .collect::<Option<Vec<_>>>()?;
        deadlines.sort_by_key(|deadline| (deadline.at, deadline.code));
        Some(deadlines)
    }
}
