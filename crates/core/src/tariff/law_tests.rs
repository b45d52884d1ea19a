//! Laws that hold for every tariff and every request.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    tests::{compile, request, road},
    *,
};

/// Breaks without a gap, at random weights and random prices, of every unit by weight.
fn breaks(bounds: &'static str) -> impl Strategy<Value = Value> {
    let unit = prop_oneof![Just("shipment"), Just("kg"), Just("100_kg")];
    (prop::collection::btree_set(1_u32..3_000, 0..6), prop::collection::vec((0_u32..10_000, unit, any::<bool>()), 7)).prop_map(
        move |(starts, rows)| {
            let starts: Vec<u32> = std::iter::once(0).chain(starts).collect();
            let breaks: Vec<Value> = starts
                .iter()
                .zip(rows)
                .enumerate()
                .map(|(index, (from, (cents, unit, started)))| {
                    let price = Decimal::new(cents.into(), 2).to_string();
                    let until = starts.get(index + 1).map(ToString::to_string);
                    json!({"from": from.to_string(), "until": until, "price": price, "per": unit, "started": started})
                })
                .collect();
            json!({"zone": "national", "bounds": bounds, "breaks": breaks})
        },
    )
}

fn any_breaks() -> impl Strategy<Value = Value> {
    prop_oneof![breaks("lower_inclusive"), breaks("upper_inclusive")]
}

fn tariff_with(rate: &Value, next_break: bool) -> CompiledTariff {
    let mut document = road();
    let version = &mut document["versions"][0];
    version["rates"] = json!([rate]);
    version["rates"][0]["next_break_if_cheaper"] = json!(next_break);
    version["chargeable_weight"] = json!({"unknown_room": "ignore"});
    compile(&document)
}

fn weighing(grams: u64) -> QuoteRequest {
    request(&json!({"handling_units": [{"mass_g": grams}]}))
}

proptest! {
    #[test]
    fn breaks_that_compile_price_every_weight(rate in any_breaks(), grams in 0_u64..5_000_000, at_bound in 0_usize..7) {
        let tariff = tariff_with(&rate, false);
        prop_assert!(tariff.quote(&weighing(grams)).is_ok());
        // The bound itself, and a gram to either side.
        let bounds = rate["breaks"].as_array().unwrap();
        let bound: u64 = bounds[at_bound % bounds.len()]["from"].as_str().unwrap().parse::<u64>().unwrap() * 1_000;
        for grams in [bound.saturating_sub(1), bound, bound + 1] {
            prop_assert!(tariff.quote(&weighing(grams)).is_ok(), "{grams}");
        }
    }

    #[test]
    fn neighbouring_breaks_share_no_weight(rate in any_breaks()) {
        let tariff = tariff_with(&rate, false);
        let lower = rate["bounds"] == "lower_inclusive";
        for (index, row) in rate["breaks"].as_array().unwrap().iter().enumerate().skip(1) {
            let from: u64 = row["from"].as_str().unwrap().parse::<u64>().unwrap() * 1_000;
            let rule = |grams| tariff.quote(&weighing(grams)).unwrap().lines[0].rule.to_string();
            let at = |index: usize| format!("/versions/0/rates/0/breaks/{index}");
            prop_assert_eq!(rule(from), at(if lower { index } else { index - 1 }));
            prop_assert_eq!(rule(from + 1), at(index));
        }
    }

    #[test]
    fn with_the_next_break_a_heavier_shipment_never_costs_less(rate in any_breaks(), a in 0_u64..4_000_000, more in 0_u64..500_000) {
        let tariff = tariff_with(&rate, true);
        let (lighter, heavier) = (tariff.quote(&weighing(a)).unwrap().total, tariff.quote(&weighing(a + more)).unwrap().total);
        prop_assert!(lighter <= heavier, "{lighter} for {a} g, {heavier} for {more} g more");
    }

    #[test]
    fn more_mass_or_more_room_never_weighs_less(
        mass in 0_u64..2_000_000, volume in 0_u64..5_000_000, count in 1_u32..5,
        more_mass in 0_u64..50_000, more_volume in 0_u64..50_000, each in any::<bool>(),
    ) {
        let mut document = road();
        document["versions"][0]["chargeable_weight"] = json!({
            "per": if each { "handling_unit" } else { "shipment" }, "volumetric": {"cm3_per_kg": "6000"},
            "minimum_kg": "3", "rounding": {"step": "0.5", "mode": "up"}, "unknown_room": "ignore"
        });
        let tariff = compile(&document);
        let kg = |mass: u64, volume: u64| {
            let units = json!({"handling_units": [{"count": count, "mass_g": mass, "volume_cm3": volume}]});
            tariff.quote(&request(&units)).unwrap().chargeable_weight.kg.0
        };
        prop_assert!(kg(mass, volume) <= kg(mass + more_mass, volume + more_volume));
        prop_assert!(kg(mass, volume) >= Decimal::new((mass * u64::from(count)).cast_signed(), 3));
    }

    #[test]
    fn every_quote_replays_from_its_document_to_the_same_cent(
        rate in any_breaks(), grams in 0_u64..5_000_000, next_break in any::<bool>(), lift in any::<bool>(), swiss in any::<bool>(),
    ) {
        let tariff = tariff_with(&rate, next_break);
        let mut asked = weighing(grams);
        if lift {
            asked.features.insert("tail_lift".into());
        }
        asked.currency = swiss.then(|| crate::money::Currency::new("CHF").unwrap());
        let text = serde_json::to_string(&tariff.quote(&asked).unwrap()).unwrap();
        let stored: Quote<'static> = serde_json::from_str(&text).unwrap();
        let replay = tariff.replay(&asked, &stored).unwrap();
        prop_assert!(replay.same, "{:?}", replay);
        prop_assert_eq!(serde_json::to_string(&stored).unwrap(), text);
    }

    #[test]
    fn the_lines_of_a_quote_add_up_to_its_total(rate in any_breaks(), grams in 0_u64..5_000_000, step in prop_oneof![Just("0.05"), Just("0.01"), Just("1")]) {
        let mut document = road();
        document["versions"][0]["rates"] = json!([rate]);
        document["versions"][0]["rounding"]["total"]["step"] = json!(step);
        let tariff = compile(&document);
        let quote = tariff.quote(&weighing(grams)).unwrap();
        let sum: Decimal = quote.lines.iter().map(|line| line.amount.0).sum();
        prop_assert_eq!(sum, quote.total.0);
    }
}
