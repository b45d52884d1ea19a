//! Cordeau's files with several depots, with and without time windows (types 2 and 6).
//!
//! Source: J.-F. Cordeau, M. Gendreau and G. Laporte, Networks 30 (1997), and the description that goes with the
//! files: type, vehicles of a depot, customers, depots; for each depot the longest duration and the capacity; then
//! customers and depots: number, x, y, service, demand, visits, combinations, their list, and for type 6 a window.

use rust_decimal::Decimal;

use super::{
    Convention, FormatError,
    line::{Word, lines},
};
use crate::problem::{Job, PlaceDocument, PlanarPoint, ProblemDocument, ProfileDocument, Shift, VehicleType};

/// Reads a file. Places are the depots, then the customers.
///
/// # Errors
/// [`FormatError`] with the line.
pub fn read(text: &str, convention: Convention) -> Result<ProblemDocument, FormatError> {
    let lines: Vec<_> = lines(text).collect();
    let head = lines.first().ok_or_else(|| FormatError::missing(1, "type, vehicles, customers, depots"))?;
    let words = head.words(4)?;
    let windows = match words[0].count::<u32>()? {
        2 => false,
        6 => true,
        other => return Err(FormatError::unsupported(head.number, &format!("problem type {other}"))),
    };
    let vehicles = words[1].count()?;
    let (customers, depots) = (words[2].count::<usize>()?, words[3].count::<usize>()?);
    let wanted = depots.saturating_mul(2).saturating_add(customers).saturating_add(1);
    if lines.len() != wanted || depots == 0 {
        return Err(FormatError::count(head.number, "lines", wanted, lines.len()));
    }
    let (limits, nodes) = lines[1..].split_at(depots);
    let (customers, bases) = nodes.split_at(customers);
    let mut document = ProblemDocument {
        profiles: vec![ProfileDocument { id: "plane".into(), travel: convention.travel(), hourly_speed_percent: Vec::new() }],
        ..ProblemDocument::default()
    };
    for (limit, base) in limits.iter().zip(bases) {
        let words = base.words(if windows { 9 } else { 5 })?;
        let id = words[0].text;
        document.places.push(place(&words)?);
        let mut shift = Shift::default();
        if let [.., earliest, latest] = words[..]
            && windows
        {
            let window = convention.window(earliest, latest)?;
            shift = Shift::between(window.earliest, window.latest);
        }
        let limit = limit.words(2)?;
        shift.max_duration_s = Some(convention.limit(limit[0])?).filter(|&duration| duration > 0);
        let capacity: u64 = limit[1].count()?;
        let vehicle = VehicleType::new(format!("depot-{id}"))
            .count(vehicles)
            .based_at(id)
            .capacity(if capacity == 0 { vec![] } else { vec![capacity] })
            .shift(shift)
            .costs(convention.costs(Decimal::ZERO, Decimal::ONE));
        document.vehicles.push(vehicle);
    }
    for line in customers {
        let words = line.words(if windows { 9 } else { 5 })?;
        let id = words[0].text;
        document.places.push(place(&words)?);
        let mut job = Job::new(id, id).service_s(convention.length(words[3])?).delivery([words[4].count()?]);
        if let [.., earliest, latest] = words[..]
            && windows
        {
            job = job.window(convention.window(earliest, latest)?);
        }
        document.jobs.push(job);
    }
    Ok(document)
}

fn place(words: &[Word<'_>]) -> Result<PlaceDocument, FormatError> {
    let point = PlanarPoint { x: words[1].coordinate()?, y: words[2].coordinate()? };
    Ok(PlaceDocument { id: words[0].text.into(), position: None, point: Some(point) })
}
