//! EPCIS: the published hash identifiers, GS1's own examples and GS1's own schema.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may")]

mod xml;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use haulage_core::{
    epcis::{Document, EventId, canonical::event_id},
    event::{Action, Actor, Blame, Classifier, Correction, Error, Event, Exception, History, HistoryDocument, Reason, fold},
    lifecycle::{Lifecycle, Name},
};
use haulage_testdata::shared;
use serde_json::Value;

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// All files below a folder with that ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn hashes_of(path: &Path) -> Vec<EventId> {
    let text = fs::read_to_string(path).unwrap();
    if path.extension().unwrap() == "xml" {
        return xml::events(&text).iter().map(|(event_type, fields)| event_id(event_type, fields)).collect();
    }
    Document::read(text.as_bytes()).unwrap().events().iter().map(|event| event.id).collect()
}

#[test]
fn the_published_examples_have_their_published_hashes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/epcis_hash");
    let mut examples = files(&folder, "jsonld");
    examples.extend(files(&folder, "xml"));
    assert_eq!(examples.len(), 33);
    let mut wrong = Vec::new();
    for example in &examples {
        let published = fs::read_to_string(example.with_extension("hashes")).unwrap();
        let published: Vec<EventId> = published.split_whitespace().map(|id| EventId::new(id).unwrap()).collect();
        if hashes_of(example) != published {
            wrong.push(example.file_name().unwrap());
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:?}", wrong.len(), examples.len());
}

#[test]
fn every_example_of_gs1_is_read_and_written_back_whole() {
    let Some(folder) = shared("data/epcis/gs1") else { return };
    let (mut documents, mut events, mut contexts, mut corrections) = (0, 0, 0, 0);
    for path in files(&folder, "jsonld") {
        let text = fs::read(&path).unwrap();
        let document = Document::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(document.value(), &serde_json::from_slice::<Value>(&text).unwrap(), "{}", path.display());
        let found = document.events();
        if document.value().get("type").is_none() {
            contexts += 1;
            assert!(found.is_empty());
        } else {
            assert!(!found.is_empty(), "{}", path.display());
        }
        documents += 1;
        events += found.len();
        corrections += found.iter().filter(|event| event.correction().is_some()).count();
    }
    assert_eq!((documents, contexts), (102, 9));
    assert!(events > 93 && corrections > 0, "{events} events, {corrections} corrections");
}

#[test]
fn the_two_folders_of_gs1_say_the_same_events() {
    // The simple-context folder holds the same examples with their vocabulary written out otherwise.
    let Some(folder) = shared("data/epcis/gs1") else { return };
    let mut same = 0;
    for path in files(&folder.join("JSON"), "jsonld") {
        let other = folder.join("JSON-simple-context").join(path.strip_prefix(folder.join("JSON")).unwrap());
        same += usize::from(other.exists() && hashes_of(&path) == hashes_of(&other));
    }
    println!("{same} of the pairs have one identity");
    assert!(same > 0);
}

/// A history that uses every field.
fn history() -> History {
    let text = r#"{"shipment": "47/11 \u00e4", "pieces": 10, "events": [
        {"shipment": "47/11 \u00e4", "kind": "booked", "event_time": "2026-11-20T06:00:00+01:00", "source": "shop", "command": "c-1",
         "actor": {"role": "consignor"}, "record_time": "2026-11-20T06:00:01Z"},
        {"shipment": "47/11 \u00e4", "kind": "picked_up", "event_time": "2026-11-20T07:00:00.1234+01:00", "pieces": 10, "sequence": 2,
         "documents": ["waybill"], "handling_units": ["040123450000001112", "040123450000002225"],
         "place": "https://id.gs1.org/414/4012345000115"},
        {"shipment": "47/11 \u00e4", "kind": "delivered", "event_time": "2026-11-20T12:00:00+01:00", "classifier": "planned"}]}"#;
    let mut history = History::try_from(serde_json::from_str::<HistoryDocument>(text).unwrap()).unwrap();
    let at = |text: &str| text.parse().unwrap();
    let action = Action { role: name("consignee"), what: "pay".into(), due: Some(at("2026-11-24T12:00:00+01:00")) };
    let held = Event {
        exception: Some(Exception {
            at_fault: Some(Blame::Consignee),
            action: Some(action),
            note: "invoice 88".into(),
            ..Exception::new(Reason::CustomsDuties)
        }),
        actor: Some(Actor { role: name("customs"), id: "officer 7".into() }),
        ..Event::new(history.shipment(), name("held"), at("2026-11-20T09:00:00Z"))
    };
    let held = history.add(held).unwrap();
    let released = Event {
        settles: BTreeSet::from([held]),
        documents: BTreeSet::from([name("customs_release"), name("waybill")]),
        ..Event::new(history.shipment(), name("released"), at("2026-11-20T10:00:00Z"))
    };
    let released = history.add(released).unwrap();
    let estimate = Event {
        classifier: Classifier::Estimated,
        ..Event::new(history.shipment(), name("delivered"), at("2026-11-20T15:00:00Z"))
    };
    let estimate = history.add(estimate).unwrap();
    let declared = at("2026-11-20T11:00:00Z");
    let reason = Error::IncorrectData;
    history.correct(Correction { corrects: estimate, declared, reason, corrective: BTreeSet::from([released]) });
    history
}

fn written() -> Document {
    let text = Document::of_history(&history(), "2026-11-21T00:00:00Z".parse().unwrap()).value().to_string();
    Document::read(text.as_bytes()).unwrap()
}

#[test]
fn a_history_goes_out_and_comes_back_as_the_same_history() {
    let before = history();
    let document = written();
    let mut after = History::new(before.shipment(), before.pieces()).unwrap();
    for event in document.events() {
        assert_eq!(event.given_id(), Some(event.id.to_string().as_str()), "the hash of the document is that of the event");
        match (event.about(before.shipment()), event.correction()) {
            (Some(told), None) => assert_eq!(after.add(told), Ok(event.id)),
            (None, Some(correction)) => after.correct(correction),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(after, before);
    assert_eq!(fold(Lifecycle::standard(), &after), fold(Lifecycle::standard(), &before));
    assert!(document.events().iter().all(|event| event.about("another").is_none()));
}

#[test]
fn a_document_becomes_the_history_of_one_shipment() {
    let none = BTreeSet::new();
    assert_eq!(written().history("47/11 \u{e4}", 10, &none).unwrap(), history());
    assert!(written().history("another", 10, &none).unwrap().events().is_empty());
    let text = r#"{"@context": [], "type": "EPCISDocument", "epcisBody": {"eventList": [
        {"type": "ObjectEvent", "eventTime": "2026-11-20T09:00:00Z", "bizStep": "departing", "epcList": ["urn:epc:id:sscc:4012345.0000000111"]},
        {"type": "ObjectEvent", "eventTime": "2026-11-20T09:00:00Z", "bizStep": "departing", "epcList": ["urn:epc:id:sscc:4012345.0000000222"]},
        {"type": "ObjectEvent", "eventTime": "2026-11-20T10:00:00Z", "bizStep": "arriving", "epcList": ["urn:epc:id:sscc:4012345.0000000111"],
         "errorDeclaration": {"declarationTime": "2026-11-20T11:00:00Z", "reason": "did_not_occur"}}]}}"#;
    let units = BTreeSet::from(["040123450000001112".parse().unwrap()]);
    let told = Document::read(text.as_bytes()).unwrap().history("4711", 1, &units).unwrap();
    let mut kinds: Vec<_> = told.events().values().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["arrived", "departed"], "the other unit is of another shipment");
    let void: Vec<_> = told.void().into_iter().map(|id| told.events()[&id].kind.as_str()).collect();
    assert_eq!(void, ["arrived"], "a declaration voids the event as it is told here");
}

#[test]
fn what_goes_out_holds_against_the_schema_of_gs1() {
    let Some(folder) = shared("data/epcis/gs1") else { return };
    let schema: Value = serde_json::from_slice(&fs::read(folder.join("EPCIS-JSON-Schema.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document = written();
    let errors: Vec<String> = validator.iter_errors(document.value()).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut broken = document.value().clone();
    broken["epcisBody"]["eventList"][0]["action"] = "SING".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn a_step_of_a_foreign_system_means_what_it_says() {
    let text = r#"{"@context": [], "type": "ObjectEvent", "eventTime": "2026-11-20T09:00:00Z", "eventTimeZoneOffset": "+00:00",
        "recordTime": "2026-11-20T09:05:00Z", "action": "OBSERVE", "bizStep": "urn:epcglobal:cbv:bizstep:departing",
        "epcList": ["urn:epc:id:sscc:4012345.0000000111"], "readPoint": {"id": "urn:epc:id:sgln:4012345.00011.987"}}"#;
    let document = Document::read(text.as_bytes()).unwrap();
    let event = document.events()[0].about("4711").unwrap();
    assert_eq!((event.kind.as_str(), event.shipment.as_str()), ("departed", "4711"));
    assert_eq!(event.handling_units.iter().map(ToString::to_string).collect::<Vec<_>>(), ["040123450000001112"]);
    let stocked = Document::read(text.replace("departing", "stocking").as_bytes()).unwrap();
    assert_eq!(stocked.events()[0].about("4711"), None, "stock is kept and means nothing to a shipment");
}

#[test]
fn what_is_no_epcis_is_refused_by_name() {
    for (text, code) in
        [("{", "epcis.syntax"), ("[]", "epcis.type"), (r#"{"type": "Invoice"}"#, "epcis.type"), ("{}", "epcis.type")]
    {
        assert_eq!(Document::read(text.as_bytes()).unwrap_err().code(), code, "{text}");
    }
    let hollow = Document::read(br#"{"type": "EPCISDocument", "epcisBody": {"eventList": [7, {}, {"epcList": 3}]}}"#).unwrap();
    assert!(hollow.events().iter().all(|event| event.about("4711").is_none() && event.correction().is_none()));
}
