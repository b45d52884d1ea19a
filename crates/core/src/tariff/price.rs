//! Pricing: from a request to a quote that shows every line.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    compiled::{Base, ChargeOf, CompiledCharge, CompiledLane, CompiledRate, CompiledTariff, CompiledVersion, Limits, in_force},
    document::{Break, Condition, Measure, Unit, UnknownRoom},
    postal::PostalCode,
    quote::{Bent, Converted, LineKind, Quote, QuoteError, QuoteLine, QuotePlace, QuoteRequest},
    weight::Measures,
};
use crate::{money::Amount, validity::Validity};

impl CompiledTariff {
    /// Prices a request.
    ///
    /// The same tariff and the same request give the same quote, to the last digit, on every machine and in every year.
    ///
    /// # Errors
    /// [`QuoteError`] says what the tariff has no price for.
    pub fn quote(&self, request: &QuoteRequest) -> Result<Quote<'_>, QuoteError> {
        let version =
            self.version_on(request.on).ok_or_else(|| QuoteError::NoVersion { tariff: self.id.clone(), on: request.on })?;
        let measures = Measures::of(request, &version.chargeable_weight)?;
        let lane = find_lane(version, request)?;
        let mut pricing = Pricing {
            version,
            digits: self.currency.minor_digits(),
            request,
            measures: &measures,
            zone: lane.zone,
            lines: Vec::with_capacity(8),
            charged: Vec::new(),
        };
        pricing.freight()?;
        pricing.charges()?;
        let (net, tax, total) = pricing.totals()?;
        let (lines, digits) = (pricing.lines, pricing.digits);
        let converted = self.convert(request, total)?;
        Ok(Quote {
            tariff: Cow::Borrowed(&self.id),
            version: Cow::Borrowed(&version.id),
            on: request.on,
            zone: Cow::Borrowed(&version.zones[lane.zone]),
            lane: Cow::Borrowed(&lane.pointer),
            chargeable_weight: measures.weight.shortest(),
            lines,
            currency: self.currency,
            net: payable(net, digits),
            tax: payable(tax, digits),
            total: payable(total, digits),
            converted,
            tariff_digest: Some(self.digest),
            shipment_digest: None,
        })
    }

    fn convert(&self, request: &QuoteRequest, total: Decimal) -> Result<Option<Converted<'_>>, QuoteError> {
        let Some(currency) = request.currency.filter(|&currency| currency != self.currency) else { return Ok(None) };
        let rate = self
            .exchange_rates
            .iter()
            .find(|rate| rate.rule.currency == currency && rate.rule.validity().contains(request.on))
            .ok_or(QuoteError::NoExchangeRate { currency, on: request.on })?;
        let total = total.checked_mul(rate.rule.rate.0).and_then(|total| rate.rule.rounding.apply(total));
        let total = payable(total.ok_or(QuoteError::Overflow)?, currency.minor_digits());
        Ok(Some(Converted { currency, rate: shortest(rate.rule.rate), rule: Cow::Borrowed(&rate.pointer), total }))
    }
}

/// The lane between two places: the one between their areas, else to the area from anywhere, else from it to anywhere,
/// else the one from anywhere to anywhere.
fn find_lane<'t>(version: &'t CompiledVersion, request: &QuoteRequest) -> Result<&'t CompiledLane, QuoteError> {
    let area = |side: &'static str, place: &QuotePlace| {
        let code = match place.postal_code.as_deref() {
            Some(text) => Some(PostalCode::new(text).ok_or(QuoteError::Place { side })?),
            None => None,
        };
        Ok(version.areas.find(place.country, code))
    };
    let (from, to) = (area("from", &request.from)?, area("to", &request.to)?);
    let mut keys = [Some((from, to)), Some((None, to)), Some((from, None)), Some((None, None))];
    for later in 1..keys.len() {
        if keys[..later].contains(&keys[later]) {
            keys[later] = None;
        }
    }
    for lanes in keys.into_iter().flatten().filter_map(|key| version.lanes.get(&key)) {
        for lane in lanes {
            match (lane.band, request.distance_m) {
                (None, _) => return Ok(lane),
                (Some(_), None) => return Err(QuoteError::Unknown(Measure::DistanceKm)),
                (Some((from, until)), Some(way)) if from <= way.metres() && way.metres() < until => return Ok(lane),
                (Some(_), Some(_)) => {}
            }
        }
    }
    Err(QuoteError::NoLane { version: version.id.clone(), from: request.from.country, to: request.to.country })
}

struct Pricing<'t, 'm> {
    version: &'t CompiledVersion,
    /// Decimal places of the currency.
    digits: u32,
    request: &'m QuoteRequest,
    measures: &'m Measures<'m>,
    zone: usize,
    lines: Vec<QuoteLine<'t>>,
    /// Amount of every surcharge and tax so far; zero for one that was not charged.
    charged: Vec<Decimal>,
}

/// An amount of money as documents write it: with the digits of its currency, more only where they count.
fn payable(amount: Decimal, digits: u32) -> Amount {
    let mut amount = amount;
    if amount.scale() > digits {
        amount = amount.normalize();
    }
    if amount.scale() < digits {
        amount.rescale(digits);
    }
    Amount(amount)
}

/// Any other number as documents write it: without trailing zeros.
pub(super) fn shortest(value: Amount) -> Amount {
    if value.0.scale() == 0 { value } else { Amount(value.0.normalize()) }
}

/// An amount before rounding and what it was made of.
struct Computed {
    quantity: Decimal,
    amount: Decimal,
}

fn plus(a: Decimal, b: Decimal) -> Result<Decimal, QuoteError> {
    a.checked_add(b).ok_or(QuoteError::Overflow)
}

fn times(a: Decimal, b: Decimal) -> Result<Decimal, QuoteError> {
    a.checked_mul(b).ok_or(QuoteError::Overflow)
}

fn per_cent(value: Decimal) -> Result<Decimal, QuoteError> {
    times(value, Decimal::new(1, 2))
}

fn bend(amount: Decimal, limits: Limits, bent: Option<Bent>) -> (Decimal, Option<Bent>) {
    match limits {
        Limits { minimum: Some(least), .. } if amount < least.0 => (least.0, Some(Bent::Minimum)),
        Limits { maximum: Some(most), .. } if most.0 < amount => (most.0, Some(Bent::Maximum)),
        _ => (amount, bent),
    }
}

/// Units of a price. `reached` replaces what the breaks measure by the beginning of a higher break.
fn units(measures: &Measures<'_>, unit: Unit, reached: Option<(Measure, Decimal)>) -> Result<Decimal, QuoteError> {
    let of = |measure: Measure| match reached {
        Some((axis, value)) if axis == measure => Ok(value),
        _ => measures.get(measure),
    };
    match unit {
        Unit::Shipment => Ok(Decimal::ONE),
        Unit::Kg => of(Measure::ChargeableKg),
        Unit::HundredKg => per_cent(of(Measure::ChargeableKg)?),
        Unit::PalletPlace => of(Measure::PalletPlaces),
        Unit::LoadingMetre => of(Measure::LoadingMetres),
        Unit::HandlingUnit => of(Measure::HandlingUnits),
        Unit::Km => of(Measure::DistanceKm),
    }
}

fn price_of(measures: &Measures<'_>, row: &Break, reached: Option<(Measure, Decimal)>) -> Result<Computed, QuoteError> {
    let mut quantity = units(measures, row.per, reached)?;
    if let Some(beyond) = row.beyond {
        quantity = (quantity.checked_sub(beyond.0).ok_or(QuoteError::Overflow)?).max(Decimal::ZERO);
    }
    if row.started {
        quantity = quantity.ceil();
    }
    let amount = plus(times(quantity, row.price.0)?, row.base.unwrap_or_default().0)?;
    Ok(Computed { quantity, amount })
}

impl CompiledRate {
    /// The break that prices a value, what it computes, and whether it is a higher one than the value reaches.
    fn cheapest(&self, measures: &Measures<'_>, index: usize) -> Result<(usize, Computed, bool), QuoteError> {
        let mut best = (index, price_of(measures, &self.breaks[index].rule, None)?, false);
        if self.next_break_if_cheaper {
            // Every higher break is tried, not the next alone: only so a heavier shipment never costs less.
            for (higher, row) in self.breaks.iter().enumerate().skip(index + 1) {
                let reached = price_of(measures, &row.rule, Some((self.by, row.rule.from.0)))?;
                if reached.amount < best.1.amount {
                    best = (higher, reached, true);
                }
            }
        }
        Ok(best)
    }
}

impl<'t> Pricing<'t, '_> {
    fn freight(&mut self) -> Result<(), QuoteError> {
        let rates = &self.version.rates[self.zone];
        let no_rate = || QuoteError::NoRate {
            zone: self.version.zones[self.zone].clone(),
            service: self.request.service.clone().unwrap_or_default(),
        };
        let of_service = self.request.service.is_some().then(|| rates.get(&self.request.service)).flatten();
        let rate = of_service.or_else(|| rates.get(&None)).ok_or_else(no_rate)?;
        let value = self.measures.get(rate.by)?;
        let index = rate.break_at(value).ok_or_else(|| QuoteError::NoBreak {
            zone: self.version.zones[self.zone].clone(),
            measure: rate.by,
            value: Amount(value.normalize()),
        })?;
        let (index, computed, higher) = rate.cheapest(self.measures, index)?;
        let row = &rate.breaks[index];
        let (amount, because) = bend(computed.amount, rate.limits, higher.then_some(Bent::NextBreak));
        let amount = self.version.rounding.line.apply(amount).ok_or(QuoteError::Overflow)?;
        self.lines.push(QuoteLine {
            id: Cow::Borrowed("freight"),
            kind: LineKind::Freight,
            rule: Cow::Borrowed(&row.pointer),
            quantity: shortest(Amount(computed.quantity)),
            per: Some(row.rule.per),
            price: shortest(row.rule.price),
            base: row.rule.base.map(shortest),
            because,
            amount: payable(amount, self.digits),
        });
        Ok(())
    }

    fn charges(&mut self) -> Result<(), QuoteError> {
        let version = self.version;
        self.charged.reserve_exact(version.charges.len());
        for charge in &version.charges {
            let amount = if self.all_hold(&charge.when)? { self.charge(charge)? } else { Decimal::ZERO };
            self.charged.push(amount);
        }
        Ok(())
    }

    fn charge(&mut self, charge: &'t CompiledCharge) -> Result<Decimal, QuoteError> {
        let on = self.request.on;
        let rate = in_force(&charge.rates, on, |rate| rate.rule.0)
            .ok_or_else(|| QuoteError::NoSurchargeRate { id: charge.id.clone(), on })?;
        let value = rate.rule.1;
        let (quantity, per, computed) = match &charge.of {
            ChargeOf::Percent(bases) => {
                let base = self.base(bases)?;
                (base, None, per_cent(times(base, value)?)?)
            }
            ChargeOf::Unit(unit) => {
                let quantity = units(self.measures, *unit, None)?;
                (quantity, Some(*unit), times(quantity, value)?)
            }
        };
        let (amount, because) = bend(computed, charge.limits, None);
        let amount = self.version.rounding.line.apply(amount).ok_or(QuoteError::Overflow)?;
        self.lines.push(QuoteLine {
            id: Cow::Borrowed(&charge.id),
            kind: charge.kind,
            rule: Cow::Borrowed(&rate.pointer),
            quantity: shortest(Amount(quantity)),
            per,
            price: shortest(Amount(value)),
            base: None,
            because,
            amount: payable(amount, self.digits),
        });
        Ok(amount)
    }

    /// What a percentage is taken of: rounded amounts, as the lines above show them.
    fn base(&self, bases: &[Base]) -> Result<Decimal, QuoteError> {
        bases.iter().try_fold(Decimal::ZERO, |sum, base| {
            let amount = match base {
                Base::Freight => self.sum(|kind| kind == LineKind::Freight)?,
                Base::Net => self.sum(|kind| matches!(kind, LineKind::Freight | LineKind::Surcharge))?,
                Base::GoodsValue => self.measures.get(Measure::GoodsValue)?,
                Base::Charge(index) => self.charged[*index],
            };
            plus(sum, amount)
        })
    }

    fn sum(&self, of: impl Fn(LineKind) -> bool) -> Result<Decimal, QuoteError> {
        self.lines.iter().filter(|line| of(line.kind)).try_fold(Decimal::ZERO, |sum, line| plus(sum, line.amount.0))
    }

    fn totals(&mut self) -> Result<(Decimal, Decimal, Decimal), QuoteError> {
        let net = self.sum(|kind| kind != LineKind::Tax)?;
        let tax = self.sum(|kind| kind == LineKind::Tax)?;
        let exact = plus(net, tax)?;
        let total = self.version.rounding.total.apply(exact).ok_or(QuoteError::Overflow)?;
        let difference = total.checked_sub(exact).ok_or(QuoteError::Overflow)?;
        if !difference.is_zero() {
            self.lines.push(QuoteLine {
                id: Cow::Borrowed("rounding"),
                kind: LineKind::Rounding,
                rule: Cow::Owned(format!("{}/rounding/total", self.version.pointer)),
                quantity: Amount(Decimal::ONE),
                per: Some(Unit::Shipment),
                price: shortest(Amount(difference)),
                base: None,
                because: None,
                amount: payable(difference, self.digits),
            });
        }
        Ok((net, tax, total))
    }

    fn all_hold(&self, conditions: &[Condition]) -> Result<bool, QuoteError> {
        for condition in conditions {
            if !self.holds(condition)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn holds(&self, condition: &Condition) -> Result<bool, QuoteError> {
        let request = self.request;
        Ok(match condition {
            Condition::Feature(name) => request.features.contains(name),
            Condition::Service(names) => request.service.as_ref().is_some_and(|service| names.contains(service)),
            Condition::Zone(names) => names.contains(&self.version.zones[self.zone]),
            Condition::FromCountry(countries) => countries.contains(&request.from.country),
            Condition::ToCountry(countries) => countries.contains(&request.to.country),
            Condition::Days(range) => in_days(range.since, range.until, request.on),
            Condition::Measure(range) => match self.measures.get(range.of) {
                Ok(value) => range.from.is_none_or(|from| from.0 <= value) && range.until.is_none_or(|until| value < until.0),
                Err(QuoteError::Unknown(_)) if self.version.chargeable_weight.unknown_room == UnknownRoom::Ignore => false,
                Err(error) => return Err(error),
            },
            Condition::Any(conditions) => {
                for condition in conditions {
                    if self.holds(condition)? {
                        return Ok(true);
                    }
                }
                false
            }
            Condition::Not(condition) => !self.holds(condition)?,
        })
    }
}

fn in_days(since: Option<NaiveDate>, until: Option<NaiveDate>, on: NaiveDate) -> bool {
    Validity::new(since, until).contains(on)
}
