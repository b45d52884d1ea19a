//! The boundary cases of ADR 1.1.3.6, and loads as they come.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::goods::{EXEMPT_CAPACITY, GoodsDocument};

fn goods(document: Value) -> Goods {
    Goods::new(serde_json::from_value::<GoodsDocument>(document).unwrap()).unwrap()
}

/// A line of a transport category.
fn of_category(category: u8, quantity: &str) -> Goods {
    goods(json!({"id": format!("{category}"), "dangerous": {
        "un": 1993, "class": "3", "transport_category": category, "quantity": {"l": quantity}}}))
}

fn verdict(load: &[Goods]) -> (Verdict, Option<String>) {
    let verdict = check_load(load, None);
    (verdict.verdict, verdict.points.map(|points| points.to_string()))
}

#[test]
fn the_exemption_ends_exactly_where_the_law_ends_it() {
    use Verdict::{Exempt, FullAdr};
    let ammonia = goods(json!({"id": "a", "dangerous": {"un": 1005, "class": "2", "code": "2TC", "quantity": {"kg": "50"}}}));
    for (load, expected, points) in [
        (vec![of_category(1, "20")], Exempt, Some("1000")),
        (vec![of_category(1, "20.1")], FullAdr, Some("1005")),
        (vec![of_category(1, "20.000001")], FullAdr, Some("1000.00005")),
        (vec![of_category(2, "333")], Exempt, Some("999")),
        (vec![of_category(2, "334")], FullAdr, Some("1002")),
        (vec![of_category(2, "333.2")], FullAdr, Some("999.6")),
        (vec![of_category(2, "333.2"), of_category(3, "0.4")], Exempt, Some("1000")),
        (vec![of_category(1, "10"), of_category(2, "100"), of_category(3, "200")], Exempt, Some("1000")),
        (vec![of_category(1, "10"), of_category(2, "100"), of_category(3, "200.001")], FullAdr, Some("1000.001")),
        (vec![ammonia.clone()], Exempt, Some("1000")),
        (vec![ammonia, of_category(3, "0.001")], FullAdr, Some("1000.001")),
        (vec![of_category(0, "0.001")], FullAdr, None),
        (vec![of_category(4, "1000000000"), of_category(3, "1000")], Exempt, Some("1000")),
    ] {
        assert_eq!(verdict(&load), (expected, points.map(Into::into)), "{load:?}");
    }
}

#[test]
fn empty_packagings_count_nothing_unless_they_held_category_0() {
    let empty = |un: u16, class: &str, group: &str| {
        goods(json!({"id": "e", "dangerous": {"un": un, "class": class, "packing_group": group, "empty_uncleaned": true}}))
    };
    assert_eq!(verdict(&[empty(1203, "3", "II")]), (Verdict::Exempt, Some("0".into())));
    assert_eq!(verdict(&[empty(1366, "4.2", "I")]), (Verdict::FullAdr, None));
}

#[test]
fn limited_quantities_are_not_counted_but_marked_above_eight_tonnes() {
    let limited = |packages: u32| {
        goods(json!({"id": "lq", "dangerous": {"un": 1263, "class": "3", "packing_group": "II", "limited_quantity":
            {"limit": {"l": "5"}, "inner": {"l": "5"}, "packages": packages, "package_gross_mass_g": 30_000}}}))
    };
    assert_eq!(verdict(&[limited(266)]), (Verdict::Free, Some("0".into())));
    assert!(check_load(&[limited(266)], None).reasons.is_empty());
    assert_eq!(check_load(&[limited(267)], None).reasons[0].rule, "ADR 3.4.13");
}

#[test]
fn a_load_that_may_not_go_says_why() {
    let dynamite = goods(json!({"id": "d", "dangerous": {"un": 81, "class": "1", "code": "1.1D", "quantity": {"kg": "1"}}}));
    let vaccine = goods(json!({"id": "v", "temperature": {"min_celsius": 2, "max_celsius": 8}}));
    let fish = goods(json!({"id": "f", "temperature": {"max_celsius": -18}, "foodstuff": true}));
    let verdict = check_load(&[dynamite, of_category(2, "1"), vaccine.clone(), fish], None);
    assert_eq!(verdict.verdict, Verdict::Refused);
    let rules: Vec<_> = verdict.conflicts.iter().map(|conflict| (&*conflict.a, &*conflict.b, conflict.reason.rule)).collect();
    assert_eq!(rules, [("d", "2", "ADR 7.5.2.1"), ("v", "f", "temperature")]);

    let plain = Vehicle { adr: false, temperature: None };
    assert_eq!(check_load(&[of_category(2, "500")], Some(plain)).verdict, Verdict::Refused);
    assert_eq!(check_load(&[of_category(2, "500")], Some(Vehicle { adr: true, ..plain })).verdict, Verdict::FullAdr);
    let deep_frozen = Vehicle { temperature: serde_json::from_value(json!({"max_celsius": -18})).unwrap(), ..plain };
    assert_eq!(check_load(&[vaccine], Some(deep_frozen)).reasons[0].rule, "temperature");
}

#[test]
fn every_fault_of_a_line_is_found() {
    let document = json!({"id": " ", "temperature": {"min_celsius": 8, "max_celsius": 2}, "dangerous": {
        "un": 1950, "class": "2", "code": "5X", "limited_quantity":
            {"limit": {"l": "1"}, "inner": {"l": "2"}, "packages": 1, "package_gross_mass_g": 21_000, "tray": true}}});
    let faults = Goods::new(serde_json::from_value(document).unwrap()).unwrap_err();
    let found: Vec<_> = faults.as_slice().iter().map(|fault| (&*fault.code, &*fault.path)).collect();
    assert_eq!(
        found,
        [
            ("goods.id", "/id"),
            ("goods.temperature", "/temperature"),
            ("goods.limited_quantity", "/dangerous/limited_quantity/package_gross_mass_g"),
            ("goods.limited_quantity", "/dangerous/limited_quantity/inner"),
            ("goods.code", "/dangerous/code"),
        ]
    );
    for (dangerous, code) in [
        (json!({"un": 1203, "class": "3", "quantity": {"l": 1}}), "goods.transport_category"),
        (json!({"un": 1203, "class": "3", "packing_group": "II"}), "goods.packing"),
        (json!({"un": 1203, "class": "3", "packing_group": "II", "quantity": {"l": "-1"}}), "goods.quantity"),
        (json!({"un": 1203, "class": "3", "packing_group": "II", "quantity": {"l": "0.0000001"}}), "goods.quantity"),
    ] {
        let document = serde_json::from_value(json!({"id": "x", "dangerous": dangerous})).unwrap();
        assert_eq!(Goods::new(document).unwrap_err().as_slice()[0].code, code);
    }
}

#[test]
fn a_category_that_differs_from_the_table_is_shown() {
    let stated = goods(json!({"id": "m", "dangerous": {
        "un": 2215, "class": "8", "packing_group": "III", "transport_category": 3, "quantity": {"kg": "10"}}}));
    let line = &check_load(&[stated], None).lines[0];
    assert_eq!(
        (line.transport_category, line.category_by_table),
        (TransportCategory::new(3).ok(), TransportCategory::new(0).ok())
    );
}

proptest! {
    /// A vehicle that is filled to the integer capacity is exempt by the calculated value.
    #[test]
    fn the_capacity_never_lets_a_load_past_the_exemption(lines in prop::collection::vec((1..=4_u8, 0..40_000_000_u64), 1..8)) {
        let load: Vec<Goods> = lines.iter().map(|(category, millionths)| of_category(*category, &format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000))).collect();
        let used: u64 = load.iter().map(capacity_use).sum();
        let points = check_load(&load, None).points.unwrap().0;
        prop_assert!(used > EXEMPT_CAPACITY || points <= Decimal::from(EXEMPT));
        prop_assert!(points * Decimal::ONE_THOUSAND > Decimal::from(used) - Decimal::from(load.len()));
    }

    #[test]
    fn more_goods_never_make_a_load_lighter_in_law(lines in prop::collection::vec((0..=4_u8, 0..2_000_u32), 1..6)) {
        let load: Vec<Goods> = lines.iter().map(|(category, quantity)| of_category(*category, &quantity.to_string())).collect();
        let (fewer, all) = (check_load(&load[1..], None), check_load(&load, None));
        prop_assert!(all.verdict >= fewer.verdict);
    }
}
