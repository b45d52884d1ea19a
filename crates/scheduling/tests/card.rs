//! A real driver card: figures that were measured by other means on the same bytes.
#![allow(clippy::unwrap_used, reason = "a test may")]

use haulage_scheduling::{
    activity::{Kind, Stretch},
    audit::{Rule, audit_timeline},
    card,
    rules::{Jurisdiction, RuleSet},
};

/// Decodes base64 without a dependency: the file is the only one of the project.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    bytes
}

fn real_card() -> Vec<u8> {
    base64(include_str!("data/activity.b64"))
}

#[test]
fn a_real_card_has_the_days_changes_and_minutes_that_were_counted_otherwise() {
    let days = card::read(&real_card()).unwrap();
    assert_eq!(days.len(), 145);
    assert_eq!(days.iter().map(|day| day.changes.len()).sum::<usize>(), 6_013);
    let all = || days.iter().flat_map(|day| &day.changes);
    assert_eq!(all().filter(|change| change.manual).count(), 205);
    assert_eq!(all().filter(|change| change.kind == Kind::Unknown).count(), 33);
    let timeline = card::timeline(&days);
    assert_eq!(timeline.ignored(), 1, "one day runs backwards by eight minutes");
    let driven: i64 = timeline.stretches().iter().filter(|stretch| stretch.kind == Kind::Drive).map(Stretch::minutes).sum();
    // Entries add up to 18,630 without the last, which has no end; three of these minutes lie in the overlap of two
    // recorders and count once.
    assert_eq!(driven, 18_627);
}

#[test]
fn a_real_card_audits_with_the_figures_that_were_counted_otherwise() {
    let days = card::read(&real_card()).unwrap();
    let timeline = card::timeline(&days);
    let rules = RuleSet::on(Jurisdiction::Eu, "2025-04-15".parse().unwrap()).unwrap();
    let report = audit_timeline(rules, &timeline);
    assert_eq!(report.longest_daily_driving, 6 * 60 + 3);
    assert_eq!(report.longest_continuous_driving, 4 * 60 + 5);
    assert!(report.infringements.iter().all(|found| found.rule != Rule::DailyDriving && found.rule != Rule::DrivingWithoutBreak));
}

#[test]
fn a_damaged_card_is_refused_and_never_read_for_ever() {
    let good = real_card();
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0xff;
        let _ = card::read(&bad);
    }
    for length in 0..200 {
        let _ = card::read(&good[..length]);
    }
    assert_eq!(card::read(&good[..10]).unwrap_err().code(), "card.too_short");
}
