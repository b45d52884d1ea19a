//! What may be loaded together (ADR 7.5.2, 7.5.4; temperature).

use serde::Serialize;

use super::{
    Goods, Packing,
    class::{Code, Label},
    document::Dangerous,
    load::Reason,
};

/// Whether two goods may share a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mixing {
    /// They may.
    Allowed,
    /// They may, under a condition.
    Conditional(Reason),
    /// They may not.
    Prohibited(Reason),
}

/// Columns and rows of the table of 7.5.2.1.
const ROWS: usize = 18;

/// The table of 7.5.2.1, row by row: `x` allowed, `.` not, `g` as 7.5.2.2 says for compatibility groups, and the notes: `s`
/// 1.4S only; `l` with life-saving appliances only; `a` either, and air bag modules; `n` blasting explosives with nitrates.
const TABLE: [&[u8; ROWS]; ROWS] = [
    // 1 1.4 1.5 1.6  2 3 4.1 4.1+1  4.2 4.3 5.1 5.2 5.2+1  6.1 6.2 7 8 9
    b"gggg......n......l",
    b"ggggsss.ssss.ssssa",
    b"gggg.............l",
    b"gggg.............l",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b".......x..........",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b"ns..xxx.xxxx.xxxxx",
    b".s..xxx.xxxxxxxxxx",
    b"...........xx.....",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b".s..xxx.xxxx.xxxxx",
    b"lallxxx.xxxx.xxxxx",
];

/// The table of 7.5.2.2 for compatibility groups: `x` allowed, `.` not, `b` B and D unless their separation is approved, `n`
/// articles of group N, `l` the same goods only.
const GROUPS: &[u8; 12] = b"ABCDEFGHJLNS";
const GROUP_TABLE: [&[u8; 12]; 12] = [
    b"x...........",
    b".x.b.......x",
    b"..xxx.x...xx",
    b".bxxx.x...xx",
    b"..xxx.x...xx",
    b".....x.....x",
    b"..xxx.x....x",
    b".......x...x",
    b"........x..x",
    b".........l..",
    b"..xxx.....nx",
    b".xxxxxxxx.xx",
];

const LIFE_SAVING: [u16; 3] = [2_990, 3_072, 3_268];
/// Explosives, blasting, of types A, B, D and E under label 1; type C (UN 0083) is left out by the note.
const BLASTING: [u16; 4] = [81, 82, 84, 241];
const NITRATES: [u16; 13] = [1_942, 2_067, 3_375, 1_451, 2_722, 1_486, 1_477, 1_498, 1_446, 2_464, 1_454, 1_474, 1_507];
/// Class 9 goods that 7.5.4 keeps apart from food.
const AWAY_FROM_FOOD: [u16; 6] = [2_212, 2_315, 2_590, 3_151, 3_152, 3_245];

/// Whether two goods may share a vehicle, and the rule when they may not or only under a condition.
///
/// ```
/// use haulage_core::goods::{Goods, Mixing, mixing};
///
/// let goods = |json| Goods::new(serde_json::from_str(json).unwrap()).unwrap();
/// let fireworks = goods(r#"{"id": "f", "dangerous": {"un": 336, "class": "1", "code": "1.4G", "quantity": {"kg": 10}}}"#);
/// let paint = goods(r#"{"id": "p", "dangerous": {"un": 1263, "class": "3", "packing_group": "II", "quantity": {"l": 50}}}"#);
/// assert!(matches!(mixing(&fireworks, &paint), Mixing::Prohibited(reason) if reason.rule == "ADR 7.5.2.1"));
/// assert_eq!(mixing(&paint, &paint), Mixing::Allowed);
/// ```
#[must_use]
pub fn mixing(a: &Goods, b: &Goods) -> Mixing {
    if let (Some(one), Some(other)) = (a.temperature, b.temperature)
        && one.common(other).is_none()
    {
        return prohibited("temperature", "no temperature suits both");
    }
    let by_law = match (&a.dangerous, &b.dangerous) {
        (Some(one), Some(other)) => dangerous(one, other),
        _ => Mixing::Allowed,
    };
    let near_food = |goods: &Goods, food: &Goods| food.foodstuff && goods.dangerous.as_ref().is_some_and(Dangerous::taints_food);
    if by_law == Mixing::Allowed && (near_food(a, b) || near_food(b, a)) {
        return conditional("ADR 7.5.4", "keep them apart: full-height partitions, other packages between, or 0.8 m");
    }
    by_law
}

/// Whether two goods may share a vehicle: what routing asks.
#[must_use]
pub fn may_share_vehicle(a: &Goods, b: &Goods) -> bool {
    !matches!(mixing(a, b), Mixing::Prohibited(_))
}

const fn prohibited(rule: &'static str, reason: &'static str) -> Mixing {
    Mixing::Prohibited(Reason { rule, reason })
}

const fn conditional(rule: &'static str, reason: &'static str) -> Mixing {
    Mixing::Conditional(Reason { rule, reason })
}

fn dangerous(a: &Dangerous, b: &Dangerous) -> Mixing {
    let limited = |goods: &Dangerous| matches!(goods.packing, Packing::Limited(_));
    match (limited(a), limited(b)) {
        (true, true) => Mixing::Allowed,
        (true, false) => beside_limited(b),
        (false, true) => beside_limited(a),
        (false, false) => by_labels(a, b),
    }
}

/// 7.5.2.4. Packages in limited quantities bear no danger labels, so that the table says nothing on them.
fn beside_limited(goods: &Dangerous) -> Mixing {
    match goods.code {
        Code::Explosive { division, .. } if division != 4 && !matches!(goods.un.get(), 161 | 499) => {
            prohibited("ADR 7.5.2.4", "limited quantities do not travel with explosives but 1.4, UN 0161 and UN 0499")
        }
        _ => Mixing::Allowed,
    }
}

/// 7.5.2.1: every label of one against every label of the other; the strictest answer holds.
fn by_labels(a: &Dangerous, b: &Dangerous) -> Mixing {
    if let (Code::Explosive { group: one, .. }, Code::Explosive { group: other, .. }) = (a.code, b.code) {
        return by_groups(one, other, a.un == b.un);
    }
    let mut answer = Mixing::Allowed;
    for row in a.rows() {
        for column in b.rows() {
            match cell(TABLE[row][column], a, b) {
                prohibition @ Mixing::Prohibited(_) => return prohibition,
                Mixing::Allowed => {}
                condition @ Mixing::Conditional(_) => answer = condition,
            }
        }
    }
    answer
}

fn cell(entry: u8, a: &Dangerous, b: &Dangerous) -> Mixing {
    let either = |holds: fn(&Dangerous) -> bool| holds(a) || holds(b);
    let life_saving = either(|goods| LIFE_SAVING.contains(&goods.un.get()));
    let of_group_s = either(|goods| matches!(goods.code, Code::Explosive { division: 4, group: b'S' }));
    let air_bags = either(|goods| goods.un.get() == 503) && either(|goods| goods.un.get() == 3_268);
    let blasting = either(|goods| BLASTING.contains(&goods.un.get())) && either(|goods| NITRATES.contains(&goods.un.get()));
    match entry {
        b'x' => Mixing::Allowed,
        b's' if of_group_s => Mixing::Allowed,
        b'l' if life_saving => Mixing::Allowed,
        b'a' if of_group_s || life_saving || air_bags => Mixing::Allowed,
        b'n' if blasting => conditional("ADR 7.5.2.1, note d", "the whole counts as blasting explosives of class 1"),
        _ => prohibited("ADR 7.5.2.1", "packages with these danger labels do not share a vehicle"),
    }
}

/// 7.5.2.2.
fn by_groups(one: u8, other: u8, same_goods: bool) -> Mixing {
    let place = |group: u8| GROUPS.iter().position(|known| *known == group);
    let entry = match (place(one), place(other)) {
        (Some(row), Some(column)) => GROUP_TABLE[row][column],
        _ => b'.',
    };
    match entry {
        b'x' => Mixing::Allowed,
        b'n' | b'l' if same_goods => Mixing::Allowed,
        b'b' => prohibited("ADR 7.5.2.2, note 1", "groups B and D need a separation that the authority has approved"),
        b'n' => prohibited("ADR 7.5.2.2, note 2", "different articles 1.6N need proof that no detonation passes between them"),
        b'l' => prohibited("ADR 7.5.2.2, note 4", "goods of group L travel with the same goods only"),
        _ => prohibited("ADR 7.5.2.2", "explosives of these compatibility groups do not share a vehicle"),
    }
}

impl Dangerous {
    /// The rows of the table that its labels stand for.
    fn rows(&self) -> impl Iterator<Item = usize> {
        // Label 1 beside 4.1 or 5.2 makes a row of its own.
        let has = |label| self.labels.contains(&label);
        let explosive_too =
            !matches!(self.code, Code::Explosive { .. }) && has(Label::L1) && (has(Label::L41) || has(Label::L52));
        self.labels.iter().filter_map(move |label| {
            Some(match label {
                Label::L1 if explosive_too => return None,
                Label::L1 => 0,
                Label::L14 => 1,
                Label::L15 => 2,
                Label::L16 => 3,
                Label::L21 | Label::L22 | Label::L23 => 4,
                Label::L3 => 5,
                Label::L41 => 6 + usize::from(explosive_too),
                Label::L42 => 8,
                Label::L43 => 9,
                Label::L51 => 10,
                Label::L52 => 11 + usize::from(explosive_too),
                Label::L61 => 13,
                Label::L62 => 14,
                Label::L7 => 15,
                Label::L8 => 16,
                Label::L9 => 17,
            })
        })
    }

    fn taints_food(&self) -> bool {
        let labelled = self.labels.iter().any(|label| matches!(label, Label::L61 | Label::L62));
        let listed = self.labels.contains(&Label::L9) && AWAY_FROM_FOOD.contains(&self.un.get());
        !matches!(self.packing, Packing::Limited(_)) && (labelled || listed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Goods by UN number, class, code and further labels.
    fn goods(un: u16, class: &str, code: &str, labels: &[&str]) -> Goods {
        let document = serde_json::json!({"id": "x", "dangerous": {
            "un": un, "class": class, "code": code, "labels": labels, "packing_group": "II", "transport_category": 2,
            "quantity": {"kg": "1"}
        }});
        Goods::new(serde_json::from_value(document).unwrap()).unwrap()
    }

    fn rule(a: &Goods, b: &Goods) -> &'static str {
        assert_eq!(mixing(a, b), mixing(b, a), "the order does not matter");
        match mixing(a, b) {
            Mixing::Allowed => "allowed",
            Mixing::Conditional(_) => "conditional",
            Mixing::Prohibited(reason) => reason.rule,
        }
    }

    #[test]
    fn both_tables_are_symmetric() {
        assert!(is_symmetric(&TABLE) && is_symmetric(&GROUP_TABLE));
    }

    fn is_symmetric<const N: usize>(table: &[&[u8; N]; N]) -> bool {
        let mut cells = table.iter().enumerate().flat_map(|(row, cells)| (0..N).map(move |column| (row, column, cells[column])));
        cells.all(|(row, column, cell)| table[column][row] == cell)
    }

    #[test]
    fn explosives_travel_alone_but_for_the_notes_of_the_table() {
        let petrol = goods(1203, "3", "F1", &[]);
        let life_jackets = goods(2990, "9", "M5", &[]);
        let nitrate = goods(1942, "5.1", "O2", &[]);
        let dynamite = goods(81, "1", "1.1D", &[]);
        for (a, b, expected) in [
            (&dynamite, &petrol, "ADR 7.5.2.1"),
            (&goods(12, "1", "1.4S", &[]), &petrol, "allowed"),
            (&goods(336, "1", "1.4G", &[]), &petrol, "ADR 7.5.2.1"),
            (&goods(336, "1", "1.4G", &[]), &life_jackets, "allowed"),
            (&goods(503, "1", "1.4G", &[]), &goods(3268, "9", "M5", &[]), "allowed"),
            (&goods(331, "1", "1.5D", &[]), &life_jackets, "allowed"),
            (&dynamite, &nitrate, "conditional"),
            (&goods(83, "1", "1.1D", &[]), &nitrate, "ADR 7.5.2.1"),
            (&petrol, &nitrate, "allowed"),
        ] {
            assert_eq!(rule(a, b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_subsidiary_explosive_hazard_makes_a_row_of_its_own() {
        let self_reactive = goods(3222, "4.1", "SR1", &["1"]);
        let peroxide = goods(3102, "5.2", "P1", &["1"]);
        assert_eq!(rule(&self_reactive, &goods(3222, "4.1", "SR1", &["1"])), "allowed");
        assert_eq!(rule(&self_reactive, &goods(1325, "4.1", "F1", &[])), "ADR 7.5.2.1");
        assert_eq!(rule(&peroxide, &goods(3105, "5.2", "P1", &[])), "allowed");
        assert_eq!(rule(&peroxide, &goods(12, "1", "1.4S", &[])), "ADR 7.5.2.1");
    }

    #[test]
    fn explosives_of_different_groups_follow_the_second_table() {
        let of = |un, code| goods(un, "1", code, &[]);
        for (a, b, expected) in [
            (of(81, "1.1D"), of(27, "1.1D"), "allowed"),
            (of(29, "1.1B"), of(81, "1.1D"), "ADR 7.5.2.2, note 1"),
            (of(29, "1.1B"), of(336, "1.4G"), "ADR 7.5.2.2"),
            (of(12, "1.4S"), of(29, "1.1B"), "allowed"),
            (of(486, "1.6N"), of(486, "1.6N"), "allowed"),
            (of(486, "1.6N"), of(490, "1.6N"), "ADR 7.5.2.2, note 2"),
            (of(357, "1.1L"), of(358, "1.2L"), "ADR 7.5.2.2, note 4"),
            (of(12, "1.4S"), of(357, "1.1L"), "ADR 7.5.2.2"),
        ] {
            assert_eq!(rule(&a, &b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn limited_quantities_shun_explosives_and_no_labels() {
        let limited = |un: u16, class: &str| {
            let document = serde_json::json!({"id": "lq", "dangerous": {"un": un, "class": class, "packing_group": "II",
                "limited_quantity": {"limit": {"l": 1}, "inner": {"l": 1}, "packages": 1, "package_gross_mass_g": 1000}}});
            Goods::new(serde_json::from_value(document).unwrap()).unwrap()
        };
        assert_eq!(rule(&limited(1263, "3"), &goods(81, "1", "1.1D", &[])), "ADR 7.5.2.4");
        assert_eq!(rule(&limited(1263, "3"), &goods(161, "1", "1.3C", &[])), "allowed");
        assert_eq!(rule(&limited(1263, "3"), &goods(336, "1", "1.4G", &[])), "allowed");
    }

    #[test]
    fn food_is_kept_apart_from_poison() {
        let food = Goods::new(serde_json::from_str(r#"{"id": "flour", "foodstuff": true}"#).unwrap()).unwrap();
        assert_eq!(rule(&food, &goods(2588, "6.1", "T7", &[])), "conditional");
        assert_eq!(rule(&food, &goods(2315, "9", "M2", &[])), "conditional");
        assert_eq!(rule(&food, &goods(3480, "9", "M4", &[])), "allowed");
    }

    proptest! {
        #[test]
        fn goods_without_explosive_hazard_may_always_share(a in 0..12_usize, b in 0..12_usize) {
            let classes = ["2", "3", "4.1", "4.2", "4.3", "5.1", "5.2", "6.1", "6.2", "7", "8", "9"];
            let of = |class: &str| goods(1000, class, if class == "2" { "2A" } else { "" }, &[]);
            prop_assert!(may_share_vehicle(&of(classes[a]), &of(classes[b])));
        }
    }
}
