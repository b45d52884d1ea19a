use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use proptest::prelude::*;

use super::*;
use crate::{
    digest::ContentDigest,
    sort::{Mark, Row, Sorter, Spill},
    state::{History, Layout, PastRun, Reader, Writer},
    value::Value,
};

/// A dump of rows `key, name, note`.
type Dump = Vec<(i64, &'static str, &'static str)>;

fn layout() -> Layout {
    let fields = ["id", "name", "note"].map(str::to_owned).to_vec();
    Layout { fields, keys: vec![0], mapping: ContentDigest::of(b"mapping") }
}

fn bytes(values: &[Value<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        value.write(&mut out);
    }
    out
}

fn groups(dump: &[(i64, &str, &str)], mark: impl Fn(&str) -> Mark, rule: Duplicates) -> Groups {
    let mut sorter = Sorter::new(Spill::Never);
    let mut content = Content::of(&layout());
    for (line, (id, name, note)) in (1..).zip(dump) {
        let key = bytes(&[Value::Integer(*id)]);
        let row = bytes(&[Value::Integer(*id), Value::Text(name), Value::Text(note)]);
        let (digest, place) = (content.digest(&key, &row), Place { line, offset: line * 10, length: 10 });
        sorter.push(&Row { key: &key, mark: mark(note), digest, place, values: &row }).unwrap();
    }
    Groups::new(sorter.finish().unwrap(), rule).unwrap()
}

/// Runs dump after dump over one state, in memory.
struct Nights {
    state: Option<Vec<u8>>,
    deletes: Deletes,
    unreadable: bool,
    keeps_rows: bool,
    compared: Compared,
}

impl Nights {
    fn new(deletes: Deletes) -> Self {
        Self { state: None, deletes, unreadable: false, keeps_rows: true, compared: Compared::default() }
    }

    fn night(&mut self, dump: &[(i64, &'static str, &'static str)]) -> Vec<Event> {
        self.night_with(groups(dump, |note| if note == "bad" { Mark::Refused } else { Mark::Accepted }, Duplicates::First))
    }

    fn night_with(&mut self, mut after: Groups) -> Vec<Event> {
        let reader = self.state.take().map(|bytes| Reader::open(Cursor::new(bytes)).unwrap());
        let mut history = reader.as_ref().map_or_else(|| History::new(layout()), |reader| reader.history().clone());
        let lineage = history.next_lineage(None);
        let (layout, mut before) = (layout(), Before::state(reader));
        let mut writer = Writer::new(Cursor::new(Vec::new()), self.keeps_rows).unwrap();
        let mut announcer = Announcer { layout: &layout, lineage, others: Vec::new(), deletions: Vec::new() };
        let how =
            Comparison { history: &history, layout: &layout, deletes: &self.deletes, unreadable: self.unreadable, rebase: false };
        self.compared = how.run(&mut before, &mut after, Some(&mut writer), &mut announcer).unwrap();
        let lines = [announcer.others, announcer.deletions].concat();
        let events = ContentDigest::of(&lines);
        history.accept(PastRun {
            generation: history.generation + 1,
            dump: None,
            bytes: 0,
            ends_with_line: true,
            accounts: crate::record::Accounts::default(),
            counts: self.compared.counts,
            events: crate::state::Events { count: 0, bytes: 0, digest: events },
        });
        self.state = Some(writer.finish(&history).unwrap().into_inner());
        serde_json::Deserializer::from_slice(&lines).into_iter::<Event>().map(Result::unwrap).collect()
    }
}

fn told(events: &[Event]) -> Vec<(Kind, i64)> {
    events.iter().map(|event| (event.kind, event.key["id"].as_i64().unwrap())).collect()
}

#[test]
fn each_key_is_told_as_what_became_of_it() {
    let mut nights = Nights::new(Deletes::default());
    assert_eq!(told(&nights.night(&[(1, "a", ""), (2, "b", ""), (3, "c", "")])).len(), 3);
    let events = nights.night(&[(2, "b", "late"), (3, "c", ""), (4, "d", "")]);
    assert_eq!(told(&events), [(Kind::Updated, 2), (Kind::Inserted, 4), (Kind::Deleted, 1)]);
    assert_eq!(events[0].changed, Some(vec!["note".into()]));
    assert_eq!(events[0].before.as_ref().unwrap()["note"], "");
    assert_eq!(events[0].row.as_ref().unwrap()["note"], "late");
    assert_eq!(events[2].before.as_ref().unwrap()["name"], "a");
    assert_eq!(nights.compared.live, 3);
    assert_eq!(told(&nights.night(&[(1, "a", ""), (2, "b", "late"), (3, "c", ""), (4, "d", "")])), [(Kind::Reappeared, 1)]);
}

#[test]
fn an_update_without_the_old_row_still_says_what_the_row_is_now() {
    let mut nights = Nights { keeps_rows: false, ..Nights::new(Deletes::default()) };
    nights.night(&[(1, "a", "")]);
    let events = nights.night(&[(1, "a", "x")]);
    assert_eq!((events[0].kind, &events[0].changed, &events[0].before), (Kind::Updated, &None, &None));
    assert_eq!(events[0].row.as_ref().unwrap()["note"], "x");
}

#[test]
fn a_refused_row_does_not_delete_its_key() {
    let mut nights = Nights::new(Deletes::default());
    nights.night(&[(1, "a", ""), (2, "b", "")]);
    assert_eq!(told(&nights.night(&[(1, "a", "bad"), (2, "b", "")])), []);
    assert_eq!(told(&nights.night(&[(1, "a", "good again"), (2, "b", "")])), [(Kind::Updated, 1)]);
}

#[test]
fn while_some_keys_cannot_be_read_a_missing_key_waits_one_dump_more() {
    let mut nights = Nights::new(Deletes::default());
    nights.night(&[(1, "a", ""), (2, "b", "")]);
    nights.unreadable = true;
    assert_eq!(told(&nights.night(&[(2, "b", "")])), []);
    assert_eq!((nights.compared.counts.missing, nights.compared.live), (1, 2));
    assert_eq!(told(&nights.night(&[(2, "b", "")])), [(Kind::Deleted, 1)]);
}

#[test]
fn a_key_is_deleted_after_as_many_dumps_as_the_policy_says() {
    let mut nights = Nights::new(Deletes { after_runs: 3, ..Deletes::default() });
    nights.night(&[(1, "a", ""), (2, "b", "")]);
    assert_eq!(told(&nights.night(&[(2, "b", "")])), []);
    assert_eq!(told(&nights.night(&[(2, "b", "")])), []);
    assert_eq!(told(&nights.night(&[(2, "b", "")])), [(Kind::Deleted, 1)]);
    let mut never = Nights::new(Deletes { after_runs: 0, ..Deletes::default() });
    never.night(&[(1, "a", "")]);
    assert_eq!(told(&never.night(&[])), []);
    assert_eq!(told(&never.night(&[])), []);
}

#[test]
fn a_row_marked_as_deleted_is_a_deletion_and_its_return_is_told() {
    let marked = |dump: &Dump| groups(dump, |note| if note == "Y" { Mark::Withdrawn } else { Mark::Accepted }, Duplicates::First);
    let mut nights = Nights::new(Deletes::default());
    nights.night_with(marked(&vec![(1, "a", "N"), (2, "b", "Y")]));
    assert_eq!(nights.compared.counts.inserted, 1);
    assert_eq!(told(&nights.night_with(marked(&vec![(1, "a", "Y"), (2, "b", "Y")]))), [(Kind::Deleted, 1)]);
    assert_eq!(told(&nights.night_with(marked(&vec![(1, "a", "Y"), (2, "b", "Y")]))), []);
    assert_eq!(told(&nights.night_with(marked(&vec![(1, "a", "N")]))), [(Kind::Reappeared, 1)]);
}

#[test]
fn of_duplicates_the_rule_says_which_counts() {
    let dump = vec![(1, "a", "first"), (1, "a", "second"), (1, "a", "first")];
    let run = |rule| {
        let mut nights = Nights::new(Deletes::default());
        let mut after = groups(&dump, |_| Mark::Accepted, rule);
        while after.advance().unwrap() {}
        let found = after.duplicates().named(&layout());
        let events = nights.night_with(groups(&dump, |_| Mark::Accepted, rule));
        (found.iter().map(|one| (one.place.line, one.same)).collect::<Vec<_>>(), events)
    };
    let (found, events) = run(Duplicates::First);
    assert_eq!((found, events[0].place.unwrap().line), (vec![(2, false), (3, true)], 1));
    let (found, events) = run(Duplicates::Last);
    assert_eq!((found, events[0].place.unwrap().line), (vec![(1, true), (2, false)], 3));
    let (found, events) = run(Duplicates::Neither);
    assert_eq!((found.len(), events.len()), (3, 0));
}

#[test]
fn a_row_that_got_another_key_is_suggested_as_a_key_change() {
    let mut nights = Nights::new(Deletes::default());
    nights.night(&[(1, "a", "x"), (2, "b", "x"), (3, "twin", ""), (4, "twin", "")]);
    nights.night(&[(2, "b", "x"), (9, "a", "x"), (7, "twin", ""), (8, "twin", "")]);
    let changes = &nights.compared.key_changes;
    assert_eq!(changes.len(), 1);
    assert_eq!((&changes[0].from["id"], &changes[0].to["id"]), (&1.into(), &9.into()));
}

#[test]
fn a_deleted_key_is_forgotten_in_time() {
    let mut nights = Nights::new(Deletes { remember_runs: 1, ..Deletes::default() });
    nights.night(&[(1, "a", ""), (2, "b", "")]);
    for _ in 0..3 {
        nights.night(&[(2, "b", "")]);
    }
    assert_eq!(told(&nights.night(&[(1, "a", ""), (2, "b", "")])), [(Kind::Inserted, 1)]);
}

#[test]
fn the_identity_of_an_event_tells_its_night_and_its_kind() {
    let run = || {
        let mut nights = Nights::new(Deletes::default());
        let mut events = Vec::new();
        for dump in [vec![(1, "a", "")], vec![], vec![(1, "a", "")], vec![]] {
            events.extend(nights.night(&dump));
        }
        events.into_iter().map(|event| event.id).collect::<Vec<_>>()
    };
    let ids = run();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 4);
    assert_eq!(ids, run());
}

proptest! {
    /// The law of a delta: what its events make of yesterday is today.
    #[test]
    fn events_applied_to_what_was_make_what_is(
        nights in prop::collection::vec(prop::collection::btree_map(0_i64..40, 0_usize..3, 0..40), 1..6),
    ) {
        const NAMES: [&str; 3] = ["x", "y", "z"];
        let mut runs = Nights::new(Deletes::default());
        let mut applied: BTreeMap<i64, String> = BTreeMap::new();
        for night in nights {
            let mut dump: Dump = night.iter().map(|(id, name)| (*id, NAMES[*name], "")).collect();
            dump.reverse();
            for event in runs.night(&dump) {
                let id = event.key["id"].as_i64().unwrap();
                match event.kind {
                    Kind::Deleted => prop_assert!(applied.remove(&id).is_some()),
                    kind => {
                        let name = event.row.unwrap()["name"].as_str().unwrap().to_owned();
                        prop_assert_eq!(applied.insert(id, name).is_some(), kind == Kind::Updated);
                    }
                }
            }
            let truth: BTreeMap<i64, String> = night.into_iter().map(|(id, name)| (id, NAMES[name].into())).collect();
            prop_assert_eq!(&applied, &truth);
            prop_assert_eq!(runs.compared.live as usize, truth.len());
        }
    }
}
