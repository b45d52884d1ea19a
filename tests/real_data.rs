//! Shipments from real data: every row accounted for, every anomaly named and counted.
//!
//! The data stand in a folder of their own (`HAULAGE_SHARED`, else `../shared`); without it each test says that it is skipped.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

#[path = "../examples/scms/shipments.rs"]
mod shipments;
#[path = "../examples/scms/table.rs"]
mod table;

use std::{collections::BTreeMap, io::Read};

use haulage::core::{
    event::{Classifier, Event, History, Outcome, Standing, fold},
    identifier::HsCode,
    lifecycle::{Lifecycle, Name, Tally},
};
use haulage_testdata::shared;
use shipments::{Line, Ordered, Weight, lines, shipments};

fn scms(name: &str) -> Option<Vec<Line>> {
    Some(lines(&table::read(&shared("data/scms")?.join(name)).unwrap()).unwrap())
}

#[test]
fn every_row_of_the_scms_history_becomes_a_line_of_a_shipment() {
    let Some(lines) = scms("SCMS_utf8bom_crlf.csv") else { return };
    let shipments = shipments(&lines).unwrap();
    assert_eq!((lines.len(), shipments.len()), (10_324, 7_030));
    assert_eq!(shipments.values().map(|shipment| shipment.lines.len()).sum::<usize>(), 10_324);
    assert_eq!(shipments.values().filter(|shipment| shipment.lines.len() == 1).count(), 5_580);
    assert_eq!(shipments.values().map(|shipment| shipment.lines.len()).max(), Some(54));
    for (notice, shipment) in &shipments {
        let standing = fold(Lifecycle::standard(), &shipment.history);
        assert_eq!(standing.state.as_str(), "delivered", "{notice}");
        assert_eq!(standing.pieces.count(Tally::Delivered), shipment.lines.len() as u64, "{notice}");
    }
}

#[test]
fn weights_that_refer_to_another_row_are_resolved_or_named() {
    let Some(lines) = scms("SCMS_utf8bom_crlf.csv") else { return };
    let count = |is: fn(&Weight) -> bool| lines.iter().filter(|line| is(&line.weight)).count();
    assert_eq!(count(|weight| matches!(weight, Weight::Stated(_))), 6_372);
    assert_eq!(count(|weight| matches!(weight, Weight::With(..))), 2_319);
    assert_eq!(count(|weight| matches!(weight, Weight::WithUnknown(_))), 126);
    assert_eq!(count(|weight| matches!(weight, Weight::Elsewhere)), 1_507);
    let heaviest =
        lines.iter().filter_map(|line| if let Weight::Stated(mass) = line.weight { Some(mass.grams()) } else { None }).max();
    assert_eq!(heaviest, Some(857_354_000));
    // No shipment states its weight twice: what refers to it is within it and is not added again.
    let shipments = shipments(&lines).unwrap();
    let masses: Vec<u64> = shipments.values().filter_map(|shipment| Some(shipment.mass?.grams())).collect();
    assert_eq!((masses.len(), masses.iter().sum::<u64>()), (6_372, 21_820_540_000));
}

#[test]
fn lateness_is_that_of_the_document() {
    let Some(lines) = scms("SCMS_utf8bom_crlf.csv") else { return };
    let days: Vec<i64> = lines.iter().map(|line| (line.delivered - line.scheduled).num_days()).collect();
    let count = |is: fn(&i64) -> bool| days.iter().filter(|days| is(days)).count();
    assert_eq!((count(|days| *days > 0), count(|days| *days < 0), count(|days| *days == 0)), (1_186, 2_814, 6_324));
    assert_eq!((days.iter().min(), days.iter().max()), (Some(&-372), Some(&192)));
    assert_eq!(lines.iter().filter(|line| line.recorded < line.delivered).count(), 3);
}

#[test]
fn the_four_dirty_copies_say_the_same() {
    let Some(first) = scms("SCMS_utf8bom_crlf.csv") else { return };
    let dates = |lines: &[Line]| lines.iter().filter(|line| matches!(line.ordered, Ordered::On(_))).count();
    assert_eq!(dates(&first), 4_592, "1,712 of them misread by the program that wrote this copy");
    for copy in ["SCMS_cp1252_tsv.csv.gz", "SCMS_utf8_tsv_cr.csv.gz", "SCMS_utf8bom_cr_renamed_columns.csv.gz"] {
        let other = scms(copy).unwrap();
        let different = first.iter().zip(&other).find(|(one, two)| one != two);
        assert_eq!((different, other.len()), (None, first.len()), "{copy}");
    }
}

/// An order as a history. The table has no zone: all moments are taken in that of Brasília.
fn order(row: &table::Row) -> History {
    let id = &row["order id"];
    let mut history = History::new(id, 1).unwrap();
    let at = |column: &str| {
        let text = &row[column];
        (!text.is_empty()).then(|| format!("{}-03:00", text.replace(' ', "T")).parse().unwrap())
    };
    let stages = [
        ("booked", at("order purchase timestamp")),
        ("confirmed", at("order approved at")),
        ("picked_up", at("order delivered carrier date")),
        ("delivered", at("order delivered customer date")),
    ];
    let event = |kind, time| Event::new(id, Name::new(kind).unwrap(), time);
    for (sequence, (kind, time)) in (0..).zip(stages) {
        if let Some(time) = time {
            history.add(Event { sequence, ..event(kind, time) }).unwrap();
        }
    }
    if let Some(time) = at("order estimated delivery date") {
        history.add(Event { classifier: Classifier::Planned, ..event("delivered", time) }).unwrap();
    }
    // The status says how it ended where no moment does.
    let ended = match row["order status"].as_str() {
        "canceled" => Some("cancelled"),
        "unavailable" => Some("rejected"),
        _ => None,
    };
    let last = stages.iter().filter_map(|(_, time)| *time).max();
    if let (Some(kind), Some(time)) = (ended, last) {
        history.add(Event { sequence: 9, source: "status".into(), ..event(kind, time) }).unwrap();
    }
    history
}

#[test]
fn every_order_of_olist_folds_to_a_state_and_its_anomalies_are_counted() {
    let Some(folder) = shared("data/olist") else { return };
    let rows = table::read(&folder.join("olist_orders_dataset.csv")).unwrap();
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    let mut anomalies: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let history = order(row);
        let standing = fold(Lifecycle::standard(), &history);
        *states.entry(standing.state.to_string()).or_default() += 1;
        for name in named(&standing, &row["order status"]) {
            *anomalies.entry(name).or_default() += 1;
        }
        // The feed again, backwards: nothing changes.
        let mut again = history.clone();
        for event in history.events().values().rev() {
            again.add(event.clone()).unwrap();
        }
        assert_eq!(fold(Lifecycle::standard(), &again), standing);
    }
    assert_eq!(rows.len(), 8_135);
    let expected =
        [("booked", 5), ("cancelled", 619), ("confirmed", 618), ("delivered", 5_170), ("picked_up", 1_114), ("rejected", 609)];
    assert_eq!(states, expected.map(|(state, count)| (state.to_owned(), count)).into());
    let expected = [
        ("carrier before approval", 77),
        ("cancelled with a delivery date", 6),
        ("customer before carrier", 3),
        ("delivered without a delivery date", 8),
        ("late against the promise", 415),
    ];
    assert_eq!(anomalies, expected.into());
}

/// What is odd about an order, from what came of its events.
fn named(standing: &Standing, status: &str) -> Vec<&'static str> {
    let late = |kind: &str| {
        let of_kind = standing.ledger.iter().filter(|entry| entry.kind.as_str() == kind);
        of_kind.into_iter().any(|entry| matches!(entry.outcome, Outcome::Contradicted | Outcome::TooLate))
    };
    let delivered = standing.state.as_str() == "delivered";
    let promise = standing.milestones.get("delivered");
    let missed = promise.and_then(|times| Some(times.actual.as_ref()?.time > times.planned.as_ref()?.time));
    let odd = [
        ("carrier before approval", late("confirmed")),
        ("customer before carrier", late("picked_up")),
        ("delivered without a delivery date", status == "delivered" && !delivered),
        ("cancelled with a delivery date", status == "canceled" && delivered),
        ("late against the promise", missed == Some(true)),
    ];
    odd.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
}

#[test]
fn every_code_of_the_harmonized_system_is_one() {
    let Some(file) = shared("data/hs/harmonized-system.csv.gz") else { return };
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    let codes: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    let refused: Vec<&&str> = codes.iter().filter(|code| code.parse::<HsCode>().is_err()).collect();
    assert_eq!((codes.len(), refused), (6_940, vec![&"TOTAL"]), "the sum of all goods is no code");
}
