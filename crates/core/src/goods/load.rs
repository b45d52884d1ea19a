//! The verdict on a load.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Goods, GoodsDocument, Mixing, Packing, TemperatureRange, TransportCategory, UnNumber, capacity_use, class::Label,
    document::Dangerous, may_share_vehicle, mixing, points, points::EXEMPT,
};
use crate::{
    fault::{Faults, Path},
    money::Amount,
};

/// A rule, and what it says here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The article, or `temperature`.
    pub rule: &'static str,
    /// What it says.
    pub reason: &'static str,
}

/// What carries the load.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Vehicle {
    /// Whether vehicle and driver meet ADR in full: equipment, plates, training certificate.
    pub adr: bool,
    /// The temperatures that it can keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<TemperatureRange>,
}

/// Under which rules a load travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing counts: no dangerous goods, or in limited quantities alone.
    Free,
    /// Exempt from most of ADR by quantity (1.1.3.6).
    Exempt,
    /// Under ADR in full.
    FullAdr,
    /// Not at all: see the conflicts and refusals.
    Refused,
}

/// A pair of lines that may not share a vehicle, or only under a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conflict {
    /// One line.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they may share a vehicle under the condition that the reason names.
    pub conditional: bool,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// What a line adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineVerdict {
    /// The line.
    pub id: String,
    /// UN number, of dangerous goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub un: Option<UnNumber>,
    /// Classification code as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// All labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// Transport category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport_category: Option<TransportCategory>,
    /// Points; none for category 0, which is never exempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Amount>,
    /// Points as an integer demand, in thousandths rounded up, on a capacity of 1,000,000.
    pub capacity_use: u64,
    /// The category that table 1.1.3.6.3 gives, where another is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_by_table: Option<TransportCategory>,
}

/// The quantity of a transport category in the load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CategoryTotal {
    /// The category.
    pub category: TransportCategory,
    /// Kilograms and litres, added as the law adds them.
    pub quantity: Amount,
    /// What a transport unit may carry exempt of this category alone; none for no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Amount>,
}

/// The verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoadVerdict {
    /// Under which rules the load travels.
    pub verdict: Verdict,
    /// All points (1.1.3.6.4); none when goods of category 0 are aboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Amount>,
    /// Quantities by transport category, ascending.
    pub categories: Vec<CategoryTotal>,
    /// Line by line.
    pub lines: Vec<LineVerdict>,
    /// Pairs that do not go together, or only under a condition, in the order of the lines; the first thousand of them.
    pub conflicts: Vec<Conflict>,
    /// The temperatures that suit all lines and the vehicle; none when nobody asks for any, or when none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<TemperatureRange>,
    /// Why the load is refused, beside conflicts; and duties that come with it.
    pub reasons: Vec<Reason>,
}

/// Conflicts told apart; a load with more is beyond mending pair by pair.
const CONFLICTS_SHOWN: usize = 1_000;

/// Lines of a load: every pair of them is looked at.
const LINES: usize = 2_000;

/// A load as a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoadDocument {
    /// The lines, 2,000 at the most, each with a name of its own.
    pub goods: Vec<GoodsDocument>,
    /// What carries them; left out where that is not decided yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
}

impl LoadDocument {
    /// Checks the document, then the load: see [`check_load`].
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn check(self) -> Result<LoadVerdict, Faults> {
        let path = Path::ROOT.key("goods");
        let mut faults = Faults::new();
        if self.goods.len() > LINES {
            let cause = format!("{} lines are more than {LINES}", self.goods.len());
            faults.report(&path, "goods.too_many", cause, "join lines of the same goods");
            return Err(faults);
        }
        if let Some(range) = self.vehicle.and_then(|vehicle| vehicle.temperature) {
            range.check(&Path::ROOT.key("vehicle").key("temperature"), &mut faults);
        }
        let mut names = BTreeSet::new();
        let mut goods = Vec::with_capacity(self.goods.len());
        for (index, document) in self.goods.into_iter().enumerate() {
            if !names.insert(document.id.clone()) {
                let cause = format!("`{}` names a line above", document.id);
                faults.report(&path.index(index).key("id"), "goods.id", cause, "give each line a name of its own");
            }
            match Goods::new(document) {
                Ok(line) => goods.push(line),
                Err(found) => faults.absorb(&path.index(index), found),
            }
        }
        faults.into_result(())?;
        Ok(check_load(&goods, self.vehicle))
    }
}

/// Gross mass of limited quantities above which the vehicle is marked (ADR 3.4.14).
const MARKED_ABOVE_G: u128 = 8_000_000;

/// The verdict on a load: may it go, under which rules, and why. Work grows with the square of the lines.
#[must_use]
pub fn check_load(goods: &[Goods], vehicle: Option<Vehicle>) -> LoadVerdict {
    let conflicts = conflicts(goods);
    let categories = categories(goods);
    let points = goods.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(points(line)?));
    let mut reasons = Vec::new();
    // Not from the conflicts shown: they are cut.
    let mut refused = goods.iter().enumerate().any(|(at, a)| goods[at + 1..].iter().any(|b| !may_share_vehicle(a, b)));

    let mut verdict = by_quantity(goods, &categories, points, &mut reasons);
    if let Some(Vehicle { adr: false, .. }) = vehicle
        && verdict == Verdict::FullAdr
    {
        reasons.push(Reason { rule: "ADR 1.1.3.6", reason: "the vehicle does not meet ADR in full, and the load is not exempt" });
        refused = true;
    }
    let kept = vehicle.and_then(|vehicle| vehicle.temperature);
    let asked: Vec<TemperatureRange> = goods.iter().filter_map(|line| line.temperature).chain(kept).collect();
    let temperature = asked.iter().try_fold(TemperatureRange::default(), |common, range| common.common(*range));
    if temperature.is_none() {
        reasons.push(Reason { rule: "temperature", reason: "no temperature suits all lines and the vehicle" });
        refused = true;
    }
    let limited_g = goods.iter().filter_map(Goods::limited_gross_g).sum::<u128>();
    if limited_g > MARKED_ABOVE_G {
        reasons.push(Reason { rule: "ADR 3.4.13", reason: "mark a unit above 12 t: more than 8 t of limited quantities" });
    }
    if refused {
        verdict = Verdict::Refused;
    }
    LoadVerdict {
        verdict,
        points: points.map(shown),
        categories,
        lines: goods.iter().map(line).collect(),
        conflicts,
        temperature: temperature.filter(|_| !asked.is_empty()),
        reasons,
    }
}

/// 1.1.3.6.2: column 3 when all is of one category, else the calculated value. Column 3 and a value of 1,000 differ for
/// category 2 alone.
fn by_quantity(goods: &[Goods], totals: &[CategoryTotal], points: Option<Decimal>, reasons: &mut Vec<Reason>) -> Verdict {
    let counts = |goods: &Goods| goods.dangerous.as_ref().is_some_and(|d| !matches!(d.packing, Packing::Limited(_)));
    if !goods.iter().any(counts) {
        return Verdict::Free;
    }
    let Some(points) = points else {
        reasons.push(Reason { rule: "ADR 1.1.3.6.3", reason: "goods of transport category 0 are never exempt" });
        return Verdict::FullAdr;
    };
    if points > Decimal::from(EXEMPT) {
        reasons.push(Reason { rule: "ADR 1.1.3.6.4", reason: "the calculated value is above 1,000" });
        return Verdict::FullAdr;
    }
    let limited: Vec<&CategoryTotal> =
        totals.iter().filter(|total| total.limit.is_some() && !total.quantity.0.is_zero()).collect();
    if let [only] = limited[..]
        && only.category.get() == 2
        && only.limit.is_some_and(|limit| only.quantity > limit)
    {
        reasons.push(Reason { rule: "ADR 1.1.3.6.3", reason: "more than 333 of category 2 alone" });
        return Verdict::FullAdr;
    }
    Verdict::Exempt
}

fn conflicts(goods: &[Goods]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for (at, a) in goods.iter().enumerate() {
        for b in &goods[at + 1..] {
            let (conditional, reason) = match mixing(a, b) {
                Mixing::Allowed => continue,
                Mixing::Conditional(reason) => (true, reason),
                Mixing::Prohibited(reason) => (false, reason),
            };
            if conflicts.len() == CONFLICTS_SHOWN {
                return conflicts;
            }
            conflicts.push(Conflict { a: a.id.clone(), b: b.id.clone(), conditional, reason });
        }
    }
    conflicts
}

fn categories(goods: &[Goods]) -> Vec<CategoryTotal> {
    let counted =
        || goods.iter().filter_map(|line| line.dangerous.as_ref()).filter(|d| !matches!(d.packing, Packing::Limited(_)));
    (0..=4)
        .filter_map(|number| {
            let category = TransportCategory::new(number).ok()?;
            let mut of_it = counted().filter(|dangerous| dangerous.category == category).peekable();
            of_it.peek()?;
            let quantity = shown(of_it.map(Dangerous::counted).sum());
            Some(CategoryTotal { category, quantity, limit: category.limit().map(Amount) })
        })
        .collect()
}

fn line(goods: &Goods) -> LineVerdict {
    let dangerous = goods.dangerous.as_ref();
    LineVerdict {
        id: goods.id.clone(),
        un: dangerous.map(|dangerous| dangerous.un),
        code: dangerous.and_then(|dangerous| dangerous.code_text.clone()),
        labels: dangerous.map(|dangerous| dangerous.labels.clone()).unwrap_or_default(),
        transport_category: goods.category(),
        points: points(goods).map(shown),
        capacity_use: capacity_use(goods),
        category_by_table: dangerous.and_then(|dangerous| dangerous.other_category),
    }
}

/// Without trailing zeros: a sum of 500.0 and 300 is 800.
fn shown(number: Decimal) -> Amount {
    Amount(number.normalize())
}

impl Goods {
    fn limited_gross_g(&self) -> Option<u128> {
        match &self.dangerous.as_ref()?.packing {
            Packing::Limited(limited) => Some(u128::from(limited.package_gross_mass_g.grams()) * u128::from(limited.packages)),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
