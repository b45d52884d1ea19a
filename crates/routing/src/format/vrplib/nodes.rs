//! The nodes of a VRPLIB file: places, which of them are depots, and their windows.

use super::sheet::Sheet;
use crate::{
    format::{Convention, FormatError},
    problem::{PlaceDocument, PlanarPoint, Window},
};

/// Places in the file's order; nodes are counted from 0 here and from 1 in the file.
pub(super) struct Nodes {
    pub places: Vec<PlaceDocument>,
    pub depots: Vec<usize>,
    pub windows: Vec<Option<Window>>,
}

pub(super) fn nodes(sheet: &Sheet<'_>, convention: Convention) -> Result<Nodes, FormatError> {
    let dimension = sheet.needed("DIMENSION")?;
    let count: usize = dimension.count()?;
    let points = sheet.rows("NODE_COORD_SECTION", count, 2)?;
    let demands = sheet.section("DEMAND_SECTION");
    if points.is_none() && demands.is_none_or(|(_, rows)| rows.len() != count) {
        return Err(FormatError::missing(dimension.line, "NODE_COORD_SECTION"));
    }
    if count == 0 {
        return Err(FormatError::number(dimension.line, dimension.text, "a number of nodes with a depot"));
    }
    let mut places: Vec<PlaceDocument> =
        (1..=count).map(|label| PlaceDocument { id: label.to_string(), ..PlaceDocument::default() }).collect();
    for (place, row) in places.iter_mut().zip(points.iter().flatten()) {
        place.point = Some(PlanarPoint { x: row[0].coordinate()?, y: row[1].coordinate()? });
    }
    let mut windows = vec![None; count];
    for (window, row) in windows.iter_mut().zip(sheet.rows("TIME_WINDOW_SECTION", count, 2)?.iter().flatten()) {
        *window = Some(convention.window(row[0], row[1])?);
    }
    Ok(Nodes { places, depots: depots(sheet, count)?, windows })
}

/// The depots, ended by -1 or by the section; without the section, the first node.
fn depots(sheet: &Sheet<'_>, count: usize) -> Result<Vec<usize>, FormatError> {
    let Some((line, rows)) = sheet.section("DEPOT_SECTION") else { return Ok(vec![0]) };
    let mut depots = Vec::new();
    for row in rows {
        let word = row.words(1)?[0];
        let label = word.signed()?;
        if label == -1 {
            break;
        }
        let node = usize::try_from(label).ok().and_then(|label| label.checked_sub(1)).filter(|&node| node < count);
        depots.push(node.ok_or_else(|| FormatError::unknown(word.line, "node", word.text))?);
    }
    depots.sort_unstable();
    depots.dedup();
    if depots.is_empty() { Err(FormatError::missing(*line, "depot")) } else { Ok(depots) }
}
