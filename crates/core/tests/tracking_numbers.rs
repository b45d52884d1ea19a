//! Every published verdict on carriers' tracking numbers holds (source: `data/tracking_numbers/README.md`).

use haulage_core::identifier::{Cell, S10, carrier, read_column};

/// Carrier, pattern, whether the number is valid for that pattern, number.
fn verdicts() -> impl Iterator<Item = (&'static str, &'static str, bool, &'static str)> {
    include_str!("data/tracking_numbers/verdicts.psv").lines().skip(1).map(|row| {
        let mut fields = row.splitn(4, '|');
        let mut next = || fields.next().unwrap_or_default();
        (next(), next(), next() == "valid", next())
    })
}

#[test]
fn every_published_verdict_holds() {
    let mut counted = (0, 0);
    for (courier, pattern, valid, number) in verdicts() {
        let found = if courier == "s10" {
            number.parse::<S10>().is_ok()
        } else {
            assert!(carrier::patterns().any(|p| (p.carrier(), p.name()) == (courier, pattern)), "no pattern {pattern}");
            carrier::matches(number)
                .any(|found| (found.pattern.carrier(), found.pattern.name()) == (courier, pattern) && found.verdict.is_ok())
        };
        assert_eq!(found, valid, "{pattern}: {number}");
        if valid { counted.0 += 1 } else { counted.1 += 1 }
    }
    assert_eq!(counted, (192, 88));
}

#[test]
fn no_pattern_lacks_a_published_number() {
    for pattern in carrier::patterns() {
        let proven = verdicts().any(|(_, name, valid, _)| valid && name == pattern.name());
        assert!(proven, "{}", pattern.name());
    }
}

#[test]
fn a_valid_number_is_recognised_in_a_column_without_a_hint() {
    let numbers = || verdicts().filter(|row| row.2).map(|row| row.3);
    for (number, cell) in numbers().zip(read_column(numbers(), None)) {
        assert!(matches!(cell, Cell::Valid { .. }), "{number}: {cell:?}");
    }
}
