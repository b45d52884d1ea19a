//! Li and Lim's files: pickups and deliveries with time windows, one depot, one vehicle type.
//!
//! Source: H. Li and A. Lim, "A metaheuristic for the pickup and delivery problem with time windows" (2001); the layout
//! as SINTEF documents it: vehicles, capacity, speed; then number, x, y, demand, earliest, latest, service, its pickup,
//! its delivery.

use rust_decimal::Decimal;

use super::{
    Convention, FormatCause, FormatError,
    line::{Line, Word, lines},
};
use crate::problem::{
    PlaceDocument, PlanarPoint, ProblemDocument, ProfileDocument, Shift, Shipment, ShipmentStop, VehicleType, Window,
};

struct Row<'a> {
    line: usize,
    id: &'a str,
    demand: i64,
    window: Window,
    service_s: u64,
    pickup: usize,
    delivery: usize,
    point: PlanarPoint,
}

/// Reads a file. A shipment has the number of its pickup for a name.
///
/// # Errors
/// [`FormatError`] with the line.
pub fn read(text: &str, convention: Convention) -> Result<ProblemDocument, FormatError> {
    let mut lines = lines(text);
    let fleet = lines.next().ok_or_else(|| FormatError::missing(1, "vehicles, capacity, speed"))?.words(3)?;
    // Ten of the published files say 0 and mean 1.
    if ![Decimal::ZERO, Decimal::ONE].contains(&fleet[2].decimal()?) {
        return Err(FormatError::unsupported(fleet[2].line, "a speed other than 1"));
    }
    let rows = lines.map(|line| row(line, convention)).collect::<Result<Vec<_>, _>>()?;
    let depot = rows.first().ok_or_else(|| FormatError::missing(1, "depot"))?;
    let vehicle = VehicleType::new("vehicle")
        .count(fleet[0].count()?)
        .capacity([fleet[1].count()?])
        .based_at(depot.id)
        .shift(Shift::between(depot.window.earliest, depot.window.latest))
        .costs(convention.costs(Decimal::ZERO, Decimal::ONE));
    let mut shipments = Vec::with_capacity(rows.len() / 2);
    for (index, row) in rows.iter().enumerate().skip(1) {
        shipments.extend(shipment(&rows, index, row)?);
    }
    let places = rows.iter().map(|row| PlaceDocument { id: row.id.into(), position: None, point: Some(row.point) });
    Ok(ProblemDocument {
        places: places.collect(),
        profiles: vec![ProfileDocument { id: "plane".into(), travel: convention.travel(), hourly_speed_percent: Vec::new() }],
        vehicles: vec![vehicle],
        shipments,
        ..ProblemDocument::default()
    })
}

fn row(line: Line<'_>, convention: Convention) -> Result<Row<'_>, FormatError> {
    let words: Vec<Word<'_>> = line.words(9)?;
    Ok(Row {
        line: line.number,
        id: words[0].text,
        point: PlanarPoint { x: words[1].coordinate()?, y: words[2].coordinate()? },
        demand: words[3].signed()?,
        window: convention.window(words[4], words[5])?,
        service_s: convention.length(words[6])?,
        pickup: words[7].count()?,
        delivery: words[8].count()?,
    })
}

/// The shipment that begins in a row; none when the row is a delivery that its pickup answers for.
fn shipment(rows: &[Row<'_>], index: usize, row: &Row<'_>) -> Result<Option<Shipment>, FormatError> {
    let (pickup, delivery) = if row.delivery > 0 { (index, row.delivery) } else { (row.pickup, index) };
    let unpaired = || FormatError::new(row.line, FormatCause::Unpaired { pickup, delivery });
    let (from, to) = (rows.get(pickup).ok_or_else(unpaired)?, rows.get(delivery).ok_or_else(unpaired)?);
    let named = (from.pickup, from.delivery) == (0, delivery) && (to.pickup, to.delivery) == (pickup, 0) && pickup > 0;
    let amount = u64::try_from(from.demand).ok().filter(|_| from.demand.checked_neg() == Some(to.demand));
    let amount = amount.filter(|_| named).ok_or_else(unpaired)?;
    let stop = |row: &Row<'_>| ShipmentStop {
        place: row.id.into(),
        amount: vec![amount],
        service_s: row.service_s,
        setup_s: 0,
        windows: vec![row.window],
        lateness: None,
    };
    let shipment = Shipment::new(from.id, vec![stop(from)], vec![stop(to)]);
    Ok((index == pickup).then_some(shipment))
}
