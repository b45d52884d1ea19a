//! Points of ADR 1.1.3.6.4: how much of the exempt quantity a line uses up.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Goods, Packing, document::Dangerous};

/// The points that a transport unit may carry exempt.
pub(super) const EXEMPT: u32 = 1_000;

/// The exemption limit as an integer capacity, in thousandths of a point.
pub const EXEMPT_CAPACITY: u64 = 1_000_000;

/// Category 1 goods of note a to table 1.1.3.6.3: 50 kg a transport unit, and 20 points a kilogram.
const NOTE_A: [u16; 9] = [81, 82, 84, 241, 331, 332, 482, 1_005, 1_017];

/// The points of a line: quantity times 50, 20, 3 or 1 by category; 0 for category 4, for limited quantities and for what is
/// not dangerous. `None` for goods of category 0, which are never exempt.
///
/// ```
/// use haulage_core::goods::{Goods, points};
///
/// let ammonia = r#"{"id": "a", "dangerous": {"un": 1005, "class": "2", "code": "2TC", "quantity": {"kg": "50"}}}"#;
/// let ammonia = Goods::new(serde_json::from_str(ammonia)?)?;
/// assert_eq!(points(&ammonia), Some(1_000.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn points(goods: &Goods) -> Option<Decimal> {
    goods.dangerous.as_ref().map_or(Some(Decimal::ZERO), Dangerous::points)
}

/// The points of a line as an integer demand on [`EXEMPT_CAPACITY`], rounded up: what routing adds up, so that a vehicle
/// without ADR equipment is never filled past the exemption. Goods of category 0 do not fit at all.
///
/// One rule is not additive and stays with [`super::check_load`]: a load of category 2 alone ends at 333, not at 333⅓.
#[must_use]
pub fn capacity_use(goods: &Goods) -> u64 {
    let thousandths = points(goods).and_then(|points| points.checked_mul(Decimal::ONE_THOUSAND)?.ceil().to_u64());
    thousandths.unwrap_or(EXEMPT_CAPACITY + 1)
}

impl Dangerous {
    fn points(&self) -> Option<Decimal> {
        match &self.packing {
            Packing::Full(quantity) => {
                let factor = match self.category.get() {
                    0 if quantity.number().is_zero() => 0,
                    0 => return None,
                    1 if NOTE_A.contains(&self.un.get()) => 20,
                    1 => 50,
                    2 => 3,
                    3 => 1,
                    _ => 0,
                };
                quantity.number().checked_mul(factor.into())
            }
            Packing::Limited(_) => Some(Decimal::ZERO),
            Packing::EmptyUncleaned => (self.category.get() > 0).then_some(Decimal::ZERO),
        }
    }

    /// What counts against the limit of its category.
    pub(super) fn counted(&self) -> Decimal {
        match &self.packing {
            Packing::Full(quantity) => quantity.number(),
            Packing::Limited(_) | Packing::EmptyUncleaned => Decimal::ZERO,
        }
    }
}
