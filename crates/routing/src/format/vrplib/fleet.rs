//! The vehicles of a VRPLIB file: alike, or described one by one and then gathered into types.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    nodes::Nodes,
    sheet::{BY_VEHICLE, Column, Sheet},
};
use crate::{
    format::{Convention, FormatError, line::Word},
    problem::{Reload, Shift, VehicleType, Window},
};

/// Vehicle types, and for each node the skill that its allowed vehicles have.
pub(super) struct Fleet {
    pub vehicles: Vec<VehicleType>,
    pub skills: BTreeMap<usize, String>,
}

/// A vehicle and the nodes it may serve, ascending; `None`: all.
type Described = (VehicleType, Option<Vec<usize>>);

pub(super) fn fleet(sheet: &Sheet<'_>, convention: Convention, nodes: &Nodes) -> Result<Fleet, FormatError> {
    let listed = BY_VEHICLE.iter().find_map(|name| sheet.section(name).map(|(_, rows)| rows.len()));
    let clients = nodes.places.len() - nodes.depots.len();
    let count = match sheet.field("VEHICLES") {
        Some(word) => word.count::<u32>()? as usize,
        None => listed.unwrap_or(clients.max(1)),
    };
    let columns = Columns {
        capacity: sheet.column("CAPACITY", count)?,
        depot: sheet.column("VEHICLES_DEPOT", count)?,
        allowed: sheet.column("VEHICLES_ALLOWED_CLIENTS", count)?,
        fixed: sheet.column("VEHICLES_FIXED_COST", count)?,
        unit: sheet.column("VEHICLES_UNIT_DISTANCE_COST", count)?,
        duration: sheet.column("VEHICLES_MAX_DURATION", count)?,
        reload: sheet.column("VEHICLES_RELOAD_DEPOT", count)?,
    };
    let mut described: Vec<Described> = Vec::new();
    for index in 0..if listed.is_some() { count } else { 1 } {
        let (mut vehicle, allowed) = columns.vehicle(sheet, convention, nodes, index)?;
        match described.last_mut() {
            Some((last, nodes))
                if *nodes == allowed && VehicleType { count: 1, id: String::new(), ..last.clone() } == vehicle =>
            {
                last.count += 1;
            }
            _ => {
                vehicle.id = format!("type-{}", described.len() + 1);
                described.push((vehicle, allowed));
            }
        }
    }
    if listed.is_none()
        && let [(only, _)] = &mut described[..]
    {
        "vehicle".clone_into(&mut only.id);
        only.count = count as u32;
    }
    Ok(with_skills(described, nodes))
}

struct Columns<'a> {
    capacity: Column<'a>,
    depot: Column<'a>,
    allowed: Column<'a>,
    fixed: Column<'a>,
    unit: Column<'a>,
    duration: Column<'a>,
    reload: Column<'a>,
}

impl Columns<'_> {
    fn vehicle(&self, sheet: &Sheet<'_>, convention: Convention, nodes: &Nodes, index: usize) -> Result<Described, FormatError> {
        let named = |word: &Word<'_>| {
            let node: usize = word.count()?;
            let known = node.checked_sub(1).filter(|node| nodes.depots.binary_search(node).is_ok());
            known.ok_or_else(|| FormatError::unknown(word.line, "depot", word.text))
        };
        let depot = match (self.depot.get(index).first(), &nodes.depots[..]) {
            (Some(word), _) => named(word)?,
            (None, [depot]) => *depot,
            (None, _) => return Err(FormatError::missing(1, "VEHICLES_DEPOT_SECTION")),
        };
        let capacity = self.capacity.get(index).iter().map(|word| word.count()).collect::<Result<Vec<u64>, _>>()?;
        let money = |column: &Column<'_>, default| column.get(index).first().map_or(Ok(default), |word| word.decimal());
        let window = nodes.windows.get(depot).copied().flatten();
        let mut shift = window.map_or(Shift::default(), |Window { earliest, latest }| Shift::between(earliest, latest));
        let duration = self.duration.get(index).first().copied().or(sheet.field("DISTANCE"));
        shift.max_duration_s = duration.map(|word| convention.limit(word)).transpose()?;
        let mut vehicle = VehicleType::new("")
            .based_at(nodes.places[depot].id.as_str())
            .capacity(capacity)
            .shift(shift)
            .costs(convention.costs(money(&self.fixed, Decimal::ZERO)?, money(&self.unit, Decimal::ONE)?));
        vehicle.max_distance_m = sheet.field("VEHICLES_MAX_DISTANCE").map(|word| convention.limit(word)).transpose()?;
        let reloads = self.reload.get(index).iter().map(named).collect::<Result<Vec<_>, _>>()?;
        if !reloads.is_empty() {
            let places = reloads.into_iter().map(|depot| nodes.places[depot].id.clone()).collect();
            vehicle.reload = Some(Reload { places, ..Reload::default() });
        }
        let allowed = match self.allowed.get(index) {
            [] => None,
            words => {
                let nodes = words.iter().map(|word| word.count::<usize>()).collect::<Result<BTreeSet<_>, _>>()?;
                Some(nodes.into_iter().map(|node| node.wrapping_sub(1)).collect())
            }
        };
        Ok((vehicle, allowed))
    }
}

/// Nodes that the same types may serve share a skill, which these types have.
fn with_skills(described: Vec<Described>, nodes: &Nodes) -> Fleet {
    let mut types_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, (_, allowed)) in described.iter().enumerate() {
        for &node in allowed.iter().flatten() {
            types_of.entry(node).or_default().push(index);
        }
    }
    let restricted = described.iter().filter(|(_, allowed)| allowed.is_some()).count();
    let mut names: BTreeMap<Vec<usize>, String> = BTreeMap::new();
    let mut skills = BTreeMap::new();
    for node in (0..nodes.places.len()).filter(|node| restricted > 0 && nodes.depots.binary_search(node).is_err()) {
        let types = types_of.remove(&node).unwrap_or_default();
        if types.len() < restricted {
            let next = names.len() + 1;
            skills.insert(node, names.entry(types).or_insert_with(|| format!("access-{next}")).clone());
        }
    }
    let vehicles = described.into_iter().enumerate().map(|(index, (vehicle, allowed))| {
        let has = |types: &Vec<usize>| allowed.is_none() || types.binary_search(&index).is_ok();
        let skills: Vec<String> = names.iter().filter(|(types, _)| has(types)).map(|(_, name)| name.clone()).collect();
        vehicle.skills(skills)
    });
    Fleet { vehicles: vehicles.collect(), skills }
}
