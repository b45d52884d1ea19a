//! Transport categories (ADR table 1.1.3.6.3).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::class::{Class, Code, GoodsError, UnNumber};

/// Packing group: how dangerous a substance is within its class (ADR 2.1.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PackingGroup {
    /// High danger.
    I,
    /// Medium danger.
    II,
    /// Low danger.
    III,
}

/// Transport category of dangerous goods: from 0, which is never exempt, to 4, which always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", schemars(extend("maximum" = 4)))]
pub struct TransportCategory(u8);

impl TransportCategory {
    /// Category 4.
    pub(super) const UNLIMITED: Self = Self(4);

    /// A category.
    ///
    /// # Errors
    /// [`GoodsError::Category`] above 4.
    pub const fn new(category: u8) -> Result<Self, GoodsError> {
        if category <= 4 { Ok(Self(category)) } else { Err(GoodsError::Category(category)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The quantity of one category that a transport unit may carry exempt (column 3); none for no limit.
    #[must_use]
    pub fn limit(self) -> Option<Decimal> {
        [Some(0), Some(20), Some(333), Some(1_000), None][usize::from(self.0)].map(Decimal::from)
    }

    /// The category of goods by the table's column 2; `None` where only column 15 of table A knows it.
    pub(super) fn derive(un: UnNumber, class: Class, code: Code, group: Option<PackingGroup>) -> Option<Self> {
        let by_number = BY_NUMBER.iter().find(|(listed, ..)| *listed == class).and_then(|(_, categories)| {
            categories.iter().find(|(_, ranges)| ranges.iter().any(|(first, last)| (*first..=*last).contains(&un.get())))
        });
        let category = match (by_number, code, group) {
            (Some((category, _)), ..) => *category,
            (None, Code::Explosive { division, group }, _) => explosive(division, group)?,
            (None, Code::Gas { toxic, corrosive, .. }, _) if toxic || corrosive => 1,
            (None, Code::Gas { flammable, .. }, _) => {
                if flammable {
                    2
                } else {
                    3
                }
            }
            // Two numbers are lighter in packing group III than the rest of their class.
            (None, _, Some(PackingGroup::III)) if class == Class::C42 && matches!(un.get(), 1_361 | 1_362) => 4,
            (None, _, Some(PackingGroup::I)) if class == Class::C42 => 0,
            (None, _, Some(PackingGroup::I)) => 1,
            (None, _, Some(PackingGroup::II)) => 2,
            (None, _, Some(PackingGroup::III)) => {
                if class == Class::C61 {
                    2
                } else {
                    3
                }
            }
            (None, _, None) => return None,
        };
        Some(Self(category))
    }
}

const fn explosive(division: u8, group: u8) -> Option<u8> {
    Some(match (division, group) {
        (1, b'A') | (1..=3, b'L') => 0,
        (1 | 2, b'B'..=b'J') | (3, b'C' | b'G' | b'H' | b'J') | (5, b'D') => 1,
        (4, b'B'..=b'G') | (6, b'N') => 2,
        (4, b'S') => 4,
        _ => return None,
    })
}

type Ranges = &'static [(u16, u16)];

/// UN numbers that the table names, by class and category.
#[rustfmt::skip]
const BY_NUMBER: [(Class, &[(u8, Ranges)]); 13] = [
    (Class::C1, &[(0, &[(190, 190)])]),
    (Class::C2, &[(1, &[(3_502, 3_505)]), (2, &[(3_501, 3_501)]), (3, &[(3_500, 3_500)]), (4, &[(3_537, 3_539)])]),
    (Class::C3, &[(0, &[(3_343, 3_343)]), (3, &[(3_473, 3_473)]), (4, &[(3_540, 3_540)])]),
    (Class::C41, &[
        (1, &[(3_221, 3_224), (3_231, 3_240), (3_533, 3_534)]),
        (2, &[(3_225, 3_230), (3_531, 3_532)]),
        (4, &[(1_331, 1_331), (1_345, 1_345), (1_944, 1_945), (2_254, 2_254), (2_623, 2_623), (3_541, 3_541)]),
    ]),
    (Class::C42, &[(4, &[(3_542, 3_542)])]),
    (Class::C43, &[
        (0, &[
            (1_183, 1_183), (1_242, 1_242), (1_295, 1_295), (1_340, 1_340), (1_390, 1_390), (1_403, 1_403), (1_928, 1_928),
            (2_813, 2_813), (2_965, 2_965), (2_968, 2_968), (2_988, 2_988), (3_129, 3_132), (3_134, 3_134), (3_148, 3_148),
            (3_396, 3_396), (3_398, 3_399),
        ]),
        (2, &[(3_292, 3_292)]), (3, &[(3_476, 3_476)]), (4, &[(3_543, 3_543)]),
    ]),
    (Class::C51, &[(0, &[(2_426, 2_426)]), (2, &[(3_356, 3_356)]), (4, &[(3_544, 3_544)])]),
    (Class::C52, &[(1, &[(3_101, 3_104), (3_111, 3_120)]), (2, &[(3_105, 3_110)]), (4, &[(3_545, 3_545)])]),
    (Class::C61, &[
        (0, &[(1_051, 1_051), (1_600, 1_600), (1_613, 1_614), (2_312, 2_312), (3_250, 3_250), (3_294, 3_294)]),
        (2, &[(1_700, 1_700), (2_016, 2_017)]), (4, &[(3_546, 3_546)]),
    ]),
    (Class::C62, &[(0, &[(2_814, 2_814), (2_900, 2_900), (3_549, 3_549)]), (2, &[(3_291, 3_291)])]),
    (Class::C7, &[(0, &[(2_912, 2_919), (2_977, 2_978), (3_321, 3_333)]), (4, &[(2_908, 2_911)])]),
    (Class::C8, &[
        (0, &[(2_215, 2_215)]),
        (3, &[(2_794, 2_795), (2_800, 2_800), (3_028, 3_028), (3_477, 3_477), (3_506, 3_506), (3_554, 3_554)]),
        (4, &[(3_547, 3_547)]),
    ]),
    (Class::C9, &[
        (0, &[(2_315, 2_315), (3_151, 3_152), (3_432, 3_432)]),
        (2, &[(3_090, 3_091), (3_245, 3_245), (3_480, 3_481), (3_536, 3_536), (3_551, 3_552)]),
        (3, &[(2_990, 2_990), (3_072, 3_072)]),
        (4, &[(3_268, 3_268), (3_499, 3_499), (3_508, 3_509), (3_548, 3_548), (3_559, 3_559)]),
    ]),
];

impl TryFrom<u8> for TransportCategory {
    type Error = GoodsError;

    fn try_from(category: u8) -> Result<Self, GoodsError> {
        Self::new(category)
    }
}

impl From<TransportCategory> for u8 {
    fn from(category: TransportCategory) -> Self {
        category.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derived(un: u16, class: Class, code: &str, group: Option<PackingGroup>) -> Option<u8> {
        let code = Code::parse(class, code).unwrap();
        TransportCategory::derive(UnNumber::new(un).unwrap(), class, code, group).map(TransportCategory::get)
    }

    #[test]
    fn the_table_of_1_1_3_6_3_gives_the_category() {
        use PackingGroup::{I, II, III};
        for (un, class, code, group, category) in [
            (1_203, Class::C3, "F1", Some(II), Some(2)),
            (1_202, Class::C3, "F1", Some(III), Some(3)),
            (3_343, Class::C3, "D", None, Some(0)),
            (1_005, Class::C2, "2TC", None, Some(1)),
            (1_965, Class::C2, "2F", None, Some(2)),
            (1_066, Class::C2, "1A", None, Some(3)),
            (1_950, Class::C2, "5F", None, Some(2)),
            (81, Class::C1, "1.1D", None, Some(1)),
            (12, Class::C1, "1.4S", None, Some(4)),
            (190, Class::C1, "1.4G", None, Some(0)),
            (357, Class::C1, "1.1L", None, Some(0)),
            (1_362, Class::C42, "S2", Some(III), Some(4)),
            (1_366, Class::C42, "SW", Some(I), Some(0)),
            (2_588, Class::C61, "T7", Some(III), Some(2)),
            (1_789, Class::C8, "C1", Some(I), Some(1)),
            (3_480, Class::C9, "M4", None, Some(2)),
            (3_373, Class::C62, "I4", None, None),
        ] {
            assert_eq!(derived(un, class, code, group), category, "UN {un}");
        }
    }
}
