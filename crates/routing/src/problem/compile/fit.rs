//! Who may serve what, and what may travel together.

use std::collections::{BTreeMap, BTreeSet};

use haulage_core::{
    fault::Path,
    goods::{Goods, GoodsDocument, may_share_vehicle},
};

use super::Compiler;
use crate::problem::GoodsClass;

/// Most lines of goods: a set of them is one machine word to the search.
const MOST_GOODS: usize = 64;

impl Compiler {
    /// The problem's goods, and which of them may not share a vehicle.
    pub(super) fn goods(&mut self, documents: &[GoodsDocument]) {
        let list = Path::ROOT.key("goods");
        if documents.len() > MOST_GOODS {
            let cause = format!("{} lines of goods are more than {MOST_GOODS}", documents.len());
            self.fault(&list, "problem.goods_number", cause, "merge lines that are alike");
            return;
        }
        let mut known: Vec<(usize, Goods)> = Vec::with_capacity(documents.len());
        for (index, document) in documents.iter().enumerate() {
            if self.goods_ids.insert(document.id.clone(), index).is_some() {
                let cause = format!("`{}` names two lines of goods", document.id);
                self.fault(&list.index(index).key("id"), "problem.duplicate_id", cause, "give each a name of its own");
            }
            match Goods::new(document.clone()) {
                Ok(goods) => known.push((index, goods)),
                Err(faults) => self.faults.absorb(&list.index(index), faults),
            }
            self.problem.goods.push(GoodsClass { id: document.id.clone(), apart: 0 });
        }
        for (index, goods) in &known {
            let apart = known.iter().filter(|(other, another)| other != index && !may_share_vehicle(goods, another));
            self.problem.goods[*index].apart = apart.fold(0, |apart, (other, _)| apart | 1 << other);
        }
    }

    /// The goods that a job names, as a set.
    pub(super) fn goods_of(&mut self, path: &Path<'_>, names: &[String]) -> u64 {
        let mut goods = 0;
        for (index, name) in names.iter().enumerate() {
            if let Some(&line) = self.goods_ids.get(name).filter(|&&line| line < MOST_GOODS) {
                goods |= 1 << line;
            } else {
                let cause = format!("there are no goods `{name}`");
                self.fault(&path.index(index), "problem.unknown_goods", cause, "name a line of `goods`");
            }
        }
        let inside = |line: usize| goods >> line & 1 == 1;
        let lines = || self.problem.goods.iter().enumerate().filter(|(line, _)| inside(*line));
        let clash = lines().find_map(|(_, class)| {
            let other = lines().find(|(line, _)| class.apart >> line & 1 == 1)?;
            Some(format!("`{}` and `{}` may not share a vehicle", class.id, other.1.id))
        });
        if let Some(cause) = clash {
            self.fault(path, "problem.goods_apart", cause, "make two jobs of it");
        }
        goods
    }

    /// The vehicle types that may serve a job; none: any.
    pub(super) fn kinds(&mut self, path: &Path<'_>, allowed: &[String], forbidden: &[String]) -> Option<Vec<usize>> {
        if allowed.is_empty() && forbidden.is_empty() {
            return None;
        }
        let vehicles = self.problem.vehicles.iter();
        let ids: BTreeMap<String, usize> = vehicles.map(|vehicle| (vehicle.id.clone(), vehicle.kind)).collect();
        let mut resolve = |key: &str, names: &[String]| -> Vec<usize> {
            let list = path.key(key);
            let mut kinds = Vec::with_capacity(names.len());
            for (index, name) in names.iter().enumerate() {
                if let Some(&kind) = ids.get(name) {
                    kinds.push(kind);
                } else {
                    let cause = format!("there is no vehicle type `{name}`");
                    self.fault(&list.index(index), "problem.unknown_vehicle", cause, "name a type of `vehicles`");
                }
            }
            kinds
        };
        let (asked, barred) = (resolve("vehicles", allowed), resolve("forbidden_vehicles", forbidden));
        let all = self.problem.vehicles.iter().map(|vehicle| vehicle.kind).collect::<BTreeSet<_>>();
        let kinds = all.into_iter().filter(|kind| (allowed.is_empty() || asked.contains(kind)) && !barred.contains(kind));
        let kinds: Vec<usize> = kinds.collect();
        if kinds.is_empty() && self.faults.is_empty() {
            let remedy = "allow at least one type";
            self.fault(&path.key("forbidden_vehicles"), "problem.no_vehicle_allowed", "no vehicle may serve it", remedy);
        }
        Some(kinds)
    }
}
