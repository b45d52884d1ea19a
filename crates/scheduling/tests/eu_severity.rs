//! Every boundary of annex I of Regulation (EU) 2016/403 that a record can show, on both sides.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::{Minute, instant},
    audit::{AuditReport, Circumstances, DeclaredRest, RestUse, Rule},
    rules::{
        Duty, Jurisdiction,
        Severity::{self, Minor, MostSerious, Serious, VerySerious},
    },
};
use support::{at, record, rules};

const MONDAY: &str = "2026-10-05T06:00:00Z";

fn audit_under(text: &str, circumstances: &Circumstances) -> AuditReport {
    support::audit(rules(Jurisdiction::Eu, "2026-10-05", Duty::Goods), &record(at(MONDAY), text), circumstances)
}

fn audit(text: &str) -> AuditReport {
    audit_under(text, &Circumstances::default())
}

fn severity(report: &AuditReport, rule: Rule) -> Option<Severity> {
    report.infringements.iter().rfind(|found| found.rule == rule).and_then(|found| found.severity)
}

/// Checks what a measure is, of one rule.
fn bands(rule: Rule, report: impl Fn(Minute) -> AuditReport, expected: &[(Minute, Option<Severity>)]) {
    for (measure, expected) in expected {
        assert_eq!(severity(&report(*measure), rule), *expected, "{rule:?} at {measure}");
    }
}

fn day(driving: Minute) -> String {
    format!("D270 R45 D270 R45 D{} R660", driving - 540)
}

#[test]
fn daily_driving_where_ten_hours_are_allowed() {
    let expected = [
        (600, None),
        (601, Some(Minor)),
        (659, Some(Minor)),
        (660, Some(Serious)),
        (719, Some(Serious)),
        (720, Some(VerySerious)),
        (899, Some(VerySerious)),
        (900, Some(MostSerious)),
    ];
    bands(Rule::DailyDriving, |driving| audit(&day(driving)), &expected);
}

#[test]
fn daily_driving_where_nine_hours_are_allowed() {
    let third = |driving: Minute| audit(&format!("{} {} {}", day(550), day(550), day(driving)));
    let expected = [
        (541, Some(Minor)),
        (599, Some(Minor)),
        (600, Some(Serious)),
        (659, Some(Serious)),
        (660, Some(VerySerious)),
        (809, Some(VerySerious)),
        (810, Some(MostSerious)),
    ];
    bands(Rule::DailyDriving, third, &expected);
    assert_eq!(severity(&audit(&format!("{} {} D270 R45 D270 R660", day(550), day(550))), Rule::DailyDriving), None);
}

/// Six days from Monday with so many minutes of driving in all.
fn week(driving: Minute) -> String {
    let each = driving / 6;
    let last = driving - 5 * each;
    format!("{}D{last} R{}", format!("D{each} R{} ", 1_440 - each).repeat(5), 1_440 - last)
}

#[test]
fn weekly_driving() {
    let expected = [
        (3_360, None),
        (3_361, Some(Minor)),
        (3_599, Some(Minor)),
        (3_600, Some(Serious)),
        (3_899, Some(Serious)),
        (3_900, Some(VerySerious)),
        (4_199, Some(VerySerious)),
        (4_200, Some(MostSerious)),
    ];
    bands(Rule::WeeklyDriving, |driving| audit(&week(driving)), &expected);
}

#[test]
fn fortnightly_driving() {
    let expected = [
        (5_400, None),
        (5_401, Some(Minor)),
        (5_999, Some(Minor)),
        (6_000, Some(Serious)),
        (6_299, Some(Serious)),
        (6_300, Some(VerySerious)),
        (6_749, Some(VerySerious)),
        (6_750, Some(MostSerious)),
    ];
    bands(Rule::FortnightlyDriving, |driving| audit(&format!("{} R1440 {}", week(3_000), week(driving - 3_000))), &expected);
}

#[test]
fn driving_without_a_break() {
    let expected = [
        (270, None),
        (271, Some(Minor)),
        (299, Some(Minor)),
        (300, Some(Serious)),
        (359, Some(Serious)),
        (360, Some(VerySerious)),
    ];
    bands(Rule::DrivingWithoutBreak, |driving| audit(&format!("D{driving}")), &expected);
}

#[test]
fn daily_rest_where_nine_hours_are_due() {
    let expected = [
        (540, None),
        (539, Some(Minor)),
        (480, Some(Minor)),
        (479, Some(Serious)),
        (420, Some(Serious)),
        (419, Some(VerySerious)),
    ];
    bands(Rule::DailyRest, |rest| audit(&format!("W{} R{rest} W60 R660 W1", 1_440 - rest)), &expected);
}

#[test]
fn daily_rest_where_eleven_hours_are_due() {
    let fourth = |rest: Minute| audit(&format!("W900 R540 W900 R540 W900 R540 W{} R{rest} W60 R660 W1", 1_440 - rest));
    let short = [(539, Some(Serious)), (510, Some(Serious)), (509, Some(VerySerious))];
    bands(Rule::DailyRest, fourth, &short);
    let reduced = [(660, None), (659, Some(Minor)), (600, Some(Minor)), (599, Some(Serious)), (540, Some(Serious))];
    bands(Rule::ReducedDailyRests, fourth, &reduced);
}

#[test]
fn daily_rest_in_two_parts() {
    let split = |second: Minute| audit(&format!("W60 R180 W{} R{second} W60 R660 W1", 1_200 - second));
    let expected = [
        (540, None),
        (539, Some(Minor)),
        (480, Some(Minor)),
        (479, Some(Serious)),
        (420, Some(Serious)),
        (419, Some(VerySerious)),
    ];
    bands(Rule::DailyRest, split, &expected);
}

#[test]
fn daily_rest_of_a_crew_is_article_8_5() {
    let crew = |rest: Minute| audit(&format!("X{} R{rest} X60 R660 W1", 1_800 - rest));
    let expected = [
        (540, None),
        (539, Some(Minor)),
        (480, Some(Minor)),
        (479, Some(Serious)),
        (420, Some(Serious)),
        (419, Some(VerySerious)),
    ];
    bands(Rule::DailyRest, crew, &expected);
    let short = crew(500);
    let found = short.infringements.iter().find(|found| found.rule == Rule::DailyRest).unwrap();
    assert_eq!((found.article.as_str(), found.allowed), ("8(5)", 540));
}

#[test]
fn weekly_rest_where_twenty_four_hours_are_due() {
    let declared = |rest: Minute| {
        let during = instant(at(MONDAY) + 700).unwrap().fixed_offset();
        let rests = vec![DeclaredRest { at: during, counts_as: Some(RestUse::ReducedWeekly), abroad: false }];
        audit_under(&format!("W600 R{rest} W1"), &Circumstances { rests, ..Circumstances::default() })
    };
    let expected = [
        (1_440, None),
        (1_439, Some(Minor)),
        (1_320, Some(Minor)),
        (1_319, Some(Serious)),
        (1_200, Some(Serious)),
        (1_199, Some(VerySerious)),
    ];
    bands(Rule::WeeklyRest, declared, &expected);
}

#[test]
fn weekly_rest_where_forty_five_hours_are_due() {
    let expected = [
        (2_700, None),
        (2_699, Some(Minor)),
        (2_520, Some(Minor)),
        (2_519, Some(Serious)),
        (2_160, Some(Serious)),
        (2_159, Some(VerySerious)),
    ];
    bands(Rule::WeeklyRest, |rest| audit(&format!("W600 R1980 W600 R{rest} W1")), &expected);
}

#[test]
fn a_weekly_rest_that_begins_late() {
    let late = |minutes: Minute| audit(&format!("{}W{minutes}", "W600 R840 ".repeat(6)));
    let expected = [(1, Some(Minor)), (179, Some(Minor)), (180, Some(Serious)), (719, Some(Serious)), (720, Some(VerySerious))];
    bands(Rule::WeeklyRestStart, late, &expected);
}
