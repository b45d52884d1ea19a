use super::*;

fn standard() -> LifecycleDocument {
    standard::document().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn command<'a>(document: &'a mut LifecycleDocument, name: &str) -> &'a mut CommandRule {
    document.commands.iter_mut().find(|command| command.name.as_str() == name).unwrap()
}

/// Codes and paths of what is wrong.
fn faults(document: LifecycleDocument) -> Vec<String> {
    let faults = Lifecycle::new(document).expect_err("a fault");
    faults.into_iter().map(|fault| format!("{} {}", fault.code, fault.path)).collect()
}

#[test]
fn the_standard_lifecycle_is_proven() {
    let lifecycle = Lifecycle::new(standard()).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(lifecycle.proof().states.len(), lifecycle.document().states.len());
    assert!(lifecycle.proof().situations > 100, "{}", lifecycle.proof().situations);
    let failed = lifecycle.proof().witness("delivery_failed").unwrap();
    assert!(failed.ends_by.len() >= 2, "{failed:?}");
    assert_eq!(&lifecycle, Lifecycle::standard());
}

#[test]
fn every_witness_is_a_run_that_the_lifecycle_itself_allows() {
    let lifecycle = Lifecycle::standard();
    for witness in &lifecycle.proof().states {
        let mut at = lifecycle.initial().clone();
        for step in witness.reached_by.iter().chain(&witness.ends_by) {
            let rule = lifecycle.command(step.as_str()).unwrap();
            assert!(rule.from.contains(&at), "{step} from {at} on the way of {}", witness.state);
            at = rule.to.clone();
        }
        assert!(lifecycle.terminal_rank(&at).is_some(), "{witness:?} ends in {at}");
    }
}

#[test]
fn a_state_without_a_way_in_is_named() {
    let mut document = standard();
    document.states.push(StateRule { name: name("limbo"), terminal_rank: None });
    assert_eq!(faults(document), ["lifecycle.unreachable /states/22"]);
}

#[test]
fn a_shipment_that_could_never_end_is_found_though_the_arrows_lead_on() {
    // Without the guard a van with nothing left on board may set out, and no command can take it further.
    let mut document = standard();
    command(&mut document, "start_delivery").guards.clear();
    let found = faults(document);
    assert!(found.iter().any(|fault| fault.starts_with("lifecycle.cannot_end")), "{found:?}");
}

#[test]
fn guards_that_contradict_each_other_are_found() {
    let mut document = standard();
    let write_off = command(&mut document, "write_off");
    write_off.guards.push(Guard::Pieces { of: Tally::Lost, is: Portion::None });
    let found = faults(document);
    assert!(found.contains(&"lifecycle.guard_never_holds /commands/24/from/0".to_owned()), "{found:?}");
    assert!(found.contains(&"lifecycle.unreachable /states/18".to_owned()), "{found:?}");
}

#[test]
fn a_guard_against_the_road_taken_is_found_though_it_holds_elsewhere() {
    // `cancel` demands that nothing is picked up: from `on_hold` that can never be.
    let mut document = standard();
    command(&mut document, "cancel").from.push(name("on_hold"));
    assert_eq!(faults(document), ["lifecycle.guard_never_holds /commands/3/from/4"]);
}

#[test]
fn every_name_that_resolves_to_nothing_is_reported_at_once() {
    let mut document = standard();
    document.initial = name("nowhere");
    let book = command(&mut document, "book");
    book.roles = vec![name("nobody")];
    book.to = name("nirvana");
    book.guards = vec![Guard::Document { name: name("napkin") }];
    let found = faults(document);
    for expected in [
        "lifecycle.unknown_state /initial",
        "lifecycle.unknown_role /commands/0/roles/0",
        "lifecycle.unknown_document /commands/0/guards/0",
        "lifecycle.unknown_state /commands/0/to",
    ] {
        assert!(found.iter().any(|fault| fault == expected), "{expected} in {found:?}");
    }
}

#[test]
fn ends_that_are_left_or_ranked_alike_and_events_of_two_meanings_are_refused() {
    let mut document = standard();
    document.states[17].terminal_rank = Some(1);
    command(&mut document, "find").from.push(name("delivered"));
    command(&mut document, "reject").event = name("cancelled");
    document.commands[4].roles.clear();
    let twice = document.states[3].clone();
    document.states.push(twice);
    let found = faults(document);
    for code in ["equal_rank", "leaves_end", "ambiguous_event", "never", "duplicate"] {
        assert!(found.iter().any(|fault| fault.contains(code)), "{code} in {found:?}");
    }
}

#[test]
fn a_hostile_lifecycle_is_refused_before_it_is_walked() {
    let mut document = standard();
    let row = document.commands[0].clone();
    document.commands = vec![row; 100_000];
    assert_eq!(faults(document), ["lifecycle.too_large /commands"]);
}

#[test]
fn a_lifecycle_reads_back_from_its_document() {
    let text = serde_json::to_string(Lifecycle::standard()).unwrap();
    assert_eq!(&serde_json::from_str::<Lifecycle>(&text).unwrap(), Lifecycle::standard());
    let wrong = text.replace("\"to\":\"booked\"", "\"to\":\"nirvana\"");
    assert!(serde_json::from_str::<Lifecycle>(&wrong).unwrap_err().to_string().contains("nirvana"));
}

#[test]
fn the_drawings_show_every_arrow_and_every_end() {
    let lifecycle = Lifecycle::standard();
    let arrows: usize = lifecycle.document().commands.iter().map(|command| command.from.len()).sum();
    let ends = lifecycle.document().states.iter().filter(|state| state.terminal_rank.is_some()).count();
    assert_eq!(lifecycle.to_mermaid().matches(" --> ").count(), 1 + arrows + ends);
    assert_eq!(lifecycle.to_dot().matches(" -> ").count(), 1 + arrows);
    assert_eq!(lifecycle.to_dot().matches("peripheries=2").count(), ends);
    assert!(
        lifecycle.to_mermaid().contains("out_for_delivery --> delivered: deliver [document proof_of_delivery, delivered all]")
    );
}
