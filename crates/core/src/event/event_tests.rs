use proptest::prelude::*;

use super::*;
use crate::{
    event::fold::{Outcome, fold},
    lifecycle::{Lifecycle, Move, Pieces, Tally},
};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn at(minute: u32) -> Instant {
    format!("2026-11-20T{:02}:{:02}:00+01:00", minute / 60, minute % 60).parse().unwrap()
}

fn event(kind: &str, minute: u32) -> Event {
    Event::new("4711", name(kind), at(minute))
}

fn history(pieces: u64, events: impl IntoIterator<Item = Event>) -> History {
    let mut history = History::new("4711", pieces).unwrap();
    for event in events {
        history.add(event).unwrap();
    }
    history
}

fn standing(history: &History) -> Standing {
    fold(Lifecycle::standard(), history)
}

fn command(id: &str, what: &str, role: &str, minute: u32) -> Command {
    Command {
        id: id.into(),
        name: name(what),
        actor: Actor { role: name(role), id: String::new() },
        time: at(minute),
        record_time: None,
        source: String::new(),
        pieces: None,
        handling_units: BTreeSet::new(),
        place: String::new(),
        documents: BTreeSet::new(),
        exception: None,
        settles: BTreeSet::new(),
    }
}

fn accept(history: &mut History, command: &Command) -> Name {
    match decide(Lifecycle::standard(), history, command) {
        Decision::Accepted { events, state, .. } => {
            for event in events {
                history.add(event).unwrap();
            }
            state
        }
        Decision::Refused(refusal) => panic!("{refusal:?}"),
    }
}

fn refuse(history: &History, command: &Command) -> Refusal {
    match decide(Lifecycle::standard(), history, command) {
        Decision::Refused(refusal) => *refusal,
        Decision::Accepted { events, .. } => panic!("{events:?}"),
    }
}

/// A shipment of ten pieces out for delivery.
fn on_the_road() -> History {
    let mut history = history(10, []);
    accept(&mut history, &command("1", "book", "consignor", 0));
    accept(&mut history, &command("2", "confirm", "carrier", 5));
    let documents = BTreeSet::from([name("waybill")]);
    accept(&mut history, &Command { documents, ..command("3", "pick_up", "driver", 10) });
    accept(&mut history, &command("4", "start_delivery", "driver", 20));
    history
}

fn signed(command: Command) -> Command {
    Command { documents: BTreeSet::from([name("proof_of_delivery")]), ..command }
}

#[test]
fn a_late_webhook_never_undelivers() {
    let delivered = history(1, [event("delivered", 60)]);
    for late in Lifecycle::standard().document().commands.iter().map(|command| command.event.as_str()) {
        for minute in [0, 59, 60, 61, 1_000] {
            let mut history = delivered.clone();
            history.add(event(late, minute)).unwrap();
            assert_eq!(standing(&history).state, name("delivered"), "{late} at {minute}");
        }
    }
}

#[test]
fn the_same_message_twice_is_one_event() {
    let first = Event { record_time: Some(at(70)), ..event("departed", 60) };
    let again = Event { record_time: Some(at(65)), ..first.clone() };
    let both = history(1, [first, again.clone()]);
    assert_eq!(both.events().values().collect::<Vec<_>>(), [&again]);
    assert_eq!(standing(&both).ledger.len(), 1);
}

#[test]
fn a_missed_scan_is_noted_and_does_not_stop_the_shipment() {
    let standing = standing(&history(4, [event("delivered", 60), event("booked", 0)]));
    assert_eq!((standing.state.as_str(), standing.terminal), ("delivered", true));
    assert_eq!(standing.ledger.iter().map(|entry| entry.outcome).collect::<Vec<_>>(), [Outcome::Applied, Outcome::Skipped]);
    assert_eq!(standing.pieces, all_delivered(4), "delivered pieces were picked up, scan or not");
}

fn all_delivered(pieces: u64) -> Pieces {
    Pieces::ordered(pieces).after(Move::PickedUp, pieces).and_then(|all| all.after(Move::Delivered, pieces)).unwrap()
}
#[test]
fn a_pickup_reported_after_the_delivery_counts_once() {
    let pickup = Event { pieces: Some(4), ..event("picked_up", 61) };
    let standing = standing(&history(4, [event("delivered", 60), pickup]));
    assert_eq!(standing.pieces, all_delivered(4));
    assert_eq!(standing.ledger[1].outcome, Outcome::TooLate);
    assert_eq!(standing.ledger[1].excess_pieces, 0);
}

#[test]
fn five_of_ten_delivered_do_not_show_as_all_delivered() {
    let mut history = on_the_road();
    let state = accept(&mut history, &signed(Command { pieces: Some(5), ..command("5", "deliver_part", "driver", 30) }));
    assert_eq!(state.as_str(), "partly_delivered");
    assert_eq!(standing(&history).pieces.count(Tally::OnHand), 5);
    let refusal = refuse(&history, &Command { pieces: Some(6), ..command("6", "start_return", "driver", 40) });
    assert_eq!(refusal.code, "command.pieces");
    accept(&mut history, &command("7", "start_delivery", "driver", 40));
    assert_eq!(accept(&mut history, &signed(command("8", "deliver", "driver", 50))).as_str(), "delivered");
}

#[test]
fn a_refusal_names_the_rule_and_what_this_role_may_do() {
    let history = on_the_road();
    let unsigned = refuse(&history, &command("5", "deliver", "driver", 30));
    assert_eq!(
        (unsigned.code, unsigned.rules.as_slice()),
        ("command.guard", ["document proof_of_delivery".to_owned()].as_slice())
    );
    assert!(unsigned.allowed.iter().any(|allowed| allowed.command.as_str() == "fail_delivery"));
    let stranger = refuse(&history, &signed(command("5", "deliver", "consignee", 30)));
    assert_eq!(stranger.code, "command.wrong_role");
    assert_eq!(stranger.allowed.iter().map(|allowed| allowed.command.as_str()).collect::<Vec<_>>(), ["report_missing"]);
    assert_eq!(refuse(&history, &command("5", "book", "consignor", 30)).code, "command.wrong_state");
    assert_eq!(refuse(&history, &command("5", "teleport", "driver", 30)).code, "command.unknown");
    assert_eq!(refuse(&history, &command("5", "fail_delivery", "driver", 30)).rules, ["exception stated"]);
    assert_eq!(refuse(&history, &signed(command("5", "deliver", "driver", 19))).code, "command.backdated");
    assert_eq!(refuse(&history, &signed(command(" ", "deliver", "driver", 30))).code, "command.blank_id");
}

#[test]
fn a_command_sent_twice_is_accepted_once() {
    let mut history = on_the_road();
    let deliver = signed(command("5", "deliver", "driver", 30));
    accept(&mut history, &deliver);
    let before = history.clone();
    let Decision::Accepted { events, repeated: true, .. } = decide(Lifecycle::standard(), &history, &deliver) else {
        panic!("refused")
    };
    for event in events {
        history.add(event).unwrap();
    }
    assert_eq!(history, before);
    assert_eq!(refuse(&history, &Command { time: at(31), ..deliver }).code, "command.id_reused");
}

#[test]
fn two_commands_of_one_moment_keep_their_order() {
    let mut history = on_the_road();
    let failed = Command { exception: Some(Exception::new(Reason::NotHome)), ..command("5", "fail_delivery", "driver", 30) };
    accept(&mut history, &failed);
    accept(&mut history, &command("6", "start_delivery", "driver", 30));
    assert_eq!(standing(&history).state.as_str(), "out_for_delivery");
}

#[test]
fn an_exception_waits_for_whoever_must_act_until_it_is_settled() {
    let mut history = on_the_road();
    let action = Action { role: name("consignee"), what: "pay the duties".into(), due: Some(at(120)) };
    let exception = Some(Exception { action: Some(action), ..Exception::new(Reason::CustomsDuties) });
    accept(&mut history, &Command { exception, ..command("5", "hold", "customs", 30) });
    let held = standing(&history);
    let open = held.actions().next().unwrap();
    assert_eq!(open.exception.blame(), Blame::Consignee);
    assert_eq!((held.overdue(at(120)).count(), held.overdue(at(121)).count()), (0, 1));
    assert_eq!(refuse(&history, &command("6", "release", "customs", 40)).rules, ["exceptions settled"]);
    let settles = BTreeSet::from([open.event]);
    accept(&mut history, &Command { settles, ..command("7", "release", "customs", 40) });
    assert_eq!(standing(&history).exceptions, []);
}

#[test]
fn a_wrong_delivery_is_taken_back_by_a_correction_and_by_nothing_else() {
    let mut history = on_the_road();
    accept(&mut history, &signed(command("5", "deliver", "driver", 30)));
    let wrong = history.events().iter().find(|(_, event)| event.kind.as_str() == "delivered").map(|(id, _)| *id).unwrap();
    let truth = Event { exception: Some(Exception::new(Reason::WrongAddress)), ..event("delivery_failed", 31) };
    let corrective = BTreeSet::from([truth.id()]);
    history.correct(Correction { corrects: wrong, declared: at(90), reason: Error::IncorrectData, corrective });
    let waiting = standing(&history);
    assert_eq!(waiting.state.as_str(), "out_for_delivery");
    assert_eq!(waiting.awaited, BTreeSet::from([truth.id()]));
    assert!(waiting.ledger.iter().any(|entry| entry.event == wrong && entry.outcome == Outcome::Void));
    history.add(truth).unwrap();
    assert_eq!(standing(&history).state.as_str(), "delivery_failed");
    assert_eq!(standing(&history).pieces.count(Tally::Delivered), 0);
}

#[test]
fn plan_forecast_and_fact_are_told_apart() {
    let said = |classifier, minute, recorded| Event { classifier, record_time: Some(at(recorded)), ..event("delivered", minute) };
    let reports = [
        said(Classifier::Planned, 600, 0),
        said(Classifier::Estimated, 700, 20),
        said(Classifier::Estimated, 900, 10),
        event("departed", 100),
    ];
    let standing = standing(&history(1, reports));
    let milestone = &standing.milestones[&name("delivered")];
    assert_eq!(milestone.planned.as_ref().unwrap().time, at(600));
    assert_eq!(milestone.estimated.as_ref().unwrap().time, at(700), "the forecast recorded last stands");
    assert_eq!((milestone.actual.as_ref(), standing.state.as_str()), (None, "in_transit"));
}

#[test]
fn every_field_of_an_event_but_its_recording_is_part_of_its_identity() {
    let plain = event("delivered", 0);
    let exception = Some(Exception::new(Reason::Damaged));
    let mut different = vec![
        Event { shipment: "4712".into(), ..plain.clone() },
        event("departed", 0),
        event("delivered", 1),
        Event { event_time: at(0).with_timezone(&chrono::FixedOffset::east_opt(0).unwrap()), ..plain.clone() },
        Event { classifier: Classifier::Planned, ..plain.clone() },
        Event { source: "webhook".into(), ..plain.clone() },
        Event { actor: Some(Actor { role: name("driver"), id: String::new() }), ..plain.clone() },
        Event { pieces: Some(1), ..plain.clone() },
        Event { handling_units: BTreeSet::from(["040123450000001112".parse().unwrap()]), ..plain.clone() },
        Event { place: "urn:epc:id:sgln:4012345.00011.987".into(), ..plain.clone() },
        Event { documents: BTreeSet::from([name("waybill")]), ..plain.clone() },
        Event { exception: exception.clone(), ..plain.clone() },
        Event { exception: Some(Exception { note: "wet".into(), ..Exception::new(Reason::Damaged) }), ..plain.clone() },
        Event { settles: BTreeSet::from([plain.id()]), ..plain.clone() },
        Event { command: "c".into(), ..plain.clone() },
        Event { sequence: 1, ..plain.clone() },
    ];
    let ids: BTreeSet<EventId> = different.iter().chain([&plain]).map(Event::id).collect();
    assert_eq!(ids.len(), different.len() + 1);
    for event in &mut different {
        let id = event.id();
        event.record_time = Some(at(5));
        assert_eq!(event.id(), id);
    }
}

#[test]
fn a_history_of_two_shipments_is_refused_with_every_fault() {
    let text = r#"{"shipment": "4711", "pieces": 0, "events": [
        {"shipment": "4711", "kind": "booked", "event_time": "2026-11-20T09:00:00Z"},
        {"shipment": "4712", "kind": "booked", "event_time": "2026-11-20T09:00:00Z", "pieces": 9007199254740993}]}"#;
    let document: HistoryDocument = serde_json::from_str(text).unwrap();
    let faults = History::try_from(document).unwrap_err();
    let found: Vec<_> = faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.path.as_str())).collect();
    assert_eq!(
        found,
        [("shipment.pieces", "/pieces"), ("shipment.pieces", "/events/1/pieces"), ("event.other_shipment", "/events/1/shipment")]
    );
}

#[test]
fn every_reason_has_a_word_of_its_own() {
    let words: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.word()).collect();
    assert_eq!(words.len(), Reason::ALL.len());
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_string(reason).unwrap(), format!("\"{}\"", reason.word()));
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let commands = &Lifecycle::standard().document().commands;
    let kinds: Vec<Name> = commands.iter().map(|command| command.event.clone()).chain([name("scanned")]).collect();
    let classifier = prop_oneof![6 => Just(Classifier::Actual), 1 => Just(Classifier::Planned), 1 => Just(Classifier::Estimated)];
    let recorded = proptest::option::of(0..3_u32);
    let pieces = proptest::option::of(0..7_u64);
    let source = prop_oneof![Just("7"), Just("07"), Just("webhook")];
    (proptest::sample::select(kinds), 0..20_u32, classifier, recorded, pieces, source, 0..2_u32, any::<bool>()).prop_map(
        |(kind, minute, classifier, recorded, pieces, source, sequence, damaged)| Event {
            classifier,
            record_time: recorded.map(at),
            pieces,
            source: source.into(),
            sequence,
            exception: damaged.then(|| Exception::new(Reason::Damaged)),
            ..Event::new("4711", kind, at(minute))
        },
    )
}

/// Corrections void some of the events by place.
fn corrections(events: &[Event], void: &[usize]) -> Vec<Correction> {
    let events = void.iter().filter_map(|&at| events.get(at));
    let correct = |event: &Event| Correction {
        corrects: event.id(),
        declared: at(900),
        reason: Error::DidNotOccur,
        corrective: BTreeSet::new(),
    };
    events.map(correct).collect()
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_standing(
        events in proptest::collection::vec(any_event(), 1..14),
        again in proptest::collection::vec(0..14_usize, 0..20),
        void in proptest::collection::vec(0..14_usize, 0..3),
        seed in any::<u64>(),
    ) {
        let mut first = history(5, events.clone());
        for correction in corrections(&events, &void) {
            first.correct(correction);
        }
        let mut shuffled = events.clone();
        shuffled.extend(again.iter().filter_map(|&at| events.get(at).cloned()));
        let mut state = seed;
        for index in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(index, (state >> 33) as usize % (index + 1));
        }
        // The corrections may come before what they correct.
        let mut second = history(5, []);
        for correction in corrections(&events, &void).into_iter().rev() {
            second.correct(correction);
        }
        for event in shuffled {
            second.add(event).unwrap();
        }
        prop_assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&second).unwrap());
        prop_assert_eq!(standing(&first), standing(&second));
    }

    #[test]
    fn no_event_takes_a_delivered_shipment_back(
        events in proptest::collection::vec(any_event(), 0..10),
        delivered in 0..20_u32,
        late in proptest::collection::vec(any_event(), 1..6),
    ) {
        let before = history(5, events.into_iter().chain([event("delivered", delivered)]));
        prop_assert_eq!(standing(&before).state, name("delivered"));
        let mut after = before;
        for event in late {
            after.add(event).unwrap();
        }
        prop_assert_eq!(standing(&after).state, name("delivered"));
    }

    #[test]
    fn pieces_are_conserved_whatever_is_reported(events in proptest::collection::vec(any_event(), 0..20)) {
        let pieces = standing(&history(5, events)).pieces;
        let gone = [Tally::Delivered, Tally::Returned, Tally::Lost].map(|tally| pieces.count(tally)).iter().sum::<u64>();
        prop_assert_eq!(gone + pieces.count(Tally::OnHand), pieces.count(Tally::PickedUp));
        prop_assert!(pieces.count(Tally::PickedUp) <= pieces.total());
    }

    #[test]
    fn an_accepted_command_folds_to_the_state_it_promised(
        picks in proptest::collection::vec((0..8_usize, proptest::option::of(1..4_u64), 0..2_u32), 1..25),
    ) {
        let lifecycle = Lifecycle::standard();
        let mut history = history(5, []);
        let mut minute = 0;
        for (index, (pick, pieces, later)) in picks.into_iter().enumerate() {
            minute += later;
            let state = standing(&history).state;
            let open: Vec<_> = lifecycle.document().commands.iter().filter(|rule| rule.from.contains(&state)).collect();
            if open.is_empty() {
                prop_assert!(lifecycle.terminal_rank(&state).is_some());
                break;
            }
            let rule = open[pick % open.len()];
            let asked = Command {
                pieces: pieces.filter(|_| rule.moves.is_some()),
                documents: lifecycle.document().documents.iter().cloned().collect(),
                exception: Some(Exception::new(Reason::Delayed)),
                ..command(&index.to_string(), rule.name.as_str(), rule.roles[0].as_str(), minute)
            };
            match decide(lifecycle, &history, &asked) {
                Decision::Accepted { events, repeated, state } => {
                    prop_assert!(!repeated);
                    for event in events {
                        history.add(event).unwrap();
                    }
                    let standing = standing(&history);
                    prop_assert_eq!(&standing.state, &state);
                    prop_assert_eq!(standing.anomalies().count(), 0);
                }
                Decision::Refused(refusal) => prop_assert!(["command.guard", "command.pieces"].contains(&refusal.code), "{:?}", refusal),
            }
        }
    }
}
