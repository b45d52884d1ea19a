//! What a shipment measures, and which weight of it is paid for.

use rust_decimal::Decimal;

use super::{
    document::{ChargeableWeight, LoadingMetre, Measure, UnknownRoom, Volumetric, WeighedPer, trailer_width},
    price::shortest,
    quote::{QuoteError, QuoteRequest, QuoteUnits, WeightBasis, WeightPaid},
};
use crate::money::Amount;

/// Measures of a shipment; those that nothing is known of stay unknown until a rule needs them.
#[derive(Debug)]
pub(super) struct Measures<'r> {
    request: &'r QuoteRequest,
    mass_kg: Decimal,
    volume_m3: Option<Decimal>,
    units: u64,
    trailer_width_mm: u64,
    /// The weight paid for.
    pub(super) weight: WeightPaid,
}

/// Grams to kilograms, cubic centimetres to … thousandths are exact: they only move the decimal point.
fn scaled(value: u64, scale: u32) -> Decimal {
    // A quantity has at most 53 bits and the scale is a literal below 28.
    Decimal::from_i128_with_scale(value.into(), scale)
}

fn times(a: Decimal, b: Decimal) -> Result<Decimal, QuoteError> {
    a.checked_mul(b).ok_or(QuoteError::Overflow)
}

fn checked(measure: Measure, amount: Amount) -> Result<Decimal, QuoteError> {
    if amount.0 < Decimal::ZERO { Err(QuoteError::Negative(measure)) } else { Ok(amount.0) }
}

/// Loading metres of alike handling units: floor over the width of the trailer.
fn loading_metres(group: &QuoteUnits, width_mm: u64) -> Result<Option<Decimal>, QuoteError> {
    let Some(side) = group.dimensions else { return Ok(None) };
    let floor = times(side.length_mm.millimetres().into(), side.width_mm.millimetres().into())?;
    let metres = floor.checked_div(width_mm.into()).and_then(|mm| mm.checked_div(1_000.into())).ok_or(QuoteError::Overflow)?;
    times(metres, group.count.into()).map(Some)
}

/// The sum over all groups; unknown when it is unknown of one.
fn sum_known(
    groups: &[QuoteUnits],
    of: impl Fn(&QuoteUnits) -> Result<Option<Decimal>, QuoteError>,
) -> Result<Option<Decimal>, QuoteError> {
    let mut sum = Decimal::ZERO;
    for group in groups {
        match of(group)? {
            Some(value) => sum = sum.checked_add(value).ok_or(QuoteError::Overflow)?,
            None => return Ok(None),
        }
    }
    Ok(Some(sum))
}

fn mass_of(group: &QuoteUnits) -> Result<Decimal, QuoteError> {
    group.mass_g.checked_mul(group.count.into()).map(|mass| scaled(mass.grams(), 3)).ok_or(QuoteError::Overflow)
}

fn volume_of(group: &QuoteUnits) -> Result<Option<Decimal>, QuoteError> {
    let Some(each) = group.volume() else {
        // Dimensions whose product no volume can hold are an overflow, not an unknown volume.
        return if group.dimensions.is_some() { Err(QuoteError::Overflow) } else { Ok(None) };
    };
    let volume = each.checked_mul(group.count.into()).ok_or(QuoteError::Overflow)?;
    Ok(Some(scaled(volume.cubic_centimetres(), 6)))
}

fn pallets_of(group: &QuoteUnits) -> Result<Option<Decimal>, QuoteError> {
    let Some(places) = group.pallet_places else { return Ok(None) };
    times(checked(Measure::PalletPlaces, places)?, group.count.into()).map(Some)
}

impl<'r> Measures<'r> {
    pub(super) fn of(request: &'r QuoteRequest, rule: &ChargeableWeight) -> Result<Self, QuoteError> {
        let groups = request.handling_units.as_slice();
        let units = groups.iter().map(|group| u64::from(group.count)).sum();
        if units == 0 {
            return Err(QuoteError::Empty);
        }
        let mass_kg = sum_known(groups, |group| mass_of(group).map(Some))?.unwrap_or_default();
        let volume_m3 = sum_known(groups, volume_of)?;
        let weight = match rule.per {
            WeighedPer::Shipment => weigh(rule, groups, mass_kg, volume_m3, request.loading_metres)?,
            WeighedPer::HandlingUnit => weigh_each(rule, groups)?,
        };
        let trailer_width_mm = rule.loading_metre.map_or_else(trailer_width, |metre| metre.width_mm).millimetres();
        Ok(Self { request, mass_kg, volume_m3, units, trailer_width_mm, weight })
    }

    /// The value of a measure.
    pub(super) fn get(&self, measure: Measure) -> Result<Decimal, QuoteError> {
        let groups = self.request.handling_units.as_slice();
        let known = match measure {
            Measure::ChargeableKg => Some(self.weight.kg.0),
            Measure::MassKg => Some(self.mass_kg),
            Measure::VolumeM3 => self.volume_m3,
            Measure::LoadingMetres => match self.request.loading_metres {
                Some(metres) => Some(checked(measure, metres)?),
                None => sum_known(groups, |group| loading_metres(group, self.trailer_width_mm))?,
            },
            Measure::PalletPlaces => sum_known(groups, pallets_of)?,
            Measure::HandlingUnits => Some(self.units.into()),
            Measure::DistanceKm => self.request.distance_m.map(|way| scaled(way.metres(), 3)),
            Measure::LongestSideMm => groups.iter().map(|group| group.dimensions).collect::<Option<Vec<_>>>().and_then(|all| {
                all.iter()
                    .flat_map(|side| [side.length_mm, side.width_mm, side.height_mm])
                    .max()
                    .map(|mm| mm.millimetres().into())
            }),
            Measure::HeaviestUnitKg => groups.iter().map(|group| scaled(group.mass_g.grams(), 3)).max(),
            Measure::GoodsValue => self.request.goods_value.map(|value| checked(measure, value)).transpose()?,
        };
        known.ok_or(QuoteError::Unknown(measure))
    }
}

impl WeightPaid {
    /// All numbers without trailing zeros.
    pub(super) fn shortest(self) -> Self {
        Self {
            kg: shortest(self.kg),
            decided_by: self.decided_by,
            mass_kg: shortest(self.mass_kg),
            volume_kg: self.volume_kg.map(shortest),
            loading_metre_kg: self.loading_metre_kg.map(shortest),
            pallet_place_kg: self.pallet_place_kg.map(shortest),
        }
    }
}

/// Kilograms that a measure of room counts as: unknown room is refused or counts as nothing, as the tariff says.
fn counted(
    unknown: UnknownRoom,
    measure: Measure,
    room: Option<Decimal>,
    kilograms: impl FnOnce(Decimal) -> Option<Decimal>,
) -> Result<Option<Amount>, QuoteError> {
    match (room, unknown) {
        (Some(room), _) => kilograms(room).map(|kg| Some(Amount(kg))).ok_or(QuoteError::Overflow),
        (None, UnknownRoom::Refuse) => Err(QuoteError::Unknown(measure)),
        (None, UnknownRoom::Ignore) => Ok(None),
    }
}

/// Compares the weights of what `groups` hold together.
fn weigh(
    rule: &ChargeableWeight,
    groups: &[QuoteUnits],
    mass_kg: Decimal,
    volume_m3: Option<Decimal>,
    agreed_metres: Option<Amount>,
) -> Result<WeightPaid, QuoteError> {
    let volume_kg = match rule.volumetric {
        None => None,
        Some(volumetric) => counted(rule.unknown_room, Measure::VolumeM3, volume_m3, |m3| match volumetric {
            Volumetric::Cm3PerKg(divisor) => m3.checked_mul(1_000_000.into())?.checked_div(divisor.0),
            Volumetric::KgPerM3(factor) => m3.checked_mul(factor.0),
        })?,
    };
    let loading_metre_kg = match rule.loading_metre {
        None => None,
        Some(LoadingMetre { kg, width_mm }) => {
            let metres = match agreed_metres {
                Some(metres) => Some(checked(Measure::LoadingMetres, metres)?),
                None => sum_known(groups, |group| loading_metres(group, width_mm.millimetres()))?,
            };
            counted(rule.unknown_room, Measure::LoadingMetres, metres, |metres| metres.checked_mul(kg.0))?
        }
    };
    let pallet_place_kg = match rule.kg_per_pallet_place {
        None => None,
        Some(kg) => {
            counted(rule.unknown_room, Measure::PalletPlaces, sum_known(groups, pallets_of)?, |places| places.checked_mul(kg.0))?
        }
    };
    let candidates = [
        (WeightBasis::Volume, volume_kg),
        (WeightBasis::LoadingMetres, loading_metre_kg),
        (WeightBasis::PalletPlaces, pallet_place_kg),
        (WeightBasis::Minimum, rule.minimum_kg),
    ];
    let (mut decided_by, mut kg) = (WeightBasis::Mass, mass_kg);
    for (basis, candidate) in candidates {
        if let Some(candidate) = candidate.filter(|candidate| candidate.0 > kg) {
            (decided_by, kg) = (basis, candidate.0);
        }
    }
    if let Some(rounding) = &rule.rounding {
        kg = rounding.apply(kg).ok_or(QuoteError::Overflow)?;
    }
    Ok(WeightPaid { kg: Amount(kg), decided_by, mass_kg: Amount(mass_kg), volume_kg, loading_metre_kg, pallet_place_kg })
}

/// Compares the weights of every handling unit for itself and adds up the larger ones.
fn weigh_each(rule: &ChargeableWeight, groups: &[QuoteUnits]) -> Result<WeightPaid, QuoteError> {
    let mut sum: Option<WeightPaid> = None;
    for group in groups.iter().filter(|group| group.count > 0) {
        let single = QuoteUnits { count: 1, ..*group };
        let one = weigh(rule, &[single], mass_of(&single)?, volume_of(&single)?, None)?;
        let count = Decimal::from(group.count);
        let many = |amount: Amount| times(amount.0, count).map(Amount);
        let many_known = |amount: Option<Amount>| amount.map(many).transpose();
        let group = WeightPaid {
            kg: many(one.kg)?,
            mass_kg: many(one.mass_kg)?,
            volume_kg: many_known(one.volume_kg)?,
            loading_metre_kg: many_known(one.loading_metre_kg)?,
            pallet_place_kg: many_known(one.pallet_place_kg)?,
            ..one
        };
        sum = Some(match sum {
            None => group,
            Some(before) => add(&before, &group)?,
        });
    }
    sum.ok_or(QuoteError::Empty)
}

fn add(a: &WeightPaid, b: &WeightPaid) -> Result<WeightPaid, QuoteError> {
    let plus = |a: Amount, b: Amount| a.0.checked_add(b.0).map(Amount).ok_or(QuoteError::Overflow);
    let known = |a: Option<Amount>, b: Option<Amount>| match (a, b) {
        (Some(a), Some(b)) => plus(a, b).map(Some),
        (one, other) => Ok(one.or(other)),
    };
    Ok(WeightPaid {
        kg: plus(a.kg, b.kg)?,
        decided_by: if a.decided_by == b.decided_by { a.decided_by } else { WeightBasis::Mixed },
        mass_kg: plus(a.mass_kg, b.mass_kg)?,
        volume_kg: known(a.volume_kg, b.volume_kg)?,
        loading_metre_kg: known(a.loading_metre_kg, b.loading_metre_kg)?,
        pallet_place_kg: known(a.pallet_place_kg, b.pallet_place_kg)?,
    })
}
