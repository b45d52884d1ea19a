//! Back-test: two tariffs over one history of shipments.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CompiledTariff, QuoteRequest};
use crate::{
    digest::Digest,
    money::{Amount, Currency, MoneyError},
};

/// What changing from one tariff to another would have cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Currency of all amounts.
    pub currency: Currency,
    /// Shipments that both price.
    pub priced: u64,
    /// Their total under the first tariff.
    pub total_before: Amount,
    /// Their total under the second.
    pub total_after: Amount,
    /// The second total less the first: below zero when the change saves money.
    pub difference: Amount,
    /// Shipments that get cheaper, and by how much in all.
    pub cheaper: Group,
    /// Shipments that get dearer.
    pub dearer: Group,
    /// Shipments that cost the same.
    pub same: u64,
    /// Every shipment, in the order of the history.
    pub shipments: Vec<ShipmentComparison>,
    /// Digest of the first tariff.
    pub before_digest: Digest,
    /// Digest of the second.
    pub after_digest: Digest,
    /// Digest of the history.
    pub history_digest: Digest,
}

/// Shipments that move in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many.
    pub shipments: u64,
    /// The sum of their differences.
    pub difference: Amount,
}

/// One shipment under both tariffs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipmentComparison {
    /// The caller's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Under the first tariff.
    pub before: Priced,
    /// Under the second tariff.
    pub after: Priced,
}

/// A total, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Priced {
    /// What is to be paid.
    Total(Amount),
    /// Code of the reason why the tariff has no price.
    NoPrice(String),
}

impl CompiledTariff {
    /// Prices a history under this tariff and under `after`. A shipment that one of them has no price for is listed
    /// with the reason, and counted in no total.
    ///
    /// # Errors
    /// [`MoneyError::MixedCurrencies`] when the tariffs are in different currencies, [`MoneyError::Overflow`] when a
    /// total does not fit in 28 digits.
    pub fn compare(&self, after: &Self, history: &[QuoteRequest]) -> Result<Comparison, MoneyError> {
        if self.currency != after.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, after.currency));
        }
        let priced = |tariff: &Self, request: &QuoteRequest| match tariff.quote(request) {
            Ok(quote) => Priced::Total(quote.total),
            Err(error) => Priced::NoPrice(error.code().into()),
        };
        let mut sum = Comparison {
            currency: self.currency,
            priced: 0,
            total_before: Amount::default(),
            total_after: Amount::default(),
            difference: Amount::default(),
            cheaper: Group::default(),
            dearer: Group::default(),
            same: 0,
            shipments: Vec::with_capacity(history.len()),
            before_digest: self.digest(),
            after_digest: after.digest(),
            history_digest: Digest::of(history),
        };
        for request in history {
            let shipment = ShipmentComparison {
                reference: request.reference.clone(),
                before: priced(self, request),
                after: priced(after, request),
            };
            if let (Priced::Total(one), Priced::Total(other)) = (&shipment.before, &shipment.after) {
                sum.count(one.0, other.0).ok_or(MoneyError::Overflow)?;
            }
            sum.shipments.push(shipment);
        }
        Ok(sum)
    }
}

impl Comparison {
    fn count(&mut self, before: Decimal, after: Decimal) -> Option<()> {
        let difference = after.checked_sub(before)?;
        self.priced += 1;
        self.total_before.0 = self.total_before.0.checked_add(before)?;
        self.total_after.0 = self.total_after.0.checked_add(after)?;
        self.difference.0 = self.difference.0.checked_add(difference)?;
        let group = match difference.cmp(&Decimal::ZERO) {
            core::cmp::Ordering::Less => &mut self.cheaper,
            core::cmp::Ordering::Greater => &mut self.dearer,
            core::cmp::Ordering::Equal => {
                self.same += 1;
                return Some(());
            }
        };
        group.shipments += 1;
        group.difference.0 = group.difference.0.checked_add(difference)?;
        Some(())
    }
}
