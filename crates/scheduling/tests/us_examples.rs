//! Worked examples of 49 CFR part 395, each with where it was published.
//!
//! [H] hossandbox/hossandbox.github.io, `engine/test`, which cites FMCSA's guidance; [K] J. J. Keller, questions and answers; [P]
//! cdl-prep.com (rules before 2020).
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::{DAY, Minute},
    audit::{AuditReport, Circumstances, Refusal, Rule, SixteenHourClaim, UsCircumstances, UsState},
    rules::{Duty, Jurisdiction, Severity},
};
use support::{at, broken, record, rules};

const MIDNIGHT: &str = "2026-10-05T00:00:00Z";

fn audit_on(date: &str, hour: Minute, text: &str, circumstances: &Circumstances) -> AuditReport {
    let start = at(&format!("{date}T00:00:00Z")) + hour * 60;
    support::audit(rules(Jurisdiction::Us, date, Duty::Property), &record(start, text), circumstances)
}

/// From an hour of a Monday on, under the rules since 2020.
fn audit(hour: Minute, text: &str) -> AuditReport {
    audit_on("2026-10-05", hour, text, &Circumstances::default())
}

fn state(report: &AuditReport) -> UsState {
    *report.state.us().unwrap()
}

/// Minutes past the limit of the first finding of a rule.
fn over(report: &AuditReport, rule: Rule) -> Minute {
    report.infringements.iter().find(|found| found.rule == rule).map_or(0, |found| found.measured - found.allowed)
}

#[test]
fn a_pair_of_rests_counts_from_the_end_of_the_first() {
    let report = audit(6, "D300 R180 W30 D270 B420");
    assert_eq!(broken(&report), [], "[H] 40, FMCSA's example");
    let state = state(&report);
    assert_eq!((state.left_driving, state.left_in_window), (390, 540), "[H] 40: 6.5 and 9 hours");
    assert_eq!(state.counted_from, Some(at(MIDNIGHT) + 14 * 60));
}

#[test]
fn a_pair_keeps_a_long_day_inside_the_window() {
    assert_eq!(broken(&audit(6, "W60 D300 R180 W60 D360 B420")), [], "[H] 41");
    let without = audit(6, "W60 D300 R180 W60 D360");
    assert_eq!((broken(&without), over(&without, Rule::DutyWindow)), (vec![Rule::DutyWindow], 120), "[H] 41");
}

#[test]
fn a_pair_does_not_add_driving() {
    let report = audit(6, "D300 R180 D420 B600");
    assert_eq!((broken(&report), over(&report, Rule::DrivingTime)), (vec![Rule::DrivingTime], 60), "[H] 42");
    assert_eq!((state(&report).left_driving, state(&report).left_in_window), (660, 840), "[H] 42: fresh after ten hours");
}

#[test]
fn the_interruption_may_bind_first() {
    let state = state(&audit(6, "W240 D240"));
    assert_eq!((state.left_before_interruption, state.left_driving, state.left_in_window), (240, 420, 360), "[H] 43");
}

#[test]
fn eight_hours_of_driving_need_half_an_hour_of_anything_else() {
    let report = audit(6, "D540");
    assert_eq!((broken(&report), over(&report, Rule::DrivingInterruption)), (vec![Rule::DrivingInterruption], 60), "[H] 44");
    assert_eq!(report.infringements[0].at, at(MIDNIGHT) + 14 * 60);
    assert_eq!(broken(&audit(6, "D300 W30 D240")), [], "[H] 44");
}

#[test]
fn the_same_log_before_and_after_the_amendment() {
    let none = Circumstances::default();
    // Half an hour of work interrupts driving since 2020; before it had to be off duty, counted from coming on duty.
    let log = "W60 D240 W30 D240";
    assert_eq!(broken(&audit_on("2020-09-28", 6, log, &none)), [Rule::DrivingInterruption]);
    assert_eq!(broken(&audit_on("2020-09-29", 6, log, &none)), []);
    // On duty 07:00, D10-14, B14-22, D22-05, off 05-07.
    let split = "W180 D240 B480 D420 R120";
    let (old, new) = (audit_on("2020-09-28", 7, split, &none), audit_on("2020-09-29", 7, split, &none));
    assert_eq!((state(&old).left_in_window, state(&old).left_driving), (300, 240), "[P] 50: five hours of duty, four of driving");
    assert_eq!((state(&new).left_in_window, state(&new).left_driving), (420, 240), "50 under 395.1 (g)(1)(iii) as amended");
    assert_eq!(state(&old).counted_from, Some(at("2020-09-28T22:00:00Z")), "[P] 50");
    // Seven hours in the berth make a pair since 2020 only.
    let seven = "W60 D300 R180 W60 D360 B420 D60";
    assert!(broken(&audit_on("2020-09-28", 6, seven, &none)).contains(&Rule::DutyWindow));
    assert_eq!(broken(&audit_on("2020-09-29", 6, seven, &none)), []);
}

#[test]
fn seventy_hours_in_eight_days() {
    let day = "D300 W30 D270 R840";
    let seven = [day; 7].join(" ");
    let report = audit(0, &seven);
    assert_eq!((broken(&report), state(&report).left_in_cycle), (vec![], 0), "[H] 45: nothing left on the eighth day");
    // A minute of work keeps the rest from being a restart.
    let next_day = audit(0, &format!("{seven} R600 W1 R839"));
    assert_eq!(state(&next_day).left_in_cycle, 600 - 1, "[H] 45: ten hours back the next day");
    let eighth = audit(0, &format!("{seven} D120"));
    assert_eq!((broken(&eighth), over(&eighth, Rule::Cycle)), (vec![Rule::Cycle], 120), "[H] 45");
    assert_eq!(state(&audit(0, &format!("{seven} R1200"))).left_in_cycle, 4_200, "[H] 46: 34 hours off, nothing used");
}

#[test]
fn a_long_rest_in_the_berth_may_be_the_first_of_a_pair() {
    assert_eq!(broken(&audit(-4, "B600 D270 R120 W90 D390")), [], "FMCSA, question 22");
    let off = audit(-4, "R600 D270 R120 W90 D390");
    assert_eq!((broken(&off), over(&off, Rule::DutyWindow)), (vec![Rule::DutyWindow], 30), "FMCSA, question 22");
    assert_eq!(broken(&audit(-4, "B600 D300 R120 D420")), [Rule::DrivingTime], "FMCSA, question 22");
}

#[test]
fn what_a_pair_leaves() {
    let state = state(&audit(0, "D420 B480 D240 R120"));
    assert_eq!((state.left_driving, state.left_in_window), (420, 600), "[K] 48: seven hours in a window of ten");
}

#[test]
fn a_rest_is_left_out_of_the_window_also_before_its_partner_is_complete() {
    // D 1:30-7:30, off 8-11, D5, then in the berth from 18:30.
    let report = audit_on("2026-10-05", 1, "W30 D360 W30 R180 D300 W150 B420", &Circumstances::default());
    assert_eq!(broken(&report), [], "[K] 49");
}

#[test]
fn riding_beside_the_driver_completes_a_rest_in_the_berth() {
    let rested = audit(0, "D300 P180 B420 D360");
    assert_eq!(broken(&rested), [], "395.1 (g)(1)(i)(D)");
    assert_eq!(state(&rested).left_driving, 300);
    let too_long = audit(0, "D300 P200 B380 D420");
    assert!(broken(&too_long).contains(&Rule::DrivingTime), "less than seven hours in the berth");
}

#[test]
fn more_than_three_hours_past_the_limit_is_egregious() {
    let severity = |minutes: Minute| audit(0, &format!("D330 W30 D{minutes}")).infringements[0].severity;
    assert_eq!(severity(331 + 179), None);
    assert_eq!(severity(331 + 180), Some(Severity::Egregious), "49 CFR part 386, appendix B (a)(6)");
}

#[test]
fn adverse_conditions_give_two_hours() {
    let moment = "2026-10-05T12:00:00Z".parse().unwrap();
    let adverse =
        Circumstances { us: UsCircumstances { adverse: vec![moment], ..UsCircumstances::default() }, ..Circumstances::default() };
    let log = "D330 W60 D450";
    assert_eq!(broken(&audit_on("2026-10-05", 6, log, &adverse)), [], "395.1 (b)(1)");
    assert_eq!(broken(&audit(6, log)), [Rule::DrivingTime]);
    let late = "D300 W300 D360";
    assert_eq!(broken(&audit_on("2026-10-05", 6, late, &adverse)), [], "the window too");
    let before = Circumstances {
        us: UsCircumstances { adverse: vec!["2020-09-28T12:00:00Z".parse().unwrap()], ..UsCircumstances::default() },
        ..Circumstances::default()
    };
    assert_eq!(broken(&audit_on("2020-09-28", 6, "D300 R300 D360", &before)), [Rule::DutyWindow], "before 2020 driving alone");
}

#[test]
fn short_haul_needs_no_interruption_if_released_in_time() {
    let moment = "2026-10-05T07:00:00Z".parse().unwrap();
    let short = Circumstances {
        us: UsCircumstances { short_haul: vec![moment], ..UsCircumstances::default() },
        ..Circumstances::default()
    };
    assert_eq!(broken(&audit_on("2026-10-05", 6, "D540 W300", &short)), [], "395.1 (e)(1)");
    let released_late = audit_on("2026-10-05", 6, "D540 W301", &short);
    assert_eq!(broken(&released_late), [Rule::DrivingInterruption]);
    assert_eq!(released_late.declined[0].reason, Refusal::TooLong);
}

fn sixteen(claims: &[&str], circumstances: Circumstances) -> Circumstances {
    let claim = |at: &&str| SixteenHourClaim { at: at.parse().unwrap(), same_place: true };
    let sixteen_hour = claims.iter().map(claim).collect();
    Circumstances { us: UsCircumstances { sixteen_hour, ..UsCircumstances::default() }, ..circumstances }
}

#[test]
fn the_sixteenth_hour_comes_once_in_seven_of_the_carriers_days() {
    // Fifteen hours and a half on Monday from six, and again on a later day from seven.
    let monday = "2026-10-05T12:00:00Z";
    let claimed = |days: Minute, second: &str, circumstances: Circumstances| {
        let rest = rest_of(days * DAY + 7 * 60 - (21 * 60 + 30));
        let log = format!("D300 W330 D300 {rest} D300 W330 D300");
        audit_on("2026-10-05", 6, &log, &sixteen(&[monday, second], circumstances))
    };
    let sunday = claimed(6, "2026-10-11T12:00:00Z", Circumstances::default());
    assert_eq!(sunday.declined.iter().map(|declined| declined.reason).collect::<Vec<_>>(), [Refusal::UsedBefore], "[H] 51");
    assert_eq!(broken(&sunday), [Rule::DutyWindow], "[H] 51");
    let next_monday = claimed(7, "2026-10-12T12:00:00Z", Circumstances::default());
    assert_eq!((broken(&next_monday), next_monday.declined), (vec![], vec![]), "[H] 51");
    // Days that begin at noon: Monday at six is still Sunday's, the Sunday after at thirteen its own.
    let noon = || Circumstances { day_starts_at: 720.try_into().unwrap(), ..Circumstances::default() };
    let from_thirteen = format!("D300 W330 D300 {} D300 W330 D300", rest_of(5 * DAY + 16 * 60 - 30));
    let by_noon = audit_on("2026-10-05", 6, &from_thirteen, &sixteen(&[monday, "2026-10-11T18:00:00Z"], noon()));
    assert_eq!(by_noon.declined, [], "[H] 51");
    let by_midnight =
        audit_on("2026-10-05", 6, &from_thirteen, &sixteen(&[monday, "2026-10-11T18:00:00Z"], Circumstances::default()));
    assert_eq!(by_midnight.declined.len(), 1, "[H] 51");
}

#[test]
fn the_sixteenth_hour_is_counted_in_days_also_when_clocks_go_back() {
    // In Chicago clocks go back on 1 November 2026: six days are 145 hours.
    let start = "2026-10-26T11:00:00Z";
    let log = format!("D300 W330 D300 {} D300 W330 D300", rest_of(6 * DAY - 930 + 120));
    let timeline = record(at(start), &log);
    let chicago = Circumstances { zone: Some("America/Chicago".to_owned().try_into().unwrap()), ..Circumstances::default() };
    let circumstances = sixteen(&["2026-10-26T12:00:00Z", "2026-11-01T20:00:00Z"], chicago);
    let report = support::audit(rules(Jurisdiction::Us, "2026-10-26", Duty::Property), &timeline, &circumstances);
    assert_eq!(report.declined.iter().map(|declined| declined.reason).collect::<Vec<_>>(), [Refusal::UsedBefore], "[H] 51");
}

/// Rest, interrupted for a minute now and then so that none is a restart.
fn rest_of(minutes: Minute) -> String {
    let pieces = minutes / 1_500 + 1;
    let each = (minutes - pieces + 1) / pieces;
    let first = minutes - (pieces - 1) * (each + 1);
    format!("R{first} {}", format!("W1 R{each} ").repeat(pieces as usize - 1))
}

#[test]
fn a_claim_where_tours_end_elsewhere_or_too_late_does_not_hold() {
    let claim = |same_place| Circumstances {
        us: UsCircumstances {
            sixteen_hour: vec![SixteenHourClaim { at: "2026-10-05T12:00:00Z".parse().unwrap(), same_place }],
            ..UsCircumstances::default()
        },
        ..Circumstances::default()
    };
    let elsewhere = audit_on("2026-10-05", 6, "D300 W330 D300", &claim(false));
    assert_eq!((broken(&elsewhere), elsewhere.declined[0].reason), (vec![Rule::DutyWindow], Refusal::OtherPlaces));
    let late = audit_on("2026-10-05", 6, "D300 W330 D300 W31", &claim(true));
    assert_eq!((broken(&late), late.declined[0].reason), (vec![Rule::DutyWindow], Refusal::TooLong));
}
