//! Solomon's and Gehring and Homberger's files: time windows, one depot, one vehicle type.
//!
//! Source: M. M. Solomon, Operations Research 35 (1987); H. Gehring and J. Homberger (1999); the layout as SINTEF prints it.

use rust_decimal::Decimal;

use super::{
    Convention, FormatError,
    line::{Line, lines},
};
use crate::problem::{Job, PlaceDocument, PlanarPoint, ProblemDocument, ProfileDocument, Shift, VehicleType};

/// Reads a file.
///
/// # Errors
/// [`FormatError`] with the line.
pub fn read(text: &str, convention: Convention) -> Result<ProblemDocument, FormatError> {
    let mut rows = lines(text).skip(1).filter(Line::is_numeric);
    let fleet = rows.next().ok_or_else(|| FormatError::missing(1, "NUMBER CAPACITY"))?.words(2)?;
    let mut vehicle = VehicleType::new("vehicle")
        .count(fleet[0].count()?)
        .capacity([fleet[1].count()?])
        .costs(convention.costs(Decimal::ZERO, Decimal::ONE));
    let mut document = ProblemDocument {
        profiles: vec![ProfileDocument { id: "plane".into(), travel: convention.travel(), hourly_speed_percent: Vec::new() }],
        ..ProblemDocument::default()
    };
    for line in rows {
        let words = line.words(7)?;
        let id = words[0].text;
        let point = PlanarPoint { x: words[1].coordinate()?, y: words[2].coordinate()? };
        let window = convention.window(words[4], words[5])?;
        if document.places.is_empty() {
            vehicle = vehicle.based_at(id).shift(Shift::between(window.earliest, window.latest));
        } else {
            let job = Job::new(id, id).delivery([words[3].count()?]).service_s(convention.length(words[6])?).window(window);
            document.jobs.push(job);
        }
        document.places.push(PlaceDocument { id: id.into(), position: None, point: Some(point) });
    }
    if document.places.is_empty() {
        return Err(FormatError::missing(1, "CUSTOMER"));
    }
    document.vehicles.push(vehicle);
    Ok(document)
}
