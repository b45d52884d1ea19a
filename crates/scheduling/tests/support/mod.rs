//! Records in a few letters, for the worked examples of every law.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "a test may; each uses a part of it")]

pub mod draw;

use haulage_scheduling::{
    activity::{Kind, Minute, Stretch, Timeline, minute},
    audit::{AuditReport, Circumstances, Rule, audit_timeline_under},
    rules::{Duty, Jurisdiction, RuleSet},
};

/// The minute of an instant.
pub fn at(text: &str) -> Minute {
    minute(text.parse().unwrap())
}

/// A record such as `D90 R45 W60` from a minute on: `D` drive, `W` work, `A` availability, `R` rest, `B` berth, `P` riding beside
/// the driver; `F` is rest on a ferry, `C` in a cabin of one, `f` driving on or off it; capitals of a crew are `X` (drive), `Y`
/// (rest).
pub fn record(start: Minute, text: &str) -> Timeline {
    let mut at = start;
    Timeline::new(text.split_whitespace().map(|word| {
        let (letter, minutes) = word.split_at(1);
        let (kind, crew, ferry) = match letter {
            "D" => (Kind::Drive, false, false),
            "W" => (Kind::Work, false, false),
            "A" => (Kind::Availability, false, false),
            "R" => (Kind::Rest, false, false),
            "B" => (Kind::Berth, false, false),
            "P" => (Kind::Availability, true, false),
            "X" => (Kind::Drive, true, false),
            "Y" => (Kind::Rest, true, false),
            "F" => (Kind::Rest, false, true),
            "C" => (Kind::Berth, false, true),
            "f" => (Kind::Drive, false, true),
            other => panic!("{other}"),
        };
        let from = at;
        at += minutes.parse::<Minute>().unwrap();
        Stretch { crew, ferry, ..Stretch::new(kind, from, at) }
    }))
}

/// The rule set of a day.
pub fn rules(jurisdiction: Jurisdiction, date: &str, duty: Duty) -> &'static RuleSet {
    RuleSet::chosen(jurisdiction, date.parse().unwrap(), duty).unwrap()
}

/// An audit that has no fault.
pub fn audit(rules: &RuleSet, timeline: &Timeline, circumstances: &Circumstances) -> AuditReport {
    audit_timeline_under(rules, timeline, circumstances).unwrap()
}

/// The rules broken, in order.
pub fn broken(report: &AuditReport) -> Vec<Rule> {
    report.infringements.iter().map(|found| found.rule).collect()
}
