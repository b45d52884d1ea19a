//! Worked examples of Directive 2002/15/EC, each with where it was published.
//!
//! [G] shayanmohd/dutyclock@8a71bae, tests that cite the Department for Transport's guidance on the Road Transport (Working Time)
//! Regulations 2005.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::Minute,
    audit::{AuditReport, Circumstances, ReferencePeriod, Rule, WorkingTimeState},
    rules::{Duty, Jurisdiction, Severity},
};
use support::{at, broken, record, rules};

fn audit_from(start: &str, text: &str, circumstances: &Circumstances) -> AuditReport {
    let rules = rules(Jurisdiction::Eu, &start[..10], Duty::GoodsWorkingTime);
    support::audit(rules, &record(at(start), text), circumstances)
}

fn audit(text: &str) -> AuditReport {
    audit_from("2026-10-05T06:00:00Z", text, &Circumstances::default())
}

fn state(report: &AuditReport) -> WorkingTimeState {
    report.state.eu().unwrap().working_time.unwrap()
}

fn severity(report: &AuditReport, rule: Rule) -> Option<Severity> {
    report.infringements.iter().find(|found| found.rule == rule).and_then(|found| found.severity)
}

#[test]
fn six_hours_without_a_break() {
    assert_eq!(broken(&audit("W360")), []);
    let over = audit("W361");
    assert_eq!(broken(&over), [Rule::WorkWithoutBreak, Rule::WorkBreaks], "[G] 35");
    assert_eq!(over.infringements[0].at, at("2026-10-05T12:00:00Z"));
    assert_eq!(broken(&audit("W300 R30 W239")), [], "[G] 35");
    assert_eq!(broken(&audit("W300 R30 W241")), [Rule::WorkBreaks], "[G] 35: nine hours and a minute need 45");
    assert_eq!(broken(&audit("W300 R30 W200 R15 W41")), [], "[G] 35");
}

#[test]
fn severity_of_breaks_too_short() {
    let six = |rest: Minute| severity(&audit(&format!("W200 R{rest} W170")), Rule::WorkBreaks);
    assert_eq!((six(29), six(21)), (Some(Severity::Minor), Some(Severity::Minor)));
    assert_eq!((six(20), six(15), six(14)), (Some(Severity::Serious), Some(Severity::Serious), Some(Severity::VerySerious)));
    let nine = |rest: Minute| severity(&audit(&format!("W280 R{rest} W270")), Rule::WorkBreaks);
    assert_eq!((nine(44), nine(31)), (Some(Severity::Minor), Some(Severity::Minor)));
    assert_eq!((nine(30), nine(21), nine(20)), (Some(Severity::Serious), Some(Severity::Serious), Some(Severity::VerySerious)));
}

#[test]
fn availability_is_neither_work_nor_rest() {
    let report = audit("W200 A120 W161");
    assert!(broken(&report).contains(&Rule::WorkWithoutBreak), "[G] 36: it is no break");
    assert_eq!(state(&audit("W200 A120 W100")).left_before_break, 60, "[G] 36: it is no work");
}

#[test]
fn sixty_hours_in_a_week_and_not_a_minute_more() {
    let day = |work: Minute| format!("W300 R45 W{} R{} ", work - 300, 1_440 - 45 - work);
    let week = |last: Minute| audit(&format!("{}{}", day(600).repeat(5), day(last)));
    assert_eq!(broken(&week(600)), []);
    let over = week(660);
    assert_eq!(broken(&over), [Rule::WeeklyWork], "[G] 37: 61 hours");
    assert_eq!((over.infringements[0].measured, over.infringements[0].allowed), (61 * 60, 60 * 60));
    let of = |hours: Minute, more: Minute| {
        let text = format!("{}{}", day(hours * 10).repeat(5), day(hours * 10 + more));
        severity(&audit(&text), Rule::WeeklyWork)
    };
    assert_eq!((of(65, -1), of(65, 0)), (Some(Severity::Minor), Some(Severity::Serious)));
    assert_eq!((of(70, -1), of(70, 0)), (Some(Severity::Serious), Some(Severity::VerySerious)));
}

#[test]
fn ten_hours_where_any_work_falls_into_the_night() {
    let night =
        |work: Minute| audit_from("2026-10-05T20:00:00Z", &format!("W300 R45 W{} R700", work - 300), &Circumstances::default());
    assert_eq!(broken(&night(600)), []);
    assert_eq!(broken(&night(601)), [Rule::NightWork]);
    let of = |work: Minute| severity(&night(work), Rule::NightWork);
    assert_eq!((of(659), of(660), of(779)), (Some(Severity::Minor), Some(Severity::Serious), Some(Severity::Serious)));
    assert_eq!(of(780), Some(Severity::VerySerious));
    assert_eq!(broken(&audit("W300 R45 W301 R700")), [], "by day");
    // 20:00 UTC is 22:00 in Helsinki's winter; the last minute of a shift ending at 22:01 UTC lies in its night.
    let helsinki = Circumstances { zone: Some("Europe/Helsinki".to_owned().try_into().unwrap()), ..Circumstances::default() };
    let evening = "W300 R45 W300 R45 W31 R700";
    let from = "2026-11-09T10:00:00Z";
    assert_eq!(broken(&audit_from(from, evening, &Circumstances::default())), []);
    assert_eq!(broken(&audit_from(from, evening, &helsinki)), [Rule::NightWork]);
}

#[test]
fn seventeen_weeks_of_forty_hours_and_two_weeks_more() {
    let whole = |from: &str, until: &str, before: Minute| Circumstances {
        working_time: Some(ReferencePeriod {
            from: Some(from.parse().unwrap()),
            until: Some(until.parse().unwrap()),
            worked_before: before,
            leave_days: 0,
            leave_weeks: 0,
        }),
        ..Circumstances::default()
    };
    // 17 weeks of 40 hours and 120 hours of overtime: 800 of 816 hours.
    let last_day = "W240 R60 W240 R900";
    let start = "2020-11-20T06:00:00Z";
    // The same period where the law of today holds: 17 weeks from 3 August 2020.
    let moved = whole("2020-08-03", "2020-11-29", (800 - 8) * 60);
    let report = audit_from(start, last_day, &moved);
    assert_eq!((broken(&report), state(&report).left_in_period), (vec![], 16 * 60), "[G] 38: 800 of 816 hours");
    let over = audit_from(start, last_day, &whole("2020-08-03", "2020-11-29", (816 - 8) * 60 + 1));
    assert_eq!(broken(&over), [Rule::AverageWork]);
    assert_eq!((over.infringements[0].measured, over.infringements[0].allowed), (816 * 60 + 1, 816 * 60));
}

#[test]
fn leave_counts_eight_hours_a_day_and_forty_eight_a_week() {
    let with = |leave_days: u16, leave_weeks: u16| {
        let working_time = Some(ReferencePeriod { from: None, until: None, worked_before: 0, leave_days, leave_weeks });
        state(&audit_from("2026-10-05T06:00:00Z", "W60", &Circumstances { working_time, ..Circumstances::default() }))
    };
    assert_eq!(with(0, 0).left_in_period - with(2, 0).left_in_period, 16 * 60, "[G] 38");
    assert_eq!(with(0, 0).left_in_period - with(0, 1).left_in_period, 48 * 60, "[G] 38");
    assert_eq!(with(0, 0).period_from, "2026-08-03".parse().unwrap());
}
