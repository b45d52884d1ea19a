//! What is wrong with a tariff, and what is merely suspicious.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    compiled::CompiledTariff,
    document::{Break, Lane, Measure, Rate, Tariff, Unit, Version},
};
use crate::{
    digest::Digest,
    fault::{Faults, Path},
    validity::Validity,
};

/// The findings about a tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TariffCheck {
    /// What keeps it from being used.
    pub faults: Faults,
    /// What it can be used with, but is hardly meant: days, distances and zones without a price, rows that nothing
    /// reaches, prices that fall as the goods get heavier.
    pub warnings: Faults,
    /// Digest of the tariff that was looked at; its quotes carry the same.
    pub tariff_digest: Digest,
}

/// Finds gaps, overlaps, unreachable rows and names that nothing bears.
///
/// ```
/// # use haulage_core::tariff::{check, Tariff};
/// let tariff: Tariff = serde_json::from_str(r#"{
///     "id": "t", "currency": "EUR", "versions": [{
///         "id": "v", "since": "2026-01-01",
///         "rounding": {"line": {"step": "0.01", "mode": "half_up"}, "total": {"step": "0.01", "mode": "half_up"}},
///         "lanes": [{"zone": "1"}],
///         "rates": [{"zone": "1", "breaks": [
///             {"from": "0", "until": "30", "price": "10", "per": "shipment"},
///             {"from": "31", "price": "20", "per": "shipment"}
///         ]}]
///     }]
/// }"#)?;
/// let found = check(&tariff);
/// assert_eq!(found.faults.as_slice()[0].cause, "nothing is priced between 30 and 31");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn check(tariff: &Tariff) -> TariffCheck {
    let faults = CompiledTariff::compile(tariff).err().unwrap_or_default();
    let mut warnings = Faults::new();
    let root = Path::ROOT;
    let versions = root.key("versions");
    let spans = tariff.versions.iter().map(Version::validity).collect();
    gaps_in_time(&mut warnings, &versions, spans, None);
    for (index, version) in tariff.versions.iter().enumerate() {
        check_version(&mut warnings, &versions.index(index), version);
    }
    TariffCheck { faults, warnings, tariff_digest: Digest::of(tariff) }
}

/// Days between rules, and those of `whole` before the first and after the last, on which none is in force.
fn gaps_in_time(warnings: &mut Faults, path: &Path<'_>, mut spans: Vec<Validity>, whole: Option<Validity>) {
    const REMEDY: &str = "let one begin where the other ends";
    spans.sort_by_key(|span| (span.since(), span.until()));
    let mut covered = whole.map(|whole| whole.since());
    for span in &spans {
        if let Some(until) = covered.filter(|&until| until < span.since()) {
            let cause = format!("nothing is in force from {until} until {}", span.since());
            warnings.report(path, "tariff.gap_in_time", cause, REMEDY);
        }
        covered = Some(covered.map_or(span.until(), |until| until.max(span.until())));
    }
    if let (Some(covered), Some(whole)) = (covered, whole)
        && covered < whole.until()
    {
        let cause = format!("nothing is in force from {covered} on, while the version is");
        warnings.report(path, "tariff.gap_in_time", cause, REMEDY);
    }
}

fn check_version(warnings: &mut Faults, path: &Path<'_>, version: &Version) {
    let priced: BTreeSet<&str> = version.rates.iter().map(|rate| rate.zone.as_str()).collect();
    let reached: BTreeSet<&str> = version.lanes.iter().map(|lane| lane.zone.as_str()).collect();
    let lanes = path.key("lanes");
    for (index, lane) in version.lanes.iter().enumerate().filter(|(_, lane)| !priced.contains(lane.zone.as_str())) {
        let cause = format!("zone `{}` has no rate", lane.zone);
        warnings.report(&lanes.index(index).key("zone"), "tariff.zone_without_rate", cause, "give the zone a rate");
    }
    let rates = path.key("rates");
    for (index, rate) in version.rates.iter().enumerate() {
        let at = rates.index(index);
        if !reached.contains(rate.zone.as_str()) {
            let cause = format!("no lane leads to zone `{}`", rate.zone);
            warnings.report(&at.key("zone"), "tariff.unreachable_rate", cause, "add a lane, or take the rate out");
        }
        check_rate(warnings, &at, rate);
    }
    unused_areas(warnings, &path.key("areas"), version);
    distance_gaps(warnings, &lanes, &version.lanes);
    for (key, charges) in [("surcharges", &version.surcharges), ("taxes", &version.taxes)] {
        let list = path.key(key);
        for (index, charge) in charges.iter().enumerate() {
            let at = list.index(index);
            let rates = at.key("rates");
            for (number, rate) in charge.rates.iter().enumerate() {
                if !rate.validity().overlaps(&version.validity()) && !rate.validity().is_empty() {
                    let cause = "it is in force on no day of the version";
                    warnings.report(&rates.index(number), "tariff.unreachable_rate", cause, "correct its days, or take it out");
                }
            }
            let spans = charge.rates.iter().map(super::document::DatedRate::validity).collect();
            gaps_in_time(warnings, &rates, spans, Some(version.validity()));
        }
    }
}

fn unused_areas(warnings: &mut Faults, path: &Path<'_>, version: &Version) {
    let used: BTreeSet<&str> =
        version.lanes.iter().flat_map(|lane| [&lane.from, &lane.to]).flatten().map(String::as_str).collect();
    for (index, area) in version.areas.iter().enumerate().filter(|(_, area)| !used.contains(area.id.as_str())) {
        let cause = format!("no lane leads from or to area `{}`, and its places find no lane of their country", area.id);
        warnings.report(&path.index(index).key("id"), "tariff.unreachable_area", cause, "add a lane, or take the area out");
    }
}

/// Distances between, before and after the bands of one pair of areas.
fn distance_gaps(warnings: &mut Faults, path: &Path<'_>, lanes: &[Lane]) {
    let mut bands: BTreeMap<_, Vec<(u64, u64)>> = BTreeMap::new();
    for lane in lanes {
        let band = lane.distance_m.map_or((0, u64::MAX), |band| band.metres());
        bands.entry((&lane.from, &lane.to)).or_default().push(band);
    }
    for ((from, to), mut bands) in bands {
        let name = |area: &Option<String>| area.clone().unwrap_or_else(|| "anywhere".into());
        bands.sort_unstable();
        let mut covered = 0;
        for (begins, ends) in bands {
            if covered < begins {
                let cause = format!("from {} to {} no lane holds {covered} m until {begins} m", name(from), name(to));
                warnings.report(path, "tariff.distance_gap", cause, "let one band begin where the other ends");
            }
            covered = covered.max(ends);
        }
        if covered < u64::MAX {
            let cause = format!("from {} to {} no lane holds {covered} m and more", name(from), name(to));
            warnings.report(path, "tariff.distance_gap", cause, "leave the end of the last band open");
        }
    }
}

fn check_rate(warnings: &mut Faults, at: &Path<'_>, rate: &Rate) {
    let breaks = at.key("breaks");
    if let Some(first) = rate.breaks.first().filter(|first| !first.from.0.is_zero()) {
        let cause = format!("nothing is priced below {}", first.from);
        warnings.report(&breaks.index(0).key("from"), "tariff.no_first_break", cause, "begin at 0");
    }
    for (index, row) in rate.breaks.iter().enumerate() {
        let highest = if row.per == Unit::Shipment { Some(row.from) } else { row.until };
        if let (Some(minimum), Some(highest)) = (rate.minimum, highest.and_then(|highest| price_at(row, rate.by, highest.0)))
            && highest < minimum.0
        {
            let cause = format!("it never charges more than {highest}, below the minimum of {minimum}");
            warnings.report(&breaks.index(index), "tariff.unreachable_break", cause, "lower the minimum, or take the break out");
        }
    }
    if rate.next_break_if_cheaper {
        return;
    }
    for (index, pair) in rate.breaks.windows(2).enumerate() {
        let reached = pair[1].from.0;
        if let (Some(below), Some(above)) = (price_at(&pair[0], rate.by, reached), price_at(&pair[1], rate.by, reached))
            && above < below
        {
            let cause = format!("at {reached} the price falls from {below} to {above}: heavier goods cost less");
            warnings.report(
                &breaks.index(index + 1),
                "tariff.price_falls",
                cause,
                "set `next_break_if_cheaper`, or raise the price",
            );
        }
    }
}

/// What a break charges for a value of what the breaks measure; nothing where its unit measures something else.
fn price_at(row: &Break, by: Measure, value: rust_decimal::Decimal) -> Option<rust_decimal::Decimal> {
    let mut units = match (row.per, by) {
        (Unit::Shipment, _) => 1.into(),
        (Unit::Kg, Measure::ChargeableKg)
        | (Unit::PalletPlace, Measure::PalletPlaces)
        | (Unit::LoadingMetre, Measure::LoadingMetres)
        | (Unit::HandlingUnit, Measure::HandlingUnits)
        | (Unit::Km, Measure::DistanceKm) => value,
        (Unit::HundredKg, Measure::ChargeableKg) => value.checked_div(100.into())?,
        _ => return None,
    };
    if let Some(beyond) = row.beyond {
        units = units.checked_sub(beyond.0)?.max(rust_decimal::Decimal::ZERO);
    }
    if row.started {
        units = units.ceil();
    }
    units.checked_mul(row.price.0)?.checked_add(row.base.unwrap_or_default().0)
}
