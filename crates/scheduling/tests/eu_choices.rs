//! What Regulation (EC) No 561/2006 leaves to the driver to choose or to declare, and what is owed for it.
//!
//! [S] Staniek-Tech-NL/ETS2-EU-Digital-Tachograph@4adc28a, tests and `WEEKLY_REST_COMPENSATION_TEST_MATRIX.md`; [G]
//! shayanmohd/dutyclock@8a71bae, tests that cite GOV.UK GV262.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use haulage_scheduling::{
    activity::{Activity, DAY, Kind, Minute, WEEK, instant},
    audit::{
        AuditReport, Circumstances, CompensationOrder, DebtReason, DeclaredRest, Departure, DepartureReason, EuState, Refusal,
        RestUse, Rule, Vehicle, audit_under as audit_activities,
    },
    rules::{Duty, Jurisdiction, Severity},
};
use support::{at, broken, record, rules};

const MONDAY: &str = "2026-10-05T06:00:00Z";

fn audit_under(text: &str, circumstances: &Circumstances) -> AuditReport {
    support::audit(rules(Jurisdiction::Eu, "2026-10-05", Duty::Goods), &record(at(MONDAY), text), circumstances)
}

fn audit(text: &str) -> AuditReport {
    audit_under(text, &Circumstances::default())
}

fn eu(report: &AuditReport) -> &EuState {
    report.state.eu().unwrap()
}

/// Minutes owed, oldest first.
fn owed(report: &AuditReport) -> Vec<Minute> {
    eu(report).owed.iter().map(|debt| debt.minutes).collect()
}

fn rest(minute: Minute, counts_as: Option<RestUse>, abroad: bool) -> DeclaredRest {
    DeclaredRest { at: instant(at(MONDAY) + minute).unwrap().fixed_offset(), counts_as, abroad }
}

fn with_rests(rests: Vec<DeclaredRest>) -> Circumstances {
    Circumstances { rests, ..Circumstances::default() }
}

#[test]
fn a_rest_of_nearly_thirty_hours_is_what_its_driver_says() {
    // A debt of 20:53, then a rest of 29:53.
    let debt = 20 * 60 + 53;
    let log = format!("W600 R{} W600 R1793 W1", 2_700 - debt);
    let declared = |counts_as| audit_under(&log, &with_rests(vec![rest(600 + 2_700 - debt + 700, Some(counts_as), false)]));
    let compensation = declared(RestUse::Daily);
    assert_eq!((owed(&compensation), broken(&compensation)), (vec![], vec![]), "[S] 32: 9:00 and 20:53 of compensation");
    let weekly = declared(RestUse::ReducedWeekly);
    assert_eq!(owed(&weekly), [debt, 15 * 60 + 7], "[S] 32: a reduced weekly rest that owes 15:07");
    assert_eq!(owed(&audit(&log)), [debt, 15 * 60 + 7], "where nothing is declared, a rest of 24 hours is a weekly one");
    let nowhere = audit_under("W600 R700", &with_rests(vec![rest(100, Some(RestUse::Daily), false)]));
    assert_eq!(nowhere.declined[0].reason, Refusal::NoRest);
}

#[test]
fn compensation_is_taken_before_the_end_of_the_third_week() {
    // Monday 00:00 of the first week is minute 0; 12 hours are owed before minute 40,320.
    let log = |settled: Minute| {
        let until_weekly = "W600 R1980 ";
        let begin = 6 * 60 + 2_580;
        // Weekly rests in between leave nothing to spare.
        let weeks = format!("{}W600 R2700 ", "W600 R840 ".repeat(4));
        let spent = 3 * (4 * 1_440 + 3_300);
        let work = settled - 720 - begin - spent;
        let days = work / 1_440;
        format!("{until_weekly}{}{}W{} R1260 W1", weeks.repeat(3), "W600 R840 ".repeat(days as usize), work - days * 1_440)
    };
    let late = |settled| audit(&log(settled)).infringements.iter().filter(|found| found.rule == Rule::Compensation).count();
    assert_eq!((late(40_319), late(40_320)), (0, 1), "[S] 28");
    let unpaid = audit(&format!("W600 R1980 {}", format!("{}W600 R2700 ", "W600 R840 ".repeat(4)).repeat(5)));
    let found = unpaid.infringements.iter().find(|found| found.rule == Rule::Compensation).unwrap();
    assert_eq!((found.at, found.article.as_str(), found.allowed), (at("2026-11-02T00:00:00Z"), "8(6b)", 720), "[S] 28: overdue");
    assert_eq!(found.severity, Some(Severity::Minor), "the annex grades only that of two reduced rests in a row");
}

#[test]
fn a_small_debt_waits_behind_a_large_one_unless_said_otherwise() {
    // 21 hours, then 5; a rest with six to spare.
    let log = "W600 R1440 W600 R2700 W600 R2400 W600 R900 W1";
    assert_eq!(owed(&audit(log)), [1_260, 300], "[S] 30");
    let fits = Circumstances { compensation: CompensationOrder::OldestThatFits, ..Circumstances::default() };
    assert_eq!(owed(&audit_under(log, &fits)), [1_260], "[S] 30, the other policy");
}

#[test]
fn surpluses_never_add_up() {
    let rests = [122, 144, 183, 123, 127, 536].map(|spare| format!("W300 R{}", 540 + spare)).join(" ");
    assert_eq!(owed(&audit(&format!("W60 R1447 {rests} W1"))), [1_253], "[S] 31");
}

/// A week of six days of work by day that ends with a rest.
fn week(rest: Minute) -> String {
    format!("{}W600 R{rest} ", "W600 R840 ".repeat(4))
}

const WEEK_OF_WORK: Minute = 4 * DAY + 600;

#[test]
fn two_reduced_weekly_rests_abroad_and_then_what_they_owe() {
    let log = |third: Minute| format!("{}{}{}W1", week(1_980), week(1_980), week(third));
    let (first, second) = (WEEK_OF_WORK + 60, 2 * WEEK_OF_WORK + 1_980 + 60);
    let abroad = with_rests(vec![rest(first, None, true), rest(second, None, true)]);
    let made_good = audit_under(&log(2_700 + 1_440), &abroad);
    assert_eq!((broken(&made_good), owed(&made_good)), (vec![], vec![]), "8 (6), third subparagraph");
    let not_made_good = audit_under(&log(2_700), &abroad);
    let found: Vec<_> = not_made_good.infringements.iter().map(|found| (found.rule, found.severity, found.allowed)).collect();
    assert_eq!(found, [(Rule::Compensation, Some(Severity::VerySerious), 720); 2], "8 (6b), second subparagraph");
    let third_reduced = audit_under(&log(1_980), &abroad);
    assert!(broken(&third_reduced).contains(&Rule::WeeklyRest), "a third in a row");
    assert_eq!(broken(&audit(&log(2_700 + 1_440))), [Rule::WeeklyRest], "at home one is too many");
    let owing = audit_under(&format!("{}{}W1", week(1_980), week(1_980)), &abroad);
    let reasons: Vec<DebtReason> = eu(&owing).owed.iter().map(|debt| debt.reason).collect();
    assert_eq!(reasons, [DebtReason::TwoReducedWeeklyRests; 2]);
    // Regular, reduced, reduced, regular is allowed; of any four two are regular.
    let too_soon = format!("{}{}{}{}W1", week(1_980), week(1_980), week(4_140), week(1_980));
    assert_eq!(broken(&audit_under(&too_soon, &abroad)), [Rule::WeeklyRest], "one regular rest of four");
}

#[test]
fn two_reduced_rests_in_two_weeks_that_have_a_regular_one_besides() {
    // Monday to Wednesday reduced, Wednesday to Friday reduced, Friday to Sunday regular: the week has its regular rest.
    assert_eq!(broken(&audit("W600 R1980 W600 R1980 W600 R2700 W1")), []);
}

#[test]
fn a_rest_across_sunday_midnight_counts_once() {
    // 46 hours of rest after each six times 24 hours: one in 190 hours is less than two in two weeks.
    let cycle = format!("{}W240 R660 W540 R2760 ", "W600 R840 ".repeat(5));
    let report = audit(&cycle.repeat(10));
    assert!(broken(&report).contains(&Rule::WeeklyRestsInTwoWeeks), "[G] 34: {:?}", broken(&report));
    assert!(!broken(&report).contains(&Rule::WeeklyRestStart));
    let weekly = format!("{}W600 R2280 ", "W600 R840 ".repeat(5));
    assert!(!broken(&audit(&weekly.repeat(6))).contains(&Rule::WeeklyRestsInTwoWeeks));
    assert_eq!(broken(&audit("W600 R50000 W600")), [], "five weeks of rest");
}

fn departure(from: Minute, until: Minute, reason: DepartureReason) -> Circumstances {
    let moment = |minute: Minute| instant(at(MONDAY) + minute).unwrap().fixed_offset();
    Circumstances { departures: vec![Departure { from: moment(from), until: moment(until), reason }], ..Circumstances::default() }
}

#[test]
fn a_driver_may_go_on_to_a_safe_stop() {
    let safe = departure(270, 300, DepartureReason::SafeStop);
    let report = audit_under("D290 R660", &safe);
    assert_eq!((broken(&report), report.excused.len()), (vec![], 1), "article 12, first paragraph");
    let longer = audit_under("D301 R660", &safe);
    assert_eq!((broken(&longer), longer.declined[0].reason), (vec![Rule::DrivingWithoutBreak], Refusal::TooLong));
}

#[test]
fn an_hour_more_to_reach_home_for_a_weekly_rest() {
    let day = |last: Minute, rest: Minute| format!("D270 R45 D270 R45 D{last} R{rest} W1");
    let home = departure(690, 760, DepartureReason::Home);
    let report = audit_under(&day(120, 1_500), &home);
    assert_eq!((broken(&report), report.excused.len()), (vec![], 1), "article 12, second paragraph: eleven hours");
    let debts: Vec<(Minute, DebtReason)> = eu(&report).owed.iter().map(|debt| (debt.minutes, debt.reason)).collect();
    assert_eq!(debts, [(60, DebtReason::Exception), (1_200, DebtReason::ReducedWeeklyRest)]);
    assert_eq!(eu(&report).owed[0].due, at("2026-11-02T00:00:00Z"));
    let reason = |text: &str, circumstances: &Circumstances| audit_under(text, circumstances).declined[0].reason;
    assert_eq!(reason(&day(121, 1_500), &home), Refusal::TooLong);
    assert_eq!(reason(&day(120, 660), &home), Refusal::NoWeeklyRestAfter);
}

#[test]
fn two_hours_more_after_a_break_for_a_regular_weekly_rest() {
    let day = |pause: Minute, rest: Minute| format!("D270 R45 D270 R45 D60 R{pause} D120 R{rest} W1");
    let home = |pause: Minute| departure(690 + pause, 810 + pause, DepartureReason::HomeAfterBreak);
    let report = audit_under(&day(30, 2_700 + 120), &home(30));
    assert_eq!((broken(&report), owed(&report)), (vec![], vec![]), "article 12, third paragraph; given back at once");
    assert_eq!(owed(&audit_under(&day(30, 2_700), &home(30))), [120]);
    let reason = |text: &str, circumstances: &Circumstances| audit_under(text, circumstances).declined[0].reason;
    assert_eq!(reason(&day(29, 2_700), &home(29)), Refusal::NoBreakBefore);
    assert_eq!(reason(&day(30, 2_699), &home(30)), Refusal::NoWeeklyRestAfter);
}

#[test]
fn which_vehicles_the_law_is_about() {
    let on = |date: &str, permissible_mass_kg: i64, international: bool| {
        let rules = rules(Jurisdiction::Eu, date, Duty::Goods);
        let vehicle = Some(Vehicle { permissible_mass_kg, international });
        let start = at(&format!("{date}T06:00:00Z"));
        let report = support::audit(rules, &record(start, "D400"), &Circumstances { vehicle, ..Circumstances::default() });
        assert_eq!(report.in_scope, !report.infringements.is_empty());
        report.in_scope
    };
    assert!(on("2026-06-30", 3_501, false) && !on("2026-06-30", 3_500, false), "2 (1)(a)");
    assert!(!on("2026-06-30", 3_000, true) && on("2026-07-01", 3_000, true), "2 (1)(aa)");
    assert!(on("2026-07-01", 2_501, true) && !on("2026-07-01", 2_500, true) && !on("2026-07-01", 3_000, false));
}

#[test]
fn driving_that_the_law_is_not_about_is_other_work() {
    let activity = |from: &str, until: &str, out_of_scope| Activity {
        kind: Kind::Drive,
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        crew: false,
        ferry: false,
        out_of_scope,
    };
    let record = [
        activity("2026-10-05T06:00:00Z", "2026-10-05T09:00:00Z", true),
        activity("2026-10-05T09:00:00Z", "2026-10-05T12:00:00Z", false),
    ];
    let rules = rules(Jurisdiction::Eu, "2026-10-05", Duty::Goods);
    let report = audit_activities(rules, &record, &Circumstances::default()).unwrap();
    assert_eq!((broken(&report), eu(&report).left_today), (vec![], 600 - 180));
}

#[test]
fn a_long_crossing_with_a_cabin_may_hold_a_regular_weekly_rest() {
    let owed_after = |text: &str| owed(&audit(text));
    assert_eq!(owed_after("W600 C1380 f30 C1350 W1"), [0; 0], "9 (1): 45 hours and a half, half an hour to embark");
    let twice = audit("W600 F1380 f30 F1350 W600 R1980 W1");
    assert!(broken(&twice).contains(&Rule::WeeklyRest), "reduced, and reduced again");
    let regular = audit("W600 C1380 f30 C1350 W600 R1980 W1");
    assert!(!broken(&regular).contains(&Rule::WeeklyRest));
}

#[test]
fn a_first_part_of_eight_hours_is_the_first_of_two() {
    let report = audit("W120 R480 W240 R540 W1");
    assert_eq!((broken(&report), eu(&report).reduced_rests_left), (vec![], 3), "at least three hours, and then nine: 4 (g)");
}

#[test]
fn in_a_moving_vehicle_a_break_is_whole() {
    let state = |text: &str| eu(&audit(text)).left_before_break;
    assert_eq!(state("X270 P45 X60"), 210, "article 7, fourth paragraph");
    assert_eq!(state("X100 P15 X100 P30 X60"), 10, "parts of one are taken at rest");
    assert_eq!(state("X100 Y15 X100 Y30 X60"), 210);
}

#[test]
fn what_is_owed_has_its_due_date() {
    let report = audit("W600 R1980 W1");
    assert_eq!(eu(&report).owed[0].due, at("2026-10-05T00:00:00Z") + 4 * WEEK);
}
