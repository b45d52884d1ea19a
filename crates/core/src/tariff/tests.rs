//! Business rules of prices.

use serde_json::{Value, json};

use super::*;

/// A road tariff with two areas, three zones, breaks by 100 kg, fuel, tail lift and tax.
pub(super) fn road() -> Value {
    json!({
        "id": "road", "currency": "EUR",
        "versions": [{
            "id": "2026", "since": "2026-01-01", "until": "2027-01-01",
            "rounding": {"line": {"step": "0.01", "mode": "half_up"}, "total": {"step": "0.01", "mode": "half_up"}},
            "chargeable_weight": {
                "volumetric": {"kg_per_m3": "333"}, "loading_metre": {"kg": "1750"},
                "rounding": {"step": "10", "mode": "up"}, "unknown_room": "ignore"
            },
            "areas": [
                {"id": "home", "country": "DE", "postal_codes": [{"first": "80", "last": "89"}]},
                {"id": "DE", "country": "DE"},
                {"id": "FR", "country": "FR"}
            ],
            "lanes": [
                {"from": "home", "to": "home", "zone": "local"},
                {"from": "home", "to": "DE", "zone": "national"},
                {"from": "home", "to": "FR", "distance_m": {"from": 0, "until": 800_000}, "zone": "national"},
                {"from": "home", "to": "FR", "distance_m": {"from": 800_000}, "zone": "abroad"}
            ],
            "rates": [
                {"zone": "local", "minimum": "25", "maximum": "400", "breaks": [
                    {"from": "0", "price": "18", "per": "100_kg"}
                ]},
                {"zone": "national", "next_break_if_cheaper": true, "minimum": "30", "breaks": [
                    {"from": "0", "until": "100", "price": "40", "per": "100_kg"},
                    {"from": "100", "until": "1000", "price": "30", "per": "100_kg", "started": true},
                    {"from": "1000", "price": "0.20", "per": "kg"}
                ]},
                {"zone": "national", "service": "express", "bounds": "upper_inclusive", "breaks": [
                    {"from": "0", "until": "30", "price": "55", "per": "shipment"},
                    {"from": "30", "until": "100", "price": "1.5", "per": "kg", "base": "55", "beyond": "30"}
                ]},
                {"zone": "abroad", "breaks": [{"from": "0", "price": "1.10", "per": "km"}]}
            ],
            "surcharges": [
                {"id": "fuel", "charge": {"percent_of": ["freight"]}, "rates": [
                    {"until": "2026-07-01", "value": "11.5"}, {"since": "2026-07-01", "value": "12.75"}
                ]},
                {"id": "tail_lift", "charge": {"per": "handling_unit"}, "rates": [{"value": "7.5"}],
                 "when": [{"feature": "tail_lift"}], "minimum": "20"},
                {"id": "long", "charge": {"per": "shipment"}, "rates": [{"value": "35"}],
                 "when": [{"measure": {"of": "longest_side_mm", "from": "2400"}}, {"not": {"zone": ["local"]}}]},
                {"id": "green", "charge": {"percent_of": ["fuel"]}, "rates": [{"value": "-10"}]},
                {"id": "insurance", "charge": {"percent_of": ["goods_value"]}, "rates": [{"value": "0.15"}],
                 "when": [{"feature": "insurance"}], "minimum": "5"}
            ],
            "taxes": [{"id": "vat", "charge": {"percent_of": ["net"]}, "rates": [{"value": "19"}], "when": [{"to_country": ["DE"]}]}]
        }],
        "exchange_rates": [
            {"currency": "CHF", "since": "2026-01-01", "until": "2026-07-01", "rate": "0.94", "rounding": {"step": "0.05", "mode": "half_up"}}
        ]
    })
}

pub(super) fn compile(document: &Value) -> CompiledTariff {
    CompiledTariff::compile(&serde_json::from_value(document.clone()).unwrap()).unwrap()
}

/// A request from Munich to Berlin on 20 March, changed by `with`.
pub(super) fn request(with: &Value) -> QuoteRequest {
    let mut document = json!({
        "on": "2026-03-20",
        "from": {"country": "DE", "postal_code": "80331"}, "to": {"country": "DE", "postal_code": "10115"},
        "handling_units": [{"mass_g": 95_000}]
    });
    document.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    serde_json::from_value(document).unwrap()
}

fn line<'q>(quote: &'q Quote<'_>, id: &str) -> &'q QuoteLine<'q> {
    quote.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no line {id}"))
}

fn error(tariff: &CompiledTariff, with: &Value) -> &'static str {
    tariff.quote(&request(with)).unwrap_err().code()
}

#[test]
fn a_quote_shows_every_line_with_its_rule_and_adds_up() {
    let tariff = compile(&road());
    let quote = tariff.quote(&request(&json!({"handling_units": [{"count": 2, "mass_g": 120_000}]}))).unwrap();
    let lines: Vec<_> = quote.lines.iter().map(|line| (&*line.id, &*line.rule, line.amount.to_string())).collect();
    assert_eq!(
        lines,
        [
            ("freight", "/versions/0/rates/1/breaks/1", "90.00".into()),
            ("fuel", "/versions/0/surcharges/0/rates/0", "10.35".into()),
            // A tenth of 10.35 is 1.035, half up and away from zero.
            ("green", "/versions/0/surcharges/3/rates/0", "-1.04".into()),
            ("vat", "/versions/0/taxes/0/rates/0", "18.87".into()),
        ]
    );
    assert_eq!(
        (quote.net.to_string(), quote.tax.to_string(), quote.total.to_string()),
        ("99.31".into(), "18.87".into(), "118.18".into())
    );
    assert_eq!((&*quote.zone, &*quote.lane), ("national", "/versions/0/lanes/1"));
}

#[test]
fn a_parcel_at_the_top_of_a_break_has_a_price_under_either_convention() {
    let tariff = compile(&road());
    let freight = |service: Option<&str>, grams: u64| {
        let mut asked = request(&json!({"handling_units": [{"mass_g": grams}]}));
        asked.service = service.map(Into::into);
        line(&tariff.quote(&asked).unwrap(), "freight").rule.to_string()
    };
    assert_eq!(freight(None, 100_000), "/versions/0/rates/1/breaks/1", "from 100 kg");
    assert_eq!(freight(Some("express"), 30_000), "/versions/0/rates/2/breaks/0", "up to 30 kg");
    assert_eq!(freight(Some("express"), 0), "/versions/0/rates/2/breaks/0", "the first break holds nothing at all, too");
    assert_eq!(freight(Some("express"), 100_000), "/versions/0/rates/2/breaks/1", "up to 100 kg");
    assert_eq!(error(&tariff, &json!({"service": "express", "handling_units": [{"mass_g": 100_001}]})), "quote.no_break");
}

#[test]
fn ninety_five_kilograms_are_charged_as_a_hundred_where_that_is_cheaper() {
    let tariff = compile(&road());
    let quote = tariff.quote(&request(&json!({}))).unwrap();
    let freight = line(&quote, "freight");
    // 95 kg round up to 100: 40.00 under the first break would be dearer than 30.00 under the second.
    assert_eq!((freight.amount.to_string(), freight.because), ("30.00".into(), None));
    let quote = tariff.quote(&request(&json!({"handling_units": [{"mass_g": 90_000}]}))).unwrap();
    let freight = line(&quote, "freight");
    assert_eq!((freight.amount.to_string(), freight.because), ("30.00".into(), Some(Bent::NextBreak)));
    assert_eq!(freight.rule, "/versions/0/rates/1/breaks/1");
    assert_eq!(freight.quantity.0, 1.into(), "one hundred kilograms");
}

#[test]
fn volume_and_loading_metres_change_the_price_and_not_only_the_document() {
    let tariff = compile(&road());
    let weight = |units: Value| tariff.quote(&request(&json!({"handling_units": units}))).unwrap().chargeable_weight;
    let side = |length: u64, width: u64, height: u64| json!({"length_mm": length, "width_mm": width, "height_mm": height});
    // 0.96 m³ count as 319.68 kg, 0.4 loading metres as 700 kg.
    let pallet = weight(json!([{"mass_g": 200_000, "dimensions": side(1_200, 800, 1_000)}]));
    assert_eq!((pallet.kg.0, pallet.decided_by), (700.into(), WeightBasis::LoadingMetres));
    assert_eq!(pallet.volume_kg.unwrap().0, "319.68".parse().unwrap());
    let lead = weight(json!([{"mass_g": 1_900_000, "dimensions": side(1_200, 800, 1_000)}]));
    assert_eq!((lead.kg.0, lead.decided_by), (1_900.into(), WeightBasis::Mass));
    let stacked = weight(json!([{"mass_g": 1_000, "volume_cm3": 6_000_000}]));
    assert_eq!((stacked.kg.0, stacked.decided_by), (2_000.into(), WeightBasis::Volume));
}

#[test]
fn air_counts_six_litres_as_a_kilogram_and_not_666_kilograms_a_cubic_metre() {
    let mut document = road();
    document["versions"][0]["chargeable_weight"] =
        json!({"volumetric": {"cm3_per_kg": "6000"}, "rounding": {"step": "0.5", "mode": "up"}});
    document["versions"][0]["surcharges"] = json!([]);
    let tariff = compile(&document);
    let quote = tariff.quote(&request(&json!({"handling_units": [{"mass_g": 1, "volume_cm3": 1_000_000}]}))).unwrap();
    assert_eq!(quote.chargeable_weight.kg.to_string(), "167");
    assert_eq!(error(&tariff, &json!({})), "quote.unknown_measure", "a volume that counts must be known");
}

#[test]
fn each_handling_unit_may_be_weighed_for_itself() {
    let mut document = road();
    document["versions"][0]["chargeable_weight"] =
        json!({"per": "handling_unit", "volumetric": {"cm3_per_kg": "5000"}, "rounding": {"step": "1", "mode": "up"}});
    let units =
        json!({"handling_units": [{"count": 2, "mass_g": 1_200, "volume_cm3": 1_000}, {"mass_g": 100, "volume_cm3": 20_500}]});
    document["versions"][0]["surcharges"] = json!([]);
    let tariff = compile(&document);
    let weight = tariff.quote(&request(&units)).unwrap().chargeable_weight;
    // Twice 1.2 kg round up to 2 + 2; 20.5 l count as 4.1 kg, round up to 5.
    assert_eq!((weight.kg.0, weight.decided_by), (9.into(), WeightBasis::Mixed));
}

#[test]
fn minimum_and_maximum_say_so_on_the_line() {
    let tariff = compile(&road());
    let freight = |grams: u64| {
        let asked = request(&json!({"to": {"country": "DE", "postal_code": "85055"}, "handling_units": [{"mass_g": grams}]}));
        let quote = tariff.quote(&asked).unwrap();
        (line(&quote, "freight").amount.to_string(), line(&quote, "freight").because)
    };
    assert_eq!(freight(50_000), ("25.00".into(), Some(Bent::Minimum)));
    assert_eq!(freight(500_000), ("90.00".into(), None));
    assert_eq!(freight(5_000_000), ("400.00".into(), Some(Bent::Maximum)));
}

#[test]
fn fuel_changes_on_its_day_and_not_a_day_earlier() {
    let tariff = compile(&road());
    let fuel = |on: &str| line(&tariff.quote(&request(&json!({"on": on}))).unwrap(), "fuel").price.to_string();
    assert_eq!([fuel("2026-06-30"), fuel("2026-07-01")], ["11.5", "12.75"]);
}

#[test]
fn an_accessorial_is_charged_when_its_conditions_hold() {
    let tariff = compile(&road());
    let lift = tariff.quote(&request(&json!({"features": ["tail_lift"]}))).unwrap().into_owned_lines();
    assert_eq!(lift.iter().find(|line| line.0 == "tail_lift").unwrap().1, "20.00", "one unit at 7.50, minimum 20");
    let long = json!([{"mass_g": 50_000, "dimensions": {"length_mm": 2_400, "width_mm": 100, "height_mm": 100}}]);
    let quote = tariff.quote(&request(&json!({"handling_units": long}))).unwrap();
    assert_eq!(line(&quote, "long").amount.to_string(), "35.00", "the lower bound belongs to the range");
    let shorter = json!([{"mass_g": 50_000, "dimensions": {"length_mm": 2_399, "width_mm": 100, "height_mm": 100}}]);
    let quote = tariff.quote(&request(&json!({"handling_units": shorter}))).unwrap();
    assert!(quote.lines.iter().all(|line| line.id != "long"));
    let insured = tariff.quote(&request(&json!({"features": ["insurance"], "goods_value": "10000"}))).unwrap();
    assert_eq!(line(&insured, "insurance").amount.to_string(), "15.00");
    assert_eq!(error(&tariff, &json!({"features": ["insurance"]})), "quote.unknown_measure");
}

#[test]
fn distance_decides_between_bands_and_must_be_known_there() {
    let tariff = compile(&road());
    let to_france = |way: Value| json!({"to": {"country": "FR", "postal_code": "75001"}, "distance_m": way});
    let zone = |way: u64| tariff.quote(&request(&to_france(json!(way)))).unwrap().zone.to_string();
    assert_eq!([zone(799_999), zone(800_000)], ["national", "abroad"]);
    assert_eq!(error(&tariff, &to_france(Value::Null)), "quote.unknown_measure");
    let quote = tariff.quote(&request(&to_france(json!(832_500)))).unwrap();
    assert_eq!(line(&quote, "freight").amount.to_string(), "915.75");
    assert!(quote.lines.iter().all(|line| line.kind != LineKind::Tax), "no German tax on a delivery to France");
}

#[test]
fn a_total_in_another_currency_names_its_dated_rate() {
    let tariff = compile(&road());
    let quote = tariff.quote(&request(&json!({"currency": "CHF"}))).unwrap();
    let converted = quote.converted.unwrap();
    // 39.39 EUR × 0.94 = 37.0266, to the nearest 0.05.
    assert_eq!((quote.total.to_string(), converted.total.to_string()), ("39.39".into(), "37.05".into()));
    assert_eq!(converted.rule, "/exchange_rates/0");
    assert_eq!(error(&tariff, &json!({"currency": "CHF", "on": "2026-07-01"})), "quote.no_exchange_rate");
    assert_eq!(error(&tariff, &json!({"currency": "USD"})), "quote.no_exchange_rate");
}

#[test]
fn what_has_no_price_says_why() {
    let tariff = compile(&road());
    for (with, code) in [
        (json!({"on": "2027-01-01"}), "quote.no_version"),
        (json!({"on": "2025-12-31"}), "quote.no_version"),
        (json!({"handling_units": []}), "quote.empty"),
        (json!({"handling_units": [{"count": 0, "mass_g": 1}]}), "quote.empty"),
        (json!({"to": {"country": "PL"}}), "quote.no_lane"),
        (json!({"to": {"country": "DE", "postal_code": "10115?"}}), "quote.place"),
        (json!({"handling_units": [{"count": 4_000_000_000_u64, "mass_g": 9_007_199_254_740_991_u64}]}), "quote.overflow"),
        (json!({"loading_metres": "-1"}), "quote.negative_measure"),
    ] {
        assert_eq!(error(&tariff, &with), code, "{with}");
    }
}

#[test]
fn the_rounding_of_the_total_is_a_line_of_its_own() {
    let mut document = road();
    document["versions"][0]["rounding"]["total"] = json!({"step": "0.05", "mode": "half_up"});
    let tariff = compile(&document);
    let quote = tariff.quote(&request(&json!({}))).unwrap();
    assert_eq!((line(&quote, "rounding").amount.to_string(), quote.total.to_string()), ("0.01".into(), "39.40".into()));
}

#[test]
fn a_stored_quote_replays_to_the_cent_and_a_changed_past_is_named() {
    let asked = request(&json!({"features": ["tail_lift"]}));
    let tariff = compile(&road());
    let stored = serde_json::to_string(&tariff.quote(&asked).unwrap().of_request(&asked)).unwrap();
    let stored: Quote<'static> = serde_json::from_str(&stored).unwrap();
    assert!(tariff.replay(&asked, &stored).unwrap().same);

    let mut edited = road();
    edited["versions"][0]["surcharges"][0]["rates"][0]["value"] = json!("12");
    edited["versions"][0]["surcharges"].as_array_mut().unwrap().remove(1);
    let replay = compile(&edited).replay(&asked, &stored).unwrap();
    let amounts: Vec<_> = replay
        .differences
        .iter()
        .filter(|found| found.path.ends_with("/amount"))
        .map(|found| (found.path.as_str(), found.now.is_some()))
        .collect();
    assert!(!replay.same);
    assert_eq!(
        amounts,
        [
            ("/lines/fuel/amount", true),
            ("/lines/green/amount", true),
            ("/lines/tail_lift/amount", false),
            ("/lines/vat/amount", true)
        ]
    );

    let mut extended = road();
    extended["versions"][0]["until"] = json!("2028-01-01");
    let replay = compile(&extended).replay(&asked, &stored).unwrap();
    assert!(replay.same, "an end that was agreed later leaves the price as it was");
    assert_eq!(replay.differences[0].path, "/tariff_digest");
}

#[test]
fn amounts_have_the_digits_of_their_currency_and_other_numbers_no_trailing_zeros() {
    let mut document = road();
    document["versions"][0]["rates"][1]["breaks"][1]["price"] = json!("30.000");
    document["versions"][0]["rounding"] =
        json!({"line": {"step": "0.001", "mode": "half_up"}, "total": {"step": "5", "mode": "up"}});
    let quote = compile(&document);
    let quote = quote.quote(&request(&json!({}))).unwrap();
    let freight = line(&quote, "freight");
    assert_eq!((freight.price.to_string(), freight.amount.to_string()), ("30".into(), "30.00".into()));
    assert_eq!(quote.total.to_string().split_once('.').map(|(_, cents)| cents), Some("00"));
    document["currency"] = json!("JPY");
    assert_eq!(line(&compile(&document).quote(&request(&json!({}))).unwrap(), "freight").amount.to_string(), "30");
}

#[test]
fn a_back_test_counts_who_gets_cheaper_and_who_dearer() {
    let mut document = road();
    document["versions"][0]["rates"][1]["breaks"][1]["price"] = json!("28");
    document["versions"][0]["rates"][0]["minimum"] = json!("27");
    let (before, after) = (compile(&road()), compile(&document));
    let local = json!({"country": "DE", "postal_code": "85055"});
    let history = [
        request(&json!({"reference": "a", "handling_units": [{"mass_g": 500_000}]})),
        request(&json!({"reference": "b", "to": local})),
        request(&json!({"reference": "c", "handling_units": [{"mass_g": 2_000_000}]})),
        request(&json!({"reference": "d", "to": {"country": "PL"}})),
    ];
    let found = before.compare(&after, &history).unwrap();
    assert_eq!((found.priced, found.cheaper.shipments, found.dearer.shipments, found.same), (3, 1, 1, 1));
    assert_eq!(found.difference.0, found.cheaper.difference.0 + found.dearer.difference.0);
    assert_eq!(found.difference.0, found.total_after.0 - found.total_before.0);
    assert_eq!(found.shipments[3].before, Priced::NoPrice("quote.no_lane".into()));

    let mut dollars = road();
    dollars["currency"] = json!("USD");
    assert_eq!(before.compare(&compile(&dollars), &history).unwrap_err().code(), "money.mixed_currencies");
}

/// Codes of faults and warnings after a change at a JSON pointer.
fn found(pointer: &str, value: Value) -> (Vec<String>, Vec<String>) {
    let mut document = road();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}")) {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        object => object[key] = value,
    }
    let found = check(&serde_json::from_value(document).unwrap());
    let codes = |faults: &crate::fault::Faults| faults.as_slice().iter().map(|fault| fault.code.clone()).collect();
    (codes(&found.faults), codes(&found.warnings))
}

#[test]
fn every_fault_of_a_tariff_is_found_where_it_stands() {
    for (pointer, value, code) in [
        ("/versions", json!([]), "tariff.empty"),
        ("/id", json!(" "), "tariff.blank_name"),
        ("/versions/0/until", json!("2026-01-01"), "tariff.never_in_force"),
        ("/versions/0/rounding/line/step", json!("0"), "tariff.not_positive"),
        ("/versions/0/chargeable_weight/volumetric/kg_per_m3", json!("-333"), "tariff.not_positive"),
        ("/versions/0/areas/0/postal_codes/0/last", json!("9"), "tariff.postal_range"),
        ("/versions/0/areas/1/id", json!("FR2"), "tariff.unknown_area"),
        ("/versions/0/areas/1/country", json!("FR"), "tariff.area_overlap"),
        ("/versions/0/lanes/3/distance_m/from", json!(700_000), "tariff.lane_overlap"),
        ("/versions/0/lanes/2/distance_m/until", json!(0), "tariff.empty_band"),
        ("/versions/0/rates/1/breaks/1/from", json!("101"), "tariff.break_gap"),
        ("/versions/0/rates/1/breaks/1/from", json!("99"), "tariff.break_overlap"),
        ("/versions/0/rates/1/breaks/0/until", Value::Null, "tariff.break_overlap"),
        ("/versions/0/rates/1/breaks/0/price", json!("-40"), "tariff.negative"),
        ("/versions/0/rates/1/breaks/2/until", json!("1000"), "tariff.empty_break"),
        ("/versions/0/rates/2/service", Value::Null, "tariff.duplicate_rate"),
        ("/versions/0/rates/0/maximum", json!("20"), "tariff.limits"),
        ("/versions/0/surcharges/0/rates/1/since", json!("2026-06-30"), "tariff.overlap_in_time"),
        ("/versions/0/surcharges/3/charge/percent_of/0", json!("insurance"), "tariff.unknown_base"),
        ("/versions/0/surcharges/1/id", json!("fuel"), "tariff.duplicate_charge"),
        ("/versions/0/surcharges/2/when/0/measure", json!({"of": "mass_kg", "from": "5", "until": "5"}), "tariff.never_holds"),
        ("/exchange_rates/0/rate", json!("0"), "tariff.not_positive"),
    ] {
        let (faults, _) = found(pointer, value);
        assert!(faults.iter().any(|fault| fault == code), "{pointer}: {faults:?}");
    }
}

#[test]
fn what_is_suspicious_is_a_warning_and_no_fault() {
    for (pointer, value, code) in [
        ("/versions/0/lanes/3/zone", json!("nowhere"), "tariff.zone_without_rate"),
        ("/versions/0/lanes/3/zone", json!("national"), "tariff.unreachable_rate"),
        ("/versions/0/lanes/3/distance_m/from", json!(800_001), "tariff.distance_gap"),
        ("/versions/0/lanes/3/distance_m/until", json!(900_000), "tariff.distance_gap"),
        ("/versions/0/lanes/1/to", json!("home2"), "tariff.unreachable_area"),
        ("/versions/0/rates/1/next_break_if_cheaper", json!(false), "tariff.price_falls"),
        ("/versions/0/rates/0/breaks/0/from", json!("10"), "tariff.no_first_break"),
        ("/versions/0/rates/1/minimum", json!("41"), "tariff.unreachable_break"),
        ("/versions/0/surcharges/0/rates/0/until", json!("2026-06-01"), "tariff.gap_in_time"),
        ("/versions/0/surcharges/0/rates/1/since", json!("2027-03-01"), "tariff.unreachable_rate"),
    ] {
        let (_, warnings) = found(pointer, value);
        assert!(warnings.iter().any(|warning| warning == code), "{pointer}: {warnings:?}");
    }
    let clean = check(&serde_json::from_value(road()).unwrap());
    assert!(clean.faults.is_empty() && clean.warnings.is_empty(), "{clean:?}");
}

#[test]
fn a_day_between_two_versions_is_a_gap() {
    let mut document = road();
    let mut next = document["versions"][0].clone();
    next["since"] = json!("2027-02-01");
    next["until"] = Value::Null;
    document["versions"].as_array_mut().unwrap().insert(0, next);
    let found = check(&serde_json::from_value(document.clone()).unwrap());
    assert!(found.faults.is_empty());
    assert_eq!(found.warnings.as_slice()[0].cause, "nothing is in force from 2027-01-01 until 2027-02-01");
    document["versions"][0]["since"] = json!("2026-12-01");
    let found = check(&serde_json::from_value(document).unwrap());
    assert_eq!(found.faults.as_slice()[0].code, "tariff.overlap_in_time");
}

#[test]
fn a_place_in_a_log_line_is_a_country_and_no_more() {
    assert!(!format!("{:?}", request(&json!({}))).contains("80331"));
}

impl Quote<'_> {
    fn into_owned_lines(self) -> Vec<(String, String)> {
        self.lines.into_iter().map(|line| (line.id.into_owned(), line.amount.to_string())).collect()
    }
}
