//! From the document to the tariff that prices. Everything wrong with a tariff is found in one pass.

use std::collections::{BTreeMap, btree_map::Entry};

use rust_decimal::Decimal;

use super::{
    compiled::{
        Base, ChargeOf, CompiledCharge, CompiledLane, CompiledRate, CompiledTariff, CompiledVersion, LaneKey, Limits, Pointed,
    },
    document::{Area, Charge, ChargeableWeight, Condition, ExchangeRate, Lane, Rate, Surcharge, Tariff, Version, Volumetric},
    postal::{AreaIndex, PostalCode},
    quote::LineKind,
    rounding::RoundTo,
};
use crate::{
    digest::Digest,
    fault::{Faults, Path},
    money::Amount,
    validity::Validity,
};

impl CompiledTariff {
    /// Validates and indexes a tariff.
    ///
    /// # Errors
    /// Every fault of the document, each with its place: gaps and overlaps of breaks, versions, dated rates and areas,
    /// names that nothing bears, amounts that cannot be. [`super::check`] also tells what is merely suspicious.
    pub fn compile(tariff: &Tariff) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        named(&mut faults, &Path::ROOT.key("id"), &tariff.id);
        let root = Path::ROOT;
        let versions = root.key("versions");
        if tariff.versions.is_empty() {
            faults.report(&versions, "tariff.empty", "the tariff has no version", "give at least one version");
        }
        let compiled: Vec<_> = tariff
            .versions
            .iter()
            .enumerate()
            .map(|(index, version)| (index, compile_version(&mut faults, &versions.index(index), version)))
            .collect();
        let compiled = in_order_of_time(&mut faults, &versions, compiled, |version: &CompiledVersion| version.validity);
        let exchange_rates = compile_exchange_rates(&mut faults, &root.key("exchange_rates"), tariff);
        let digest = Digest::of(tariff);
        faults.into_result(Self { id: tariff.id.clone(), currency: tariff.currency, digest, versions: compiled, exchange_rates })
    }
}

fn named(faults: &mut Faults, path: &Path<'_>, name: &str) {
    if name.trim().is_empty() {
        faults.report(path, "tariff.blank_name", "the name is blank", "give a name");
    }
}

fn at_least_zero(faults: &mut Faults, path: &Path<'_>, amount: Option<Amount>) {
    if let Some(amount) = amount.filter(|amount| amount.0 < Decimal::ZERO) {
        faults.report(path, "tariff.negative", format!("{amount} is below zero"), "give zero or more");
    }
}

fn above_zero(faults: &mut Faults, path: &Path<'_>, amount: Option<Amount>) {
    if let Some(amount) = amount.filter(|amount| amount.0 <= Decimal::ZERO) {
        faults.report(path, "tariff.not_positive", format!("{amount} is not above zero"), "give more than zero");
    }
}

fn round_to(faults: &mut Faults, path: &Path<'_>, rounding: &RoundTo) {
    above_zero(faults, &path.key("step"), Some(rounding.step));
}

fn limits(faults: &mut Faults, path: &Path<'_>, minimum: Option<Amount>, maximum: Option<Amount>) -> Limits {
    if let (Some(least), Some(most)) = (minimum, maximum)
        && most < least
    {
        let cause = format!("the maximum {most} is below the minimum {least}");
        faults.report(&path.key("maximum"), "tariff.limits", cause, "exchange the two, or leave one out");
    }
    Limits { minimum, maximum }
}

/// Sorts dated rules, each with its index in the document, by their first day, and reports those that are in force on no
/// day, or two on one day.
fn in_order_of_time<T>(
    faults: &mut Faults,
    path: &Path<'_>,
    rules: impl IntoIterator<Item = (usize, T)>,
    validity: impl Fn(&T) -> Validity,
) -> Vec<T> {
    let mut rules: Vec<(usize, T)> = rules.into_iter().collect();
    for (index, rule) in &rules {
        if validity(rule).is_empty() {
            let cause = "it is in force on no day: `until` is the first day no longer in force";
            faults.report(&path.index(*index), "tariff.never_in_force", cause, "let `until` be after `since`");
        }
    }
    rules.sort_by_key(|(index, rule)| (validity(rule).since(), *index));
    for pair in rules.windows(2) {
        if validity(&pair[0].1).overlaps(&validity(&pair[1].1)) {
            let cause = format!("it is in force on {}, as is {}", validity(&pair[1].1).since(), path.index(pair[0].0));
            faults.report(&path.index(pair[1].0), "tariff.overlap_in_time", cause, "end one where the other begins");
        }
    }
    rules.into_iter().map(|(_, rule)| rule).collect()
}

fn compile_exchange_rates(faults: &mut Faults, path: &Path<'_>, tariff: &Tariff) -> Vec<Pointed<ExchangeRate>> {
    let mut by_currency: BTreeMap<_, Vec<(usize, Pointed<ExchangeRate>)>> = BTreeMap::new();
    for (index, rule) in tariff.exchange_rates.iter().enumerate() {
        let at = path.index(index);
        above_zero(faults, &at.key("rate"), Some(rule.rate));
        round_to(faults, &at.key("rounding"), &rule.rounding);
        by_currency.entry(rule.currency).or_default().push((index, Pointed { pointer: at.to_string(), rule: *rule }));
    }
    by_currency.into_values().flat_map(|rates| in_order_of_time(faults, path, rates, |rate| rate.rule.validity())).collect()
}

fn compile_version(faults: &mut Faults, path: &Path<'_>, version: &Version) -> CompiledVersion {
    named(faults, &path.key("id"), &version.id);
    let rounding = path.key("rounding");
    round_to(faults, &rounding.key("line"), &version.rounding.line);
    round_to(faults, &rounding.key("total"), &version.rounding.total);
    check_weight(faults, &path.key("chargeable_weight"), &version.chargeable_weight);

    let (areas, area_names) = compile_areas(faults, &path.key("areas"), &version.areas);
    let mut zones = Zones::default();
    let lanes = compile_lanes(faults, &path.key("lanes"), &version.lanes, &area_names, &mut zones);
    let rates = compile_rates(faults, &path.key("rates"), &version.rates, &mut zones);
    let charges = compile_charges(faults, path, version);
    CompiledVersion {
        id: version.id.clone(),
        pointer: path.to_string(),
        validity: version.validity(),
        rounding: version.rounding,
        chargeable_weight: version.chargeable_weight.clone(),
        zones: zones.names,
        areas,
        lanes,
        rates,
        charges,
    }
}

/// Zones by the order in which lanes and rates name them.
#[derive(Default)]
struct Zones {
    names: Vec<String>,
    indices: BTreeMap<String, usize>,
}

impl Zones {
    fn index(&mut self, name: &str) -> usize {
        if let Some(&index) = self.indices.get(name) {
            return index;
        }
        let index = self.names.len();
        self.names.push(name.into());
        self.indices.insert(name.into(), index);
        index
    }
}

fn check_weight(faults: &mut Faults, path: &Path<'_>, rule: &ChargeableWeight) {
    let volumetric = path.key("volumetric");
    match rule.volumetric {
        Some(Volumetric::Cm3PerKg(divisor)) => above_zero(faults, &volumetric.key("cm3_per_kg"), Some(divisor)),
        Some(Volumetric::KgPerM3(factor)) => above_zero(faults, &volumetric.key("kg_per_m3"), Some(factor)),
        None => {}
    }
    if let Some(metre) = &rule.loading_metre {
        let path = path.key("loading_metre");
        above_zero(faults, &path.key("kg"), Some(metre.kg));
        above_zero(faults, &path.key("width_mm"), Some(Amount(metre.width_mm.millimetres().into())));
    }
    above_zero(faults, &path.key("kg_per_pallet_place"), rule.kg_per_pallet_place);
    at_least_zero(faults, &path.key("minimum_kg"), rule.minimum_kg);
    if let Some(rounding) = &rule.rounding {
        round_to(faults, &path.key("rounding"), rounding);
    }
}

fn compile_areas(faults: &mut Faults, path: &Path<'_>, areas: &[Area]) -> (AreaIndex, BTreeMap<String, usize>) {
    let mut index = AreaIndex::default();
    let mut names = BTreeMap::new();
    let mut in_order = Vec::new();
    for (position, area) in areas.iter().enumerate() {
        let at = path.index(position);
        named(faults, &at.key("id"), &area.id);
        let id = *names.entry(area.id.clone()).or_insert_with(|| {
            in_order.push(area.id.as_str());
            in_order.len() - 1
        });
        if area.postal_codes.is_empty()
            && let Err(claim) = index.insert_country(area.country, id)
        {
            let cause = format!("{} as a whole already belongs to area `{}`", area.country, in_order[claim.held_by]);
            faults.report(&at.key("country"), "tariff.area_overlap", cause, "give the country to one area");
        }
        for (number, range) in area.postal_codes.iter().enumerate() {
            let last = range.last.as_deref().unwrap_or(&range.first);
            match (PostalCode::new(&range.first), PostalCode::new(last)) {
                (Some(first), Some(last)) if first.length() == last.length() && first <= last => {
                    index.insert_range(area.country, first, last, id);
                }
                _ => {
                    let cause = format!("`{}` to `{last}` is no range of postal codes", range.first);
                    let remedy = "give two beginnings of letters and digits, of one length, the lower one first";
                    faults.report(&at.key("postal_codes").index(number), "tariff.postal_range", cause, remedy);
                }
            }
        }
    }
    for (country, one, other) in index.seal() {
        let cause = format!("areas `{}` and `{}` share postal codes of {country} of one length", in_order[one], in_order[other]);
        faults.report(path, "tariff.area_overlap", cause, "give each code to one area; a longer beginning takes precedence");
    }
    (index, names)
}

fn compile_lanes(
    faults: &mut Faults,
    path: &Path<'_>,
    lanes: &[Lane],
    areas: &BTreeMap<String, usize>,
    zones: &mut Zones,
) -> BTreeMap<LaneKey, Vec<CompiledLane>> {
    if lanes.is_empty() {
        faults.report(path, "tariff.empty", "the version has no lane", "give at least one lane");
    }
    let mut compiled: BTreeMap<LaneKey, Vec<CompiledLane>> = BTreeMap::new();
    for (index, lane) in lanes.iter().enumerate() {
        let at = path.index(index);
        named(faults, &at.key("zone"), &lane.zone);
        let mut area = |side: &'static str, name: Option<&String>| {
            let name = name?;
            let found = areas.get(name).copied();
            if found.is_none() {
                let cause = format!("there is no area `{name}`");
                faults.report(&at.key(side), "tariff.unknown_area", cause, "name one of `areas`, or leave it out for any");
            }
            found
        };
        let key = (area("from", lane.from.as_ref()), area("to", lane.to.as_ref()));
        let band = lane.distance_m.map(|band| band.metres());
        if band.is_some_and(|(from, until)| until <= from) {
            let cause = "the band holds no distance: `until` is the first past it";
            faults.report(&at.key("distance_m"), "tariff.empty_band", cause, "let `until` be more than `from`");
        }
        let zone = zones.index(&lane.zone);
        compiled.entry(key).or_default().push(CompiledLane { pointer: at.to_string(), zone, band });
    }
    for lanes in compiled.values_mut() {
        let span = |lane: &CompiledLane| lane.band.unwrap_or((0, u64::MAX));
        lanes.sort_by_key(span);
        for pair in lanes.windows(2) {
            if span(&pair[1]).0 < span(&pair[0]).1 {
                let cause = format!("{} and {} lead between the same areas at one distance", pair[0].pointer, pair[1].pointer);
                faults.report(path, "tariff.lane_overlap", cause, "keep one of them, or part them by distance");
            }
        }
    }
    compiled
}

fn compile_rates(
    faults: &mut Faults,
    path: &Path<'_>,
    rates: &[Rate],
    zones: &mut Zones,
) -> Vec<BTreeMap<Option<String>, CompiledRate>> {
    let mut compiled: Vec<BTreeMap<Option<String>, CompiledRate>> = Vec::new();
    compiled.resize_with(zones.names.len(), BTreeMap::new);
    for (index, rate) in rates.iter().enumerate() {
        let at = path.index(index);
        let zone = zones.index(&rate.zone);
        compiled.resize_with(zones.names.len(), BTreeMap::new);
        let limits = limits(faults, &at, rate.minimum, rate.maximum);
        at_least_zero(faults, &at.key("minimum"), rate.minimum);
        at_least_zero(faults, &at.key("maximum"), rate.maximum);
        let compiled_rate = CompiledRate {
            by: rate.by,
            bounds: rate.bounds,
            breaks: compile_breaks(faults, &at.key("breaks"), rate),
            next_break_if_cheaper: rate.next_break_if_cheaper,
            limits,
        };
        match compiled[zone].entry(rate.service.clone()) {
            Entry::Vacant(free) => {
                free.insert(compiled_rate);
            }
            Entry::Occupied(_) => {
                let cause = format!("zone `{}` already has a rate for this service", rate.zone);
                faults.report(&at, "tariff.duplicate_rate", cause, "join the two, or name another service");
            }
        }
    }
    compiled
}

fn compile_breaks(faults: &mut Faults, path: &Path<'_>, rate: &Rate) -> Vec<Pointed<super::document::Break>> {
    if rate.breaks.is_empty() {
        faults.report(path, "tariff.empty", "the rate has no break", "give at least one break");
    }
    for (index, row) in rate.breaks.iter().enumerate() {
        let at = path.index(index);
        for (key, amount) in [("from", Some(row.from)), ("price", Some(row.price)), ("base", row.base), ("beyond", row.beyond)] {
            at_least_zero(faults, &at.key(key), amount);
        }
        if row.until.is_some_and(|until| until <= row.from) {
            let cause = format!("the break from {} holds nothing", row.from);
            faults.report(&at.key("until"), "tariff.empty_break", cause, "let `until` be more than `from`");
        }
    }
    for (index, pair) in rate.breaks.windows(2).enumerate() {
        let at = path.index(index + 1);
        let begins = pair[1].from;
        match pair[0].until {
            None => {
                let cause = format!("the break before has no end, and this one begins at {begins}");
                faults.report(&at.key("from"), "tariff.break_overlap", cause, "end the break before where this one begins");
            }
            Some(ends) if ends > begins => {
                let cause = format!("the break before ends at {ends}, past {begins}");
                faults.report(&at.key("from"), "tariff.break_overlap", cause, format!("begin at {ends}"));
            }
            Some(ends) if ends < begins => {
                let cause = format!("nothing is priced between {ends} and {begins}");
                faults.report(&at.key("from"), "tariff.break_gap", cause, format!("begin at {ends}"));
            }
            Some(_) => {}
        }
    }
    let pointed = |(index, row): (usize, &super::document::Break)| Pointed { pointer: path.index(index).to_string(), rule: *row };
    rate.breaks.iter().enumerate().map(pointed).collect()
}

fn compile_charges(faults: &mut Faults, path: &Path<'_>, version: &Version) -> Vec<CompiledCharge> {
    let (surcharges, taxes) = (path.key("surcharges"), path.key("taxes"));
    let all = (version.surcharges.iter().enumerate().map(|(index, charge)| (surcharges, index, LineKind::Surcharge, charge)))
        .chain(version.taxes.iter().enumerate().map(|(index, charge)| (taxes, index, LineKind::Tax, charge)));
    let mut above: BTreeMap<String, usize> = BTreeMap::new();
    let mut compiled = Vec::new();
    for (list, index, kind, charge) in all {
        let at = list.index(index);
        compiled.push(compile_charge(faults, &at, kind, charge, &above));
        named(faults, &at.key("id"), &charge.id);
        let taken = ["freight", "net", "goods_value", "rounding"].contains(&charge.id.as_str());
        if taken || above.insert(charge.id.clone(), compiled.len() - 1).is_some() {
            let cause = format!("`{}` already means something else", charge.id);
            faults.report(&at.key("id"), "tariff.duplicate_charge", cause, "give it a name of its own");
        }
    }
    compiled
}

fn compile_charge(
    faults: &mut Faults,
    at: &Path<'_>,
    kind: LineKind,
    charge: &Surcharge,
    above: &BTreeMap<String, usize>,
) -> CompiledCharge {
    let of = match &charge.charge {
        Charge::Per(unit) => ChargeOf::Unit(*unit),
        Charge::PercentOf(names) => {
            let list = at.key("charge");
            let list = list.key("percent_of");
            if names.is_empty() {
                faults.report(&list, "tariff.empty", "a percentage of nothing", "name at least one base, such as `freight`");
            }
            let bases = names.iter().enumerate().filter_map(|(index, name)| {
                let base = match name.as_str() {
                    "freight" => Some(Base::Freight),
                    "net" => Some(Base::Net),
                    "goods_value" => Some(Base::GoodsValue),
                    other => above.get(other).copied().map(Base::Charge),
                };
                if base.is_none() {
                    let cause = format!("nothing above is called `{name}`");
                    let remedy = "name `freight`, `net`, `goods_value`, or a surcharge that stands before this one";
                    faults.report(&list.index(index), "tariff.unknown_base", cause, remedy);
                }
                base
            });
            ChargeOf::Percent(bases.collect())
        }
    };
    let rates = at.key("rates");
    if charge.rates.is_empty() {
        faults.report(&rates, "tariff.empty", "the surcharge has no rate", "give at least one rate");
    }
    let dated =
        charge.rates.iter().enumerate().map(|(index, rate)| {
            (index, Pointed { pointer: rates.index(index).to_string(), rule: (rate.validity(), rate.value.0) })
        });
    let dated = in_order_of_time(faults, &rates, dated, |rate: &Pointed<(Validity, Decimal)>| rate.rule.0);
    check_conditions(faults, &at.key("when"), &charge.when);
    CompiledCharge {
        id: charge.id.clone(),
        kind,
        of,
        rates: dated,
        when: charge.when.clone(),
        limits: limits(faults, at, charge.minimum, charge.maximum),
    }
}

fn check_conditions(faults: &mut Faults, path: &Path<'_>, conditions: &[Condition]) {
    for (index, condition) in conditions.iter().enumerate() {
        check_condition(faults, &path.index(index), condition);
    }
}

/// A condition that can never hold is a mistake of whoever wrote it.
fn check_condition(faults: &mut Faults, at: &Path<'_>, condition: &Condition) {
    let never = match condition {
        Condition::Feature(_) => false,
        Condition::Service(names) | Condition::Zone(names) => names.is_empty(),
        Condition::FromCountry(countries) | Condition::ToCountry(countries) => countries.is_empty(),
        Condition::Measure(range) => range.from.zip(range.until).is_some_and(|(from, until)| until <= from),
        Condition::Days(range) => Validity::new(range.since, range.until).is_empty(),
        Condition::Any(conditions) => {
            check_conditions(faults, &at.key("any"), conditions);
            conditions.is_empty()
        }
        Condition::Not(condition) => {
            check_condition(faults, &at.key("not"), condition);
            false
        }
    };
    if never {
        faults.report(at, "tariff.never_holds", "the condition can never hold", "widen it, or take the surcharge out");
    }
}
