//! Laws that every audit keeps, whatever the record.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod support;

use chrono::FixedOffset;
use haulage_scheduling::{
    activity::{Activity, Kind, Minute, Stretch, Timeline, instant},
    audit::{AuditReport, CaCircumstances, CaCycle, Circumstances, audit_timeline, audit_under},
    rules::RuleSet,
};
use proptest::prelude::*;
use serde_json::Value;
use support::{at, audit};

/// Stretches of a driver's weeks: work and driving of some hours, rests of all the lengths that laws name.
fn weeks() -> impl Strategy<Value = Vec<(Kind, Minute)>> {
    let duty = prop_oneof![
        5 => (Just(Kind::Drive), 5_i64..290),
        2 => (Just(Kind::Work), 5_i64..200),
        1 => (Just(Kind::Availability), 5_i64..120),
    ];
    let pause = prop_oneof![Just(10), Just(15), Just(30), Just(45), Just(60), Just(120), Just(180)]
        .prop_map(|minutes| (Kind::Rest, minutes));
    let night = prop_oneof![
        Just(420),
        Just(480),
        Just(540),
        Just(600),
        Just(660),
        Just(720),
        Just(1_500),
        Just(2_040),
        Just(2_700),
        Just(4_400)
    ];
    let night = (prop_oneof![Just(Kind::Rest), Just(Kind::Berth)], night);
    prop::collection::vec(prop_oneof![5 => duty, 3 => pause, 3 => night], 1..60)
}

/// Weeks that most laws allow: short days and long nights.
fn quiet_weeks() -> impl Strategy<Value = Vec<(Kind, Minute)>> {
    let day = (60_i64..240, prop_oneof![Just(45_i64), Just(60)], 60_i64..260, 600_i64..900);
    prop::collection::vec(day, 1..18).prop_map(|days| {
        let day = |(index, (first, pause, second, night)): (usize, (Minute, Minute, Minute, Minute))| {
            let rest = if index % 5 == 4 { 2_900 } else { night };
            [(Kind::Drive, first), (Kind::Rest, pause), (Kind::Work, 20), (Kind::Drive, second), (Kind::Rest, rest)]
        };
        days.into_iter().enumerate().flat_map(day).collect()
    })
}

fn timeline(parts: &[(Kind, Minute)]) -> Timeline {
    let mut from = at("2026-10-05T05:00:00Z");
    Timeline::new(parts.iter().map(|&(kind, minutes)| {
        let stretch = Stretch::new(kind, from, from + minutes);
        from += minutes;
        stretch
    }))
}

fn activities(timeline: &Timeline, hours_east: i32) -> Vec<Activity> {
    let zone = FixedOffset::east_opt(hours_east * 3_600).unwrap();
    let moment = |minute| instant(minute).unwrap().with_timezone(&zone);
    let of = |stretch: &Stretch| Activity {
        kind: stretch.kind,
        from: moment(stretch.from),
        until: moment(stretch.until),
        crew: stretch.crew,
        ferry: stretch.ferry,
        out_of_scope: false,
    };
    timeline.stretches().iter().map(of).collect()
}

/// Each rule set, and Canada's with its second cycle.
fn cases() -> Vec<(&'static RuleSet, Circumstances)> {
    let mut cases: Vec<_> = RuleSet::shipped().iter().map(|rules| (rules, Circumstances::default())).collect();
    let second = CaCircumstances { cycle: CaCycle::Cycle2, ..CaCircumstances::default() };
    let canada = RuleSet::shipped().iter().find(|rules| rules.id.starts_with("ca-")).unwrap();
    cases.push((canada, Circumstances { ca: second, ..Circumstances::default() }));
    cases
}

/// The same rules with one number changed.
fn relaxed(rules: &RuleSet, path: &str, by: i64) -> RuleSet {
    let mut document = serde_json::to_value(rules).unwrap();
    let number = document.pointer_mut(path).unwrap_or_else(|| panic!("{} has no {path}", rules.id));
    *number = Value::from(number.as_i64().unwrap() + by);
    serde_json::from_value(document).unwrap()
}

/// Numbers of a law and by how much each is relaxed.
type Numbers = &'static [(&'static str, i64)];

/// Limits of each law and how to relax them; what decides which rest counts as what is a choice, not a limit, and stands in the
/// second list of each: relaxed, it makes nothing forbidden that was allowed.
const LIMITS: [(&str, Numbers, Numbers); 5] = [
    (
        "eu",
        &[
            ("/law/eu/driving/daily", 20),
            ("/law/eu/driving/daily_extended", 20),
            ("/law/eu/driving/extensions_a_week", 1),
            ("/law/eu/driving/weekly", 60),
            ("/law/eu/driving/fortnightly", 60),
            ("/law/eu/breaks/driving", 20),
            ("/law/eu/daily_rest/reduced_between_weekly_rests", 1),
            ("/law/eu/weekly_rest/window", 120),
            ("/law/eu/weekly_rest/compensation_weeks", 1),
        ],
        &[
            ("/law/eu/breaks/whole", -5),
            ("/law/eu/breaks/first_part", -5),
            ("/law/eu/breaks/second_part", -5),
            ("/law/eu/daily_rest/regular", -30),
            ("/law/eu/daily_rest/reduced", -30),
            ("/law/eu/daily_rest/split_first_part", -30),
            ("/law/eu/daily_rest/window", 60),
        ],
    ),
    (
        "eu+",
        &[
            ("/law/eu/working_time/weekly", 60),
            ("/law/eu/working_time/average", 60),
            ("/law/eu/working_time/without_break", 30),
            ("/law/eu/working_time/night/work", 30),
        ],
        &[("/law/eu/working_time/break_piece", -5), ("/law/eu/working_time/breaks/0/minutes", -5)],
    ),
    (
        "us",
        &[("/law/us/interruption/after", 30), ("/law/us/cycles/eight_days/on_duty", 120)],
        &[
            ("/law/us/driving", 30),
            ("/law/us/window", 30),
            ("/law/us/off_duty", -30),
            ("/law/us/interruption/minutes", -5),
            ("/law/us/sleeper/total", -30),
            ("/law/us/sleeper/berth", -30),
            ("/law/us/sleeper/other", -30),
            ("/law/us/cycles/eight_days/reset", -60),
        ],
    ),
    (
        "ca",
        &[
            ("/law/ca/driving", 30),
            ("/law/ca/on_duty", 30),
            ("/law/ca/elapsed", 30),
            ("/law/ca/off_duty", -30),
            ("/law/ca/long_rest/days", 1),
            ("/law/ca/cycle_1/on_duty", 60),
        ],
        &[("/law/ca/rest", -30), ("/law/ca/off_duty_piece", -10), ("/law/ca/cycle_1/reset", -60)],
    ),
    (
        "au",
        &[],
        &[
            ("/law/au/periods/0/work", 10),
            ("/law/au/periods/3/work", 20),
            ("/law/au/periods/3/unbroken_rest", -20),
            ("/law/au/periods/4/work", 60),
            ("/law/au/night_rest/minutes", -30),
        ],
    ),
];

fn limits(rules: &RuleSet) -> Vec<(bool, &'static str, i64)> {
    let is_meant = |name: &str| rules.id.starts_with(name) || (name == "eu+" && rules.id.contains("+2002-15"));
    let lists = LIMITS.iter().filter(|(name, ..)| is_meant(name));
    lists
        .flat_map(|(_, strict, choices)| {
            let strict = strict.iter().map(|(path, by)| (true, *path, *by));
            strict.chain(choices.iter().map(|(path, by)| (false, *path, *by)))
        })
        .collect()
}

fn never_more(parts: &[(Kind, Minute)]) -> Result<(), TestCaseError> {
    let timeline = timeline(parts);
    for rules in RuleSet::shipped() {
        let before = audit_timeline(rules, &timeline).infringements.len();
        for (counts, path, by) in limits(rules) {
            let after = audit_timeline(&relaxed(rules, path, by), &timeline).infringements.len();
            prop_assert!(after <= before || (before > 0 && !counts), "{} {path}: {before} become {after}", rules.id);
        }
    }
    Ok(())
}

#[test]
fn a_record_at_the_ends_of_the_calendar_is_refused_and_one_of_years_is_not_walked_for_ever() {
    let moment = |text: &str| text.parse().unwrap();
    let activity = |from, until| Activity {
        kind: Kind::Drive,
        from: moment(from),
        until: moment(until),
        crew: false,
        ferry: false,
        out_of_scope: false,
    };
    for (rules, circumstances) in cases() {
        let codes = |record: &[Activity]| {
            let faults = audit_under(rules, record, &circumstances).unwrap_err();
            faults.as_slice().iter().map(|fault| fault.code.clone()).collect::<Vec<_>>()
        };
        let far = [activity("+262142-12-31T00:00:00Z", "+262142-12-31T10:00:00Z")];
        assert_eq!(codes(&far), ["hours.calendar"]);
        let both = [activity("-262142-01-02T00:00:00Z", "-262142-01-02T10:00:07Z"), far[0]];
        assert_eq!(codes(&both), ["hours.record_length", "hours.calendar"]);
        let decade = [activity("2026-01-01T00:00:00Z", "2035-12-31T00:00:00Z")];
        assert!(audit_under(rules, &decade, &circumstances).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn splitting_an_activity_changes_nothing(parts in weeks(), at in prop::collection::vec(0_usize..60, 0..8)) {
        let whole = timeline(&parts);
        let mut split = whole.stretches().to_vec();
        for index in at {
            let index = index % split.len();
            let stretch = split[index];
            let middle = stretch.from + stretch.minutes() / 2;
            if stretch.from < middle && middle < stretch.until {
                split[index].until = middle;
                split.insert(index + 1, Stretch { from: middle, ..stretch });
            }
        }
        let split = Timeline::new(split);
        for (rules, circumstances) in cases() {
            prop_assert_eq!(audit(rules, &whole, &circumstances), audit(rules, &split, &circumstances));
        }
    }

    #[test]
    fn the_zone_of_a_moment_changes_nothing(parts in weeks(), hours_east in -11_i32..12) {
        let timeline = timeline(&parts);
        for (rules, circumstances) in cases() {
            let audit = |hours_east| audit_under(rules, &activities(&timeline, hours_east), &circumstances).unwrap();
            prop_assert_eq!(audit(0), audit(hours_east));
        }
    }

    #[test]
    fn relaxing_a_number_adds_no_infringement(parts in weeks()) {
        never_more(&parts)?;
    }

    #[test]
    fn relaxing_a_number_forbids_nothing_that_was_allowed(parts in quiet_weeks()) {
        never_more(&parts)?;
    }

    #[test]
    fn an_audit_goes_on_where_the_last_one_ended(parts in weeks(), cut in 0_usize..60) {
        let whole = timeline(&parts);
        // Whether a rest of seven hours to nine is the first of two parts, only the record after it tells.
        let runs = whole.stretches().chunk_by(|one, other| one.kind.is_rest() == other.kind.is_rest());
        let mut rests = runs.filter(|run| run[0].kind.is_rest()).map(|run| run.iter().map(Stretch::minutes).sum::<Minute>());
        prop_assume!(!rests.any(|rest| (420..540).contains(&rest)));
        let cut = cut % whole.stretches().len();
        let first = Timeline::new(whole.stretches().iter().take(cut).copied());
        let second = Timeline::new(whole.stretches().iter().skip(cut).copied());
        for rules in RuleSet::shipped().iter().filter(|rules| rules.id.starts_with("eu")) {
            let before = audit(rules, &first, &Circumstances::default()).standing;
            let circumstances = Circumstances { before: before.filter(|_| cut > 0), ..Circumstances::default() };
            let (at_once, later) = (audit(rules, &whole, &Circumstances::default()), audit(rules, &second, &circumstances));
            let state = |report: &AuditReport| {
                let mut state = report.state.eu().unwrap().clone();
                state.working_time = None;
                state
            };
            prop_assert_eq!(state(&at_once), state(&later));
            prop_assert_eq!(at_once.standing, later.standing);
        }
    }
}
