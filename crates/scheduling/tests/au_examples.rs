//! Standard hours in Australia, solo drivers: each limit of schedule 1 of the Heavy Vehicle (Fatigue Management) National Regulation
//! on both sides, and each risk category.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::Minute,
    audit::{AuditReport, Circumstances, Rule},
    rules::{Duty, Jurisdiction, Severity},
};
use support::{at, broken, record, rules};

fn audit(text: &str) -> AuditReport {
    let start = at("2026-10-05T00:00:00Z");
    let rules = rules(Jurisdiction::Au, "2026-10-05", Duty::StandardSolo);
    support::audit(rules, &record(start, text), &Circumstances::default())
}

/// The gravest finding on periods of a length.
fn severity(report: &AuditReport, article: &str, rule: Rule) -> Option<Severity> {
    let found = report.infringements.iter().filter(|found| found.article == article && found.rule == rule);
    found.filter_map(|found| found.severity).max()
}

#[test]
fn a_quarter_of_an_hour_in_five_and_a_half() {
    assert_eq!(broken(&audit("D315 R15 D60 R600")), []);
    let over = audit("D316 R14 D60 R600");
    assert_eq!(broken(&over), [Rule::PeriodWork], "fourteen minutes are no rest");
    assert_eq!(
        (over.infringements[0].article.as_str(), over.infringements[0].at),
        ("schedule 1, 5½ hours", at("2026-10-05T05:15:00Z"))
    );
    assert_eq!(over.infringements[0].severity, Some(Severity::Minor));
}

#[test]
fn half_an_hour_in_eight_and_an_hour_in_eleven() {
    assert_eq!(broken(&audit("D240 R15 D210 R15 D90 R600")), []);
    assert_eq!(broken(&audit("D240 R15 D225 R15 D60 R600")), [Rule::PeriodWork], "7:45 in eight hours");
    let eleven = |first: Minute| audit(&format!("D240 R15 D210 R15 D{first} R{} D60 R600", 660 - 480 - first));
    assert_eq!(broken(&eleven(150)), [], "ten hours and an hour of rest");
    assert_eq!(broken(&eleven(151)), [Rule::PeriodWork]);
    assert_eq!(eleven(151).infringements[0].article, "schedule 1, 11 hours");
}

#[test]
fn risk_categories_of_a_days_work() {
    let day = |work: Minute| audit(&format!("D240 R30 D210 R30 D210 R30 D{} R{}", work - 660, 1_440 - 90 - work));
    let of = |work: Minute| severity(&day(work), "schedule 1, 24 hours", Rule::PeriodWork);
    for (work, expected) in [
        (720, None),
        (721, Some(Severity::Minor)),
        (765, Some(Severity::Minor)),
        (766, Some(Severity::Substantial)),
        (795, Some(Severity::Substantial)),
        (796, Some(Severity::Severe)),
        (810, Some(Severity::Severe)),
        (811, Some(Severity::Critical)),
    ] {
        assert_eq!(of(work), expected, "{work}");
    }
}

#[test]
fn risk_categories_of_a_days_rest() {
    let day = |rest: Minute| audit(&format!("W180 R120 W180 R120 W180 R{} W60 R{rest}", 1_440 - 840 - rest));
    let of = |rest: Minute| severity(&day(rest), "schedule 1, 24 hours", Rule::PeriodRest);
    for (rest, expected) in [
        (420, None),
        (419, Some(Severity::Minor)),
        (375, Some(Severity::Minor)),
        (374, Some(Severity::Substantial)),
        (345, Some(Severity::Substantial)),
        (344, Some(Severity::Severe)),
        (330, Some(Severity::Severe)),
        (329, Some(Severity::Critical)),
    ] {
        assert_eq!(of(rest), expected, "{rest}");
    }
}

#[test]
fn a_day_off_in_seven_and_seventy_two_hours() {
    let day = "D240 R30 D210 R30 D210 R30 D60 R630 ";
    let week = audit(&format!("{}R1440", day.repeat(6)));
    assert_eq!(broken(&week), [], "6 × 12 hours and a day off");
    let seven = audit(&day.repeat(7));
    assert_eq!(severity(&seven, "schedule 1, 7 days", Rule::PeriodWork), Some(Severity::Critical), "84 hours");
    assert_eq!(severity(&seven, "schedule 1, 7 days", Rule::PeriodRest), Some(Severity::Critical));
}

#[test]
fn night_rests_in_fourteen_days() {
    // Work by day: every night is rested, two days of rest a week.
    let by_day = format!("R480 {}", ("D240 R60 D240 R900 ".repeat(5) + "R2880 ").repeat(2));
    assert_eq!(broken(&audit(&format!("{by_day} R480"))), []);
    // Work by night, five nights a week, the sixth and seventh free.
    let by_night = format!("R1320 {}", ("D240 R60 D180 R960 ".repeat(6) + "R1440 ").repeat(2));
    let report = audit(&format!("{by_night} R1440"));
    assert_eq!(broken(&report), [Rule::NightRests], "two nights of rest, four are due");
}

#[test]
fn what_each_period_leaves() {
    let report = audit("D240 R15 D60");
    let left: Vec<(Minute, Minute)> =
        report.state.au().unwrap().periods.iter().map(|period| (period.length, period.left)).collect();
    assert_eq!(left, [(330, 15), (480, 150), (660, 300), (1_440, 420), (10_080, 4_020), (20_160, 8_340)]);
}

#[test]
fn night_is_that_of_the_drivers_base() {
    let brisbane = Circumstances { zone: Some("Australia/Brisbane".to_owned().try_into().unwrap()), ..Circumstances::default() };
    // From 22:00 to 08:00 in Brisbane is noon to 22:00 UTC.
    let start = at("2026-10-05T00:00:00Z");
    let timeline = record(start, &"D240 R30 D210 R960 ".repeat(15));
    let rules = rules(Jurisdiction::Au, "2026-10-05", Duty::StandardSolo);
    let nights = |circumstances: &Circumstances| {
        broken(&support::audit(rules, &timeline, circumstances)).into_iter().filter(|rule| *rule == Rule::NightRests).count()
    };
    assert_eq!((nights(&brisbane), nights(&Circumstances::default())), (0, 1), "08:00 to 24:00 UTC");
    let timeline = record(start, &"R660 D240 R30 D240 R270 ".repeat(15));
    let nights = |circumstances: &Circumstances| {
        broken(&support::audit(rules, &timeline, circumstances)).into_iter().filter(|rule| *rule == Rule::NightRests).count()
    };
    assert_eq!((nights(&brisbane), nights(&Circumstances::default())), (1, 0), "11:00 to 19:30 UTC is the night of Brisbane");
}
