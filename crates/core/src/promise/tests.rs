//! Promises: every complaint about them that users of other systems have filed, and the laws.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Orders to Hamburg, made ready in no time, a business day on the road, delivered 8 to 17 o'clock.
fn request(ordered_at: &str, with: &Value) -> PromiseRequest {
    let mut document = json!({
        "ordered_at": ordered_at,
        "origin": {
            "name": "Hamburg", "time_zone": "Europe/Berlin", "calendar": {"holidays_of": {"country": "DE", "subdivision": "HH"}},
            "cut_offs": [
                {"on": {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]}, "at": "14:00:00"},
                {"on": {"weekdays": ["saturday"]}, "at": "10:00:00"}
            ]
        },
        "transit": [{"name": "road", "days": {"min_days": 1, "max_days": 2}}],
        "delivery": {"name": "Berlin", "time_zone": "Europe/Berlin", "from": "08:00:00", "until": "17:00:00"}
    });
    for (pointer, value) in with.as_object().unwrap() {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[key] = value.clone();
    }
    serde_json::from_value(document).unwrap()
}

fn promised(ordered_at: &str, with: &Value) -> Promise {
    promise(&request(ordered_at, with)).unwrap()
}

fn accepted(ordered_at: &str, with: &Value) -> String {
    promised(ordered_at, with).earliest_way.steps[0].on.to_string()
}

fn delivered(ordered_at: &str, with: &Value) -> String {
    promised(ordered_at, with).earliest_way.delivered_on.to_string()
}

fn error(ordered_at: &str, with: &Value) -> &'static str {
    promise(&request(ordered_at, with)).unwrap_err().code()
}

// --- schemaorg/schemaorg#2755 ---

#[test]
fn one_cut_off_does_not_hold_for_all_days_saturdays_and_holidays_have_their_own() {
    let holiday = json!({"/origin/cut_offs": [
        {"on": {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]}, "at": "14:00:00"},
        {"on": {"weekdays": ["saturday"]}, "at": "10:00:00"},
        {"on": "holidays", "at": "11:00:00"},
        {"on": {"dates": ["2026-12-24"]}, "at": "09:00:00"}
    ]});
    assert_eq!(accepted("2026-11-20T13:00:00+01:00", &holiday), "2026-11-20", "Friday until 14");
    assert_eq!(accepted("2026-11-21T10:30:00+01:00", &holiday), "2026-11-23", "Saturday until 10");
    assert_eq!(accepted("2026-05-14T10:30:00+02:00", &holiday), "2026-05-14", "Ascension Day until 11");
    assert_eq!(accepted("2026-05-14T12:00:00+02:00", &holiday), "2026-05-15");
    assert_eq!(
        accepted("2026-12-24T09:30:00+01:00", &holiday),
        "2026-12-25",
        "that day until 9; Christmas takes orders by the rule for holidays"
    );
    assert_eq!(accepted("2026-05-14T10:30:00+02:00", &json!({})), "2026-05-15", "without a rule a holiday takes no orders");
}

// --- postnl/postnl-magento2#279 ---

#[test]
fn the_cut_off_is_on_the_wall_clock_of_the_site_and_not_in_utc() {
    assert_eq!(accepted("2026-11-20T13:30:00Z", &json!({})), "2026-11-21", "14:30 in Hamburg");
    assert_eq!(accepted("2026-07-17T12:30:00Z", &json!({})), "2026-07-18", "14:30 in Hamburg in summer");
    assert_eq!(accepted("2026-11-20T22:00:00+09:00", &json!({})), "2026-11-20", "14:00 in Hamburg, to the second");
    assert_eq!(accepted("2026-11-20T22:00:01+09:00", &json!({})), "2026-11-21");
}

// --- postnl/postnl-magento2 PR 249 ---

#[test]
fn an_order_of_the_weekend_rolls_forward_to_the_next_day_that_takes_orders() {
    let found = promised("2026-11-21T12:00:00+01:00", &json!({}));
    assert_eq!(found.earliest_way.steps[0].on.to_string(), "2026-11-23");
    let held: Vec<_> = found.earliest_way.steps[0].held.iter().map(|held| (held.day.to_string(), held.because)).collect();
    assert_eq!(held, [("2026-11-21".into(), Because::AfterCutOff), ("2026-11-22".into(), Because::Rest)]);
}

// --- Cara#7939 ---

#[test]
fn a_promised_day_does_not_shift_when_it_is_written_in_another_zone() {
    let auckland = json!({
        "/delivery/time_zone": "Pacific/Auckland", "/delivery/name": "Auckland",
        "/transit": [{"name": "air", "days": {"min_days": 3, "max_days": 4}}]
    });
    let found = promised("2026-11-23T09:00:00+01:00", &auckland);
    assert_eq!(found.earliest_way.delivered_on.to_string(), "2026-11-26");
    assert_eq!(
        found.earliest.to_rfc3339(),
        "2026-11-26T08:00:00+13:00",
        "the moment carries its zone: in UTC it is the day before"
    );
    assert_eq!(found.latest.to_rfc3339(), "2026-11-27T17:00:00+13:00");
}

// --- Shopify/active_shipping PR 362 ---

#[test]
fn three_business_days_are_counted_after_the_day_of_acceptance() {
    let three = json!({"/transit": [{"name": "road", "days": {"min_days": 3, "max_days": 3}}]});
    assert_eq!(delivered("2026-11-23T09:00:00+01:00", &three), "2026-11-26", "Monday: Tuesday, Wednesday, Thursday");
    assert_eq!(delivered("2026-11-19T09:00:00+01:00", &three), "2026-11-24", "Thursday: Friday, Monday, Tuesday");
}

// --- verbb/postie#121 ---

#[test]
fn a_cut_off_and_a_delivery_are_never_in_the_past() {
    let found = promised("2026-11-20T14:00:01+01:00", &json!({}));
    assert_eq!(found.order_by.to_rfc3339(), "2026-11-21T10:00:00+01:00");
    let same_day = json!({"/transit": [], "/delivery/until": "12:00:00"});
    let found = promised("2026-11-20T13:00:00+01:00", &same_day);
    assert_eq!(found.earliest_way.delivered_on.to_string(), "2026-11-23", "delivery of the day is over");
    assert_eq!(found.earliest_way.steps[1].held[0].because, Because::WindowPassed);
    let found = promised("2026-11-20T11:00:00+01:00", &same_day);
    assert_eq!(found.earliest.to_rfc3339(), "2026-11-20T11:00:00+01:00", "delivery of the day has begun");
}

// --- myparcelnl/woocommerce#109 and #496 ---

#[test]
fn handling_days_begin_a_day_later_after_the_cut_off() {
    let handling = json!({"/origin/handling": {"min_days": 1, "max_days": 2}});
    let ready = |ordered_at: &str| promised(ordered_at, &handling).earliest_way.steps[1].on.to_string();
    assert_eq!(ready("2026-11-24T14:00:00+01:00"), "2026-11-25");
    assert_eq!(ready("2026-11-24T14:00:01+01:00"), "2026-11-26");
}

#[test]
fn a_sunday_cut_off_is_not_ignored() {
    let sunday = json!({"/origin/cut_offs": [
        {"on": {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]}, "at": "14:00:00"},
        {"on": {"weekdays": ["sunday"]}, "at": "18:00:00"}
    ]});
    assert_eq!(accepted("2026-11-22T17:00:00+01:00", &sunday), "2026-11-22");
    assert_eq!(accepted("2026-11-22T18:30:00+01:00", &sunday), "2026-11-23");
    assert_eq!(accepted("2026-11-21T09:00:00+01:00", &sunday), "2026-11-22", "Saturday has none here");
}

// --- LocalOrbit#3439 ---

#[test]
fn a_delivery_wanted_before_the_goods_can_be_there_is_refused() {
    let wanted = |day: &str| json!({"/wanted_on": day});
    assert_eq!(error("2026-11-23T09:00:00+01:00", &wanted("2026-11-23")), "promise.wanted_too_early");
    assert_eq!(error("2026-11-23T09:00:00+01:00", &wanted("2026-11-28")), "promise.wanted_on_closed_day");
    let kept = |day: &str| promised("2026-11-23T09:00:00+01:00", &wanted(day)).wanted.unwrap();
    assert_eq!([kept("2026-11-24"), kept("2026-11-25")], [Wanted::Possible, Wanted::Certain]);
}

// --- allegro/allegro-api#7492 ---

#[test]
fn whole_business_days_are_not_calendar_days() {
    let days = |count: &str| json!({"/transit": [{"name": "road", "count": count, "days": {"min_days": 3, "max_days": 3}}], "/delivery/calendar": {"rest_days": []}});
    assert_eq!(delivered("2026-11-20T09:00:00+01:00", &days("calendar")), "2026-11-23");
    assert_eq!(delivered("2026-11-20T09:00:00+01:00", &days("business")), "2026-11-25");
}

// --- the hour that is skipped, and the one that is repeated ---

#[test]
fn a_cut_off_in_the_skipped_hour_is_the_moment_of_the_skip() {
    let night = json!({"/origin/cut_offs": [{"on": {"weekdays": ["sunday", "monday"]}, "at": "02:30:00"}]});
    assert_eq!(accepted("2026-03-29T00:59:59Z", &night), "2026-03-29");
    assert_eq!(accepted("2026-03-29T01:00:00Z", &night), "2026-03-29", "the skip itself is in time");
    assert_eq!(accepted("2026-03-29T01:00:01Z", &night), "2026-03-30", "the clock shows 03:00:01");
}

#[test]
fn a_cut_off_in_the_repeated_hour_is_its_first_time() {
    let night = json!({"/origin/cut_offs": [{"on": {"weekdays": ["sunday", "monday"]}, "at": "02:30:00"}]});
    assert_eq!(accepted("2026-10-25T00:30:00Z", &night), "2026-10-25", "02:30 in summer time");
    assert_eq!(accepted("2026-10-25T00:30:01Z", &night), "2026-10-26", "02:30:01, and 02:30 is still to come again");
}

#[test]
fn a_delivery_window_across_the_repeated_hour_is_an_hour_longer() {
    let night = json!({"/delivery/calendar": {"rest_days": []}, "/delivery/from": "01:00:00", "/delivery/until": "02:30:00",
                       "/transit": [{"name": "night", "count": "calendar", "days": {"min_days": 1, "max_days": 1}, "calendar": {"rest_days": []}}]});
    let found = promised("2026-10-24T09:00:00+02:00", &night);
    assert_eq!(found.earliest.to_rfc3339(), "2026-10-25T01:00:00+02:00");
    assert_eq!(found.latest.to_rfc3339(), "2026-10-25T02:30:00+01:00");
}

// --- calendars of every place ---

#[test]
fn every_place_keeps_its_own_holidays_and_the_way_says_which() {
    let way = json!({
        "/origin/handling": {"min_days": 1, "max_days": 1},
        "/transit": [{"name": "road", "days": {"min_days": 1, "max_days": 1}, "calendar": {"holidays_of": {"country": "PL"}}}],
        "/delivery/name": "München", "/delivery/calendar": {"holidays_of": {"country": "DE", "subdivision": "BY"}}
    });
    // 11 November is a holiday in Poland alone; 6 January in Poland and Bavaria, not in Hamburg.
    let november = promised("2026-11-10T09:00:00+01:00", &way).earliest_way;
    let departed = &november.steps[2];
    assert_eq!((departed.what, departed.on.to_string()), (StepKind::Departed, "2026-11-12".into()));
    assert_eq!(departed.held[0].detail, "National Independence Day");
    let january = promised("2027-01-04T09:00:00+01:00", &way).earliest_way;
    let days: Vec<_> = january.steps.iter().map(|step| (step.what, step.on.to_string())).collect();
    assert_eq!(
        days,
        [
            (StepKind::Accepted, "2027-01-04".into()),
            (StepKind::Ready, "2027-01-05".into()),
            (StepKind::Departed, "2027-01-05".into()),
            (StepKind::Arrived, "2027-01-07".into()),
            (StepKind::Delivered, "2027-01-07".into()),
        ]
    );
}

// --- the many cut-offs of one departure ---

#[test]
fn a_departure_has_many_cut_offs_and_each_is_met_or_missed_for_itself() {
    let departure = json!({"/departure": {
        "at": "2026-11-30T23:00:00+01:00", "time_zone": "Europe/Berlin",
        "cut_offs": [
            {"code": "EFC", "days_before": 7, "count": "calendar", "at": "06:00:00"},
            {"code": "VCO", "days_before": 2, "at": "12:00:00"},
            {"code": "DCO", "days_before": 3, "at": "12:00:00"},
            {"code": "DGC", "days_before": 4, "at": "08:00:00"}
        ]
    }});
    let found = promised("2026-11-24T09:00:00+01:00", &departure).deadlines;
    let list: Vec<_> = found.iter().map(|deadline| (deadline.code, deadline.at.to_rfc3339(), deadline.met)).collect();
    assert_eq!(
        list,
        [
            (CutOffCode::Efc, "2026-11-23T06:00:00+01:00".into(), true),
            (CutOffCode::Dgc, "2026-11-24T08:00:00+01:00".into(), false),
            (CutOffCode::Dco, "2026-11-25T12:00:00+01:00".into(), true),
            (CutOffCode::Vco, "2026-11-26T12:00:00+01:00".into(), true),
        ]
    );
}

#[test]
fn every_fault_of_a_request_is_found_where_it_stands() {
    let broken = json!({
        "/origin/calendar": {"holidays_of": {"country": "ZZ"}},
        "/origin/handling": {"min_days": 2, "max_days": 1},
        "/origin/cut_offs": [{"on": {"weekdays": ["monday"]}, "at": "14:00:00"}, {"on": {"weekdays": ["monday", "friday"]}}],
        "/delivery/until": "08:00:00"
    });
    let PromiseError::Faults(faults) = promise(&request("2026-11-23T09:00:00+01:00", &broken)).unwrap_err() else { panic!() };
    let found: Vec<_> = faults.as_slice().iter().map(|fault| (fault.path.as_str(), fault.code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("/origin/calendar/holidays_of", "calendar.unknown_holidays"),
            ("/origin/handling", "promise.span"),
            ("/delivery/until", "promise.window"),
            ("/origin/cut_offs/1/on", "promise.cut_off_twice"),
        ]
    );
}

#[test]
fn a_place_that_never_works_is_named_instead_of_searched_for_ever() {
    assert_eq!(error("2026-11-23T09:00:00+01:00", &json!({"/origin/cut_offs": []})), "promise.no_day");
    let closed = json!({"/delivery/calendar": {"closures": [{"name": "closed", "since": "2020-01-01", "until": "2099-01-01"}]}});
    assert_eq!(error("2026-11-23T09:00:00+01:00", &closed), "promise.no_day");
}

proptest! {
    #[test]
    fn a_later_order_is_never_promised_sooner(
        seconds in 0_i64..400 * 86_400, later in 0_i64..10 * 86_400, handling in 0_u16..4, transit in 0_u16..6, spread in 0_u16..3,
    ) {
        let start: crate::time::Instant = "2026-01-01T00:00:00+01:00".parse().unwrap();
        let at = |seconds: i64| (start + chrono::Duration::seconds(seconds)).to_rfc3339();
        let with = json!({
            "/origin/handling": {"min_days": handling, "max_days": handling + spread},
            "/transit": [{"name": "road", "days": {"min_days": transit, "max_days": transit + spread},
                          "calendar": {"holidays_of": {"country": "FR"}}}],
            "/delivery/calendar": {"holidays_of": {"country": "DE", "subdivision": "BE"}}
        });
        let (one, other) = (promised(&at(seconds), &with), promised(&at(seconds + later), &with));
        prop_assert!(one.earliest <= other.earliest && one.latest <= other.latest);
        for (found, ordered) in [(&one, seconds), (&other, seconds + later)] {
            let ordered = start + chrono::Duration::seconds(ordered);
            prop_assert!(found.earliest <= found.latest && ordered <= found.order_by && ordered <= found.earliest);
        }
    }
}
