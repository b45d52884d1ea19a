//! The flat form of what a tariff prices: a row a shipment.

use chrono::NaiveDate;
use haulage_core::{
    country::Country,
    fault::Faults,
    money::Amount,
    quantity::{Distance, QuantityError},
    shipment::Dimensions,
    tariff::{QuotePlace, QuoteRequest, QuoteUnits},
};
use pyo3::prelude::*;

use super::{
    Form, Row,
    cell::{Cell, Code},
    each, needed,
};

const COLUMNS: &[&str] = &[
    "reference",
    "on",
    "service",
    "from_country",
    "from_postal_code",
    "to_country",
    "to_postal_code",
    "distance_m",
    "count",
    "mass_g",
    "volume_cm3",
    "length_mm",
    "width_mm",
    "height_mm",
    "pallet_places",
    "loading_metres",
    "goods_value",
    "features",
    "currency",
];

/// Hands on the shipments of a frame, each with what is wrong with its row. Columns of handling units (`count`, `mass_g`,
/// `volume_cm3`, the sides, `pallet_places`) hold one value a shipment, or a list with one for each kind of unit.
pub(crate) fn quote_requests(source: &Bound<'_, PyAny>, take: impl FnMut(Option<QuoteRequest>, Faults) + Send) -> PyResult<()> {
    each(source, &Form { list: "shipments", columns: COLUMNS, read: request }, take)
}

/// A request; none where a value without which there is none is missing or wrong, which is then reported.
fn request(row: &mut Row<'_, '_>) -> Option<QuoteRequest> {
    let (from, to) = (place(row, "from_country", "from_postal_code"), place(row, "to_country", "to_postal_code"));
    let handling_units = units(row);
    let on = needed::<NaiveDate>(row, "on");
    let distance_m = row.optional::<u64>("distance_m");
    Some(QuoteRequest {
        reference: row.optional("reference"),
        on: on?,
        service: row.optional("service"),
        from: from?,
        to: to?,
        distance_m: distance_m.and_then(|metres| checked(row, "distance_m", metres, Distance::from_metres)),
        handling_units,
        loading_metres: row.optional("loading_metres"),
        goods_value: row.optional("goods_value"),
        features: row.optional::<Vec<String>>("features").unwrap_or_default().into_iter().collect(),
        currency: row.optional("currency"),
    })
}

fn checked<T>(row: &mut Row<'_, '_>, name: &str, value: u64, new: fn(u64) -> Result<T, QuantityError>) -> Option<T> {
    new(value).map_err(|error| row.wrong::<()>(name, error.to_string())).ok()
}

fn place(row: &mut Row<'_, '_>, country: &'static str, code: &'static str) -> Option<QuotePlace> {
    let country = needed::<Country>(row, country);
    let postal_code = row.optional::<Code>(code).map(|code| code.0);
    Some(QuotePlace { country: country?, postal_code })
}

/// The kinds of handling units, as many as `mass_g` has values.
fn units(row: &mut Row<'_, '_>) -> Vec<QuoteUnits> {
    let masses: Vec<u64> = needed(row, "mass_g").unwrap_or_default();
    let kinds = masses.len();
    let counts: Vec<u64> = column(row, "count", kinds);
    let volumes: Vec<u64> = column(row, "volume_cm3", kinds);
    let sides: [Vec<u64>; 3] = ["length_mm", "width_mm", "height_mm"].map(|side| column(row, side, kinds));
    let pallet_places: Vec<Amount> = column(row, "pallet_places", kinds);
    let mut units = Vec::with_capacity(kinds);
    for (at, mass) in masses.into_iter().enumerate() {
        let count = match counts.get(at).map(|&count| u32::try_from(count)) {
            None => 1,
            Some(Ok(count)) => count,
            Some(Err(_)) => row.wrong("count", format!("it is more than {}", u32::MAX)).unwrap_or_default(),
        };
        let [length, width, height] = sides.each_ref().map(|side| side.get(at).copied());
        let dimensions = length.zip(width).zip(height).and_then(|((length, width), height)| {
            Some(Dimensions {
                length_mm: measured(row, "length_mm", length)?,
                width_mm: measured(row, "width_mm", width)?,
                height_mm: measured(row, "height_mm", height)?,
            })
        });
        units.push(QuoteUnits {
            count,
            mass_g: measured(row, "mass_g", mass).unwrap_or_default(),
            volume_cm3: volumes.get(at).and_then(|&volume| measured(row, "volume_cm3", volume)),
            dimensions,
            pallet_places: pallet_places.get(at).copied(),
        });
    }
    units
}

fn measured<T: TryFrom<u64, Error = QuantityError>>(row: &mut Row<'_, '_>, name: &str, value: u64) -> Option<T> {
    checked(row, name, value, T::try_from)
}

/// The values of a column of handling units: none, or one for each kind.
fn column<T>(row: &mut Row<'_, '_>, name: &'static str, kinds: usize) -> Vec<T>
where
    Vec<T>: Cell,
{
    let values: Vec<T> = row.optional(name).unwrap_or_default();
    if values.is_empty() || values.len() == kinds {
        return values;
    }
    row.wrong(name, format!("it has {} values where `mass_g` has {kinds}", values.len())).unwrap_or_default()
}
