//! SOR/2005-313 south of latitude 60° N: each section on both sides of its limit.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::Minute,
    audit::{AuditReport, CaCircumstances, CaCycle, CaState, Circumstances, Refusal, Rule},
    rules::{Duty, Jurisdiction},
};
use support::{at, broken, record, rules};

fn audit_under(text: &str, circumstances: &Circumstances) -> AuditReport {
    let start = at("2026-10-05T00:00:00Z");
    support::audit(rules(Jurisdiction::Ca, "2026-10-05", Duty::SouthOf60), &record(start, text), circumstances)
}

fn audit(text: &str) -> AuditReport {
    audit_under(text, &Circumstances::default())
}

fn articles(report: &AuditReport) -> Vec<&str> {
    report.infringements.iter().map(|found| found.article.as_str()).collect()
}

fn state(text: &str) -> CaState {
    *audit(text).state.ca().unwrap()
}

#[test]
fn thirteen_hours_of_driving_in_a_day_and_between_rests() {
    assert_eq!(articles(&audit("D780 R660")), [""; 0]);
    let over = audit("D781 R659");
    assert_eq!(articles(&over), ["12(1)", "13(1)"]);
    assert_eq!((over.infringements[0].measured, over.infringements[0].at), (781, at("2026-10-05T13:00:00Z")));
}

#[test]
fn nobody_drives_after_fourteen_hours_on_duty() {
    assert_eq!(articles(&audit("W240 D600 R600")), [""; 0]);
    assert_eq!(articles(&audit("W241 D600 R599")), ["12(2)", "13(2)", "14(1)"], "driving one minute after the fourteenth hour");
    assert_eq!(articles(&audit("D600 W300 R540")), ["14(1)"], "work may go on, but the day lacks time off");
}

#[test]
fn nobody_drives_after_sixteen_hours_since_the_last_rest() {
    assert_eq!(articles(&audit("D480 R240 D240 R480")), [""; 0]);
    let late = audit("D480 R240 D241 R479");
    assert_eq!((articles(&late), late.infringements[0].measured), (vec!["13(3)"], 961));
}

#[test]
fn ten_hours_off_a_day_in_pieces_of_half_an_hour() {
    assert_eq!(articles(&audit("D300 R30 D300 R30 W240 R540")), [""; 0]);
    assert_eq!(broken(&audit("D300 R29 D300 R31 W240 R540")), [Rule::DailyOffDuty], "29 minutes count nothing");
}

#[test]
fn two_hours_off_may_be_moved_to_the_next_day() {
    let moved = Circumstances {
        ca: CaCircumstances { deferred: vec!["2026-10-05".parse().unwrap()], ..CaCircumstances::default() },
        ..Circumstances::default()
    };
    let made_good = "D600 W360 R480 R120 D600 R720 R1";
    assert_eq!(articles(&audit_under(made_good, &moved)), [""; 0], "section 16");
    assert_eq!(articles(&audit(made_good)), ["14(1)"]);
    let not_made_good = audit_under("D600 W360 R480 D600 W240 R600 R1", &moved);
    assert_eq!((articles(&not_made_good), not_made_good.declined[0].reason), (vec!["14(1)"], Refusal::NotMadeGood));
}

#[test]
fn seventy_hours_in_seven_days_or_a_hundred_and_twenty_in_fourteen() {
    let day = "D600 R840 ";
    assert_eq!(broken(&audit(&day.repeat(7))), []);
    assert_eq!(state(&day.repeat(7)).left_in_cycle, 600, "the first day has gone by");
    let long_day = "D720 R720 ";
    let six = audit(&long_day.repeat(6));
    assert_eq!(articles(&six), ["26"], "72 hours");
    assert_eq!(six.infringements[0].measured, 72 * 60);
    let reset = format!("{}R2160 {}", long_day.repeat(5), long_day.repeat(5));
    assert_eq!(broken(&audit(&reset)), [], "36 hours off set it back");
    let cycle_2 = Circumstances {
        ca: CaCircumstances { cycle: CaCycle::Cycle2, ..CaCircumstances::default() },
        ..Circumstances::default()
    };
    assert_eq!(articles(&audit_under(&long_day.repeat(6), &cycle_2)), ["27(b)"], "70 hours without a day off");
    let with_day_off = format!("{}R1440 {}", long_day.repeat(5), long_day.repeat(5));
    assert_eq!(articles(&audit_under(&with_day_off, &cycle_2)), [""; 0]);
    let past = format!("{}R1440 {}R1440 D60", long_day.repeat(5), long_day.repeat(5));
    assert_eq!(articles(&audit_under(&past, &cycle_2)), ["27(a)"], "121 hours in fourteen days");
}

#[test]
fn a_day_off_in_fourteen() {
    let day = "D240 R1200 ";
    assert_eq!(broken(&audit(&day.repeat(14))), []);
    assert_eq!(articles(&audit(&day.repeat(15))), ["25"]);
}

#[test]
fn what_is_left() {
    let now = state("W60 D300 R30 D60");
    assert_eq!((now.left_driving, now.left_on_duty, now.left_elapsed), (420, 420, 960 - 450));
    assert_eq!((now.left_in_cycle, now.off_duty_due), (4_200 - 420 as Minute, 570));
}
