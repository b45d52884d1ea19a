use proptest::prelude::*;

use super::*;

/// The unit with a serial number, check digit and all.
fn unit(serial: u32) -> Sscc {
    let body = format!("04012345{serial:09}");
    let sum: u32 =
        body.bytes().rev().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", (10 - sum % 10) % 10).parse().unwrap()
}

fn lines(bolts: u64) -> Lines {
    Lines::from([("bolt".into(), bolts)])
}

#[test]
fn a_pallet_holds_what_its_parcels_hold_and_is_unpacked_whole() {
    let mut load = Load::default();
    for serial in 0..3 {
        load.commission(unit(serial), if serial == 0 { Lines::new() } else { lines(10) }).unwrap();
    }
    load.pack(&unit(0), &[unit(1), unit(2)]).unwrap();
    assert_eq!(load.inside(&unit(0)).unwrap(), lines(20));
    assert_eq!(load.pack(&unit(0), &[unit(1)]).unwrap_err().code(), "handling.packed");
    assert_eq!(load.pack(&unit(1), &[unit(0)]).unwrap_err().code(), "handling.inside_itself");
    assert_eq!(load.pack(&unit(0), &[unit(0)]).unwrap_err().code(), "handling.inside_itself");
    load.unpack(&unit(0), &[]).unwrap();
    assert_eq!(load.inside(&unit(0)).unwrap(), Lines::new());
    assert_eq!(load.unpack(&unit(0), &[unit(1)]).unwrap_err().code(), "handling.not_inside");
}

#[test]
fn a_split_parcel_stays_on_its_pallet_and_merges_back() {
    let mut load = Load::default();
    load.commission(unit(0), Lines::new()).unwrap();
    load.commission(unit(1), lines(10)).unwrap();
    load.pack(&unit(0), &[unit(1)]).unwrap();
    let before = load.clone();
    load.split(&unit(1), unit(2), &lines(4)).unwrap();
    assert_eq!((load.inside(&unit(0)).unwrap(), load.inside(&unit(2)).unwrap()), (lines(10), lines(4)));
    assert_eq!(load.split(&unit(1), unit(3), &lines(7)).unwrap_err().code(), "handling.too_few");
    assert_eq!(load.merge(&unit(0), &unit(2)).unwrap_err().code(), "handling.inside_itself");
    load.merge(&unit(2), &unit(1)).unwrap();
    assert_eq!(load, before);
}

#[test]
fn receipt_in_part_tells_good_damaged_and_missing_apart() {
    let mut load = Load::default();
    load.commission(unit(1), lines(10)).unwrap();
    load.receive(&unit(1), &lines(7), Condition::Good).unwrap();
    load.receive(&unit(1), &lines(1), Condition::Damaged).unwrap();
    load.receive(&unit(1), &lines(2), Condition::Missing).unwrap();
    assert_eq!(
        (load.left(Condition::Good), load.left(Condition::Damaged), load.left(Condition::Missing)),
        (lines(7), lines(1), lines(2))
    );
    assert_eq!(load.receive(&unit(1), &lines(1), Condition::Good).unwrap_err().code(), "handling.too_few");
    assert_eq!(load.receive(&unit(9), &lines(1), Condition::Good).unwrap_err().code(), "handling.unknown_unit");
    assert_eq!(load.commission(unit(1), lines(1)).unwrap_err().code(), "handling.unit_exists");
    assert_eq!(load.commission(unit(2), lines(0)).unwrap_err().code(), "handling.quantity");
    assert_eq!(load.commission(unit(2), lines(quantity::MAX)).unwrap_err().code(), "handling.quantity");
}

#[test]
fn a_load_is_written_down_and_read_back() {
    let mut load = Load::default();
    load.commission(unit(0), Lines::new()).unwrap();
    load.commission(unit(1), lines(10)).unwrap();
    load.pack(&unit(0), &[unit(1)]).unwrap();
    load.receive(&unit(1), &lines(3), Condition::Damaged).unwrap();
    let text = serde_json::to_string(&load).unwrap();
    assert_eq!(serde_json::from_str::<Load>(&text).unwrap(), load);
}

#[test]
fn a_load_that_cannot_be_is_refused_with_every_fault() {
    let entry = |serial, packed_in: Option<u32>, count| UnitDocument {
        unit: unit(serial),
        packed_in: packed_in.map(unit),
        lines: lines(count),
    };
    let units = vec![entry(1, Some(2), 1), entry(2, Some(1), 0), entry(2, None, 1), entry(3, Some(9), quantity::MAX)];
    let document = LoadDocument { units, left: Left { good: lines(1), ..Left::default() } };
    let faults = Load::try_from(document).unwrap_err();
    let found: Vec<_> = faults.as_slice().iter().map(|fault| (fault.path.as_str(), fault.code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("/units/2/unit", "handling.unit_exists"),
            ("/units/3/packed_in", "handling.unknown_unit"),
            ("/units", "handling.quantity"),
        ]
    );
    let round = LoadDocument { units: vec![entry(1, Some(2), 1), entry(2, Some(1), 1)], left: Left::default() };
    assert_eq!(Load::try_from(round).unwrap_err().as_slice()[0].code, "handling.inside_itself");
    let none = LoadDocument { units: vec![entry(1, None, 0)], left: Left::default() };
    assert_eq!(Load::try_from(none).unwrap_err().as_slice()[0].code, "handling.quantity");
}

#[derive(Debug, Clone)]
enum Move {
    Commission(u32, Lines),
    Pack(u32, Vec<u32>),
    Unpack(u32, Vec<u32>),
    Split(u32, u32, Lines),
    Merge(u32, u32),
    Receive(u32, Lines, Condition),
}

fn steps() -> impl Strategy<Value = Move> {
    let serial = || 0..8_u32;
    let some = || proptest::collection::btree_map(prop_oneof![Just("bolt".to_owned()), Just("nut".to_owned())], 0..5_u64, 0..3);
    let condition = prop_oneof![Just(Condition::Good), Just(Condition::Damaged), Just(Condition::Missing)];
    prop_oneof![
        (serial(), some()).prop_map(|(unit, lines)| Move::Commission(unit, lines)),
        (serial(), proptest::collection::vec(serial(), 0..3)).prop_map(|(unit, children)| Move::Pack(unit, children)),
        (serial(), proptest::collection::vec(serial(), 0..3)).prop_map(|(unit, children)| Move::Unpack(unit, children)),
        (serial(), serial(), some()).prop_map(|(from, new, lines)| Move::Split(from, new, lines)),
        (serial(), serial()).prop_map(|(from, into)| Move::Merge(from, into)),
        (serial(), some(), condition).prop_map(|(unit, lines, condition)| Move::Receive(unit, lines, condition)),
    ]
}

fn take(load: &mut Load, step: &Move) -> Result<(), HandlingError> {
    let units = |serials: &[u32]| serials.iter().map(|&serial| unit(serial)).collect::<Vec<_>>();
    match step {
        Move::Commission(serial, lines) => load.commission(unit(*serial), lines.clone()),
        Move::Pack(parent, children) => load.pack(&unit(*parent), &units(children)),
        Move::Unpack(parent, children) => load.unpack(&unit(*parent), &units(children)),
        Move::Split(from, new, lines) => load.split(&unit(*from), unit(*new), lines),
        Move::Merge(from, into) => load.merge(&unit(*from), &unit(*into)),
        Move::Receive(from, lines, condition) => load.receive(&unit(*from), lines, *condition),
    }
}

proptest! {
    #[test]
    fn no_step_makes_or_loses_goods(steps in proptest::collection::vec(steps(), 0..60)) {
        let (mut load, mut put_in) = (Load::default(), Lines::new());
        for step in &steps {
            let before = load.clone();
            if take(&mut load, step).is_err() {
                prop_assert_eq!(&load, &before, "a refused step changed the load");
            } else if let Move::Commission(_, lines) = step {
                add(&mut put_in, lines);
            }
            prop_assert_eq!(load.total(), put_in.clone());
            // Both directions of the tree agree, and every way up ends.
            for (number, unit) in load.units() {
                for child in unit.children() {
                    prop_assert_eq!(load.units()[child].parent(), Some(number));
                }
                let (mut at, mut steps) = (unit.parent(), 0);
                while let Some(parent) = at {
                    prop_assert!(load.units()[parent].children().contains(number) || steps > 0);
                    at = load.units()[parent].parent();
                    steps += 1;
                    prop_assert!(steps <= load.units().len(), "a circle");
                }
            }
            // What stands free holds all that is in the load.
            let mut roots = Lines::new();
            for (number, _) in load.units().iter().filter(|(_, unit)| unit.parent().is_none()) {
                add(&mut roots, &load.inside(number).unwrap());
            }
            for condition in [Condition::Good, Condition::Damaged, Condition::Missing] {
                add(&mut roots, &load.left(condition));
            }
            prop_assert_eq!(roots, put_in.clone());
        }
    }
}
