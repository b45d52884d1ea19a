//! Worked examples of Regulation (EC) No 561/2006, each with where it was published.
//!
//! [S] Staniek-Tech-NL/ETS2-EU-Digital-Tachograph@4adc28a, tests; [G] shayanmohd/dutyclock@8a71bae, tests that cite GOV.UK
//! GV262; [A14] Regulation (EU) 2016/799, appendix 14, addendum.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use haulage_scheduling::{
    activity::{DAY, Kind, Minute, Stretch, Timeline, WEEK, minute},
    audit::{AuditReport, EuState, Rule, audit_timeline},
    rules::{Jurisdiction, RuleSet, Severity},
};

fn monday() -> Minute {
    minute("2026-10-05T00:00:00Z".parse().unwrap())
}

/// A record in a few letters: `D90 R45 W60` from six on a Monday; `F` is rest on a ferry, `f` an interruption on one.
fn record(text: &str) -> Timeline {
    let mut at = monday() + 360;
    let stretches: Vec<Stretch> = text
        .split_whitespace()
        .map(|word| {
            let (letter, minutes) = word.split_at(1);
            let (kind, ferry) = match letter {
                "D" => (Kind::Drive, false),
                "W" => (Kind::Work, false),
                "A" => (Kind::Availability, false),
                "R" => (Kind::Rest, false),
                "F" => (Kind::Rest, true),
                "f" => (Kind::Drive, true),
                other => panic!("{other}"),
            };
            let from = at;
            at += minutes.parse::<Minute>().unwrap();
            Stretch { ferry, ..Stretch::new(kind, from, at) }
        })
        .collect();
    Timeline::new(stretches)
}

fn audit(text: &str) -> AuditReport {
    audit_timeline(RuleSet::on(Jurisdiction::Eu, "2026-10-05".parse().unwrap()).unwrap(), &record(text))
}

fn eu(report: &AuditReport) -> &EuState {
    report.state.eu().unwrap()
}

fn state(text: &str) -> EuState {
    eu(&audit(text)).clone()
}

fn broken(report: &AuditReport) -> Vec<Rule> {
    report.infringements.iter().map(|found| found.rule).collect()
}

#[test]
fn four_and_a_half_hours_are_allowed_and_a_minute_more_is_not() {
    assert_eq!(broken(&audit("D270")), []);
    let over = audit("D271");
    assert_eq!(broken(&over), [Rule::DrivingWithoutBreak], "[S] 1");
    let late = audit("D275");
    assert_eq!(late.infringements[0].at, monday() + 360 + 270, "[G] 7: from minute 270 on");
    assert_eq!((late.infringements[0].measured, late.infringements[0].article.as_str()), (275, "7"));
}

#[test]
fn a_break_comes_whole_or_as_fifteen_then_thirty() {
    assert_eq!(state("D270 R45 D100").left_before_break, 170, "[S] 2");
    assert_eq!(state("D200 R15 D70 R30 D10").left_before_break, 260, "[S] 3");
    assert_eq!(broken(&audit("D200 R30 D70 R15 D1")), [Rule::DrivingWithoutBreak], "[S] 4: not in that order");
    assert_eq!(state("D60 R14 D60 R30").left_before_break, 150, "[G] 5: fourteen minutes count nothing");
    assert_eq!(state("D120 W45 D60").left_before_break, 90, "[G] 6: work is no break");
    assert_eq!(state("D130 R16 D129 R30").left_before_break, 270, "[G] 8");
    assert_eq!(state("D130 R16 D124 R30").left_before_break, 270, "[G] 8: five minutes earlier");
}

#[test]
fn the_second_driver_rests_in_the_moving_vehicle() {
    let start = monday() + 360;
    let crew = |kind, from: Minute, until: Minute| Stretch { crew: true, ..Stretch::new(kind, start + from, start + until) };
    let timeline = Timeline::new([
        crew(Kind::Drive, 0, 270),
        crew(Kind::Rest, 270, 271),
        crew(Kind::Availability, 271, 315),
        crew(Kind::Drive, 315, 375),
    ]);
    let report = audit_timeline(RuleSet::on(Jurisdiction::Eu, "2026-10-05".parse().unwrap()).unwrap(), &timeline);
    assert_eq!((broken(&report), eu(&report).left_before_break), (vec![], 210), "[S] 9");
}

#[test]
fn nine_hours_a_day_and_ten_twice_a_week() {
    assert_eq!(state("D270 R45 D270 R660").extensions_left, 2, "[S] 10");
    assert_eq!(state("D270 R45 D270 R45 D1 R660").extensions_left, 1, "[S] 10");
    let over = audit("D270 R45 D270 R45 D61 R660");
    assert_eq!(broken(&over), [Rule::DailyDriving], "[S] 10");
    assert_eq!((over.infringements[0].measured, over.infringements[0].allowed), (601, 600));
    let day = "D270 R45 D270 R45 D10 R660";
    let week = audit(&format!("{day} {day} {day}"));
    assert_eq!(broken(&week), [Rule::DailyDriving], "[S] 11: the third extension");
    assert_eq!(week.infringements[0].allowed, 540);
}

#[test]
fn extensions_are_counted_anew_from_monday() {
    let day = "D270 R45 D270 R45 D10 R660";
    let wait = "R2700";
    let report = audit(&format!("{day} {day} {wait} R4500 {day}"));
    assert_eq!(broken(&report), [], "[S] 12");
    assert_eq!(eu(&report).extensions_left, 1);
}

#[test]
fn a_day_that_starts_at_six_ends_at_nineteen_or_twenty_one() {
    let state = state("W60");
    assert_eq!(state.regular_rest_by, Some(monday() + 19 * 60), "[G] 13");
    assert_eq!(state.reduced_rest_by, Some(monday() + 21 * 60), "[G] 13");
}

#[test]
fn a_split_rest_has_three_hours_first_and_nine_after() {
    let split = audit("D240 R180 D240 W60 R540 W1");
    assert_eq!((broken(&split), eu(&split).reduced_rests_left), (vec![], 3), "[G] 14");
    let other_way_round = audit("D240 R540 D60 R180");
    assert_eq!(eu(&other_way_round).reduced_rests_left, 2, "[G] 14");
}

#[test]
fn a_fourth_reduced_rest_is_one_too_many() {
    let day = "W900 R540";
    assert_eq!(broken(&audit(&format!("{day} {day} {day}"))), []);
    assert_eq!(broken(&audit(&format!("{day} {day} {day} {day}"))), [Rule::ReducedDailyRests], "[S][G] 15");
}

#[test]
fn a_day_and_a_night_of_work_lacks_a_daily_rest() {
    assert_eq!(broken(&audit("W1440")), [], "the rest can still come late, not yet missing");
    assert_eq!(broken(&audit("W1441")), [Rule::DailyRest], "[S] 16");
    let start = monday() + 360;
    let crew = Timeline::new([Stretch { crew: true, ..Stretch::new(Kind::Work, start, start + 1_441) }]);
    let report = audit_timeline(RuleSet::on(Jurisdiction::Eu, "2026-10-05".parse().unwrap()).unwrap(), &crew);
    assert_eq!(broken(&report), [], "[S] 16: thirty hours for a crew");
    assert_eq!(eu(&report).regular_rest_by, Some(start + 30 * 60 - 540));
}

#[test]
fn a_rest_that_goes_on_when_the_record_ends_is_not_too_short_yet() {
    let resting = audit("D200 R480");
    assert_eq!((broken(&resting), eu(&resting).left_today), (vec![], 400));
    assert_eq!(broken(&audit("D200 R480 W500 R660")), [Rule::DailyRest]);
    assert_eq!(broken(&audit("D200 W900 R480")), [Rule::DailyRest], "too late for nine hours within 24");
}

#[test]
fn a_minute_of_work_parts_two_rests() {
    let report = audit("D60 R360 W1 R240 W1200");
    assert_eq!(broken(&report), [Rule::DailyRest], "[S] 17");
}

#[test]
fn a_ferry_may_interrupt_a_daily_rest_twice_for_an_hour_in_all() {
    let figure_1 = audit("W240 R120 f30 F480 f30 F120 W1");
    assert_eq!(broken(&figure_1), [], "[A14] figure 1");
    assert_eq!((figure_1.shifts[0].driving, figure_1.shifts[0].rest_inside), (0, 720));
    let figure_2 = audit("W240 F60 f20 F120 W360 F420 f20 F180 W1");
    assert_eq!((broken(&figure_2), eu(&figure_2).reduced_rests_left), (vec![], 3), "[A14] figure 2: 3 + 10");
    let figure_8 = audit("W180 F60 f10 F120 W360 F120 f10 F420 W1");
    assert_eq!((broken(&figure_8), eu(&figure_8).reduced_rests_left), (vec![], 3), "[A14] figure 8: 3 + 9");
    let figure_7 = audit("W270 F60 f10 F60 f10 F60 f10 F540 W1");
    assert_eq!((broken(&figure_7), figure_7.shifts[0].rest_inside), (vec![], 660), "[A14] figure 7: the first hour is left out");
}

/// Days of nine hours that keep every daily rule, `count` of them.
fn days(count: usize) -> String {
    vec!["D270 R45 D270 R855"; count].join(" ")
}

#[test]
fn fifty_six_hours_a_week_and_ninety_in_two() {
    let at_limit = format!("{} D270 R45 D270 R45 D60 R660 D270 R45 D270 R45 D60", days(4));
    assert_eq!(broken(&audit(&at_limit)), []);
    let over = format!("{} D270 R45 D270 R45 D60 R660 D270 R45 D270 R45 D60 R10 D1", days(4));
    let report = audit(&over);
    assert!(broken(&report).contains(&Rule::WeeklyDriving), "[S] 22: {:?}", broken(&report));
    let fortnight = format!("{} R3840 {} D1", days(5), days(5));
    let report = audit(&fortnight);
    assert_eq!(broken(&report), [Rule::FortnightlyDriving], "[S] 22: 45:00 and 45:01");
    assert_eq!(report.infringements[0].measured, 5_401);
}

#[test]
fn driving_through_sunday_midnight_belongs_to_both_weeks_in_utc() {
    let start = minute("2026-10-04T23:30:00+01:00".parse().unwrap());
    let timeline = Timeline::new([Stretch::new(Kind::Drive, start, start + 120)]);
    let report = audit_timeline(RuleSet::on(Jurisdiction::Eu, "2026-10-05".parse().unwrap()).unwrap(), &timeline);
    assert_eq!(eu(&report).left_this_week, 3_360 - 30, "[G] 23");
}

#[test]
fn a_weekly_rest_begins_after_six_days_at_the_latest() {
    let six = ["W600 R840"; 6].join(" ");
    assert_eq!(broken(&audit(&six)), []);
    let report = audit(&format!("{six} W1"));
    assert_eq!(broken(&report), [Rule::WeeklyRestStart], "[S][G] 24");
    assert_eq!(report.infringements[0].at, monday() + 360 + 6 * DAY);
}

#[test]
fn a_reduced_weekly_rest_is_owed_back_by_the_end_of_the_third_week_after() {
    let report = audit("W600 R1980 W1");
    assert_eq!(eu(&report).owed.len(), 1);
    assert_eq!(eu(&report).owed[0].minutes, 12 * 60, "[G] 25: 33 hours owe 12");
    assert_eq!(eu(&report).owed[0].due, monday() + 4 * WEEK, "[G] 25");
    assert_eq!(state("W600 R1440 W1").owed[0].minutes, 21 * 60, "[G] 25: 24 hours owe 21");
}

#[test]
fn compensation_is_paid_in_one_piece_or_not_at_all() {
    let owes_twelve_hours = "W600 R1980 W600";
    let owed = |rest: Minute| state(&format!("{owes_twelve_hours} R{rest} W1")).owed.len();
    assert_eq!(owed(20 * 60), 1, "[G] 26");
    assert_eq!(owed(21 * 60), 0, "article 8 (7): 9 + 12");
    assert_eq!(owed(23 * 60), 0, "[G] 26");
    let owes_five_hours = "W600 R2400 W600";
    let left =
        |rest: Minute| state(&format!("{owes_five_hours} R{rest} W1")).owed.iter().map(|debt| debt.minutes).sum::<Minute>();
    assert_eq!((left(839), left(840)), (300, 0), "[S] 27");
}

#[test]
fn one_long_rest_pays_two_debts() {
    let report = audit("W60 R1500 W60 R2700 W60 R1440 W60 R5160 W1");
    assert_eq!(eu(&report).owed, [], "[S] 29: 2700 + 1260 + 1200");
}

#[test]
fn two_reduced_weekly_rests_in_a_row_are_one_too_many() {
    assert_eq!(broken(&audit("W600 R1980 W600 R1980 W1")), [Rule::WeeklyRest], "[G] 33");
    assert_eq!(broken(&audit("W600 R1980 W600 R2700 W1")), []);
}

#[test]
fn each_severity_band_begins_at_its_bound() {
    let severity = |minutes: Minute| audit(&format!("D{minutes}")).infringements[0].severity.unwrap();
    assert_eq!(severity(299), Severity::Minor);
    assert_eq!(severity(300), Severity::Serious);
    assert_eq!(severity(359), Severity::Serious);
    assert_eq!(severity(360), Severity::VerySerious);
}
