//! The rows of the USAID SCMS delivery history as shipments: one for each advance shipping notice, with a line for each row.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use haulage::core::{
    event::{Classifier, Event, History},
    lifecycle::Name,
    quantity::Mass,
    time::Instant,
};

use crate::table::Row;

/// What the weight of a row turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Written in the row.
    Stated(Mass),
    /// Part of the weight that another row of the shipment states.
    With(u64, Mass),
    /// Refers to a row that does not state one either.
    WithUnknown(u64),
    /// `Weight Captured Separately`: somewhere else.
    Elsewhere,
}

/// A date of the order that the row gives, or the words it gives instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ordered {
    On(NaiveDate),
    Said(String),
}

/// A row, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) id: u64,
    pub(crate) notice: String,
    pub(crate) vendor: String,
    pub(crate) country: String,
    pub(crate) quantity: u64,
    pub(crate) weight: Weight,
    pub(crate) quoted: Ordered,
    pub(crate) ordered: Ordered,
    pub(crate) scheduled: NaiveDate,
    pub(crate) delivered: NaiveDate,
    pub(crate) recorded: NaiveDate,
}

/// Every row, or the first that cannot be accounted for.
pub(crate) fn lines(rows: &[Row]) -> Result<Vec<Line>, String> {
    let weights: BTreeMap<&str, (&str, &str)> =
        rows.iter().map(|row| (field(row, "id"), (field(row, "asn/dn #"), field(row, "weight")))).collect();
    let line = |row: &Row| {
        let id = field(row, "id");
        let date = |name| match ordered(field(row, name)) {
            Ordered::On(date) => Ok(date),
            Ordered::Said(words) => Err(format!("row {id}: {name} is `{words}`")),
        };
        Ok(Line {
            id: id.parse().map_err(|_| format!("row `{id}` has no number"))?,
            notice: field(row, "asn/dn #").to_owned(),
            vendor: field(row, "vendor").to_owned(),
            country: field(row, "country").to_owned(),
            quantity: field(row, "line item quantity").parse().map_err(|_| format!("row {id}: quantity"))?,
            weight: weight(field(row, "weight"), &weights).ok_or_else(|| format!("row {id}: weight"))?,
            quoted: ordered(field(row, "pq first sent to client date")),
            ordered: ordered(field(row, "po sent to vendor date")),
            scheduled: date("scheduled delivery date")?,
            delivered: date("delivered to client date")?,
            recorded: date("delivery recorded date")?,
        })
    };
    rows.iter().map(line).collect()
}

fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map(String::as_str).unwrap_or_default().trim()
}

/// `358`, `See DN-304 (ID#:10589)`, `Weight Captured Separately`.
fn weight(text: &str, weights: &BTreeMap<&str, (&str, &str)>) -> Option<Weight> {
    if let Some(mass) = mass(text) {
        return Some(Weight::Stated(mass));
    }
    if text == "Weight Captured Separately" {
        return Some(Weight::Elsewhere);
    }
    let (notice, id) = text.strip_prefix("See ")?.strip_suffix(')')?.split_once(" (ID#:")?;
    let (found, other) = weights.get(id)?;
    let id = id.parse().ok()?;
    (*found == notice).then(|| mass(other).map_or(Weight::WithUnknown(id), |mass| Weight::With(id, mass)))
}

/// Whole kilograms.
fn mass(text: &str) -> Option<Mass> {
    text.parse::<u64>().ok()?.checked_mul(1_000).and_then(|grams| Mass::from_grams(grams).ok())
}

/// `02-Jun-06`, `11/13/06`, `11/13/2006`, or words. One copy was opened by a program that read m/d/yy as y/m/d and wrote it back in ISO
/// form: `5/3/13` stands there as `2005-03-13`. That is undone.
fn ordered(text: &str) -> Ordered {
    let date = |form| NaiveDate::parse_from_str(text, form).ok();
    let misread = || {
        let (year, rest) = text.strip_prefix("20")?.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        NaiveDate::from_ymd_opt(2_000 + day.parse::<i32>().ok()?, year.parse().ok()?, month.parse().ok()?)
    };
    // A year of four digits first: `%y` would take two of them.
    let full = || date("%m/%d/%Y").filter(|date| date.year() > 1_000);
    let known = date("%d-%b-%y").or_else(full).or_else(|| date("%m/%d/%y")).or_else(misread);
    known.map_or_else(|| Ordered::Said(text.to_owned()), Ordered::On)
}

/// A shipment: what was reported of it, and what of it is known of its weight.
#[derive(Debug)]
pub(crate) struct Shipment<'a> {
    pub(crate) lines: Vec<&'a Line>,
    pub(crate) history: History,
    /// The sum of what its rows state; none when no row states any.
    pub(crate) mass: Option<Mass>,
}

/// The shipments by their notice. Each line is a piece: a shipment whose lines arrive one by one is delivered in part until
/// the last is there.
pub(crate) fn shipments(lines: &[Line]) -> Result<BTreeMap<&str, Shipment<'_>>, String> {
    let mut by_notice: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_notice.entry(&line.notice).or_default().push(line);
    }
    by_notice.into_iter().map(|(notice, lines)| Ok((notice, shipment(notice, lines)?))).collect()
}

fn shipment<'a>(notice: &str, mut lines: Vec<&'a Line>) -> Result<Shipment<'a>, String> {
    lines.sort_by_key(|line| (line.delivered, line.id));
    let mut history = History::new(notice, lines.len() as u64).map_err(|faults| faults.to_string())?;
    let mut add = |event: Event| history.add(event).map(drop).map_err(|event| format!("an event of {}", event.shipment));
    for (at, line) in lines.iter().enumerate() {
        let kind = if at + 1 == lines.len() { "delivered" } else { "delivered_in_part" };
        let name = |kind| Name::new(kind).map_err(|error| error.to_string());
        let by_line = |kind, date| {
            let event = Event::new(notice, name(kind)?, midnight(date));
            Ok::<_, String>(Event { source: format!("line {}", line.id), sequence: at as u32, ..event })
        };
        if let Ordered::On(date) = line.ordered {
            add(by_line("booked", date)?)?;
        }
        add(Event { classifier: Classifier::Planned, ..by_line("delivered", line.scheduled)? })?;
        add(Event { pieces: Some(1), record_time: Some(midnight(line.recorded)), ..by_line(kind, line.delivered)? })?;
    }
    let stated = lines.iter().filter_map(|line| if let Weight::Stated(mass) = line.weight { Some(mass) } else { None });
    let stated: Vec<Mass> = stated.collect();
    let mass = if stated.is_empty() { None } else { Mass::checked_sum(stated) };
    Ok(Shipment { lines, history, mass })
}

/// The table knows days and no zone; a day is taken as it begins in UTC.
fn midnight(date: NaiveDate) -> Instant {
    date.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}
