//! VRPLIB: TSPLIB's layout with the sections that vehicle routing added to it, as CVRPLIB and `PyVRP` write them.
//!
//! What would change the problem and has no word in Haulage is refused with its line, never skipped.

mod backhaul;
mod fleet;
mod nodes;
mod sheet;
mod weights;

pub(super) use sheet::is_header;

use haulage_core::money::Amount;

use super::{Convention, FormatError};
use crate::problem::{Job, ProblemDocument, ProfileDocument};
use sheet::Sheet;

/// Reads a file. A job has the number of its node for a name.
///
/// # Errors
/// [`FormatError`] with the line.
pub fn read(text: &str, convention: Option<Convention>) -> Result<ProblemDocument, FormatError> {
    let sheet = Sheet::new(text)?;
    let convention = weights::convention(&sheet, convention)?;
    let nodes = nodes::nodes(&sheet, convention)?;
    let count = nodes.places.len();
    let fleet = fleet::fleet(&sheet, convention, &nodes)?;
    let deliveries = match sheet.rows("DEMAND_SECTION", count, 1)? {
        Some(rows) => Some(rows),
        None => sheet.rows("LINEHAUL_SECTION", count, 1)?,
    };
    let pickups = sheet.rows("BACKHAUL_SECTION", count, 1)?;
    let services = sheet.column("SERVICE_TIME", count)?;
    let prizes = sheet.rows("PRIZE_SECTION", count, 1)?;
    let releases = sheet.rows("RELEASE_TIME_SECTION", count, 1)?;
    let mut jobs = Vec::with_capacity(count);
    for node in (0..count).filter(|node| nodes.depots.binary_search(node).is_err()) {
        let id = nodes.places[node].id.as_str();
        let mut job = Job::new(id, id);
        if let Some(rows) = &deliveries {
            job.delivery = rows[node].iter().map(|word| word.count()).collect::<Result<_, _>>()?;
        }
        if let Some(rows) = &pickups {
            job.pickup = rows[node].iter().map(|word| word.count()).collect::<Result<_, _>>()?;
        }
        job.service_s = services.get(node).first().map_or(Ok(0), |&word| convention.length(word))?;
        job.windows.extend(nodes.windows[node]);
        if let Some(rows) = &releases {
            // The depot's own window keeps every vehicle there until it opens.
            job.release = Some(convention.moment(rows[node][0])?);
        }
        job.skills.extend(fleet.skills.get(&node).cloned());
        if let Some(rows) = &prizes {
            let prize = rows[node][0].decimal()?;
            job.prize = Some(Amount(prize)).filter(|_| !prize.is_zero());
        }
        jobs.push(job);
    }
    let mut document = ProblemDocument {
        profiles: vec![ProfileDocument::new("file", weights::travel(&sheet, convention, count)?)],
        places: nodes.places,
        vehicles: fleet.vehicles,
        jobs,
        ..ProblemDocument::default()
    };
    if let Some(kind) = sheet.field("TYPE").filter(|kind| kind.text == "VRPB") {
        backhaul::after_every_linehaul(kind.line, &mut document, &nodes.depots)?;
    }
    Ok(document)
}
