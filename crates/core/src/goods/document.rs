//! Goods as a document states them, and as they are once they are checked.

use core::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    LimitedQuantity, PackingGroup, TemperatureRange, TransportCategory,
    class::{Class, Code, Label, UnNumber},
};
use crate::{
    fault::{Faults, Path},
    money::Amount,
};

/// A line of goods of a load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodsDocument {
    /// The caller's name for the line, shown in reasons.
    pub id: String,
    /// What is dangerous about it, when anything is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dangerous: Option<DangerousDocument>,
    /// The temperatures it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<TemperatureRange>,
    /// Whether it is food, feed or another article of consumption (ADR 7.5.4).
    #[serde(default)]
    pub foodstuff: bool,
}

/// Dangerous goods in the words of the transport document (ADR 5.4.1.1.1). Exactly one of `quantity`, `limited_quantity`
/// and `empty_uncleaned` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DangerousDocument {
    /// UN number.
    pub un: UnNumber,
    /// Class.
    pub class: Class,
    /// Classification code (column 3b of table A); needed in classes 1 (`1.4S`) and 2 (`2F`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Packing group, where the goods have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packing_group: Option<PackingGroup>,
    /// Labels beside those of the class (column 5): `1` of a self-reactive substance, `6.1` of a toxic flammable liquid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// Transport category (column 15); computed from the rest when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_category: Option<TransportCategory>,
    /// What 1.1.3.6.3 counts: net kg of solids and of liquefied, refrigerated or dissolved gases; net explosive kg; litres
    /// of liquids; litres of water capacity for compressed and adsorbed gases; kg of articles without packaging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The goods are packed in limited quantities (chapter 3.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited_quantity: Option<LimitedQuantity>,
    /// Packagings are empty and not cleaned (1.1.3.6.1).
    #[serde(default)]
    pub empty_uncleaned: bool,
}

/// A quantity as 1.1.3.6.3 counts it: decimal text, so that it is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Quantity {
    /// Kilograms.
    #[serde(rename = "kg")]
    Kilograms(Amount),
    /// Litres.
    #[serde(rename = "l")]
    Litres(Amount),
}

impl Quantity {
    /// The number, whatever the unit: the law adds kilograms and litres.
    #[must_use]
    pub const fn number(&self) -> Decimal {
        match self {
            Self::Kilograms(amount) | Self::Litres(amount) => amount.0,
        }
    }

    /// Milligrams are enough, and leave room for the sums of any load.
    pub(super) fn check(self, path: &Path<'_>, faults: &mut Faults) {
        let number = self.number();
        if number.is_sign_negative() && !number.is_zero()
            || number > Decimal::from(1_000_000_000)
            || number.normalize().scale() > 6
        {
            let cause = format!("{self} is not between 0 and 1,000,000,000 with six decimals at the most");
            faults.report(path, "goods.quantity", cause, "give such a quantity");
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kilograms(amount) => write!(f, "{amount} kg"),
            Self::Litres(amount) => write!(f, "{amount} l"),
        }
    }
}

/// How dangerous goods travel.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Packing {
    /// In packages, in full.
    Full(Quantity),
    /// In limited quantities.
    Limited(LimitedQuantity),
    /// Not any more: the packagings are empty and not cleaned.
    EmptyUncleaned,
}

/// A checked line of goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    pub(super) id: String,
    pub(super) dangerous: Option<Dangerous>,
    pub(super) temperature: Option<TemperatureRange>,
    pub(super) foodstuff: bool,
}

/// Checked dangerous goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dangerous {
    pub(super) un: UnNumber,
    pub(super) code: Code,
    pub(super) code_text: Option<String>,
    pub(super) labels: Vec<Label>,
    pub(super) category: TransportCategory,
    /// What the table gives, where that is not the category stated.
    pub(super) other_category: Option<TransportCategory>,
    pub(super) packing: Packing,
}

impl Goods {
    /// Checks a line.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn new(document: GoodsDocument) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        if document.id.trim().is_empty() {
            faults.report(&Path::ROOT.key("id"), "goods.id", "the line has no name", "name it");
        }
        if let Some(range) = document.temperature {
            range.check(&Path::ROOT.key("temperature"), &mut faults);
        }
        let dangerous =
            document.dangerous.as_ref().map(|dangerous| Dangerous::new(dangerous, &Path::ROOT.key("dangerous"), &mut faults));
        let GoodsDocument { id, temperature, foodstuff, .. } = document;
        faults.into_result(Self { id, dangerous: dangerous.flatten(), temperature, foodstuff })
    }

    /// The caller's name for the line.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The temperatures it bears.
    #[must_use]
    pub const fn temperature(&self) -> Option<TemperatureRange> {
        self.temperature
    }

    /// Transport category, of dangerous goods.
    #[must_use]
    pub fn category(&self) -> Option<TransportCategory> {
        self.dangerous.as_ref().map(|dangerous| dangerous.category)
    }
}

impl Dangerous {
    /// `None` after a fault without which it could not be understood.
    fn new(document: &DangerousDocument, path: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let &DangerousDocument { un, class, packing_group, .. } = document;
        let packing = packing(document, path, faults);
        let code = document.code.as_deref().unwrap_or_default();
        let Some(code) = Code::parse(class, code) else {
            let cause = format!("`{code}` is no classification code of this class");
            faults.report(&path.key("code"), "goods.code", cause, "give column 3b of table A, such as 1.4S or 2F");
            return None;
        };
        let derived = TransportCategory::derive(un, class, code, packing_group);
        let mut labels = code.labels(class);
        labels.extend(document.labels.iter().filter(|label| !labels.contains(label)).copied().collect::<Vec<_>>());
        let packing = packing?;
        let Some(category) = document.transport_category.or(derived) else {
            let cause = format!("table 1.1.3.6.3 gives no transport category for {un} as stated");
            faults.report(&path.key("transport_category"), "goods.transport_category", cause, "state it, or the packing group");
            return None;
        };
        let (category, other_category) = match packing {
            // 1.1.3.6.1: empty packagings are of category 4, unless what they held was of 0.
            Packing::EmptyUncleaned if category.get() > 0 => (TransportCategory::UNLIMITED, None),
            _ => (category, derived.filter(|derived| *derived != category)),
        };
        let code_text = document.code.clone();
        Some(Self { un, code, code_text, labels, category, other_category, packing })
    }
}

fn packing(document: &DangerousDocument, path: &Path<'_>, faults: &mut Faults) -> Option<Packing> {
    match (&document.quantity, &document.limited_quantity, document.empty_uncleaned) {
        (Some(quantity), None, false) => {
            quantity.check(&path.key("quantity"), faults);
            Some(Packing::Full(*quantity))
        }
        (None, Some(limited), false) => {
            limited.check(&path.key("limited_quantity"), faults);
            Some(Packing::Limited(limited.clone()))
        }
        (None, None, true) => Some(Packing::EmptyUncleaned),
        _ => {
            let cause = "not exactly one of quantity, limited_quantity and empty_uncleaned is given";
            faults.report(path, "goods.packing", cause, "give one of them");
            None
        }
    }
}
