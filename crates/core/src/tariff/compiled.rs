//! The tariff that prices: validated once, indexed, immutable.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    document::{Bounds, Break, ChargeableWeight, Condition, ExchangeRate, Measure, Rounding, Unit},
    postal::AreaIndex,
    quote::LineKind,
};
use crate::{
    digest::Digest,
    money::{Amount, Currency},
    validity::Validity,
};

/// A tariff ready to price: made by [`CompiledTariff::compile`](super::CompiledTariff::compile), which refuses one with
/// faults.
#[derive(Debug, Clone)]
pub struct CompiledTariff {
    pub(super) id: String,
    pub(super) currency: Currency,
    /// Of the document it was made from.
    pub(super) digest: Digest,
    /// In the order of time.
    pub(super) versions: Vec<CompiledVersion>,
    pub(super) exchange_rates: Vec<Pointed<ExchangeRate>>,
}

/// A rule with the JSON pointer to where it stands in the document.
#[derive(Debug, Clone)]
pub(super) struct Pointed<T> {
    pub(super) pointer: String,
    pub(super) rule: T,
}

#[derive(Debug, Clone)]
pub(super) struct CompiledVersion {
    pub(super) id: String,
    pub(super) pointer: String,
    pub(super) validity: Validity,
    pub(super) rounding: Rounding,
    pub(super) chargeable_weight: ChargeableWeight,
    pub(super) zones: Vec<String>,
    pub(super) areas: AreaIndex,
    /// By area of the consignor and of the consignee; bands in order of distance.
    pub(super) lanes: BTreeMap<LaneKey, Vec<CompiledLane>>,
    /// By zone, then by service; the rate of every service first.
    pub(super) rates: Vec<BTreeMap<Option<String>, CompiledRate>>,
    /// Surcharges, then taxes.
    pub(super) charges: Vec<CompiledCharge>,
}

/// Areas of consignor and consignee; none for any.
pub(super) type LaneKey = (Option<usize>, Option<usize>);

#[derive(Debug, Clone)]
pub(super) struct CompiledLane {
    pub(super) pointer: String,
    pub(super) zone: usize,
    /// Half-open band in metres; absent for any distance, even an unknown one.
    pub(super) band: Option<(u64, u64)>,
}

#[derive(Debug, Clone)]
pub(super) struct CompiledRate {
    pub(super) by: Measure,
    pub(super) bounds: Bounds,
    /// In order of the measure, without gap or overlap.
    pub(super) breaks: Vec<Pointed<Break>>,
    pub(super) next_break_if_cheaper: bool,
    pub(super) limits: Limits,
}

/// The least and the most that a rule charges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) minimum: Option<Amount>,
    pub(super) maximum: Option<Amount>,
}

#[derive(Debug, Clone)]
pub(super) struct CompiledCharge {
    pub(super) id: String,
    pub(super) kind: LineKind,
    pub(super) of: ChargeOf,
    /// In the order of time, without overlap.
    pub(super) rates: Vec<Pointed<(Validity, Decimal)>>,
    pub(super) when: Vec<Condition>,
    pub(super) limits: Limits,
}

#[derive(Debug, Clone)]
pub(super) enum ChargeOf {
    Percent(Vec<Base>),
    Unit(Unit),
}

/// What a percentage is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Freight,
    /// Freight and all surcharges above.
    Net,
    GoodsValue,
    /// The surcharge or tax of this index.
    Charge(usize),
}

fn finest(currency: Currency, steps: impl IntoIterator<Item = Amount>) -> u32 {
    steps.into_iter().map(|step| step.0.normalize().scale()).chain([currency.minor_digits()]).max().unwrap_or_default()
}

/// The one of the dated rules in order of time that is in force on a day.
pub(super) fn in_force<T>(rules: &[T], day: NaiveDate, validity: impl Fn(&T) -> Validity) -> Option<&T> {
    let after = rules.partition_point(|rule| validity(rule).since() <= day);
    rules[..after].last().filter(|rule| validity(rule).contains(day))
}

impl CompiledTariff {
    /// The tariff's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Currency of its amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Digest of the document it was made from.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// Decimal places that hold every amount of its quotes exactly: those of the currency, or more where a step is finer.
    #[must_use]
    pub fn amount_digits(&self) -> u32 {
        let steps = self.versions.iter().flat_map(|version| [version.rounding.line.step, version.rounding.total.step]);
        finest(self.currency, steps)
    }

    /// Decimal places that hold every converted total exactly.
    #[must_use]
    pub fn converted_digits(&self) -> u32 {
        let each = |rate: &Pointed<ExchangeRate>| finest(rate.rule.currency, [rate.rule.rounding.step]);
        self.exchange_rates.iter().map(each).max().unwrap_or_default()
    }

    pub(super) fn version_on(&self, day: NaiveDate) -> Option<&CompiledVersion> {
        in_force(&self.versions, day, |version| version.validity)
    }
}

impl CompiledRate {
    /// The break that holds a value.
    pub(super) fn break_at(&self, value: Decimal) -> Option<usize> {
        let after = match self.bounds {
            Bounds::LowerInclusive => self.breaks.partition_point(|row| row.rule.from.0 <= value),
            // The first break holds its own beginning too.
            Bounds::UpperInclusive => self
                .breaks
                .partition_point(|row| row.rule.from.0 < value)
                .max(usize::from(self.breaks.first().is_some_and(|row| row.rule.from.0 == value))),
        };
        let index = after.checked_sub(1)?;
        let within = self.breaks[index].rule.until.is_none_or(|until| match self.bounds {
            Bounds::LowerInclusive => value < until.0,
            Bounds::UpperInclusive => value <= until.0,
        });
        within.then_some(index)
    }
}
